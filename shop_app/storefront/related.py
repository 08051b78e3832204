"""What stands beside a product: the best sold of its category and brand, of different sellers."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.catalog.views import ProductFacts
from shop_app.core.db import rows
from shop_app.pricing.views import RegionView
from shop_app.search.cards import cards_of, of_different_sellers
from shop_app.search.views import ProductCard

MOST = 8
_CANDIDATES = 60
# The best sold of the category, its own brand first.
_RELATED = """
    select product_id from (
        select l.product_id, l.sold from category_listings l
        where l.category_slug = :category and l.currency = :currency and l.in_stock
          and l.product_id <> :product_id
        order by l.sold desc, l.product_id desc limit :most) near
    join search_documents d using (product_id)
    order by (d.brand_slug = :brand and :brand <> '') desc, near.sold desc, product_id desc
"""


def related_cards(
    session: Session, product: ProductFacts, *, region: RegionView, locale: str
) -> list[ProductCard]:
    """Up to eight products in stock, at most two of a seller while there are others."""
    found = rows(
        session,
        _RELATED,
        category=product.category_slug,
        currency=region.currency,
        product_id=product.product_id,
        brand=product.brand_slug,
        most=_CANDIDATES,
    )
    ids = [row.product_id for row in found]
    cards = cards_of(session, product_ids=ids, region=region, locale=locale)
    return of_different_sellers(cards, most=MOST, per_seller=2)
