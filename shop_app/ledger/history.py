"""Posts what happened before anybody kept books: demo history, imported history.

Set-based and repeatable: what has been posted is left alone. Money that went back is posted one by
one where a refund tells how much, and in one statement where a whole part was cancelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.ledger.releasing import release_due
from shop_app.ledger.service import post_cancellation, post_refund

_AT_ONCE = 20_000
_SALES = """
    select coalesce(ledger_post_sales(array_agg(x.order_id)), 0) as n from (
        select distinct so.order_id
        from seller_orders so join orders o on o.id = so.order_id
        where o.status not in ('pending', 'failed') and o.import_name = ''
          and (cast(:since as timestamptz) is null or o.placed_at >= :since)
          and not exists (
            select from ledger_transactions t
            where t.order_id = so.order_id and t.seller_id = so.seller_id and t.kind = 'sale')
        limit :most
    ) x
"""
_REFUNDS = """
    select f.id, f.order_id, f.seller_id, f.amount_minor, f.created_at from refunds f
    where (cast(:since as timestamptz) is null or f.created_at >= :since)
      and not exists (select from ledger_transactions t where t.key = 'refund:' || f.id)
      and not exists (
        select from ledger_transactions t
        where t.key = 'cancellation:' || f.order_id || ':' || f.seller_id)
    order by f.id limit :most
"""
_CANCELLED = """
    with parts as materialized (
        select new_id() as id, so.order_id, so.seller_id, o.currency, so.updated_at,
            o.tax_included, so.tax_minor,
            so.items_minor - so.discount_minor + so.delivery_minor
                + case when o.tax_included then 0 else so.tax_minor end as paid
        from seller_orders so join orders o on o.id = so.order_id
        where so.status = 'cancelled'
          and exists (
            select from ledger_transactions t where t.order_id = so.order_id
              and t.seller_id = so.seller_id and t.kind = 'sale')
          and not exists (
            select from ledger_transactions t where t.order_id = so.order_id
              and t.seller_id = so.seller_id and t.kind <> 'sale')
        limit :most
    ), written as (
        insert into ledger_transactions (
            id, key, kind, seller_id, order_id, currency, happened_at, written_at)
        select id, 'cancellation:' || order_id || ':' || seller_id, 'cancellation', seller_id,
            order_id, currency, updated_at, now() from parts
        on conflict (key) do nothing returning id
    ), lines as (
        select p.id, l.line_no, l.tax_minor as tax, l.commission_minor as commission,
            l.total_minor + case when p.tax_included then 0 else l.tax_minor end as paid
        from parts p
        join order_lines l on l.order_id = p.order_id and l.seller_id = p.seller_id
    ), everything as (
        select * from lines
        union all
        select p.id, 0, p.tax_minor - coalesce(sum(l.tax), 0), 0,
            p.paid - coalesce(sum(l.paid), 0)
        from parts p left join lines l on l.id = p.id group by p.id, p.tax_minor, p.paid
    ), entered as (
        insert into ledger_entries (transaction_id, position, account, seller_id, currency,
            purpose, amount_minor, line_no, happened_at)
        select p.id, row_number() over (partition by p.id order by l.line_no, s.position),
            s.account, p.seller_id, p.currency, s.purpose, s.amount, l.line_no, p.updated_at
        from parts p
        join written w on w.id = p.id
        join everything l on l.id = p.id
        cross join lateral (select case when l.line_no = 0 then 'delivery' else 'goods' end) g(word)
        cross join lateral (values
            (1, 'clearing', g.word, l.paid),
            (2, 'seller_held', g.word,
                case when p.tax_included then -l.paid else l.tax - l.paid end),
            (3, 'seller_held', 'tax', case when p.tax_included then l.tax else 0 end),
            (4, 'tax', 'tax', -l.tax),
            (5, 'seller_held', 'commission', l.commission),
            (6, 'commission', 'commission', -l.commission)
        ) s(position, account, purpose, amount)
        where s.amount <> 0
    )
    select count(*)::integer as n from written
"""
_HALF_CANCELLED = """
    select so.order_id, so.seller_id, so.updated_at from seller_orders so
    where so.status = 'cancelled'
      and exists (
        select from ledger_transactions t
        where t.order_id = so.order_id and t.seller_id = so.seller_id and t.kind = 'refund')
      and not exists (
        select from ledger_transactions t
        where t.key = 'cancellation:' || so.order_id || ':' || so.seller_id)
    limit :most
"""


@dataclass(frozen=True, slots=True)
class Posted:
    """How many transactions were written, by kind."""

    sales: int = 0
    refunds: int = 0
    cancellations: int = 0
    releases: int = 0


def post_missing(session: Session, since: datetime | None = None) -> Posted:
    """Post sales, refunds, cancellations and releases that have no transaction yet.

    `since` leaves older orders and refunds alone. Repeatable; 100,000 lines take some seconds.
    """
    sales = _until_done(session, _SALES, since=since, most=_AT_ONCE)
    refunds = 0
    while found := rows(session, _REFUNDS, since=since, most=_AT_ONCE):
        for row in found:
            post_refund(
                session,
                key=f"refund:{row.id}",
                order_id=row.order_id,
                seller_id=row.seller_id,
                amount_minor=row.amount_minor,
                happened_at=row.created_at,
            )
        refunds += len(found)
    cancellations = _until_done(session, _CANCELLED, most=_AT_ONCE)
    while found := rows(session, _HALF_CANCELLED, most=_AT_ONCE):
        for row in found:
            post_cancellation(
                session,
                order_id=row.order_id,
                seller_id=row.seller_id,
                happened_at=row.updated_at,
            )
        cancellations += len(found)
    releases = 0
    while done := release_due(session, most=_AT_ONCE):
        releases += done
    return Posted(sales, refunds, cancellations, releases)


def _until_done(session: Session, statement: str, **parameters: object) -> int:
    total = 0
    while done := rows(session, statement, **parameters)[0].n:
        total += done
    return total
