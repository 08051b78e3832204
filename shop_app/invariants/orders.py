"""Invariants of orders: lines, parts, delivery and money come to the same total."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.invariants.proof import Breach, Invariant, breach_of

UNFINISHED_MINUTES = 5
OWED_MINUTES = 60
_PLACED = "('placed', 'partly_shipped', 'shipped', 'delivered')"

_LINES = """
select o.number, o.items_minor - o.discount_minor as goods, coalesce(l.goods, 0) as lines,
    o.total_minor
from orders o
left join (
    select order_id, sum(total_minor) as goods from order_lines group by order_id
) l on l.order_id = o.id
where o.items_minor - o.discount_minor <> coalesce(l.goods, 0)
   or o.total_minor <> coalesce(l.goods, 0) + o.delivery_minor
      + case when o.tax_included then 0 else o.tax_minor end
order by o.id
"""
_PARTS = """
select o.number, o.total_minor as order_total, coalesce(s.total, 0) as parts_total
from orders o
left join (
    select order_id, sum(items_minor) as items, sum(discount_minor) as discount,
        sum(delivery_minor) as delivery, sum(tax_minor) as tax, sum(total_minor) as total
    from seller_orders group by order_id
) s on s.order_id = o.id
where (o.items_minor, o.discount_minor, o.delivery_minor, o.tax_minor, o.total_minor)
    is distinct from (coalesce(s.items, 0), coalesce(s.discount, 0), coalesce(s.delivery, 0),
        coalesce(s.tax, 0), coalesce(s.total, 0))
order by o.id
"""
_PART_LINES = """
select s.number, s.items_minor - s.discount_minor as goods, coalesce(l.goods, 0) as lines
from seller_orders s
full join (
    select order_id, seller_id, sum(total_minor) as goods from order_lines group by 1, 2
) l using (order_id, seller_id)
where s.items_minor - s.discount_minor is distinct from l.goods
order by order_id, seller_id
"""
_PAID = f"""
select o.number, o.status, o.total_minor, count(p.id) as payments,
    coalesce(sum(p.amount_minor + p.credit_minor), 0) as paid
from orders o
left join payments p on p.order_id = o.id and p.currency = o.currency
    and p.status in ('captured', 'refunded') and p.failure_code = ''
where o.status in {_PLACED} and o.import_name = ''
group by o.id, o.number, o.status, o.total_minor
having count(p.id) <> 1 or sum(p.amount_minor + p.credit_minor) <> o.total_minor
order by o.id
"""
_UNFINISHED = f"""
select o.number, o.status, p.amount_minor, p.currency, p.captured_at
from payments p left join orders o on o.id = p.order_id
where p.status = 'captured' and p.captured_at < :before
  and p.amount_minor > p.refunded_minor and p.refund_due_minor < p.amount_minor
  and (o.id is null or (o.status not in {_PLACED} and o.status <> 'cancelled'))
order by p.id
"""
_OWED = """
select o.number, p.refund_due_minor, p.refunded_minor, p.currency, p.failure_code, p.updated_at
from payments p left join orders o on o.id = p.order_id
where (p.refund_due_minor > p.refunded_minor and p.updated_at < :before)
   or (p.status = 'captured' and p.failure_code <> '' and p.refund_due_minor < p.amount_minor)
order by p.id
"""
_NUMBERS = """
select o.number, o.id from orders o
left join order_numbers n on n.order_id = o.id and n.number = o.number
where n.number is null order by o.id
"""
_CHECKOUTS = """
select c.id as checkout_id, c.order_id, o.status from checkouts c
left join orders o on o.id = c.order_id
where c.status = 'placed' and (o.id is null or o.status in ('pending', 'failed'))
order by c.id
"""


def lines_make_the_total(session: Session) -> Breach | None:
    """Orders whose lines and delivery are not their total."""
    return breach_of(session, _LINES)


def parts_make_the_order(session: Session) -> Breach | None:
    """Orders that are not the sum of their sellers' parts."""
    return breach_of(session, _PARTS)


def lines_make_the_parts(session: Session) -> Breach | None:
    """Sellers' parts that are not the sum of their lines."""
    return breach_of(session, _PART_LINES)


def placed_is_paid_once(session: Session) -> Breach | None:
    """Placed orders without exactly one captured (or refunded) payment of their total.

    Orders brought in as history were paid elsewhere, in several parts or by nobody knows what.
    """
    return breach_of(session, _PAID)


def paid_is_finished(session: Session) -> Breach | None:
    """Orders that were paid more than five minutes ago and are neither placed nor given back."""
    before = now() - timedelta(minutes=UNFINISHED_MINUTES)
    return breach_of(session, _UNFINISHED, before=before)


def what_is_owed_is_given_back(session: Session) -> Breach | None:
    """Money that has been owed to people for more than an hour, or that nobody owns up to."""
    before = now() - timedelta(minutes=OWED_MINUTES)
    return breach_of(session, _OWED, before=before)


def numbers_are_kept(session: Session) -> Breach | None:
    """Orders whose number nobody holds."""
    return breach_of(session, _NUMBERS)


def placed_checkouts_have_orders(session: Session) -> Breach | None:
    """Checkouts that say placed and have no placed order."""
    return breach_of(session, _CHECKOUTS)


INVARIANTS = (
    Invariant(
        "orders.lines_make_the_total", "Lines and delivery are the order's total.",
        lines_make_the_total,
    ),
    Invariant(
        "orders.parts_make_the_order", "Sellers' parts are the order.", parts_make_the_order
    ),
    Invariant(
        "orders.lines_make_the_parts", "Lines are their seller's part.", lines_make_the_parts
    ),
    Invariant(
        "orders.placed_is_paid_once", "A placed order has exactly one payment, of its total.",
        placed_is_paid_once,
    ),
    Invariant(
        "orders.paid_is_finished", "What was paid is an order within five minutes, or given back.",
        paid_is_finished,
    ),
    Invariant(
        "orders.what_is_owed_is_given_back", "What is owed to people is given back in an hour.",
        what_is_owed_is_given_back,
    ),
    Invariant("orders.numbers_are_kept", "Every order's number is held.", numbers_are_kept),
    Invariant(
        "orders.placed_checkouts_have_orders", "A placed checkout has a placed order.",
        placed_checkouts_have_orders,
    ),
)  # fmt: skip
