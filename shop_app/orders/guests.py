"""Orders that somebody placed as a guest join their account, once their address is proven.

The address on an order proves nothing by itself: anybody can type it. Only an account whose
address was confirmed by a link sent there takes the orders of that address.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.outbox import record
from shop_app.reviews.verifying import verify_bought

# One that is still being paid stays with the browser that pays it, and joins later.
_JOIN = """
    update orders o set user_id = u.id from users u
    where u.id = :user_id and u.verified_at is not null and u.erased_at is null
      and o.user_id is null and o.placed_at is not null and o.status <> 'pending'
      and lower(o.email) = lower(u.email)
    returning o.id
"""
_RETURNS = """
    update returns set user_id = :user_id where order_id = any(:orders) and user_id is null
    returning id
"""
_CHECKOUTS = """
    update checkouts set user_id = :user_id where order_id = any(:orders) and user_id is null
    returning id
"""


def join_guest_orders(session: Session, *, user_id: UUID) -> int:
    """Give the person the orders, returns and verified marks of their proven address; how many
    orders. Nothing happens before the address is proven, and nothing twice."""
    joined = [row.id for row in rows(session, _JOIN, user_id=user_id)]
    if not joined:
        return 0
    rows(session, _RETURNS, user_id=user_id, orders=joined)
    rows(session, _CHECKOUTS, user_id=user_id, orders=joined)
    verify_bought(session, user_id=user_id)
    record(
        session,
        "account.orders_joined",
        aggregate="user",
        aggregate_id=user_id,
        count=len(joined),
    )
    return len(joined)
