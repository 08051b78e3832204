"""Calls of one SQL function in one round trip: the way of the few statements that must be quick.

Each call is a transaction of its own on a plain connection, without the ORM and its session.
"""

from __future__ import annotations

import time
from typing import Any

import orjson
import psycopg
from psycopg_pool import PoolTimeout

from shop_app.core.db import raw_pool
from shop_app.core.errors import Unavailable

TOO_LITTLE_STOCK = "ST001"
_AGAIN = {"40001", "40P01"}  # serialization failure, deadlock: the same work may succeed again


class TooLittleStock(Exception):
    """The SQL function refused and undid everything; `refused` is [{offer_id, wanted, left}]."""

    def __init__(self, refused: list[dict[str, Any]]) -> None:
        super().__init__(f"{len(refused)} offers refused")
        self.refused = refused


def call(function: str, *arguments: Any) -> Any:
    """What the SQL function answers, its JSON read. `function` is `name(%s, %s::jsonb)`.

    Raises TooLittleStock when it says so, Unavailable when PostgreSQL does not answer.
    """
    for attempt in range(5):
        try:
            with raw_pool().connection() as connection:
                row = connection.execute(f"select {function}::text".encode(), arguments).fetchone()
            return orjson.loads(row[0]) if row and row[0] is not None else None
        except psycopg.Error as error:
            if error.sqlstate in _AGAIN and attempt < 4:
                time.sleep(0.005 * 2**attempt)
                continue
            if error.sqlstate == TOO_LITTLE_STOCK:
                raise TooLittleStock(orjson.loads(error.diag.message_detail or "[]")) from error
            if isinstance(error, (PoolTimeout, psycopg.OperationalError)):
                raise Unavailable(
                    "The shop's database does not answer. Nothing was lost; try again."
                ) from error
            raise
    raise AssertionError("unreachable")


def json_argument(value: Any) -> str:
    """A value as the JSON text of an argument."""
    return orjson.dumps(value).decode()
