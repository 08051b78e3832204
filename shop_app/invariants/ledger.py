"""Invariants of the ledger: balanced, whole, and no more paid out than was there."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.invariants.proof import Breach, Invariant, breach_of

_BALANCED = """
select transaction_id, seller_id, currency, sum(amount_minor) as too_much
from ledger_entries group by 1, 2, 3 having sum(amount_minor) <> 0 order by 1
"""
_ACCOUNTS = """
select currency, sum(amount_minor) as too_much
from ledger_entries group by currency having sum(amount_minor) <> 0 order by 1
"""
_POSTED = """
select so.number, so.status, count(t.id) as sales
from seller_orders so join orders o on o.id = so.order_id
left join ledger_transactions t on t.order_id = so.order_id and t.seller_id = so.seller_id
    and t.kind = 'sale'
where o.status not in ('pending', 'failed') and o.import_name = ''
group by so.order_id, so.seller_id, so.number, so.status
having count(t.id) <> 1
order by so.order_id, so.seller_id
"""
_AS_SOLD = """
select so.number, so.total_minor, x.clearing, so.commission_minor, x.commission
from ledger_transactions t
join seller_orders so on so.order_id = t.order_id and so.seller_id = t.seller_id
cross join lateral (
    select coalesce(-sum(amount_minor) filter (where account = 'clearing'), 0) as clearing,
        coalesce(sum(amount_minor) filter (where account = 'commission'), 0) as commission
    from ledger_entries e where e.transaction_id = t.id
) x
where t.kind = 'sale'
  and (x.clearing <> so.total_minor or x.commission <> so.commission_minor)
order by t.id
"""
_REFUNDED = """
select so.number, so.total_minor, sum(e.amount_minor) as gone_back
from ledger_transactions t
join ledger_entries e on e.transaction_id = t.id and e.account = 'clearing'
join seller_orders so on so.order_id = t.order_id and so.seller_id = t.seller_id
where t.kind in ('refund', 'cancellation')
group by so.order_id, so.seller_id, so.number, so.total_minor, so.status
having sum(e.amount_minor) > so.total_minor
    or (so.status = 'cancelled' and sum(e.amount_minor) <> so.total_minor)
order by so.order_id
"""
_PAID = """
select p.number, l.seller_id, l.currency, l.amount_minor, l.status,
    coalesce(x.amount, 0) as posted
from payout_lines l
join payouts p on p.id = l.payout_id
left join lateral (
    select sum(e.amount_minor) as amount from ledger_transactions t
    join ledger_entries e on e.transaction_id = t.id and e.account = 'paid_out'
    where t.key = 'payout:' || l.payout_id || ':' || l.seller_id || ':' || l.currency
) x on true
where coalesce(x.amount, 0) <> case when l.status = 'paid' then l.amount_minor else 0 end
   or (p.status = 'paid' and l.status = 'waiting')
   or (l.status = 'paid' and (p.approved_by is null or p.approved_by = p.proposed_by))
order by p.id, l.seller_id
"""


def transactions_are_balanced(session: Session) -> Breach | None:
    """Transactions whose entries do not sum to zero for their seller and currency."""
    return breach_of(session, _BALANCED)


def currencies_are_balanced(session: Session) -> Breach | None:
    """Currencies in which all accounts together are not zero."""
    return breach_of(session, _ACCOUNTS)


def sales_are_posted_once(session: Session) -> Breach | None:
    """Parts of placed orders that were not posted, or more than once."""
    return breach_of(session, _POSTED)


def sales_are_as_sold(session: Session) -> Breach | None:
    """Sales whose money or commission is not that of the seller's part."""
    return breach_of(session, _AS_SOLD)


def refunds_are_within_sales(session: Session) -> Breach | None:
    """Parts of which more went back than was paid, or less than all where they were cancelled."""
    return breach_of(session, _REFUNDED)


def payouts_are_posted_once(session: Session) -> Breach | None:
    """Lines of payout runs that are not what was posted, or that one person paid alone."""
    return breach_of(session, _PAID)


INVARIANTS = (
    Invariant(
        "ledger.transactions", "Each transaction of the ledger sums to zero.",
        transactions_are_balanced,
    ),
    Invariant(
        "ledger.currencies", "All accounts of a currency sum to zero.", currencies_are_balanced
    ),
    Invariant(
        "ledger.sales_once", "Every placed order is posted exactly once for each seller.",
        sales_are_posted_once,
    ),
    Invariant(
        "ledger.sales_as_sold", "Sales are posted as they were sold, commission included.",
        sales_are_as_sold,
    ),
    Invariant(
        "ledger.refunds", "No more goes back than was paid; of a cancelled part, all of it.",
        refunds_are_within_sales,
    ),
    Invariant(
        "ledger.payouts", "Each payout line is paid once, by two people, as it was posted.",
        payouts_are_posted_once,
    ),
)  # fmt: skip
