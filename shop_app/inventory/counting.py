"""What a seller does with its stock: receive, correct, count, say from when it is low.

Every change is compared with what the person saw (`expected_version`): a second writer is told.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound
from shop_app.inventory import service as stock
from shop_app.inventory.models import MovementKind
from shop_app.inventory.service import MOST_PIECES
from shop_app.inventory.views import LevelView

KINDS = (MovementKind.RECEIVE, MovementKind.ADJUST, MovementKind.COUNT)

# The seller's own offer, in a warehouse of the seller or of the house; the level is locked.
_PLACE = """
    select o.id as offer_id, w.id as warehouse_id, v.sku, w.code
    from offers o
    join variants v on v.id = o.variant_id
    join warehouses w on w.id = :warehouse_id and (w.seller_id = :seller_id or w.seller_id is null)
    where o.id = :offer_id and o.seller_id = :seller_id
"""
_LEVEL = """
    select offer_id, warehouse_id, on_hand, reserved, allocated, available, version,
        reorder_point
    from stock_levels where offer_id = :offer_id and warehouse_id = :warehouse_id for update
"""
_SET_POINT = """
    insert into stock_levels (offer_id, warehouse_id, on_hand, reserved, allocated, safety_stock,
        reorder_point, version, updated_at)
    values (:offer_id, :warehouse_id, 0, 0, 0, 0, :pieces, 1, :moment)
    on conflict (offer_id, warehouse_id) do update
    set reorder_point = excluded.reorder_point, updated_at = excluded.updated_at
    returning version
"""


def change_stock(
    session: Session,
    *,
    actor: Actor,
    offer_id: UUID,
    warehouse_id: UUID,
    kind: str,
    quantity: int,
    reason: str = "",
    expected_version: int | None = None,
) -> LevelView:
    """Move one level of the actor's seller: receive so many, adjust by so many, or count so many.

    A level that is not there yet has version 0. Raises NotFound for what is not this seller's,
    Invalid with the field, Conflict when the level has moved on or too much is promised.
    """
    place = _place(session, actor, offer_id, warehouse_id)
    if kind not in KINDS:
        raise Invalid("Stock is received, adjusted or counted.", field="kind")
    before = _locked(session, offer_id, warehouse_id)
    version = before.version if before else 0
    if expected_version is not None and expected_version != version:
        raise Conflict(
            "The stock of {sku} has changed since you looked. It is {on_hand} now.",
            field="quantity",
            sku=place.sku,
            on_hand=before.on_hand if before else 0,
            version=version,
        )
    level = _moved(session, actor, before, place, kind, quantity, reason)
    audit(
        session, actor, f"stock.{kind}", subject="offer", subject_id=offer_id,
        before={"on_hand": before.on_hand if before else 0},
        after={"on_hand": level.on_hand, "warehouse": place.code, "reason": reason.strip()[:200]},
        seller_id=actor.seller_id,
    )  # fmt: skip
    return level


def set_low_point(
    session: Session, *, actor: Actor, offer_id: UUID, warehouse_id: UUID, pieces: int
) -> None:
    """Say from how many unsold pieces the stock is low; 0 means never. Raises as above.

    The alert `stock.low` comes when the pieces fall to the point, once, and again only after they
    were above it (a trigger of the database, so that no way of selling goes past it).
    """
    _place(session, actor, offer_id, warehouse_id)
    if not 0 <= pieces <= MOST_PIECES:
        raise Invalid("Give pieces from 0 to {most}.", field="low", most=MOST_PIECES)
    before = _locked(session, offer_id, warehouse_id)
    if (before.reorder_point if before else 0) == pieces:
        return
    rows(
        session,
        _SET_POINT,
        offer_id=offer_id,
        warehouse_id=warehouse_id,
        pieces=pieces,
        moment=now(),
    )
    audit(
        session, actor, "stock.low_point", subject="offer", subject_id=offer_id,
        before={"pieces": before.reorder_point if before else 0}, after={"pieces": pieces},
        seller_id=actor.seller_id,
    )  # fmt: skip


def _moved(
    session: Session, actor: Actor, before: Any, place: Any, kind: str, quantity: int, reason: str
) -> LevelView:
    where: dict[str, Any] = {"offer_id": place.offer_id, "warehouse_id": place.warehouse_id}
    if kind == MovementKind.RECEIVE:
        return stock.receive(
            session,
            **where,
            quantity=quantity,
            reason=reason.strip()[:200] or "delivery",
            actor=actor.name,
        )
    if kind == MovementKind.ADJUST:
        return stock.adjust(session, **where, delta=quantity, reason=reason, actor=actor.name)
    if not 0 <= quantity <= MOST_PIECES:
        raise Invalid("Give pieces from 0 to {most}.", field="quantity", most=MOST_PIECES)
    delta = quantity - (before.on_hand if before else 0)
    if delta == 0 and before:
        return LevelView(**{n: v for n, v in before._asdict().items() if n != "reorder_point"})
    if before is None:
        if quantity == 0:
            raise Invalid("Give a number of pieces above 0.", field="quantity")
        return stock.receive(
            session, **where, quantity=quantity, reason=reason or "count", actor=actor.name
        )
    return stock.adjust(
        session,
        **where,
        delta=delta,
        reason=reason.strip() or "count",
        kind=MovementKind.COUNT,
        actor=actor.name,
    )


def _place(session: Session, actor: Actor, offer_id: UUID, warehouse_id: UUID) -> Any:
    if actor.seller_id is None:
        raise NotAllowed("This is for sellers.")
    found = rows(
        session, _PLACE, offer_id=offer_id, warehouse_id=warehouse_id, seller_id=actor.seller_id
    )
    if not found:
        raise NotFound("This stock is not among yours.")
    return found[0]


def _locked(session: Session, offer_id: UUID, warehouse_id: UUID) -> Any:
    found = rows(session, _LEVEL, offer_id=offer_id, warehouse_id=warehouse_id)
    return found[0] if found else None
