"""Questions that belong to one seller: what of theirs sold, and how often it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from shop_app.analytics.periods import Span
from shop_app.core.db import rows

# Straight from the lines: the sums by product are of all sellers together.
_PRODUCTS = """
    select l.product_id::text as product_id, count(distinct o.id)::integer as orders,
        sum(l.quantity)::integer as units, sum(l.total_minor)::bigint as goods_minor
    from seller_orders s
    join orders o on o.id = s.order_id
    join order_lines l on l.order_id = s.order_id and l.seller_id = s.seller_id
    where s.seller_id = :seller_id and o.placed_at >= :low and o.placed_at < :high
      and o.currency = :currency
    group by l.product_id
"""
_TITLES = "select id::text as id, title, slug from products where id::text = any(:ids)"


@dataclass(frozen=True, slots=True)
class ProductSales:
    """What a seller sold of a product, in minor units, and how often its page was opened."""

    title: str
    href: str
    orders: int
    units: int
    goods_minor: int
    views: int


def products_of(
    session: Session, *, seller_id: UUID, span: Span, currency: str, views: Mapping[str, int]
) -> list[ProductSales]:
    """The seller's products that were sold or seen in a period, the best sellers first."""
    found = {
        row.product_id: row
        for row in rows(
            session,
            _PRODUCTS,
            seller_id=seller_id,
            low=span.low,
            high=span.high,
            currency=currency,
        )
    }
    titles = {row.id: row for row in rows(session, _TITLES, ids=sorted({*found, *views}))}
    products = []
    for product_id, named in titles.items():
        sold = found.get(product_id)
        products.append(
            ProductSales(
                named.title,
                f"/p/{named.slug}",
                sold.orders if sold else 0,
                sold.units if sold else 0,
                sold.goods_minor if sold else 0,
                views.get(product_id, 0),
            )
        )
    return sorted(products, key=lambda row: (-row.goods_minor, -row.views, row.title))
