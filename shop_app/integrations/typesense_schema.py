"""How a product is kept in Typesense: the fields of the collection, and a document in them."""

from __future__ import annotations

from typing import Any, NamedTuple

from shop_app.search.bands import price_band
from shop_app.search.documents import PROSE, Document
from shop_app.search.wordforms import SYNONYMS, forms_of, other_number, synonyms_in


class SearchedField(NamedTuple):
    """A field in which words are looked for."""

    name: str
    weight: int
    is_prefix: bool  # the last word may be the beginning of one
    typos: int


# Grows when the fields change: an index of another version is built anew.
SCHEMA_VERSION = 4
ATTRIBUTE, PRICE, BAND = "a_", "price_", "band_"

FIELDS: list[dict[str, Any]] = [
    {"name": "title", "type": "string"},
    {"name": "brand", "type": "string"},
    {"name": "codes", "type": "string[]"},
    {"name": "forms", "type": "string"},
    {"name": "category", "type": "string"},
    {"name": "keywords", "type": "string"},
    {"name": "prose", "type": "string"},
    {"name": "brand_slug", "type": "string", "facet": True},
    {"name": "sellers", "type": "string[]", "facet": True},
    {"name": "categories", "type": "string[]", "facet": True},
    {"name": "collections", "type": "string[]", "facet": True},
    {"name": "currencies", "type": "string[]", "facet": True},
    {"name": "sales", "type": "string[]", "facet": True},
    {"name": "stars", "type": "int32", "facet": True},
    {"name": "in_stock", "type": "bool", "facet": True},
    {"name": "rating", "type": "float"},
    {"name": "listed_at", "type": "int64"},
    {"name": "sold", "type": "int32"},
    {"name": "popularity", "type": "int64"},
    {"name": f"{PRICE}.*", "type": "int64", "optional": True},
    {"name": f"{BAND}.*", "type": "int32", "facet": True, "optional": True},
    {"name": f"{ATTRIBUTE}.*", "type": "string[]", "facet": True, "optional": True},
]

# Signs that part words; all others, such as the dash of a model number, are left out of them.
SEPARATORS = ["/", ",", "(", ")", "+", "&", "|", ":", ";", "_"]
# A word that names the product's category as well counts for more than one in its title alone:
# who looks for a laptop wants laptops before bags for them.
SEARCHED = (
    SearchedField("title", 10, is_prefix=True, typos=2),
    SearchedField("brand", 6, is_prefix=True, typos=2),
    SearchedField("codes", 8, is_prefix=True, typos=0),
    SearchedField("forms", 8, is_prefix=True, typos=1),
    SearchedField("category", 8, is_prefix=False, typos=1),
    SearchedField("keywords", 2, is_prefix=False, typos=1),
)
PROSE_FIELD = SearchedField("prose", 1, is_prefix=False, typos=0)
SHORTEST_FOR_TWO_TYPOS = 8  # with seven letters a sweater would be a speaker
_IN_STOCK_FIRST = 10**9


def schema(name: str) -> dict[str, Any]:
    """A collection of this name."""
    return {
        "name": name,
        "fields": FIELDS,
        "default_sorting_field": "popularity",
        "token_separators": SEPARATORS,
    }


def as_document(document: Document) -> dict[str, Any]:
    """The document as Typesense keeps it; cards are read from PostgreSQL."""
    keywords, _, prose = document.keywords.partition(PROSE)
    kept: dict[str, Any] = {
        "id": str(document.product_id),
        "title": document.title,
        "brand": document.brand,
        "codes": document.codes,
        "forms": f"{forms_of(document.title)} {synonyms_in(document.title)}",
        "category": _category_words(document),
        "keywords": keywords,
        "prose": prose,
        "brand_slug": document.brand_slug,
        "sellers": document.sellers,
        "categories": document.categories,
        "collections": document.collections,
        "currencies": list(document.prices),
        "sales": document.sales,
        "stars": int(document.rating) if document.rating_count else 0,
        "in_stock": document.in_stock,
        "rating": document.rating,
        "listed_at": int(document.listed_at.timestamp()),
        "sold": document.sold,
        "popularity": document.sold + (_IN_STOCK_FIRST if document.in_stock else 0),
    }
    for currency, minor in document.prices.items():
        kept[f"{PRICE}{currency}"] = minor
        kept[f"{BAND}{currency}"] = price_band(minor)
    for code, values in document.facets.items():
        kept[f"{ATTRIBUTE}{code}"] = values
    return kept


def _category_words(document: Document) -> str:
    names = " ".join(document.categories).replace("-", " ")
    return f"{names} {forms_of(names)}"


def synonym_items() -> list[tuple[str, list[str]]]:
    """The shop's synonyms with their plurals, each with an id."""
    items = []
    for group in SYNONYMS:
        words = [*group, *(other for phrase in group if (other := other_number(phrase)))]
        items.append((group[0].replace(" ", "-"), list(dict.fromkeys(words))))
    return items
