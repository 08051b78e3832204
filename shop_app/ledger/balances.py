"""Balances: what Stoa owes each seller, what of it may be paid now, and by which terms."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.money import round_half_away
from shop_app.ledger.views import Balance, Terms

_BALANCES = """
    select s.id as seller_id, s.name, s.status, b.currency, b.available, b.held,
        coalesce(own.reserve_basis_points, usual.reserve_basis_points) as reserve,
        coalesce((coalesce(own.minimums, usual.minimums) ->> b.currency)::bigint, 0) as minimum
    from (
        select seller_id, currency,
            coalesce(sum(amount_minor) filter (where account = 'seller_available'), 0)::bigint
                as available,
            coalesce(sum(amount_minor) filter (where account = 'seller_held'), 0)::bigint as held
        from ledger_entries
        where account in ('seller_available', 'seller_held')
          and (cast(:seller_id as uuid) is null or seller_id = :seller_id)
        group by seller_id, currency
    ) b
    join sellers s on s.id = b.seller_id
    left join payout_terms own on own.seller_id = b.seller_id
    join payout_terms usual on usual.seller_id is null
    order by s.name, s.id, b.currency
"""
_TERMS = """
    select hold_days, reserve_basis_points, weekday, minimums, seller_id is not null as is_own
    from payout_terms
    where seller_id = :seller_id or seller_id is null
    order by seller_id nulls last limit 1
"""


def balances(session: Session, *, seller_id: UUID | None = None) -> list[Balance]:
    """The balance of a seller in each currency it has sold in, or those of all sellers."""
    return [_balance(row) for row in rows(session, _BALANCES, seller_id=seller_id)]


def terms_of(session: Session, *, seller_id: UUID | None = None) -> Terms:
    """The terms by which a seller is paid, or the usual ones."""
    found = rows(session, _TERMS, seller_id=seller_id)[0]
    today = now().date()
    days = (found.weekday - today.isoweekday()) % 7 or 7
    return Terms(
        found.hold_days,
        found.reserve_basis_points,
        found.weekday,
        today + timedelta(days=days),
        minimums=found.minimums,
        is_own=found.is_own,
    )


def _balance(row: Any) -> Balance:
    reserved = round_half_away(Fraction(max(0, row.available) * row.reserve, 10_000))
    payable = row.available - reserved
    reason = ""
    if row.status == "suspended":
        reason = "seller_suspended"
    elif row.available < 0:
        reason = "negative"
    elif payable <= 0:
        reason = "empty"
    elif payable < row.minimum:
        reason = "below_minimum"
    return Balance(
        seller_id=row.seller_id,
        seller_name=row.name,
        currency=row.currency,
        available_minor=row.available,
        held_minor=row.held,
        reserved_minor=reserved,
        next_minor=0 if reason else payable,
        minimum_minor=row.minimum,
        reason=reason,
    )
