"""/account/addresses/new and /account/addresses/{id}: one address of the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.address_book import FIELDS, AddressView, address_of
from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import NotFound, ShopError
from shop_app.core.flash import Flash, flash_of
from shop_app.ui.account.addresses import ADDRESS
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.components.fields import checkbox, hidden, select_field, text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import current_locale, t, words_of
from shop_app.ui.i18n.locales import babel_locale
from shop_app.ui.rendering import el, is_html, native_form, when
from shop_app.ui.shell import shared
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, told, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

NEW = "new"


@dataclass(frozen=True, slots=True)
class Country:
    """A country to which some region of the shop delivers."""

    code: str = ""
    name: str = ""
    selected: bool = False


@dataclass(frozen=True, slots=True)
class FormView:
    """The form; a refusal stands beside its field."""

    id: str = ""
    address: AddressView = field(default_factory=AddressView)
    countries: list[Country] = field(default_factory=list)
    error_field: str = ""
    error: str = ""
    problem: str = ""


class AddressState(rx.State):
    """What the page shows."""

    view: FormView = FormView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the address that the page's own address names."""
        router = self.router
        try:
            self.view = await form_view(
                await visitor_of(self),
                self.address_id,  # type: ignore[attr-defined]
                router.headers.cookie,
                router.url.query,
                locale_of(self),
            )
        except ShopError as error:
            self.view = FormView(problem=told(self, error))
        self.ready = True


async def form_view(
    visitor: Visitor, address_id: str, cookie: str | None, query: str, locale: str
) -> FormView:
    """The form with what is kept, or with what was just refused. Raises NotFound."""
    if visitor.user_id is None:
        return FormView()
    kept = AddressView()
    if address_id != NEW:
        kept = await in_reading(address_of, user_id=visitor.user_id, address_id=address_id)
    flash = flash_of(cookie, query) or Flash()
    typed = {name: flash.kept[name] for name in FIELDS if name in flash.kept}
    shown = AddressView(
        **{**{name: getattr(kept, name) for name in FIELDS}, **typed},
        id=kept.id,
        is_default=kept.is_default,
    )
    regions = await shared.regions.get()
    first = regions[0].default_country if regions else ""
    return FormView(
        id=kept.id,
        address=shown,
        countries=_countries(regions, shown.country or first, locale),
        error_field=flash.field,
        error=words_of(locale).t(flash.template, **flash.facts) if flash.template else "",
    )


def _countries(regions: list[Any], chosen: str, locale: str) -> list[Country]:
    names = babel_locale(locale).territories
    codes = {code for region in regions for code in region.countries}
    found = [Country(code, names.get(code, code), code == chosen) for code in codes]
    return sorted(found, key=lambda country: country.name)


def content(view: Any, shell: Any) -> rx.Component:
    """The form."""

    def line(label: Any, name: str, autocomplete: str, **more: Any) -> rx.Component:
        return text_field(
            label=label,
            name=name,
            autocomplete=f"shipping {autocomplete}",
            default_value=getattr(view.address, name),
            error=_error(view, name),
            **more,
        )

    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        native_form(
            hidden("id", view.id),
            _country(view),
            line(t("Full name"), "name", "name"),
            line(t("Address"), "line1", "address-line1"),
            line(t("Apartment, suite (optional)"), "line2", "address-line2"),
            el.div(
                line(t("Postal code"), "postal_code", "postal-code", class_name="sm:col-span-2"),
                line(t("City"), "city", "address-level2", class_name="sm:col-span-3"),
                class_name="grid gap-4 sm:grid-cols-5",
            ),
            line(t("State or province (optional)"), "region", "address-level1"),
            line(t("Phone (optional)"), "phone", "tel", type="tel", input_mode="tel"),
            when(
                view.address.is_default,
                None,
                lambda: checkbox(label=t("Use this address first"), name="default", value="1"),
            ),
            el.div(
                button(t("Save address"), type="submit"),
                button_link(t("Back to all addresses"), href=ADDRESS, kind="secondary"),
                class_name="flex flex-wrap gap-3",
            ),
            action=f"{ADDRESS}/save",
            no_validate=True,
            class_name="panel grid max-w-xl gap-4",
        ),
        title=when(view.id, t("Edit address"), t("New address")),
        current=ADDRESS,
        shell=shell,
    )


def _error(view: Any, name: str) -> Any:
    return when(view.error_field == name, view.error, "")


def _country(view: Any) -> rx.Component:
    return select_field(
        label=t("Country"),
        name="country",
        autocomplete="shipping country",
        choices=view.countries,
        option=lambda choice: el.option(
            choice.name,
            value=choice.code,
            **({"selected": choice.selected} if is_html() else {}),
        ),
        error=_error(view, "country"),
        **({} if is_html() else {"default_value": view.address.country}),
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        AddressState.ready,
        lambda: content(AddressState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-96"), title=t("Addresses"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The form as HTML, for who is signed in; not found for anybody else's address."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    try:
        view = await form_view(
            visitor,
            request.path_params["address_id"],
            request.headers.get("cookie"),
            request.url.query,
            current_locale(),
        )
    except NotFound:
        return await not_found_response(request)
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Address"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), AddressState: {"view": view, "ready": True}},
        )
    )
