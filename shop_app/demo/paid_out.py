"""Payout runs of the past: each month's first day, what was available by then was paid."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.importing.loader import keyed_id
from shop_app.core.clock import now
from shop_app.core.db import rows

_PROPOSER, _APPROVER = "Nora", "Elias"
_RUN = """
    with due as (
        select e.seller_id, e.currency, sum(e.amount_minor)::bigint as amount
        from ledger_entries e join payout_terms t on t.seller_id is null
        where e.account = 'seller_available' and e.happened_at < :day
        group by e.seller_id, e.currency, t.minimums
        having sum(e.amount_minor) >= greatest(1, coalesce((t.minimums ->> e.currency)::bigint, 0))
    ), run as (
        insert into payouts (id, number, status, proposed_by, proposed_name, proposed_at,
            approved_by, approved_name, approved_at, ended_at, note)
        select :id, :number, 'paid', :proposer, :proposer_name, :day, :approver, :approver_name,
            :day, :day, ''
        where exists (select from due)
    ), lines as (
        insert into payout_lines (payout_id, seller_id, currency, available_minor, reserved_minor,
            amount_minor, status, reason, paid_at)
        select :id, seller_id, currency, amount, 0, amount, 'paid', '', :day from due
    ), written as (
        insert into ledger_transactions (
            id, key, kind, seller_id, payout_id, currency, happened_at, written_at)
        select new_id(), 'payout:' || :id || ':' || seller_id || ':' || currency, 'payout',
            seller_id, :id, currency, :day, now()
        from due returning id, seller_id, currency
    ), entered as (
        insert into ledger_entries (transaction_id, position, account, seller_id, currency,
            purpose, amount_minor, happened_at)
        select w.id, s.position, s.account, d.seller_id, d.currency, 'payout', s.amount, :day
        from due d join written w on w.seller_id = d.seller_id and w.currency = d.currency
        cross join lateral (values (1, 'seller_available', -d.amount), (2, 'paid_out', d.amount)
        ) s(position, account, amount)
    )
    select count(*) as n from due
"""


def pay_the_past(session: Session, *, since: datetime) -> int:
    """Pay at the first of each month from `since` until today; returns how many lines.

    The two who ran them have left: their names stand in the runs, no account is theirs.
    """
    lines = 0
    day = _next(since)
    while day < now():
        run_id = keyed_id(day, "payout", "run")
        lines += rows(
            session,
            _RUN.replace(":id", f"'{run_id}'::uuid"),
            day=day,
            number=f"P-{day:%Y-%m}",
            proposer=_person(_PROPOSER),
            proposer_name=_PROPOSER,
            approver=_person(_APPROVER),
            approver_name=_APPROVER,
        )[0].n
        day = _next(day)
    return lines


def _next(day: datetime) -> datetime:
    return day.replace(
        year=day.year + day.month // 12, month=day.month % 12 + 1,
        day=1, hour=9, minute=0, second=0, microsecond=0,
    )  # fmt: skip


def _person(name: str) -> UUID:
    return keyed_id(datetime.fromisoformat("2020-01-01T00:00:00+00:00"), "person", name)
