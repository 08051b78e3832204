"""The SQL that sums orders into hours. Each step writes windows of whole hours, UTC.

A sale counts in the hour in which its order was placed (paid), whatever becomes of it; money that
goes back counts in the hour in which it was owed. A part that was cancelled without a refund of
its own (seeds and imports of the past have none) gives back its total when it was cancelled.
"""

from __future__ import annotations

from dataclasses import dataclass

MEASURES = (
    "orders",
    "new_orders",
    "returning_orders",
    "cancelled_orders",
    "units",
    "goods_minor",
    "discount_minor",
    "delivery_minor",
    "tax_minor",
    "total_minor",
    "commission_minor",
    "refunds",
    "refund_minor",
    "returned_units",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A statement that writes a range and, where it is the first, one that clears it."""

    write: str
    clear: str = ""


_HOUR = "date_trunc('hour', {}, 'UTC')"
# The windows [low, high) of whole hours that are written, all in one statement.
_WINDOWS = "unnest(cast(:lows as timestamptz[]), cast(:highs as timestamptz[])) w(low, high)"
_ORDERS = f"{_WINDOWS} join orders o on o.placed_at >= w.low and o.placed_at < w.high"
CUSTOMER = "md5(coalesce(o.user_id::text, nullif(lower(o.email), '')))::uuid"
_PAID_BY = """
    left join lateral (
        select p.method from payments p
        where p.order_id = o.id and p.failure_code = '' and p.captured_at is not null
        order by p.captured_at, p.id limit 1) pay on true
"""
_CAME_FROM = "left join order_visits v on v.order_id = o.id"
# Members of the dimensions that an order as a whole belongs to.
_ORDER_MEMBERS = """
    cross join lateral (values
        ('all', ''),
        ('country', coalesce(nullif(o.address->>'country', ''), '-')),
        ('payment', coalesce(pay.method, '-')),
        ('device', coalesce(v.device, 'unknown')),
        ('source', coalesce(v.source, 'unknown'))) d(dimension, member)
"""

CUSTOMERS = Step(
    clear=f"delete from customer_sales s using {_WINDOWS}"
    " where s.placed_at >= w.low and s.placed_at < w.high returning s.customer",
    write=f"""
    insert into customer_sales (customer, placed_at, order_id, currency, total_minor)
    select {CUSTOMER}, o.placed_at, o.id, o.currency, o.total_minor from {_ORDERS}
    where {CUSTOMER} is not null
    returning customer
""",
)

ORDERS = Step(
    clear=f"delete from sales_hours s using {_WINDOWS}"
    " where s.hour >= w.low and s.hour < w.high returning s.hour",
    write=f"""
    insert into sales_hours as s (dimension, currency, hour, member, orders, new_orders,
        returning_orders, cancelled_orders, units, goods_minor, discount_minor, delivery_minor,
        tax_minor, total_minor, commission_minor, refunds, refund_minor, returned_units)
    select d.dimension, o.currency, {_HOUR.format("o.placed_at")}, d.member, count(*),
        count(*) filter (where k.known and not k.before),
        count(*) filter (where k.known and k.before),
        count(*) filter (where o.status = 'cancelled'), coalesce(sum(l.units), 0),
        sum(o.items_minor), sum(o.discount_minor), sum(o.delivery_minor), sum(o.tax_minor),
        sum(o.total_minor), coalesce(sum(l.commission_minor), 0), 0, 0, 0
    from {_ORDERS}
    {_PAID_BY}
    {_CAME_FROM}
    left join lateral (
        select sum(quantity) as units, sum(commission_minor) as commission_minor
        from order_lines l where l.order_id = o.id) l on true
    cross join lateral (
        select {CUSTOMER} is not null as known, exists (
            select from customer_sales c
            where c.customer = {CUSTOMER}
              and (c.placed_at, c.order_id) < (o.placed_at, o.id)) as before) k
    {_ORDER_MEMBERS}
    group by d.dimension, o.currency, {_HOUR.format("o.placed_at")}, d.member
    returning hour
""",
)

# `is not distinct from`, so that the lines are found by their order: by the seller's index each
# order of a big seller would read all the lines that it ever sold.
PARTS = Step(
    write=f"""
    insert into sales_hours as s (dimension, currency, hour, member, orders, new_orders,
        returning_orders, cancelled_orders, units, goods_minor, discount_minor, delivery_minor,
        tax_minor, total_minor, commission_minor, refunds, refund_minor, returned_units)
    select 'seller', o.currency, {_HOUR.format("o.placed_at")}, p.seller_id::text, count(*), 0, 0,
        count(*) filter (where p.status = 'cancelled'), coalesce(sum(l.units), 0),
        sum(p.items_minor), sum(p.discount_minor), sum(p.delivery_minor), sum(p.tax_minor),
        sum(p.total_minor), coalesce(sum(l.commission_minor), 0), 0, 0, 0
    from {_ORDERS} join seller_orders p on p.order_id = o.id
    left join lateral (
        select sum(quantity) as units, sum(commission_minor) as commission_minor
        from order_lines l
        where l.order_id = o.id and l.seller_id is not distinct from p.seller_id) l on true
    group by o.currency, {_HOUR.format("o.placed_at")}, p.seller_id
    returning hour
""",
)

LINES = Step(
    write=f"""
    insert into sales_hours as s (dimension, currency, hour, member, orders, new_orders,
        returning_orders, cancelled_orders, units, goods_minor, discount_minor, delivery_minor,
        tax_minor, total_minor, commission_minor, refunds, refund_minor, returned_units)
    select d.dimension, o.currency, {_HOUR.format("o.placed_at")}, d.member,
        count(distinct o.id), 0, 0, count(distinct o.id) filter (where o.status = 'cancelled'),
        sum(l.quantity), sum(l.unit_price_minor * l.quantity), sum(l.discount_minor), 0,
        sum(l.tax_minor),
        sum(l.total_minor + case when o.tax_included then 0 else l.tax_minor end),
        sum(l.commission_minor), 0, 0, 0
    from {_ORDERS} join order_lines l on l.order_id = o.id
    left join products p on p.id = l.product_id
    cross join lateral (values
        ('product', l.product_id::text),
        ('category', coalesce(p.category_id::text, '-'))) d(dimension, member)
    group by d.dimension, o.currency, {_HOUR.format("o.placed_at")}, d.member
    returning hour
""",
)

_ADD_REFUNDS = """
    on conflict (dimension, currency, hour, member) do update
    set refunds = s.refunds + excluded.refunds,
        refund_minor = s.refund_minor + excluded.refund_minor,
        returned_units = s.returned_units + excluded.returned_units
    returning hour
"""
_INTO_REFUNDS = """
    insert into sales_hours as s (dimension, currency, hour, member, orders, new_orders,
        returning_orders, cancelled_orders, units, goods_minor, discount_minor, delivery_minor,
        tax_minor, total_minor, commission_minor, refunds, refund_minor, returned_units)
"""
GIVEN_BACK = f"""
    select f.order_id, f.seller_id, f.amount_minor, f.created_at as moment
    from {_WINDOWS} join refunds f on f.created_at >= w.low and f.created_at < w.high
    union all
    select p.order_id, p.seller_id, p.total_minor, p.updated_at
    from {_WINDOWS} join seller_orders p
      on p.status = 'cancelled' and p.updated_at >= w.low and p.updated_at < w.high
    where not exists (
        select from refunds f where f.order_id = p.order_id and f.seller_id = p.seller_id)
      and exists (
        select from payments y where y.order_id = p.order_id and y.failure_code = ''
          and y.captured_at is not null and y.refund_due_minor > 0)
"""

REFUNDS = Step(
    write=f"""
    {_INTO_REFUNDS}
    select d.dimension, o.currency, {_HOUR.format("g.moment")}, d.member,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*), sum(g.amount_minor), 0
    from ({GIVEN_BACK}) g
    join orders o on o.id = g.order_id and o.placed_at is not null
    {_PAID_BY}
    {_CAME_FROM}
    cross join lateral (values
        ('all', ''),
        ('country', coalesce(nullif(o.address->>'country', ''), '-')),
        ('payment', coalesce(pay.method, '-')),
        ('device', coalesce(v.device, 'unknown')),
        ('source', coalesce(v.source, 'unknown')),
        ('seller', g.seller_id::text)) d(dimension, member)
    group by d.dimension, o.currency, {_HOUR.format("g.moment")}, d.member
    {_ADD_REFUNDS}
""",
)

RETURNED = Step(
    write=f"""
    {_INTO_REFUNDS}
    select d.dimension, r.currency, {_HOUR.format("r.refunded_at")}, d.member,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        case when d.goods then count(distinct r.id) else 0 end,
        sum(case when d.goods then x.refund_minor else 0 end), sum(x.accepted)
    from {_WINDOWS} join returns r on r.refunded_at >= w.low and r.refunded_at < w.high
    join return_lines x on x.return_id = r.id
    join order_lines l on l.order_id = r.order_id and l.line_no = x.line_no
    join orders o on o.id = r.order_id
    {_PAID_BY}
    {_CAME_FROM}
    left join products p on p.id = l.product_id
    cross join lateral (values
        ('product', l.product_id::text, true),
        ('category', coalesce(p.category_id::text, '-'), true),
        ('seller', r.seller_id::text, false),
        ('all', '', false),
        ('country', coalesce(nullif(o.address->>'country', ''), '-'), false),
        ('payment', coalesce(pay.method, '-'), false),
        ('device', coalesce(v.device, 'unknown'), false),
        ('source', coalesce(v.source, 'unknown'), false)) d(dimension, member, goods)
    group by d.dimension, r.currency, {_HOUR.format("r.refunded_at")}, d.member, d.goods
    {_ADD_REFUNDS}
""",
)

_SUMS = ", ".join(f"sum({name})" for name in MEASURES)
DAYS = Step(
    clear=f"delete from sales_days s using {_WINDOWS}"
    " where s.day >= w.low and s.day < w.high returning s.day",
    write=f"""
    insert into sales_days (dimension, currency, day, member, {", ".join(MEASURES)})
    select dimension, currency, date_trunc('day', hour, 'UTC'), member, {_SUMS}
    from {_WINDOWS} join sales_hours on hour >= w.low and hour < w.high
    group by dimension, currency, date_trunc('day', hour, 'UTC'), member
    returning day
""",
)
