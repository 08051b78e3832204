"""What a seller has earned becomes available some days after the parcel has arrived."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows

_ALONE = "select pg_advisory_xact_lock(hashtext('ledger.release'))"
_RELEASE = """
    with due as materialized (
        select new_id() as id, t.order_id, t.seller_id, t.currency, h.amount, d.free_at
        from ledger_transactions t
        join seller_orders so on so.order_id = t.order_id and so.seller_id = t.seller_id
            and so.status = 'delivered'
        left join payout_terms own on own.seller_id = t.seller_id
        join payout_terms usual on usual.seller_id is null
        cross join lateral (
            select coalesce(max(v.happened_at), so.updated_at)
                + make_interval(days => coalesce(own.hold_days, usual.hold_days)) as free_at
            from order_events v
            where v.order_id = t.order_id and v.seller_id = t.seller_id and v.kind = 'delivered'
        ) d
        cross join lateral (
            select sum(e.amount_minor)::bigint as amount
            from ledger_transactions x
            join ledger_entries e on e.transaction_id = x.id and e.account = 'seller_held'
            where x.order_id = t.order_id and x.seller_id = t.seller_id
        ) h
        where t.kind = 'sale' and d.free_at <= :at and h.amount <> 0
          and not exists (
            select from ledger_transactions r
            where r.order_id = t.order_id and r.seller_id = t.seller_id and r.kind = 'release')
        limit :most
    ), written as (
        insert into ledger_transactions (
            id, key, kind, seller_id, order_id, currency, happened_at, written_at)
        select id, 'release:' || order_id || ':' || seller_id, 'release', seller_id, order_id,
            currency, free_at, :at from due
        on conflict (key) do nothing returning id
    ), entered as (
        insert into ledger_entries (transaction_id, position, account, seller_id, currency,
            purpose, amount_minor, happened_at)
        select d.id, s.position, s.account, d.seller_id, d.currency, 'release', s.amount, d.free_at
        from due d join written w on w.id = d.id
        cross join lateral (values
            (1, 'seller_held', -d.amount), (2, 'seller_available', d.amount)
        ) s(position, account, amount)
    )
    select count(*)::integer as n from written
"""


def release_due(session: Session, *, at: datetime | None = None, most: int = 20_000) -> int:
    """Make available what has been held long enough, at most `most` parts; returns how many."""
    rows(session, _ALONE)
    return rows(session, _RELEASE, at=at or now(), most=most)[0].n
