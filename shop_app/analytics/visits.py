"""Questions about visits: how many, how far they went, by device and source; pages of a seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.analytics.periods import Span
from shop_app.core.db import rows

_SUMS = (
    "coalesce(sum(visits), 0)::integer as visits, coalesce(sum(pages), 0)::integer as pages,"
    " coalesce(sum(viewed), 0)::integer as viewed, coalesce(sum(added), 0)::integer as added,"
    " coalesce(sum(began), 0)::integer as began, coalesce(sum(paid), 0)::integer as paid"
)
_TOTAL = f"select {_SUMS} from visit_hours where hour >= :low and hour < :high"
_BY = """
    select {by} as name, {sums} from visit_hours where hour >= :low and hour < :high
    group by 1 order by sum(visits) desc, 1 limit 100
"""
_OF_SELLER = """
    select coalesce(sum(v.views), 0)::integer as views
    from view_hours v
    where v.hour >= :low and v.hour < :high and v.product_id in (
        select a.product_id from offers o join variants a on a.id = o.variant_id
        where o.seller_id = :seller_id)
"""
_OF_PRODUCTS = """
    select v.product_id::text as product_id, sum(v.views)::integer as views
    from view_hours v
    where v.hour >= :low and v.hour < :high and v.product_id in (
        select a.product_id from offers o join variants a on a.id = o.variant_id
        where o.seller_id = :seller_id)
    group by v.product_id
"""


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits that began in a period and how many of them went how far."""

    visits: int = 0
    pages: int = 0
    viewed: int = 0
    added: int = 0
    began: int = 0
    paid: int = 0

    @property
    def conversion(self) -> float:
        """The share of visits in which an order was paid."""
        return self.paid / self.visits if self.visits else 0.0


def visits(session: Session, *, span: Span) -> Visits:
    """All visits of a period."""
    return _visits(rows(session, _TOTAL, low=span.low, high=span.high)[0])


def by_device(session: Session, *, span: Span) -> list[tuple[str, Visits]]:
    """Visits by kind of device, the most first."""
    return _by(session, "device", span)


def by_source(session: Session, *, span: Span) -> list[tuple[str, Visits]]:
    """Visits by where they came from, the most first."""
    return _by(session, "source", span)


def views_of_seller(session: Session, *, seller_id: UUID, span: Span) -> int:
    """How often pages of products that this seller offers were opened."""
    found = rows(session, _OF_SELLER, seller_id=seller_id, low=span.low, high=span.high)
    return found[0].views


def views_of_products(session: Session, *, seller_id: UUID, span: Span) -> dict[str, int]:
    """The same by product id."""
    found = rows(session, _OF_PRODUCTS, seller_id=seller_id, low=span.low, high=span.high)
    return {row.product_id: row.views for row in found}


def _by(session: Session, column: str, span: Span) -> list[tuple[str, Visits]]:
    question = _BY.format(by=column, sums=_SUMS)
    found = rows(session, question, low=span.low, high=span.high)
    return [(row.name, _visits(row)) for row in found]


def _visits(row: Any) -> Visits:
    return Visits(row.visits, row.pages, row.viewed, row.added, row.began, row.paid)
