"""/admin/applications: who wants to sell here, the longest waiting first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.sellers import applications, lists
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, nt, t
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

ADDRESS = "/admin/applications"
_TONES = {"submitted": "warning", "approved": "success", "rejected": "danger"}


def _words() -> dict[str, str]:
    return {
        "submitted": t("Waits for you"),
        "approved": t("Approved"),
        "rejected": t("Sent back"),
    }


def _columns() -> Sequence[Column]:
    return (
        Column(
            "name",
            t("Business"),
            lambda row: Cell(row.name, sub=row.legal_name, href=f"{ADDRESS}/{row.id}"),
        ),
        Column(
            "status",
            t("Status"),
            lambda row: Cell(_words()[row.status], tone=_TONES.get(row.status, "plain")),
        ),
        Column("person", t("Person"), lambda row: Cell(row.person, sub=row.email)),
        Column("country", t("Country"), lambda row: Cell(row.country or "")),
        Column(
            "documents",
            t("Documents"),
            lambda row: Cell(str(row.documents), number=True),
            number=True,
        ),
        Column("since", t("Handed in"), _since, "since"),
        Column("decided", t("Decided by"), lambda row: Cell(row.decided_by)),
    )


def _since(row: Any) -> Cell:
    if row.submitted_at is None:
        return Cell("")
    hours = int(row.waiting_hours)
    age = nt("{n} hour ago", "{n} hours ago", n=hours)
    if hours >= 48:
        age = nt("{n} day ago", "{n} days ago", n=hours // 24)
    return Cell(datetime_text(row.submitted_at), sub=age)


def _filters() -> Sequence[Filter]:
    return (Filter("status", t("Status"), tuple(_words().items())),)


def _bulk() -> Sequence[Bulk]:
    may = Permission.SELLERS_MANAGE
    return (
        Bulk("approve", t("Approve"), applications.approve, may),
        Bulk("reject", t("Send back"), applications.reject, may),
    )


APPLICATIONS = ListSpec(
    name="admin-applications",
    address=ADDRESS,
    permission=Permission.SELLERS_MANAGE,
    listing=lists.APPLICATIONS,
    caption=lambda: t("Applications, the longest waiting first"),
    search_label=lambda: t("Search applications"),
    columns=_columns,
    label=lambda row: row.name,
    filters=_filters,
    bulk=_bulk,
    note_label=lambda: t("Reason"),
)


class ApplicationsState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, APPLICATIONS)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Do something with the selected applications."""
        await run_bulk(self, APPLICATIONS, asked)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, APPLICATIONS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, APPLICATIONS, name)


def page() -> rx.Component:
    """The live page."""
    state = ApplicationsState
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
            title=t("Applications"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Applications"), current=ADDRESS)
