"""What a seller's analytics hold: figures and tables of this seller alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shop_app.analytics import queries, seller_queries, visits
from shop_app.analytics.queries import Dimension, Point, Sums
from shop_app.ui.components.charts import ChartView, lines
from shop_app.ui.i18n import money_text, number_text, t
from shop_app.ui.shell.asking import Asked, moment_words
from shop_app.ui.shell.order_links import orders_href, orders_of_point
from shop_app.ui.shell.reports import (
    FigureView,
    Part,
    amounts_drawn,
    change_text,
    count,
    money,
    share_text,
    words,
)

ORDERS = "/seller/orders"
RETURNS = "/seller/returns"


def seller_figures(session: Any, asked: Asked, *, seller_id: UUID) -> list[FigureView]:
    """Sales, orders, units, page views, conversion and returns, compared when that is wanted."""
    now, views = _facts(session, asked, asked.span, seller_id)
    before, views_before = (
        _facts(session, asked, asked.previous, seller_id) if asked.previous else (None, 0)
    )

    orders = orders_href(asked, address=ORDERS)

    def amount(value: float) -> str:
        return money_text(int(value), asked.currency)

    def figure(
        label: str, value: float, past: float | None, say: Any, definition: str, href: str = orders
    ) -> FigureView:
        change, tone = change_text(value, past, say(past)) if past is not None else ("", "")
        return FigureView(label, say(value), change, tone, definition, href)

    return [
        figure(
            t("Sales"),
            now.total_minor,
            before.total_minor if before else None,
            amount,
            t("What shoppers paid for your part of the orders placed in the period, with delivery"
              " and tax."),
        ),
        figure(
            t("Orders"),
            now.orders,
            before.orders if before else None,
            number_text,
            t("Orders with goods of yours that were paid in the period."),
        ),
        figure(
            t("Units"),
            now.units,
            before.units if before else None,
            number_text,
            t("Pieces in those orders."),
        ),
        figure(
            t("Page views"),
            views,
            views_before if before else None,
            number_text,
            t("How often pages of products that you offer were opened; robots are left out."),
            "#part-product",
        ),
        figure(
            t("Conversion"),
            now.orders / views if views else 0.0,
            (before.orders / views_before if views_before else 0.0) if before else None,
            share_text,
            t("Orders divided by page views."),
            "#part-product",
        ),
        figure(
            t("Refunds"),
            now.refund_minor,
            before.refund_minor if before else None,
            amount,
            t("What was owed back to shoppers in the period: cancellations and returns."),
            orders_href(asked, address=ORDERS, days="refunded"),
        ),
        figure(
            t("Returned units"),
            now.returned_units,
            before.returned_units if before else None,
            number_text,
            t("Pieces that came back and were refunded in the period."),
            orders_href(asked, address=RETURNS, days="refunded"),
        ),
    ]  # fmt: skip


def seller_parts(session: Any, asked: Asked, *, seller_id: UUID) -> list[Part]:
    """Over time and by product, of this seller alone."""
    points = queries.series(
        session,
        span=asked.span,
        currency=asked.currency,
        dimension=Dimension.SELLER,
        member=str(seller_id),
    )
    views = visits.views_of_products(session, seller_id=seller_id, span=asked.span)
    products = seller_queries.products_of(
        session, seller_id=seller_id, span=asked.span, currency=asked.currency, views=views
    )
    currency = asked.currency
    return [
        Part(
            "time",
            t("Over time"),
            [
                words(
                    "when",
                    t("When"),
                    lambda point: moment_words(point, asked),
                    lambda point: orders_of_point(point, asked, address=ORDERS),
                ),
                count("orders", t("Orders"), lambda point: point.sums.orders),
                count("units", t("Units"), lambda point: point.sums.units),
                money("sales", t("Sales"), lambda point: point.sums.total_minor, currency),
                money("refunds", t("Refunds"), lambda point: point.sums.refund_minor, currency),
            ],
            points,
            chart=_chart(session, asked, points, seller_id),
        ),
        Part(
            "product",
            t("By product"),
            [
                words("product", t("Product"), lambda row: row.title, lambda row: row.href),
                count("orders", t("Orders"), lambda row: row.orders),
                count("units", t("Units"), lambda row: row.units),
                money("goods", t("Goods"), lambda row: row.goods_minor, currency),
                count("views", t("Page views"), lambda row: row.views),
            ],
            products,
            note=t("Goods are what was paid for the pieces, less discounts, without delivery."),
        ),
    ]


def _chart(session: Any, asked: Asked, points: list[Point], seller_id: UUID) -> ChartView:
    drawn = [amounts_drawn(t("Sales"), [p.sums.total_minor for p in points], asked.currency)]
    if asked.previous:
        before = queries.series(
            session,
            span=asked.previous,
            currency=asked.currency,
            dimension=Dimension.SELLER,
            member=str(seller_id),
        )
        drawn.append(
            amounts_drawn(
                t("Previous period"),
                [p.sums.total_minor for p in before[: len(points)]],
                asked.currency,
            )
        )
    return lines(t("Sales"), t("When"), [moment_words(point, asked) for point in points], *drawn)


def _facts(session: Any, asked: Asked, span: Any, seller_id: UUID) -> tuple[Sums, int]:
    found = queries.totals(
        session,
        span=span,
        currency=asked.currency,
        dimension=Dimension.SELLER,
        member=str(seller_id),
    )
    return found, visits.views_of_seller(session, seller_id=seller_id, span=span)
