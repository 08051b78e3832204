"""The seller's statements: a month of each currency, where opening and lines make the closing."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ledger.statements import statements
from shop_app.ledger.views import Statement
from shop_app.ui.components.feedback import alert, empty_state
from shop_app.ui.components.table import cells_table
from shop_app.ui.components.table_views import Cell, TableRow
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, money_text, t
from shop_app.ui.rendering import el, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/statements"


class SellerStatementsState(rx.State):
    """The months of this seller."""

    months: list[TableRow] = rx.field(default_factory=list)
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Every month in which something moved."""
        try:
            seller_id = (await member_of(self, SellerPermission.MONEY)).seller_id
            found = await in_reading(statements, seller_id=seller_id)
            with speaking(locale_of(self)):
                self.months = [_row(each) for each in found]
            self.problem = ""
        except ShopError as error:
            self.months, self.problem = [], told(self, error)
        self.ready = True


def month_text(item: Statement) -> str:
    """The name of a statement: "November 2026, EUR"."""
    month = date_text(item.month, style="LLLL y")
    return f"{month}, {item.currency}"


def _row(item: Statement) -> TableRow:
    def money(minor: int) -> Cell:
        return Cell(money_text(minor, item.currency), number=True)

    earned = item.goods_minor + item.delivery_minor
    return TableRow(
        key=item.period,
        cells=[
            Cell(month_text(item), href=f"{ADDRESS}/{item.period}"),
            money(item.opening_minor),
            money(earned),
            money(item.tax_minor),
            money(item.commission_minor),
            money(item.refunds_minor),
            money(item.payouts_minor),
            money(item.closing_minor),
        ],
    )


def content(months: Any, problem: Any) -> rx.Component:
    """The months, the newest first."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        when(
            months,
            lambda: cells_table(
                caption=t("Statements by month, UTC"),
                head=[
                    (t("Month"), False),
                    (t("Opening"), True),
                    (t("Sales and delivery"), True),
                    (t("Tax"), True),
                    (t("Commission"), True),
                    (t("Refunds"), True),
                    (t("Payouts"), True),
                    (t("Closing"), True),
                ],
                rows=months,
            ),
            lambda: empty_state(
                title=t("No statements yet"),
                text=t("The first one shows as soon as the first order is paid."),
            ),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerStatementsState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state.months, state.problem), waiting),
            title=t("Statements"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Statements"), current=ADDRESS)
