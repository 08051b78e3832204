"""The pick list: what to take from which shelf for all that is to send. Made to be printed."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.orders.picking import PickList, pick_list
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, empty_state
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import el, link, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.identity import told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ORDERS = "/seller/orders"


class PickState(rx.State):
    """What is to be taken now."""

    view: PickList = PickList()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Read anew what waits."""
        try:
            member = await member_of(self, SellerPermission.ORDERS)
            self.view = await in_reading(pick_list, seller_id=member.seller_id)
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True


def content(view: Any, problem: Any = "") -> rx.Component:
    """The list by warehouse and article."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        when(
            view.picks,
            lambda: el.div(
                el.p(
                    nt("{n} piece", "{n} pieces", n=view.pieces),
                    " · ",
                    nt("{n} order", "{n} orders", n=view.orders),
                    role="status",
                    class_name="text-muted",
                ),
                data_table(
                    caption=t("What to take from which shelf"),
                    head=[
                        (t("Warehouse"), False),
                        (t("Article"), False),
                        (t("Item"), False),
                        (t("Pieces"), True),
                        (t("Orders"), False),
                    ],
                    rows=view.picks,
                    row=_row,
                ),
                class_name="grid grid-cols-[minmax(0,1fr)] gap-3",
            ),
            lambda: empty_state(
                title=t("Nothing to pick"),
                text=t("Everything has been sent. New orders show here at once."),
                action=button_link(t("All orders"), href=ORDERS, kind="secondary"),
            ),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-4",
    )


def _row(pick: Any) -> rx.Component:
    return el.tr(
        el.td(pick.warehouse),
        el.td(pick.sku, class_name="figures whitespace-nowrap"),
        el.td(
            el.div(
                line_picture(pick.image, size=40),
                el.div(
                    el.span(pick.title, class_name="font-medium"),
                    el.span(pick.variant_title, class_name="block text-sm text-muted"),
                ),
                class_name="flex items-center gap-3",
            )
        ),
        el.td(pick.pieces, class_name="number font-semibold"),
        el.td(pick.orders, class_name="text-sm text-muted"),
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: seller_page(
            when(PickState.ready, lambda: content(PickState.view, PickState.problem), waiting),
            title=t("Pick list"),
            current=ORDERS,
            shell=ShellState,
            action=link(
                t("All packing slips (PDF)"),
                href="/seller/packing.pdf",
                reload=True,
                target="_blank",
                class_name="btn btn-secondary",
            ),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Pick list"), current=ORDERS)
