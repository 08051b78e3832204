"""The consumer `search`: renews what lists and search show of products that have changed.

Orders come in hundreds and change little (how often a product was sold), so their products are
gathered and renewed together some seconds later by a periodic job.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction, run_reading
from shop_app.core.logging import logger
from shop_app.core.redis import client
from shop_app.inventory.queries import LOW_STOCK
from shop_app.search.index import Index
from shop_app.search.rebuild import renew
from shop_app.search.replanning import replan_attribute
from shop_app.workers.events import Event

log = logger(__name__)

SOLD = "stoa:sold"
_MOST_SOLD_AT_ONCE = 1000

_PRODUCTS_OF_OFFERS = """
    select distinct v.product_id from offers o join variants v on v.id = o.variant_id
    where o.id = any(:offer_ids)
"""
# Of products whose stock moved, those whose lists say something else than is true now.
_STOCK_TOLD_WRONG = """
    select d.product_id
    from search_documents d, jsonb_each(d.card->'terms') t
    cross join lateral (
        select greatest(0, coalesce(sum(
            (select coalesce(sum(l.available), 0) from stock_levels l
             join warehouses w on w.id = l.warehouse_id and w.is_open where l.offer_id = o.id)
            + (select coalesce(sum(r.quantity), 0) from reservations r
             join warehouses w on w.id = r.warehouse_id and w.is_open
             where r.offer_id = o.id and r.status = 'held' and r.held_until <= :moment)
        ), 0)) as pieces
        from variants v
        join offers o on o.variant_id = v.id and o.status = 'active'
        join sellers s on s.id = o.seller_id and s.status = 'approved'
        join prices p on p.offer_id = o.id and p.currency = t.key
        where v.product_id = d.product_id) n
    where d.product_id = any(:ids)
      and (case when n.pieces = 0 then 'out' when n.pieces <= :low then 'low' else 'in' end
               <> t.value->>'status'
           or (n.pieces <= :low and n.pieces <> cast(t.value->>'left' as integer)))
    group by d.product_id
"""
_PRODUCTS_OF_SELLER = """
    select distinct v.product_id from offers o join variants v on v.id = o.variant_id
    where o.seller_id = :seller_id
"""
_PRODUCTS_OF_CATEGORY = """
    select p.id from categories top
    join categories c on c.path = top.path or starts_with(c.path, top.path || '/')
    join products p on p.category_id = c.id
    where top.id = :category_id
"""
_TURNED_SALES = """
    select distinct v.product_id from prices p
    join offers o on o.id = p.offer_id join variants v on v.id = o.variant_id
    where p.sale_minor is not null
      and ((p.sale_from > :since and p.sale_from <= :until)
        or (p.sale_to > :since and p.sale_to <= :until))
"""


class SearchConsumer:
    """Handles batches of events for one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __call__(self, events: Sequence[Event]) -> None:
        """Renew every product that the events touch, each once. Raises SearchAway."""
        changed, moved, sold = _touched(events)
        changed |= run_reading(_products_told_wrong, moved - changed)
        if sold:
            client().sadd(SOLD, *sold)
        if changed:
            renew(self._index, sorted(changed))
            log.debug("products_renewed", count=len(changed))


def _touched(events: Sequence[Event]) -> tuple[set[UUID], set[UUID], set[str]]:
    """Products that changed, products whose stock moved, and products that were sold."""
    changed: set[UUID] = set()
    offers: set[UUID] = set()
    stocked: set[UUID] = set()
    sold: set[str] = set()
    for event in events:
        match event.kind.partition(".")[0]:
            case "product":
                changed.add(event.aggregate_id)
            case "products":
                changed |= _ids(event.payload.get("product_ids", ()))
            case "review":
                changed |= _ids([event.payload.get("product_id", event.aggregate_id)])
            case "offer":
                offers.add(event.aggregate_id)
            case "category":
                changed |= run_reading(_products_of_category, event.aggregate_id)
            case "attribute":
                changed |= run_in_transaction(replan_attribute, code=str(event.payload["code"]))
            case "seller" if event.aggregate == "seller":
                changed |= run_reading(_products_of_seller, event.aggregate_id)
            case "stock":
                stocked.add(event.aggregate_id)
            case "order" if event.kind == "order.placed":
                lines = event.payload.get("lines", ())
                sold |= {str(line["product_id"]) for line in lines if "product_id" in line}
    changed |= run_reading(_products_of, offers)
    return changed, run_reading(_products_of, stocked), sold


def _products_of_seller(session: Session, seller_id: UUID) -> set[UUID]:
    """What is for sale, or not any more, when a seller is suspended, opened again or closed."""
    return {row.product_id for row in rows(session, _PRODUCTS_OF_SELLER, seller_id=seller_id)}


def _products_of_category(session: Session, category_id: UUID) -> set[UUID]:
    """What lies in a category or below it: lists know it by the names on its path."""
    return {row.id for row in rows(session, _PRODUCTS_OF_CATEGORY, category_id=category_id)}


def renew_sold(index: Index) -> int:
    """Renew the products that were sold since the last time; how many."""
    taken: list[str] = client().spop(SOLD, _MOST_SOLD_AT_ONCE) or []  # pyright: ignore
    if not taken:
        return 0
    try:
        return renew(index, sorted(_ids(taken)))
    except Exception:
        client().sadd(SOLD, *taken)  # somebody tries again
        raise


def renew_turned_sales(index: Index, *, since: datetime, until: datetime) -> int:
    """Renew the products of sales that began or ended in between; how many."""
    found = run_reading(_turned_sales, since, until)
    return renew(index, found) if found else 0


def _ids(texts: Iterable[object]) -> set[UUID]:
    return {UUID(str(text)) for text in texts}


def _products_of(session: Session, offer_ids: set[UUID]) -> set[UUID]:
    if not offer_ids:
        return set()
    found = rows(session, _PRODUCTS_OF_OFFERS, offer_ids=sorted(offer_ids))
    return {row.product_id for row in found}


def _products_told_wrong(session: Session, product_ids: set[UUID]) -> set[UUID]:
    if not product_ids:
        return set()
    found = rows(session, _STOCK_TOLD_WRONG, ids=sorted(product_ids), moment=now(), low=LOW_STOCK)
    listed = {row.product_id for row in found}
    unlisted = rows(
        session,
        "select id from unnest(cast(:ids as uuid[])) id"
        " where not exists (select from search_documents d where d.product_id = id)",
        ids=sorted(product_ids),
    )
    return listed | {row.id for row in unlisted}


def _turned_sales(session: Session, since: datetime, until: datetime) -> list[UUID]:
    return [row.product_id for row in rows(session, _TURNED_SALES, since=since, until=until)]
