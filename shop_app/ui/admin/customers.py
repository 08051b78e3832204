"""/admin/customers: everybody with an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.orders import customers
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, money_text, number_text, t
from shop_app.ui.rendering import when
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
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/customers"


def spent_text(text: str | None) -> str:
    """Sums by currency as the listing gives them ("EUR 1200;USD 500") in words."""
    sums = [part.split(" ") for part in (text or "").split(";") if part]
    return ", ".join(money_text(int(minor), currency) for currency, minor in sums)


def called(name: str) -> str:
    """How a list or a page calls a person: who had the account erased has no name any more."""
    return name or t("Erased person")


def _columns() -> Sequence[Column]:
    return (
        Column(
            "name",
            t("Customer"),
            lambda row: Cell(called(row.name), sub=row.email, href=f"{ADDRESS}/{row.id}"),
            "name",
        ),
        Column("state", t("State"), _state),
        Column(
            "orders",
            t("Orders"),
            lambda row: Cell(number_text(row.orders), number=True),
            number=True,
            export=lambda row: row.orders,
        ),
        Column(
            "spent",
            t("Spent"),
            lambda row: Cell(spent_text(row.spent) or "–", number=True),
            number=True,
        ),
        Column(
            "last",
            t("Last order"),
            lambda row: Cell(date_text(row.last_at) if row.last_at else "–"),
        ),
        Column("since", t("Since"), lambda row: Cell(date_text(row.created_at)), "since"),
    )


def _state(row: Any) -> Cell:
    if row.disabled_at:
        return Cell(t("Locked"), tone="danger")
    if row.verified_at is None:
        return Cell(t("Not verified"), tone="plain")
    return Cell(t("Verified"), tone="success")


def _filters() -> Sequence[Filter]:
    states = (
        ("open", t("Open")),
        ("unverified", t("Not verified")),
        ("locked", t("Locked")),
    )
    return (
        Filter("state", t("State"), states),
        Filter("buyers", t("Has bought"), (("yes", t("Yes")), ("no", t("No")))),
    )


def _bulk() -> Sequence[Bulk]:
    may = Permission.CUSTOMERS_MANAGE
    return (
        Bulk("lock", t("Lock"), customers.lock, may),
        Bulk("unlock", t("Unlock"), customers.unlock, may),
    )


CUSTOMERS = ListSpec(
    name="admin-customers",
    address=ADDRESS,
    permission=Permission.CUSTOMERS_VIEW,
    listing=customers.CUSTOMERS,
    caption=lambda: t("Customers, the newest first"),
    search_label=lambda: t("Search customers"),
    columns=_columns,
    label=lambda row: called(row.name),
    filters=_filters,
    bulk=_bulk,
    note_label=lambda: t("Reason"),
)


class CustomersState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, CUSTOMERS)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Do something with the selected accounts."""
        await run_bulk(self, CUSTOMERS, asked)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, CUSTOMERS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, CUSTOMERS, name)


def page() -> rx.Component:
    """The live page."""
    state = CustomersState
    return live_page(
        True,
        lambda: admin_page(
            when(
                state.ready,
                lambda: list_table(
                    state.view,
                    on_apply=ListFormState.apply,
                    on_bulk=state.bulk,
                    on_save=state.save,
                    on_forget=state.forget,
                    notice=state.notice,
                    problem=state.problem,
                ),
                waiting,
            ),
            title=t("Customers"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Customers"), current=ADDRESS)
