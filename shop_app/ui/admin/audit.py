"""The audit log: what staff and sellers did, searchable, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.audit_queries import AUDIT_LOG
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, t
from shop_app.ui.rendering import when
from shop_app.ui.shell.lists import (
    Column,
    Filter,
    ListFormState,
    ListSpec,
    drop_view,
    keep_view,
    load_list,
)
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/admin/audit"


def _columns() -> Sequence[Column]:
    return (
        Column("when", t("When (UTC)"), lambda row: Cell(datetime_text(row.happened_at)), "when"),
        Column("who", t("Who"), lambda row: Cell(row.actor_name, sub=_kind(row.actor_kind))),
        Column("what", t("What"), lambda row: Cell(row.action)),
        Column("subject", t("Subject"), lambda row: Cell(row.subject, sub=row.subject_id)),
        Column("before", t("Before"), lambda row: Cell(_values(row.before))),
        Column("after", t("After"), lambda row: Cell(_values(row.after))),
        Column("address", t("From where"), lambda row: Cell(row.address)),
        Column("chain", t("Chain"), lambda row: Cell(f"{row.chain} {row.position}"), shown=False),
    )


def _kind(kind: str) -> str:
    words = {"staff": t("Staff"), "seller": t("Seller"), "shopper": t("Shopper")}
    return words.get(kind, t("System"))


def _values(values: Any) -> str:
    if not values:
        return ""
    parts = [
        f"{name}: {value if isinstance(value, str) else orjson.dumps(value).decode()}"
        for name, value in values.items()
    ]
    return ", ".join(parts)[:300]


def _filters() -> Sequence[Filter]:
    return (
        Filter("kind", t("Who"), (("staff", t("Staff")), ("seller", t("Sellers")))),
        Filter("from", t("From"), kind="date"),
        Filter("to", t("Until"), kind="date"),
    )


AUDIT = ListSpec(
    name="admin-audit",
    address=ADDRESS,
    permission=Permission.AUDIT_VIEW,
    listing=AUDIT_LOG,
    caption=lambda: t("What staff and sellers did, newest first"),
    search_label=lambda: t("Search actions"),
    columns=_columns,
    label=lambda row: row.action,
    filters=_filters,
)


class AuditState(rx.State):
    """The log as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, AUDIT)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, AUDIT, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, AUDIT, name)


def page() -> rx.Component:
    """The live page."""
    state = AuditState
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
            title=t("Audit log"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Audit log"), current=ADDRESS)
