"""The parcels of an order, as people see them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.formats import moment_text
from shop_app.orders.views import ParcelLine, ParcelView

_PARCELS = """
    select s.* from shipments s
    where s.order_id = :order_id
      and (cast(:seller_id as uuid) is null or s.seller_id = :seller_id)
    order by s.seller_id, s.position
"""
_LINES = """
    select sl.shipment_id, sl.quantity, l.line_no, l.title, l.variant_title, l.sku
    from shipment_lines sl
    join order_lines l on l.order_id = sl.order_id and l.line_no = sl.line_no
    where sl.order_id = :order_id
      and (cast(:seller_id as uuid) is null or l.seller_id = :seller_id)
    order by l.line_no
"""


def parcels_of(
    session: Session, *, order_id: UUID, seller_id: UUID | None = None, locale: str = "en"
) -> dict[UUID, list[ParcelView]]:
    """The parcels of an order by seller, or those of one seller, in the order of sending."""
    inside: dict[UUID, list[ParcelLine]] = defaultdict(list)
    for line in rows(session, _LINES, order_id=order_id, seller_id=seller_id):
        inside[line.shipment_id].append(
            ParcelLine(
                title=line.title,
                variant_title=line.variant_title,
                sku=line.sku,
                quantity=line.quantity,
            )
        )
    found: dict[UUID, list[ParcelView]] = defaultdict(list)
    for parcel in rows(session, _PARCELS, order_id=order_id, seller_id=seller_id):
        found[parcel.seller_id].append(_view(parcel, inside[parcel.id], locale))
    return found


def sent_by_line(session: Session, *, order_id: UUID) -> dict[int, int]:
    """How many pieces of each line are in parcels."""
    found = rows(
        session,
        "select line_no, sum(quantity) as pieces from shipment_lines where order_id = :order_id"
        " group by line_no",
        order_id=order_id,
    )
    return {row.line_no: int(row.pieces) for row in found}


def cancelled_by_line(session: Session, *, order_id: UUID) -> dict[int, int]:
    """How many pieces of each line were cancelled by themselves, the part being sent else."""
    found = rows(
        session,
        "select line_no, sum(quantity) as pieces from cancellation_lines where order_id = :order_id"
        " group by line_no",
        order_id=order_id,
    )
    return {row.line_no: int(row.pieces) for row in found}


def _view(parcel: Any, lines: list[ParcelLine], locale: str) -> ParcelView:
    return ParcelView(
        position=parcel.position,
        carrier=parcel.carrier,
        tracking_number=parcel.tracking_number,
        tracking_url=parcel.tracking_url,
        status=parcel.status,
        sent_text=moment_text(parcel.sent_at, locale),
        delivered_text=moment_text(parcel.delivered_at, locale) if parcel.delivered_at else "",
        count=sum(line.quantity for line in lines),
        lines=lines,
    )
