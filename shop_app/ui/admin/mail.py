"""/admin/system/mail: every letter of the shop, where it stands, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.notifications.mail_lists import OUTGOING
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

ADDRESS = "/admin/system/mail"
TONES = {"sent": "success", "captured": "accent", "waiting": "plain", "failed": "danger"}


def state_words() -> dict[str, str]:
    """The states of letters in words."""
    return {
        "waiting": t("Waiting"),
        "sent": t("Sent"),
        "captured": t("Kept here"),
        "failed": t("Not sent"),
    }


def _columns() -> Sequence[Column]:
    words = state_words()
    return (
        Column(
            "subject",
            t("Subject"),
            lambda row: Cell(row.subject, href=f"{ADDRESS}/{row.id}"),
        ),
        Column("recipient", t("To"), lambda row: Cell(row.recipient), "recipient"),
        Column(
            "state",
            t("State"),
            lambda row: Cell(words.get(row.state, row.state), tone=TONES.get(row.state, "plain")),
        ),
        Column(
            "written",
            t("Written (UTC)"),
            lambda row: Cell(datetime_text(row.created_at)),
            "written",
        ),
        Column("kind", t("Kind"), lambda row: Cell(row.kind), shown=False),
        Column(
            "tries", t("Tries"), lambda row: Cell(str(row.tries)), "tries", number=True, shown=False
        ),
        Column("problem", t("Problem"), lambda row: Cell(row.problem), shown=False),
    )


def _filters() -> Sequence[Filter]:
    return (Filter("state", t("State"), tuple(state_words().items())),)


MAIL = ListSpec(
    name="admin-mail",
    address=ADDRESS,
    permission=Permission.MAIL_VIEW,
    listing=OUTGOING,
    caption=lambda: t("Letters that the shop has written, newest first"),
    search_label=lambda: t("Search letters"),
    columns=_columns,
    label=lambda row: row.subject,
    filters=_filters,
)


class MailState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, MAIL)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, MAIL, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, MAIL, name)


def page() -> rx.Component:
    """The live page."""
    state = MailState
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
            title=t("Mail"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Mail"), current=ADDRESS)
