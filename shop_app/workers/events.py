"""Events as consumers get them from the stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `entry` is its place in the stream."""

    entry: str
    event_id: UUID
    kind: str
    aggregate: str
    aggregate_id: UUID
    version: int
    payload: Mapping[str, Any]
    created_at: datetime

    @classmethod
    def of(cls, entry: str, fields: Mapping[str, str]) -> Event:
        """The event of a stream entry. Raises ValueError or KeyError for what is none."""
        return cls(
            entry=entry,
            event_id=UUID(fields["id"]),
            kind=fields["kind"],
            aggregate=fields["aggregate"],
            aggregate_id=UUID(fields["aggregate_id"]),
            version=int(fields["version"]),
            payload=orjson.loads(fields["payload"]),
            created_at=datetime.fromisoformat(fields["created_at"]),
        )
