"""The one clock: aware UTC, which tests can move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)


def now() -> datetime:
    """The present moment, aware, UTC."""
    return datetime.now(UTC) + _offset


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Move this process's clock while the block runs. For tests."""
    global _offset  # noqa: PLW0603 one clock is the point
    before, _offset = _offset, _offset + by
    try:
        yield
    finally:
        _offset = before
