"""Reckoned from orders, again and again: what is bought together, and what sells now.

Both are set-based and read only what they must: pairs are reckoned anew for products that were
sold since the last time, trends from the orders of a quarter of a year.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows

PAIRS_A_PRODUCT = 24
LARGEST_BASKET = 40  # an order with more products than this says nothing of any two of them
HALF_LIFE_DAYS = 14
TREND_DAYS = 92
TRENDS_A_CATEGORY = 60
_AT_ONCE = 2000
# An order's id holds the moment of its making: by it only the months that matter are read.
_SOLD_SINCE = """
    select distinct l.product_id from order_lines l join orders o on o.id = l.order_id
    where o.placed_at > :since and o.placed_at <= :until and o.status <> 'cancelled'
      and l.product_id in (select id from products)
"""
_PAIRS = """
    with baskets as (
        select l.order_id from order_lines l where l.product_id = any(:ids) group by 1),
    lines as (
        select distinct l.order_id, l.product_id
        from order_lines l join baskets b on b.order_id = l.order_id
        join orders o on o.id = l.order_id and o.status not in ('cancelled', 'failed', 'pending')
        join products p on p.id = l.product_id),
    small as (select order_id from lines group by 1 having count(*) between 2 and :largest),
    pairs as (
        select a.product_id, b.product_id as other_id, count(*) as orders
        from lines a join small s on s.order_id = a.order_id
        join lines b on b.order_id = a.order_id and b.product_id <> a.product_id
        where a.product_id = any(:ids) group by 1, 2),
    often as (
        select l.product_id, count(distinct l.order_id) as orders from order_lines l
        where l.product_id in (select product_id from pairs union select other_id from pairs)
        group by 1),
    scored as (
        select p.product_id, p.other_id, p.orders,
            p.orders / sqrt(x.orders::float * y.orders) as score
        from pairs p join often x on x.product_id = p.product_id
        join often y on y.product_id = p.other_id),
    ranked as (
        select s.*, row_number() over (
            partition by product_id order by score desc, orders desc, other_id) as place
        from scored s),
    written as (
        insert into product_pairs as w (product_id, other_id, orders, score, reckoned_at)
        select product_id, other_id, orders, score, :moment from ranked where place <= :most
        on conflict (product_id, other_id) do update set orders = excluded.orders,
            score = excluded.score, reckoned_at = excluded.reckoned_at
        returning w.product_id)
    select count(*) as n from written
"""
_OLD_PAIRS = """
    delete from product_pairs where product_id = any(:ids) and reckoned_at < :moment
    returning product_id
"""
_TRENDS = """
    with sold as (
        select o.region_code, l.product_id, sum(l.quantity) as pieces,
            sum(l.quantity * power(0.5, extract(epoch from :moment - o.placed_at)
                / 86400.0 / :half_life)) as score
        from orders o join order_lines l on l.order_id = o.id
        where o.placed_at > :since and o.placed_at <= :moment
          and o.status not in ('cancelled', 'failed', 'pending')
        group by 1, 2),
    placed as (
        select s.region_code, coalesce(c.slug, '') as category, s.product_id, s.score, s.pieces
        from sold s join products p on p.id = s.product_id and p.status = 'active'
        left join categories own on own.id = p.category_id
        cross join lateral (
            select '' as slug
            union all
            select a.slug from categories a
            where own.path = a.path or own.path like a.path || '/%') c),
    ranked as (
        select placed.*, row_number() over (
            partition by region_code, category order by score desc, product_id) as place
        from placed)
    insert into product_trends (region_code, category, product_id, score, pieces)
    select region_code, category, product_id, score, pieces from ranked where place <= :most
    returning product_id
"""


def reckon_pairs(session: Session, *, since: datetime, until: datetime) -> int:
    """Reckon the pairs of products sold in between anew; how many products."""
    found = [row.product_id for row in rows(session, _SOLD_SINCE, since=since, until=until)]
    for start in range(0, len(found), _AT_ONCE):
        _reckon(session, found[start : start + _AT_ONCE])
    return len(found)


def _reckon(session: Session, product_ids: list[UUID]) -> None:
    moment = now()
    facts = {"largest": LARGEST_BASKET, "most": PAIRS_A_PRODUCT, "moment": moment}
    rows(session, _PAIRS, ids=product_ids, **facts)
    rows(session, _OLD_PAIRS, ids=product_ids, moment=moment)


def reckon_trends(session: Session) -> int:
    """Reckon what sells in each region and category anew; how many rows."""
    moment = now()
    rows(session, "delete from product_trends returning product_id")
    written = rows(
        session,
        _TRENDS,
        moment=moment,
        since=moment - timedelta(days=TREND_DAYS),
        half_life=float(HALF_LIFE_DAYS),
        most=TRENDS_A_CATEGORY,
    )
    return len(written)
