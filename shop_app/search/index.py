"""What a search engine must do for the shop, and the words in which it is asked and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from shop_app.search.documents import Document

PER_PAGE = 24
MOST_PAGES = 50
MOST_COUNTED = 10_000
MOST_VALUES = 30

# Facets beside the attributes' own; an attribute's facet is asked for by its code.
BRAND, SELLER, CATEGORY, RATING, STOCK, SALE, PRICE = (
    "brand", "seller", "category", "rating", "stock", "sale", "price",
)  # fmt: skip


class SearchAway(Exception):
    """The engine does not answer, or has no index; somebody else must."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. Values of one facet are joined by or, facets by and.

    Prices are minor units of the question's currency, both ends included.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price_from: int | None = None
    price_to: int | None = None
    rating_from: int = 0
    in_stock: bool = False
    on_sale: bool = False

    def active(self) -> list[str]:
        """The codes of the facets that narrow the list."""
        codes = [code for code, chosen in self.values.items() if chosen]
        if self.price_from is not None or self.price_to is not None:
            codes.append(PRICE)
        if self.rating_from:
            codes.append(RATING)
        if self.in_stock:
            codes.append(STOCK)
        if self.on_sale:
            codes.append(SALE)
        return codes


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. `scope` is what the list is of: ("category", slug), or nothing.

    `facets` names the facets whose counts are wanted; `attribute_facets` those of attributes,
    written `a.CODE` here, in filters and in addresses.
    """

    text: str
    currency: str
    scope: tuple[str, str] | None = None
    filters: Filters = field(default_factory=Filters)
    sort: str = "relevance"
    page: int = 1
    per_page: int = PER_PAGE
    facets: tuple[str, ...] = ()
    attribute_facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The products of one page in order, how many there are, and the counts of each facet.

    Price counts are by band number, rating counts by whole stars; both are cumulated by whoever
    shows them. Counts of a facet leave out that facet's own filter. `is_cut` says that there are
    more than were counted.
    """

    product_ids: list[UUID]
    total: int
    counts: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    is_cut: bool = False
    is_fallback: bool = False


class Index(Protocol):
    """A search engine. Raises SearchAway when it cannot answer."""

    def search(self, session: Session, question: Question) -> Found:
        """One page of what is found, with its facets."""
        ...

    def counts_without(
        self, session: Session, question: Question, facets: Sequence[str]
    ) -> dict[str, int]:
        """How many would be found without the filter of each of the facets."""
        ...

    def suggest(self, session: Session, *, text: str, currency: str, most: int) -> list[UUID]:
        """Products whose names begin like the words typed so far, the best sold first."""
        ...

    def put(self, documents: Sequence[Document]) -> None:
        """Keep these documents, new or changed."""
        ...

    def remove(self, product_ids: Sequence[UUID]) -> None:
        """Forget these products."""
        ...

    def begin_rebuild(self) -> None:
        """Start an empty index beside the one in use; `put` fills the new one."""
        ...

    def end_rebuild(self) -> None:
        """Put the new index in place of the old one."""
        ...

    def is_whole(self, expected: int) -> bool:
        """Whether the index is there, of this version, and holds so many products."""
        ...
