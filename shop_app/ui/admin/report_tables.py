"""What each report of the staff holds: its questions to analytics, laid out as parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shop_app.analytics import finance, queries
from shop_app.analytics.queries import Dimension, Member, Point
from shop_app.ui.admin.report_people import customer_report, device_words, funnel, source_words
from shop_app.ui.components.charts import ChartView, Series, bars, lines
from shop_app.ui.i18n import date_text, t
from shop_app.ui.shell.asking import Asked, moment_words
from shop_app.ui.shell.lists import Column
from shop_app.ui.shell.order_links import orders_href, orders_of_point
from shop_app.ui.shell.reports import (
    Part,
    amounts_drawn,
    count,
    country_text,
    money,
    share,
    words,
)

Report = Callable[[Any, Asked], list[Part]]
_MOST_BARS = 10
_COUNTRY_LETTERS = 2


def sales(session: Any, asked: Asked) -> list[Part]:
    """Over time, by country, payment method, device, source, category and seller."""
    return [
        over_time(session, asked),
        _split(session, asked, Dimension.COUNTRY, t("By country"), t("Country"), country_text),
        _split(session, asked, Dimension.PAYMENT, t("By payment method"), t("Method"), _method),
        *_by_origin(session, asked),
        _split(session, asked, Dimension.CATEGORY, t("By category"), t("Category")),
        _split(session, asked, Dimension.SELLER, t("By seller"), t("Seller")),
    ]


def products(session: Any, asked: Asked) -> list[Part]:
    """By product and category."""
    found = queries.by_member(
        session, span=asked.span, currency=asked.currency, dimension=Dimension.PRODUCT
    )
    top = found[:_MOST_BARS]
    drawn = bars(
        t("Best sellers"),
        t("Product"),
        [member.name or member.member for member in top],
        amounts_drawn(t("Sales"), [m.sums.total_minor for m in top], asked.currency),
    )
    return [
        Part(
            "product",
            t("By product"),
            _member_columns(t("Product"), asked.currency),
            found,
            note=t(
                "Sales are what was paid for the goods with tax, without delivery. Refunds are what"
                " was given back for pieces that were returned."
            ),
            chart=drawn if top else None,
        ),
        _split(session, asked, Dimension.CATEGORY, t("By category"), t("Category")),
    ]


def sellers(session: Any, asked: Asked) -> list[Part]:
    """The sellers by what they sold, what the platform earned, and what is owed to them now."""
    found = queries.by_member(
        session, span=asked.span, currency=asked.currency, dimension=Dimension.SELLER
    )
    due = finance.payout_due(session, currency=asked.currency)
    top = found[:_MOST_BARS]
    drawn = bars(
        t("Biggest sellers"),
        t("Seller"),
        [member.name for member in top],
        amounts_drawn(t("Sales"), [m.sums.total_minor for m in top], asked.currency),
    )
    columns = [
        *_member_columns(t("Seller"), asked.currency),
        money("commission", t("Commission"), lambda m: m.sums.commission_minor, asked.currency),
        share("take", t("Take rate"), lambda m: m.sums.take_rate),
        money("due", t("Payout due now"), lambda m: due.get(m.member, 0), asked.currency),
    ]
    note = t(
        "Commission is what the platform earned when the orders were placed; the take rate is its"
        " share of the goods. Payout due is the seller's balance in the ledger now, held or"
        " available."
    )
    return [Part("seller", t("Sellers"), columns, found, note, drawn if top else None)]


def finance_report(session: Any, asked: Asked) -> list[Part]:
    """Months, the ledger's sums, and what is due to sellers."""
    given = {"span": asked.span, "currency": asked.currency}
    currency = asked.currency
    book = finance.booked(session, **given)
    due = sum(finance.payout_due(session, currency=currency).values())
    ledger = [
        (t("Paid by shoppers"), book.paid_minor),
        (t("Given back to shoppers"), book.refunded_minor),
        (t("Tax collected, less what went back"), book.tax_minor),
        (t("Commission earned, less what went back"), book.commission_minor),
        (t("Paid out to sellers"), book.paid_out_minor),
        (t("Due to sellers now"), due),
    ]
    return [
        Part(
            "ledger",
            t("From the ledger"),
            [
                words("what", t("What"), lambda row: row[0]),
                money("amount", t("Amount"), lambda row: row[1], currency),
            ],
            ledger,
            note=t("What was booked in the period; the last line is the balance at this moment."),
        ),
        Part(
            "months",
            t("By month"),
            [
                words("month", t("Month"), lambda row: date_text(row.month, style="LLLL y")),
                count("orders", t("Orders"), lambda row: row.orders),
                money("goods", t("Goods"), lambda row: row.goods_minor, currency),
                money("delivery", t("Delivery"), lambda row: row.delivery_minor, currency),
                money("tax", t("Tax"), lambda row: row.tax_minor, currency),
                money("total", t("Paid"), lambda row: row.total_minor, currency),
                money("refunds", t("Refunds"), lambda row: row.refund_minor, currency),
                money("fees", t("Commission"), lambda row: row.commission_minor, currency),
            ],
            finance.months(session, **given),
            note=t(
                "Orders count in the month in which they were placed, refunds in the month in which"
                " they were owed. Tax is part of the amounts where prices include it."
            ),
        ),
    ]


REPORTS: dict[str, Report] = {
    "sales": sales,
    "products": products,
    "customers": customer_report,
    "sellers": sellers,
    "funnel": funnel,
    "finance": finance_report,
}


def over_time(session: Any, asked: Asked) -> Part:
    """Sales by hour, day or month, and of the period before when that is wanted."""
    currency = asked.currency
    points = queries.series(session, span=asked.span, currency=currency)
    return Part(
        "time",
        t("Over time"),
        [
            words(
                "when",
                t("When"),
                lambda point: moment_words(point, asked),
                lambda point: orders_of_point(point, asked),
            ),
            *_sum_columns(currency),
        ],
        points,
        note=t(
            "Gross sales are what shoppers paid: goods less discounts, delivery and tax. Revenue is"
            " gross sales less what was given back in the same time."
        ),
        chart=revenue_chart(session, asked, points),
    )


def revenue_chart(session: Any, asked: Asked, points: Sequence[Point]) -> ChartView:
    """Revenue over time, with the period before when that is wanted."""
    drawn = [_revenue(t("Revenue"), points, asked.currency)]
    if asked.previous:
        before = queries.series(session, span=asked.previous, currency=asked.currency)
        drawn.append(_revenue(t("Previous period"), before[: len(points)], asked.currency))
    labels = [moment_words(point, asked) for point in points]
    return lines(t("Revenue"), t("When"), labels, *drawn)


def _revenue(name: str, points: Sequence[Point], currency: str) -> Series:
    return amounts_drawn(name, [point.sums.revenue_minor for point in points], currency)


def _by_origin(session: Any, asked: Asked) -> list[Part]:
    """By the device and the source of the visit in which an order was paid."""
    note = t(
        "Of the visit in which the order was paid. Orders that were brought in from elsewhere, or"
        " whose visit nobody noted, are not known."
    )
    device = _split(
        session, asked, Dimension.DEVICE, t("By device"), t("Device"), device_words, note
    )
    source = _split(
        session, asked, Dimension.SOURCE, t("By source"), t("Source"), source_words, note
    )
    return [device, source]


def _split(
    session: Any,
    asked: Asked,
    dimension: Dimension,
    caption: str,
    label: str,
    say: Callable[[str], str] | None = None,
    note: str = "",
) -> Part:
    found = queries.by_member(
        session, span=asked.span, currency=asked.currency, dimension=dimension
    )
    columns = _member_columns(label, asked.currency, say)
    if dimension is Dimension.COUNTRY:
        columns[0] = _country_column(label, asked)
    return Part(str(dimension), caption, columns, found, note)


def _country_column(label: str, asked: Asked) -> Column:
    """Countries, each with its orders."""

    def href(member: Member) -> str:
        known = len(member.member) == _COUNTRY_LETTERS
        return orders_href(asked, country=member.member) if known else ""

    return words("name", label, lambda member: country_text(member.member), href)


def _member_columns(
    label: str, currency: str, say: Callable[[str], str] | None = None
) -> list[Column]:
    def name(member: Member) -> str:
        return member.name or (say(member.member) if say else t("Not known any more"))

    return [words("name", label, name, lambda member: member.href), *_sum_columns(currency)]


def _sum_columns(currency: str) -> list[Column]:
    return [
        count("orders", t("Orders"), lambda row: row.sums.orders),
        count("units", t("Units"), lambda row: row.sums.units),
        money("total", t("Gross sales"), lambda row: row.sums.total_minor, currency),
        money("refunds", t("Refunds"), lambda row: row.sums.refund_minor, currency),
        money("revenue", t("Revenue"), lambda row: row.sums.revenue_minor, currency),
        money("average", t("Average order"), lambda row: row.sums.average_minor, currency),
    ]


def _method(code: str) -> str:
    return t("Not known") if code == "-" else code.replace("_", " ").capitalize()
