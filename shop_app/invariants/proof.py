"""An invariant, its breaches, and the proof of all of them in one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from shop_app.core.db import rows

SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class Breach:
    """Rows for which an invariant does not hold: how many, and the first of them."""

    count: int
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that is always true: a name for programs, a sentence for people, the search for
    rows that break it."""

    name: str
    sentence: str
    find: Callable[[Session], Breach | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the proof of one invariant came to; no breach means that it holds."""

    name: str
    sentence: str
    breach: Breach | None = None


def breach_of(session: Session, sql: str, /, **parameters: Any) -> Breach | None:
    """The rows that a question finds, as a breach; None when there are none."""
    found = rows(
        session,
        f"select breaking.*, count(*) over () as breaking_rows from ({sql}) breaking"
        f" limit {SHOWN_ROWS}",
        **parameters,
    )
    if not found:
        return None
    shown = tuple(
        {key: _shown(value) for key, value in row._asdict().items() if key != "breaking_rows"}
        for row in found
    )
    return Breach(found[0].breaking_rows, shown)


def prove(session: Session, invariants: Sequence[Invariant]) -> list[Finding]:
    """Look at every invariant in one snapshot, so that a shop at work does not look broken.

    The session must be new: its transaction is made read-only and repeatable here.
    """
    session.connection().execute(text("set transaction isolation level repeatable read, read only"))
    session.connection().execute(text("set local statement_timeout = 0"))
    return [Finding(i.name, i.sentence, i.find(session)) for i in invariants]


def _shown(value: Any) -> Any:
    return value if isinstance(value, int | float | bool | None) else str(value)
