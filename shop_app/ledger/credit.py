"""Store credit: what Stoa owes a shopper who chose to spend it here, granted, given back, given up.

A balance is the sum of a person's `customer_credit` entries in a currency. The row that follows it
(`credit_balances`, kept by triggers) is the lock, and its check is why no balance falls below zero.
Spending is no function here: a payment that uses credit holds and spends it by itself, by the
trigger `credit_follows_payment` (docs/ledger.md).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound
from shop_app.core.formats import money_text
from shop_app.core.ids import new_id
from shop_app.core.money import exponent, parse_minor
from shop_app.core.outbox import record
from shop_app.ledger.models import Account, Kind, Purpose
from shop_app.ledger.service import Entry, post

SHORTEST_REASON = 5
LONGEST_REASON = 300
MOST_MAJOR = 500  # major units that one person of the staff may give a shopper in a day
MOST_MAJOR_OF = {"JPY": 80_000, "KWD": 150}
_DAY = timedelta(days=1)

_LOCKED = """
    select balance_minor, held_minor from credit_balances
    where user_id = :user_id and currency = :currency for update
"""
_GIVEN_TODAY = """
    select coalesce(sum(amount_minor), 0)::bigint as minor from credit_grants
    where user_id = :user_id and currency = :currency and actor_id = :actor_id
      and amount_minor > 0 and created_at > :since
"""
_WRITE = """
    insert into credit_grants (
        id, user_id, currency, amount_minor, reason, actor_id, actor_name, created_at)
    values (:id, :user_id, :currency, :amount, :reason, :actor_id, :actor_name, :moment)
    returning id
"""


def grant(
    session: Session, *, key: str, amount: str, currency: str, reason: str, actor: Actor
) -> UUID:
    """Give a customer credit, as the amount was typed; returns the grant. Audited.

    Raises Invalid without a reason or for what is no amount, Conflict for more than one person may
    give in a day, NotAllowed for oneself, NotFound for an account that is not there or erased.
    """
    user_id, minor, words = _asked(session, key, amount, currency, reason)
    if actor.user_id == user_id:
        raise NotAllowed("Nobody gives credit to themselves. Ask a colleague.")
    _lock(session, user_id, currency)
    most = MOST_MAJOR_OF.get(currency, MOST_MAJOR) * 10 ** exponent(currency)
    given = rows(
        session, _GIVEN_TODAY, user_id=user_id, currency=currency, actor_id=actor.user_id,
        since=now() - _DAY,
    )[0].minor  # fmt: skip
    if given + minor > most:
        raise Conflict(
            "You can give a customer at most {amount} of credit a day. A colleague may give more.",
            field="amount",
            amount=money_text(most, currency),
        )
    return _adjust(session, user_id, minor, currency, words, actor)


def take(
    session: Session, *, key: str, amount: str, currency: str, reason: str, actor: Actor
) -> UUID:
    """Take credit from a customer; returns the row. Refusals as `grant`; Conflict for more than is
    free, what payments under way hold not counted."""
    user_id, minor, words = _asked(session, key, amount, currency, reason)
    free = _lock(session, user_id, currency)
    if minor > free:
        raise Conflict(
            "Only {amount} of credit can be taken.",
            field="amount",
            amount=money_text(free, currency),
        )
    return _adjust(session, user_id, -minor, currency, words, actor)


def give_back(
    session: Session,
    *,
    refund_id: UUID,
    order_id: UUID,
    user_id: UUID,
    amount_minor: int,
    currency: str,
) -> None:
    """Post the part of a refund that becomes credit: the provider keeps it, Stoa owes it."""
    _post(
        session, Kind.CREDIT_REFUND, f"credit_refund:{refund_id}", user_id, currency,
        amount_minor, against=Account.CLEARING, order_id=order_id,
    )  # fmt: skip
    record(
        session,
        "credit.given_back",
        aggregate="order",
        aggregate_id=order_id,
        refund_id=str(refund_id),
        amount_minor=amount_minor,
        currency=currency,
    )


def give_up(session: Session, *, user_id: UUID) -> None:
    """The person gives up all their credit, as before an erasure. Nothing to give up is no error.

    Raises Conflict while a payment uses some of it.
    """
    found = rows(
        session,
        "select currency, balance_minor, held_minor from credit_balances"
        " where user_id = :user_id and balance_minor > 0 order by currency for update",
        user_id=user_id,
    )
    if any(row.held_minor for row in found):
        raise Conflict("A payment with your store credit is under way. Wait until it is done.")
    for row in found:
        _post(
            session, Kind.CREDIT_GIVEN_UP, f"credit_given_up:{new_id()}", user_id, row.currency,
            -row.balance_minor, against=Account.GOODWILL,
        )  # fmt: skip


def _asked(
    session: Session, key: str, amount: str, currency: str, reason: str
) -> tuple[UUID, int, str]:
    """Who, how much and why. Raises the first refusal."""
    person = rows(
        session, "select id, erased_at from users where id::text = :key", key=key[:40]
    )  # fmt: skip
    if not person or person[0].erased_at is not None:
        raise NotFound("There is no such customer.")
    if not rows(session, "select 1 from regions where currency = :code limit 1", code=currency):
        raise Invalid("The shop sells nothing in {given}.", field="currency", given=currency[:10])
    minor = parse_minor(amount[:30], currency)
    if minor <= 0:
        raise Invalid("Give an amount above zero.", field="amount")
    words = " ".join("".join(c if c.isprintable() else " " for c in reason).split())
    if len(words) < SHORTEST_REASON:
        raise Invalid("Give a reason: the customer and the audit log show it.", field="reason")
    return person[0].id, minor, words[:LONGEST_REASON]


def _lock(session: Session, user_id: UUID, currency: str) -> int:
    """Lock the person's balance in the currency; what of it is free, in minor units."""
    rows(
        session,
        "insert into credit_balances (user_id, currency, balance_minor, held_minor)"
        " values (:user_id, :currency, 0, 0) on conflict do nothing returning user_id",
        user_id=user_id,
        currency=currency,
    )
    row: Any = rows(session, _LOCKED, user_id=user_id, currency=currency)[0]
    return row.balance_minor - row.held_minor


def _adjust(
    session: Session, user_id: UUID, minor: int, currency: str, reason: str, actor: Actor
) -> UUID:
    grant_id = new_id()
    rows(
        session,
        _WRITE,
        id=grant_id,
        user_id=user_id,
        currency=currency,
        amount=minor,
        reason=reason,
        actor_id=actor.user_id,
        actor_name=actor.name[:200],
        moment=now(),
    )
    kind = Kind.CREDIT_GRANTED if minor > 0 else Kind.CREDIT_TAKEN
    _post(
        session, kind, f"credit_grant:{grant_id}", user_id, currency, minor,
        against=Account.GOODWILL,
    )  # fmt: skip
    audit(
        session,
        actor,
        "credit.granted" if minor > 0 else "credit.taken",
        subject="user",
        subject_id=user_id,
        after={"amount_minor": abs(minor), "currency": currency, "reason": reason},
    )
    return grant_id


def _post(
    session: Session,
    kind: Kind,
    key: str,
    user_id: UUID,
    currency: str,
    minor: int,
    *,
    against: Account,
    order_id: UUID | None = None,
) -> None:
    post(
        session,
        key=key,
        kind=kind,
        user_id=user_id,
        currency=currency,
        order_id=order_id,
        entries=[
            Entry(Account.CUSTOMER_CREDIT, Purpose.CREDIT, minor),
            Entry(against, Purpose.CREDIT, -minor),
        ],
    )
