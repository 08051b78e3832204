"""The front door of a region: departments, what people buy, what is new, collections."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.catalog.queries import collections as collections_of
from shop_app.core.db import rows
from shop_app.pricing.views import RegionView
from shop_app.search.cards import cards_of, of_different_sellers
from shop_app.search.remembered import Remembered
from shop_app.search.store import catalogue_version
from shop_app.search.views import CategoryLink
from shop_app.storefront.departments import category_tree, links_of
from shop_app.storefront.views import HomePage, Shelf

PER_SHELF = 12
_CANDIDATES = 48
_CONDITION = "prices ? :currency and in_stock"
# What sells in the region now (reckoned by recommendations), filled up by what ever sold best.
_TRENDING = f"""
    select product_id from (
        (select d.product_id, 1 as part, t.score
         from product_trends t join search_documents d on d.product_id = t.product_id
         where t.region_code = :region and t.category = '' and {_CONDITION}
         order by t.score desc limit {_CANDIDATES})
        union all
        (select product_id, 2, sold from search_documents where {_CONDITION}
         order by sold desc, product_id desc limit {_CANDIDATES})) s
    group by product_id order by min(part), max(score) desc, product_id desc limit {_CANDIDATES}
"""
_NEW = f"""
    select product_id from search_documents where {_CONDITION}
    order by listed_at desc limit {_CANDIDATES}
"""
_ON_SALE = f"""
    select product_id from search_documents where {_CONDITION} and :currency = any(sales)
    order by sold desc, product_id desc limit {_CANDIDATES}
"""
# The best rated among what sells well: a single five-star rating does not lead the shop.
_RATED = f"""
    select product_id from (
        select product_id, rating, rating_count from search_documents where {_CONDITION}
        order by sold desc, product_id desc limit 500) s
    where rating_count >= 5 order by rating desc, rating_count desc limit {_CANDIDATES}
"""
_SHELVES = (
    ("trending", _TRENDING, "/search?sort=sold"),
    ("sale", _ON_SALE, "/search?sale=1"),
    ("new", _NEW, "/search?sort=newest"),
    ("rated", _RATED, "/search?sort=rating"),
)

_pages: Remembered[HomePage] = Remembered(most=64, seconds=3600)


def home_page(session: Session, *, region: RegionView, locale: str = "en") -> HomePage:
    """The home page of a region; remembered until what lists show changes."""
    version = str(catalogue_version(session))
    return _pages.get(
        (region.code, locale), version, lambda: _compose(session, region, locale, version)
    )


def _compose(session: Session, region: RegionView, locale: str, version: str) -> HomePage:
    nodes = [(node.slug, node.name, node.image) for node in category_tree(session)]
    shown: set[str] = set()
    shelves = []
    for code, question, href in _SHELVES:
        shelf = _shelf(session, code, question, href, region=region, locale=locale, shown=shown)
        if shelf.cards:
            shelves.append(shelf)
            shown.update(card.product_id for card in shelf.cards)
    return HomePage(
        departments=links_of(session, nodes, currency=region.currency, locale=locale),
        shelves=shelves,
        collections=[
            CategoryLink(name=name, slug=slug, href=f"/collections/{slug}", image=image)
            for slug, name, _, image in collections_of(session)
        ],
        version=version,
    )


def _shelf(
    session: Session,
    code: str,
    question: str,
    href: str,
    *,
    region: RegionView,
    locale: str,
    shown: set[str],
) -> Shelf:
    facts = {"region": region.code} if ":region" in question else {}
    found = rows(session, question, currency=region.currency, **facts)
    ids = [row.product_id for row in found]
    cards = cards_of(session, product_ids=ids, region=region, locale=locale)
    fresh = (card for card in cards if card.product_id not in shown)
    return Shelf(code, href, of_different_sellers(fresh, most=PER_SHELF, per_seller=2))
