"""The seller's overview: what waits to be done."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.orders.to_do import to_do_of_seller
from shop_app.orders.views import ToDo
from shop_app.ui.components.feedback import alert, figure_tile
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, when
from shop_app.ui.seller.frame import seller_of, seller_page, seller_paint
from shop_app.ui.shell.identity import told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller"


class SellerHomeState(rx.State):
    """What waits for this seller."""

    to_do: ToDo = ToDo()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Count anew."""
        try:
            self.to_do = await in_reading(to_do_of_seller, seller_id=await seller_of(self))
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True


def content(to_do: Any, problem: Any = "") -> rx.Component:
    """Figures, each a link to the rows behind it."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        el.section(
            el.h2(t("To do"), class_name="mb-3 text-lg font-semibold"),
            el.div(
                figure_tile(
                    t("To ship"),
                    to_do.to_ship,
                    detail=t("Orders that have not left yet"),
                    href="/seller/orders",
                ),
                figure_tile(t("Late"), to_do.late, detail=t("Promised days have begun")),
                figure_tile(
                    t("New today"), to_do.placed_today, detail=t("Placed since midnight, UTC")
                ),
                class_name="grid gap-4 sm:grid-cols-3",
            ),
            aria_label=t("To do"),
        ),
        when(
            to_do.to_ship,
            lambda: el.span(class_name="hidden"),
            lambda: el.p(t("Everything has been sent."), class_name="text-muted"),
        ),
        class_name="grid gap-6",
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerHomeState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state.to_do, state.problem), waiting),
            title=t("Overview"),
            current=ADDRESS,
            shell=ShellState,
            to_ship=state.to_do.to_ship,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Overview"), current=ADDRESS)
