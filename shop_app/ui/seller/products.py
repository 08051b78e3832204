"""The seller's products: what is sold, what is a draft, what waits for approval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.listings.queries import SELLER_PRODUCTS
from shop_app.listings.service import activate_product, pause_product, submit_product
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, money_text, number_text, t
from shop_app.ui.rendering import when
from shop_app.ui.seller.frame import seller_page, seller_paint
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

ADDRESS = "/seller/products"
_TONES = {
    "live": "success",
    "paused": "plain",
    "draft": "plain",
    "submitted": "warning",
    "rejected": "danger",
    "changed-draft": "accent",
    "changed-submitted": "warning",
    "changed-rejected": "danger",
}


def state_words(state: str) -> str:
    """Where a listing stands, in words."""
    return {
        "live": t("On sale"),
        "paused": t("Paused"),
        "draft": t("Draft"),
        "submitted": t("In review"),
        "rejected": t("Sent back"),
        "changed-draft": t("On sale, changes not submitted"),
        "changed-submitted": t("On sale, changes in review"),
        "changed-rejected": t("On sale, changes sent back"),
    }.get(state, state)


def _columns() -> Sequence[Column]:
    return (
        Column(
            "title",
            t("Product"),
            lambda row: Cell(
                row.title or t("Untitled"),
                sub=row.sku or "",
                href=f"{ADDRESS}/{row.id}",
                image=row.image or "",
            ),
            "title",
            export=lambda row: row.title,
        ),
        Column("sku", t("SKU"), lambda row: Cell(row.sku or ""), shown=False),
        Column(
            "status",
            t("Status"),
            lambda row: Cell(state_words(row.state), tone=_TONES.get(row.state, "plain")),
            "status",
        ),
        Column(
            "variants",
            t("Variants"),
            lambda row: Cell(number_text(row.variants), number=True),
            number=True,
            export=lambda row: row.variants,
        ),
        Column("price", t("Price from"), lambda row: Cell(_price(row), number=True), number=True),
        Column(
            "stock",
            t("Available"),
            lambda row: Cell(
                "" if row.available is None else number_text(row.available),
                number=True,
                href=f"/seller/stock?q={row.sku}" if row.available is not None and row.sku else "",
            ),
            number=True,
            export=lambda row: row.available,
        ),
        Column("updated", t("Changed"), lambda row: Cell(date_text(row.updated_at)), "updated"),
    )


def _price(row: Any) -> str:
    return "" if row.price_minor is None else money_text(row.price_minor, row.currency)


def _filters() -> Sequence[Filter]:
    states = ("live", "paused", "draft", "submitted", "rejected")
    return (
        Filter(
            "status",
            t("Status"),
            (
                *((state, state_words(state)) for state in states),
                ("changed", t("On sale, with changes")),
            ),
        ),
        Filter("stock", t("Stock"), (("in", t("In stock")), ("out", t("Out of stock")))),
    )


def _bulk() -> Sequence[Bulk]:
    return (
        Bulk("pause", t("Pause"), pause_product, SellerPermission.LISTINGS),
        Bulk("activate", t("Activate"), activate_product, SellerPermission.LISTINGS),
        Bulk("submit", t("Submit for approval"), submit_product, SellerPermission.LISTINGS),
    )


PRODUCTS = ListSpec(
    name="seller-products",
    address=ADDRESS,
    permission=SellerPermission.LISTINGS,
    listing=SELLER_PRODUCTS,
    caption=lambda: t("Your products, last changed first"),
    search_label=lambda: t("Search products"),
    columns=_columns,
    label=lambda row: row.title or t("Untitled"),
    filters=_filters,
    bulk=_bulk,
)


class ProductsState(rx.State):
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
        """Pause, activate or submit the selected."""
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
    state = ProductsState
    return live_page(
        True,
        lambda: seller_page(
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
            title=t("Products"),
            current=ADDRESS,
            shell=ShellState,
            action=button_link(t("Add a product"), href=f"{ADDRESS}/new"),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Products"), current=ADDRESS)
