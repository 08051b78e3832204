"""Pieces that were sold and come back: onto a shelf again, or written off."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict

# What an order took from each warehouse, less what came back there for it; then any other shelf.
_PLACES = """
    select l.warehouse_id, greatest(0, coalesce(sent.pieces, 0) - coalesce(back.pieces, 0)) as room
    from stock_levels l
    left join (
        select warehouse_id, sum(quantity) as pieces from reservations
        where order_id = :order_id and offer_id = :offer_id and status = 'shipped' group by 1
    ) sent on sent.warehouse_id = l.warehouse_id
    left join (
        select warehouse_id, sum(on_hand_delta) as pieces from stock_movements
        where offer_id = :offer_id and kind = 'return' and document = any(:documents) group by 1
    ) back on back.warehouse_id = l.warehouse_id
    where l.offer_id = :offer_id
    order by room desc, l.warehouse_id
    for update of l
"""
_MOVE = """
    with changed as (
        update stock_levels l
        set on_hand = l.on_hand + :restocked, version = l.version + 1, updated_at = :moment
        where l.offer_id = :offer_id and l.warehouse_id = :warehouse_id
        returning l.*
    ),
    moved as (
        insert into stock_movements (
            id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
            reason, document, actor, moved_at)
        select new_id(), c.offer_id, c.warehouse_id, m.kind, m.delta, 0, 0, m.reason, :document,
               :actor, :moment
        from changed c, (values ('return', cast(:quantity as integer), 'came back'),
            ('write_off', - cast(:written_off as integer), 'came back unfit for sale')
        ) m (kind, delta, reason)
        where m.delta <> 0
    ),
    told as (
        insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
        select new_id(), 'stock.changed', 'offer', offer_id, version,
               jsonb_build_object('warehouse_id', warehouse_id, 'available', available), :moment
        from changed where :restocked > 0
    )
    select warehouse_id from changed
"""


def take_back(
    session: Session,
    *,
    order_id: UUID,
    offer_id: UUID,
    quantity: int,
    restocked: int,
    document: str,
    documents: Sequence[str],
    actor: str,
) -> None:
    """So many pieces of an order's offer came back, of which `restocked` can be sold again.

    Each goes into the warehouse it came from. The others are written off there, so that the books
    show that they came. `documents` are those of all returns of the order, this one's among them.
    Raises Conflict when the offer lies in no warehouse any more.
    """
    places = rows(session, _PLACES, order_id=order_id, offer_id=offer_id, documents=list(documents))
    if not places:
        raise Conflict("There is no warehouse for these goods any more. Open one first.")
    for index, place in enumerate(places):
        is_last = index == len(places) - 1 or not places[index + 1].room
        pieces = quantity if is_last else min(quantity, int(place.room))
        if not pieces:
            continue
        sellable = min(restocked, pieces)
        rows(
            session,
            _MOVE,
            offer_id=offer_id,
            warehouse_id=place.warehouse_id,
            quantity=pieces,
            restocked=sellable,
            written_off=pieces - sellable,
            document=document,
            actor=actor,
            moment=now(),
        )
        quantity, restocked = quantity - pieces, restocked - sellable
