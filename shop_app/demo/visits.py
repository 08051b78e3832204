"""Thirteen months of visits, made up in the database so that the orders could have come of them.

Every order was paid in a visit; around it lie visits that went less far, more of them where more is
sold. The last two weeks are there as visits and facts; of what lies before, as in a shop that has
thrown old visits away, only the hours are known. The same seed makes the same visits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from shop_app.analytics import visit_hours
from shop_app.analytics.behaviour import VISITS
from shop_app.analytics.rollups import note_fresh
from shop_app.demo.history import HOURS

KEPT_DAYS = 14
IN_VAIN = 36  # visits without an order for each one with
# What share of the orders, and of the visits in vain, comes by it.
_DEVICES = (("phone", 0.44, 0.61), ("desktop", 0.48, 0.33), ("tablet", 0.08, 0.06))
_SOURCES = (
    ("direct", 0.34, 0.30),
    ("search.example", 0.29, 0.35),
    ("newsletter", 0.17, 0.09),
    ("prices.example", 0.10, 0.08),
    ("social.example", 0.05, 0.14),
    ("blog.example", 0.05, 0.04),
)
_TABLES = ("visits", "visit_hours", "view_hours", "behaviour_facts", "order_visits")


def _chance(key: str, seed: int, kind: str = "text") -> str:
    """A number from 0 up to 1 that hangs on the key alone; kind is text or int8."""
    return f"((hash{kind}extended({key}, {seed}) & 1048575) / 1048576.0::float8)"


def _cell_chance(seed: int) -> str:
    return _chance("c.n", seed, "int8")


def _id(moment: str, key: str) -> str:
    """A UUIDv7 of the moment whose chance is the key."""
    return (
        f"(lpad(to_hex((extract(epoch from {moment}) * 1000)::bigint), 12, '0') || '7'"
        f" || substr(md5({key}), 1, 3) || '8' || substr(md5({key}), 4, 15))::uuid"
    )


def _pick(choices: Sequence[tuple[str, float, float]], chance: str) -> str:
    """One of the choices by its share of the orders."""
    steps, sofar = [], 0.0
    for name, share, _ in choices[:-1]:
        sofar += share
        steps.append(f"when {chance} < {sofar:.4f} then '{name}'")
    return f"case {' '.join(steps)} else '{choices[-1][0]}' end"


def _values(choices: Sequence[tuple[str, float, float]]) -> str:
    return ", ".join(
        f"({n}, '{name}', {share}::float8)" for n, (name, _, share) in enumerate(choices)
    )


_ORIGINS = f"""
    insert into order_visits (order_id, visit_id, device, source)
    select o.id, {_id("o.placed_at", "'visit' || o.number")},
        {_pick(_DEVICES, _chance("o.number", 1))}, {_pick(_SOURCES, _chance("o.number", 2))}
    from orders o where o.placed_at is not null
"""
_HOUR_SHARES = ", ".join(f"{share / sum(HOURS):.5f}" for share in HOURS)
# By hour, device and source: how many paid, and how far the others went.
_CELLS = f"""
    create temporary table demo_cells on commit drop as
    with days as (
        select d.day, d.day - cast(%(since)s as timestamptz) as age,
            avg(coalesce(o.orders, 0)) over (order by d.day rows between 3 preceding
                and 3 following) as orders
        from generate_series(cast(%(since)s as timestamptz), cast(%(until)s as timestamptz),
            interval '1 day') d(day)
        left join (
            select date_trunc('day', placed_at, 'UTC') as day, count(*) as orders
            from orders where placed_at is not null group by 1) o using (day)
    ), cells as (
        select d.day + h.hour * interval '1 hour' as hour, device, source,
            ((extract(day from d.age)::bigint * 24 + h.hour) * 8 + v.place) * 8 + s.place as n,
            d.orders::float8 * (array[{_HOUR_SHARES}]::float8[])[h.hour + 1] * v.share * s.share
                * {IN_VAIN} as wanted
        from days d, generate_series(0, 23) h(hour),
            (values {_values(_DEVICES)}) v(place, device, share),
            (values {_values(_SOURCES)}) s(place, source, share)
        where d.day + h.hour * interval '1 hour' <= %(until)s
    ), others as (
        select c.*, floor(c.wanted * (0.7 + 0.6 * {_cell_chance(3)})
            + {_cell_chance(4)})::integer as in_vain
        from cells c
    ), looked as (
        select c.*, floor(c.in_vain * 0.57 + {_cell_chance(5)})::integer as viewed from others c
        where c.in_vain > 0
    ), filled as (
        select c.*, floor(c.viewed * 0.15 + {_cell_chance(6)})::integer as added
        from looked c
    )
    select c.hour, c.device, c.source, c.n, c.in_vain, c.viewed, c.added,
        floor(c.added * 0.4 + {_cell_chance(7)})::integer as began
    from filled c
"""
_OLD_HOURS = """
    insert into visit_hours (hour, device, source, visits, pages, viewed, added, began, paid)
    select hour, device, source, sum(visits), sum(visits + 2 * viewed + began), sum(viewed),
        sum(added), sum(began), sum(paid)
    from (
        select hour, device, source, in_vain as visits, viewed, added, began, 0 as paid
        from demo_cells where hour < %(kept)s
        union all
        select date_trunc('hour', o.placed_at, 'UTC'), v.device, v.source, 1, 1, 1, 1, 1
        from order_visits v join orders o on o.id = v.order_id where o.placed_at < %(kept)s) x
    group by hour, device, source
"""
_OLD_VIEWS = f"""
    insert into view_hours (product_id, hour, views)
    select l.product_id, date_trunc('hour', o.placed_at, 'UTC'),
        sum(8 + floor(20 * {_chance("l.product_id::text || o.number", 8)}))
    from orders o join order_lines l on l.order_id = o.id
    where o.placed_at < %(kept)s group by 1, 2
"""
_VISIT = """
    insert into visits (id, visitor, device, source, region, pages, viewed, added, began, paid,
        started_at, last_seen_at)
"""
_PAID_VISITS = f"""
    {_VISIT}
    select v.visit_id, md5('visitor' || o.number), v.device, v.source, o.region_code,
        3 + (hashtextextended(v.visit_id::text, 9) & 1)::integer, true, true, true, true,
        greatest(date_trunc('hour', o.placed_at, 'UTC'), o.placed_at - interval '9 minutes'),
        o.placed_at
    from orders o join order_visits v on v.order_id = o.id where o.placed_at >= %(kept)s
"""
_OTHER_VISITS = f"""
    {_VISIT}
    select {_id("x.at", "x.key")}, md5('visitor' || x.key), x.device, x.source,
        (select regions.codes from regions)[1 + (hashtextextended(x.key, 10) & 1023)
            %% (select cardinality(codes) from regions)],
        1 + case when x.i <= x.viewed
            then 1 + (hashtextextended({_id("x.at", "x.key")}::text, 9) & 1)::integer else 0 end
          + (x.i <= x.began)::integer,
        x.i <= x.viewed, x.i <= x.added, x.i <= x.began, false, x.at,
        x.at + interval '40 seconds' * (x.i %% 7)
    from (
        select c.*, i, c.n || '-' || i as key,
            c.hour + interval '59 minutes'
                * {_chance("c.n || '-' || i", 11)} as at
        from demo_cells c, generate_series(1, c.in_vain) i where c.hour >= %(kept)s) x
    where x.at < %(until)s
"""
_WITH_REGIONS = """
    with regions as (
        select array_agg(region_code order by number) as codes
        from (select region_code, number from orders order by number limit 500) o)
"""
_FACTS = f"""
    insert into behaviour_facts (id, visitor, user_id, act, product_id, seller_id, category_id,
        order_id, region, device, source, happened_at)
    with sold as (
        select array_agg(product_id order by number, line_no) as products,
            array_agg(seller_id order by number, line_no) as sellers
        from (select l.product_id, l.seller_id, o.number, l.line_no
            from orders o join order_lines l on l.order_id = o.id
            order by o.number, l.line_no limit 5000) x
    ), steps as (
        select v.*, f.act, f.step, 1 + ((hashtextextended(v.visitor || f.step, 12) & 65535)
            %% (select cardinality(products) from sold))::integer as place
        from visits v cross join lateral (
            select 'page' as act, 0 as step
            union all select 'product', 1 where v.viewed
            union all select 'product', 2
            where v.viewed and (hashtextextended(v.id::text, 9) & 1) = 1
            union all select 'add_to_cart', 2 where v.added
            union all select 'checkout', 4 where v.began
            union all select 'paid', 5 where v.paid) f
    )
    select {_id("s.started_at", "s.visitor || s.act || s.step")}, s.visitor, null, s.act,
        p.product_id, case when s.act = 'add_to_cart' then p.seller_id end,
        case when s.act = 'product' then g.category_id end,
        case when s.act = 'paid' then w.order_id end, s.region, s.device, s.source,
        s.started_at + interval '1 second' * s.step
    from steps s
    left join lateral (
        select sold.products[s.place] as product_id, sold.sellers[s.place] as seller_id from sold
        where s.act in ('product', 'add_to_cart')) p on true
    left join products g on g.id = p.product_id
    left join order_visits w on s.act = 'paid' and w.visit_id = s.id
"""


def make_visits(session: Session, *, since: datetime, until: datetime) -> None:
    """Write the visits of which the orders from `since` (a midnight, UTC) to `until` came."""
    kept = until.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=KEPT_DAYS)
    moments = {"since": since, "until": until, "kept": kept}
    statements = (
        _ORIGINS, _CELLS, _OLD_HOURS, _OLD_VIEWS, _PAID_VISITS, _other_visits(), _FACTS,
    )  # fmt: skip
    for statement in statements:
        session.connection().exec_driver_sql(statement, moments)
    visit_hours.rebuild(session)
    note_fresh(session, name=VISITS, moment=until)
    for table in _TABLES:
        session.connection().exec_driver_sql(f"analyze {table}")


def _other_visits() -> str:
    into, _, question = _OTHER_VISITS.partition("select")
    return f"{into}{_WITH_REGIONS} select{question}"
