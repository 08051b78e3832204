"""Customers as staff sees them: who they are, what they bought; locking an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.enrolment import take_away
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.lists import Listing, Sort

CUSTOMERS = Listing(
    columns="u.id, u.name, u.email, u.created_at, u.verified_at, u.disabled_at, b.orders,"
    " b.last_at, b.spent",
    source="users u left join lateral (select count(*) as orders, max(o.placed_at) as last_at,"
    " (select string_agg(s.currency || ' ' || s.minor, ';' order by s.minor desc) from ("
    "   select p.currency, sum(p.total_minor) as minor from orders p where p.user_id = u.id"
    "   and p.status not in ('pending', 'failed', 'cancelled') group by 1) s) as spent"
    " from orders o where o.user_id = u.id"
    " and o.status not in ('pending', 'failed', 'cancelled')) b on true",
    key="u.id",
    sorts={
        "since": Sort("u.created_at", "timestamptz"),
        "name": Sort("lower(u.name)"),
        "email": Sort("lower(u.email)"),
    },
    default_sort="-since",
    filters={
        "state": "case :state when 'locked' then u.disabled_at is not null"
        " when 'unverified' then u.verified_at is null and u.disabled_at is null"
        " else u.disabled_at is null end",
        "buyers": "(b.orders > 0) = (:buyers = 'yes')",
    },
    search="u.name ilike '%' || :search || '%' or u.email ilike '%' || :search || '%'",
)


@dataclass(frozen=True, slots=True)
class CustomerOrder:
    """One of the person's orders."""

    number: str
    status: str
    placed_at: datetime
    total_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """A person; `spent` is the worth of placed orders by currency in minor units."""

    user_id: UUID
    name: str
    email: str
    created_at: datetime
    verified_at: datetime | None
    disabled_at: datetime | None
    last_seen_at: datetime | None
    addresses: int
    reviews: int
    orders: int
    spent: dict[str, int] = field(default_factory=dict)
    latest: list[CustomerOrder] = field(default_factory=list)
    has_second_step: bool = False


def customer(session: Session, *, key: str) -> CustomerFacts:
    """What staff needs to know of a person. Raises NotFound."""
    found = rows(
        session,
        "select u.id, u.name, u.email, u.created_at, u.verified_at, u.disabled_at,"
        " (select max(s.seen_at) from sessions s where s.user_id = u.id) as last_seen_at,"
        " (select count(*) from addresses a where a.user_id = u.id) as addresses,"
        " (select count(*) from reviews r where r.user_id = u.id) as reviews,"
        " exists (select from second_factors f where f.user_id = u.id"
        "   and f.confirmed_at is not null) as has_second_step"
        " from users u where u.id::text = :key",
        key=key[:40],
    )
    if not found:
        raise NotFound("There is no such customer.")
    row = found[0]
    spent = rows(
        session,
        "select currency, count(*) as orders, sum(total_minor) as minor from orders"
        " where user_id = :id and status not in ('pending', 'failed', 'cancelled')"
        " group by 1 order by 3 desc",
        id=row.id,
    )
    latest = rows(
        session,
        "select number, status, placed_at, total_minor, currency from orders"
        " where user_id = :id and placed_at is not null order by id desc limit 20",
        id=row.id,
    )
    return CustomerFacts(
        **{name: value for name, value in row._asdict().items() if name != "id"},
        user_id=row.id,
        orders=sum(sums.orders for sums in spent),
        spent={sums.currency: int(sums.minor) for sums in spent},
        latest=[CustomerOrder(*order) for order in latest],
    )


def lock(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Let nobody sign in to the account; its sessions end now. Raises Invalid without a reason."""
    if len(note.strip()) < 5:
        raise Invalid("Give a reason: it is kept in the audit log.", field="note")
    _set_locked(session, actor, key, note, locked=True)


def unlock(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Let the person sign in again."""
    _set_locked(session, actor, key, note, locked=False)


def reset_second_step(session: Session, *, actor: Actor, key: str, note: str) -> None:
    """Take the second step from a shopper or seller who has lost it; their sessions end.

    Raises Invalid without a reason, NotFound, Conflict for people of the staff (their team does it)
    and when it is off, NotAllowed for one's own.
    """
    if len(note.strip()) < 5:
        raise Invalid("Give a reason: it is kept in the audit log.", field="note")
    found = customer(session, key=key)
    if rows(session, "select 1 from user_roles where user_id = :id", id=found.user_id):
        raise Conflict("This person is on the staff. Reset it at Team.")
    take_away(session, user_id=found.user_id, by=actor.user_id)
    audit(
        session,
        actor,
        "customer.second_step_reset",
        subject="user",
        subject_id=found.user_id,
        after={"reason": note[:500]},
    )


def _set_locked(session: Session, actor: Actor, key: str, note: str, *, locked: bool) -> None:
    found = customer(session, key=key)
    if found.user_id == actor.user_id:
        raise Conflict("Nobody locks their own account.")
    if (found.disabled_at is not None) == locked:
        raise Conflict("This account is locked already." if locked else "It is not locked.")
    staff = rows(session, "select 1 from user_roles where user_id = :id", id=found.user_id)
    if staff and locked:
        raise Conflict("This person is on the staff. Take their roles first, at Team.")
    moment = now()
    rows(
        session,
        "update users set disabled_at = :at where id = :id returning id",
        at=moment if locked else None,
        id=found.user_id,
    )
    if locked:
        rows(
            session,
            "update sessions set revoked_at = :at where user_id = :id and revoked_at is null"
            " returning id",
            at=moment,
            id=found.user_id,
        )
    forget_everyone()
    audit(
        session,
        actor,
        "customer.locked" if locked else "customer.unlocked",
        subject="user",
        subject_id=found.user_id,
        before={"locked": not locked},
        after={"locked": locked, "reason": note[:500]},
    )
