"""Where an order came from: the device and source of the visit in which it was paid.

Kept beside the order (`order_visits`), so that sales are split by it as by country. What a visit
turns out to be later (its page is folded after the payment) is carried over to its orders.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.analytics.models import Visit
from shop_app.core.db import rows

UNKNOWN = "unknown"
_PAID_IN = """
    insert into order_visits as x (order_id, visit_id, device, source)
    values (:order_id, :visit_id, :device, :source)
    on conflict (order_id) do update
    set visit_id = excluded.visit_id, device = excluded.device, source = excluded.source
    where (x.visit_id, x.device, x.source)
        is distinct from (excluded.visit_id, excluded.device, excluded.source)
    returning order_id
"""
_TURNED_OUT = """
    update order_visits set device = :device, source = :source
    where visit_id = :visit_id and (device, source) <> (:device, :source)
    returning order_id
"""


def paid_in(session: Session, *, order_id: UUID, visit: Visit) -> set[UUID]:
    """Keep where an order came from; the orders whose origin is another now."""
    found = rows(session, _PAID_IN, order_id=order_id, **_origin(visit))
    return {row.order_id for row in found}


def turned_out(session: Session, *, visit: Visit) -> set[UUID]:
    """Carry a visit's device and source over to its orders; those whose origin is another now."""
    return {row.order_id for row in rows(session, _TURNED_OUT, **_origin(visit))}


def _origin(visit: Visit) -> dict[str, object]:
    return {"visit_id": visit.id, "device": visit.device, "source": visit.source}
