"""A seller's stock as a file: taken away, changed in a spreadsheet, sent back, compared and set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, ShopError
from shop_app.inventory.counting import change_stock, set_low_point
from shop_app.inventory.models import MovementKind

COLUMNS = (
    "sku", "warehouse", "title", "on hand", "reserved", "allocated", "available", "low at",
    "version",
)  # fmt: skip
NEEDED = ("sku", "warehouse", "on hand", "version")
_BATCH = 1000
_WHOLE = re.compile(r"\d{1,9}")

_ROWS = """
    select v.sku, w.code as warehouse, p.title, l.on_hand, l.reserved, l.allocated, l.available,
        l.reorder_point, l.version, l.offer_id, l.warehouse_id
    from stock_levels l
    join offers o on o.id = l.offer_id and o.seller_id = :seller_id
    join variants v on v.id = o.variant_id
    join products p on p.id = v.product_id
    join warehouses w on w.id = l.warehouse_id
    where (v.sku, w.code) > (:sku, :warehouse)
    order by v.sku, w.code limit :most
"""
# An offer that has no stock in this warehouse yet comes with version 0.
_FOUND = """
    select v.sku, w.code, o.id as offer_id, w.id as warehouse_id, l.version,
        coalesce(l.on_hand, 0) as on_hand, coalesce(l.reorder_point, 0) as reorder_point
    from offers o
    join variants v on v.id = o.variant_id and v.sku = any(:skus)
    join warehouses w on w.code = any(:codes) and (w.seller_id = :seller_id or w.seller_id is null)
    left join stock_levels l on l.offer_id = o.id and l.warehouse_id = w.id
    where o.seller_id = :seller_id and o.condition = 'new'
"""


@dataclass(frozen=True, slots=True)
class StockRow:
    """A row of the file: its number and its cells by the names of NEEDED and `low at`."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, and why."""

    row: StockRow
    error: ShopError


def stock_rows(session: Session, *, seller_id: UUID) -> Iterator[tuple[Any, ...]]:
    """The seller's levels in the order of COLUMNS, a thousand at a time."""
    place = ("", "")
    while True:
        found = rows(
            session, _ROWS, seller_id=seller_id, sku=place[0], warehouse=place[1], most=_BATCH
        )
        for row in found:
            yield tuple(row)[: len(COLUMNS)]
        if len(found) < _BATCH:
            return
        place = (found[-1].sku, found[-1].warehouse)


def stock_rows_of(header: Sequence[str], lines: Sequence[tuple[int, list[str]]]) -> list[StockRow]:
    """The rows of a sheet. Raises Invalid naming the columns that are missing."""
    names = [" ".join(name.casefold().replace("_", " ").split()) for name in header]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Invalid(
            "The columns {missing} are missing. Take the stock file away again and change that.",
            field="file",
            missing=", ".join(missing),
        )
    return [StockRow(number, dict(zip(names, cells, strict=False))) for number, cells in lines]


def apply_stock_rows(
    session: Session, *, actor: Actor, lines: Sequence[StockRow]
) -> tuple[int, list[Refused]]:
    """Count every row's level to its pieces if the version is still the row's.

    Each row stands for itself. Returns how many levels changed, and the refused rows.
    """
    found = rows(
        session,
        _FOUND,
        seller_id=actor.seller_id,
        skus=[_plain(line.cells.get("sku", "")) for line in lines],
        codes=[_plain(line.cells.get("warehouse", "")) for line in lines],
    )
    known = {(row.sku, row.code): row for row in found}
    changed, refused = 0, []
    for line in lines:
        try:
            with session.begin_nested():
                changed += _apply(session, actor, line, known)
        except ShopError as error:
            refused.append(Refused(line, error))
    return changed, refused


def _apply(session: Session, actor: Actor, line: StockRow, known: dict[Any, Any]) -> bool:
    place = known.get((_plain(line.cells.get("sku", "")), _plain(line.cells.get("warehouse", ""))))
    if place is None:
        raise Invalid("This SKU is not among yours, or this warehouse is not here.", field="sku")
    pieces = _whole(line, "on hand")
    version = _whole(line, "version")
    low = _whole(line, "low at") if line.cells.get("low at", "") else place.reorder_point
    is_changed = False
    if pieces != place.on_hand:
        change_stock(
            session,
            actor=actor,
            offer_id=place.offer_id,
            warehouse_id=place.warehouse_id,
            kind=MovementKind.COUNT,
            quantity=pieces,
            reason="stock file",
            expected_version=version,
        )
        is_changed = True
    if low != place.reorder_point:
        set_low_point(
            session,
            actor=actor,
            offer_id=place.offer_id,
            warehouse_id=place.warehouse_id,
            pieces=low,
        )
        is_changed = True
    return is_changed


def _whole(line: StockRow, column: str) -> int:
    text = line.cells.get(column, "").strip()
    if not _WHOLE.fullmatch(text):
        raise Invalid(
            "{column} is no whole number of 0 or more.", field=column, column=column.capitalize()
        )
    return int(text)


def _plain(text: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return text.strip().removeprefix("'")
