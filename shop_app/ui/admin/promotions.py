"""/admin/promotions: sales of one seller or of all, between two days."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.audit import Actor
from shop_app.pricing import sales
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.sale_form import sale_section
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Choice, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, when
from shop_app.ui.shell import sales as shown
from shop_app.ui.shell.lists import (
    Bulk,
    ListFormState,
    ListSpec,
    drop_view,
    keep_view,
    load_list,
    run_bulk,
)
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.sales import SaleAhead
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/promotions"

SALES = ListSpec(
    name="admin-sales",
    address=ADDRESS,
    permission=Permission.PROMOTIONS_MANAGE,
    listing=sales.SALES,
    caption=lambda: t("Sales, newest first"),
    search_label=lambda: t("Search sales"),
    columns=lambda: shown.columns(with_seller=True),
    label=lambda row: row.name,
    filters=shown.filters,
    bulk=lambda: (Bulk("end", t("End now"), sales.end_sale, Permission.PROMOTIONS_MANAGE),),
)


class PromotionsState(rx.State):
    """The sales, the form of a new one, and what it would do."""

    view: TableView = TableView()
    places: list[Choice] = rx.field(default_factory=list)
    ahead: SaleAhead = SaleAhead()
    asked: dict[str, str] = rx.field(default_factory=dict)
    error_field: str = ""
    form_problem: str = ""
    problem: str = ""
    notice: str = ""
    opened: int = 0
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for, and an empty form."""
        await load_list(self, SALES)
        await shown.open_form(self)

    @rx.event
    async def look(self, sent: dict[str, Any]):
        """What the sale would do."""
        await shown.look_ahead(self, sent, who=self._who())

    @rx.event
    async def make(self):
        """Make the sale that was looked at."""
        await shown.make_looked_at(self, SALES, who=self._who())

    async def _who(self) -> tuple[dict[str, Any], Actor]:
        return {}, await staff_of(self, Permission.PROMOTIONS_MANAGE)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """End the selected sales."""
        await run_bulk(self, SALES, asked)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, SALES, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, SALES, name)


def content(state: Any) -> rx.Component:
    """The sales, below them the form of a new one."""
    return el.div(
        list_table(
            state.view,
            on_apply=ListFormState.apply,
            on_bulk=state.bulk,
            on_save=state.save,
            on_forget=state.forget,
            notice=state.notice,
            problem=state.problem,
        ),
        sale_section(state, address=ADDRESS, with_seller=True),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-8",
    )


def page() -> rx.Component:
    """The live page."""
    state = PromotionsState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Promotions"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Promotions"), current=ADDRESS)
