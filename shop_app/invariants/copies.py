"""Invariants of the copies: the lists, the search engine and Redis agree with PostgreSQL.

The engines are asked through probes that the command makes, since this package knows none of them.
Copies follow a moment later: `reindex` rebuilds them when a breach stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import ShopError
from shop_app.invariants.proof import SHOWN_ROWS, Breach, Invariant, breach_of

SAMPLE = 200

# A product is listed when people can see it and some approved seller offers it at a price.
_LISTED = """
select p.id, p.slug, p.version from products p
where p.status = 'active' and exists (
    select from variants v join offers o on o.variant_id = v.id and o.status = 'active'
    join sellers s on s.id = o.seller_id and s.status = 'approved'
    join prices r on r.offer_id = o.id
    where v.product_id = p.id
)
"""
_MISSING = f"""
select listed.slug from ({_LISTED}) listed
where not exists (select from search_documents d where d.product_id = listed.id)
order by listed.id
"""
_LEFT_OVER = f"""
select d.slug from search_documents d
where not exists (select from ({_LISTED}) listed where listed.id = d.product_id)
order by d.product_id
"""
_DOCUMENTS = """
select product_id, title, prices from search_documents
order by md5(product_id::text) limit :sample
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a product: its title, and its price by currency in minor units."""

    title: str
    prices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SearchCopy:
    """How to ask the search engine: how many products it has, and what it says of these."""

    count: Callable[[], int]
    listed: Callable[[Sequence[UUID]], Mapping[UUID, Listed]]


def every_product_is_listed(session: Session) -> Breach | None:
    """Products that people could buy and that no list shows."""
    return breach_of(session, _MISSING)


def nothing_else_is_listed(session: Session) -> Breach | None:
    """Listed products that nobody can buy."""
    return breach_of(session, _LEFT_OVER)


def search_has_every_document(session: Session, copy: SearchCopy) -> Breach | None:
    """A search engine that has more or fewer products than the lists."""
    listed = rows(session, "select count(*) from search_documents")[0][0]
    found = copy.count()
    if found == listed:
        return None
    return Breach(abs(found - listed), ({"listed": listed, "found_by_search": found},))


def search_says_the_same(session: Session, copy: SearchCopy) -> Breach | None:
    """Products, of a sample, of which the search engine says something else than the lists."""
    listed = {
        row.product_id: Listed(row.title, row.prices)
        for row in rows(session, _DOCUMENTS, sample=SAMPLE)
    }
    found = copy.listed(list(listed))
    breaking = [
        {"product_id": str(product_id), "listed": says, "search": found.get(product_id)}
        for product_id, says in listed.items()
        if found.get(product_id) != says
    ]
    return Breach(len(breaking), tuple(breaking[:SHOWN_ROWS])) if breaking else None


def _answered(
    find: Callable[[Session, SearchCopy], Breach | None], session: Session, copy: SearchCopy
) -> Breach | None:
    """What was found; an engine that does not answer breaks the invariant too."""
    try:
        return find(session, copy)
    except ShopError as error:
        return Breach(1, ({"problem": str(error)},))


def redis_answers(ping: Callable[[], str]) -> Breach | None:
    """Redis that does not answer; `ping` gives what is wrong, or nothing."""
    problem = ping()
    return Breach(1, ({"problem": problem},)) if problem else None


LISTS = (
    Invariant(
        "lists.every_product_is_listed", "Every product that can be bought is listed.",
        every_product_is_listed,
    ),
    Invariant(
        "lists.nothing_else_is_listed", "Nothing is listed that cannot be bought.",
        nothing_else_is_listed,
    ),
)  # fmt: skip


def of_search(copy: SearchCopy) -> tuple[Invariant, ...]:
    """The invariants of a search engine."""
    return (
        Invariant(
            "search.has_every_document", "Search finds as many products as are listed.",
            lambda session: _answered(search_has_every_document, session, copy),
        ),
        Invariant(
            "search.says_the_same", "Search says of products what the lists say.",
            lambda session: _answered(search_says_the_same, session, copy),
        ),
    )  # fmt: skip


def of_redis(ping: Callable[[], str]) -> tuple[Invariant, ...]:
    """The invariant of Redis."""
    return (Invariant("redis.answers", "Redis answers.", lambda _: redis_answers(ping)),)
