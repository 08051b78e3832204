"""One statement with its lines, each linked to its order; to be taken away as CSV or PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ledger.statements import LINES_A_PAGE, statement, statement_lines
from shop_app.ledger.views import Statement, StatementLine
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, figure_tile
from shop_app.ui.components.table import cells_table
from shop_app.ui.components.table_views import Cell, TableRow
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, money_text, t
from shop_app.ui.rendering import each, el, join, link, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.seller.statements import ADDRESS, month_text
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name."""

    label: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class StatementView:
    """The page."""

    period: str = ""
    title: str = ""
    figures: list[Figure] = field(default_factory=list)
    lines: list[TableRow] = field(default_factory=list)
    previous_href: str = ""
    following_href: str = ""
    page_text: str = ""


class SellerStatementState(rx.State):
    """The statement that is shown."""

    view: StatementView = StatementView()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The statement of the address, if it is this seller's."""
        period = named_in_address(self)
        asked = str(self.router.url.query_parameters.get("page", "1"))
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
        if self.ready and self.view.period != period:
            self.ready = False
            yield
        try:
            seller_id = (await member_of(self, SellerPermission.MONEY)).seller_id
            found = await in_reading(statement, seller_id=seller_id, period=period)
            lines = await in_reading(
                statement_lines, seller_id=seller_id, period=period, page=max(1, number)
            )
            with speaking(locale_of(self)):
                self.view = _view(found, list(lines), max(1, number))
            self.problem = ""
        except ShopError as error:
            self.view, self.problem = StatementView(), told(self, error)
        self.ready = True


def _view(found: Statement, lines: list[StatementLine], page: int) -> StatementView:
    def money(minor: int) -> str:
        return money_text(minor, found.currency)

    address = f"{ADDRESS}/{found.period}"
    pages = max(1, -(-found.lines // LINES_A_PAGE))
    return StatementView(
        period=found.period,
        title=month_text(found),
        figures=[
            Figure(t("Opening"), money(found.opening_minor)),
            Figure(t("Sales and delivery"), money(found.goods_minor + found.delivery_minor)),
            Figure(t("Tax"), money(found.tax_minor)),
            Figure(t("Commission"), money(found.commission_minor)),
            Figure(t("Refunds"), money(found.refunds_minor)),
            Figure(t("Payouts"), money(found.payouts_minor)),
            Figure(t("Closing"), money(found.closing_minor)),
        ],
        lines=[_line(line, found.currency, index) for index, line in enumerate(lines)],
        previous_href=f"{address}?page={page - 1}" if page > 1 else "",
        following_href=f"{address}?page={page + 1}" if page < pages else "",
        page_text=t("Page {page} of {pages}", page=page, pages=pages) if pages > 1 else "",
    )


def _line(line: StatementLine, currency: str, index: int) -> TableRow:
    def money(minor: int) -> Cell:
        return Cell(money_text(minor, currency) if minor else "", number=True)

    words = {
        "sale": t("Sale"),
        "refund": t("Refund"),
        "cancellation": t("Cancellation"),
        "payout": t("Payout"),
    }
    number = line.order_number
    return TableRow(
        key=str(index),
        cells=[
            Cell(date_text(line.happened_at.date(), style="d MMM")),
            Cell(words.get(line.kind, line.kind)),
            Cell(number or line.payout_number, href=f"/seller/orders/{number}" if number else ""),
            money(line.goods_minor + line.payout_minor),
            money(line.delivery_minor),
            money(line.tax_minor),
            money(line.commission_minor),
            money(line.sum_minor),
        ],
    )


def content(view: Any, problem: Any) -> rx.Component:
    """Figures that add up, files, lines."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        when(view.period, lambda: _statement(view)),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _statement(view: Any) -> rx.Component:
    file = join("/api/seller/statements/", view.period)
    return el.div(
        el.div(
            link(t("All statements"), href=ADDRESS, class_name="textlink"),
            el.div(
                _file(t("Download CSV"), join(file, ".csv")),
                _file(t("Download PDF"), join(file, ".pdf")),
                class_name="flex gap-3",
            ),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        el.div(
            each(view.figures, lambda item: figure_tile(item.label, item.value)),
            class_name="grid gap-4 sm:grid-cols-2 lg:grid-cols-4",
        ),
        cells_table(
            caption=t("Lines of the statement, by time (UTC)"),
            head=[
                (t("Day"), False),
                (t("What"), False),
                (t("Order or run"), False),
                (t("Amount"), True),
                (t("Delivery"), True),
                (t("Tax"), True),
                (t("Commission"), True),
                (t("Sum"), True),
            ],
            rows=view.lines,
        ),
        el.nav(
            when(view.previous_href, lambda: link(t("Previous page"), href=view.previous_href,
                                                  class_name="textlink")),
            el.span(view.page_text, class_name="text-sm text-muted"),
            when(view.following_href, lambda: link(t("Next page"), href=view.following_href,
                                                   class_name="textlink")),
            aria_label=t("Pages"),
            class_name="flex items-center gap-4",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )  # fmt: skip


def _file(label: Any, href: Any) -> rx.Component:
    return button_link(label, href=href, kind="secondary", small=True, reload=True)


def page() -> rx.Component:
    """The live page."""
    state = SellerStatementState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state.view, state.problem), waiting),
            title=when(
                state.view.title, t("Statement {period}", period=state.view.title), t("Statement")
            ),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Statement"), current=ADDRESS)
