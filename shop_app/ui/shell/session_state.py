"""What the frame of every page shows of its visitor: name, cart count, region. A view, no truth."""

from __future__ import annotations

import reflex as rx

from shop_app.cart import queries as carts
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ui.i18n import words_of
from shop_app.ui.shell.identity import flash_of_state, locale_of, region_of, told, visitor_of


class ShellState(rx.State):
    """The visitor as the header knows them. Nothing is ever decided by these vars."""

    signed_in: bool = False
    display_name: str = ""
    sells: bool = False
    is_staff: bool = False
    cart_count: int = 0
    region_code: str = ""
    region_name: str = ""
    currency: str = ""
    locale: str = "en"
    notice: str = ""

    @rx.event
    async def load(self):
        """Each page calls this when it opens."""
        self.locale = locale_of(self)
        self.notice = _said(self)
        try:
            visitor = await visitor_of(self)
            region = await region_of(self)
            count = await in_reading(
                carts.count_of, session_key=visitor.session_key, user_id=visitor.user_id
            )
        except ShopError as error:
            self.notice = told(self, error)
            return
        self.signed_in = visitor.is_signed_in
        self.display_name = visitor.name
        self.sells, self.is_staff = visitor.sells, visitor.is_staff
        self.region_code, self.region_name = region.code, region.name
        self.currency = region.currency
        self.cart_count = count

    @rx.event
    def dismiss(self):
        """The person has read the notice."""
        self.notice = ""


def _said(state: ShellState) -> str:
    """A refusal of a form post that belongs to no field of the page."""
    flash = flash_of_state(state)
    if flash is None or flash.field:
        return ""
    return words_of(locale_of(state)).t(flash.template, **flash.facts)
