"""The seller's orders: its own parts only, newest first, by status."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.orders.seller_queries import seller_orders_of
from shop_app.orders.views import SellerOrderRow
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, empty_state
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, join, link, when
from shop_app.ui.seller.frame import seller_of, seller_page, seller_paint
from shop_app.ui.seller.status import status_badge
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/orders"
STATUSES = ("", "placed", "preparing", "shipped", "delivered", "cancelled")


@dataclass(frozen=True, slots=True)
class SellerOrders:
    """A page of the list."""

    rows: list[SellerOrderRow] = field(default_factory=list)
    status: str = ""
    older_href: str = ""


class SellerOrdersState(rx.State):
    """The list as it is shown."""

    view: SellerOrders = SellerOrders()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The rows of the address: its status, from its cursor on."""
        asked = self.router.url.query_parameters
        status = asked.get("status", "")[:20]
        try:
            found = await in_reading(
                seller_orders_of,
                seller_id=await seller_of(self),
                status=status,
                cursor=asked.get("before", "")[:200],
                locale=locale_of(self),
            )
        except ShopError as error:
            self.problem, self.ready = told(self, error), True
            return
        older = {"status": status, "before": found.next_cursor}
        self.view = SellerOrders(
            rows=list(found.rows),
            status=status,
            older_href=f"{ADDRESS}?{urlencode(older)}" if found.next_cursor else "",
        )
        self.problem, self.ready = "", True


def content(view: Any, problem: Any = "") -> rx.Component:
    """The filter, the table, the way to older ones."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        _filter(view.status),
        when(
            view.rows,
            lambda: data_table(
                caption=t("Your orders, newest first"),
                head=[
                    (t("Order"), False),
                    (t("Status"), False),
                    (t("Placed (UTC)"), False),
                    (t("Promised by"), False),
                    (t("Items"), True),
                    (t("Total"), True),
                ],
                rows=view.rows,
                row=_row,
            ),
            lambda: empty_state(
                title=t("No orders here"),
                text=t("Orders with this status show here as soon as there are some."),
                action=button_link(t("All orders"), href=ADDRESS, kind="secondary"),
            ),
        ),
        when(
            view.older_href,
            lambda: button_link(t("Older orders"), href=view.older_href, kind="secondary"),
        ),
        class_name="grid justify-items-start gap-5 *:w-full",
    )


def _filter(current: Any) -> rx.Component:
    return el.nav(
        el.ul(
            *[
                el.li(
                    link(
                        words,
                        href=join(ADDRESS, "?status=", status) if status else ADDRESS,
                        aria_current=when(current == status, "true", "false"),
                        class_name="chip aria-[current=true]:border-accent "
                        "aria-[current=true]:font-semibold",
                    )
                )
                for status, words in zip(STATUSES, _status_words(), strict=True)
            ],
            class_name="flex flex-wrap gap-2",
        ),
        aria_label=t("Status"),
    )


def _status_words() -> list[Any]:
    return [
        t("All"),
        t("New"),
        t("Being packed"),
        t("Sent"),
        t("Delivered"),
        t("Cancelled"),
    ]


def _row(row: Any) -> rx.Component:
    return el.tr(
        el.td(
            link(
                row.number,
                href=join(ADDRESS, "/", row.order_number),
                class_name="textlink whitespace-nowrap font-medium",
            )
        ),
        el.td(status_badge(row.status), class_name="whitespace-nowrap"),
        el.td(row.placed_text, class_name="whitespace-nowrap"),
        el.td(row.promised_to_text, class_name="whitespace-nowrap"),
        el.td(row.count, class_name="number"),
        el.td(row.total_text, class_name="number"),
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerOrdersState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state.view, state.problem), waiting),
            title=t("Orders"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Orders"), current=ADDRESS)
