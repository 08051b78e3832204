"""What the seller does with a return, or staff in its place: approve, reject, receive, refund.

Each takes `seller_id`: only that seller's return is found. None stands for staff, whose screens ask
for the permission first. Who did what is audited in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import SYSTEM, Actor, audit
from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.inventory.taking_back import take_back
from shop_app.ledger.service import RefundedLine
from shop_app.orders.refunds import left_to_give_back, owe
from shop_app.orders.returns.facts import facts_of, lines_by_number
from shop_app.orders.returns.models import Condition, ReturnReason, ReturnStatus
from shop_app.orders.returns.rules import (
    CONSEQUENCES,
    MOST_KEPT,
    RESTOCKABLE,
    LineRefund,
    refund_of,
    within,
)
from shop_app.orders.returns.status import locked, move, read

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Arrived:
    """How the pieces of a line came: how many, in which condition, how many can be sold again,
    and what is kept of the goods for wear, in percent."""

    line_no: int
    accepted: int
    condition: str
    restocked: int = 0
    keep_percent: int = 0


def approve(
    session: Session, *, seller_id: UUID | None, number: str, instructions: str, actor: Actor
) -> None:
    """The goods may come; `instructions` say where to and how. Raises Invalid without them."""
    text = _text(instructions, field="instructions", needed="Say where the parcel goes and how.")
    here = locked(session, number=number, seller_id=seller_id)
    move(session, here, to=ReturnStatus.APPROVED, actor=actor, instructions=text, decision="")
    _audit(session, here, actor, "approved")


def reject(
    session: Session, *, seller_id: UUID | None, number: str, reason: str, actor: Actor
) -> None:
    """The goods may not come; the shopper reads the reason. Raises Invalid without one."""
    text = _text(reason, field="reason", needed="Say why, so that the shopper understands.")
    here = locked(session, number=number, seller_id=seller_id)
    move(session, here, to=ReturnStatus.REJECTED, actor=actor, note=text, decision=text)
    _audit(session, here, actor, "rejected", reason=text)


def receive(
    session: Session,
    *,
    seller_id: UUID | None,
    number: str,
    arrived: Sequence[Arrived],
    actor: Actor,
) -> None:
    """The parcel is here: each line with its pieces, condition and what becomes of them.

    Raises Invalid for more pieces than were announced, a condition that does not fit, or more kept
    than the rules allow; Conflict when it is not approved.
    """
    here = locked(session, number=number, seller_id=seller_id)
    lines = {line.line_no: line for line in _lines(session, here.id)}
    given = {line.line_no: line for line in arrived}
    if set(given) != set(lines) or len(given) != len(arrived):
        raise Invalid("Say for each thing how it came.", field="lines")
    for line_no, line in given.items():
        _ensure_arrived(line, lines[line_no])
    move(session, here, to=ReturnStatus.RECEIVED, actor=actor)
    documents = _documents(session, here.order_id)
    # Stock levels are locked in the order of their keys, as everywhere.
    for line_no in sorted(given, key=lambda line_no: lines[line_no].offer_id):
        line = given[line_no]
        rows(
            session,
            "update return_lines set accepted = :accepted, condition = :condition,"
            " restocked = :restocked, keep_percent = :keep_percent"
            " where return_id = :id and line_no = :line_no returning line_no",
            id=here.id,
            line_no=line_no,
            accepted=line.accepted,
            condition=line.condition if line.accepted else "",
            restocked=line.restocked,
            keep_percent=line.keep_percent,
        )
        if line.accepted:
            take_back(
                session,
                order_id=here.order_id,
                offer_id=lines[line_no].offer_id,
                quantity=line.accepted,
                restocked=line.restocked,
                document=document_of(here.number),
                documents=documents,
                actor=actor.name[:100],
            )
    _audit(
        session, here, actor, "received",
        lines=[[line.line_no, line.accepted, line.condition, line.restocked, line.keep_percent]
               for line in arrived],
    )  # fmt: skip


def refund(session: Session, *, seller_id: UUID | None, number: str, actor: Actor) -> UUID | None:
    """Owe the shopper what the rules say; returns the payment to give it back from.

    None when nothing is to go back: the return is closed then. Staff may refund an approved return
    without waiting for the goods: all that was announced counts as accepted and nothing is put on a
    shelf. Raises IllegalReturnMove when it stands elsewhere.
    """
    here = locked(session, number=number, seller_id=seller_id)
    if here.status == ReturnStatus.APPROVED and actor.kind == "staff":
        rows(
            session,
            "update return_lines set accepted = quantity where return_id = :id returning line_no",
            id=here.id,
        )
    refunds = _refunds(session, here)
    total = sum(refund.refund_minor for refund in refunds.values())
    to = ReturnStatus.REFUNDED if total else ReturnStatus.CLOSED
    move(session, here, to=to, actor=actor)
    payment_id = None
    for line_no, amounts in refunds.items():
        _write_amounts(session, here.id, line_no, amounts)
    if total:
        payment_id = owe(
            session,
            order_id=here.order_id,
            seller_id=here.seller_id,
            amount_minor=total,
            reason=f"return {here.number}",
            actor=actor,
            to=here.refund_to,
            return_id=here.id,
            lines=[
                RefundedLine(line_no, amounts.refund_minor - _delivery(amounts))
                for line_no, amounts in refunds.items()
                if amounts.refund_minor
            ],
            delivery_minor=sum(_delivery(amounts) for amounts in refunds.values()),
        )
        _close_if_given(session, here.id)
    _audit(session, here, actor, "refunded", amount_minor=total, currency=here.currency)
    return payment_id


def expected(session: Session, here: Any) -> dict[int, LineRefund]:
    """What would go back now, by line: what was announced before it came, what came afterwards."""
    is_here = here.status not in (ReturnStatus.REQUESTED, ReturnStatus.APPROVED)
    return _reckoned(session, here, announced=not is_here)


def close(
    session: Session, *, seller_id: UUID | None, number: str, reason: str, actor: Actor
) -> None:
    """Staff ends an approved return whose goods never came. Raises Invalid without a reason."""
    text = _text(reason, field="reason", needed="Say why, so that the shopper understands.")
    here = locked(session, number=number, seller_id=seller_id)
    move(session, here, to=ReturnStatus.CLOSED, actor=actor, note=text, decision=text)
    _audit(session, here, actor, "closed", reason=text)


def document_of(number: str) -> str:
    """How stock movements name a return."""
    return f"return:{number}"


def _refunds(session: Session, here: Any) -> dict[int, LineRefund]:
    """What goes back by line, never more than is left of what was paid for the part."""
    found = _reckoned(session, here, announced=False)
    left = left_to_give_back(session, order_id=here.order_id, seller_id=here.seller_id)
    return dict(zip(found, within(list(found.values()), left), strict=True))


def _reckoned(session: Session, here: Any, *, announced: bool) -> dict[int, LineRefund]:
    parts = facts_of(
        session,
        order_id=here.order_id,
        tax_included=here.tax_included,
        seller_id=here.seller_id,
    )
    known = lines_by_number(parts)
    return {
        line.line_no: refund_of(
            known[line.line_no][1].frozen,
            line.quantity if announced else line.accepted,
            ReturnReason(line.reason),
            keep_percent=line.keep_percent,
        )
        for line in _lines(session, here.id)
    }


def _close_if_given(session: Session, return_id: UUID) -> None:
    """Where all went back as store credit no provider is waited for: the return is done."""
    if not rows(
        session,
        "select 1 from refunds where return_id = :id and status = 'due' limit 1",
        id=return_id,
    ):
        move(session, read(session, return_id), to=ReturnStatus.CLOSED, actor=SYSTEM)


def _delivery(amounts: LineRefund) -> int:
    """What of a line's refund is delivery: what is kept comes off the goods first."""
    return min(amounts.delivery_minor, amounts.refund_minor)


def _ensure_arrived(line: Arrived, asked: Any) -> None:
    where = {"field": f"accepted-{line.line_no}", "title": asked.title}
    if not 0 <= line.accepted <= asked.quantity:
        raise Invalid(
            "{most} of {title} were announced; no more can have come.", most=asked.quantity, **where
        )
    if not line.accepted:
        return
    if line.condition not in set(Condition):
        raise Invalid("Say in which condition {title} came.", **where)
    condition = Condition(line.condition)
    if not 0 <= line.restocked <= (line.accepted if condition in RESTOCKABLE else 0):
        raise Invalid("{title} in this condition cannot be sold again.", **where)
    may_keep = CONSEQUENCES[ReturnReason(asked.reason)].may_keep
    most = MOST_KEPT[condition] if may_keep else 0
    if not 0 <= line.keep_percent <= most:
        raise Invalid("At most {most}% can be kept back for {title}.", most=most, **where)


def _lines(session: Session, return_id: UUID) -> list[Any]:
    return rows(
        session,
        "select rl.*, l.offer_id, l.title from return_lines rl"
        " join returns r on r.id = rl.return_id"
        " join order_lines l on l.order_id = r.order_id and l.line_no = rl.line_no"
        " where rl.return_id = :id order by rl.line_no",
        id=return_id,
    )


def _documents(session: Session, order_id: UUID) -> list[str]:
    found = rows(session, "select number from returns where order_id = :id", id=order_id)
    return [document_of(row.number) for row in found]


def _write_amounts(session: Session, return_id: UUID, line_no: int, amounts: LineRefund) -> None:
    rows(
        session,
        "update return_lines set goods_minor = :goods, tax_minor = :tax,"
        " delivery_minor = :delivery, kept_minor = :kept, refund_minor = :refund"
        " where return_id = :id and line_no = :line_no returning line_no",
        id=return_id,
        line_no=line_no,
        goods=amounts.goods_minor,
        tax=amounts.tax_minor,
        delivery=amounts.delivery_minor,
        kept=amounts.kept_minor,
        refund=amounts.refund_minor,
    )


def _text(given: str, *, field: str, needed: str) -> str:
    text = "".join(c for c in given if c == "\n" or c.isprintable()).strip()
    if not text:
        raise Invalid(needed, field=field)
    if len(text) > LONGEST_TEXT:
        raise Invalid("Write at most {most} characters.", field=field, most=LONGEST_TEXT)
    return text


def _audit(
    session: Session, here: Any, actor: Actor, verb: str, **after: Mapping[str, Any] | Any
) -> None:
    audit(
        session,
        actor,
        f"return.{verb}",
        subject="return",
        subject_id=here.number,
        before={"status": here.status},
        after={"status": verb, **after},
        seller_id=here.seller_id,
    )
