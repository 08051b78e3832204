"""When money may leave, as staff sets it: the usual terms, and exceptions for single sellers.

A row carries a version; who saves names the one that they saw, so that nobody overwrites what they
have not read. Terms hold at once, for money that is held already too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.money import parse_minor

LONGEST_HOLD = 365
MOST_SHOWN = 500
_ALL = """
    select t.*, coalesce(s.slug, '') as slug, coalesce(s.name, '') as name
    from payout_terms t left join sellers s on s.id = t.seller_id
    order by t.seller_id is not null, s.name, s.id limit :most
"""
_OF = """
    select hold_days, reserve_basis_points, weekday, minimums, version from payout_terms
    where seller_id is not distinct from cast(:seller_id as uuid) for update
"""
_ADD = """
    insert into payout_terms (id, seller_id, hold_days, reserve_basis_points, weekday, minimums,
        version)
    values (:id, :seller_id, :hold_days, :reserve, :weekday, cast(:minimums as jsonb), 1)
    on conflict (seller_id) do nothing returning id
"""
_CHANGE = """
    update payout_terms set hold_days = :hold_days, reserve_basis_points = :reserve,
        weekday = :weekday, minimums = cast(:minimums as jsonb), version = version + 1
    where seller_id is not distinct from cast(:seller_id as uuid) and version = :version
    returning id
"""


@dataclass(frozen=True, slots=True)
class TermsRow:
    """Terms as they are kept; without a slug the usual ones. Minimums are minor units."""

    slug: str
    name: str
    hold_days: int
    reserve_basis_points: int
    weekday: int
    minimums: Mapping[str, int] = field(default_factory=dict)
    version: int = 0


def all_terms(session: Session) -> list[TermsRow]:
    """The usual terms first, then the exceptions by the seller's name, at most 500 together."""
    return [
        TermsRow(
            row.slug,
            row.name,
            row.hold_days,
            row.reserve_basis_points,
            row.weekday,
            row.minimums,
            row.version,
        )
        for row in rows(session, _ALL, most=MOST_SHOWN)
    ]


def save_terms(
    session: Session,
    *,
    actor: Actor,
    slug: str = "",
    hold_days: str,
    reserve: str,
    weekday: str,
    minimums: Mapping[str, str],
    version: int,
) -> None:
    """Write the usual terms, or with a seller's `slug` an exception; version 0 makes a new one.

    `reserve` is a percentage as text, `minimums` amounts as text by currency; an empty one is none.
    Raises Invalid with the field (hold_days, reserve, weekday, minimum_EUR, slug), Conflict when
    the terms are not those of `version` any more.
    """
    seller_id = _seller(session, slug)
    clean: dict[str, Any] = {
        "hold_days": _whole(hold_days, 0, LONGEST_HOLD, "hold_days"),
        "reserve": _basis_points(reserve),
        "weekday": _whole(weekday, 1, 7, "weekday"),
    }
    least = _minimums(minimums)
    before = rows(session, _OF, seller_id=seller_id)
    facts = {**clean, "seller_id": seller_id, "minimums": orjson.dumps(least).decode()}
    if version == 0:
        written = rows(session, _ADD, **facts, id=new_id())
    else:
        written = rows(session, _CHANGE, **facts, version=version)
    if not written:
        raise Conflict("These terms have changed since you opened them. Look at them again.")
    audit(
        session,
        actor,
        "payout_terms.changed" if before else "payout_terms.added",
        subject="payout_terms",
        subject_id=slug or "usual",
        before=_said(before[0]) if before else None,
        after={**clean, "minimums": least},
        seller_id=seller_id,
    )


def drop_terms(session: Session, *, actor: Actor, slug: str, version: int) -> None:
    """The usual terms hold for the seller again. Raises NotFound, or Conflict when they changed."""
    if not slug:
        raise NotFound("The usual terms stay.")
    seller_id = _seller(session, slug)
    before = rows(session, _OF, seller_id=seller_id)
    if not before:
        raise NotFound("This seller has no terms of its own any more.")
    if before[0].version != version:
        raise Conflict("These terms have changed since you opened them. Look at them again.")
    rows(session, "delete from payout_terms where seller_id = :id returning id", id=seller_id)
    audit(
        session,
        actor,
        "payout_terms.dropped",
        subject="payout_terms",
        subject_id=slug,
        before=_said(before[0]),
        seller_id=seller_id,
    )


def _seller(session: Session, slug: str) -> UUID | None:
    if not slug:
        return None
    found = rows(session, "select id from sellers where slug = :slug", slug=slug.strip()[:200])
    if not found:
        raise Invalid("There is no seller with this address name.", field="slug")
    return found[0].id


def _said(row: Any) -> dict[str, Any]:
    return {
        "hold_days": row.hold_days,
        "reserve": row.reserve_basis_points,
        "weekday": row.weekday,
        "minimums": row.minimums,
    }


def _whole(text: str, least: int, most: int, name: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 6 and least <= int(plain) <= most):
        raise Invalid("Write a whole number from {least} to {most}.", field=name, least=least,
                      most=most)  # fmt: skip
    return int(plain)


def _basis_points(percent: str) -> int:
    try:
        value = Decimal(percent.strip().rstrip("%").strip() or "0") * 100
    except InvalidOperation:
        raise Invalid("Write the percentage like 12.5.", field="reserve") from None
    if not value.is_finite() or not 0 <= value <= 10_000 or value != value.to_integral_value():
        raise Invalid("A percentage is between 0 and 100, with two decimals.", field="reserve")
    return int(value)


def _minimums(given: Mapping[str, str]) -> dict[str, int]:
    least = {}
    for currency, text in sorted(given.items()):
        if not text.strip():
            continue
        try:
            least[currency] = parse_minor(text, currency)
        except Invalid as error:
            error.field = f"minimum_{currency}"
            raise
        if least[currency] < 0:
            raise Invalid("An amount is not negative.", field=f"minimum_{currency}")
    return least
