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
    S.PLACED: frozenset({S.PREPARING, S.PARTLY_SHIPPED, S.SHIPPED, S.CANCELLED}),
    S.PREPARING: frozenset({S.PARTLY_SHIPPED, S.SHIPPED, S.CANCELLED}),
    S.PARTLY_SHIPPED: frozenset({S.PARTLY_SHIPPED, S.SHIPPED}),  # parcel by parcel
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


def can_cancel(parts: Collection[str]) -> bool:
    """Whether an order with parts at these statuses can still be cancelled, all that is left."""
    live = [part for part in parts if part != S.CANCELLED]
    return bool(live) and all(S.CANCELLED in MOVES[SellerOrderStatus(part)] for part in live)


def is_open(part: str) -> bool:
    """Whether something of a part at this status is still to be sent."""
    return S.SHIPPED in MOVES[SellerOrderStatus(part)]


def illegal(before: str, to: SellerOrderStatus) -> IllegalMove:
    """The refusal of a move from `before` to `to`."""
    return IllegalMove(
        "This part of the order is {status}; it cannot become {wanted}.",
        status=before,
        wanted=str(to),
    )


def derived(parts: Collection[SellerOrderStatus]) -> OrderStatus:
    """The order's status from those of its parts; cancelled parts count only when all are."""
    live = [part for part in parts if part is not S.CANCELLED]
    if not live:
        return OrderStatus.CANCELLED
    if all(part is S.DELIVERED for part in live):
        return OrderStatus.DELIVERED
    if all(part in (S.SHIPPED, S.DELIVERED) for part in live):
        return OrderStatus.SHIPPED
    if any(part in (S.PARTLY_SHIPPED, S.SHIPPED, S.DELIVERED) for part in live):
        return OrderStatus.PARTLY_SHIPPED
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
    text: str = "",
    tracking: str | None = None,
    kind: str = "",
) -> None:
    """Move one seller's part of an order, and the order with it; timeline and event are written.

    `kind` is what the timeline calls it, the new status unless it is given.

    Raises NotFound when the seller has no part in it, IllegalMove when it stands elsewhere.
    """
    order = rows(
        session,
        "select status, number, import_name from orders where id = :id for update",
        id=order_id,
    )
    if order and order[0].import_name:
        raise Conflict("This order came from another system as history. It stays as it is.")
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
        raise illegal(before[0].status, to)
    note(
        session,
        order_id=order_id,
        kind=kind or str(to),
        actor=actor,
        text=text,
        seller_id=seller_id,
        before=before[0].status,
        to=str(to),
    )
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


def note(
    session: Session,
    *,
    order_id: UUID,
    kind: str,
    actor: str,
    text: str = "",
    seller_id: UUID | None = None,
    before: str = "",
    to: str = "",
) -> None:
    """Write a line of the timeline; without `before` and `to` no status has changed."""
    rows(
        session,
        "insert into order_events (order_id, id, seller_id, kind, from_status, to_status, actor,"
        " note, happened_at) values (:order_id, :id, :seller_id, :kind, :before, :to, :actor,"
        " :note, :moment) returning id",
        order_id=order_id,
        id=new_id(),
        seller_id=seller_id,
        kind=kind,
        before=before,
        to=to,
        actor=actor[:200],
        note=text[:500],
        moment=now(),
    )


def _follow(session: Session, order_id: UUID, before: str, actor: str) -> int:
    """Set the order's status to what its parts say; returns the order's version."""
    parts = rows(session, "select status from seller_orders where order_id = :id", id=order_id)
    status = str(derived([SellerOrderStatus(part.status) for part in parts]))
    changed = rows(
        session,
        "update orders set status = :status, updated_at = :moment, version = version + 1"
        " where id = :id returning version",
        status=status,
        moment=now(),
        id=order_id,
    )
    if status != before:
        note(session, order_id=order_id, kind=status, actor=actor, before=before, to=status)
    return changed[0].version
