"""The inbox of provider events: each is kept once, however often and however late it comes."""

from __future__ import annotations

from typing import Any

import orjson
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows


def receive_event(
    session: Session, *, provider: str, event_id: str, kind: str, payload: dict[str, Any]
) -> bool:
    """Keep an event. False when it was here before: then there is nothing to do."""
    kept = rows(
        session,
        "insert into payment_events (provider, event_id, kind, payload, received_at, outcome)"
        " values (:provider, :event_id, :kind, cast(:payload as jsonb), :moment, '')"
        " on conflict do nothing returning event_id",
        provider=provider,
        event_id=event_id,
        kind=kind,
        payload=orjson.dumps(payload).decode(),
        moment=now(),
    )
    return bool(kept)


def note_handled(session: Session, *, provider: str, event_id: str, outcome: str) -> None:
    """Write down what came of an event."""
    rows(
        session,
        "update payment_events set handled_at = :moment, outcome = :outcome"
        " where provider = :provider and event_id = :event_id returning event_id",
        provider=provider,
        event_id=event_id,
        outcome=outcome,
        moment=now(),
    )
