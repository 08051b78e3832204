"""The figures of the dashboard: each with its change, its definition and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shop_app.analytics import queries, visits
from shop_app.analytics.queries import Sums
from shop_app.analytics.visits import Visits
from shop_app.ui.i18n import money_text, number_text, t
from shop_app.ui.shell.asking import Asked
from shop_app.ui.shell.order_links import orders_href
from shop_app.ui.shell.reports import FigureView, change_text, share_text


@dataclass(frozen=True, slots=True)
class Answer:
    """What a period and the one before came to."""

    sums: Sums
    seen: Visits
    sums_before: Sums | None = None
    seen_before: Visits | None = None


def answer(session: Any, asked: Asked) -> Answer:
    """The sums and visits that are asked for."""
    found = queries.totals(session, span=asked.span, currency=asked.currency)
    seen = visits.visits(session, span=asked.span)
    if asked.previous is None:
        return Answer(found, seen)
    return Answer(
        found,
        seen,
        queries.totals(session, span=asked.previous, currency=asked.currency),
        visits.visits(session, span=asked.previous),
    )


def dashboard_figures(found: Answer, asked: Asked) -> list[FigureView]:
    """The eight figures of the dashboard. Words are made in the request's locale."""
    currency, now, before = asked.currency, found.sums, found.sums_before
    seen, seen_before = found.seen, found.seen_before
    orders = orders_href(asked)

    def amount(value: float) -> str:
        return money_text(int(value), currency)

    def figure(
        label: str, value: float, past: float | None, say: Any, definition: str, href: str
    ) -> FigureView:
        change, tone = change_text(value, past, say(past)) if past is not None else ("", "")
        return FigureView(label, say(value), change, tone, definition, href)

    return [
        figure(
            t("Revenue"),
            now.revenue_minor,
            before.revenue_minor if before else None,
            amount,
            t(
                "What shoppers paid for orders placed in the period, with delivery and tax, less"
                " what was owed back to them in the period."
            ),
            orders_href(asked, days="moved"),
        ),
        figure(
            t("Orders"),
            now.orders,
            before.orders if before else None,
            number_text,
            t("Orders that were paid in the period, those that were cancelled later included."),
            orders,
        ),
        figure(
            t("Average order"),
            now.average_minor,
            before.average_minor if before else None,
            amount,
            t("Gross sales divided by orders."),
            orders,
        ),
        figure(
            t("Conversion"),
            seen.conversion,
            seen_before.conversion if seen_before else None,
            share_text,
            t("The share of visits in which an order was paid, in all currencies."),
            f"/admin/reports/funnel?{asked.kept}",
        ),
        figure(
            t("Visits"),
            seen.visits,
            seen_before.visits if seen_before else None,
            number_text,
            t("What one browser does until it rests for half an hour; robots are left out."),
            f"/admin/reports/funnel?{asked.kept}",
        ),
        figure(
            t("Returning rate"),
            now.returning_rate,
            before.returning_rate if before else None,
            share_text,
            t("The share of orders by customers who had ordered before, of those we know."),
            f"/admin/reports/customers?{asked.kept}",
        ),
        figure(
            t("Gross sales (GMV)"),
            now.total_minor,
            before.total_minor if before else None,
            amount,
            t("What shoppers paid for orders placed in the period; refunds are not taken off."),
            orders,
        ),
        figure(
            t("Take rate"),
            now.take_rate,
            before.take_rate if before else None,
            share_text,
            t("Commission as a share of the goods less discounts, both as they were at placement."),
            f"/admin/reports/sellers?{asked.kept}",
        ),
    ]
