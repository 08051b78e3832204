"""Carry events to the stream in tests."""

from __future__ import annotations

import time

from sqlalchemy import text

from shop_app.core.db import engine
from shop_app.workers.relay import relay_all

_WAITING = text(
    "select exists (select from outbox o where not exists (select from relay_cursors c"
    " where (o.transaction_id, o.position) <= (c.transaction_id, c.position)))"
)


def carry_all(*, seconds: float = 30.0) -> int:
    """Carry every event that is written; how many.

    The relay waits for older transactions of the whole cluster, so also for those of the tests
    that run beside this one in a database of their own.
    """
    deadline = time.monotonic() + seconds
    carried = relay_all()
    while _waiting():
        assert time.monotonic() < deadline, "events are not carried"
        carried += relay_all()
    return carried


def _waiting() -> bool:
    with engine().connect() as connection:
        return bool(connection.execute(_WAITING).scalar())
