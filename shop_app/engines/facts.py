"""What an engine says of itself when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Facts:
    """The answer of a healthy engine. `started` is aware UTC; None where it does not tell."""

    version: str
    started: datetime | None = None
    memory_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """One line of a list of engines; `url` is without user and password."""

    name: str
    version: str
    url: str
    healthy: bool
    started: datetime | None = None
    memory_bytes: int | None = None
    problem: str = ""


def without_secrets(url: str) -> str:
    """The URL without user and password, for people and logs."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, place, parts.path, "", ""))
