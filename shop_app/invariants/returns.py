"""Invariants of returns: never more pieces than arrived, never more money than was paid."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.invariants.proof import Breach, Invariant, breach_of

_PIECES = """
select r.order_id, rl.line_no, l.quantity as bought,
    sum(case when r.status in ('requested', 'approved') then rl.quantity
             when r.status in ('received', 'refunded', 'closed') then rl.accepted
             else 0 end) as returned
from return_lines rl
join returns r on r.id = rl.return_id
left join order_lines l on l.order_id = r.order_id and l.line_no = rl.line_no
group by r.order_id, rl.line_no, l.quantity, l.seller_id
having l.quantity is null
    or sum(case when r.status in ('requested', 'approved') then rl.quantity
                when r.status in ('received', 'refunded', 'closed') then rl.accepted
                else 0 end) > l.quantity
order by 1, 2
"""
_MONEY = """
select f.order_id, f.seller_id, sum(f.amount_minor) as refunds, so.total_minor as paid
from refunds f
left join seller_orders so on so.order_id = f.order_id and so.seller_id = f.seller_id
group by f.order_id, f.seller_id, so.total_minor
having so.total_minor is null or sum(f.amount_minor) > so.total_minor
order by 1, 2
"""
_OWED = """
select p.id as payment_id, p.refund_due_minor as owed, p.refunded_minor as given,
    coalesce(sum(f.amount_minor - f.credit_minor), 0) as refunds,
    coalesce(sum(f.amount_minor - f.credit_minor) filter (where f.status = 'given'), 0)
        as refunds_given
from refunds f join payments p on p.id = f.payment_id
group by p.id, p.refund_due_minor, p.refunded_minor
having sum(f.amount_minor - f.credit_minor) > p.refund_due_minor
    or coalesce(sum(f.amount_minor - f.credit_minor) filter (where f.status = 'given'), 0)
        > p.refunded_minor
order by 1
"""
_RETURNS = """
select r.number, r.status, sum(rl.refund_minor) as lines,
    (select coalesce(sum(f.amount_minor), 0) from refunds f where f.return_id = r.id) as refunds
from returns r join return_lines rl on rl.return_id = r.id
group by r.id, r.number, r.status
having sum(rl.refund_minor) <> (
    select coalesce(sum(f.amount_minor), 0) from refunds f where f.return_id = r.id)
order by 1
"""
_CANCELLED = """
select l.order_id, l.line_no, l.quantity as bought, coalesce(s.pieces, 0) as sent,
    c.pieces as cancelled
from (
    select order_id, line_no, sum(quantity) as pieces from cancellation_lines group by 1, 2
) c
left join order_lines l on l.order_id = c.order_id and l.line_no = c.line_no
left join (
    select order_id, line_no, sum(quantity) as pieces from shipment_lines group by 1, 2
) s on s.order_id = c.order_id and s.line_no = c.line_no
where l.quantity is null or c.pieces + coalesce(s.pieces, 0) > l.quantity
order by 1, 2
"""
_CANCELLED_MONEY = """
select c.id as cancellation_id, c.order_id, sum(cl.refund_minor) as lines,
    (select coalesce(sum(f.amount_minor), 0) from refunds f where f.cancellation_id = c.id)
        as refunds
from cancellations c left join cancellation_lines cl on cl.cancellation_id = c.id
group by c.id, c.order_id
having coalesce(sum(cl.refund_minor), 0) <> (
        select coalesce(sum(f.amount_minor), 0) from refunds f where f.cancellation_id = c.id)
    or count(cl.line_no) = 0
order by 1
"""
# What came with the parcel of a return was moved in; what cannot be sold was moved out again.
_SHELVES = """
with moved as (
    select document, sum(on_hand_delta) filter (where kind = 'return') as came,
        sum(on_hand_delta) as stayed
    from stock_movements where left(document, 7) = 'return:' group by document
)
select r.number, sum(rl.accepted) as accepted, sum(rl.restocked) as restocked,
    coalesce(m.came, 0) as came, coalesce(m.stayed, 0) as stayed
from returns r
join return_lines rl on rl.return_id = r.id
left join moved m on m.document = 'return:' || r.number
where r.received_at is not null
group by r.number, m.came, m.stayed
having sum(rl.accepted) <> coalesce(m.came, 0) or sum(rl.restocked) <> coalesce(m.stayed, 0)
order by 1
"""


def returned_was_bought(session: Session) -> Breach | None:
    """Lines of which more pieces are under way back or returned than were bought."""
    return breach_of(session, _PIECES)


def refunds_are_within_parts(session: Session) -> Breach | None:
    """Sellers' parts of which more went back than was paid for them."""
    return breach_of(session, _MONEY)


def refunds_are_owed(session: Session) -> Breach | None:
    """Payments that owe, or gave, less than their refunds say."""
    return breach_of(session, _OWED)


def returns_make_their_refund(session: Session) -> Breach | None:
    """Returns whose lines do not make the money that went back for them."""
    return breach_of(session, _RETURNS)


def restocked_is_moved(session: Session) -> Breach | None:
    """Returns whose pieces came onto shelves, or were written off, without a movement."""
    return breach_of(session, _SHELVES)


def cancelled_was_not_sent(session: Session) -> Breach | None:
    """Lines of which more pieces are sent and cancelled than were bought."""
    return breach_of(session, _CANCELLED)


def cancellations_make_their_refund(session: Session) -> Breach | None:
    """Cancellations of pieces whose lines do not make the money that went back for them."""
    return breach_of(session, _CANCELLED_MONEY)


INVARIANTS = (
    Invariant(
        "returns.returned_was_bought", "Nothing comes back that was not bought.",
        returned_was_bought,
    ),
    Invariant(
        "returns.refunds_are_within_parts", "No more goes back than was paid for a part.",
        refunds_are_within_parts,
    ),
    Invariant(
        "returns.refunds_are_owed", "Refunds are what payments owe and have given.",
        refunds_are_owed,
    ),
    Invariant(
        "returns.returns_make_their_refund", "The lines of a return are its refund.",
        returns_make_their_refund,
    ),
    Invariant(
        "returns.cancelled_was_not_sent", "What is cancelled was never sent.",
        cancelled_was_not_sent,
    ),
    Invariant(
        "returns.cancellations_make_their_refund", "The lines of a cancellation are its refund.",
        cancellations_make_their_refund,
    ),
    Invariant(
        "returns.restocked_is_moved", "What came back was moved, onto a shelf or off the books.",
        restocked_is_moved,
    ),
)  # fmt: skip
