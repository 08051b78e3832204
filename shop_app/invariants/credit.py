"""Invariants of store credit: balances are the ledger's, never below zero, spent as it was paid."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.invariants.proof import Breach, Invariant, breach_of

_BALANCES = """
select coalesce(b.user_id, x.user_id) as user_id, coalesce(b.currency, x.currency) as currency,
    b.balance_minor, x.posted_minor
from credit_balances b
full join (
    select user_id, currency, sum(amount_minor) as posted_minor
    from ledger_entries where user_id is not null and account = 'customer_credit' group by 1, 2
) x using (user_id, currency)
where coalesce(b.balance_minor, 0) <> coalesce(x.posted_minor, 0) or b.balance_minor < 0
order by 1, 2
"""
_HELD = """
select coalesce(b.user_id, x.user_id) as user_id, coalesce(b.currency, x.currency) as currency,
    b.held_minor, x.used_minor
from credit_balances b
full join (
    select o.user_id, p.currency, sum(p.credit_minor) as used_minor
    from payments p join orders o on o.id = p.order_id
    where p.status in ('started', 'challenged') and p.credit_minor > 0 group by 1, 2
) x using (user_id, currency)
where coalesce(b.held_minor, 0) <> coalesce(x.used_minor, 0)
order by 1, 2
"""
_SPENT = """
select p.id as payment_id, p.credit_minor, x.amount as posted
from payments p
left join lateral (
    select -sum(e.amount_minor) as amount from ledger_transactions t
    join ledger_entries e on e.transaction_id = t.id and e.account = 'customer_credit'
    where t.key = 'credit_spent:' || p.id
) x on true
where p.credit_minor > 0 and coalesce(x.amount, 0) <> case
    when p.captured_at is not null and p.failure_code = '' then p.credit_minor else 0 end
order by p.id
"""
_GIVEN_BACK = """
select p.id as payment_id, p.credit_back_minor, f.credit, x.posted
from payments p
join (
    select payment_id, sum(credit_minor) as credit from refunds group by 1
) f on f.payment_id = p.id
cross join lateral (
    select coalesce(sum(e.amount_minor), 0) as posted from refunds r
    join ledger_transactions t on t.key = 'credit_refund:' || r.id
    join ledger_entries e on e.transaction_id = t.id and e.account = 'customer_credit'
    where r.payment_id = p.id and r.credit_minor > 0
) x
where p.credit_back_minor <> f.credit or f.credit <> x.posted
order by p.id
"""


def balances_are_the_ledgers(session: Session) -> Breach | None:
    """People whose balance is not the sum of their entries, or is below zero."""
    return breach_of(session, _BALANCES)


def held_is_used(session: Session) -> Breach | None:
    """People whose held credit is not what their payments under way use."""
    return breach_of(session, _HELD)


def spent_is_posted(session: Session) -> Breach | None:
    """Payments whose credit was not spent once they were captured, or was and they were not."""
    return breach_of(session, _SPENT)


def given_back_is_posted(session: Session) -> Breach | None:
    """Payments of which more or less became credit than their refunds and the ledger say."""
    return breach_of(session, _GIVEN_BACK)


INVARIANTS = (
    Invariant(
        "credit.balances", "Store credit is the sum of its entries, never below zero.",
        balances_are_the_ledgers,
    ),
    Invariant(
        "credit.held", "Held credit is what payments under way use.", held_is_used
    ),
    Invariant(
        "credit.spent", "Credit is spent exactly once, when its payment is captured.",
        spent_is_posted,
    ),
    Invariant(
        "credit.given_back", "What went back as credit stands in refunds and in the ledger.",
        given_back_is_posted,
    ),
)  # fmt: skip
