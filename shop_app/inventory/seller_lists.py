"""A seller's stock as lists: levels by warehouse, and the movements of one offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.lists import Listing, Sort
from shop_app.core.paging import Page, decode_cursor, encode_cursor

MOVEMENTS_AT_ONCE = 25

# An offer without any level stands with its first warehouse, so that stock can be received.
_SOURCE = """
    offers o
    join variants v on v.id = o.variant_id
    join products p on p.id = v.product_id
    left join stock_levels l on l.offer_id = o.id
    join warehouses w on w.id = coalesce(l.warehouse_id, (
        select f.id from warehouses f
        where f.is_open and (f.seller_id = :seller_id or f.seller_id is null)
        order by (f.seller_id is null), f.code limit 1))
"""
_LOW = "coalesce(l.reorder_point, 0) > 0 and l.on_hand - l.allocated <= l.reorder_point"

SELLER_STOCK = Listing(
    columns=f"""o.id as offer_id, w.id as warehouse_id, w.code, w.name as warehouse, v.sku,
        p.title, v.title as variant, coalesce(l.on_hand, 0) as on_hand,
        coalesce(l.reserved, 0) as reserved, coalesce(l.allocated, 0) as allocated,
        coalesce(l.available, 0) as available, coalesce(l.reorder_point, 0) as reorder_point,
        coalesce(l.version, 0) as version, ({_LOW}) as is_low,
        (select m.url from media m where m.product_id = p.id order by m.position limit 1)
            as image""",
    source=_SOURCE,
    sorts={
        "sku": Sort("v.sku"),
        "title": Sort("p.title"),
        "available": Sort("coalesce(l.available, 0)", "integer"),
        "on_hand": Sort("coalesce(l.on_hand, 0)", "integer"),
    },
    default_sort="sku",
    key="o.id || ':' || w.id || ':' || coalesce(l.version, 0)",  # with what the person saw
    key_type="text",
    scope="o.seller_id = :seller_id",
    filters={
        "warehouse": "w.code = :warehouse",
        "low": f"(:low = '1') = ({_LOW})",
        "stock": "(:stock = 'out') = (coalesce(l.available, 0) <= 0)",
    },
    search="v.sku ilike :search || '%' or v.barcode = :search"
    " or p.title ilike '%' || :search || '%'",
)

_ITEM = """
    select o.id as offer_id, v.sku, p.title, v.title as variant, p.id as product_id
    from offers o join variants v on v.id = o.variant_id join products p on p.id = v.product_id
    where o.id = :offer_id and o.seller_id = :seller_id
"""
_LEVELS = """
    select w.id as warehouse_id, w.code, w.name, coalesce(l.on_hand, 0) as on_hand,
        coalesce(l.reserved, 0) as reserved, coalesce(l.allocated, 0) as allocated,
        coalesce(l.available, 0) as available, coalesce(l.reorder_point, 0) as reorder_point,
        coalesce(l.version, 0) as version
    from warehouses w left join stock_levels l on l.warehouse_id = w.id and l.offer_id = :offer_id
    where (w.seller_id = :seller_id or w.seller_id is null) and (w.is_open
        or l.offer_id is not null)
    order by (w.seller_id is null), w.code
"""
_MOVEMENTS = """
    select m.id, m.kind, m.on_hand_delta, m.reserved_delta, m.allocated_delta, m.reason, m.actor,
        m.moved_at, w.code, n.number as order_number, m.document
    from stock_movements m
    join offers o on o.id = m.offer_id and o.seller_id = :seller_id
    join warehouses w on w.id = m.warehouse_id
    left join orders n on n.id = case when m.document ~ '^order:[0-9a-f-]{36}$'
        then cast(substr(m.document, 7) as uuid) end
    where m.offer_id = :offer_id
      and (cast(:before as uuid) is null or m.id < cast(:before as uuid))
    order by m.id desc limit :most
"""
_LOW_COUNT = f"""
    select count(*) as n from stock_levels l join offers o on o.id = l.offer_id
    where o.seller_id = :seller_id and o.status = 'active' and {_LOW}
"""
_WAREHOUSES = """
    select code, name from warehouses
    where (seller_id = :seller_id or seller_id is null) and is_open
    order by (seller_id is null), code
"""


@dataclass(frozen=True, slots=True)
class Item:
    """An offer whose stock is looked at."""

    offer_id: UUID
    sku: str
    title: str
    variant: str
    product_id: UUID


@dataclass(frozen=True, slots=True)
class Level:
    """What lies in one warehouse, in pieces; version 0 when nothing ever did."""

    warehouse_id: UUID
    code: str
    name: str
    on_hand: int
    reserved: int
    allocated: int
    available: int
    reorder_point: int
    version: int


@dataclass(frozen=True, slots=True)
class Movement:
    """A change: deltas in pieces, who, why, the order behind it if there is one."""

    id: UUID
    kind: str
    on_hand_delta: int
    reserved_delta: int
    allocated_delta: int
    reason: str
    actor: str
    moved_at: datetime
    code: str
    order_number: str | None
    document: str


def stock_item(session: Session, *, seller_id: UUID, offer_id: UUID) -> tuple[Item, list[Level]]:
    """An offer of this seller and its levels by warehouse. Raises NotFound."""
    found = rows(session, _ITEM, offer_id=offer_id, seller_id=seller_id)
    if not found:
        raise NotFound("This stock is not among yours.")
    levels = rows(session, _LEVELS, offer_id=offer_id, seller_id=seller_id)
    return Item(**found[0]._asdict()), [Level(**row._asdict()) for row in levels]


def movements_of(
    session: Session, *, seller_id: UUID, offer_id: UUID, cursor: str = ""
) -> Page[Movement]:
    """What happened to an offer of this seller, newest first, page by page."""
    before = str(decode_cursor(cursor, 1)[0]) if cursor else None
    found = rows(
        session,
        _MOVEMENTS,
        offer_id=offer_id,
        seller_id=seller_id,
        before=before,
        most=MOVEMENTS_AT_ONCE + 1,
    )
    shown = [Movement(**row._asdict()) for row in found[:MOVEMENTS_AT_ONCE]]
    more = len(found) > MOVEMENTS_AT_ONCE
    return Page(shown, encode_cursor(str(shown[-1].id)) if more else "")


def low_stock_count(session: Session, *, seller_id: UUID) -> int:
    """How many levels of a seller's active offers are low."""
    return int(rows(session, _LOW_COUNT, seller_id=seller_id)[0].n)


def warehouses_of(session: Session, *, seller_id: UUID) -> list[tuple[str, str]]:
    """(code, name) of the warehouses in which a seller's stock may lie."""
    return [(row.code, row.name) for row in rows(session, _WAREHOUSES, seller_id=seller_id)]
