"""Builds what lists and search show of products, from the catalogue, prices, stock and ratings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.inventory.queries import availability, stock_status
from shop_app.search.collections import Rules, rules_of
from shop_app.search.facets import FacetPlan, facet_plan, facets_of
from shop_app.search.wordforms import code_of, may_be_code

BATCH = 1000
# Parts the names and values that a product is described by from the prose about it.
PROSE = "\n"
_LONGEST_KEYWORDS = 1500
_CODE_ATTRIBUTES = ("model_number", "model", "mpn", "part_number", "ean", "gtin", "isbn")

_PRODUCTS = """
    select p.id, p.slug, p.title, p.summary, p.attributes, p.options, p.rating_average,
        p.rating_count, p.units_sold, p.created_at, p.version, coalesce(b.name, '') as brand,
        coalesce(b.slug, '') as brand_slug, coalesce(c.path, '') as path,
        coalesce((select string_agg(a.name, ' ') from categories a
            where c.path = a.path or c.path like a.path || '/%'), '') as category_names,
        coalesce((select array_agg(k.slug) from collection_products h
            join collections k on k.id = h.collection_id
            where h.product_id = p.id and jsonb_typeof(k.rule) is distinct from 'object'), '{}')
            as by_hand
    from products p
    left join brands b on b.id = p.brand_id
    left join categories c on c.id = p.category_id
    where p.id = any(:ids) and p.status = 'active'
"""
_MEDIA = """
    select product_id, url, alt from media
    where product_id = any(:ids) and position < 8 order by product_id, position
"""
_OFFERS = """
    select v.product_id, v.id as variant_id, v.sku, v.barcode, v.options, o.id as offer_id,
        s.slug as seller_slug, s.name as seller_name, s.rating_average as seller_rating
    from variants v
    join offers o on o.variant_id = v.id and o.status = 'active'
    join sellers s on s.id = o.seller_id and s.status = 'approved'
    where v.product_id = any(:ids)
    order by v.product_id, v.position, o.id
"""
_PRICES = """
    select offer_id, currency, amount_minor,
        price_now(amount_minor, sale_minor, sale_from, sale_to, :moment) as minor
    from prices where offer_id = any(:offer_ids)
"""


@dataclass(frozen=True, slots=True)
class Document:
    """A product as it is found and listed. The fields are those of `search_documents`."""

    product_id: UUID
    slug: str
    title: str
    brand: str
    brand_slug: str
    sellers: list[str]
    categories: list[str]
    collections: list[str]
    keywords: str
    codes: list[str]
    price_minor: int
    prices: dict[str, int]
    rating: float
    rating_count: int
    sold: int
    in_stock: bool
    sales: list[str]
    facets: dict[str, list[str]]
    card: dict[str, Any]
    listed_at: datetime
    version: int


@dataclass(slots=True)
class _Offer:
    """An offer with its pieces and prices: minor units now and before a sale, by currency."""

    row: Any
    pieces: int
    prices: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _House:
    """What is the same for a whole batch."""

    plan: FacetPlan
    rules: Rules
    base_currency: str
    moment: datetime


def build(session: Session, *, product_ids: Sequence[UUID]) -> list[Document]:
    """The documents of those products that can be shown; drafts and unpriced ones have none.

    At most `BATCH` products at a time: everything is read in seven questions.
    """
    ids = list(product_ids)
    house = _House(facet_plan(session), rules_of(session), base_currency(session), now())
    offers = _offers(session, ids, house.moment)
    pictures = _grouped(rows(session, _MEDIA, ids=ids))
    found = []
    for product in rows(session, _PRODUCTS, ids=ids):
        sold_by = [offer for offer in offers.get(product.id, []) if offer.prices]
        if sold_by:
            found.append(_document(product, sold_by, pictures.get(product.id, []), house))
    return found


def base_currency(session: Session) -> str:
    """The currency of the first region: what lists without a region compare by."""
    found = rows(session, "select currency from regions order by position, code limit 1")
    return found[0].currency if found else "EUR"


def _grouped(found: Iterable[Any]) -> dict[UUID, list[Any]]:
    grouped: dict[UUID, list[Any]] = defaultdict(list)
    for row in found:
        grouped[row.product_id].append(row)
    return grouped


def _offers(session: Session, ids: list[UUID], moment: datetime) -> dict[UUID, list[_Offer]]:
    found = rows(session, _OFFERS, ids=ids)
    offer_ids = [row.offer_id for row in found]
    pieces = availability(session, offer_ids=offer_ids)
    by_id = {row.offer_id: _Offer(row, pieces.get(row.offer_id, 0)) for row in found}
    for price in rows(session, _PRICES, offer_ids=offer_ids, moment=moment):
        by_id[price.offer_id].prices[price.currency] = (price.minor, price.amount_minor)
    grouped: dict[UUID, list[_Offer]] = defaultdict(list)
    for offer in by_id.values():
        grouped[offer.row.product_id].append(offer)
    return grouped


def _document(product: Any, offers: list[_Offer], pictures: list[Any], house: _House) -> Document:
    terms = _terms(offers)
    prices = {currency: term["minor"] for currency, term in terms.items()}
    facets = facets_of(product, [offer.row.options for offer in offers], house.plan)
    document = Document(
        product_id=product.id,
        slug=product.slug,
        title=product.title,
        brand=product.brand,
        brand_slug=product.brand_slug,
        sellers=list(dict.fromkeys(offer.row.seller_slug for offer in offers)),
        categories=[slug for slug in product.path.split("/") if slug],
        collections=list(product.by_hand),
        keywords=_keywords(product, facets),
        codes=_codes(product, offers),
        price_minor=prices.get(house.base_currency, min(prices.values())),
        prices=prices,
        rating=round(product.rating_average, 2),
        rating_count=product.rating_count,
        sold=product.units_sold,
        in_stock=any(offer.pieces > 0 for offer in offers),
        sales=[currency for currency, term in terms.items() if term["was"]],
        facets=facets,
        card=_card(product, offers, pictures, terms),
        listed_at=product.created_at,
        version=product.version,
    )
    document.collections.extend(house.rules.matching(document, house.moment))
    return document


def _terms(offers: list[_Offer]) -> dict[str, dict[str, Any]]:
    """By currency: the offer that a card shows, its price and what stands around it.

    The best is in stock, costs least, and has the best rated seller, in this order.
    """
    currencies = dict.fromkeys(currency for offer in offers for currency in offer.prices)
    return {
        currency: _term(currency, [offer for offer in offers if currency in offer.prices])
        for currency in currencies
    }


def _term(currency: str, offers: list[_Offer]) -> dict[str, Any]:
    def rank(offer: _Offer) -> tuple:
        return (
            offer.pieces <= 0,
            offer.prices[currency][0],
            -offer.row.seller_rating,
            offer.row.offer_id,
        )

    best = min(offers, key=rank)
    minor, amount = best.prices[currency]
    left = sum(offer.pieces for offer in offers)
    compared = [offer.prices[currency][0] for offer in offers if offer.pieces > 0 or left <= 0]
    return {
        "offer": str(best.row.offer_id),
        "seller": best.row.seller_name,
        "seller_slug": best.row.seller_slug,
        "minor": minor,
        "was": amount if amount > minor else 0,
        "range": max(compared) > minor,
        "status": stock_status(left),
        "left": left,
        "offers": len(offers),
    }


def _card(
    product: Any, offers: list[_Offer], pictures: list[Any], terms: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    colours = next((o for o in product.options if any(v.get("hex") for v in o["values"])), None)
    return {
        "image": pictures[0].url if pictures else "",
        "alt": pictures[0].alt if pictures else "",
        "hover": pictures[1].url if len(pictures) > 1 else "",
        "variants": len({offer.row.variant_id for offer in offers}),
        "swatches": (
            [[v["value"], v["hex"]] for v in colours["values"][:6] if v.get("hex")]
            if colours
            else []
        ),
        "terms": terms,
    }


def _keywords(product: Any, facets: dict[str, list[str]]) -> str:
    values = [value for each in facets.values() for value in each if not value[:1].isdigit()]
    told = [value for value in values if value not in ("yes", "no")]
    names = " ".join([product.category_names, " ".join(told), product.title.replace("-", " ")])
    text = f"{' '.join(names.split())}{PROSE}{' '.join(product.summary.split())}"
    return text[:_LONGEST_KEYWORDS]


def _codes(product: Any, offers: list[_Offer]) -> list[str]:
    told = [offer.row.sku for offer in offers] + [offer.row.barcode for offer in offers]
    told += [str(product.attributes.get(code, "")) for code in _CODE_ATTRIBUTES]
    told += [word for word in product.title.split() if may_be_code(word)]
    codes = (code_of(text) for text in told)
    return list(dict.fromkeys(code for code in codes if 3 <= len(code) <= 40))[:60]
