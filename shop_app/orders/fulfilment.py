"""Parcels: what of a seller's part leaves when, with whom, and when it arrives.

A part goes in one parcel or in several; stock leaves with each. The part's status follows: partly
sent, sent when nothing is left, delivered when every parcel has arrived. More than was ordered is
refused here in words, and by the database in any case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.inventory import service as stock
from shop_app.inventory.views import Demand
from shop_app.orders.carriers import tracking_of
from shop_app.orders.models import SellerOrderStatus, ShipmentStatus
from shop_app.orders.service import order_id_of, said_by
from shop_app.orders.status import MOVES, illegal, move, note

S = SellerOrderStatus

_LEFT = """
    select l.line_no, l.offer_id, l.title, l.quantity - coalesce((
        select sum(sl.quantity) from shipment_lines sl
        where sl.order_id = l.order_id and sl.line_no = l.line_no), 0) - coalesce((
        select sum(cl.quantity) from cancellation_lines cl
        where cl.order_id = l.order_id and cl.line_no = l.line_no), 0) as left
    from order_lines l
    where l.order_id = :order_id and l.seller_id = :seller_id order by l.line_no
"""
_OPEN = """
    insert into shipments (id, order_id, seller_id, position, carrier, tracking_number,
        tracking_url, status, actor, sent_at)
    select :id, :order_id, :seller_id, coalesce(max(position), 0) + 1, :carrier, :number, :link,
        'sent', :actor, :moment
    from shipments where order_id = :order_id and seller_id = :seller_id
    returning position
"""
_FILL = """
    insert into shipment_lines (shipment_id, line_no, order_id, quantity)
    select :shipment_id, x.line_no, :order_id, x.quantity
    from unnest(cast(:lines as integer[]), cast(:quantities as integer[])) x (line_no, quantity)
    returning line_no
"""
_ARRIVED = """
    update shipments set status = 'delivered', delivered_at = :moment
    where order_id = :order_id and seller_id = :seller_id and status = 'sent'
      and (cast(:position as integer) is null or position = :position)
    returning id, position
"""


def start_preparing(session: Session, *, seller_id: UUID, number: str, actor: Actor) -> None:
    """The seller packs its part of the order with this number."""
    order_id, before = _locked(session, seller_id=seller_id, number=number)
    move(session, order_id=order_id, seller_id=seller_id, to=S.PREPARING, actor=said_by(actor))
    _audit(session, actor, "preparing", number, seller_id, before, {"status": "preparing"})


def send_parcel(
    session: Session,
    *,
    seller_id: UUID,
    number: str,
    actor: Actor,
    pieces: Mapping[int, int] | None = None,
    carrier: str = "",
    tracking: str = "",
    tracking_url: str = "",
) -> int:
    """A parcel of the seller's part leaves; returns its position among the part's parcels.

    `pieces` says how many of each line, by its number; None is all that is left. Raises NotFound
    when the seller has no part in the order, IllegalMove when nothing of it can be sent any more,
    Invalid for more pieces than are left, for none, and for odd tracking.
    """
    carrier, tracking, link = tracking_of(carrier, tracking, tracking_url)
    order_id, before = _locked(session, seller_id=seller_id, number=number)
    if S.PARTLY_SHIPPED not in MOVES[before]:
        raise illegal(before, S.SHIPPED)
    lines = rows(session, _LEFT, order_id=order_id, seller_id=seller_id)
    chosen = _chosen(lines, pieces)
    to = S.SHIPPED if sum(chosen.values()) == _total(lines) else S.PARTLY_SHIPPED
    move(
        session,
        order_id=order_id,
        seller_id=seller_id,
        to=to,
        actor=said_by(actor),
        text=" ".join(part for part in (carrier, tracking) if part),
        tracking=tracking or None,
    )
    shipment_id = new_id()
    opened = rows(
        session,
        _OPEN,
        id=shipment_id,
        order_id=order_id,
        seller_id=seller_id,
        carrier=carrier,
        number=tracking,
        link=link,
        actor=said_by(actor),
        moment=now(),
    )
    rows(
        session,
        _FILL,
        shipment_id=shipment_id,
        order_id=order_id,
        lines=list(chosen),
        quantities=list(chosen.values()),
    )
    _take_from_stock(session, order_id, seller_id, lines, chosen, actor)
    position = int(opened[0].position)
    _tell(session, "shipment.sent", order_id, shipment_id, seller_id, number, position)
    _audit(
        session, actor, "sent", number, seller_id, before,
        {"status": str(to), "parcel": position, "pieces": sum(chosen.values())},
    )  # fmt: skip
    return position


def parcel_arrived(
    session: Session, *, seller_id: UUID, number: str, position: int | None = None, actor: Actor
) -> None:
    """The parcel with this position has arrived, or all that are under way (None).

    The part is delivered when nothing of it is left to send and every parcel is there. Raises
    NotFound when the seller has no such parcel under way, IllegalMove when nothing was sent.
    """
    order_id, before = _locked(session, seller_id=seller_id, number=number)
    arrived = rows(
        session,
        _ARRIVED,
        order_id=order_id,
        seller_id=seller_id,
        position=position,
        moment=now(),
    )
    if position is not None and not arrived:
        raise NotFound("This parcel is not under way.")
    under_way = rows(
        session,
        "select 1 from shipments where order_id = :order_id and seller_id = :seller_id"
        " and status = :status limit 1",
        order_id=order_id,
        seller_id=seller_id,
        status=str(ShipmentStatus.SENT),
    )
    if before == S.SHIPPED and not under_way:
        move(session, order_id=order_id, seller_id=seller_id, to=S.DELIVERED, actor=said_by(actor))
    elif arrived:
        for parcel in arrived:
            note(
                session,
                order_id=order_id,
                kind="parcel_delivered",
                actor=said_by(actor),
                text=str(parcel.position),
                seller_id=seller_id,
            )
    else:
        raise illegal(before, S.DELIVERED)
    for parcel in arrived:
        _tell(
            session, "shipment.delivered", order_id, parcel.id, seller_id, number, parcel.position
        )
    _audit(
        session, actor, "delivered", number, seller_id, before,
        {"parcels": [parcel.position for parcel in arrived]},
    )  # fmt: skip


def ship(session: Session, *, seller_id: UUID, number: str, tracking: str = "", actor: str) -> None:
    """All that is left of the seller's part leaves in one parcel; `actor` is a name."""
    whose = Actor("seller", actor, seller_id=seller_id)
    send_parcel(session, seller_id=seller_id, number=number, tracking=tracking, actor=whose)


def deliver(session: Session, *, seller_id: UUID, number: str, actor: str) -> None:
    """Every parcel of the seller's part has arrived; `actor` is a name."""
    whose = Actor("seller", actor, seller_id=seller_id)
    parcel_arrived(session, seller_id=seller_id, number=number, actor=whose)


def _locked(session: Session, *, seller_id: UUID, number: str) -> tuple[UUID, SellerOrderStatus]:
    """The order's id and where the seller's part stands; both rows stay locked."""
    order_id = order_id_of(session, number)
    rows(session, "select id from orders where id = :id for update", id=order_id)
    found = rows(
        session,
        "select status from seller_orders where order_id = :order_id and seller_id = :seller_id"
        " for update",
        order_id=order_id,
        seller_id=seller_id,
    )
    if not found or found[0].status == S.PENDING:
        raise NotFound("This order is not here.")
    return order_id, SellerOrderStatus(found[0].status)


def _chosen(lines: Sequence[Any], pieces: Mapping[int, int] | None) -> dict[int, int]:
    """How many pieces of which line go into the parcel; checked against what is left."""
    left = {line.line_no: int(line.left) for line in lines}
    if pieces is None:
        return {line_no: many for line_no, many in left.items() if many}
    titles = {line.line_no: line.title for line in lines}
    for line_no, many in pieces.items():
        if line_no not in left:
            raise Invalid("This line is not part of your order.", field="pieces")
        if not 0 <= many <= left[line_no]:
            raise Invalid(
                "At most {left} of {title} are left to send.",
                field=f"pieces-{line_no}",
                left=left[line_no],
                title=titles[line_no],
            )
    chosen = {line_no: many for line_no, many in sorted(pieces.items()) if many}
    if not chosen:
        raise Invalid("Say how many pieces go into the parcel.", field="pieces")
    return chosen


def _total(lines: Sequence[Any]) -> int:
    return sum(int(line.left) for line in lines)


def _take_from_stock(
    session: Session,
    order_id: UUID,
    seller_id: UUID,
    lines: Sequence[Any],
    chosen: Mapping[int, int],
    actor: Actor,
) -> None:
    demands = [
        Demand(line.offer_id, chosen[line.line_no]) for line in lines if line.line_no in chosen
    ]
    left = stock.ship(
        session, order_id=order_id, seller_id=seller_id, demands=demands, actor=said_by(actor)
    )
    missing = sum(chosen.values()) - left
    if missing:
        raise Conflict(
            "{missing} pieces of this parcel were not set aside for the order. Look at the stock.",
            missing=missing,
        )


def _tell(
    session: Session,
    kind: str,
    order_id: UUID,
    shipment_id: UUID,
    seller_id: UUID,
    number: str,
    position: int,
) -> None:
    record(
        session,
        kind,
        aggregate="order",
        aggregate_id=order_id,
        shipment_id=str(shipment_id),
        seller_id=str(seller_id),
        number=number,
        position=position,
    )


def _audit(
    session: Session,
    actor: Actor,
    verb: str,
    number: str,
    seller_id: UUID,
    before: SellerOrderStatus,
    after: Mapping[str, Any],
) -> None:
    audit(
        session,
        actor,
        f"order.{verb}",
        subject="order",
        subject_id=number,
        before={"status": str(before)},
        after=after,
        seller_id=seller_id,
    )
