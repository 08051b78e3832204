"""The staff's overview: what waits in the whole shop."""

from __future__ import annotations

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.clock import now
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.formats import moment_text
from shop_app.core.operations import operations
from shop_app.orders.to_do import to_do_of_all
from shop_app.orders.views import ToDo
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.feedback import alert, figure_tile
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, when
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin"


class AdminHomeState(rx.State):
    """The figures of the whole shop."""

    to_do: ToDo = ToDo()
    events_waiting: int = 0
    as_of: str = ""
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Count anew."""
        try:
            self.to_do = await in_reading(to_do_of_all)
            self.events_waiting = (await in_reading(operations)).events_waiting
            self.as_of, self.problem = moment_text(now(), locale_of(self)), ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True


def content() -> rx.Component:
    """The figures."""
    state, to_do = AdminHomeState, AdminHomeState.to_do
    return el.div(
        alert(state.problem, class_name="empty:hidden"),
        el.div(
            figure_tile(
                t("Placed today"),
                to_do.placed_today,
                detail=t("Sellers' parts since midnight, UTC"),
            ),
            figure_tile(t("To ship"), to_do.to_ship, detail=t("Sellers' parts not sent yet")),
            figure_tile(t("Late"), to_do.late, detail=t("Promised days have begun")),
            figure_tile(
                t("Events waiting"),
                state.events_waiting,
                detail=t("On their way to search and mail"),
                href="/admin/system",
            ),
            class_name="grid gap-4 sm:grid-cols-2 xl:grid-cols-4",
        ),
        el.p(t("as of {moment} UTC", moment=state.as_of), class_name="text-sm text-muted"),
        class_name="grid gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: admin_page(
            when(AdminHomeState.ready, content, waiting),
            title=t("Overview"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Overview"), current=ADDRESS)
