"""The ledger: what stands in each account, and every transaction with its sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ledger.lists import LEDGER, account_sums
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.components.table import cells_table, list_table
from shop_app.ui.components.table_views import Cell, TableRow, TableView
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, money_text, t
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

ADDRESS = "/admin/ledger"


def _accounts() -> dict[str, str]:
    return {
        "clearing": t("With the provider"),
        "seller_held": t("Sellers, held"),
        "seller_available": t("Sellers, available"),
        "commission": t("Commission"),
        "tax": t("Tax"),
        "paid_out": t("Paid out"),
        "customer_credit": t("Store credit"),
        "goodwill": t("Given away"),
    }


def _kinds() -> dict[str, str]:
    return {
        "sale": t("Sale"),
        "refund": t("Refund"),
        "cancellation": t("Cancellation"),
        "release": t("Release"),
        "payout": t("Payout"),
        "credit_granted": t("Credit granted"),
        "credit_taken": t("Credit taken"),
        "credit_spent": t("Credit spent"),
        "credit_refund": t("Refund as credit"),
        "credit_given_up": t("Credit given up"),
    }


def _columns() -> Sequence[Column]:
    kinds = _kinds()
    return (
        Column("when", t("When (UTC)"), lambda row: Cell(datetime_text(row.happened_at)), "when"),
        Column("kind", t("What"), lambda row: Cell(kinds.get(row.kind, row.kind))),
        Column("about", t("Order or run"), _about),
        Column("seller", t("Seller or customer"), _owner),
        *(
            Column(
                account,
                label,
                _side(account),
                number=True,
                export=_minor(account),
            )
            for account, label in _accounts().items()
        ),
    )


def _about(row: Any) -> Cell:
    if row.payout_number:
        return Cell(row.payout_number, href=f"/admin/payouts/{row.payout_number}")
    if row.order_number:
        return Cell(row.order_number, href=f"/admin/orders/{row.order_number}")
    return Cell("")


def _owner(row: Any) -> Cell:
    if row.user_id is not None:
        return Cell(t("Customer"), href=f"/admin/customers/{row.user_id}")
    return Cell(row.seller_name)


def _side(account: str) -> Callable[[Any], Cell]:
    def side(row: Any) -> Cell:
        minor = (row.sums or {}).get(account)
        return Cell(money_text(int(minor), row.currency) if minor else "", number=True)

    return side


def _minor(account: str) -> Callable[[Any], object]:
    return lambda row: (row.sums or {}).get(account, 0)


def _filters() -> Sequence[Filter]:
    return (
        Filter("kind", t("What"), tuple(_kinds().items())),
        Filter("account", t("Account"), tuple(_accounts().items())),
        Filter("currency", t("Currency"), kind="text"),
        Filter("from", t("From"), kind="date"),
        Filter("to", t("Until"), kind="date"),
    )


LEDGER_LIST = ListSpec(
    name="admin-ledger",
    address=ADDRESS,
    permission=Permission.LEDGER_VIEW,
    listing=LEDGER,
    caption=lambda: t("Transactions, newest first; each sums to zero"),
    search_label=lambda: t("Search order, run or seller"),
    columns=_columns,
    label=lambda row: row.order_number or row.payout_number or str(row.id),
    filters=_filters,
)


class LedgerState(rx.State):
    """Accounts and transactions."""

    view: TableView = TableView()
    accounts: list[TableRow] = rx.field(default_factory=list)
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """What the address asks for."""
        try:
            await staff_of(self, Permission.LEDGER_VIEW)
            found = await in_reading(account_sums)
            by_currency: dict[str, dict[str, int]] = {}
            for each in found:
                by_currency.setdefault(each.currency, {})[each.account] = each.amount_minor
            with speaking(locale_of(self)):
                self.accounts = [_row(*item) for item in by_currency.items()]
        except ShopError as error:
            self.accounts, self.problem = [], told(self, error)
        await load_list(self, LEDGER_LIST)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep this view."""
        await keep_view(self, LEDGER_LIST, asked)

    @rx.event
    async def forget(self, name: str):
        """Forget a view."""
        await drop_view(self, LEDGER_LIST, name)


def _row(currency: str, sums: dict[str, int]) -> TableRow:
    amounts = [sums.get(account, 0) for account in _accounts()]
    return TableRow(
        key=currency,
        cells=[
            Cell(currency),
            *(Cell(money_text(minor, currency), number=True) for minor in amounts),
            Cell(money_text(sum(amounts), currency), number=True),
        ],
    )


def content(state: Any) -> rx.Component:
    """Accounts first, then transactions."""
    head = [(t("Currency"), False), *((label, True) for label in _accounts().values())]
    return el.div(
        when(
            state.accounts,
            lambda: el.div(
                cells_table(
                    caption=t("Accounts"), head=[*head, (t("Sum"), True)], rows=state.accounts
                ),
                el.p(
                    t(
                        "Positive is what Stoa owes or has earned, negative what the provider holds"
                        " for it. Each currency sums to zero."
                    ),
                    class_name="text-sm text-muted",
                ),
                class_name="grid grid-cols-[minmax(0,1fr)] gap-2",
            ),
        ),
        list_table(
            state.view,
            on_apply=ListFormState.apply,
            on_save=state.save,
            on_forget=state.forget,
            notice=state.notice,
            problem=state.problem,
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-8",
    )


def page() -> rx.Component:
    """The live page."""
    state = LedgerState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Ledger"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Ledger"), current=ADDRESS)
