"""Brings the read model and the search engine up to what the catalogue says now.

These functions open their own transactions: the engine is told after PostgreSQL has committed, so
that what is searched was true. A crash between the two is mended by the event's second delivery.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction, run_reading
from shop_app.search.documents import BATCH
from shop_app.search.facets import plan_facets
from shop_app.search.index import Index
from shop_app.search.store import refresh, remove_all_but_active

_IDS = """
    select id from products where status = 'active' and id > :after order by id limit :most
"""
_CHANGED_SINCE = """
    select id from products where updated_at >= :since
    union
    select v.product_id from offers o join variants v on v.id = o.variant_id
    where exists (select from prices p where p.offer_id = o.id and p.updated_at >= :since)
       or exists (select from stock_levels l where l.offer_id = o.id and l.updated_at >= :since)
"""
_FIRST = UUID(int=0)


class Progress(Protocol):
    """Whoever wants to know how far the work is."""

    def start(self, label: str, total: int | None = None) -> None:
        """A step of so many parts begins."""
        ...

    def advance(self, amount: int = 1) -> None:
        """So many parts more are done."""
        ...

    def done(self) -> None:
        """The step is over."""
        ...


def renew(index: Index, product_ids: Sequence[UUID]) -> int:
    """Renew these products wherever they are listed; how many are shown. Raises SearchAway."""
    shown = 0
    ids = list(dict.fromkeys(product_ids))
    for begin in range(0, len(ids), BATCH):
        renewed = run_in_transaction(refresh, product_ids=ids[begin : begin + BATCH])
        shown += len(renewed.shown)
        index.put(renewed.shown)
        index.remove(renewed.gone)
    return shown


def rebuild(index: Index, progress: Progress) -> int:
    """Build everything anew, the engine's index beside the one in use; how many are shown.

    Shoppers search the old index until the new one is whole. Raises SearchAway.
    """
    began_at = now()
    run_in_transaction(plan_facets)
    progress.start("Indexing products", run_reading(_how_many))
    index.begin_rebuild()
    shown = 0
    for ids in _batches():
        renewed = run_in_transaction(refresh, product_ids=ids)
        index.put(renewed.shown)
        shown += len(renewed.shown)
        progress.advance(len(ids))
    while run_in_transaction(remove_all_but_active):
        pass
    index.end_rebuild()
    # What changed meanwhile was told to the old index.
    renew(index, run_reading(_changed_since, began_at))
    run_in_transaction(_analyze)
    progress.done()
    return shown


def is_stale(session: Session, index: Index) -> bool:
    """Whether products wait to be listed, or the engine lacks what PostgreSQL has."""
    counted = rows(
        session,
        "select (select count(*) from search_documents) as listed,"
        " exists (select from products p where p.status = 'active' and not exists"
        "  (select from search_documents d where d.product_id = p.id)"
        "  and exists (select from variants v join offers o on o.variant_id = v.id"
        "   and o.status = 'active' join sellers s on s.id = o.seller_id and s.status = 'approved'"
        "   join prices r on r.offer_id = o.id where v.product_id = p.id)) as waiting",
    )[0]
    return counted.waiting or not index.is_whole(counted.listed)


def _how_many(session: Session) -> int:
    return rows(session, "select count(*) as n from products where status = 'active'")[0].n


def _batches() -> Iterator[list[UUID]]:
    after = _FIRST
    while ids := run_reading(_ids_after, after):
        yield ids
        after = ids[-1]


def _ids_after(session: Session, after: UUID) -> list[UUID]:
    return [row.id for row in rows(session, _IDS, after=after, most=BATCH)]


def _changed_since(session: Session, since: datetime) -> list[UUID]:
    return [row.id for row in rows(session, _CHANGED_SINCE, since=since)]


def _analyze(session: Session) -> None:
    """Tell the planner about the new rows: the first lists after a rebuild must be quick."""
    for table in ("search_documents", "category_listings"):
        session.connection().exec_driver_sql(f"analyze {table}")
