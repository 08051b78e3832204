"""The one writer of status: which moves there are, and how an order's status follows its parts'.

A seller's part moves by the table below. The order's own status is never set by hand: it is
derived from its parts. Birth is the exception, and only there: PREPARE, FINALIZE and `fail_order`
(alembic/sql) take a whole order from nothing to pending, and from pending to placed or failed,
each guarded by `where status = 'pending'`.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.orders.models import OrderStatus, SellerOrderStatus

S = SellerOrderStatus

MOVES: dict[SellerOrderStatus, frozenset[SellerOrderStatus]] = {
    S.PENDING: frozenset({S.PLACED, S.CANCELLED}),
    S.PLACED: frozenset({S.PREPARING, S.SHIPPED, S.CANCELLED}),
    S.PREPARING: frozenset({S.SHIPPED, S.CANCELLED}),
    S.SHIPPED: frozenset({S.DELIVERED}),
    S.DELIVERED: frozenset(),
    S.CANCELLED: frozenset(),
}


class IllegalMove(Conflict):
    """This part of the order cannot go there from where it stands: facts `status`, `wanted`."""

    code = "illegal_move"


def allowed_before(to: SellerOrderStatus) -> list[str]:
    """From where a part may move to `to`."""
    return [str(status) for status, targets in MOVES.items() if to in targets]


def derived(parts: Collection[SellerOrderStatus]) -> OrderStatus:
    """The order's status from those of its parts; cancelled parts count only when all are."""
    live = [part for part in parts if part is not S.CANCELLED]
    if not live:
        return OrderStatus.CANCELLED
    if all(part is S.DELIVERED for part in live):
        return OrderStatus.DELIVERED
    sent = [part for part in live if part in (S.SHIPPED, S.DELIVERED)]
    if sent:
        return OrderStatus.SHIPPED if len(sent) == len(live) else OrderStatus.PARTLY_SHIPPED
    if any(part is S.PENDING for part in live):
        return OrderStatus.PENDING
    return OrderStatus.PLACED


def move(
    session: Session,
    *,
    order_id: UUID,
    seller_id: UUID,
    to: SellerOrderStatus,
    actor: str,
    note: str = "",
    tracking: str | None = None,
) -> None:
    """Move one seller's part of an order, and the order with it; timeline and event are written.

    Raises NotFound when the seller has no part in it, IllegalMove when it stands elsewhere.
    """
    order = rows(
        session, "select status, number from orders where id = :id for update", id=order_id
    )
    before = rows(
        session,
        "select status from seller_orders where order_id = :order_id and seller_id = :seller_id"
        " for update",
        order_id=order_id,
        seller_id=seller_id,
    )
    if not order or not before or before[0].status == S.PENDING:
        raise NotFound("This order is not here.")
    moved = rows(
        session,
        "update seller_orders set status = :to, updated_at = :moment,"
        " tracking = coalesce(cast(:tracking as text), tracking)"
        " where order_id = :order_id and seller_id = :seller_id and status = any(:allowed)"
        " returning number",
        to=str(to),
        moment=now(),
        tracking=tracking,
        order_id=order_id,
        seller_id=seller_id,
        allowed=allowed_before(to),
    )
    if not moved:
        raise IllegalMove(
            "This part of the order is {status}; it cannot become {wanted}.",
            status=before[0].status,
            wanted=str(to),
        )
    _note(session, order_id, seller_id, before[0].status, to, actor, note)
    version = _follow(session, order_id, order[0].status, actor)
    record(
        session,
        f"seller_order.{to}",
        aggregate="order",
        aggregate_id=order_id,
        version=version,
        number=order[0].number,
        seller_id=str(seller_id),
    )


def _follow(session: Session, order_id: UUID, before: str, actor: str) -> int:
    """Set the order's status to what its parts say; returns the order's version."""
    parts = rows(session, "select status from seller_orders where order_id = :id", id=order_id)
    status = derived([SellerOrderStatus(part.status) for part in parts])
    changed = rows(
        session,
        "update orders set status = :status, updated_at = :moment, version = version + 1"
        " where id = :id returning version",
        status=str(status),
        moment=now(),
        id=order_id,
    )
    if str(status) != before:
        _note(session, order_id, None, before, status, actor, "")
    return changed[0].version


def _note(
    session: Session,
    order_id: UUID,
    seller_id: UUID | None,
    before: str,
    to: SellerOrderStatus | OrderStatus,
    actor: str,
    note: str,
) -> None:
    rows(
        session,
        "insert into order_events (order_id, id, seller_id, kind, from_status, to_status, actor,"
        " note, happened_at) values (:order_id, :id, :seller_id, :kind, :before, :to, :actor,"
        " :note, :moment) returning id",
        order_id=order_id,
        id=new_id(),
        seller_id=seller_id,
        kind=str(to),
        before=before,
        to=str(to),
        actor=actor,
        note=note[:500],
        moment=now(),
    )
