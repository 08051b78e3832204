"""Monthly partitions of the big append-only tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from shop_app.core.ids import lowest_id_at
from shop_app.core.tables import PARTITIONED


def _months(first: datetime, last: datetime) -> Iterator[datetime]:
    month = datetime(first.year, first.month, 1, tzinfo=UTC)
    while month <= last:
        yield month
        month = _next(month)


def _next(month: datetime) -> datetime:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def open_months(connection: Connection, tables: Iterable[str]) -> None:
    """Give new tables their default partition, and the months from 14 ago to 6 ahead."""
    named = list(tables)
    for table in named:
        connection.execute(text(f"create table {table}_default partition of {table} default"))
    today = datetime.now(UTC)
    ensure_partitions(
        connection,
        first=today - timedelta(days=14 * 31),
        last=today + timedelta(days=6 * 31),
        tables=named,
    )


def ensure_partitions(
    connection: Connection,
    *,
    first: datetime,
    last: datetime,
    tables: Iterable[str] = tuple(PARTITIONED),
) -> int:
    """Make the monthly partitions from `first` to `last` that are missing; returns how many.

    Rows of months without one lie in the default partition; a month that has rows there is left
    to it, since PostgreSQL will not move them.
    """
    there = set(
        connection.execute(text("select relname from pg_class where relkind = 'r'")).scalars()
    )
    made = 0
    for table in tables:
        column = PARTITIONED[table]
        for month in _months(first, last):
            name = f"{table}_{month:%Y_%m}"
            low, high = lowest_id_at(month), lowest_id_at(_next(month))
            if name in there or _rests_in_default(connection, table, column, low, high):
                continue
            connection.execute(
                text(
                    f"create table {name} partition of {table}"
                    f" for values from ('{low}') to ('{high}')"
                )
            )
            made += 1
    return made


def _rests_in_default(
    connection: Connection, table: str, column: str, low: object, high: object
) -> bool:
    question = text(
        f"select 1 from {table}_default where {column} >= :low and {column} < :high limit 1"
    )
    return connection.execute(question, {"low": low, "high": high}).first() is not None
