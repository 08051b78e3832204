"""What would happen to many orders at once, before anybody says yes: which can, which cannot, why.

Nothing is changed or locked here. What is said may be over a moment later; the act itself decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound, ShopError
from shop_app.orders.models import SellerOrderStatus
from shop_app.orders.status import IllegalMove, can_cancel, is_open

# What is left of what was paid: cancelling all of the order gives it back.
_TO_CANCEL = """
    select o.id::text as key, o.number, o.status, o.currency, o.import_name,
        array(select so.status from seller_orders so where so.order_id = o.id) as parts,
        coalesce((
            select p.amount_minor + p.credit_minor - p.refund_due_minor - p.credit_back_minor
            from payments p
            where p.order_id = o.id and p.failure_code = '' and p.captured_at is not null
              and p.status in ('captured', 'refunded')
            order by p.captured_at, p.id limit 1), 0) as back_minor,
        (select coalesce(sum(l.quantity), 0) from order_lines l where l.order_id = o.id) as pieces
    from orders o where o.id::text = any(:keys) and o.status not in ('pending', 'failed')
"""
_TO_SEND = """
    select so.order_id::text as key, so.number, so.status, o.currency, o.import_name,
        (select coalesce(sum(l.quantity), 0) from order_lines l
         where l.order_id = so.order_id and l.seller_id = so.seller_id)
        - coalesce((select sum(sl.quantity) from shipments s
            join shipment_lines sl on sl.shipment_id = s.id
            where s.order_id = so.order_id and s.seller_id = so.seller_id), 0)
        - coalesce((select sum(cl.quantity) from cancellations c
            join cancellation_lines cl on cl.cancellation_id = c.id
            where c.order_id = so.order_id and c.seller_id = so.seller_id), 0) as pieces
    from seller_orders so join orders o on o.id = so.order_id
    where so.seller_id = :seller_id and so.order_id::text = any(:keys)
      and so.status <> 'pending' and o.placed_at is not null
"""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A selected row: its number, why it cannot be done (None: it can), what goes back, pieces."""

    key: str
    number: str
    refusal: ShopError | None = None
    back_minor: int = 0
    currency: str = ""
    pieces: int = 0


def cancel_ahead(session: Session, *, actor: Actor, keys: Sequence[str]) -> list[Foreseen]:  # noqa: ARG001
    """What cancelling these orders as a whole would do, in their order."""
    found = {row.key: row for row in rows(session, _TO_CANCEL, keys=list(keys))}
    return [_to_cancel(key, found.get(key)) for key in dict.fromkeys(keys)]


def send_ahead(session: Session, *, actor: Actor, keys: Sequence[str]) -> list[Foreseen]:
    """What sending all that is left of the seller's parts of these orders would do."""
    listed = rows(session, _TO_SEND, seller_id=actor.seller_id, keys=list(keys))
    found = {row.key: row for row in listed}
    return [_to_send(key, found.get(key)) for key in dict.fromkeys(keys)]


def _to_cancel(key: str, row: Any | None) -> Foreseen:
    if row is None:
        return Foreseen(key, key, NotFound("This order is not here."))
    if row.import_name:
        return Foreseen(key, row.number, _history())
    if not can_cancel(row.parts):
        words = "This order is {status}; it cannot be cancelled any more."
        refused = IllegalMove(words, status=row.status, wanted="cancelled")
        return Foreseen(key, row.number, refused)
    return Foreseen(key, row.number, None, int(row.back_minor), row.currency, int(row.pieces))


def _to_send(key: str, row: Any | None) -> Foreseen:
    if row is None:
        return Foreseen(key, key, NotFound("This order is not here."))
    if row.import_name:
        return Foreseen(key, row.number, _history())
    if not is_open(row.status):
        words = "This part of the order is {status}; it cannot become {wanted}."
        wanted = str(SellerOrderStatus.SHIPPED)
        return Foreseen(key, row.number, IllegalMove(words, status=row.status, wanted=wanted))
    return Foreseen(key, row.number, pieces=int(row.pieces))


def _history() -> Conflict:
    return Conflict("This order came from another system as history. It stays as it is.")
