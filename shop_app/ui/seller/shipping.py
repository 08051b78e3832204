"""/seller/shipping: how the seller's parcels travel, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.shipping import own_methods
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.fields import select_field, text_field
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import money_text, nt, t
from shop_app.ui.rendering import el, form, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.identity import locale_of, regions, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/shipping"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to deliver as it is shown."""

    key: str = ""
    name: str = ""
    region: str = ""
    price: str = ""
    free_from: str = ""
    days: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A region to choose."""

    code: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShippingView:
    """The page."""

    ways: list[Way] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


class SellerShippingState(rx.State):
    """The ways as they are shown."""

    view: ShippingView = ShippingView()
    error_field: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Read them."""
        try:
            await self._read()
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def add(self, asked: dict[str, Any]):
        """Offer one more."""
        said = {str(name)[:40]: str(value)[:100] for name, value in asked.items()}
        await self._do(own_methods.add_method, said=said)

    @rx.event
    async def drop(self, key: str):
        """Stop offering one."""
        await self._do(own_methods.drop_method, method_id=key[:40])

    async def _do(self, verb: Any, **arguments: Any) -> None:
        self.problem = self.notice = self.error_field = ""
        try:
            member = await member_of(self, SellerPermission.SETTINGS)
            await in_transaction(verb, actor=member.actor, seller_id=member.seller_id, **arguments)
            await self._read()
        except ShopError as error:
            self.problem, self.error_field = told(self, error), error.field
            return
        with speaking(locale_of(self)):
            self.notice = t("Saved.")

    async def _read(self) -> None:
        member = await member_of(self, SellerPermission.SETTINGS)
        found = await in_reading(own_methods.methods_shown, seller_id=member.seller_id)
        known = await regions()
        with speaking(locale_of(self)):
            self.view = ShippingView(
                ways=[_way(method) for method in found],
                regions=[Region(r.code, f"{r.name} ({r.currency})") for r in known],
            )


def _way(method: own_methods.OwnMethod) -> Way:
    days = nt("{n} working day", "{n} working days", n=method.days_max)
    if method.days_min != method.days_max:
        days = t("{least}–{days}", least=method.days_min, days=days)
    free = method.free_from_minor
    return Way(
        key=method.id,
        name=method.name,
        region=method.region,
        price=money_text(method.price_minor, method.currency),
        free_from=money_text(free, method.currency) if free is not None else "–",
        days=days,
        is_own=method.is_own,
    )


def content(state: Any) -> rx.Component:
    """What holds now, and one more."""
    view = state.view

    def error(name: str) -> Any:
        return when(state.error_field == name, state.problem, "")

    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        el.section(
            el.p(
                t("Where you have options of your own, only they hold; elsewhere the platform’s."),
                class_name="mb-4 text-muted",
            ),
            data_table(
                caption=t("Ways to deliver"),
                head=[
                    (t("Region"), False),
                    (t("Name"), False),
                    (t("Price"), True),
                    (t("Free from"), True),
                    (t("Time"), False),
                    ("", False),
                ],
                rows=view.ways,
                row=_row,
            ),
            class_name="panel",
        ),
        el.section(
            el.h2(t("Add a delivery option"), class_name="display mb-3 text-2xl"),
            form(
                select_field(
                    label=t("Region"),
                    name="region",
                    choices=view.regions,
                    option=lambda region: el.option(region.label, value=region.code),
                    error=error("region"),
                ),
                text_field(
                    label=t("Name"), name="name", error=error("name"), required=True, max_length=40
                ),
                text_field(
                    label=t("Price"),
                    name="price",
                    error=error("price"),
                    required=True,
                    input_mode="decimal",
                    hint=t("In the region’s currency, such as 4.95."),
                ),
                text_field(
                    label=t("Free from (may stay empty)"),
                    name="free_from",
                    error=error("free_from"),
                    input_mode="decimal",
                ),
                text_field(
                    label=t("Shortest time in working days"),
                    name="days_min",
                    error=error("days_min"),
                    default_value="1",
                    input_mode="numeric",
                ),
                text_field(
                    label=t("Longest time in working days"),
                    name="days_max",
                    error=error("days_max"),
                    default_value="3",
                    input_mode="numeric",
                ),
                el.div(button(t("Add it"), type="submit"), class_name="sm:col-span-2"),
                action=ADDRESS,
                on_submit=SellerShippingState.add,
                class_name="grid max-w-3xl gap-4 sm:grid-cols-2",
            ),
            class_name="panel",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _row(way: Any) -> rx.Component:
    return el.tr(
        el.td(way.region),
        el.td(way.name),
        el.td(way.price, class_name="number"),
        el.td(way.free_from, class_name="number"),
        el.td(way.days, class_name="whitespace-nowrap"),
        el.td(
            when(
                way.is_own,
                lambda: button(
                    t("Stop offering"),
                    kind="quiet",
                    small=True,
                    type="button",
                    on_click=SellerShippingState.drop(way.key),
                    aria_label=t("Stop offering {name}", name=way.name),
                ),
                lambda: badge(t("Platform’s")),
            )
        ),
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerShippingState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Delivery options"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Delivery options"), current=ADDRESS)
