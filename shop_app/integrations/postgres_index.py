"""Search by PostgreSQL alone: where no search engine runs, and while it is away.

The best candidates of a list are read once; filters, facets and order are worked out from them.
That is exact up to `CANDIDATES` products; longer lists say that they are cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.search.address import filters_without
from shop_app.search.bands import price_band
from shop_app.search.documents import Document
from shop_app.search.index import (
    CATEGORY,
    MOST_VALUES,
    SALE,
    SELLER,
    Filters,
    Found,
    Question,
)
from shop_app.search.wordforms import code_of, may_be_code, same_meaning, words_of

CANDIDATES = 2000
_MOST_WORDS = 12
_SCOPES = {
    CATEGORY: "categories @> array[cast(:scope as text)]",
    "collection": "collections @> array[cast(:scope as text)]",
    SELLER: "sellers @> array[cast(:scope as text)]",
}
_CANDIDATES = """
    select product_id, brand_slug, sellers, categories, rating, rating_count, sold, in_stock,
        :currency = any(sales) as on_sale, listed_at, cast(prices->>:currency as bigint) as price,
        {rank} as rank,
        (select jsonb_object_agg(code, facets->code) from unnest(cast(:codes as text[])) code
         where facets ? code) as facets
    from search_documents
    where prices ? :currency {conditions}
    order by rank desc, sold desc, product_id desc limit :most
"""
_TEXT = "words @@ (to_tsquery('english', :words) || to_tsquery('simple', :words))"
_RANK = "ts_rank(words, to_tsquery('english', :words) || to_tsquery('simple', :words), 1)"
_CODE_RANK = "case when codes @> array[cast(:code as text)] then 10 else 0 end"


class PostgresIndex:
    """Search over `search_documents`, which is kept by `search.store`: nothing else to write."""

    def search(self, session: Session, question: Question) -> Found:
        """One page of what is found, with its facets."""
        candidates = _candidates(session, question)
        fitting = [item for item in candidates if _fits(item, question.filters)]
        ordered = sorted(fitting, key=_order(question.sort))
        begin = (question.page - 1) * question.per_page
        codes = (*question.facets, *question.attribute_facets)
        return Found(
            product_ids=[item.product_id for item in ordered[begin : begin + question.per_page]],
            total=len(fitting),
            counts={code: _counts(candidates, question.filters, code) for code in codes},
            is_cut=len(candidates) >= CANDIDATES,
        )

    def counts_without(
        self, session: Session, question: Question, facets: Sequence[str]
    ) -> dict[str, int]:
        """How many would be found without the filter of each of the facets."""
        candidates = _candidates(session, question)
        return {
            code: sum(_fits(item, filters_without(question.filters, code)) for item in candidates)
            for code in facets
        }

    def suggest(self, session: Session, *, text: str, currency: str, most: int) -> list[UUID]:
        """Products whose words begin like those typed so far, the best sold first."""
        words = words_of(text)[:_MOST_WORDS]
        if not words:
            return []
        prefixes = " & ".join(f"{word}:*" for word in words)
        found = rows(
            session,
            "select product_id from search_documents"
            f" where {_TEXT} and prices ? :currency order by sold desc limit :most",
            words=prefixes,
            currency=currency,
            most=most,
        )
        return [row.product_id for row in found]

    def put(self, documents: Sequence[Document]) -> None:
        """Nothing: the documents are in PostgreSQL already."""

    def remove(self, product_ids: Sequence[UUID]) -> None:
        """Nothing: they are gone already."""

    def begin_rebuild(self) -> None:
        """Nothing: the read model is renewed in place."""

    def end_rebuild(self) -> None:
        """Nothing."""

    def is_whole(self, expected: int) -> bool:  # noqa: ARG002 the protocol's question
        """Always: it is the read model itself."""
        return True


@dataclass(frozen=True, slots=True)
class _Expression:
    conditions: str
    rank: str
    parameters: dict[str, Any]


def _candidates(session: Session, question: Question) -> list[Any]:
    """The best products before any filter; looser words when the strict ones find nothing."""
    for expression in _expressions(question.text):
        conditions = expression.conditions
        parameters = dict(expression.parameters)
        if question.scope is not None:
            kind, slug = question.scope
            conditions += f" and {_SCOPES[kind]}" if kind in _SCOPES else ""
            parameters |= {"scope": slug} if kind in _SCOPES else {}
            conditions += " and :currency = any(sales)" if kind == SALE else ""
        found = rows(
            session,
            _CANDIDATES.format(conditions=conditions, rank=expression.rank),
            currency=question.currency,
            codes=[code.removeprefix("a.") for code in _attribute_codes(question)],
            most=CANDIDATES,
            **parameters,
        )
        if found:
            return found
    return []


def _attribute_codes(question: Question) -> list[str]:
    chosen = [code for code in question.filters.values if code.startswith("a.")]
    return list(dict.fromkeys([*question.attribute_facets, *chosen]))


def _expressions(text: str) -> Iterable[_Expression]:
    """From strict to loose: all words or the code or a synonym; then any of the words."""
    words = words_of(text)[:_MOST_WORDS]
    if not text:
        yield _Expression("", "0", {})
    if not words:
        return
    wordings = [words, *(words_of(other) for other in same_meaning(text))]
    strict = " | ".join(f"({' & '.join(wording)})" for wording in wordings if wording)
    if may_be_code(text):
        told = {"words": strict, "code": code_of(text)}
        yield _Expression(
            f"and ({_TEXT} or codes @> array[cast(:code as text)])",
            f"{_RANK} + {_CODE_RANK}",
            told,
        )
    else:
        yield _Expression(f"and {_TEXT}", _RANK, {"words": strict})
    if len(words) > 1:
        yield _Expression(f"and {_TEXT}", _RANK, {"words": " | ".join(words)})


def _fits(item: Any, filters: Filters) -> bool:
    if filters.price_from is not None and item.price < filters.price_from:
        return False
    if filters.price_to is not None and item.price > filters.price_to:
        return False
    if item.rating < filters.rating_from or (filters.rating_from and not item.rating_count):
        return False
    if (filters.in_stock and not item.in_stock) or (filters.on_sale and not item.on_sale):
        return False
    return all(
        not chosen or not set(chosen).isdisjoint(_values(item, code))
        for code, chosen in filters.values.items()
    )


def _values(item: Any, code: str) -> Iterable[str]:
    match code:
        case "brand":
            return (item.brand_slug,) if item.brand_slug else ()
        case "seller":
            return item.sellers
        case "category":
            return item.categories
        case "price":
            return (str(price_band(item.price)),)
        case "rating":
            return (str(int(item.rating)),) if item.rating_count else ()
        case "stock":
            return ("in",) if item.in_stock else ()
        case "sale":
            return ("1",) if item.on_sale else ()
    return (item.facets or {}).get(code.removeprefix("a."), ())


def _counts(candidates: Iterable[Any], filters: Filters, code: str) -> list[tuple[str, int]]:
    others = filters_without(filters, code)
    counted = Counter(
        value for item in candidates if _fits(item, others) for value in _values(item, code)
    )
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ordered[:MOST_VALUES]


def _order(sort: str) -> Callable[[Any], tuple]:
    match sort:
        case "price":
            return lambda item: (item.price, item.product_id)
        case "-price":
            return lambda item: (-item.price, item.product_id)
        case "newest":
            return lambda item: (-item.listed_at.timestamp(), item.product_id)
        case "rating":
            return lambda item: (-item.rating, -item.rating_count, item.product_id)
        case "sold":
            return lambda item: (-item.sold, item.product_id)
    return lambda item: (-round(item.rank, 2), not item.in_stock, -item.sold, item.product_id)
