"""Keeps the read model in PostgreSQL: documents, and listings by category and currency.

Writers queue behind one advisory lock and read the catalogue after they hold it, so that an older
picture never replaces a newer one. What did not change is not written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.search.documents import Document, build

VERSION_SETTING = "search.version"
_LOCK = "select pg_advisory_xact_lock(hashtext('search.store'))"
_NAMES = [field.name for field in fields(Document)]
_OTHERS = [name for name in _NAMES if name != "product_id"]
_TYPES = {
    "product_id": "uuid", "sellers": "text[]", "categories": "text[]", "collections": "text[]",
    "codes": "text[]", "price_minor": "bigint", "prices": "jsonb", "rating": "float8",
    "rating_count": "integer", "sold": "integer", "in_stock": "boolean", "sales": "text[]",
    "facets": "jsonb", "card": "jsonb", "listed_at": "timestamptz", "version": "bigint",
}  # fmt: skip
_PUT = f"""
    insert into search_documents as d ({", ".join(_NAMES)})
    select {", ".join(_NAMES)} from jsonb_to_recordset(cast(:documents as jsonb))
        as t({", ".join(f"{name} {_TYPES.get(name, 'text')}" for name in _NAMES)})
    order by product_id
    on conflict (product_id) do update
    set {", ".join(f"{name} = excluded.{name}" for name in _OTHERS)}
    where ({", ".join(f"d.{name}" for name in _OTHERS)})
        is distinct from ({", ".join(f"excluded.{name}" for name in _OTHERS)})
    returning product_id
"""
_STALE_LISTINGS = """
    delete from category_listings l
    where l.product_id = any(:ids) and not exists (
        select from search_documents d
        where d.product_id = l.product_id and l.category_slug = any(d.categories)
          and d.prices ? l.currency)
    returning product_id
"""
_LISTINGS = """
    insert into category_listings as l (
        category_slug, currency, product_id, price_minor, rating, sold, in_stock, listed_at)
    select c.slug, p.key, d.product_id, cast(p.value as bigint), d.rating, d.sold, d.in_stock,
        d.listed_at
    from search_documents d, unnest(d.categories) c(slug), jsonb_each_text(d.prices) p
    where d.product_id = any(:ids)
    on conflict (category_slug, currency, product_id) do update
    set price_minor = excluded.price_minor, rating = excluded.rating, sold = excluded.sold,
        in_stock = excluded.in_stock, listed_at = excluded.listed_at
    where (l.price_minor, l.rating, l.sold, l.in_stock, l.listed_at) is distinct from
        (excluded.price_minor, excluded.rating, excluded.sold, excluded.in_stock,
         excluded.listed_at)
    returning product_id
"""
_REMOVE_LISTINGS = "delete from category_listings where product_id = any(:ids) returning product_id"
_REMOVE = "delete from search_documents where product_id = any(:ids) returning product_id"
_TOUCH = """
    insert into shop_settings (key, value, updated_at)
    values (:key, '{"number": 1}', :moment)
    on conflict (key) do update
    set value = jsonb_build_object('number', cast(shop_settings.value->>'number' as bigint) + 1),
        updated_at = excluded.updated_at
    returning key
"""
_VERSION = "select cast(value->>'number' as bigint) as number from shop_settings where key = :key"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh found: documents that are shown, and products that are not shown any more."""

    shown: list[Document]
    gone: list[UUID]


def refresh(session: Session, *, product_ids: Sequence[UUID]) -> Refreshed:
    """Build the documents of these products anew and keep them; at most `documents.BATCH`."""
    ids = sorted(set(product_ids))
    rows(session, _LOCK)
    shown = build(session, product_ids=ids)
    there = {document.product_id for document in shown}
    gone = [product_id for product_id in ids if product_id not in there]
    changed = _put(session, shown)
    if gone:
        rows(session, _REMOVE_LISTINGS, ids=gone)
        changed += len(rows(session, _REMOVE, ids=gone))
    if changed:
        rows(session, _TOUCH, key=VERSION_SETTING, moment=now())
    return Refreshed(shown, gone)


def _put(session: Session, documents: Sequence[Document]) -> int:
    if not documents:
        return 0
    told = orjson.dumps([asdict(document) for document in documents]).decode()
    told = told.replace("\\u0000", "")  # PostgreSQL keeps no NUL in a text
    changed = [row.product_id for row in rows(session, _PUT, documents=told)]
    if changed:
        rows(session, _STALE_LISTINGS, ids=changed)
        rows(session, _LISTINGS, ids=changed)
    return len(changed)


def remove_all_but_active(session: Session) -> list[UUID]:
    """Remove the documents of products that are not sold any more; returns their ids."""
    found = rows(
        session,
        "select d.product_id from search_documents d left join products p on p.id = d.product_id"
        " where p.id is null or p.status <> 'active' limit 10000",
    )
    gone = [row.product_id for row in found]
    if gone:
        rows(session, _REMOVE_LISTINGS, ids=gone)
        rows(session, _REMOVE, ids=gone)
        rows(session, _TOUCH, key=VERSION_SETTING, moment=now())
    return gone


def catalogue_version(session: Session) -> int:
    """A number that grows with every change of what lists show; 0 before the first."""
    found = rows(session, _VERSION, key=VERSION_SETTING)
    return found[0].number if found else 0
