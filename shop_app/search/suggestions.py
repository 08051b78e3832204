"""What stands under the search box: queries, categories, brands, and products with their price."""

from __future__ import annotations

from urllib.parse import urlencode

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.pricing.views import RegionView
from shop_app.search.address import clean_query
from shop_app.search.cards import cards_of
from shop_app.search.index import Index
from shop_app.search.popular import popular_like
from shop_app.search.views import Suggestion

_SHORTEST = 2
_QUERIES, _CATEGORIES, _BRANDS, _PRODUCTS = 3, 3, 2, 5
# A name that begins so, or a word of it; the shortest names first: they say it best.
_NAMED = """
    (select 'category' as kind, slug, name from categories
     where not is_hidden and (lower(name) like :begin or lower(name) like :inside)
     order by lower(name) like :begin desc, depth, length(name), name limit :categories)
    union all
    (select 'brand', slug, name from brands
     where lower(name) like :begin
       and exists (select from search_documents d where d.brand_slug = brands.slug)
     order by length(name), name limit :brands)
"""


def suggest(
    session: Session, index: Index, *, words: str, region: RegionView, locale: str = "en"
) -> list[Suggestion]:
    """What the words typed so far may mean; nothing before the second letter."""
    text = clean_query(words)[:60]
    if len(text) < _SHORTEST:
        return []
    found = index.suggest(session, text=text, currency=region.currency, most=_PRODUCTS)
    cards = cards_of(session, product_ids=found, region=region, locale=locale)
    return [
        *(
            Suggestion("query", query, f"/search?{urlencode({'q': query})}")
            for query in popular_like(session, text=text, most=_QUERIES)
        ),
        *_named(session, text),
        *(
            Suggestion("product", card.title, card.href, card.image, card.price_text)
            for card in cards
        ),
    ]


def _named(session: Session, text: str) -> list[Suggestion]:
    plain = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = rows(
        session,
        _NAMED,
        begin=f"{plain}%",
        inside=f"% {plain}%",
        categories=_CATEGORIES,
        brands=_BRANDS,
    )
    return [
        Suggestion(
            row.kind,
            row.name,
            f"/c/{row.slug}" if row.kind == "category" else f"/search?brand={row.slug}",
        )
        for row in found
    ]
