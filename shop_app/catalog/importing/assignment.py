"""Sellers, stock and prices for files that have none: stated rules, the same every time.

The rules stand for people in docs/import.md. They depend on nothing but the record and the shop,
so that a second import comes to the same result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from shop_app.catalog.importing.records import OfferRecord, PriceRecord
from shop_app.core.money import exponent, round_half_away

# What one euro costs in the other currencies; fixed, so that prices do not wander with the day.
FACTORS: Mapping[str, Fraction] = {
    "EUR": Fraction(1),
    "USD": Fraction(110, 100),
    "GBP": Fraction(86, 100),
    "JPY": Fraction(165),
}
SOLD_OUT_PERCENT = 8
_FEWEST, _MOST = 3, 120


@dataclass(frozen=True, slots=True)
class Shop:
    """What there is to assign, in order: approved sellers, open warehouses, currencies."""

    sellers: Sequence[str]
    warehouses: Sequence[str]
    currencies: Sequence[str]


def draw(*words: str) -> int:
    """A number that depends on the words alone, evenly spread."""
    return int.from_bytes(hashlib.sha256("\x1f".join(words).encode()).digest()[:8], "big")


def seller_for(shop: Shop, brand: str, source_key: str) -> str:
    """One brand has one seller; what has no brand is spread over all by its key."""
    return shop.sellers[draw("seller", brand.casefold() or source_key) % len(shop.sellers)]


def stock_for(shop: Shop, sku: str) -> dict[str, int]:
    """8 of 100 SKUs are sold out; the others have 3 to 120 pieces in one to three warehouses."""
    places = _places(shop.warehouses, sku)
    if draw("sold out", sku) % 100 < SOLD_OUT_PERCENT:
        return dict.fromkeys(places, 0)
    pieces = _FEWEST + draw("pieces", sku) % (_MOST - _FEWEST + 1)
    share, rest = divmod(pieces, len(places))
    return {place: share + (rest if index == 0 else 0) for index, place in enumerate(places)}


def _places(warehouses: Sequence[str], sku: str) -> list[str]:
    count = min(len(warehouses), 1 + draw("places", sku) % 3)
    start = draw("start", sku) % len(warehouses)
    return [warehouses[(start + step) % len(warehouses)] for step in range(count)]


def with_all_prices(shop: Shop, offer: OfferRecord) -> dict[str, PriceRecord]:
    """The offer's prices, and those of the shop's other currencies derived from its first one."""
    prices = dict(offer.prices)
    base_currency = next((c for c in shop.currencies if c in prices), next(iter(prices)))
    base = prices[base_currency]
    if base_currency not in FACTORS:
        return prices
    for currency in shop.currencies:
        if currency not in prices and currency in FACTORS:
            prices[currency] = _converted(base, base_currency, currency)
    return prices


def _converted(base: PriceRecord, given: str, wanted: str) -> PriceRecord:
    amount = converted(base.amount_minor, given, wanted)
    sale = converted(base.sale_minor, given, wanted) if base.sale_minor else None
    if sale is not None and sale >= amount:
        return PriceRecord(amount)
    return PriceRecord(amount, sale, base.sale_from, base.sale_to)


def converted(minor: int, given: str, wanted: str) -> int:
    """An amount by the fixed factors, with the ending that prices of the currency have."""
    scale = Fraction(10) ** (exponent(wanted) - exponent(given))
    return with_ending(round_half_away(minor * scale * FACTORS[wanted] / FACTORS[given]), wanted)


def with_ending(minor: int, currency: str) -> int:
    """The nearest pleasant price: …9 under 10.00, ….99 above; yen end on 0, from 1000 on 80."""
    if exponent(currency) == 0:
        step, ending = (100, 80) if minor >= 1000 else (10, 0)
    else:
        unit = 10 ** exponent(currency)
        step, ending = (unit, unit - 1) if minor >= 10 * unit else (10, 9)
    nearest = round_half_away(Fraction(minor - ending, step)) * step + ending
    return nearest if nearest > 0 else nearest + step
