"""All orders, for staff: searched, filtered, cancelled and tagged many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.orders.bulk_ahead import cancel_ahead
from shop_app.orders.staff import cancel_one, tag_one
from shop_app.orders.staff_lists import STAFF_ORDERS
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.bulk_ahead import Ahead, ahead_panel
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import money_text, t
from shop_app.ui.rendering import el, when
from shop_app.ui.shell.bulk_ahead import ask_first, leave_question, run_foreseen
from shop_app.ui.shell.lists import (
    Bulk,
    Column,
    Filter,
    ListFormState,
    ListSpec,
    drop_view,
    keep_view,
    load_list,
    run_bulk,
)
from shop_app.ui.shell.local_days import moment_cell, zone_filter
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/orders"


def _columns() -> Sequence[Column]:
    return (
        Column("number", t("Order"), lambda row: Cell(row.number, href=f"{ADDRESS}/{row.number}")),
        Column(
            "placed",
            t("Placed"),
            lambda row: moment_cell(row.placed_at, row.zone),
            "placed",
            export=lambda row: row.placed_at.isoformat(),
        ),
        Column("customer", t("Customer"), lambda row: Cell(row.name or "", sub=row.email)),
        Column("status", t("Status"), lambda row: _status(row.status)),
        Column("payment", t("Payment"), _payment),
        Column("sellers", t("Sellers"), lambda row: Cell(row.sellers or "")),
        Column("country", t("Country"), lambda row: Cell(row.country or "")),
        Column("tags", t("Tags"), lambda row: Cell(row.tags or "")),
        Column(
            "total",
            t("Total"),
            lambda row: Cell(money_text(row.total_minor, row.currency), number=True),
            "total",
            number=True,
        ),
        Column(
            "refunded",
            t("Given back"),
            lambda row: Cell(money_text(int(row.refunded_minor), row.currency), number=True),
            number=True,
            shown=False,
        ),
    )


def _status_words() -> dict[str, tuple[str, str]]:
    return {
        "placed": (t("Placed"), "accent"),
        "partly_shipped": (t("Partly sent"), "warning"),
        "shipped": (t("Sent"), "success"),
        "delivered": (t("Delivered"), "success"),
        "cancelled": (t("Cancelled"), "danger"),
    }


def _status(status: str) -> Cell:
    words, tone = _status_words().get(status, (status, "plain"))
    return Cell(words, tone=tone)


def _payment(row: Any) -> Cell:
    if row.payment == "refunded":
        return Cell(t("Given back"))
    if row.refunded_minor:
        return Cell(t("Partly given back"))
    return Cell(t("Paid") if row.payment == "captured" else t("None"))


def _filters() -> Sequence[Filter]:
    return (
        Filter(
            "status",
            t("Status"),
            tuple((key, words) for key, (words, _) in _status_words().items()),
        ),
        Filter(
            "payment",
            t("Payment"),
            (
                ("captured", t("Paid")),
                ("partly", t("Partly given back")),
                ("refunded", t("Given back")),
                ("owed", t("Money is owed")),
            ),
        ),
        Filter("seller", t("Seller"), kind="text"),
        Filter("country", t("Country (two letters)"), kind="text"),
        Filter("tag", t("Tag"), kind="text"),
        Filter("from", t("From"), kind="date"),
        Filter("to", t("Until"), kind="date"),
        zone_filter(),
        Filter(
            "days",
            t("What happened then"),
            (("moved", t("Placed, or money given back")),),
            unset=t("Placed"),
        ),
        Filter("currency", t("Currency (three letters)"), kind="text"),
    )


def _bulk() -> Sequence[Bulk]:
    return (
        Bulk("tag", t("Put a tag on"), tag_one, Permission.ORDERS_MANAGE),
        Bulk(
            "cancel",
            t("Cancel the orders"),
            cancel_one,
            Permission.ORDERS_MANAGE,
            foresee=cancel_ahead,
            needs_note=t("Say why the orders are cancelled."),
        ),
    )


ORDERS = ListSpec(
    name="admin-orders",
    address=ADDRESS,
    permission=Permission.ORDERS_VIEW,
    listing=STAFF_ORDERS,
    caption=lambda: t("All orders"),
    search_label=lambda: t("Search orders"),
    columns=_columns,
    label=lambda row: row.number,
    filters=_filters,
    bulk=_bulk,
    note_label=lambda: t("Tag, or reason of cancelling"),
)


class AdminOrdersState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ahead: Ahead = Ahead()
    ahead_busy: bool = False
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, ORDERS)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Do something with the selected; cancelling asks first."""
        if not await ask_first(self, ORDERS, asked):
            await run_bulk(self, ORDERS, asked)

    @rx.event
    async def go_ahead(self):
        """Cancel the orders that were shown."""
        async for _ in run_foreseen(self, ORDERS):
            yield

    @rx.event
    async def leave(self):
        """Put the question away."""
        await leave_question(self, ORDERS)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, ORDERS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, ORDERS, name)


def content() -> rx.Component:
    """The question before many are cancelled, and the list."""
    state = AdminOrdersState
    return el.div(
        ahead_panel(
            state.ahead, on_confirm=state.go_ahead, on_leave=state.leave, busy=state.ahead_busy
        ),
        list_table(
            state.view,
            on_apply=ListFormState.apply,
            on_bulk=state.bulk,
            on_save=state.save,
            on_forget=state.forget,
            notice=state.notice,
            problem=state.problem,
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
    )


def page() -> rx.Component:
    """The live page."""
    state = AdminOrdersState
    return live_page(
        True,
        lambda: admin_page(
            when(
                state.ready,
                content,
                waiting,
            ),
            title=t("Orders"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Orders"), current=ADDRESS)
