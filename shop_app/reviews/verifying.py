"""The mark of a review whose writer bought the product, given later when the purchase is found."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.reviews.recount import recount

_VERIFY = """
    update reviews r set verified = true
    where r.user_id = :user_id and not r.verified and exists (
        select from order_lines l join orders o on o.id = l.order_id
        join seller_orders s on s.order_id = l.order_id and s.seller_id = l.seller_id
        where l.product_id = r.product_id and o.user_id = r.user_id and s.status = 'delivered')
    returning r.id, r.product_id
"""


def verify_bought(session: Session, *, user_id: UUID) -> int:
    """Mark the person's reviews of what was delivered to them; how many were not marked before."""
    marked = rows(session, _VERIFY, user_id=user_id)
    for review in sorted(marked, key=lambda row: row.product_id):
        recount(session, review.product_id, "review.written", review_id=str(review.id))
    return len(marked)
