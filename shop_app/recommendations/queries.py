"""What to show whom. Whatever the source of candidates, all pass the same gate.

The gate asks the tables that sell, not copies of them: a product passes when an offer of it is
active, of an approved seller, priced in the region's currency and in stock in an open warehouse.
What the person bought within ninety days is left out, and no seller has more than two of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.pricing.views import RegionView
from shop_app.recommendations.views import ForHome, ForProduct, Suggested
from shop_app.search.cards import cards_of
from shop_app.search.views import ProductCard
from shop_app.wishlist.queries import viewed_ids
from shop_app.wishlist.service import owner_of

ROW = 8
PER_SELLER = 2
BOUGHT_DAYS = 90
_CANDIDATES = 40
_SEEDS = 12
_GATE = """
    select c.id as product_id from unnest(cast(:ids as uuid[])) as c(id)
    where exists (
        select from variants v
        join offers o on o.variant_id = v.id and o.status = 'active'
        join products p on p.id = v.product_id and p.status = 'active'
        join sellers s on s.id = o.seller_id and s.status = 'approved'
        join prices r on r.offer_id = o.id and r.currency = :currency
        join stock_levels l on l.offer_id = o.id and l.available > 0
        join warehouses w on w.id = l.warehouse_id and w.is_open
        where v.product_id = c.id)
"""
_BOUGHT = """
    select distinct l.product_id from orders o join order_lines l on l.order_id = o.id
    where o.user_id = :user_id and o.placed_at > :since
"""
_TOGETHER = """
    select other_id as product_id from product_pairs where product_id = :product_id
    order by score desc, orders desc, other_id limit :most
"""
_TRENDING = """
    select product_id from product_trends where region_code = :region and category = :category
    order by {by} desc, product_id desc limit :most
"""
# What the person did, weighted: bought 3, kept 2, looked at 1, the later the more.
_SEEDED = """
    with seeds as materialized (
        (select l.product_id, 3.0 as weight, o.placed_at as at, 'bought' as how
         from orders o join order_lines l on l.order_id = o.id
         where o.user_id = cast(:user_id as uuid) and o.placed_at is not null
           and o.status not in ('cancelled', 'failed') order by o.id desc limit :seeds)
        union all
        (select i.product_id, 2.0, i.added_at, 'kept' from wishlist_items i
         join wishlists w on w.id = i.wishlist_id
         where w.owner = :owner order by i.added_at desc limit :seeds)
        union all
        (select product_id, 1.0, viewed_at, 'viewed' from viewed_products
         where owner = :owner order by viewed_at desc limit :seeds)),
    fresh as (
        select s.product_id, s.how, s.weight * power(0.5, greatest(0, extract(epoch from
            :moment - s.at)) / 86400.0 / 30) as weight from seeds s),
    near as materialized (
        select f.product_id as seed, f.how, p.other_id as product_id, f.weight * p.score as score
        from fresh f join product_pairs p on p.product_id = f.product_id
        union all
        select f.product_id, f.how, n.product_id, f.weight * 0.1 / (n.place + 2)
        from fresh f join products seed on seed.id = f.product_id
        join categories c on c.id = seed.category_id
        cross join lateral (
            select l.product_id,
                row_number() over (order by l.sold desc, l.product_id desc) as place
            from category_listings l where l.category_slug = c.slug and l.currency = :currency
              and l.in_stock order by l.sold desc, l.product_id desc limit 20) n),
    scored as (
        select product_id, sum(score) as score from near
        where product_id not in (select product_id from seeds) group by 1)
    select s.product_id, s.score, best.seed, best.how, t.title
    from (select * from scored order by score desc, product_id desc limit :most) s
    cross join lateral (select seed, how from near where near.product_id = s.product_id
        order by score desc, seed limit 1) best
    join products t on t.id = best.seed
    order by s.score desc, s.product_id desc limit :most
"""


def for_home(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    region: RegionView,
    locale: str = "en",
) -> ForHome:
    """The personal rows of the front door."""
    who: dict[str, Any] = {"session_key": session_key, "user_id": user_id}
    seen = viewed_ids(session, **who)
    return ForHome(
        for_you=for_you(session, **who, region=region, locale=locale),
        viewed=cards_of(session, product_ids=seen, region=region, locale=locale),
    )


def for_product(
    session: Session,
    *,
    product_id: UUID,
    session_key: str,
    user_id: UUID | None,
    region: RegionView,
    locale: str = "en",
) -> ForProduct:
    """The rows under a product: bought together with it, and what the visitor saw before it."""
    who: dict[str, Any] = {"session_key": session_key, "user_id": user_id}
    seen = [one for one in viewed_ids(session, **who, most=13) if one != product_id][:12]
    return ForProduct(
        product_id=str(product_id),
        together=bought_together(
            session, product_id=product_id, region=region, user_id=user_id, locale=locale
        ),
        viewed=cards_of(session, product_ids=seen, region=region, locale=locale),
    )


def for_you(
    session: Session,
    *,
    session_key: str,
    user_id: UUID | None,
    region: RegionView,
    locale: str = "en",
) -> Suggested:
    """What may suit the person by what they bought, kept and looked at; else what sells here."""
    found = rows(
        session,
        _SEEDED,
        user_id=user_id,
        owner=owner_of(session_key=session_key, user_id=user_id),
        currency=region.currency,
        moment=now(),
        seeds=_SEEDS,
        most=_CANDIDATES,
    )
    ids = [row.product_id for row in found]
    cards = recommended(session, ids, region=region, user_id=user_id, locale=locale)
    if len(cards) < 3:
        shown = trending(session, region=region, user_id=user_id, locale=locale)
        return Suggested(shown, "trending" if shown else "")
    first = next(row for row in found if str(row.product_id) == cards[0].product_id)
    return Suggested(cards, first.how, first.title)


def trending(
    session: Session,
    *,
    region: RegionView,
    category: str = "",
    best_sellers: bool = False,
    user_id: UUID | None = None,
    locale: str = "en",
) -> list[ProductCard]:
    """What sells in the region now, in a category (slug) or the whole shop.

    By pieces that count half as much after each fortnight; `best_sellers` by all pieces of the
    last quarter of a year.
    """
    found = rows(
        session,
        _TRENDING.format(by="pieces" if best_sellers else "score"),
        region=region.code,
        category=category,
        most=_CANDIDATES,
    )
    ids = [row.product_id for row in found]
    return recommended(session, ids, region=region, user_id=user_id, locale=locale)


def bought_together(
    session: Session,
    *,
    product_id: UUID,
    region: RegionView,
    user_id: UUID | None = None,
    locale: str = "en",
) -> list[ProductCard]:
    """What others bought in one order with this product."""
    found = rows(session, _TOGETHER, product_id=product_id, most=_CANDIDATES)
    ids = [row.product_id for row in found]
    return recommended(session, ids, region=region, user_id=user_id, locale=locale)


def recommended(
    session: Session,
    product_ids: Sequence[UUID],
    *,
    region: RegionView,
    user_id: UUID | None,
    locale: str = "en",
    most: int = ROW,
) -> list[ProductCard]:
    """Those of the candidates that pass the gate, in their order, at most two of a seller."""
    passing = passed(session, product_ids, currency=region.currency)
    if user_id is not None:
        since = now() - timedelta(days=BOUGHT_DAYS)
        passing -= {row.product_id for row in rows(session, _BOUGHT, user_id=user_id, since=since)}
    ids = [one for one in dict.fromkeys(product_ids) if one in passing]
    cards = cards_of(session, product_ids=ids, region=region, locale=locale)
    return _diverse((card for card in cards if card.stock_status != "out"), most)


def passed(session: Session, product_ids: Sequence[UUID], *, currency: str) -> set[UUID]:
    """The candidates that can be bought now in the currency."""
    if not product_ids:
        return set()
    found = rows(session, _GATE, ids=list(product_ids), currency=currency)
    return {row.product_id for row in found}


def _diverse(cards: Iterable[ProductCard], most: int) -> list[ProductCard]:
    chosen: list[ProductCard] = []
    counts: dict[str, int] = {}
    for card in cards:
        if counts.get(card.seller_name, 0) < PER_SELLER and len(chosen) < most:
            counts[card.seller_name] = counts.get(card.seller_name, 0) + 1
            chosen.append(card)
    return chosen
