"""One order as its seller sees it: what to send, where to, and what may be done now."""

from __future__ import annotations

import asyncio
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.bootstrap import gateways
from shop_app.checkout.refunds import give_back
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.orders import fulfilment
from shop_app.orders.cancelling import cancel_pieces, pieces_of
from shop_app.orders.seller_queries import seller_order_page
from shop_app.orders.views import SellerOrderPage
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.cancelling import cancel_form
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.icons import icon
from shop_app.ui.components.surfaces import disclosure, timeline
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, each, el, join, link, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.seller.parcels import parcel_list, sending_form
from shop_app.ui.seller.status import status_badge
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

_LONGEST_NAME, _LONGEST_NUMBER = 14, 7
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
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The order of the address, if this seller has a part in it."""
        number = named_in_address(self)
        if self.ready and self.view.order_number != number:
            self.ready = False
            yield
        self.problem = ""
        await _show(self, number)

    @rx.event
    async def prepare(self):
        """The parcel is being packed."""
        await _do(self, fulfilment.start_preparing)

    @rx.event
    async def ship(self, sent: dict[str, Any]):
        """A parcel has left, with as many pieces of each line as the form says."""
        await _do(
            self,
            fulfilment.send_parcel,
            pieces={
                int(name[7:]): _pieces(value)
                for name, value in sent.items()
                if name[:7] == "pieces-" and name[7:].isdecimal() and len(name) < _LONGEST_NAME
            },
            carrier=str(sent.get("carrier") or ""),
            tracking=str(sent.get("tracking") or ""),
            tracking_url=str(sent.get("tracking_url") or ""),
        )

    @rx.event
    async def cancel(self, asked: dict[str, Any]):
        """Pieces that cannot be sent; the shopper gets the money back."""
        await _do(
            self,
            cancel_pieces,
            pieces=pieces_of(asked),
            reason=str(asked.get("reason") or "")[:600],
        )

    @rx.event
    async def deliver(self, position: int):
        """A parcel has arrived."""
        await _do(self, fulfilment.parcel_arrived, position=position)


def _pieces(text: Any) -> int:
    """A number of pieces as it was typed; -1, which is refused, for what is none."""
    word = str(text).strip()
    return int(word) if word.isdecimal() and len(word) < _LONGEST_NUMBER else -1


async def _do(state: SellerOrderState, verb: Any, **arguments: Any) -> None:
    """Move this seller's part; the seller is the visitor's own, never the browser's word."""
    number = state.view.order_number
    try:
        member = await member_of(state, SellerPermission.ORDERS)
        owed = await in_transaction(
            verb, seller_id=member.seller_id, number=number, actor=member.actor, **arguments
        )
        state.problem = ""
        for payment in owed if isinstance(owed, list) else ():
            await asyncio.to_thread(give_back, payment, gateways())
    except ShopError as error:
        state.problem = told(state, error)
        return
    await _show(state, number)


async def _show(state: SellerOrderState, number: str) -> None:
    try:
        member = await member_of(state, SellerPermission.ORDERS)
        state.view = await in_reading(
            seller_order_page,
            seller_id=member.seller_id,
            number=number,
            locale=locale_of(state),
        )
    except ShopError as error:
        state.view, state.problem = NONE, told(state, error)
    state.can_prepare = "preparing" in state.view.allowed
    state.ready = True


def content() -> rx.Component:
    """The page."""
    state, view = SellerOrderState, SellerOrderState.view
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        when(
            view.number,
            lambda: el.div(
                el.div(
                    _facts(view),
                    _next(view),
                    when(
                        view.parcels,
                        lambda: parcel_list(view.parcels, on_arrived=state.deliver),
                    ),
                    _lines(view),
                    class_name="grid content-start gap-5",
                ),
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


def _next(view: Any) -> rx.Component:
    """What may be done now."""
    state = SellerOrderState
    return when(
        view.left,
        lambda: el.section(
            el.div(
                el.h2(t("Send"), class_name="text-lg font-semibold"),
                when(
                    state.can_prepare,
                    lambda: button(
                        t("Start packing"), kind="secondary", small=True, on_click=state.prepare
                    ),
                ),
                class_name="flex flex-wrap items-center justify-between gap-3",
            ),
            sending_form(view, on_send=state.ship),
            disclosure(
                t("Something cannot be sent?"),
                cancel_form(view.lines, key=view.number, on_cancel=state.cancel),
            ),
            aria_label=t("Next steps"),
            class_name="panel grid gap-4",
        ),
    )


def _lines(view: Any) -> rx.Component:
    return el.section(
        el.h2(t("Ordered"), class_name="text-lg font-semibold"),
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
                    el.div(
                        el.p(
                            line.quantity,
                            " × ",
                            line.unit_text,
                            class_name="figures whitespace-nowrap",
                        ),
                        when(
                            line.cancelled,
                            lambda: el.p(
                                t("{n} cancelled", n=line.cancelled),
                                class_name="text-sm text-danger",
                            ),
                        ),
                        class_name="text-end",
                    ),
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
                    "partly_shipped": lambda: el.span(t("A parcel was sent")),
                    "parcel_delivered": lambda: el.span(t("Parcel {n} was delivered", n=step.note)),
                    "shipped": lambda: el.span(t("Sent")),
                    "delivered": lambda: el.span(t("Delivered")),
                    "cancelled": lambda: el.span(t("Cancelled")),
                    "pieces_cancelled": lambda: el.span(t("Items were cancelled")),
                    "nothing_left": lambda: el.span(t("Nothing is left to send")),
                    "refunded": lambda: el.span(t("Money was given back")),
                },
                lambda: el.span(step.kind),
            ),
            class_name="font-medium",
        ),
        when(
            step.kind == "parcel_delivered",
            lambda: el.span(class_name="hidden"),
            lambda: el.p(step.note, class_name="text-sm empty:hidden"),
        ),
        el.p(
            el.time(step.moment_text, " UTC", date_time=step.moment),
            " · ",
            step.actor,
            class_name="text-sm text-muted",
        ),
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
            action=when(
                state.view.number,
                lambda: link(
                    icon("download", size=16),
                    t("Packing slip (PDF)"),
                    href=join("/seller/orders/", state.view.order_number, "/packing.pdf"),
                    reload=True,
                    class_name="btn btn-secondary",
                ),
            ),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Order"), current="/seller/orders")
