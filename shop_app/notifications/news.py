"""Events as those see them who tell people: what happened, to what, with which facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

# What happened longer ago is no news: history that is brought in, a stream that is read anew.
NEWS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class News:
    """An event. `event_id` is the same however often it is told."""

    event_id: UUID
    kind: str
    aggregate_id: UUID
    payload: Mapping[str, Any]
    created_at: datetime

    def id_of(self, name: str) -> UUID:
        """An id in the payload. Raises KeyError or ValueError when it is none."""
        return UUID(str(self.payload[name]))

    def key(self, letter: str) -> str:
        """By what a letter or notice of this event is known, before its recipient."""
        return f"{self.event_id}:{letter}"


Teller = Callable[[Session, News], None]
