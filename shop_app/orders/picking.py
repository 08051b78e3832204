"""What a seller takes from its shelves today: everything that is to send, by article and place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows

_WAITING = """
    select o.number, so.order_id from seller_orders so join orders o on o.id = so.order_id
    where so.seller_id = :seller_id and so.status in ('placed', 'preparing', 'partly_shipped')
      and o.placed_at is not null
    order by so.promised_from nulls last, so.order_id limit :limit
"""
_PICKS = """
    with waiting as (
        select so.order_id, o.number from seller_orders so join orders o on o.id = so.order_id
        where so.seller_id = :seller_id and so.status in ('placed', 'preparing', 'partly_shipped')
          and o.placed_at is not null
    )
    select w.name as warehouse, l.sku, l.title, l.variant_title, l.image_url,
        sum(r.quantity) as pieces, array_agg(distinct x.number order by x.number) as numbers
    from waiting x
    join reservations r on r.order_id = x.order_id and r.status = 'allocated'
    join order_lines l on l.order_id = x.order_id and l.offer_id = r.offer_id
      and l.seller_id = :seller_id
    join warehouses w on w.id = r.warehouse_id
    group by w.name, l.sku, l.title, l.variant_title, l.image_url
    order by w.name, l.sku limit :limit
"""
MOST_PICKS = 1000


@dataclass(frozen=True, slots=True)
class Pick:
    """So many pieces of an article from a warehouse, for these orders."""

    warehouse: str = ""
    sku: str = ""
    title: str = ""
    variant_title: str = ""
    image: str = ""
    pieces: int = 0
    orders: str = ""


@dataclass(frozen=True, slots=True)
class PickList:
    """All that is to send now."""

    picks: list[Pick] = field(default_factory=list)
    pieces: int = 0
    orders: int = 0


def numbers_to_send(session: Session, *, seller_id: UUID, limit: int) -> list[str]:
    """The numbers of the orders of which this seller has something to send, most urgent first."""
    return [row.number for row in rows(session, _WAITING, seller_id=seller_id, limit=limit)]


def pick_list(session: Session, *, seller_id: UUID) -> PickList:
    """What to take from which shelf, by warehouse and article."""
    found = rows(session, _PICKS, seller_id=seller_id, limit=MOST_PICKS)
    numbers: set[Any] = set()
    for row in found:
        numbers.update(row.numbers)
    return PickList(
        picks=[
            Pick(
                warehouse=row.warehouse,
                sku=row.sku,
                title=row.title,
                variant_title=row.variant_title,
                image=row.image_url,
                pieces=int(row.pieces),
                orders=", ".join(row.numbers),
            )
            for row in found
        ],
        pieces=sum(int(row.pieces) for row in found),
        orders=len(numbers),
    )
