"""What sellers and shoppers do with orders after placement."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.inventory import service as stock
from shop_app.orders.models import SellerOrderStatus
from shop_app.orders.status import move


def start_preparing(session: Session, *, seller_id: UUID, number: str, actor: str) -> None:
    """The seller packs its part of the order with this number."""
    move(
        session,
        order_id=order_id_of(session, number),
        seller_id=seller_id,
        to=SellerOrderStatus.PREPARING,
        actor=actor,
    )


def ship(session: Session, *, seller_id: UUID, number: str, tracking: str = "", actor: str) -> None:
    """The seller's part has left: its goods go off the shelf. Raises Invalid for odd tracking."""
    if len(tracking) > 100 or not tracking.isprintable():
        raise Invalid("A tracking number has at most 100 characters.", field="tracking")
    order_id = order_id_of(session, number)
    move(
        session,
        order_id=order_id,
        seller_id=seller_id,
        to=SellerOrderStatus.SHIPPED,
        actor=actor,
        tracking=tracking.strip(),
    )
    stock.ship(session, order_id=order_id, seller_id=seller_id, actor=actor)


def deliver(session: Session, *, seller_id: UUID, number: str, actor: str) -> None:
    """The seller's part has arrived."""
    move(
        session,
        order_id=order_id_of(session, number),
        seller_id=seller_id,
        to=SellerOrderStatus.DELIVERED,
        actor=actor,
    )


def cancel_before_shipment(
    session: Session,
    *,
    number: str,
    reason: str,
    actor: str,
    seller_ids: Iterable[UUID] | None = None,
) -> list[UUID]:
    """Cancel the order, or some sellers' parts of it: stock is for sale again, money is owed.

    Returns the payments of which something is owed; the caller asks the gateway after the commit
    (checkout.refunds.give_back), and the sweeper does if that fails. Raises IllegalMove when a
    part has been sent; then nothing is cancelled. Who may cancel is for the caller to know.
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
    owed = 0
    for part in parts:
        if part.seller_id in chosen:
            move(
                session,
                order_id=order_id,
                seller_id=part.seller_id,
                to=SellerOrderStatus.CANCELLED,
                actor=actor,
                note=reason,
            )
            stock.deallocate(
                session, order_id=order_id, seller_id=part.seller_id, reason=reason, actor=actor
            )
            owed += part.total_minor
    due = rows(
        session,
        "update payments set refund_due_minor = refund_due_minor + :owed, updated_at = :moment"
        " where order_id = :order_id and status = 'captured' and failure_code = '' and :owed > 0"
        " returning id",
        owed=owed,
        moment=now(),
        order_id=order_id,
    )
    return [payment.id for payment in due]


def order_id_of(session: Session, number: str) -> UUID:
    """The id of the order with this number. Raises NotFound."""
    found = rows(
        session, "select order_id from order_numbers where number = :number", number=number[:40]
    )
    if not found:
        raise NotFound("This order is not here.")
    return found[0].order_id
