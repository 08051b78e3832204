"""What stands beside a product: what is bought with it, then its own kind, of different sellers.

Of its category those come first that share its brand, its type's attributes and its price.
"""

from __future__ import annotations

from sqlmodel import Session

from shop_app.catalog.views import ProductFacts
from shop_app.core.db import rows
from shop_app.pricing.views import RegionView
from shop_app.search.cards import cards_of, of_different_sellers
from shop_app.search.views import ProductCard

MOST = 8
_CANDIDATES = 60
# Bought together counts most; of the category's best sold: brand, shared attributes, price.
_RELATED = """
    with me as (
        select d.brand_slug, d.facets, cast(d.prices ->> :currency as bigint) as price
        from search_documents d where d.product_id = :product_id),
    near as (
        (select l.product_id from category_listings l
         where l.category_slug = :category and l.currency = :currency and l.in_stock
           and l.product_id <> :product_id
         order by l.sold desc, l.product_id desc limit :most)
        union
        (select p.other_id from product_pairs p where p.product_id = :product_id
         order by p.score desc limit 12))
    select d.product_id
    from near join search_documents d using (product_id) left join me on true
    left join product_pairs p on p.product_id = :product_id and p.other_id = d.product_id
    where d.in_stock
    order by coalesce(p.score, 0) * 4
        + case when d.brand_slug = :brand and :brand <> '' then 0.5 else 0 end
        + 0.1 * (select count(*) from jsonb_each(d.facets) f
                 where me.facets -> f.key = f.value)
        + case when cast(d.prices ->> :currency as bigint)
            between me.price * 0.6 and me.price * 1.6 then 0.3 else 0 end desc,
        d.sold desc, d.product_id desc
    limit :most
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
