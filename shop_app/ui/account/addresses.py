"""/account/addresses: the person's address book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.address_book import AddressView, addresses_of
from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, badge, empty_state, skeleton
from shop_app.ui.components.fields import hidden
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.i18n.locales import babel_locale
from shop_app.ui.rendering import each, el, native_form, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, told, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/addresses"


@dataclass(frozen=True, slots=True)
class AddressCard:
    """An address as it stands on a parcel."""

    id: str = ""
    name: str = ""
    lines: list[str] = field(default_factory=list)
    phone: str = ""
    href: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class BookView:
    """The whole book."""

    cards: list[AddressCard] = field(default_factory=list)
    problem: str = ""


class AddressesState(rx.State):
    """What the page shows."""

    view: BookView = BookView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the book of who asks."""
        try:
            self.view = await book_view(await visitor_of(self), locale_of(self))
        except ShopError as error:
            self.view = BookView(problem=told(self, error))
        self.ready = True


async def book_view(visitor: Visitor, locale: str) -> BookView:
    """The person's addresses."""
    if visitor.user_id is None:
        return BookView()
    found = await in_reading(addresses_of, user_id=visitor.user_id)
    return BookView(cards=[_card(address, locale) for address in found])


def _card(address: AddressView, locale: str) -> AddressCard:
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    country = babel_locale(locale).territories.get(address.country, address.country)
    lines = [address.line1, address.line2, town, address.region, country]
    return AddressCard(
        id=address.id,
        name=address.name,
        lines=[line for line in lines if line],
        phone=address.phone,
        href=f"{ADDRESS}/{address.id}",
        is_default=address.is_default,
    )


def content(view: Any, shell: Any) -> rx.Component:
    """The book."""
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        when(
            view.cards,
            lambda: el.div(
                el.ul(
                    each(view.cards, _item, key=lambda card: card.id),
                    class_name="grid gap-4 sm:grid-cols-2",
                    role="list",
                ),
                el.div(button_link(t("Add an address"), href=f"{ADDRESS}/new")),
                class_name="grid gap-6",
            ),
            lambda: empty_state(
                title=t("No addresses yet"),
                text=t("Keep where your parcels go, and the checkout fills itself in."),
                action=button_link(t("Add an address"), href=f"{ADDRESS}/new"),
            ),
        ),
        title=t("Addresses"),
        current=ADDRESS,
        shell=shell,
    )


def _item(card: Any) -> rx.Component:
    return el.li(
        el.div(
            el.h2(card.name, class_name="font-semibold"),
            when(card.is_default, lambda: badge(t("Default"), tone="success")),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        el.address(
            each(card.lines, lambda line: el.span(line, class_name="block")),
            when(card.phone, lambda: el.span(card.phone, class_name="mt-1 block text-muted")),
            class_name="not-italic",
        ),
        el.div(
            button_link(
                t("Edit"),
                href=card.href,
                kind="secondary",
                small=True,
                aria_label=t("Edit the address of {name}", name=card.name),
            ),
            when(
                card.is_default,
                None,
                lambda: native_form(
                    hidden("id", card.id),
                    button(
                        t("Make default"),
                        kind="quiet",
                        small=True,
                        type="submit",
                        aria_label=t("Make the address of {name} the default", name=card.name),
                    ),
                    action=f"{ADDRESS}/default",
                ),
            ),
            native_form(
                hidden("id", card.id),
                button(
                    t("Remove"),
                    kind="quiet",
                    small=True,
                    type="submit",
                    aria_label=t("Remove the address of {name}", name=card.name),
                ),
                action=f"{ADDRESS}/remove",
            ),
            class_name="mt-auto flex flex-wrap items-center gap-2 pt-2",
        ),
        class_name="panel grid content-start gap-3",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        AddressesState.ready,
        lambda: content(AddressesState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-48"), title=t("Addresses"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await book_view(visitor, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Addresses"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), AddressesState: {"view": view, "ready": True}},
        )
    )
