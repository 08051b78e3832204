"""The seller's stock by warehouse, changed in place; taken away and sent back as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_transaction
from shop_app.core.errors import Invalid, ShopError
from shop_app.inventory.counting import change_stock
from shop_app.inventory.seller_lists import SELLER_STOCK
from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import error_text
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import nt, number_text, t
from shop_app.ui.rendering import el, form, link, native_form, speaking, when
from shop_app.ui.seller.frame import Member, member_of, seller_page, seller_paint
from shop_app.ui.shell.identity import locale_of, refusal_of_form, told
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

ADDRESS = "/seller/stock"


def _columns() -> Sequence[Column]:
    def number(name: str, label: str, sort: str = "", *, shown: bool = True) -> Column:
        return Column(
            name,
            label,
            lambda row: Cell(number_text(getattr(row, name)), number=True),
            sort,
            number=True,
            shown=shown,
            export=lambda row: getattr(row, name),
        )

    return (
        Column(
            "title",
            t("Product"),
            lambda row: Cell(
                row.title,
                sub=f"{row.sku} · {row.variant}" if row.variant else row.sku,
                href=f"{ADDRESS}/{row.offer_id}",
                image=row.image or "",
            ),
            "title",
        ),
        Column("sku", t("SKU"), lambda row: Cell(row.sku), "sku", shown=False),
        Column("warehouse", t("Warehouse"), lambda row: Cell(row.code, sub=row.warehouse)),
        number("on_hand", t("On hand"), "on_hand"),
        number("reserved", t("Held"), shown=False),
        number("allocated", t("Sold, to send")),
        number("available", t("Available"), "available"),
        Column(
            "low",
            t("Low"),
            lambda row: Cell(t("Low"), tone="warning") if row.is_low else Cell(_point(row)),
            export=lambda row: row.reorder_point,
        ),
    )


def _point(row: Any) -> str:
    return t("at {n}", n=row.reorder_point) if row.reorder_point else ""


def _filters() -> Sequence[Filter]:
    return (
        Filter("low", t("Low stock"), (("1", t("Low only")),)),
        Filter("stock", t("Stock"), (("in", t("Available")), ("out", t("None available")))),
        Filter("warehouse", t("Warehouse code"), kind="text"),
    )


STOCK = ListSpec(
    name="seller-stock",
    address=ADDRESS,
    permission=SellerPermission.STOCK,
    listing=SELLER_STOCK,
    caption=lambda: t("Your stock by warehouse"),
    search_label=lambda: t("Search stock"),
    columns=_columns,
    label=lambda row: f"{row.sku} {row.code}",
    filters=_filters,
)


class StockState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    file_error: str = ""
    refused_href: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for, and how a file went that was just sent."""
        self.notice = self.file_error = self.refused_href = ""
        await load_list(self, STOCK)
        _, self.file_error = refusal_of_form(self)
        asked = self.router.url.query_parameters
        if asked.get("changed", "").isdigit():
            changed, refused = int(asked["changed"][:9]), asked.get("refused", "0")[:9]
            with speaking(locale_of(self)):
                self.notice = nt("{n} level changed.", "{n} levels changed.", n=changed)
                if refused.isdigit() and int(refused):
                    self.problem = nt(
                        "{n} row was not taken. The file below says why.",
                        "{n} rows were not taken. The file below says why.",
                        n=int(refused),
                    )
                    self.refused_href = f"/api/seller/stock/refused/{_hex(asked.get('file', ''))}"

    @rx.event
    async def change(self, asked: dict[str, Any]):
        """Move one level, if it is still what was seen."""
        self.notice = self.problem = ""
        try:
            member = await member_of(self, SellerPermission.STOCK)
            said = await move_level(self, member, asked)
        except ShopError as error:
            refusal = told(self, error)
            await load_list(self, STOCK)
            self.problem = refusal
            return
        await load_list(self, STOCK)
        self.notice = said

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, STOCK, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, STOCK, name)


async def move_level(state: Any, member: Member, asked: dict[str, Any]) -> str:
    """Do what a form of one level asks for; returns what is said of it. Raises ShopError."""
    offer_id, warehouse_id, version = _place(str(asked.get("place", "")))
    text = str(asked.get("quantity") or "").strip()
    try:
        quantity = int(text[:10])
    except ValueError:
        raise Invalid("Give a whole number of pieces.", field="quantity") from None
    level = await in_transaction(
        change_stock,
        actor=member.actor,
        offer_id=offer_id,
        warehouse_id=warehouse_id,
        kind=str(asked.get("kind") or "count")[:20],
        quantity=quantity,
        reason=str(asked.get("reason") or "")[:200],
        expected_version=version,
    )
    with speaking(locale_of(state)):
        return t(
            "Saved: {on_hand} on hand, {available} available.",
            on_hand=number_text(level.on_hand),
            available=number_text(level.available),
        )


def _place(text: str) -> tuple[UUID, UUID, int]:
    try:
        offer_id, warehouse_id, version = text.split(":")
        return UUID(offer_id), UUID(warehouse_id), int(version[:10])
    except ValueError:
        raise Invalid("Load the page again.", field="quantity") from None


def _hex(text: str) -> str:
    return "".join(letter for letter in text[:36] if letter in "0123456789abcdef-")


def level_form(place: Any, label: Any, on_submit: Any) -> rx.Component:
    """Count, receive or adjust one level."""
    return form(
        el.input(type="hidden", name="place", value=place, read_only=True),
        el.select(
            el.option(t("Count"), value="count"),
            el.option(t("Receive"), value="receive"),
            el.option(t("Adjust by"), value="adjust"),
            name="kind",
            aria_label=t("What happens to {row}", row=label),
            class_name="field-input w-24 flex-none",
        ),
        el.input(
            name="quantity",
            type="number",
            step="1",
            required=True,
            aria_label=t("Pieces of {row}", row=label),
            class_name="field-input figures w-16 flex-none",
        ),
        el.input(
            name="reason",
            max_length=200,
            placeholder=t("Reason"),
            aria_label=t("Reason for {row}", row=label),
            class_name="field-input w-20 flex-none",
        ),
        el.button(
            t("Save"),
            type="submit",
            aria_label=t("Save {row}", row=label),
            class_name="btn btn-secondary btn-small flex-none whitespace-nowrap",
        ),
        action=ADDRESS,
        on_submit=on_submit,
        key=place,
        class_name="flex w-max items-center gap-1.5",
    )


def content() -> rx.Component:
    """The list with its forms, and the file."""
    state = StockState
    return el.div(
        list_table(
            state.view,
            on_apply=ListFormState.apply,
            on_save=state.save,
            on_forget=state.forget,
            notice=state.notice,
            problem=state.problem,
            row_form=lambda row: level_form(row.key, row.label, state.change),
            row_form_label=t("Change"),
        ),
        _file(state),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _file(state: Any) -> rx.Component:
    return el.section(
        el.h2(t("Change many at once"), class_name="text-lg font-semibold"),
        el.p(
            t(
                "Take the stock file away, change the columns on hand and low at in a spreadsheet,"
                " and send it back. A row whose stock has moved meanwhile is not taken, so nothing"
                " is overwritten."
            ),
            class_name="max-w-prose text-sm text-muted",
        ),
        when(
            state.refused_href,
            lambda: link(
                t("Rows that were not taken (CSV)"),
                href=state.refused_href,
                reload=True,
                class_name="textlink font-medium",
            ),
        ),
        el.div(
            link(
                t("Take the stock file"),
                href="/api/seller/stock.csv",
                reload=True,
                class_name="btn btn-secondary",
            ),
            native_form(
                el.label(t("Stock file"), html_for="stock-file", class_name="field-label"),
                el.input(
                    type="file",
                    name="file",
                    id="stock-file",
                    required=True,
                    accept=".csv,.xlsx,text/csv",
                    class_name="field-input",
                ),
                button(t("Send stock file"), type="submit", kind="secondary"),
                error_text(state.file_error, id="stock-file-error"),
                action="/api/seller/stock",
                enc_type="multipart/form-data",
                class_name="flex flex-wrap items-end gap-3",
            ),
            class_name="flex flex-wrap items-end gap-4",
        ),
        class_name="panel grid gap-3",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: seller_page(
            when(StockState.ready, content, waiting),
            title=t("Stock"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Stock"), current=ADDRESS)
