"""Questions about stock. An expired hold keeps nothing, whether it is tidied yet or not."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.inventory.views import LevelView

LOW_STOCK = 5

_AVAILABILITY = """
    select o.offer_id,
        coalesce((
            select sum(l.available) from stock_levels l
            join warehouses w on w.id = l.warehouse_id and w.is_open
            where l.offer_id = o.offer_id), 0)
        + coalesce((
            select sum(r.quantity) from reservations r
            join warehouses w on w.id = r.warehouse_id and w.is_open
            where r.offer_id = o.offer_id and r.status = 'held' and r.held_until <= :moment
        ), 0) as pieces
    from unnest(cast(:offer_ids as uuid[])) as o(offer_id)
"""

_LEVELS = """
    select l.offer_id, l.warehouse_id, l.on_hand, l.reserved, l.allocated, l.available, l.version
    from stock_levels l
    left join warehouse_priorities p
        on p.warehouse_id = l.warehouse_id and p.region_code = :region_code
    where l.offer_id = :offer_id
    order by coalesce(p.priority, 2147483647), l.warehouse_id
"""


def availability(session: Session, *, offer_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many pieces of each offer can be bought now, over all open warehouses.

    Every region is served by every open warehouse; priorities only say which comes first.
    """
    found = rows(session, _AVAILABILITY, offer_ids=list(offer_ids), moment=now())
    return {row.offer_id: int(row.pieces) for row in found}


def stock_status(left: int) -> str:
    """`out`, `low` (so few that people are told the number) or `in`."""
    if left <= 0:
        return "out"
    return "low" if left <= LOW_STOCK else "in"


def levels_of(session: Session, *, offer_id: UUID, region_code: str = "") -> list[LevelView]:
    """The levels of an offer in the order in which its warehouses serve the region."""
    found = rows(session, _LEVELS, offer_id=offer_id, region_code=region_code)
    return [LevelView(**row._asdict()) for row in found]
