"""The figures of a product's reviews, counted anew whenever one comes, changes or goes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.outbox import record

_COUNT = """
    update products p
    set rating_average = s.average, rating_count = s.count, version = p.version + 1,
        updated_at = :moment
    from (select coalesce(round(avg(rating), 4), 0) as average, count(*) as count
          from reviews where product_id = :product_id and status = 'published') s
    where p.id = :product_id returning p.version
"""


def lock_product(session: Session, product_id: UUID) -> None:
    """Take the product's row first: two reviews at once must not lose one from the average."""
    rows(session, "select 1 from products where id = :id for update", id=product_id)


def recount(session: Session, product_id: UUID, kind: str, **payload: Any) -> None:
    """Count average and number of the published reviews, and tell of it as the event `kind`."""
    counted = rows(session, _COUNT, product_id=product_id, moment=now())
    record(
        session,
        kind,
        aggregate="product",
        aggregate_id=product_id,
        version=counted[0].version,
        product_id=str(product_id),
        **payload,
    )
