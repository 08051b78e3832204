"""Cancelling whole parts before shipment, and finding orders by their number.

Sending is in `fulfilment`, single pieces are cancelled in `cancelling`.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.inventory import service as stock
from shop_app.orders.models import SellerOrderStatus
from shop_app.orders.refunds import left_to_give_back, owe
from shop_app.orders.status import move


def cancel_before_shipment(
    session: Session,
    *,
    number: str,
    reason: str,
    actor: Actor,
    seller_ids: Iterable[UUID] | None = None,
) -> list[UUID]:
    """Cancel the order, or some sellers' parts of it: stock is for sale again, money is owed.

    Returns the payments of which something is owed; the caller asks the gateway after the commit
    (checkout.refunds.give_back), and the sweeper does if that fails. Raises IllegalMove when a
    part has been sent or nothing is left to cancel; then nothing is cancelled. Who may cancel is
    for the caller to know.
    """
    order_id = order_id_of(session, number)
    # Locks as everywhere: payments before the order. What they are worth is read afterwards, since
    # one of them may just be captured by somebody who holds the lock now.
    rows(
        session,
        "select id from payments where order_id = :order_id order by id for update",
        order_id=order_id,
    )
    parts = rows(
        session,
        "select seller_id, total_minor from seller_orders where order_id = :order_id"
        " and status <> 'cancelled' order by seller_id",
        order_id=order_id,
    )
    chosen = {part.seller_id for part in parts} if seller_ids is None else set(seller_ids)
    payments: dict[UUID, None] = {}
    for part in parts:
        if part.seller_id not in chosen:
            continue
        whose = {"order_id": order_id, "seller_id": part.seller_id}
        move(
            session,
            **whose,
            to=SellerOrderStatus.CANCELLED,
            actor=said_by(actor),
            text=reason,
        )
        stock.deallocate(session, **whose, reason=reason, actor=said_by(actor))
        amount = min(part.total_minor, left_to_give_back(session, **whose))
        if amount > 0:
            payments[owe(session, **whose, amount_minor=amount, reason=reason, actor=actor)] = None
    return list(payments)


def said_by(actor: Actor) -> str:
    """How the timeline names who did something: the kind, and of staff and sellers the name."""
    return f"{actor.kind}: {actor.name}" if actor.kind in ("staff", "seller") else actor.kind


def order_id_of(session: Session, number: str) -> UUID:
    """The id of the order with this number. Raises NotFound."""
    found = rows(
        session, "select order_id from order_numbers where number = :number", number=number[:40]
    )
    if not found:
        raise NotFound("This order is not here.")
    return found[0].order_id
