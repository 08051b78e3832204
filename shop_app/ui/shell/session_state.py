"""What the frame of every page shows of its visitor: name, cart count, region. A view, no truth."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import reflex as rx
from starlette.requests import Request

from shop_app.accounts.service import note_seen
from shop_app.accounts.views import Visitor
from shop_app.cart import queries as carts
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.core.flash import Flash
from shop_app.notifications.notices import unread_count
from shop_app.pricing.views import RegionView
from shop_app.search.views import CategoryLink
from shop_app.ui.i18n import current_locale, words_of
from shop_app.ui.shell import shared
from shop_app.ui.shell.identity import (
    flash_of_request,
    flash_of_state,
    locale_of,
    region_of,
    told,
    visitor_of,
    visitor_of_request,
)
from shop_app.ui.shell.noting import note_page
from shop_app.ui.shell.views import RegionChoice, ShellView

# Pages that say refusals of their forms themselves: all of them, or those beside a field.
_TELL_ALL = ("/login/code", "/reset-password", "/verify-email", "/account/privacy")
_TELL_FIELDS = (
    "/account/addresses/",
    "/account/security",
    "/sell/apply",
    "/seller/import",
    "/seller/products/",
    "/seller/stock",
)


class ShellState(rx.State):
    """The visitor as header and footer know them; the vars are those of ShellView.

    Nothing is ever decided by these vars.
    """

    signed_in: bool = False
    display_name: str = ""
    sells: bool = False
    is_staff: bool = False
    cart_count: int = 0
    notice_count: int = 0
    region_code: str = ""
    regions: list[RegionChoice] = rx.field(default_factory=list)
    departments: list[CategoryLink] = rx.field(default_factory=list)
    notice: str = ""
    query: str = ""
    basket_is_open: bool = False
    wished: list[str] = rx.field(default_factory=list)

    @rx.event
    async def load(self):
        """Each page calls this when it opens."""
        self.basket_is_open = False
        self.notice = _said(flash_of_state(self), locale_of(self), self.router.url.path)
        self.query = self.router.url.query_parameters.get("q", "")[:200]
        try:
            visitor, region = await visitor_of(self), await region_of(self)
            self.region_code = region.code
            self.regions = region_choices(await shared.regions.get())
            self.departments = await shared.departments.get()
            self.cart_count = await _count(visitor)
            self.notice_count = await in_reading(unread_count, visitor)
            if visitor.is_signed_in:
                await in_transaction(note_seen, session_key=visitor.session_key)
        except ShopError as error:
            self.notice = told(self, error)
            return
        note_page(self, visitor, region.code)
        self.signed_in, self.display_name = visitor.is_signed_in, visitor.name
        self.sells, self.is_staff = visitor.sells, visitor.is_staff

    @rx.event
    async def recount(self):
        """The cart has changed: show how much is in it now."""
        self.cart_count = await _count(await visitor_of(self))

    @rx.event
    async def recount_notices(self):
        """Half a minute has passed, or notices were read: show how many are unread now."""
        try:
            self.notice_count = await in_reading(unread_count, await visitor_of(self))
        except ShopError:
            return  # the bell keeps the number that it knows

    @rx.event
    def dismiss(self):
        """The person has read the notice."""
        self.notice = ""


async def personal_frame(request: Request) -> dict[str, Any]:
    """What the frame of somebody's own page adds: `shell_of(request, **await personal_frame(…))`.

    Such a page, and any that has a notice, must not be cached.
    """
    visitor = await visitor_of_request(request)
    return {
        "signed_in": visitor.is_signed_in,
        "display_name": visitor.name,
        "sells": visitor.sells,
        "is_staff": visitor.is_staff,
        "cart_count": await _count(visitor),
        "notice_count": await in_reading(unread_count, visitor),
        "notice": _said(flash_of_request(request), current_locale(), request.url.path),
    }


def personal_seed(shell: ShellView) -> dict[type[rx.State], dict[str, Any]]:
    """The seed of somebody's own page, with which its header does not change at the takeover."""
    return {ShellState: {field.name: getattr(shell, field.name) for field in fields(shell)}}


async def _count(visitor: Visitor) -> int:
    return await in_reading(
        carts.count_of, session_key=visitor.session_key, user_id=visitor.user_id
    )


def region_choices(regions: list[RegionView]) -> list[RegionChoice]:
    """The regions as the header's combobox names them."""
    return [RegionChoice(region.code, f"{region.name} ({region.currency})") for region in regions]


def _said(flash: Flash | None, locale: str, path: str) -> str:
    """A refusal of a form post that belongs to no field of the page."""
    if flash is None or not flash.template or flash.field in ("email", "name", "password"):
        return ""
    if path.startswith(_TELL_ALL) or (flash.field and path.startswith(_TELL_FIELDS)):
        return ""
    return words_of(locale).t(flash.template, **flash.facts)
