"""How the parts of an order were paid, where store credit paid some of it."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.money import split


def credit_shares(session: Session, *, order_id: UUID) -> dict[UUID, int]:
    """What of each seller's part store credit paid, in minor units: shared by what they cost.

    Empty where none was used.
    """
    used = rows(
        session,
        "select credit_minor from payments where order_id = :id and captured_at is not null"
        " and failure_code = '' and credit_minor > 0 limit 1",
        id=order_id,
    )
    if not used:
        return {}
    parts = rows(
        session,
        "select seller_id, total_minor from seller_orders where order_id = :id order by number",
        id=order_id,
    )
    shares = split(used[0].credit_minor, [part.total_minor for part in parts])
    return dict(zip((part.seller_id for part in parts), shares, strict=True))
