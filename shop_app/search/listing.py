"""Which products a list shows and what its facets count, from the quickest place for each.

A category without filters is read from `category_listings`, whose indexes answer in a fraction of a
millisecond whatever the category's size; the engine gives the counts of its facets.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.search.address import Address
from shop_app.search.facets import FacetPlan
from shop_app.search.index import (
    BRAND,
    CATEGORY,
    MOST_COUNTED,
    MOST_PAGES,
    PER_PAGE,
    PRICE,
    RATING,
    SALE,
    SELLER,
    STOCK,
    Found,
    Index,
    Question,
)
from shop_app.search.places import Place

_COMMON = (BRAND, PRICE, RATING, STOCK, SALE, SELLER)
_MAIN_CATEGORY_SHARE = 0.5
_ORDERS = {
    "sold": "sold desc, product_id desc",
    "price": "price_minor, product_id",
    "-price": "price_minor desc, product_id desc",
    "newest": "listed_at desc, product_id desc",
    "rating": "rating desc, product_id desc",
}
_LISTED = """
    select product_id from category_listings
    where category_slug = :slug and currency = :currency
    order by {order} limit :most offset :skipped
"""
_COUNTED = """
    select count(*) as count from (
        select 1 from category_listings
        where category_slug = :slug and currency = :currency limit :most) x
"""


def look_up(
    session: Session, index: Index, *, place: Place, address: Address, plan: FacetPlan
) -> Found:
    """The page that the address asks for; a page beyond the last one is the last one."""
    question = _question(place, address, plan)
    found = _ask(session, index, place, question)
    last = last_page(found)
    if not found.product_ids and found.total and address.page > last:
        found = _ask(session, index, place, replace(question, page=last))
    if not question.attribute_facets and found.total:
        found = _with_attributes(session, index, question, found, plan)
    return found


def last_page(found: Found) -> int:
    """The last page that can be opened."""
    return max(1, min(MOST_PAGES, -(-found.total // PER_PAGE)))


def _question(place: Place, address: Address, plan: FacetPlan) -> Question:
    facets = _COMMON if place.kind == "category" else (CATEGORY, *_COMMON)
    if place.kind == "seller":
        facets = tuple(code for code in facets if code != SELLER)
    scoped = place.scope[1] if place.kind == "category" and place.scope else ""
    category = next(iter(address.filters.values.get(CATEGORY, ())), scoped)
    chosen = (code for code in address.filters.values if code.startswith("a."))
    codes = [f"a.{code}" for code in plan.by_category.get(category, ())]
    return Question(
        text=address.query,
        currency=address.currency,
        scope=place.scope,
        filters=address.filters,
        sort=address.sort,
        page=address.page,
        facets=facets,
        attribute_facets=tuple(dict.fromkeys((*codes, *chosen))) if codes else (),
    )


def _ask(session: Session, index: Index, place: Place, question: Question) -> Found:
    is_plain = not question.text and not question.filters.active()
    if place.kind != "category" or not is_plain or question.sort not in _ORDERS:
        return index.search(session, question)
    counted = index.search(session, replace(question, page=1, per_page=0))
    slug = place.scope[1] if place.scope else ""
    total = rows(session, _COUNTED, slug=slug, currency=question.currency, most=MOST_COUNTED + 1)[
        0
    ].count
    listed = rows(
        session,
        _LISTED.format(order=_ORDERS[question.sort]),
        slug=slug,
        currency=question.currency,
        most=question.per_page,
        skipped=(question.page - 1) * question.per_page,
    )
    ids: list[UUID] = [row.product_id for row in listed]
    return replace(counted, product_ids=ids, total=total, is_cut=total > MOST_COUNTED)


def _with_attributes(
    session: Session, index: Index, question: Question, found: Found, plan: FacetPlan
) -> Found:
    """The attributes of the category in which most of a search's results lie, and chosen ones."""
    counts = found.counts.get(CATEGORY, ())
    main = [slug for slug, count in counts if count >= found.total * _MAIN_CATEGORY_SHARE]
    # The deepest of them shows the fewest of all, and its attributes fit best.
    fitting = min(main, key=lambda slug: dict(counts)[slug], default="")
    chosen = (code for code in question.filters.values if code.startswith("a."))
    planned = (f"a.{code}" for code in plan.by_category.get(fitting, ()))
    codes = tuple(dict.fromkeys((*planned, *chosen)))
    if not codes:
        return found
    more = index.search(
        session, replace(question, page=1, per_page=0, facets=(), attribute_facets=codes)
    )
    return replace(
        found,
        counts={**found.counts, **more.counts},
        is_fallback=found.is_fallback or more.is_fallback,
    )
