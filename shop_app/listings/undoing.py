"""A seller's file taken back: what it made is withdrawn, what it changed becomes what it was.

Each product is settled by comparing three states: before the file, after it, and now. A value goes
back where it still is what the file wrote; where somebody has written another since, that stays and
is told. Counts of stock go back while their level has the version that the file left. Steps are
transactions, so that what was cut off goes on; a file is taken back once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotAllowed, NotFound, ShopError
from shop_app.inventory.counting import change_stock
from shop_app.inventory.models import MovementKind
from shop_app.listings.content import Content, VariantLine, content_of
from shop_app.listings.rows import Change
from shop_app.listings.service import (
    Listing,
    delete_draft,
    listing_of,
    pause_product,
    save_listing,
)

AT_ONCE = 50
MOST_TOLD = 200
_FIELDS = ("title", "category_id", "brand", "description", "attributes", "pictures")
_VARIANT_FIELDS = ("sku", "options", "barcode", "weight_grams", "on")

_NOTE = """
    insert into listing_import_products as p (import_id, product_id, what, title, before, after,
        levels, outcome, kept)
    values (:import_id, :product_id, :what, :title, cast(:before as jsonb), cast(:after as jsonb),
        cast(:levels as jsonb), '', '[]')
    on conflict (import_id, product_id) do update
    set after = excluded.after, levels = p.levels || excluded.levels
    returning product_id
"""
_FILE = """
    select id, status, undone_at, undone_by from listing_imports
    where id = :id and seller_id = :seller_id
"""
_OPEN = """
    select product_id, what, title, before, after, levels from listing_import_products
    where import_id = :id and outcome = '' order by product_id limit :limit
"""
_SETTLE = """
    update listing_import_products set outcome = :outcome, kept = cast(:kept as jsonb)
    where import_id = :id and product_id = :product_id returning product_id
"""
_COUNTS = """
    select outcome, count(*) as products from listing_import_products
    where import_id = :id group by outcome
"""
_TOLD = """
    select product_id, title, outcome, kept from listing_import_products
    where import_id = :id and outcome in ('partly', 'kept') order by title, product_id limit :limit
"""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A product of which not all could go back: which values of which SKU stayed."""

    product_id: UUID
    title: str
    kept: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Undoing:
    """How far taking back came. `products` is what the file touched; 0: nothing to take back."""

    products: int = 0
    left: int = 0
    removed: int = 0
    unlisted: int = 0
    restored: int = 0
    partly: int = 0
    kept: int = 0
    undone_at: Any = None
    undone_by: str = ""
    left_over: list[LeftOver] = field(default_factory=list)


def note_change(session: Session, *, file_id: UUID, change: Change) -> None:
    """Remember what a file did to a product."""
    rows(
        session,
        _NOTE,
        import_id=file_id,
        product_id=change.product_id,
        what=change.what,
        title=change.after.title[:200],
        before=change.before.model_dump_json() if change.before else "{}",
        after=change.after.model_dump_json(),
        levels=orjson.dumps(change.levels).decode(),
    )


def undoing_of(session: Session, *, seller_id: UUID, file_id: UUID) -> Undoing:
    """What of a file can be or was taken back. Raises NotFound for a file of somebody else."""
    file = _file(session, seller_id, file_id, lock=False)
    counts = {row.outcome: int(row.products) for row in rows(session, _COUNTS, id=file_id)}
    return Undoing(
        products=sum(counts.values()),
        left=counts.get("", 0),
        **{name: counts.get(name, 0) for name in _OUTCOMES},
        undone_at=file.undone_at,
        undone_by=file.undone_by,
        left_over=[
            LeftOver(row.product_id, row.title, row.kept)
            for row in rows(session, _TOLD, id=file_id, limit=MOST_TOLD)
        ],
    )


_OUTCOMES = ("removed", "unlisted", "restored", "partly", "kept")


def undo_step(session: Session, *, actor: Actor, file_id: UUID) -> Undoing:
    """Take the next products of a file back; returns how far it came.

    Raises NotFound for a file of somebody else, Conflict for one that is not finished, of which
    nothing is known, or that was taken back before.
    """
    seller_id = actor.seller_id
    if seller_id is None:
        raise NotAllowed("This is for sellers.")
    file = _file(session, seller_id, file_id, lock=True)
    if file.status != "finished":
        raise Conflict("Bring the file in to its end first.")
    if file.undone_at:
        raise Conflict("This file was taken back already.")
    batch = rows(session, _OPEN, id=file_id, limit=AT_ONCE)
    for row in batch:
        outcome, kept = _undone(session, actor, row)
        rows(
            session,
            _SETTLE,
            id=file_id,
            product_id=row.product_id,
            outcome=outcome,
            kept=orjson.dumps(kept).decode(),
        )
    so_far = undoing_of(session, seller_id=seller_id, file_id=file_id)
    if not so_far.products:
        raise Conflict("This file changed nothing that could be taken back.")
    if so_far.left:
        return so_far
    rows(
        session,
        "update listing_imports set undone_at = :moment, undone_by = :name, version = version + 1"
        " where id = :id returning id",
        id=file_id,
        moment=now(),
        name=actor.name[:200],
    )
    audit(
        session, actor, "listing.file_undone", subject="file", subject_id=file_id,
        after={name: getattr(so_far, name) for name in _OUTCOMES}, seller_id=seller_id,
    )  # fmt: skip
    return undoing_of(session, seller_id=seller_id, file_id=file_id)


def _undone(session: Session, actor: Actor, row: Any) -> tuple[str, list[dict[str, str]]]:
    """What became of a product, and what of it could not go back."""
    assert actor.seller_id is not None
    try:
        with session.begin_nested():
            listing = listing_of(session, seller_id=actor.seller_id, product_id=row.product_id)
            if row.what == "created":
                return _withdrawn(session, actor, listing, content_of(row.after))
            restored, kept = _restored(session, actor, listing, row)
    except NotFound:
        return "removed", []  # thrown away since
    except ShopError:
        return "kept", [_value("", "product")]
    for level in row.levels:
        if _counted_back(session, actor, level):
            restored = True
        else:
            kept.append(_value(level["sku"], "stock"))
    if kept:
        return ("partly" if restored else "kept"), kept
    return "restored", []


def _withdrawn(
    session: Session, actor: Actor, listing: Listing, after: Content
) -> tuple[str, list[dict[str, str]]]:
    """A product that the file made: a draft is removed, one in the shop is sold no more."""
    if _facts(listing.content) != _facts(after):
        return "kept", [_value("", "product")]
    if listing.is_live:
        pause_product(session, actor=actor, key=str(listing.product_id))
        return "unlisted", []
    delete_draft(session, actor=actor, seller_id=listing.seller_id, product_id=listing.product_id)
    return "removed", []


def _restored(
    session: Session, actor: Actor, listing: Listing, row: Any
) -> tuple[bool, list[dict[str, str]]]:
    content, kept = merged(content_of(row.before), content_of(row.after), listing.content)
    if content == listing.content:
        return False, kept
    save_listing(
        session,
        actor=actor,
        seller_id=listing.seller_id,
        product_id=listing.product_id,
        content=content,
        expected_version=listing.version,
    )
    return True, kept


def merged(
    before: Content, after: Content, current: Content
) -> tuple[Content, list[dict[str, str]]]:
    """What is now with the file's values taken back where they still stand; and what stays."""
    kept: list[dict[str, str]] = []
    changes: dict[str, Any] = {}
    for name in _FIELDS:
        was, wrote, stands = (getattr(one, name) for one in (before, after, current))
        if was == wrote or stands == was:
            continue
        if stands == wrote:
            changes[name] = was
        else:
            kept.append(_value("", name))
    known = {line.id: line for line in before.variants}
    written = {line.id: line for line in after.variants}
    lines = []
    for line in current.variants:
        wrote = written.get(line.id)
        if wrote is None:
            lines.append(line)
        elif line.id in known:
            lines.append(_line(known[line.id], wrote, line, kept))
        elif _line_facts(line) != _line_facts(wrote):
            kept.append(_value(line.sku, "variant"))
            lines.append(line)
    is_whole = not any(each["field"] in ("variant", "options") for each in kept)
    if is_whole and current.options == after.options:
        changes["options"] = before.options
    return current.model_copy(update={**changes, "variants": lines}), kept


def _line(
    was: VariantLine, wrote: VariantLine, stands: VariantLine, kept: list[dict[str, str]]
) -> VariantLine:
    changes: dict[str, Any] = {}
    for name in _VARIANT_FIELDS:
        values = [getattr(line, name) for line in (was, wrote, stands)]
        if values[0] == values[1] or values[2] == values[0]:
            continue
        if values[2] == values[1]:
            changes[name] = values[0]
        else:
            kept.append(_value(stands.sku, name))
    prices = dict(stands.prices)
    for currency in {*was.prices, *wrote.prices}:
        old, new, here = (line.prices.get(currency) for line in (was, wrote, stands))
        if old == new or here == old:
            continue
        if here != new:
            kept.append(_value(stands.sku, f"price:{currency}"))
        elif old is None:
            prices.pop(currency, None)
        else:
            prices[currency] = old
    return stands.model_copy(update={**changes, "prices": prices})


def _counted_back(session: Session, actor: Actor, level: Mapping[str, Any]) -> bool:
    try:
        with session.begin_nested():
            change_stock(
                session,
                actor=actor,
                offer_id=UUID(level["offer_id"]),
                warehouse_id=UUID(level["warehouse_id"]),
                kind=MovementKind.COUNT,
                quantity=level["before"],
                reason="product file taken back",
                expected_version=level["version"],
            )
    except ShopError:
        return False
    return True


def _facts(content: Content) -> dict[str, Any]:
    """What a person may have changed; the first pieces are gone once the product is sold."""
    shown = content.words()
    shown["prices"] = {str(line.id): line.prices for line in content.variants}
    return shown


def _line_facts(line: VariantLine) -> dict[str, Any]:
    return line.model_dump(exclude={"stock", "on"})


def _value(sku: str, name: str) -> dict[str, str]:
    return {"sku": sku, "field": name}


def _file(session: Session, seller_id: UUID, file_id: UUID, *, lock: bool) -> Any:
    sql = _FILE + (" for update" if lock else "")
    found = rows(session, sql, id=file_id, seller_id=seller_id)
    if not found:
        raise NotFound("This file is not among yours.")
    return found[0]
