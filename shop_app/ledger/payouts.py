"""Payout runs: proposed by one person, approved by another, paid line by line.

propose  What each seller may be paid is written down; one run is open at a time.
approve  By somebody else: service and database refuse the same person.
pay      A batch of lines in one transaction each time, until none waits. Killed half-way, the next
         call goes on where it was; a line is paid once, since its posting has its key. A balance
         that has fallen below the line in the meantime leaves the line out.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotAllowed, NotFound
from shop_app.core.ids import new_id, new_order_number
from shop_app.core.outbox import record
from shop_app.ledger.balances import balances
from shop_app.ledger.models import Account, Kind, PayoutLineStatus, PayoutStatus, Purpose
from shop_app.ledger.releasing import release_due
from shop_app.ledger.service import Entry, post
from shop_app.ledger.views import Balance, PayoutLineView, PayoutView

BATCH = 50
_ALONE = "select pg_advisory_xact_lock(hashtext('ledger.payouts'))"
_OPEN = """
    insert into payouts (id, number, status, proposed_by, proposed_name, proposed_at,
        approved_name, note)
    values (:id, :number, 'proposed', :by, :name, :moment, '', '') returning id
"""
_LINE = """
    insert into payout_lines (payout_id, seller_id, currency, available_minor, reserved_minor,
        amount_minor, status, reason)
    values (:payout_id, :seller_id, :currency, :available, :reserved, :amount, 'waiting', '')
    returning seller_id
"""
_WAITING = """
    select seller_id, currency, amount_minor from payout_lines
    where payout_id = :id and status = 'waiting'
    order by seller_id, currency limit :most for update
"""
_SETTLE = """
    update payout_lines set status = :status, reason = :reason, paid_at = :paid_at
    where payout_id = :id and seller_id = :seller_id and currency = :currency returning seller_id
"""
_LINES = """
    select l.*, s.name as seller_name from payout_lines l join sellers s on s.id = l.seller_id
    where l.payout_id = :id order by s.name, l.seller_id, l.currency
"""


def preview(session: Session) -> list[Balance]:
    """Each balance as a run proposed now would find it: what has been held long enough is
    released first, as it would be by the clock."""
    while release_due(session):
        pass
    return balances(session)


def propose(session: Session, *, actor: Actor) -> str:
    """Write down what everybody may be paid now; returns the run's number.

    Raises Conflict when a run is open already or nobody may be paid.
    """
    rows(session, _ALONE)
    is_open = rows(session, "select number from payouts where status in ('proposed', 'approved')")
    if is_open:
        raise Conflict(
            "Run {number} is still open. Pay or reject it first.", number=is_open[0].number
        )
    due = [balance for balance in preview(session) if balance.next_minor > 0]
    if not due:
        raise Conflict("Nobody can be paid now.")
    payout_id, number = new_id(), f"P{new_order_number()[1:]}"
    rows(
        session,
        _OPEN,
        id=payout_id,
        number=number,
        by=_person(actor),
        name=actor.name,
        moment=now(),
    )
    for balance in due:
        rows(
            session,
            _LINE,
            payout_id=payout_id,
            seller_id=balance.seller_id,
            currency=balance.currency,
            available=balance.available_minor,
            reserved=balance.reserved_minor,
            amount=balance.next_minor,
        )
    _audit(session, actor, "proposed", number, lines=len(due))
    return number


def approve(session: Session, *, number: str, actor: Actor) -> None:
    """A second person agrees. Raises NotAllowed for the one who proposed, Conflict if it is not
    waiting for approval."""
    run = _locked(session, number)
    if run.proposed_by == _person(actor):
        raise NotAllowed("You proposed this run. Somebody else must approve it.")
    _ensure(run, PayoutStatus.PROPOSED)
    rows(
        session,
        "update payouts set status = 'approved', approved_by = :by, approved_name = :name,"
        " approved_at = :moment where id = :id returning id",
        id=run.id,
        by=actor.user_id,
        name=actor.name,
        moment=now(),
    )
    _audit(session, actor, "approved", number)


def reject(session: Session, *, number: str, note: str = "", actor: Actor) -> None:
    """Nothing of the run is paid. Raises Conflict when it is not waiting for approval."""
    run = _locked(session, number)
    _ensure(run, PayoutStatus.PROPOSED)
    rows(
        session,
        "update payouts set status = 'rejected', ended_at = :moment, note = :note"
        " where id = :id returning id",
        id=run.id,
        moment=now(),
        note=note.strip()[:500],
    )
    _audit(session, actor, "rejected", number)


def pay_some(session: Session, *, number: str, actor: Actor, most: int = BATCH) -> int:
    """Pay the next lines of an approved run; returns how many still wait. Call it until 0.

    A paid run answers 0. Raises Conflict when it is not approved.
    """
    run = _locked(session, number)
    if run.status == PayoutStatus.PAID:
        return 0
    _ensure(run, PayoutStatus.APPROVED)
    for line in rows(session, _WAITING, id=run.id, most=most):
        _pay_line(session, run, line)
    left = rows(
        session,
        "select count(*) as n from payout_lines where payout_id = :id and status = 'waiting'",
        id=run.id,
    )[0].n
    if not left:
        rows(
            session,
            "update payouts set status = 'paid', ended_at = :moment where id = :id returning id",
            id=run.id,
            moment=now(),
        )
        _audit(session, actor, "paid", number)
    return left


def payout(session: Session, *, number: str) -> PayoutView:
    """A run with its lines. Raises NotFound."""
    found = rows(session, "select * from payouts where number = :number", number=number[:40])
    if not found:
        raise NotFound("This payout is not here.")
    run = found[0]
    return PayoutView(
        id=run.id,
        number=run.number,
        status=run.status,
        proposed_by=run.proposed_by,
        proposed_name=run.proposed_name,
        proposed_at=run.proposed_at,
        approved_name=run.approved_name,
        approved_at=run.approved_at,
        ended_at=run.ended_at,
        note=run.note,
        lines=tuple(
            PayoutLineView(
                seller_id=line.seller_id,
                seller_name=line.seller_name,
                currency=line.currency,
                available_minor=line.available_minor,
                reserved_minor=line.reserved_minor,
                amount_minor=line.amount_minor,
                status=line.status,
                reason=line.reason,
                paid_at=line.paid_at,
            )
            for line in rows(session, _LINES, id=run.id)
        ),
    )


def _pay_line(session: Session, run: Any, line: Any) -> None:
    there = [
        balance.available_minor
        for balance in balances(session, seller_id=line.seller_id)
        if balance.currency == line.currency
    ]
    is_there = bool(there) and there[0] >= line.amount_minor
    if is_there:
        post(
            session,
            key=f"payout:{run.id}:{line.seller_id}:{line.currency}",
            kind=Kind.PAYOUT,
            seller_id=line.seller_id,
            currency=line.currency,
            entries=[
                Entry(Account.SELLER_AVAILABLE, Purpose.PAYOUT, -line.amount_minor),
                Entry(Account.PAID_OUT, Purpose.PAYOUT, line.amount_minor),
            ],
            payout_id=run.id,
        )
        record(
            session,
            "payout.paid",
            aggregate="payout",
            aggregate_id=run.id,
            number=run.number,
            seller_id=str(line.seller_id),
            amount_minor=line.amount_minor,
            currency=line.currency,
        )
    rows(
        session,
        _SETTLE,
        id=run.id,
        seller_id=line.seller_id,
        currency=line.currency,
        status=str(PayoutLineStatus.PAID if is_there else PayoutLineStatus.LEFT_OUT),
        reason="" if is_there else "balance_fell",
        paid_at=now() if is_there else None,
    )


def _locked(session: Session, number: str) -> Any:
    rows(session, _ALONE)
    found = rows(
        session, "select * from payouts where number = :number for update", number=number[:40]
    )
    if not found:
        raise NotFound("This payout is not here.")
    return found[0]


def _ensure(run: Any, status: PayoutStatus) -> None:
    if run.status != status:
        raise Conflict(
            "Run {number} is {status}; this cannot be done with it any more.",
            number=run.number,
            status=run.status,
        )


def _person(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotAllowed("A payout run needs a person who stands for it.")
    return actor.user_id


def _audit(session: Session, actor: Actor, word: str, number: str, **after: Any) -> None:
    audit(
        session, actor, f"payout.{word}", subject="payout", subject_id=number, after=after or None
    )
