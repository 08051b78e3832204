"""What people say: reviews by those who bought, then by others; ratings reckoned from them in SQL."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.importing.loader import cursor_of, keyed_id
from shop_app.catalog.importing.records import ProductRecord
from shop_app.core.db import rows
from shop_app.demo.copying import copy_into
from shop_app.demo.people import Customer
from shop_app.demo.world import reviews_of

_DAYS_TO_TRY_IT = 6
_BUYERS = """
select l.product_id, o.user_id, min(o.placed_at) as bought_at
from order_lines l join orders o on o.id = l.order_id
where o.user_id is not null and o.status = 'delivered'
group by 1, 2 order by 1, 3, 2
"""
_PRODUCT_RATINGS = """
update products p set rating_average = r.average, rating_count = r.reviews
from (
    select product_id, round(avg(rating), 2) as average, count(*) as reviews
    from reviews where status = 'published' group by 1
) r where r.product_id = p.id returning 1
"""
_SELLER_RATINGS = """
update sellers s set rating_average = r.average, rating_count = r.reviews
from (
    select o.seller_id, round(avg(w.rating), 2) as average, count(*) as reviews
    from reviews w
    join (
        select distinct v.product_id, o.seller_id from variants v join offers o on o.variant_id = v.id
    ) o on o.product_id = w.product_id
    where w.status = 'published' group by 1
) r where r.seller_id = s.id returning 1
"""
_COLUMNS = (
    "id, product_id, user_id, author_name, rating, title, body, verified, helpful_count, status,"
    " created_at"
)


def add_reviews(
    session: Session,
    records: Iterable[ProductRecord],
    customers: Sequence[Customer],
    *,
    source: str,
    seed: int,
    until: datetime,
) -> int:
    """Write the reviews and reckon the ratings; returns how many reviews."""
    products = {
        row.source_key: row
        for row in rows(
            session,
            "select source_key, id, created_at from products where source = :source",
            source=source,
        )
    }
    names = {customer.id: customer.name for customer in customers if customer.id}
    buyers: dict[UUID, list[tuple[UUID, datetime]]] = defaultdict(list)
    for row in rows(session, _BUYERS):
        buyers[row.product_id].append((row.user_id, row.bought_at))
    chance = random.Random(seed)
    written = []
    for record in records:
        product = products.get(record.source_key)
        if product:
            written.extend(
                _reviews(record, product, buyers[product.id], names, customers, chance, until)
            )
    copy_into(cursor_of(session), "reviews", _COLUMNS, written)
    rows(session, _PRODUCT_RATINGS)
    rows(session, _SELLER_RATINGS)
    return len(written)


def _reviews(
    record: ProductRecord,
    product,
    buyers: list[tuple[UUID, datetime]],
    names: dict[UUID, str],
    customers: Sequence[Customer],
    chance: random.Random,
    until: datetime,
) -> Iterable[tuple]:
    """Each buyer writes at most once, some days after; the others are guests without a proof."""
    for number, review in enumerate(reviews_of(record)):
        written_at = max(
            until - timedelta(days=review.days_ago, minutes=chance.randrange(1440)),
            product.created_at + timedelta(days=1),
        )
        user_id, author = None, chance.choice(customers).name
        if buyers:
            user_id, bought_at = buyers.pop(0)
            author = names.get(user_id, author)
            written_at = max(written_at, bought_at + timedelta(days=_DAYS_TO_TRY_IT))
        if written_at < until:
            yield (
                keyed_id(written_at, "review", record.source_key, str(number)), product.id, user_id,
                _public(author), review.rating, review.title, review.body, user_id is not None,
                review.helpful, "published", written_at,
            )  # fmt: skip


def _public(name: str) -> str:
    """A name as others see it: the first one and a letter."""
    first, _, last = name.partition(" ")
    return f"{first} {last[:1]}." if last else first
