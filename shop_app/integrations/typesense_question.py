"""Puts the shop's questions into Typesense's words, and its answers back into ours."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from shop_app.integrations import typesense_schema as kept
from shop_app.search.address import filters_without
from shop_app.search.bands import band_edges, price_band
from shop_app.search.index import (
    BRAND,
    CATEGORY,
    MOST_VALUES,
    PRICE,
    RATING,
    SALE,
    SELLER,
    STOCK,
    Filters,
    Question,
)
from shop_app.search.wordforms import words_of

_FIELDS = {
    BRAND: "brand_slug", SELLER: "sellers", CATEGORY: "categories", RATING: "stars",
    STOCK: "in_stock", SALE: "sales", "collection": "collections",
}  # fmt: skip
_SORTS = {
    "newest": "listed_at:desc",
    "rating": "rating:desc,sold:desc",
    "sold": "sold:desc",
}
_RELEVANCE = "_text_match(buckets:20):desc,popularity:desc"
_LAST_BAND = price_band(10**15)


def field_of(code: str, currency: str) -> str:
    """The field of a facet."""
    if code == PRICE:
        return f"{kept.BAND}{currency}"
    return _FIELDS.get(code) or f"{kept.ATTRIBUTE}{code.removeprefix('a.')}"


def in_prose_too(question: Question) -> bool:
    """Whether the words are looked for in the prose about the products from the start.

    A single word is not: "sinks in before you have found your shirt" makes no shirt of a cream.
    """
    return len(words_of(question.text)) != 1


def searches(
    question: Question, known: Container[str], *, prose: bool
) -> list[tuple[dict[str, Any], list[str]]]:
    """What to ask, the page first, and which facets each answer counts.

    A facet that narrows the list is counted by a search of its own without its filter; all go in
    one request. Facets without a field (nothing has them yet) are not asked for.
    """
    wanted = [
        code
        for code in (*question.facets, *question.attribute_facets)
        if field_of(code, question.currency) in known
    ]
    active = set(question.filters.active())
    plain = [code for code in wanted if code not in active]
    page = {
        **_words(question, prose),
        "filter_by": filter_of(question, question.filters, known),
        "sort_by": sort_of(question, known),
        "page": question.page,
        "per_page": question.per_page,
        **_facets(question, plain),
    }
    asked = [(page, plain)]
    for code in wanted:
        if code in active:
            others = filters_without(question.filters, code)
            alone = {
                **_words(question, prose),
                "filter_by": filter_of(question, others, known),
                "per_page": 0,
                **_facets(question, [code]),
            }
            asked.append((alone, [code]))
    return asked


def count_search(
    question: Question, code: str, known: Container[str], *, prose: bool
) -> dict[str, Any]:
    """A search that only counts what would be found without one facet's filter."""
    filters = filters_without(question.filters, code)
    return {
        **_words(question, prose),
        "filter_by": filter_of(question, filters, known),
        "per_page": 0,
    }


def _words(question: Question, prose: bool) -> dict[str, Any]:
    fields = (*kept.SEARCHED, kept.PROSE_FIELD) if prose else kept.SEARCHED
    return {
        "q": question.text or "*",
        "query_by": ",".join(field.name for field in fields),
        "query_by_weights": ",".join(str(field.weight) for field in fields),
        "text_match_type": "max_weight",
        "prefix": ",".join(str(field.is_prefix).lower() for field in fields),
        "num_typos": ",".join(str(field.typos) for field in fields),
        "min_len_2typo": kept.SHORTEST_FOR_TWO_TYPOS,
        "typo_tokens_threshold": 1,
        "drop_tokens_threshold": 1,
        "include_fields": "id",
        "highlight_fields": "none",
    }


def _facets(question: Question, codes: Sequence[str]) -> dict[str, Any]:
    if not codes:
        return {}
    fields = (field_of(code, question.currency) for code in codes)
    return {"facet_by": ",".join(fields), "max_facet_values": MOST_VALUES}


def sort_of(question: Question, known: Container[str]) -> str:
    """The order; by price in the question's currency."""
    price = f"{kept.PRICE}{question.currency}"
    if question.sort in ("price", "-price") and price in known:
        return f"{price}:{'asc' if question.sort == 'price' else 'desc'}"
    if question.sort in _SORTS:
        return _SORTS[question.sort]
    return _RELEVANCE if question.text else "popularity:desc"


def filter_of(question: Question, filters: Filters, known: Container[str]) -> str:
    """The filter: currency, scope, and every facet; a field that nothing has matches nothing."""
    parts = [f"currencies:={_quoted(question.currency)}"]
    if question.scope is not None:
        kind, slug = question.scope
        told = question.currency if kind == SALE else slug
        parts.append(f"{_FIELDS[kind]}:={_quoted(told)}")
    for code, chosen in filters.values.items():
        if chosen:
            name = field_of(code, question.currency)
            parts.append(f"{name}:=[{','.join(map(_quoted, chosen))}]" if name in known else _NONE)
    if filters.price_from is not None or filters.price_to is not None:
        parts.append(_price_filter(filters, question.currency, known))
    if filters.rating_from:
        parts.append(f"stars:=[{','.join(str(n) for n in range(filters.rating_from, 6))}]")
    if filters.in_stock:
        parts.append("in_stock:=true")
    if filters.on_sale:
        parts.append(f"sales:={_quoted(question.currency)}")
    return " && ".join(parts)


_NONE = "currencies:=none"


def _price_filter(filters: Filters, currency: str, known: Container[str]) -> str:
    """Whole bands by equality, which is quick; only the two bands at the ends by their prices."""
    if f"{kept.PRICE}{currency}" not in known:
        return _NONE
    lowest = filters.price_from or 0
    first = price_band(lowest)
    highest = filters.price_to
    last = _LAST_BAND if highest is None else price_band(highest)
    whole = [
        band
        for band in range(first, last + 1)
        if band_edges(band)[0] >= lowest and _ends_within(band, highest)
    ]
    price, bands = f"{kept.PRICE}{currency}", f"{kept.BAND}{currency}"
    parts = [f"{bands}:=[{','.join(map(str, whole))}]"] if whole else []
    for band in dict.fromkeys((first, last)):
        if band not in whole:
            bounds = [f"{bands}:={band}", f"{price}:>={lowest}"]
            if highest is not None:
                bounds.append(f"{price}:<={highest}")
            parts.append(f"({' && '.join(bounds)})")
    return f"({' || '.join(parts)})"


def _ends_within(band: int, highest: int | None) -> bool:
    if highest is None:
        return True
    following = band_edges(band)[1]
    return following is not None and following - 1 <= highest


def _quoted(value: str) -> str:
    return f"`{value.replace('`', '')}`"


def ids_of(answer: Mapping[str, Any]) -> list[UUID]:
    """The products of a page in order."""
    return [UUID(hit["document"]["id"]) for hit in answer["hits"]]


def counts_of(
    answer: Mapping[str, Any], codes: Iterable[str], currency: str
) -> dict[str, list[tuple[str, int]]]:
    """The counts of the facets, in the words of the shop."""
    by_field = {item["field_name"]: item["counts"] for item in answer.get("facet_counts", ())}
    return {code: _counts(code, by_field.get(field_of(code, currency), ()), currency)
            for code in codes}  # fmt: skip


def _counts(code: str, found: Iterable[Mapping[str, Any]], currency: str) -> list[tuple[str, int]]:
    pairs = [(str(item["value"]), int(item["count"])) for item in found if item["value"] != ""]
    match code:
        case "stock":
            return [("in", count) for value, count in pairs if value == "true"]
        case "sale":
            return [("1", count) for value, count in pairs if value == currency]
        case "rating":
            return [(value, count) for value, count in pairs if value != "0"]
    return pairs
