"""Payouts: who would be paid now and who not, the runs so far, and proposing one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_transaction
from shop_app.core.errors import ShopError
from shop_app.ledger import payouts
from shop_app.ledger.lists import PAYOUT_RUNS
from shop_app.ledger.views import Balance
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.components.table import cells_table, list_table
from shop_app.ui.components.table_views import Cell, TableRow, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, money_text, nt, t
from shop_app.ui.rendering import el, speaking, when
from shop_app.ui.shell.identity import locale_of, told
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

ADDRESS = "/admin/payouts"


def status_cell(status: str) -> Cell:
    """The status of a run as a badge."""
    words = {
        "proposed": (t("Waits for approval"), "warning"),
        "approved": (t("Approved"), "accent"),
        "paid": (t("Paid"), "success"),
        "rejected": (t("Rejected"), "plain"),
    }
    text, tone = words.get(status, (status, "plain"))
    return Cell(text, tone=tone)


def sums_text(sums: Any) -> str:
    """Amounts by currency in one line."""
    return " + ".join(
        money_text(int(minor), currency) for currency, minor in sorted((sums or {}).items())
    )


def reason_text(reason: str) -> str:
    """Why somebody is not paid, in words; what has no reason is said to be ready."""
    return {
        "negative": t("Owes Stoa money"),
        "below_minimum": t("Below the minimum"),
        "seller_suspended": t("Seller is suspended"),
        "empty": t("Nothing available"),
        "balance_fell": t("Balance fell after the proposal"),
    }.get(reason, t("Ready"))


def _number(text: str) -> Cell:
    return Cell(text, number=True)


def _columns() -> Sequence[Column]:
    return (
        Column("run", t("Run"), lambda row: Cell(row.number, href=f"{ADDRESS}/{row.number}")),
        Column("status", t("Status"), lambda row: status_cell(row.status)),
        Column(
            "proposed",
            t("Proposed (UTC)"),
            lambda row: Cell(datetime_text(row.proposed_at), sub=row.proposed_name),
            "proposed",
        ),
        Column("approved", t("Approved by"), lambda row: Cell(row.approved_name)),
        Column("lines", t("Lines"), lambda row: _number(str(row.lines or 0)), number=True),
        Column("sum", t("Sum"), lambda row: _number(sums_text(row.sums)), number=True),
    )  # fmt: skip


def _filters() -> Sequence[Filter]:
    return (
        Filter(
            "status",
            t("Status"),
            (
                ("proposed", t("Waits for approval")),
                ("approved", t("Approved")),
                ("paid", t("Paid")),
                ("rejected", t("Rejected")),
            ),
        ),
    )


PAYOUTS = ListSpec(
    name="admin-payouts",
    address=ADDRESS,
    permission=Permission.LEDGER_VIEW,
    listing=PAYOUT_RUNS,
    caption=lambda: t("Payout runs, newest first"),
    search_label=lambda: t("Search runs"),
    columns=_columns,
    label=lambda row: row.number,
    filters=_filters,
)


class PayoutsState(rx.State):
    """Runs, and the preview of the next one."""

    view: TableView = TableView()
    ready_rows: list[TableRow] = rx.field(default_factory=list)
    exceptions: list[TableRow] = rx.field(default_factory=list)
    exceptions_text: str = ""
    ready_text: str = ""
    sum_text: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for, and who would be paid now."""
        await load_list(self, PAYOUTS)
        await _preview(self)

    @rx.event
    async def propose(self):
        """Write the run down; somebody else approves it."""
        try:
            actor = await staff_of(self, Permission.PAYOUTS_PROPOSE)
            number = await in_transaction(payouts.propose, actor=actor)
        except ShopError as error:
            self.problem = told(self, error)
            return None
        return rx.redirect(f"{ADDRESS}/{number}")

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, PAYOUTS, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, PAYOUTS, name)


async def _preview(state: PayoutsState) -> None:
    try:
        await staff_of(state, Permission.LEDGER_VIEW)
        found = await in_transaction(payouts.preview)
    except ShopError as error:
        state.ready_rows, state.exceptions = [], []
        state.problem = told(state, error)
        return
    due = [each for each in found if each.next_minor]
    others = [each for each in found if not each.next_minor and each.reason != "empty"]
    sums: dict[str, int] = {}
    for each in due:
        sums[each.currency] = sums.get(each.currency, 0) + each.next_minor
    with speaking(locale_of(state)):
        state.ready_rows = [_row(each) for each in due]
        state.exceptions = [_row(each) for each in others]
        state.exceptions_text = nt(
            "{n} balance that is not paid", "{n} balances that are not paid", n=len(others)
        )
        state.ready_text = nt("{n} balance to be paid", "{n} balances to be paid", n=len(due))
        state.sum_text = sums_text(sums)


def _row(balance: Balance) -> TableRow:
    def money(minor: int) -> Cell:
        return Cell(money_text(minor, balance.currency), number=True)

    tone = "danger" if balance.reason == "negative" else "warning" if balance.reason else "success"
    return TableRow(
        key=f"{balance.seller_id}{balance.currency}",
        cells=[
            Cell(balance.seller_name),
            Cell(reason_text(balance.reason), tone=tone),
            money(balance.available_minor),
            money(balance.held_minor),
            money(balance.reserved_minor),
            money(balance.next_minor),
        ],
    )


def _balances(caption: Any, found: Any) -> rx.Component:
    head = [
        (t("Seller"), False),
        (t("Status"), False),
        (t("Available"), True),
        (t("Held"), True),
        (t("Reserved"), True),
        (t("To be paid"), True),
    ]
    return cells_table(caption=caption, head=head, rows=found)


def content(state: Any) -> rx.Component:
    """The runs, then what the next one would pay."""
    return el.div(
        list_table(
            state.view,
            on_apply=ListFormState.apply,
            on_save=state.save,
            on_forget=state.forget,
            notice=state.notice,
            problem=state.problem,
        ),
        el.section(
            el.h2(t("Next run"), class_name="text-lg font-semibold"),
            when(
                state.ready_rows,
                lambda: el.div(
                    el.p(
                        t("Would pay {sum} as of now.", sum=state.sum_text),
                        class_name="text-muted",
                    ),
                    disclosure(
                        state.ready_text,
                        _balances(t("Sellers who would be paid"), state.ready_rows),
                    ),
                    class_name="grid grid-cols-[minmax(0,1fr)] gap-4",
                ),
                lambda: el.p(t("Nobody can be paid now."), class_name="text-muted"),
            ),
            when(
                state.exceptions,
                lambda: disclosure(
                    state.exceptions_text,
                    _balances(t("Balances that are not paid, and why"), state.exceptions),
                ),
            ),
            aria_label=t("Next run"),
            class_name="grid grid-cols-[minmax(0,1fr)] gap-4",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-10",
    )


def page() -> rx.Component:
    """The live page."""
    state = PayoutsState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Payouts"),
            current=ADDRESS,
            shell=ShellState,
            action=el.div(
                button_link(t("Payout terms"), href=f"{ADDRESS}/terms", kind="secondary"),
                when(
                    state.ready_rows,
                    lambda: button(t("Propose run"), on_click=PayoutsState.propose),
                ),
                class_name="flex flex-wrap gap-3",
            ),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Payouts"), current=ADDRESS)
