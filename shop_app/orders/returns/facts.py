"""What the rules of returns need to know of an order, read from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.orders.returns.rules import FrozenLine, delivery_shares, last_day

_PARTS = """
    select so.seller_id, so.status, so.delivery_minor, so.tax_minor, s.name as seller_name,
        s.return_days
    from seller_orders so join sellers s on s.id = so.seller_id
    where so.order_id = :order_id
      and (cast(:seller_id as uuid) is null or so.seller_id = :seller_id)
    order by so.number
"""
# Pieces have arrived with their parcels; a part of old history has none, only its status and the
# moment in its timeline. Asked for counts what is under way or done; back is what was paid back,
# for returns and for pieces that were cancelled before they were sent.
_LINES = """
    select l.line_no, l.seller_id, l.offer_id, l.title, l.variant_title, l.sku, l.slug,
        l.image_url, l.quantity, l.unit_price_minor, l.total_minor, l.tax_minor,
        coalesce(b.asked, 0) as asked, coalesce(b.pieces, 0) + coalesce(c.pieces, 0) as pieces,
        coalesce(b.goods, 0) + coalesce(c.goods, 0) as goods,
        coalesce(b.tax, 0) + coalesce(c.tax, 0) as tax,
        coalesce(b.delivery_pieces, 0) + coalesce(c.pieces, 0) as delivery_pieces,
        coalesce(b.delivery, 0) + coalesce(c.delivery, 0) as delivery,
        case when h.parcels > 0 then coalesce(h.arrived, 0)
             when so.status = 'delivered' then l.quantity else 0 end as arrived,
        case when h.parcels > 0 then h.arrived_at else coalesce((
            select max(e.happened_at) from order_events e
            where e.order_id = so.order_id and e.seller_id = so.seller_id
              and e.kind = 'delivered'), so.updated_at) end as arrived_at
    from order_lines l
    join seller_orders so on so.order_id = l.order_id and so.seller_id = l.seller_id
    left join lateral (
        select count(distinct p.id) as parcels,
            sum(pl.quantity) filter (where p.status = 'delivered') as arrived,
            max(p.delivered_at) filter (where pl.line_no is not null) as arrived_at
        from shipments p
        left join shipment_lines pl on pl.shipment_id = p.id and pl.line_no = l.line_no
        where p.order_id = l.order_id and p.seller_id = l.seller_id
    ) h on true
    left join lateral (
        select
            sum(case when r.status in ('requested', 'approved') then rl.quantity
                     when r.status in ('received', 'refunded', 'closed') then rl.accepted
                     else 0 end) as asked,
            sum(rl.accepted) filter (where r.refunded_at is not null) as pieces,
            sum(rl.goods_minor) as goods, sum(rl.tax_minor) as tax,
            sum(rl.accepted) filter (
                where r.refunded_at is not null and rl.reason <> 'change_of_mind'
            ) as delivery_pieces,
            sum(rl.delivery_minor) as delivery
        from returns r join return_lines rl on rl.return_id = r.id
        where r.order_id = l.order_id and rl.line_no = l.line_no
    ) b on true
    left join lateral (
        select sum(cl.quantity) as pieces, sum(cl.goods_minor) as goods, sum(cl.tax_minor) as tax,
            sum(cl.delivery_minor) as delivery
        from cancellation_lines cl
        where cl.order_id = l.order_id and cl.line_no = l.line_no
    ) c on true
    where l.order_id = :order_id
      and (cast(:seller_id as uuid) is null or l.seller_id = :seller_id)
    order by l.line_no
"""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of the order: what it was, how many pieces may still come back, its frozen amounts.

    `why_not` is "" when some may, or: not_delivered, cancelled, too_late, all_returned.
    """

    row: Any
    left: int
    why_not: str
    until: date | None
    frozen: FrozenLine


@dataclass(frozen=True, slots=True)
class PartFacts:
    """One seller's part: until when something of it may come back, or why nothing may."""

    seller_id: UUID
    seller_name: str
    why_not: str
    until: date | None
    lines: tuple[LineFacts, ...]


def facts_of(
    session: Session, *, order_id: UUID, tax_included: bool, seller_id: UUID | None = None
) -> list[PartFacts]:
    """The parts of an order, or one seller's, for the rules. Lock the order first to decide."""
    parts = rows(session, _PARTS, order_id=order_id, seller_id=seller_id)
    lines = rows(session, _LINES, order_id=order_id, seller_id=seller_id)
    return [_part(part, lines, tax_included=tax_included, moment=now()) for part in parts]


def lines_by_number(parts: list[PartFacts]) -> Mapping[int, tuple[PartFacts, LineFacts]]:
    """Each line with its part, by its number in the order."""
    return {line.row.line_no: (part, line) for part in parts for line in part.lines}


def _part(part: Any, lines: list[Any], *, tax_included: bool, moment: datetime) -> PartFacts:
    own = [line for line in lines if line.seller_id == part.seller_id]
    # Where tax comes on top, what the part has above its lines' tax is the delivery's.
    tax_of_delivery = 0 if tax_included else part.tax_minor - sum(line.tax_minor for line in own)
    shares = delivery_shares(
        part.delivery_minor + max(0, tax_of_delivery), [line.total_minor for line in own]
    )
    found = tuple(
        _line(line, part, moment, _frozen(line, share, tax_included=tax_included))
        for line, share in zip(own, shares, strict=True)
    )
    possible = [line for line in found if not line.why_not]
    return PartFacts(
        seller_id=part.seller_id,
        seller_name=part.seller_name,
        why_not="" if possible else next((line.why_not for line in found), "not_delivered"),
        until=max((line.until for line in possible or found if line.until), default=None),
        lines=found,
    )


def _line(line: Any, part: Any, moment: datetime, frozen: FrozenLine) -> LineFacts:
    left = max(0, int(line.arrived) - int(line.asked))
    until = last_day(line.arrived_at, part.return_days) if line.arrived else None
    why_not = ""
    if part.status == "cancelled":
        why_not = "cancelled"
    elif until is None:
        why_not = "not_delivered"
    elif moment.date() > until:
        why_not = "too_late"
    elif not left:
        why_not = "all_returned"
    return LineFacts(line, 0 if why_not else left, why_not, until, frozen)


def _frozen(line: Any, delivery_share: int, *, tax_included: bool) -> FrozenLine:
    return FrozenLine(
        quantity=line.quantity,
        total_minor=line.total_minor,
        tax_minor=line.tax_minor,
        tax_included=tax_included,
        delivery_share_minor=delivery_share,
        returned=int(line.pieces),
        goods_back_minor=int(line.goods),
        tax_back_minor=int(line.tax),
        delivery_pieces=int(line.delivery_pieces),
        delivery_back_minor=int(line.delivery),
    )
