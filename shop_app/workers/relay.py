"""Carries events from the outbox to the stream, in the order in which they were committed.

READ     rows above the cursor by (transaction_id, position), below the oldest transaction that
         still runs: nothing can appear behind them any more.
SEND     one XADD for each, all in one round trip.
MARK     the cursor is moved. A crash between SEND and MARK sends the batch again: consumers know.
WAIT     for a notification, at most a tenth of a second.

Any number of relays may run; the one that holds the advisory lock works, the others stand by.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import orjson
import psycopg
from psycopg.rows import namedtuple_row

from shop_app.core.errors import Unavailable
from shop_app.core.logging import logger
from shop_app.core.outbox import CHANNEL, STREAM
from shop_app.core.redis import RedisAway, client
from shop_app.core.settings import settings

log = logger(__name__)

KEPT_EVENTS = 100_000  # about; older ones are dropped from the stream, they stay in the outbox
BATCH = 500
LOOK_SECONDS = 0.1
STAND_BY_SECONDS = 2.0
REST_SECONDS = 1.0
CURSOR = "stream"

_LEAD = "select pg_try_advisory_lock(hashtext('stoa.relay')) as leads"
_BEGIN = """
    insert into relay_cursors (name, transaction_id, position, updated_at)
    values (%s, '0', 0, now()) on conflict (name) do nothing
"""
_READ = """
    select o.id, o.kind, o.aggregate, o.aggregate_id, o.version, o.payload, o.created_at,
        o.transaction_id, o.position
    from outbox o, relay_cursors c
    where c.name = %s
      and (o.transaction_id, o.position) > (c.transaction_id, c.position)
      and o.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    order by o.transaction_id, o.position limit %s
"""
_MARK = """
    update relay_cursors set transaction_id = %s, position = %s, updated_at = now()
    where name = %s
"""


class Relay:
    """One relay; `run` works until `stop` is set.

    `between` is called between SEND and MARK: where tests pull the plug.
    """

    def __init__(self, stop: threading.Event, *, between: Callable[[], None] | None = None) -> None:
        self._stop = stop
        self._between = between

    def run(self) -> None:
        """Lead or stand by until the end; whatever is away is waited for."""
        while not self._stop.is_set():
            try:
                with _connection() as connection:
                    self._lead_or_stand_by(connection)
            except (psycopg.OperationalError, *RedisAway, Unavailable) as error:
                log.warning("relay_waits", reason=type(error).__name__)
                self._stop.wait(REST_SECONDS)

    def _lead_or_stand_by(self, connection: psycopg.Connection[Any]) -> None:
        while not connection.execute(_LEAD).fetchone().leads:  # pyright: ignore
            if self._stop.wait(STAND_BY_SECONDS):
                return
        connection.execute(f"listen {CHANNEL}")
        connection.execute(_BEGIN, (CURSOR,))
        log.info("relay_leads")
        while not self._stop.is_set():
            if self.carry(connection) < BATCH:
                _wait_for_news(connection)

    def carry(self, connection: psycopg.Connection[Any]) -> int:
        """Send one batch and move the cursor; how many events it held."""
        batch = connection.execute(_READ, (CURSOR, BATCH)).fetchall()
        if not batch:
            return 0
        _send(batch)
        if self._between is not None:
            self._between()
        last = batch[-1]
        connection.execute(_MARK, (last.transaction_id, last.position, CURSOR))
        return len(batch)


def relay_all(*, seconds: float = 30.0) -> int:
    """Carry everything that waits now, then return: for commands and tests; how many events."""
    relay = Relay(threading.Event())
    carried = 0
    deadline = time.monotonic() + seconds
    with _connection() as connection:
        connection.execute(_BEGIN, (CURSOR,))
        while (count := relay.carry(connection)) and time.monotonic() < deadline:
            carried += count
    return carried


def _connection() -> psycopg.Connection[Any]:
    address = settings().database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    return psycopg.connect(
        address, autocommit=True, row_factory=namedtuple_row, application_name="stoa-relay"
    )


def _send(batch: Sequence[Any]) -> None:
    with client().pipeline(transaction=False) as pipeline:
        for event in batch:
            pipeline.xadd(STREAM, _fields(event), maxlen=KEPT_EVENTS, approximate=True)
        pipeline.execute()


def _fields(event: Any) -> dict[Any, Any]:
    return {
        "id": str(event.id),
        "kind": event.kind,
        "aggregate": event.aggregate,
        "aggregate_id": str(event.aggregate_id),
        "version": event.version,
        "payload": orjson.dumps(event.payload).decode(),
        "created_at": event.created_at.isoformat(),
    }


def _wait_for_news(connection: psycopg.Connection[Any]) -> None:
    for _ in connection.notifies(timeout=LOOK_SECONDS, stop_after=1):
        return
