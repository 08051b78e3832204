"""Cards of products for one region: read from the documents, prices formatted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.formats import money_text, rating_text
from shop_app.pricing.queries import sale_percent
from shop_app.pricing.views import RegionView
from shop_app.search.views import ProductCard, Swatch

_CARDS = """
    select product_id, slug, title, brand, rating, rating_count, card
    from search_documents where product_id = any(:ids)
"""


def cards_of(
    session: Session, *, product_ids: Sequence[UUID], region: RegionView, locale: str = "en"
) -> list[ProductCard]:
    """The cards of these products in order; those without a price in the region are left out."""
    ids = list(product_ids)
    by_id = {row.product_id: row for row in rows(session, _CARDS, ids=ids)} if ids else {}
    found = (by_id.get(product_id) for product_id in ids)
    return [
        card_of(row, currency=region.currency, locale=locale)
        for row in found
        if row is not None and region.currency in row.card["terms"]
    ]


def card_of(row: Any, *, currency: str, locale: str) -> ProductCard:
    """The card of a row of `search_documents` that has a price in the currency."""
    card = row.card
    term = card["terms"][currency]
    return ProductCard(
        product_id=str(row.product_id),
        slug=row.slug,
        title=row.title,
        href=f"/p/{row.slug}",
        image=card["image"],
        hover_image=card["hover"],
        image_alt=card["alt"] or row.title,
        brand=row.brand,
        seller_name=term["seller"],
        price_minor=term["minor"],
        currency=currency,
        price_text=money_text(term["minor"], currency, locale),
        was_price_text=money_text(term["was"], currency, locale) if term["was"] else "",
        has_price_range=term["range"],
        sale_percent=sale_percent(term["minor"], term["was"]),
        rating=row.rating,
        rating_text=rating_text(row.rating, locale) if row.rating_count else "",
        rating_count=row.rating_count,
        stock_status=term["status"],
        stock_left=max(0, term["left"]),
        offer_count=term["offers"],
        variant_count=card["variants"],
        default_offer_id=term["offer"],
        swatches=[Swatch(name, hex_code) for name, hex_code in card["swatches"]],
    )


def of_different_sellers(
    cards: Iterable[ProductCard], *, most: int, per_seller: int
) -> list[ProductCard]:
    """The first `most` cards with at most `per_seller` of one seller, filled up with the others."""
    chosen: list[ProductCard] = []
    others: list[ProductCard] = []
    counts: dict[str, int] = {}
    for card in cards:
        counts[card.seller_name] = counts.get(card.seller_name, 0) + 1
        (chosen if counts[card.seller_name] <= per_seller else others).append(card)
    return [*chosen, *others][:most]
