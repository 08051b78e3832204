"""The seller's orders: its own parts only, to pack, to send, to look up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.orders.bulk import orders_of_keys, prepare_one, send_one, send_written
from shop_app.orders.bulk_ahead import send_ahead
from shop_app.orders.seller_lists import SELLER_ORDERS
from shop_app.ui.components.bulk_ahead import Ahead, ahead_panel
from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import text_area
from shop_app.ui.components.icons import icon
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.components.table import list_table
from shop_app.ui.components.table_views import Cell, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, money_text, nt, t
from shop_app.ui.rendering import el, form, link, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.bulk_ahead import ask_first, leave_question, run_foreseen
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.lists import (
    MOST_SELECTED,
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

ADDRESS = "/seller/orders"
MOST_LINES = 200


def _columns() -> Sequence[Column]:
    return (
        Column(
            "number",
            t("Order"),
            lambda row: Cell(row.number, href=f"{ADDRESS}/{row.order_number}"),
        ),
        Column("status", t("Status"), lambda row: _status(row.status)),
        Column(
            "placed",
            t("Placed"),
            lambda row: moment_cell(row.placed_at, row.zone),
            "placed",
            export=lambda row: row.placed_at.isoformat(),
        ),
        Column(
            "promised",
            t("Send by"),
            lambda row: Cell(
                date_text(row.promised_from) if row.promised_from else "",
                tone="danger" if row.is_late else "",
            ),
            "promised",
        ),
        Column("to", t("Goes to"), lambda row: Cell(row.city or "", sub=row.country or "")),
        Column("delivery", t("Delivery"), lambda row: Cell(row.delivery_name)),
        Column("pieces", t("Pieces"), lambda row: Cell(str(row.pieces), number=True), number=True),
        Column(
            "parcels",
            t("Parcels"),
            lambda row: Cell(str(row.parcels), number=True),
            number=True,
            shown=False,
        ),
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
        "placed": (t("New"), "accent"),
        "preparing": (t("Being packed"), "warning"),
        "partly_shipped": (t("Partly sent"), "warning"),
        "shipped": (t("Sent"), "success"),
        "delivered": (t("Delivered"), "success"),
        "cancelled": (t("Cancelled"), "danger"),
    }


def _status(status: str) -> Cell:
    words, tone = _status_words().get(status, (status, "plain"))
    return Cell(words, tone=tone)


def _filters() -> Sequence[Filter]:
    return (
        Filter("waiting", t("To do"), (("all", t("To send")), ("late", t("Late")))),
        Filter(
            "status",
            t("Status"),
            tuple((key, words) for key, (words, _) in _status_words().items()),
        ),
        Filter("from", t("From"), kind="date"),
        Filter("to", t("Until"), kind="date"),
        zone_filter(),
        Filter(
            "days",
            t("What happened then"),
            (("refunded", t("Money given back")),),
            unset=t("Placed"),
        ),
        Filter("currency", t("Currency (three letters)"), kind="text"),
    )


def _bulk() -> Sequence[Bulk]:
    return (
        Bulk("prepare", t("Start packing"), prepare_one, SellerPermission.ORDERS),
        Bulk(
            "send",
            t("Mark as sent"),
            send_one,
            SellerPermission.ORDERS,
            foresee=send_ahead,
        ),
        Bulk("slips", t("Packing slips (PDF)"), orders_of_keys, SellerPermission.ORDERS),
    )


ORDERS = ListSpec(
    name="seller-orders",
    address=ADDRESS,
    permission=SellerPermission.ORDERS,
    listing=SELLER_ORDERS,
    caption=lambda: t("Your orders"),
    search_label=lambda: t("Search orders"),
    columns=_columns,
    label=lambda row: row.number,
    filters=_filters,
    bulk=_bulk,
)


class SellerOrdersState(rx.State):
    """The list as it is shown."""

    view: TableView = TableView()
    problem: str = ""
    notice: str = ""
    slips_href: str = ""
    ahead: Ahead = Ahead()
    ahead_busy: bool = False
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        self.slips_href = ""
        await load_list(self, ORDERS)

    @rx.event
    async def bulk(self, asked: dict[str, Any]):
        """Do something with the selected, or offer their packing slips."""
        if asked.get("action") == "slips":
            await _offer_slips(self, str(asked.get("rows", "")))
        elif not await ask_first(self, ORDERS, asked):
            await run_bulk(self, ORDERS, asked)

    @rx.event
    async def go_ahead(self):
        """Send the orders that were shown."""
        async for _ in run_foreseen(self, ORDERS):
            yield

    @rx.event
    async def leave(self):
        """Put the question away."""
        await leave_question(self, ORDERS)

    @rx.event
    async def send_many(self, asked: dict[str, Any]):
        """Send the orders that were pasted, each with its carrier and tracking number."""
        await _send_many(self, str(asked.get("lines") or ""))

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, ORDERS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, ORDERS, name)


async def _offer_slips(state: SellerOrdersState, keys: str) -> None:
    chosen = [key for key in keys[:10_000].split(",") if key][:MOST_SELECTED]
    try:
        member = await member_of(state, SellerPermission.ORDERS)
        numbers = await in_reading(orders_of_keys, seller_id=member.seller_id, keys=chosen)
    except ShopError as error:
        state.problem = told(state, error)
        return
    state.slips_href = f"/seller/packing.pdf?{urlencode([('number', n) for n in numbers])}"


async def _send_many(state: SellerOrdersState, text: str) -> None:
    state.problem = state.notice = ""
    done, refused = 0, []
    try:
        member = await member_of(state, SellerPermission.ORDERS)
    except ShopError as error:
        state.problem = told(state, error)
        return
    for line in [each.strip() for each in text.splitlines() if each.strip()][:MOST_LINES]:
        try:
            await in_transaction(
                send_written, seller_id=member.seller_id, line=line[:300], actor=member.actor
            )
            done += 1
        except ShopError as error:
            refused.append(f"{line[:40]}: {told(state, error)}")
    await load_list(state, ORDERS)
    with speaking(locale_of(state)):
        if done:
            state.notice = nt("{n} order sent.", "{n} orders sent.", n=done)
        if refused:
            said = " ".join(refused)[:1000]
            state.problem = nt("{n} row refused:", "{n} rows refused:", n=len(refused)) + " " + said


def content() -> rx.Component:
    """The list, the slips of the selected, the box for many tracking numbers."""
    state = SellerOrdersState
    return el.div(
        when(
            state.slips_href,
            lambda: el.p(
                link(
                    icon("download", size=16),
                    t("Open the packing slips of the selected (PDF)"),
                    href=state.slips_href,
                    reload=True,
                    target="_blank",
                    class_name="textlink inline-flex items-center gap-2 font-medium",
                ),
                role="status",
                class_name="panel",
            ),
        ),
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
        disclosure(
            t("Send many with their tracking numbers"),
            form(
                text_area(
                    label=t("One order in a line: order number; carrier; tracking number"),
                    name="lines",
                    placeholder="S-7K2M-P4XQ; DHL; 00340434161094000000",
                    rows="6",
                    required=True,
                    class_name="w-full",
                ),
                el.div(button(t("Send them"), type="submit")),
                action=ADDRESS,
                on_submit=state.send_many,
                reset_on_submit=True,
                class_name="grid gap-3 pt-3",
            ),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-5",
    )


def _actions() -> rx.Component:
    return el.div(
        link(t("Pick list"), href="/seller/pick", class_name="btn btn-secondary"),
        link(
            icon("download", size=16),
            t("All packing slips (PDF)"),
            href="/seller/packing.pdf",
            reload=True,
            target="_blank",
            class_name="btn btn-secondary",
        ),
        class_name="flex flex-wrap gap-2",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: seller_page(
            when(SellerOrdersState.ready, content, waiting),
            title=t("Orders"),
            current=ADDRESS,
            shell=ShellState,
            action=_actions(),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Orders"), current=ADDRESS)
