"""What staff does with an order: cancel, give money back, note, tag. Each act is audited.

The screens ask for the permission; the services here ask what the order allows.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.money import parse_minor
from shop_app.orders.refunds import owe
from shop_app.orders.returns.models import RefundDestination
from shop_app.orders.service import cancel_before_shipment, order_id_of, said_by
from shop_app.orders.status import note

LONGEST_NOTE = 500
LONGEST_TAG = 30


def cancel(
    session: Session, *, number: str, part: str = "", reason: str, actor: Actor
) -> list[UUID]:
    """Cancel the order, or one seller's part (its number); returns the payments that owe money.

    Raises Invalid without a reason, NotFound for an unknown part, IllegalMove once it was sent.
    """
    words = _words(reason, field="reason", needed="Say why the order is cancelled.")
    sellers = [_part(session, number, part).seller_id] if part else None
    payments = cancel_before_shipment(
        session, number=number, reason=words, actor=actor, seller_ids=sellers
    )
    _audit(session, actor, "cancelled", number, {"part": part or "all", "reason": words})
    return payments


def cancel_one(session: Session, *, actor: Actor, key: str, note: str) -> None:
    """Cancel a selected order; the note is the reason. The sweeper gives the money back."""
    cancel(session, number=_number(session, key), reason=note, actor=actor)


def refund_part(
    session: Session,
    *,
    number: str,
    part: str,
    amount: str,
    reason: str,
    actor: Actor,
    to: str = RefundDestination.METHOD,
) -> UUID:
    """Owe the shopper an amount, as it was typed, for one seller's part; returns the payment.

    It goes back the way it was paid or, `to` credit, as store credit. Raises Invalid without a
    reason, for what is no amount and for another way, Conflict for more than is left.
    """
    if to not in set(RefundDestination):
        raise Invalid("Choose where the money goes back to.", field="to")
    words = _words(reason, field="reason", needed="Say why the money goes back.")
    here = _part(session, number, part)
    minor = parse_minor(amount[:30], here.currency)
    payment_id = owe(
        session,
        order_id=here.order_id,
        seller_id=here.seller_id,
        amount_minor=minor,
        reason=words,
        actor=actor,
        to=to,
    )
    after = {"part": part, "amount_minor": minor, "currency": here.currency, "to": to}
    _audit(session, actor, "refunded", number, {**after, "reason": words})
    return payment_id


def add_note(session: Session, *, number: str, text: str, actor: Actor) -> None:
    """Write a line into the timeline that only staff reads. Raises Invalid for none."""
    words = _words(text, field="text", needed="Write the note first.")
    order_id = order_id_of(session, number)
    note(session, order_id=order_id, kind="note", actor=said_by(actor), text=words)
    _audit(session, actor, "noted", number, {"text": words})


def tag(session: Session, *, number: str, word: str, actor: Actor) -> None:
    """Put a word on the order, in small letters; twice is once. Raises Invalid for none."""
    clean = " ".join(word.lower().split())
    if not clean or len(clean) > LONGEST_TAG or not clean.isprintable() or "," in clean:
        raise Invalid("A tag is a word of at most {most} letters.", field="tag", most=LONGEST_TAG)
    written = rows(
        session,
        "insert into order_tags (order_id, tag, actor, created_at)"
        " values (:order_id, :tag, :actor, :moment) on conflict do nothing returning tag",
        order_id=order_id_of(session, number),
        tag=clean,
        actor=said_by(actor),
        moment=now(),
    )
    if written:
        _audit(session, actor, "tagged", number, {"tag": clean})


def untag(session: Session, *, number: str, word: str, actor: Actor) -> None:
    """Take a word off the order."""
    gone = rows(
        session,
        "delete from order_tags where order_id = :order_id and tag = :tag returning tag",
        order_id=order_id_of(session, number),
        tag=word,
    )
    if gone:
        _audit(session, actor, "untagged", number, {"tag": word[:LONGEST_TAG]})


def tag_one(session: Session, *, actor: Actor, key: str, note: str) -> None:
    """Put the note on a selected order as a tag."""
    tag(session, number=_number(session, key), word=note, actor=actor)


def seller_of_part(session: Session, *, number: str, part: str) -> UUID:
    """Whose part of the order has this number. Raises NotFound."""
    return _part(session, number, part).seller_id


def _part(session: Session, number: str, part: str) -> Any:
    found = rows(
        session,
        "select so.order_id, so.seller_id, o.currency from seller_orders so"
        " join orders o on o.id = so.order_id"
        " where so.order_id = :order_id and so.number = :part and so.status <> 'pending'",
        order_id=order_id_of(session, number),
        part=part[:60],
    )
    if not found:
        raise NotFound("This part of the order is not here.")
    return found[0]


def _number(session: Session, key: str) -> str:
    found = rows(
        session, "select number from order_numbers where order_id::text = :key", key=key[:40]
    )
    if not found:
        raise NotFound("This order is not here.")
    return found[0].number


def _words(text: str, *, field: str, needed: str) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_NOTE]
    if not words:
        raise Invalid(needed, field=field)
    return words


def _audit(session: Session, actor: Actor, verb: str, number: str, after: dict[str, Any]) -> None:
    audit(session, actor, f"order.{verb}", subject="order", subject_id=number, after=after)
