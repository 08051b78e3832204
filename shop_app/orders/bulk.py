"""What is done with many orders at once, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.orders import fulfilment

_NUMBERS = """
    select o.number from seller_orders so join orders o on o.id = so.order_id
    where so.seller_id = :seller_id and so.order_id::text = any(:keys)
      and so.status <> 'pending'
    order by so.promised_from nulls last, so.order_id
"""


def orders_of_keys(session: Session, *, seller_id: UUID, keys: Sequence[str]) -> list[str]:
    """The numbers of the selected orders that are this seller's. Raises Invalid for none."""
    found = rows(session, _NUMBERS, seller_id=seller_id, keys=list(keys))
    if not found:
        raise Invalid("Select at least one row first.")
    return [row.number for row in found]


def prepare_one(session: Session, *, actor: Actor, key: str, note: str) -> None:  # noqa: ARG001
    """The seller packs its part of the order with this id."""
    seller_id, number = _own(session, actor, key)
    fulfilment.start_preparing(session, seller_id=seller_id, number=number, actor=actor)


def send_one(session: Session, *, actor: Actor, key: str, note: str) -> None:  # noqa: ARG001
    """All that is left of the seller's part of the order with this id has left."""
    seller_id, number = _own(session, actor, key)
    fulfilment.send_parcel(session, seller_id=seller_id, number=number, actor=actor)


def send_written(session: Session, *, seller_id: UUID, line: str, actor: Actor) -> None:
    """Send what a line says: order number; carrier; tracking number. Tabs and commas do as well.

    The number may be the order's or that of the seller's part. Raises Invalid for other lines.
    """
    for mark in ("\t", ";", ","):
        if mark in line:
            fields = [field.strip() for field in line.split(mark)]
            break
    else:
        fields = [line.strip()]
    if len(fields) > _MOST_FIELDS or not fields[0]:
        raise Invalid("Write order number, carrier and tracking number in a line.", field="lines")
    number, carrier, tracking = (*fields, "", "")[:_MOST_FIELDS]
    fulfilment.send_parcel(
        session,
        seller_id=seller_id,
        number=_order_number(number.upper()),
        carrier=carrier,
        tracking=tracking,
        actor=actor,
    )


_MOST_FIELDS = 3
_DASHES_OF_A_PART = 3


def _order_number(number: str) -> str:
    """S-7K2M-P4XQ of S-7K2M-P4XQ-1."""
    parts = number.split("-")
    return "-".join(parts[:_DASHES_OF_A_PART]) if len(parts) > _DASHES_OF_A_PART else number


def _own(session: Session, actor: Actor, key: str) -> tuple[UUID, str]:
    if actor.seller_id is None:
        raise NotFound("This order is not here.")
    try:
        (number,) = orders_of_keys(session, seller_id=actor.seller_id, keys=[key])
    except Invalid as error:
        raise NotFound("This order is not here.") from error
    return actor.seller_id, number
