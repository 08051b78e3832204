"""The outbox: what happened is a row of the transaction that made it happen.

`record` adds the event; the relay (workers.relay) reads events in commit order by
(transaction_id, position) below the oldest running transaction, so that none is overtaken and
none is lost, and puts them on the stream. Whoever handles an event may get it twice.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.models import OutboxEvent

CHANNEL = "stoa_outbox"
STREAM = "stoa:events"  # the stream that the relay fills, in Redis


def record(
    session: Session,
    kind: str,
    *,
    aggregate: str,
    aggregate_id: UUID,
    version: int = 0,
    **payload: Any,
) -> None:
    """Write that something happened: `kind` in the past tense, such as `offer.price_changed`."""
    session.add(
        OutboxEvent(
            kind=kind,
            aggregate=aggregate,
            aggregate_id=aggregate_id,
            version=version,
            payload=payload,
        )
    )
