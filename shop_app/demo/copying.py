"""COPY of made rows into tables: how the demo world comes in fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import Cursor


def copy_into(cursor: Cursor, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table (or a temporary one), in the order of `columns`."""
    with cursor.copy(f"copy {table} ({columns}) from stdin".encode()) as copy:
        for row in rows:
            copy.write_row(row)
