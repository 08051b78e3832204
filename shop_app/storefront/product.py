"""The page of one product: everything that is the same for everyone in a region."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

import nh3
from sqlmodel import Session

from shop_app.catalog.queries import (
    attributes_of,
    category_trail,
    media_of,
    moved_to,
    product_by_slug,
    variants_of,
)
from shop_app.catalog.views import AttributeFacts, ProductFacts
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.formats import date_text, number_text, rating_text
from shop_app.pricing.views import RegionView
from shop_app.reviews.queries import reviews_of
from shop_app.reviews.views import ReviewPage
from shop_app.search.remembered import Remembered
from shop_app.search.views import Crumb
from shop_app.storefront.offers import ProductOffer, offers_of_product, ranked_offers
from shop_app.storefront.options import chosen_variant, option_groups, pictures_of
from shop_app.storefront.related import related_cards
from shop_app.storefront.views import (
    HistogramBar,
    Moved,
    ProductPage,
    ReviewView,
    Specification,
)

_VERSION = """
    select p.version as product, count(o.id) as offers, coalesce(sum(o.version), 0) as terms,
        coalesce(sum(r.version), 0) as prices, coalesce(sum(
            (price_now(r.amount_minor, r.sale_minor, r.sale_from, r.sale_to, :moment)
             < r.amount_minor)::int), 0) as sales,
        coalesce(sum((select sum(l.version) from stock_levels l where l.offer_id = o.id)), 0)
            as stock,
        coalesce(sum((select count(*) from reservations h where h.offer_id = o.id
            and h.status = 'held' and h.held_until <= :moment)), 0) as lapsed
    from products p
    left join variants v on v.product_id = p.id
    left join offers o on o.variant_id = v.id
    left join prices r on r.offer_id = o.id and r.currency = :currency
    where p.slug = :slug and p.status = 'active' group by p.id
"""
_PARAGRAPHS = re.compile(r"\n\s*\n")
_MARKUP = re.compile(r"<(p|br|ul|ol|li|b|strong|em|i|h[1-6]|div|span|table)\b", re.IGNORECASE)
_ALLOWED_TAGS = {
    "p", "br", "ul", "ol", "li", "b", "strong", "em", "i", "h3", "h4", "table", "tbody", "thead",
    "tr", "td", "th",
}  # fmt: skip

_pages: Remembered[ProductPage | None] = Remembered(most=2000, seconds=3600)


def product_version(session: Session, slug: str, *, currency: str) -> str:
    """A text that changes with whatever the page shows: the product, its offers, prices, stock.

    Empty for a product that is not there. The hour is part of it, as delivery dates move on.
    """
    moment = now()
    found = rows(session, _VERSION, slug=slug, currency=currency, moment=moment)
    if not found:
        return ""
    return ".".join(str(int(part)) for part in found[0]) + f".{moment:%Y%m%d%H}"


def product_page(
    session: Session, slug: str, *, sku: str | None = None, region: RegionView, locale: str = "en"
) -> ProductPage | Moved | None:
    """The page; where it has moved to; or None when there never was such a product."""
    slug = slug.replace("\x00", "")
    version = product_version(session, slug, currency=region.currency)
    if not version:
        target = moved_to(session, slug)
        return Moved(target) if target else None
    sku = sku[:100] if sku else None
    return _pages.get(
        (slug, sku, region.code, locale),
        version,
        lambda: _compose(session, slug, sku, region, locale, version),
    )


def _compose(
    session: Session, slug: str, sku: str | None, region: RegionView, locale: str, version: str
) -> ProductPage | None:
    product = product_by_slug(session, slug)
    if product is None:
        return None
    variants = variants_of(session, product_id=product.product_id)
    media = media_of(session, product_id=product.product_id)
    offers = offers_of_product(session, product_id=product.product_id, currency=region.currency)
    buyable = {offer.variant_id for offer in offers if offer.left > 0}
    chosen = chosen_variant(variants, sku=sku, buyable=buyable)
    if chosen is None:
        return None
    mine = [offer for offer in offers if offer.variant_id == chosen.variant_id]
    ranked = ranked_offers(session, mine, region=region, locale=locale)
    reviews = reviews_of(session, product_id=product.product_id)
    return ProductPage(
        product_id=str(product.product_id),
        slug=product.slug,
        title=product.title,
        brand=product.brand,
        brand_href=f"/search?brand={product.brand_slug}" if product.brand_slug else "",
        summary=product.summary,
        description_html=description_html(product.description),
        highlights=[str(item) for item in product.highlights],
        crumbs=_crumbs(session, product),
        pictures=pictures_of(media, chosen, product.title),
        sku=chosen.sku,
        barcode=chosen.barcode,
        options=option_groups(
            product.options, variants, chosen, slug=slug, buyable=buyable, media=media
        ),
        best=ranked[0] if ranked else None,
        other_offers=ranked[1:],
        specifications=_specifications(session, product, locale),
        rating=product.rating_average,
        rating_text=rating_text(product.rating_average, locale) if product.rating_count else "",
        rating_count=product.rating_count,
        histogram=_histogram(reviews),
        reviews=_reviews(reviews, locale),
        return_days=_return_days(mine, ranked[0].offer_id if ranked else ""),
        tax_included=region.tax_included,
        related=related_cards(session, product, region=region, locale=locale),
        version=f"{version}.{locale}",
    )


def description_html(text: str) -> str:
    """A description as safe HTML: paragraphs of plain text, or markup cleaned to its form."""
    if _MARKUP.search(text):
        return nh3.clean(text, tags=_ALLOWED_TAGS, attributes={})
    parts = (part.strip() for part in _PARAGRAPHS.split(text))
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)


def _crumbs(session: Session, product: ProductFacts) -> list[Crumb]:
    if not product.category_path:
        return []
    trail = category_trail(session, product.category_path)
    return [Crumb(category.name, f"/c/{category.slug}") for category in trail]


def _specifications(session: Session, product: ProductFacts, locale: str) -> list[Specification]:
    known = attributes_of(session, product_id=product.product_id, codes=product.attributes)
    return [
        _specification(attribute, product.attributes[attribute.code], locale)
        for attribute in known
        if product.attributes[attribute.code] not in ("", None)
    ]


def _specification(attribute: AttributeFacts, value: Any, locale: str) -> Specification:
    if isinstance(value, bool):
        return Specification(attribute.name, "yes" if value else "no", "boolean")
    text = number_text(value, locale) if isinstance(value, (int, float)) else str(value)
    return Specification(attribute.name, f"{text} {attribute.unit}".strip(), attribute.kind)


def _histogram(page: ReviewPage) -> list[HistogramBar]:
    whole = sum(page.histogram.values())
    return [
        HistogramBar(stars, count, round(100 * count / whole) if whole else 0)
        for stars, count in page.histogram.items()
    ]


def _reviews(page: ReviewPage, locale: str) -> list[ReviewView]:
    return [
        ReviewView(
            author=review.author_name,
            rating=review.rating,
            title=review.title,
            body=review.body,
            date_text=date_text(review.created_at.date(), locale, "d MMMM y"),
            verified=review.verified,
            helpful_count=review.helpful_count,
            answer=review.answer,
            answered_by=review.answered_by,
            answered_text=date_text(review.answered_at.date(), locale, "d MMMM y")
            if review.answered_at
            else "",
        )
        for review in page.reviews
    ]


def _return_days(offers: Sequence[ProductOffer], best: str) -> int:
    return next((o.row.return_days for o in offers if str(o.row.offer_id) == best), 30)
