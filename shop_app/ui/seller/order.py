"""One order as its seller sees it: what to send, where to, and what may be done now."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.orders import service as orders
from shop_app.orders.seller_queries import seller_order_page
from shop_app.orders.views import SellerOrderPage
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.surfaces import timeline
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, each, el, form, when
from shop_app.ui.seller.frame import seller_of, seller_page, seller_paint
from shop_app.ui.seller.status import status_badge
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

NONE = SellerOrderPage(
    number="",
    order_number="",
    status="",
    placed_text="",
    address_lines=[],
    delivery_name="",
    promised_to_text="",
    tracking="",
    items_text="",
    delivery_text="",
    total_text="",
    commission_text="",
)


class SellerOrderState(rx.State):
    """The part of an order that is shown."""

    view: SellerOrderPage = NONE
    can_prepare: bool = False
    can_ship: bool = False
    can_deliver: bool = False
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The order of the address, if this seller has a part in it."""
        number = str(self.router.url.path).rstrip("/").rsplit("/", 1)[-1]
        if self.ready and self.view.order_number != number:
            self.ready = False
            yield
        self.problem = ""
        await _show(self, number)

    @rx.event
    async def prepare(self):
        """The parcel is being packed."""
        await _do(self, orders.start_preparing)

    @rx.event
    async def ship(self, sent: dict[str, Any]):
        """The parcel has left."""
        await _do(self, orders.ship, tracking=str(sent.get("tracking") or ""))

    @rx.event
    async def deliver(self):
        """The parcel has arrived."""
        await _do(self, orders.deliver)


async def _do(state: SellerOrderState, verb: Any, **arguments: Any) -> None:
    """Move this seller's part; the seller is the visitor's own, never the browser's word."""
    number = state.view.order_number
    try:
        await in_transaction(
            verb, seller_id=await seller_of(state), number=number, actor="seller", **arguments
        )
        state.problem = ""
    except ShopError as error:
        state.problem = told(state, error)
    await _show(state, number)


async def _show(state: SellerOrderState, number: str) -> None:
    try:
        state.view = await in_reading(
            seller_order_page,
            seller_id=await seller_of(state),
            number=number,
            locale=locale_of(state),
        )
    except ShopError as error:
        state.view, state.problem = NONE, told(state, error)
    allowed = state.view.allowed
    state.can_prepare = "preparing" in allowed
    state.can_ship = "shipped" in allowed
    state.can_deliver = "delivered" in allowed
    state.ready = True


def content() -> rx.Component:
    """The page."""
    state, view = SellerOrderState, SellerOrderState.view
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        when(
            view.number,
            lambda: el.div(
                el.div(_facts(view), _next(), _lines(view), class_name="grid content-start gap-5"),
                el.div(
                    _address(view),
                    _money(view),
                    when(
                        view.timeline,
                        lambda: el.section(
                            el.h2(t("What has happened"), class_name="text-lg font-semibold"),
                            timeline(view.timeline, _step, label=t("Timeline")),
                            class_name="panel grid gap-3",
                        ),
                    ),
                    class_name="grid content-start gap-5",
                ),
                class_name="grid gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]",
            ),
            lambda: button_link(t("All orders"), href="/seller/orders", kind="secondary"),
        ),
        class_name="grid gap-5",
    )


def _facts(view: Any) -> rx.Component:
    return el.div(
        status_badge(view.status),
        el.p(t("Placed {moment} UTC", moment=view.placed_text), class_name="text-muted"),
        el.p(
            view.delivery_name,
            ", ",
            t("promised by {day}", day=view.promised_to_text),
            class_name="text-muted",
        ),
        class_name="flex flex-wrap items-center gap-x-4 gap-y-1",
    )


def _next() -> rx.Component:
    """What may be done now."""
    state = SellerOrderState
    return el.section(
        when(
            state.can_prepare,
            lambda: button(t("Start packing"), kind="secondary", on_click=state.prepare),
        ),
        when(
            state.can_ship,
            lambda: form(
                text_field(
                    label=t("Tracking number"),
                    name="tracking",
                    hint=t("Optional. The shopper sees it on the order's page."),
                    autocomplete="off",
                    max_length=100,
                    class_name="grow",
                ),
                button(t("Mark as sent"), type="submit"),
                action="",
                on_submit=state.ship,
                class_name="flex flex-wrap items-start gap-3 *:last:mt-[1.9rem]",
            ),
        ),
        when(
            state.can_deliver,
            lambda: button(t("Mark as delivered"), kind="secondary", on_click=state.deliver),
        ),
        aria_label=t("Next steps"),
        class_name="panel grid justify-items-start gap-4 empty:hidden *:[form]:w-full",
    )


def _lines(view: Any) -> rx.Component:
    return el.section(
        el.h2(t("To send"), class_name="text-lg font-semibold"),
        el.ul(
            each(
                view.lines,
                lambda line: el.li(
                    line_picture(line.image, size=64),
                    el.div(
                        el.p(line.title, class_name="font-medium"),
                        el.p(line.variant_title, " · ", line.sku, class_name="text-sm text-muted"),
                        class_name="min-w-0 grow",
                    ),
                    el.p(line.quantity, " × ", line.unit_text, class_name="figures"),
                    class_name="flex items-start gap-4 border-b border-line pb-3 last:border-0",
                ),
            ),
            class_name="grid gap-3",
            role="list",
        ),
        class_name="panel grid gap-3",
    )


def _address(view: Any) -> rx.Component:
    return el.section(
        el.h2(t("Send to"), class_name="text-lg font-semibold"),
        el.address(
            each(view.address_lines, lambda line: el.span(line, class_name="block")),
            class_name="not-italic",
        ),
        when(
            view.tracking,
            lambda: el.p(t("Tracking number"), " ", el.span(view.tracking, class_name="figures")),
        ),
        class_name="panel grid gap-2",
    )


def _money(view: Any) -> rx.Component:
    def row(label: Any, amount: Any) -> rx.Component:
        return el.div(
            el.dt(label, class_name="text-muted"),
            el.dd(amount, class_name="figures"),
            class_name="flex justify-between gap-4",
        )

    return el.section(
        el.h2(t("Money"), class_name="text-lg font-semibold"),
        el.dl(
            row(t("Goods"), view.items_text),
            row(t("Delivery"), view.delivery_text),
            row(t("Paid by the shopper"), view.total_text),
            row(t("Our commission"), view.commission_text),
            class_name="grid gap-1",
        ),
        class_name="panel grid gap-2",
    )


def _step(step: Any) -> rx.Component:
    return el.div(
        el.p(
            choose(
                step.kind,
                {
                    "preparing": lambda: el.span(t("Packing began")),
                    "shipped": lambda: el.span(t("Sent")),
                    "delivered": lambda: el.span(t("Delivered")),
                    "cancelled": lambda: el.span(t("Cancelled")),
                },
                lambda: el.span(step.kind),
            ),
            class_name="font-medium",
        ),
        el.time(step.moment_text, " UTC", date_time=step.moment, class_name="text-sm text-muted"),
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerOrderState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, content, waiting),
            title=when(
                state.view.number, t("Order {number}", number=state.view.number), t("Order")
            ),
            current="/seller/orders",
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Order"), current="/seller/orders")
