"""The staff's lists of payout runs and of the ledger's transactions."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.lists import Listing, Sort
from shop_app.ledger.views import AccountSum, PaidOut

PAYOUT_RUNS = Listing(
    columns="p.id, p.number, p.status, p.proposed_name, p.proposed_at, p.approved_name, p.ended_at,"
    " x.lines, x.sums",
    source="payouts p cross join lateral ("
    " select sum(n)::integer as lines, jsonb_object_agg(currency, amount) as sums from ("
    " select currency, count(*) as n, sum(amount_minor) as amount from payout_lines l"
    " where l.payout_id = p.id and l.status <> 'left_out' group by currency) y) x",
    key="p.id",
    sorts={"proposed": Sort("p.proposed_at", "timestamptz")},
    default_sort="-proposed",
    filters={"status": "p.status = :status"},
    search="p.number ilike '%' || :search || '%'",
)
LEDGER = Listing(
    columns="t.id, t.kind, t.currency, t.happened_at, t.user_id,"
    " coalesce(s.name, '') as seller_name,"
    " coalesce(n.number, '') as order_number, coalesce(p.number, '') as payout_number, x.sums",
    source="ledger_transactions t left join sellers s on s.id = t.seller_id"
    " left join order_numbers n on n.order_id = t.order_id"
    " left join payouts p on p.id = t.payout_id"
    " left join lateral (select jsonb_object_agg(account, amount) as sums from ("
    " select account, sum(amount_minor) as amount from ledger_entries e"
    " where e.transaction_id = t.id group by account) y) x on true",
    key="t.id",
    sorts={"when": Sort("t.happened_at", "timestamptz")},
    default_sort="-when",
    filters={
        "account": "exists (select from ledger_entries e where e.transaction_id = t.id"
        " and e.account = :account)",
        "kind": "t.kind = :kind",
        "currency": "t.currency = upper(:currency)",
        "from": "t.happened_at >= cast(:from as date)",
        "to": "t.happened_at < cast(:to as date) + 1",
    },
    search="n.number ilike :search || '%' or p.number ilike :search || '%'"
    " or s.name ilike '%' || :search || '%'",
)
_SUMS = """
    select account, currency, sum(amount_minor)::bigint as amount from ledger_entries
    group by account, currency order by currency, account
"""
_PAID = """
    select p.number, l.currency, l.amount_minor, l.paid_at from payout_lines l
    join payouts p on p.id = l.payout_id
    where l.seller_id = :seller_id and l.status = 'paid' order by l.paid_at desc limit :most
"""


def account_sums(session: Session) -> list[AccountSum]:
    """What stands in each account, by currency; each currency sums to zero."""
    return [AccountSum(row.account, row.currency, row.amount) for row in rows(session, _SUMS)]


def paid_to(session: Session, *, seller_id: UUID, most: int = 24) -> list[PaidOut]:
    """What a seller was paid, the newest first."""
    return [
        PaidOut(row.number, row.currency, row.amount_minor, row.paid_at)
        for row in rows(session, _PAID, seller_id=seller_id, most=most)
    ]
