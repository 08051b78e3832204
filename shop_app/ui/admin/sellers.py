"""/admin/sellers: everybody who sells or sold here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.sellers import lists, standing
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.admin.standing_words import standing_words
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, number_text, t
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

ADDRESS = "/admin/sellers"
_TONES = {"approved": "success", "suspended": "warning", "rejected": "danger", "closed": "plain"}


def standing_cell(status: str) -> Cell:
    """The badge of a standing."""
    return Cell(standing_words().get(status, status), tone=_TONES.get(status, "plain"))


def _columns() -> Sequence[Column]:
    return (
        Column(
            "name",
            t("Seller"),
            lambda row: Cell(row.name, sub=row.slug, href=f"{ADDRESS}/{row.slug}"),
            "name",
        ),
        Column("status", t("Standing"), lambda row: standing_cell(row.status)),
        Column(
            "place",
            t("Place"),
            lambda row: Cell(", ".join(filter(None, (row.city, row.country)))),
        ),
        Column(
            "offers",
            t("Offers"),
            lambda row: Cell(number_text(row.offers), number=True),
            number=True,
            export=lambda row: row.offers,
        ),
        Column(
            "rating",
            t("Rating"),
            lambda row: Cell(
                f"{row.rating_average:.1f} ({row.rating_count})" if row.rating_count else "–",
                number=True,
            ),
            "rating",
            number=True,
        ),
        Column("members", t("Team"), lambda row: Cell(str(row.members), number=True), number=True),
        Column("since", t("Since"), lambda row: Cell(date_text(row.created_at)), "since"),
    )


def _filters() -> Sequence[Filter]:
    return (
        Filter("status", t("Standing"), tuple(standing_words().items())),
        Filter("country", t("Country"), kind="text"),
        Filter("history", t("Imported history"), (("no", t("Without")), ("yes", t("Only")))),
    )


def _bulk() -> Sequence[Bulk]:
    return (
        Bulk("suspend", t("Suspend"), standing.suspend_by_key, Permission.SELLERS_MANAGE),
        Bulk("reopen", t("Open again"), standing.reopen_by_key, Permission.SELLERS_MANAGE),
    )


SELLERS = ListSpec(
    name="admin-sellers",
    address=ADDRESS,
    permission=Permission.SELLERS_MANAGE,
    listing=lists.SELLERS,
    caption=lambda: t("Sellers by name"),
    search_label=lambda: t("Search sellers"),
    columns=_columns,
    label=lambda row: row.name,
    filters=_filters,
    bulk=_bulk,
    note_label=lambda: t("Reason"),
)


class SellersState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, SELLERS)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Do something with the selected sellers."""
        await run_bulk(self, SELLERS, asked)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, SELLERS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, SELLERS, name)


def page() -> rx.Component:
    """The live page."""
    state = SellersState
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
            title=t("Sellers"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Sellers"), current=ADDRESS)
