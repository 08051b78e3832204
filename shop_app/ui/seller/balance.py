"""The seller's balance: what is available, held and reserved, and the next payout."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ledger.balances import balances, terms_of
from shop_app.ledger.lists import paid_to
from shop_app.ledger.views import Balance, PaidOut, Terms
from shop_app.ui.components.feedback import alert, empty_state, figure_tile
from shop_app.ui.components.table import cells_table
from shop_app.ui.components.table_views import Cell, TableRow
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, datetime_text, money_text, nt, number_text, t
from shop_app.ui.rendering import each, el, join, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/balance"


@dataclass(frozen=True, slots=True)
class CurrencyView:
    """One currency's figures, as text."""

    currency: str = ""
    available: str = ""
    held: str = ""
    reserved: str = ""
    next_payout: str = ""
    next_detail: str = ""
    held_detail: str = ""
    reserved_detail: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One of the terms by which the seller is paid."""

    label: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class BalanceView:
    """The page."""

    currencies: list[CurrencyView] = field(default_factory=list)
    payouts: list[TableRow] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    terms_note: str = ""


class SellerBalanceState(rx.State):
    """This seller's money."""

    view: BalanceView = BalanceView()
    problem: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Add up anew."""
        try:
            seller_id = (await member_of(self, SellerPermission.MONEY)).seller_id
            found = await in_reading(balances, seller_id=seller_id)
            terms = await in_reading(terms_of, seller_id=seller_id)
            paid = await in_reading(paid_to, seller_id=seller_id)
            with speaking(locale_of(self)):
                self.view = BalanceView(
                    [_currency(each, terms) for each in found],
                    [_paid(each) for each in paid],
                    _terms(terms, {each.currency for each in found}),
                    t("Agreed with you.") if terms.is_own else t("As for every seller here."),
                )
            self.problem = ""
        except ShopError as error:
            self.view, self.problem = BalanceView(), told(self, error)
        self.ready = True


def _currency(balance: Balance, terms: Terms) -> CurrencyView:
    def money(minor: int) -> str:
        return money_text(minor, balance.currency)

    return CurrencyView(
        currency=balance.currency,
        available=money(balance.available_minor),
        held=money(balance.held_minor),
        reserved=money(balance.reserved_minor),
        next_payout=money(balance.next_minor),
        next_detail=_next_detail(balance, terms),
        held_detail=nt(
            "Free {n} day after delivery", "Free {n} days after delivery", n=terms.hold_days
        ),
        reserved_detail=t(
            "{percent}% of what is available", percent=number_text(terms.reserve_basis_points / 100)
        ),
    )


def _terms(terms: Terms, sold_in: Collection[str]) -> list[Term]:
    least = [
        money_text(minor, code)
        for code, minor in sorted(terms.minimums.items())
        if minor and (code in sold_in or not sold_in)
    ]
    return [
        Term(
            t("Held"),
            nt("{n} day after delivery", "{n} days after delivery", n=terms.hold_days),
        ),
        Term(t("Reserve"), f"{number_text(terms.reserve_basis_points / 100)}%"),
        Term(t("Next run"), date_text(terms.next_run)),
        Term(t("Paid from"), ", ".join(least) or t("Any amount")),
    ]


def _next_detail(balance: Balance, terms: Terms) -> str:
    if balance.reason == "negative":
        return t("Your next sales pay back what is missing")
    if balance.reason == "below_minimum":
        return t(
            "Paid from {amount} on", amount=money_text(balance.minimum_minor, balance.currency)
        )
    if balance.reason == "seller_suspended":
        return t("Payouts wait while your shop is suspended")
    if balance.reason:
        return t("Nothing is available yet")
    return t("Expected on {day}", day=date_text(terms.next_run))


def _paid(paid: PaidOut) -> TableRow:
    return TableRow(
        key=f"{paid.number}{paid.currency}",
        cells=[
            Cell(datetime_text(paid.paid_at)),
            Cell(paid.number),
            Cell(money_text(paid.amount_minor, paid.currency), number=True),
        ],
    )


def content(view: Any, problem: Any) -> rx.Component:
    """A row of figures for each currency, then what was paid."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        when(
            view.currencies,
            lambda: el.div(
                each(view.currencies, _figures), class_name="grid grid-cols-[minmax(0,1fr)] gap-8"
            ),
            lambda: empty_state(
                title=t("No sales yet"),
                text=t("What you earn shows here as soon as the first order is paid."),
            ),
        ),
        when(view.terms, lambda: _terms_section(view)),
        when(
            view.payouts,
            lambda: cells_table(
                caption=t("Payouts"),
                head=[(t("Paid (UTC)"), False), (t("Run"), False), (t("Amount"), True)],
                rows=view.payouts,
            ),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-8",
    )


def _terms_section(view: Any) -> rx.Component:
    return el.section(
        el.h2(t("Your payout terms"), class_name="text-lg font-semibold"),
        el.p(view.terms_note, class_name="mb-3 text-sm text-muted"),
        el.dl(
            each(
                view.terms,
                lambda term: el.div(
                    el.dt(term.label, class_name="text-sm text-muted"),
                    el.dd(term.text, class_name="figures font-medium"),
                ),
            ),
            class_name="panel grid gap-4 sm:grid-cols-2 xl:grid-cols-4",
        ),
        aria_label=t("Your payout terms"),
    )


def _figures(item: Any) -> rx.Component:
    return el.section(
        el.h2(item.currency, class_name="mb-3 text-lg font-semibold"),
        el.div(
            figure_tile(t("Available"), item.available),
            figure_tile(t("Held"), item.held, detail=item.held_detail),
            figure_tile(t("Reserved"), item.reserved, detail=item.reserved_detail),
            figure_tile(t("Next payout"), item.next_payout, detail=item.next_detail),
            class_name="grid gap-4 sm:grid-cols-2 xl:grid-cols-4",
        ),
        aria_label=join(t("Balance in"), " ", item.currency),
        key=item.currency,
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerBalanceState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state.view, state.problem), waiting),
            title=t("Balance"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Balance"), current=ADDRESS)
