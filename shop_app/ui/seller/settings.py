"""/seller/settings: the shop's words and promises, and its warehouses."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.inventory import warehouses
from shop_app.sellers import profile as own
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import text_area, text_field
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el, form, join, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/settings"


@dataclass(frozen=True, slots=True)
class Place:
    """A warehouse as it is shown."""

    key: str = ""
    name: str = ""
    address: str = ""
    detail: str = ""
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The page; the profile's values are text, as fields hold them."""

    slug: str = ""
    name: str = ""
    description: str = ""
    email: str = ""
    city: str = ""
    handling_days: str = ""
    return_days: str = ""
    return_policy: str = ""
    places: list[Place] = field(default_factory=list)


class SellerSettingsState(rx.State):
    """The settings as they are shown; `errors` by field."""

    view: SettingsView = SettingsView()
    error_field: str = ""
    error: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the settings."""
        try:
            await self._read()
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Write the profile."""
        await self._do(own.save_profile, said=_texts(asked))

    @rx.event
    async def add_warehouse(self, asked: dict[str, Any]):
        """Open a new warehouse."""
        await self._do(warehouses.add_warehouse, said=_texts(asked))

    @rx.event
    async def set_open(self, key: str, is_open: bool):
        """Close a warehouse or open it again."""
        await self._do(warehouses.set_open, warehouse_id=key[:40], is_open=bool(is_open))

    async def _do(self, verb: Any, **arguments: Any) -> None:
        self.problem = self.notice = self.error = self.error_field = ""
        try:
            member = await member_of(self, SellerPermission.SETTINGS)
            await in_transaction(verb, actor=member.actor, seller_id=member.seller_id, **arguments)
            await self._read()
        except ShopError as error:
            self.problem = told(self, error)
            if error.field:
                self.error_field, self.error = error.field, self.problem
            return
        with speaking(locale_of(self)):
            self.notice = t("Saved.")

    async def _read(self) -> None:
        member = await member_of(self, SellerPermission.SETTINGS)
        found = await in_reading(own.profile, seller_id=member.seller_id)
        places = await in_reading(warehouses.own_warehouses, seller_id=member.seller_id)
        with speaking(locale_of(self)):
            self.view = SettingsView(
                **{name: str(value) for name, value in asdict(found).items()},
                places=[_place(place) for place in places],
            )


def _texts(asked: dict[str, Any]) -> dict[str, str]:
    return {str(name)[:40]: str(value)[:3000] for name, value in asked.items()}


def _place(place: warehouses.WarehouseView) -> Place:
    pieces = nt("{n} piece on hand", "{n} pieces on hand", n=place.pieces)
    hour = t("orders until {hour}:00 UTC leave the same day", hour=place.cut_off_hour)
    return Place(
        key=place.id,
        name=place.name,
        address=", ".join(
            filter(None, (place.line1, place.postal_code, place.city, place.country))
        ),
        detail=f"{pieces} · {hour}",
        is_open=place.is_open,
    )


def content(state: Any) -> rx.Component:
    """Profile, then warehouses."""
    view = state.view
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        _profile(state),
        el.section(
            el.h2(t("Warehouses"), class_name="display mb-2 text-2xl"),
            el.ul(each(view.places, _warehouse), class_name="divide-y divide-line"),
            _new_warehouse(state),
            class_name="panel grid gap-4",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _profile(state: Any) -> rx.Component:
    view = state.view

    def error(name: str) -> Any:
        return when(state.error_field == name, state.error, "")

    def line(name: str, label: Any, value: Any, **props: Any) -> rx.Component:
        return text_field(label=label, name=name, default_value=value, error=error(name), **props)

    return el.section(
        el.h2(t("Your shop"), class_name="display mb-3 text-2xl"),
        form(
            line("name", t("Name"), view.name, max_length=60, required=True),
            text_area(
                label=t("What people read on your shop front"),
                name="description",
                default_value=view.description,
                error=error("description"),
                max_length=2000,
                rows="4",
            ),
            el.div(
                line("email", t("E-mail for customers"), view.email, type="email"),
                line("city", t("City"), view.city, max_length=80),
                line(
                    "handling_days",
                    t("Working days until a parcel leaves"),
                    view.handling_days,
                    input_mode="numeric",
                ),
                line(
                    "return_days",
                    t("Days to send back (14 or more)"),
                    view.return_days,
                    input_mode="numeric",
                ),
                class_name="grid gap-4 sm:grid-cols-2",
            ),
            text_area(
                label=t("Return policy"),
                name="return_policy",
                hint=t("Shown on your shop front, after what the law and Stoa promise already."),
                default_value=view.return_policy,
                error=error("return_policy"),
                max_length=2000,
                rows="3",
            ),
            el.div(
                button(t("Save"), type="submit"),
                button_link(
                    t("See your shop front"), href=join("/s/", view.slug), kind="secondary"
                ),
                class_name="flex flex-wrap gap-3",
            ),
            action=ADDRESS,
            on_submit=SellerSettingsState.save,
            key=view.slug,
            class_name="grid gap-4",
        ),
        class_name="panel",
    )


def _warehouse(place: Any) -> rx.Component:
    return el.li(
        el.div(
            el.p(
                place.name,
                when(
                    place.is_open,
                    lambda: el.span(class_name="hidden"),
                    lambda: el.span(t("Closed"), class_name="badge ms-2"),
                ),
                class_name="font-medium",
            ),
            el.p(place.address, class_name="text-sm text-muted"),
            el.p(place.detail, class_name="text-sm text-muted"),
            class_name="grow",
        ),
        when(
            place.is_open,
            lambda: button(
                t("Close"),
                kind="quiet",
                small=True,
                type="button",
                on_click=SellerSettingsState.set_open(place.key, False),
                aria_label=t("Close {name}", name=place.name),
            ),
            lambda: button(
                t("Open again"),
                kind="secondary",
                small=True,
                type="button",
                on_click=SellerSettingsState.set_open(place.key, True),
            ),
        ),
        class_name="flex flex-wrap items-center gap-4 py-3",
    )


def _new_warehouse(state: Any) -> rx.Component:
    def error(name: str) -> Any:
        return when(state.error_field == name, state.error, "")

    return el.details(
        el.summary(t("Add a warehouse"), class_name="textlink cursor-pointer"),
        form(
            text_field(label=t("Name"), name="name", error=error("place")),
            text_field(label=t("Street and number"), name="line1"),
            el.div(
                text_field(label=t("Postal code"), name="postal_code"),
                text_field(label=t("City"), name="city"),
                text_field(
                    label=t("Country (two letters)"),
                    name="country",
                    max_length=2,
                    error=error("country"),
                ),
                text_field(
                    label=t("Cut-off hour (UTC)"),
                    name="cut_off_hour",
                    default_value="15",
                    input_mode="numeric",
                    error=error("cut_off_hour"),
                ),
                class_name="grid gap-4 sm:grid-cols-2",
            ),
            button(t("Add the warehouse"), type="submit", kind="secondary"),
            action=ADDRESS,
            on_submit=SellerSettingsState.add_warehouse,
            class_name="mt-4 grid max-w-2xl justify-items-start gap-4 *:w-full [&>button]:w-auto",
        ),
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerSettingsState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Settings"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Settings"), current=ADDRESS)
