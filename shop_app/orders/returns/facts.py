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

# A part is delivered when its status says so; when, its last such step in the timeline says.
_PARTS = """
    select so.seller_id, so.status, so.delivery_minor, so.tax_minor, so.updated_at,
        s.name as seller_name, s.return_days,
        (select max(e.happened_at) from order_events e
         where e.order_id = so.order_id and e.seller_id = so.seller_id
           and e.kind = 'delivered') as delivered_at
    from seller_orders so join sellers s on s.id = so.seller_id
    where so.order_id = :order_id
      and (cast(:seller_id as uuid) is null or so.seller_id = :seller_id)
    order by so.number
"""
# Asked for counts what is under way or done; back is what was paid back.
_LINES = """
    select l.line_no, l.seller_id, l.offer_id, l.title, l.variant_title, l.sku, l.slug,
        l.image_url, l.quantity, l.unit_price_minor, l.total_minor, l.tax_minor,
        coalesce(b.asked, 0) as asked, coalesce(b.pieces, 0) as pieces,
        coalesce(b.goods, 0) as goods, coalesce(b.tax, 0) as tax,
        coalesce(b.delivery_pieces, 0) as delivery_pieces, coalesce(b.delivery, 0) as delivery
    from order_lines l
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
    where l.order_id = :order_id
      and (cast(:seller_id as uuid) is null or l.seller_id = :seller_id)
    order by l.line_no
"""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """One seller's part: until when it may come back. `why_not` is "" when it may:
    not_delivered, cancelled or too_late."""

    seller_id: UUID
    seller_name: str
    why_not: str
    until: date | None
    lines: tuple[LineFacts, ...]


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of the order: what it was, how many pieces may still come back, its frozen amounts."""

    row: Any
    left: int
    frozen: FrozenLine


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
    until = None
    why_not = "cancelled" if part.status == "cancelled" else "not_delivered"
    if part.status == "delivered":
        until = last_day(part.delivered_at or part.updated_at, part.return_days)
        why_not = "" if moment.date() <= until else "too_late"
    return PartFacts(
        seller_id=part.seller_id,
        seller_name=part.seller_name,
        why_not=why_not,
        until=until,
        lines=tuple(
            LineFacts(
                row=line,
                left=max(0, line.quantity - int(line.asked)) if not why_not else 0,
                frozen=_frozen(line, share, tax_included=tax_included),
            )
            for line, share in zip(own, shares, strict=True)
        ),
    )


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
