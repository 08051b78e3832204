"""Staging tables: a batch goes there by COPY, then SQL merges it into the shop.

They are temporary tables of the connection, made once and emptied by every commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import Cursor

_TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "staged_products": (
        ("id", "uuid"), ("slug", "text"), ("title", "text"), ("summary", "text"),
        ("description", "text"), ("highlights", "jsonb"), ("brand_id", "uuid"),
        ("category_id", "uuid"), ("product_type_id", "uuid"), ("attributes", "jsonb"),
        ("options", "jsonb"), ("tax_class", "text"), ("status", "text"),
        ("rating_average", "float8"), ("rating_count", "int"), ("units_sold", "int"),
        ("source", "text"), ("source_key", "text"), ("created_at", "timestamptz"),
    ),
    "staged_variants": (
        ("id", "uuid"), ("product_id", "uuid"), ("sku", "text"), ("barcode", "text"),
        ("title", "text"), ("options", "jsonb"), ("weight_grams", "int"),
        ("dimensions_mm", "jsonb"), ("position", "int"), ("image_position", "int"),
    ),
    "staged_media": (
        ("id", "uuid"), ("product_id", "uuid"), ("position", "int"), ("url", "text"),
        ("alt", "text"), ("option_value", "text"),
    ),
    "staged_offers": (
        ("id", "uuid"), ("product_id", "uuid"), ("variant_id", "uuid"), ("seller_id", "uuid"),
        ("condition", "text"), ("handling_days", "int"), ("created_at", "timestamptz"),
    ),
    "staged_prices": (
        ("offer_id", "uuid"), ("product_id", "uuid"), ("currency", "text"),
        ("amount_minor", "int8"), ("sale_minor", "int8"), ("sale_from", "timestamptz"),
        ("sale_to", "timestamptz"),
    ),
    "staged_levels": (
        ("offer_id", "uuid"), ("product_id", "uuid"), ("warehouse_id", "uuid"),
        ("on_hand", "int"), ("is_counted", "bool"), ("movement_id", "uuid"),
        ("moved_at", "timestamptz"),
    ),
}  # fmt: skip
_CHANGED = (
    "create temporary table if not exists changed_products (product_id uuid, is_row bool)"
    " on commit delete rows"
)


def prepare(cursor: Cursor) -> None:
    """Make the staging tables of this connection, empty."""
    for table, columns in _TABLES.items():
        listed = ", ".join(f"{name} {kind}" for name, kind in columns)
        made = f"create temporary table if not exists {table} ({listed}) on commit delete rows"
        cursor.execute(made.encode())
    cursor.execute(_CHANGED)
    cursor.execute(f"truncate {', '.join(_TABLES)}, changed_products".encode())


def copy_rows(cursor: Cursor, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a staging table, in the order of its columns; JSON comes as text."""
    columns = ", ".join(name for name, _ in _TABLES[table])
    with cursor.copy(f"copy {table} ({columns}) from stdin".encode()) as copy:
        for row in rows:
            copy.write_row(row)
