"""What waits for the staff: how much of each kind, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from shop_app.core.db import rows

_QUEUES = {
    "orders": "select count(*) as n, min(updated_at) as oldest from seller_orders"
    " where status in ('placed', 'preparing', 'partly_shipped')",
    "sellers": "select count(*) as n, min(created_at) as oldest from sellers"
    " where status = 'applied'",
    "listings": "select count(*) as n, min(submitted_at) as oldest from listings"
    " where status = 'submitted'",
    "reviews": "select count(*) as n, min(created_at) as oldest from reviews"
    " where status = 'pending'",
    "returns": "select count(*) as n, min(requested_at) as oldest from returns"
    " where status in ('requested', 'received')",
    "payouts": "select count(*) as n, min(proposed_at) as oldest from payouts"
    " where status = 'proposed'",
}


@dataclass(frozen=True, slots=True)
class Queue:
    """How many wait; `oldest` is since when the first of them does."""

    name: str
    count: int
    oldest: datetime | None


def queues(session: Session) -> list[Queue]:
    """All queues, the empty ones too."""
    found = []
    for name, question in _QUEUES.items():
        row = rows(session, question)[0]
        found.append(Queue(name, row.n, row.oldest))
    return found
