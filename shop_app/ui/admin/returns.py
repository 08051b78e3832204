"""All returns, with how long each has waited, for staff who settle what sellers do not."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.orders.returns.lists import STAFF_RETURNS
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import when
from shop_app.ui.shell.lists import ListFormState, ListSpec, drop_view, keep_view, load_list
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.return_lists import return_columns, return_filters
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/returns"

RETURNS = ListSpec(
    name="admin-returns",
    address=ADDRESS,
    permission=Permission.RETURNS_MANAGE,
    listing=STAFF_RETURNS,
    caption=lambda: t("Returns of all sellers, newest first"),
    search_label=lambda: t("Search returns"),
    columns=lambda: return_columns(ADDRESS, orders="/admin/orders", with_seller=True),
    label=lambda row: row.number,
    filters=return_filters,
)


class AdminReturnsState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, RETURNS)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, RETURNS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, RETURNS, name)


def page() -> rx.Component:
    """The live page."""
    state = AdminReturnsState
    return live_page(
        True,
        lambda: admin_page(
            when(
                state.ready,
                lambda: list_table(
                    state.view,
                    on_apply=ListFormState.apply,
                    on_save=state.save,
                    on_forget=state.forget,
                    notice=state.notice,
                    problem=state.problem,
                ),
                waiting,
            ),
            title=t("Returns"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Returns"), current=ADDRESS)
