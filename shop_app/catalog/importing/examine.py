"""A record made fit to keep: texts cleaned, wrong parts taken out and named, the rest kept.

A product without a title or without one good variant stays out whole; a wrong variant or price
stays out alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from shop_app.catalog.importing.cleaning import is_barcode, plain, safe_html
from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.reading import Reading
from shop_app.catalog.importing.records import (
    AttributeValue,
    OfferRecord,
    OptionRecord,
    OptionValue,
    PriceRecord,
    ProductRecord,
    VariantRecord,
)
from shop_app.catalog.models import AttributeKind, Condition, ProductStatus
from shop_app.core.errors import Invalid
from shop_app.core.money import exponent

LONGEST_TITLE = 300
LONGEST_DESCRIPTION = 100_000
MOST_VARIANTS = 2048
HIGHEST_PRICE = 10**11
MOST_PIECES = 10_000_000
_LONGEST_VALUE = 8000
_HEAVIEST_GRAMS = 100_000_000
_SKU = re.compile(r"^\S(?:.{0,62}\S)?$")
_PICTURE = re.compile(r"^(https?://[^\s<>\"]+|/[^\s<>\"]*)$")


@dataclass(slots=True)
class _Notes:
    row: int
    problems: list[RowProblem] = field(default_factory=list)

    def refuse(self, column: str, value: object, problem: str, remedy: str) -> None:
        self.problems.append(RowProblem(self.row, column, str(value), problem, remedy))

    def warn(self, column: str, value: object, problem: str, remedy: str) -> None:
        self.problems.append(RowProblem(self.row, column, str(value), problem, remedy, "warning"))


def examine(reading: Reading) -> Reading:
    """The reading with a clean record, or with none, and all that was found."""
    if reading.record is None:
        return reading
    notes = _Notes(reading.row)
    record = _product(reading.record, notes)
    return replace(reading, record=record, problems=(*reading.problems, *notes.problems))


def _product(given: ProductRecord, notes: _Notes) -> ProductRecord | None:
    title, key = plain(given.title), plain(given.source_key)
    if not key or len(key) > 200:
        notes.refuse("key", key, "no key of 1 to 200 characters", "give the product a stable key")
        return None
    if not title:
        notes.refuse("title", title, "no title", "give the product a title")
        return None
    if len(title) > LONGEST_TITLE:
        notes.refuse("title", title, "the title is too long", f"use up to {LONGEST_TITLE} letters")
        return None
    if given.status not in tuple(ProductStatus):
        notes.refuse("status", given.status, "not a status", "write active, draft or archived")
        return None
    variants = _variants(given.variants, notes)
    if not variants:
        notes.refuse("sku", key, "no variant is left", "give one variant with a SKU and a price")
        return None
    return replace(
        given,
        source_key=key,
        title=title,
        category_path=tuple(name for part in given.category_path if (name := plain(part)[:120])),
        brand=plain(given.brand)[:120],
        summary=plain(given.summary)[:500],
        description=_description(given.description, notes),
        highlights=tuple(plain(line)[:300] for line in given.highlights if plain(line)),
        product_type=plain(given.product_type)[:120],
        attributes=_attributes(given, notes),
        options=given.options or _options_of(variants),
        media=tuple(
            replace(picture, alt=plain(picture.alt)[:300])
            for picture in given.media
            if _is_picture(picture.url, notes)
        ),
        variants=variants,
        tax_class=plain(given.tax_class)[:40] or "standard",
    )


def _description(text: str, notes: _Notes) -> str:
    if len(text) > LONGEST_DESCRIPTION:
        notes.warn(
            "description", text[:80], "the description is too long",
            f"use up to {LONGEST_DESCRIPTION:,} letters; the product came in without it",
        )  # fmt: skip
        return ""
    return safe_html(text)


def _is_picture(url: str, notes: _Notes) -> bool:
    if len(url) <= 2000 and _PICTURE.match(url):
        return True
    notes.warn("image", url, "not the address of a picture", "write an https:// address")
    return False


def _attributes(given: ProductRecord, notes: _Notes) -> dict[str, AttributeValue]:
    kinds = {record.code: record.kind for record in given.attribute_records}
    values: dict[str, AttributeValue] = {}
    for code, value in given.attributes.items():
        kind = kinds.get(code, AttributeKind.TEXT)
        if kind == AttributeKind.NUMBER:
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        elif kind == AttributeKind.BOOLEAN:
            fits = isinstance(value, bool)
        else:
            fits = 0 < len(plain(str(value))) <= _LONGEST_VALUE
        if fits:
            is_text = kind not in (AttributeKind.NUMBER, AttributeKind.BOOLEAN)
            values[code] = plain(str(value)) if is_text else value
        elif value != "":
            notes.warn(
                f"attribute:{code}", value, f"not a fitting {kind}",
                "the product came in without this attribute",
            )  # fmt: skip
    return values


def _options_of(variants: tuple[VariantRecord, ...]) -> tuple[OptionRecord, ...]:
    found: dict[str, dict[str, None]] = {}
    for variant in variants:
        for name, value in variant.options.items():
            found.setdefault(name, {})[value] = None
    return tuple(
        OptionRecord(name, tuple(OptionValue(value) for value in values))
        for name, values in found.items()
    )


def _variants(given: tuple[VariantRecord, ...], notes: _Notes) -> tuple[VariantRecord, ...]:
    kept: dict[str, VariantRecord] = {}
    choices: set[tuple[tuple[str, str], ...]] = set()
    for variant in given[:MOST_VARIANTS]:
        clean = _variant(variant, notes)
        if clean is None:
            continue
        choice = tuple(sorted(clean.options.items()))
        if clean.sku in kept:
            notes.refuse("sku", clean.sku, "this SKU stands twice", "give each variant its own")
        elif choice in choices:
            notes.refuse(
                "option", " / ".join(clean.options.values()) or clean.sku,
                "two variants have the same options", "let variants differ in an option",
            )  # fmt: skip
        else:
            kept[clean.sku] = clean
            choices.add(choice)
    if len(given) > MOST_VARIANTS:
        notes.refuse("sku", len(given), "too many variants", f"use up to {MOST_VARIANTS:,}")
    return tuple(kept.values())


def _variant(given: VariantRecord, notes: _Notes) -> VariantRecord | None:
    sku = plain(given.sku)
    if not _SKU.match(sku):
        notes.refuse("sku", sku, "no SKU of 1 to 64 characters", "give every variant its own SKU")
        return None
    if not 0 <= given.weight_grams <= _HEAVIEST_GRAMS:
        notes.refuse("weight g", given.weight_grams, "not a weight", "write grams, 0 or more")
        return None
    offers = tuple(offer for item in given.offers if (offer := _offer(item, sku, notes)))
    if not offers:
        return None
    barcode = given.barcode.strip()
    if barcode and not is_barcode(barcode):
        notes.warn(
            "barcode", barcode, "not an EAN, UPC or GTIN with the right check digit",
            "correct the code; the variant came in without it",
        )  # fmt: skip
        barcode = ""
    options = {plain(n)[:60]: plain(v)[:120] for n, v in given.options.items() if plain(v)}
    sides = tuple(side for side in given.dimensions_mm if 0 < side < 10**6)
    return replace(
        given,
        sku=sku,
        barcode=barcode,
        options=options,
        dimensions_mm=sides if len(sides) == 3 else (),
        offers=offers,
    )


def _offer(given: OfferRecord, sku: str, notes: _Notes) -> OfferRecord | None:
    if given.condition not in tuple(Condition):
        notes.refuse("condition", given.condition, "not a condition", "write new or used")
        return None
    if not 0 <= given.handling_days <= 90:
        notes.refuse("handling days", given.handling_days, "not 0 to 90 days", "write 0 to 90")
        return None
    for code, pieces in given.stock.items():
        if not 0 <= pieces <= MOST_PIECES:
            notes.refuse(f"stock:{code}", pieces, "not a stock", "write 0 or more pieces")
            return None
    prices = _prices(given.prices, notes)
    if not prices:
        notes.refuse("price", sku, "no price", "give the price in one currency, such as 19.99")
        return None
    return replace(given, prices=prices)


def _prices(given: Mapping[str, PriceRecord], notes: _Notes) -> dict[str, PriceRecord]:
    kept: dict[str, PriceRecord] = {}
    for currency, price in given.items():
        if not _is_currency(currency):
            notes.refuse("price", currency, "not a currency", "use an ISO 4217 code such as EUR")
        elif not 0 < price.amount_minor <= HIGHEST_PRICE:
            notes.refuse(
                f"price:{currency}", price.amount_minor, "not a price above zero",
                "write what the piece costs; minor units are shown here",
            )  # fmt: skip
        else:
            kept[currency] = _sale(currency, price, notes)
    return kept


def _sale(currency: str, price: PriceRecord, notes: _Notes) -> PriceRecord:
    if price.sale_minor is None:
        return price
    wrong = ""
    if not 0 < price.sale_minor < price.amount_minor:
        wrong = "the sale price is not below the price"
    elif price.sale_from and price.sale_to and price.sale_from >= price.sale_to:
        wrong = "the sale ends before it begins"
    elif price.sale_to and not price.sale_from:
        wrong = "the sale has an end and no beginning"
    if wrong:
        notes.warn(f"sale:{currency}", price.sale_minor, wrong, "the price came in without a sale")
        return PriceRecord(price.amount_minor)
    return price


def _is_currency(code: str) -> bool:
    try:
        exponent(code)
    except Invalid:
        return False
    return len(code) == 3 and code.isupper()
