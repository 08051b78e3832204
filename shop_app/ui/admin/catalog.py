"""/admin/catalog: every product of the catalogue, whoever sells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.catalog import staff_lists
from shop_app.listings.staff_product import move_by_key
from shop_app.ui.admin.catalog_tabs import catalog_tabs
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, number_text, t
from shop_app.ui.rendering import el, when
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

ADDRESS = "/admin/catalog"
_TONES = {"active": "success", "archived": "plain", "draft": "warning"}


def _status_words() -> dict[str, str]:
    return {"active": t("On the shelves"), "archived": t("Archived"), "draft": t("Draft")}


def _columns() -> Sequence[Column]:
    words = _status_words()
    return (
        Column("title", t("Product"), _title, "title", export=lambda row: row.title),
        Column(
            "status",
            t("Standing"),
            lambda row: Cell(words.get(row.status, row.status), tone=_TONES.get(row.status, "")),
        ),
        Column("category", t("Category"), lambda row: Cell(row.category)),
        Column(
            "variants",
            t("Variants"),
            lambda row: Cell(number_text(row.variants), number=True),
            number=True,
            export=lambda row: row.variants,
        ),
        Column(
            "sold",
            t("Sold"),
            lambda row: Cell(number_text(row.units_sold), number=True),
            "sold",
            number=True,
            export=lambda row: row.units_sold,
        ),
        Column("added", t("Added"), lambda row: Cell(date_text(row.created_at)), "added"),
    )


def _title(row: Any) -> Cell:
    return Cell(
        row.title, sub=row.brand, href=f"{ADDRESS}/products/{row.slug}", image=row.image or ""
    )


def _filters() -> Sequence[Filter]:
    return (
        Filter("status", t("Standing"), tuple(_status_words().items())),
        Filter("category", t("Category"), kind="text"),
    )


def _bulk() -> Sequence[Bulk]:
    return (
        Bulk("archive", t("Archive"), staff_lists.archive_by_key, Permission.CATALOG_MANAGE),
        Bulk("activate", t("Put back"), staff_lists.activate_by_key, Permission.CATALOG_MANAGE),
        Bulk("move", t("Move to the category"), move_by_key, Permission.CATALOG_MANAGE),
    )


PRODUCTS = ListSpec(
    name="admin-catalog",
    address=ADDRESS,
    permission=Permission.CATALOG_MANAGE,
    listing=staff_lists.PRODUCTS,
    caption=lambda: t("Products, newest first"),
    search_label=lambda: t("Search products"),
    columns=_columns,
    label=lambda row: row.title,
    filters=_filters,
    bulk=_bulk,
    note_label=lambda: t("Reason, or the category's address"),
)


class CatalogState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, PRODUCTS)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Do something with the selected products."""
        await run_bulk(self, PRODUCTS, asked)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, PRODUCTS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, PRODUCTS, name)


def page() -> rx.Component:
    """The live page."""
    state = CatalogState
    return live_page(
        True,
        lambda: admin_page(
            el.div(
                catalog_tabs(ADDRESS),
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
            ),
            title=t("Catalogue"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Catalogue"), current=ADDRESS)
