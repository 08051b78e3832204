"""What happens to stock: it comes in, is counted, held, sold, sent and given back.

Everything is decided in SQL; every change of a level leaves a movement with the same deltas, and
`stock.changed` in the outbox when what is available changed. The functions in alembic/sql hold the
locks' one order: (offer_id, warehouse_id).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.settings import settings
from shop_app.inventory.models import MovementKind
from shop_app.inventory.views import Demand, LevelView, Refusal

MOST_PIECES = 1_000_000

_RECEIVE = """
    with changed as (
        insert into stock_levels as l (
            offer_id, warehouse_id, on_hand, reserved, allocated, safety_stock, reorder_point,
            version, updated_at)
        select o.id, w.id, :quantity, 0, 0, 0, 0, 1, :moment
        from offers o, warehouses w where o.id = :offer_id and w.id = :warehouse_id
        on conflict (offer_id, warehouse_id) do update
        set on_hand = l.on_hand + excluded.on_hand, version = l.version + 1,
            updated_at = excluded.updated_at
        returning l.*
    ),
"""
_ADJUST = """
    with changed as (
        update stock_levels l
        set on_hand = l.on_hand + :quantity, version = l.version + 1, updated_at = :moment
        where l.offer_id = :offer_id and l.warehouse_id = :warehouse_id
          and l.on_hand + :quantity >= l.reserved + l.allocated
          and (cast(:expected_version as integer) is null or l.version = :expected_version)
        returning l.*
    ),
"""
_WITH_ITS_MOVEMENT = """
    moved as (
        insert into stock_movements (
            id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
            reason, document, actor, moved_at)
        select new_id(), offer_id, warehouse_id, :kind, :quantity, 0, 0, :reason, :document,
               :actor, :moment
        from changed
    ),
    told as (
        insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
        select new_id(), 'stock.changed', 'offer', offer_id, version,
               jsonb_build_object('warehouse_id', warehouse_id, 'available', available), :moment
        from changed
    )
    select offer_id, warehouse_id, on_hand, reserved, allocated, available, version from changed
"""


def receive(
    session: Session,
    *,
    offer_id: UUID,
    warehouse_id: UUID,
    quantity: int,
    reason: str = "delivery",
    document: str = "",
    actor: str = "system",
) -> LevelView:
    """Pieces have come in. Raises Invalid for less than one, NotFound for unknown places."""
    if not 0 < quantity <= MOST_PIECES:
        raise Invalid(
            "Give a number of pieces from 1 to {most}.", field="quantity", most=MOST_PIECES
        )
    level = _move(
        session,
        _RECEIVE,
        kind=MovementKind.RECEIVE,
        offer_id=offer_id,
        warehouse_id=warehouse_id,
        quantity=quantity,
        reason=reason,
        document=document,
        actor=actor,
    )
    if level is None:
        raise NotFound("This offer or this warehouse is not here.")
    return level


def adjust(
    session: Session,
    *,
    offer_id: UUID,
    warehouse_id: UUID,
    delta: int,
    reason: str,
    expected_version: int | None = None,
    document: str = "",
    actor: str = "system",
    kind: str = MovementKind.ADJUST,
) -> LevelView:
    """Correct what lies there by `delta` pieces, with the reason.

    Raises Invalid without a reason or a delta, NotFound for an unknown level, Conflict when the
    level has another version than expected or when more is promised than would be left.
    """
    if not reason.strip():
        raise Invalid("Say why the stock is corrected.", field="reason")
    if delta == 0 or abs(delta) > MOST_PIECES:
        raise Invalid("Give by how many pieces the stock changes.", field="delta")
    level = _move(
        session,
        _ADJUST,
        kind=kind,
        offer_id=offer_id,
        warehouse_id=warehouse_id,
        quantity=delta,
        reason=reason.strip()[:200],
        document=document,
        actor=actor,
        expected_version=expected_version,
    )
    if level is not None:
        return level
    there = rows(
        session,
        "select on_hand, reserved + allocated as promised, version from stock_levels"
        " where offer_id = :offer_id and warehouse_id = :warehouse_id",
        offer_id=offer_id,
        warehouse_id=warehouse_id,
    )
    if not there:
        raise NotFound("There is no stock of this offer in this warehouse.")
    if expected_version is not None and there[0].version != expected_version:
        raise Conflict(
            "The stock has changed since you looked. It is {on_hand} now.",
            field="delta",
            on_hand=there[0].on_hand,
            version=there[0].version,
        )
    raise Conflict(
        "{promised} pieces are promised to orders and checkouts; fewer cannot lie there.",
        field="delta",
        promised=there[0].promised,
    )


def claim(
    session: Session,
    *,
    checkout_id: UUID,
    region_code: str,
    demands: Sequence[Demand],
    held_until: datetime | None = None,
    order_id: UUID | None = None,
) -> list[Refusal]:
    """Make the hold of a checkout exactly these demands, until `held_until`; one round trip.

    What it held before and does not ask for now is let go. Returns the refused offers with what
    is left; then nothing has moved. The caller holds the checkout's row lock.
    """
    moment = now()
    found = rows(
        session,
        "select claim_stock(:checkout_id, :region_code, :offers, :quantities, :moment, :until,"
        " cast(:order_id as uuid)) as refused",
        checkout_id=checkout_id,
        region_code=region_code,
        offers=[demand.offer_id for demand in demands],
        quantities=[demand.quantity for demand in demands],
        moment=moment,
        until=held_until or moment + hold_time(),
        order_id=order_id,
    )
    return refusals(found[0].refused)


def extend(session: Session, *, checkout_id: UUID, held_until: datetime) -> bool:
    """Make a running hold longer, never shorter. False when nothing of it runs any more."""
    found = rows(
        session,
        "update reservations set held_until = greatest(held_until, :until)"
        " where checkout_id = :checkout_id and status = 'held' and held_until > :moment"
        " returning id",
        checkout_id=checkout_id,
        until=held_until,
        moment=now(),
    )
    return bool(found)


def release(session: Session, *, checkout_id: UUID, reason: str, actor: str = "system") -> int:
    """Let go of all that a checkout holds; returns how many pieces came free."""
    return _pieces(
        session,
        "select release_stock(:checkout_id, :reason, :moment, :actor)",
        checkout_id=checkout_id,
        reason=reason,
        moment=now(),
        actor=actor,
    )


def allocate(session: Session, *, checkout_id: UUID, order_id: UUID) -> int:
    """Turn the hold of a checkout into the allocation of its order; returns the pieces."""
    return _pieces(
        session,
        "select allocate_stock(:checkout_id, :order_id, :moment)",
        checkout_id=checkout_id,
        order_id=order_id,
        moment=now(),
    )


def ship(
    session: Session,
    *,
    order_id: UUID,
    seller_id: UUID,
    actor: str,
    demands: Sequence[Demand] | None = None,
) -> int:
    """What was allocated to one seller's part of an order leaves the house; returns the pieces.

    With `demands` only these leave, fewer than asked for when fewer were set aside.
    """
    if demands is None:
        return _settle(session, MovementKind.SHIP, order_id, seller_id, "shipped", actor)
    return _pieces(
        session,
        "select ship_stock(:order_id, :seller_id, :offers, :quantities, 'shipped', :actor,"
        " :moment)",
        order_id=order_id,
        seller_id=seller_id,
        offers=[demand.offer_id for demand in demands],
        quantities=[demand.quantity for demand in demands],
        actor=actor,
        moment=now(),
    )


def deallocate(
    session: Session, *, order_id: UUID, seller_id: UUID, reason: str, actor: str
) -> int:
    """What was allocated to one seller's part of an order is for sale again."""
    return _settle(session, MovementKind.DEALLOCATE, order_id, seller_id, reason, actor)


def deallocate_some(
    session: Session,
    *,
    order_id: UUID,
    seller_id: UUID,
    demands: Sequence[Demand],
    reason: str,
    actor: str,
) -> int:
    """So many pieces of one seller's part of an order are for sale again; returns the pieces."""
    return _pieces(
        session,
        "select deallocate_stock(:order_id, :seller_id, :offers, :quantities, :reason, :actor,"
        " :moment)",
        order_id=order_id,
        seller_id=seller_id,
        offers=[demand.offer_id for demand in demands],
        quantities=[demand.quantity for demand in demands],
        reason=reason,
        actor=actor,
        moment=now(),
    )


def sweep_expired(session: Session, *, limit: int = 500) -> int:
    """Tidy a batch of expired holds; returns how many. Waits for nobody and may run anywhere."""
    return _pieces(session, "select sweep_holds(:moment, :limit)", moment=now(), limit=limit)


def hold_time() -> timedelta:
    """How long a checkout keeps its stock."""
    return timedelta(minutes=settings().hold_minutes)


def refusals(found: list[dict[str, Any]]) -> list[Refusal]:
    """The refused offers as the SQL functions name them."""
    return [Refusal(UUID(each["offer_id"]), each["wanted"], each["left"]) for each in found]


def _move(session: Session, sql: str, **values: Any) -> LevelView | None:
    values.setdefault("expected_version", None)
    changed = rows(session, sql + _WITH_ITS_MOVEMENT, moment=now(), **values)
    return LevelView(**changed[0]._asdict()) if changed else None


def _settle(
    session: Session, kind: str, order_id: UUID, seller_id: UUID, reason: str, actor: str
) -> int:
    return _pieces(
        session,
        "select settle_allocation(:order_id, :seller_id, :kind, :reason, :actor, :moment)",
        order_id=order_id,
        seller_id=seller_id,
        kind=str(kind),
        reason=reason,
        actor=actor,
        moment=now(),
    )


def _pieces(session: Session, sql: str, **values: Any) -> int:
    return int(rows(session, sql, **values)[0][0])
