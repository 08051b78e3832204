"""The shopper asks for a return, and may take it back until it is approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_order_number
from shop_app.orders.queries import order_page
from shop_app.orders.returns.facts import LineFacts, PartFacts, facts_of, lines_by_number
from shop_app.orders.returns.models import (
    RefundDestination,
    Return,
    ReturnLine,
    ReturnPhoto,
    ReturnReason,
    ReturnStatus,
)
from shop_app.orders.returns.status import locked, move, read, tell, write_step
from shop_app.orders.service import order_id_of

LONGEST_WORDS = 1000
MOST_PHOTOS = 5
SHOPPER = Actor("shopper", "shopper")


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many pieces of a line are to come back, and why."""

    line_no: int
    quantity: int
    reason: str
    words: str = ""


def ask(
    session: Session,
    *,
    number: str,
    wanted: Sequence[Wanted],
    words: str = "",
    photos: Sequence[tuple[str, str]] = (),
    refund_to: str = RefundDestination.METHOD,
    request_key: str,
    user_id: UUID | None = None,
    session_key: str = "",
    key: str = "",
) -> list[str]:
    """Ask to return things of an order; one return for each seller, their numbers in that order.

    Who may see the order may ask. `photos` are pairs of keys of private pictures; `refund_to` is a
    RefundDestination, store credit for the owner of the order alone. A repeat with the same
    `request_key` gets the first answer. Raises NotFound for a stranger, Invalid for what cannot be
    (no such line, not bought so many, no reason), Conflict for what may not come back (not
    delivered, too late, under way already).
    """
    order_page(session, number, user_id=user_id, session_key=session_key, key=key)
    order_id = order_id_of(session, number)
    order = rows(
        session,
        "select id, number, currency, tax_included, user_id from orders where id = :id for update",
        id=order_id,
    )[0]
    _ensure_words(words, wanted, photos, request_key)
    if refund_to not in set(RefundDestination) or (
        refund_to == RefundDestination.CREDIT and (user_id is None or user_id != order.user_id)
    ):
        raise Invalid("Choose where the money goes back to.", field="refund_to")
    before = rows(
        session,
        "select number, order_id from returns where request_key = :key order by number",
        key=request_key,
    )
    if before:
        if before[0].order_id != order.id:
            raise Conflict("This form was sent for another order. Load the page again.")
        return [row.number for row in before]
    parts = facts_of(session, order_id=order.id, tax_included=order.tax_included)
    chosen = _chosen(parts, wanted)
    return [
        _write(
            session,
            order,
            part,
            lines,
            words=words,
            photos=photos,
            refund_to=refund_to,
            request_key=request_key,
        )
        for part, lines in chosen
    ]


def cancel(
    session: Session,
    *,
    number: str,
    user_id: UUID | None = None,
    session_key: str = "",
    key: str = "",
) -> str:
    """The shopper takes back a return that nobody approved yet; returns the order's number."""
    found = rows(
        session,
        "select o.number from returns r join orders o on o.id = r.order_id"
        " where r.number = :number",
        number=number[:40],
    )
    if not found:
        raise NotFound("This return is not here.")
    order_page(session, found[0].number, user_id=user_id, session_key=session_key, key=key)
    here = locked(session, number=number, seller_id=None)
    move(session, here, to=ReturnStatus.CANCELLED, actor=SHOPPER)
    return here.order_number


def _ensure_words(
    words: str, wanted: Sequence[Wanted], photos: Sequence[Any], request_key: str
) -> None:
    if not wanted:
        raise Invalid("Choose at least one thing to return.", field="lines")
    if any(len(text) > LONGEST_WORDS for text in (words, *(line.words for line in wanted))):
        raise Invalid("Write at most {most} characters.", field="words", most=LONGEST_WORDS)
    if len(photos) > MOST_PHOTOS:
        raise Invalid("Send at most {most} files.", field="photo", most=MOST_PHOTOS)
    if not 16 <= len(request_key) <= 64 or not request_key.isalnum():
        raise Invalid("This form cannot be read. Go back, load the page again and send it anew.")
    if len({line.line_no for line in wanted}) != len(wanted):
        raise Invalid("Each thing can be chosen once.", field="lines")


def _chosen(
    parts: list[PartFacts], wanted: Iterable[Wanted]
) -> list[tuple[PartFacts, list[tuple[Wanted, LineFacts]]]]:
    """What is wanted, by seller. Raises the first refusal."""
    known = lines_by_number(parts)
    chosen: dict[UUID, list[tuple[Wanted, LineFacts]]] = {}
    for line in wanted:
        if line.line_no not in known:
            raise Invalid("This was not bought with this order.", field="lines")
        part, facts = known[line.line_no]
        _ensure_possible(line, facts)
        chosen.setdefault(part.seller_id, []).append((line, facts))
    return [(part, chosen[part.seller_id]) for part in parts if part.seller_id in chosen]


def _ensure_possible(line: Wanted, facts: LineFacts) -> None:
    title = facts.row.title
    if line.reason not in set(ReturnReason):
        raise Invalid("Say why you return {title}.", field=f"reason-{line.line_no}", title=title)
    if line.quantity < 1:
        raise Invalid(
            "Say how many of {title} you return.", field=f"quantity-{line.line_no}", title=title
        )
    if line.quantity > facts.row.quantity:
        raise Invalid(
            "You bought {bought} of {title}, so no more can come back.",
            field=f"quantity-{line.line_no}",
            title=title,
            bought=facts.row.quantity,
        )
    if facts.why_not == "too_late":
        raise Conflict(
            "{title} could be returned until {day}. That day has passed.",
            field="lines",
            title=title,
            day=str(facts.until),
        )
    if facts.why_not in ("not_delivered", "cancelled"):
        raise Conflict(
            "{title} has not arrived yet. It can be returned as soon as it has.",
            field="lines",
            title=title,
        )
    if line.quantity > facts.left:
        raise Conflict(
            "Of {title} {left} more can come back now.",
            field=f"quantity-{line.line_no}",
            title=title,
            left=facts.left,
        )


def _write(
    session: Session,
    order: Any,
    part: PartFacts,
    lines: list[tuple[Wanted, LineFacts]],
    *,
    words: str,
    photos: Sequence[tuple[str, str]],
    refund_to: str,
    request_key: str,
) -> str:
    made = Return(
        number=f"R{new_order_number()[1:]}",
        order_id=order.id,
        seller_id=part.seller_id,
        user_id=order.user_id,
        currency=order.currency,
        words=_clean(words),
        refund_to=refund_to,
        request_key=request_key,
        requested_at=now(),
    )
    session.add(made)
    session.flush()
    session.add_all(
        [
            ReturnLine(
                return_id=made.id,
                line_no=line.line_no,
                quantity=line.quantity,
                reason=line.reason,
                words=_clean(line.words),
            )
            for line, _ in lines
        ]
    )
    session.add_all(
        [
            ReturnPhoto(return_id=made.id, position=position, key=key, small_key=small)
            for position, (key, small) in enumerate(photos)
        ]
    )
    session.flush()
    write_step(
        session, made.id, before="", to=ReturnStatus.REQUESTED, actor=SHOPPER, note=made.words
    )
    tell(session, read(session, made.id), to=ReturnStatus.REQUESTED, version=1)
    return made.number


def _clean(words: str) -> str:
    """Words as a database can keep them: no control characters but line breaks."""
    return "".join(c for c in words if c == "\n" or c.isprintable() or c == "\t").strip()
