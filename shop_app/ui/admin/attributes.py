"""/admin/catalog/attributes: every attribute that products have, and how many have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.catalog import attribute_keeping
from shop_app.ui.admin.catalog_tabs import ATTRIBUTES as ADDRESS
from shop_app.ui.admin.catalog_tabs import PRODUCTS, catalog_tabs
from shop_app.ui.admin.frame import admin_page, admin_paint
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import number_text, t
from shop_app.ui.rendering import el, when
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


def kind_words() -> dict[str, str]:
    """The kinds of attributes, in words."""
    return {
        "text": t("Text"),
        "number": t("Number"),
        "enum": t("List of values"),
        "boolean": t("Yes or no"),
        "reference": t("Names something of the shop"),
    }


def _columns() -> Sequence[Column]:
    kinds = kind_words()
    return (
        Column(
            "name",
            t("Attribute"),
            lambda row: Cell(row.name, sub=row.code, href=f"{ADDRESS}/{row.code}"),
            "name",
            export=lambda row: row.name,
        ),
        Column("code", t("Code"), lambda row: Cell(row.code), "code", shown=False),
        Column("kind", t("Kind"), lambda row: Cell(kinds.get(row.kind, row.kind))),
        Column("unit", t("Unit"), lambda row: Cell(row.unit)),
        Column("facet", t("Filter of lists"), _facet),
        Column(
            "used",
            t("Products"),
            lambda row: Cell(number_text(row.used), number=True),
            "used",
            number=True,
            export=lambda row: row.used,
        ),
    )


def _facet(row: Any) -> Cell:
    return Cell(t("Filter"), tone="success") if row.filterable else Cell("")


def _filters() -> Sequence[Filter]:
    return (
        Filter("kind", t("Kind"), tuple(kind_words().items())),
        Filter("facet", t("Filter of lists"), (("yes", t("Yes")), ("no", t("No")))),
        Filter("used", t("In use"), (("yes", t("Yes")), ("no", t("No")))),
    )


ATTRIBUTES = ListSpec(
    name="admin-attributes",
    address=ADDRESS,
    permission=Permission.CATALOG_MANAGE,
    listing=attribute_keeping.ATTRIBUTES,
    caption=lambda: t("Attributes by name"),
    search_label=lambda: t("Search attributes"),
    columns=_columns,
    label=lambda row: row.name,
    filters=_filters,
)


class AttributesState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        await load_list(self, ATTRIBUTES)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, ATTRIBUTES, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, ATTRIBUTES, name)


def page() -> rx.Component:
    """The live page."""
    state = AttributesState
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
                        on_save=state.save,
                        on_forget=state.forget,
                        notice=state.notice,
                        problem=state.problem,
                    ),
                    waiting,
                ),
            ),
            title=t("Attributes"),
            current=PRODUCTS,
            shell=ShellState,
            action=button_link(t("Add an attribute"), href=f"{ADDRESS}/new"),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Attributes"), current=PRODUCTS)
