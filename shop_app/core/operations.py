"""What goes on behind the shop: events that wait, periodic jobs, how big the lists are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows

_WAITING = """
    select count(*) as waiting, min(x.created_at) as oldest from (
        select o.created_at from outbox o
        where not exists (
            select from relay_cursors c
            where (o.transaction_id, o.position) <= (c.transaction_id, c.position))
        limit :most) x
"""
# A job that runs holds its lock (workers.schedule): an advisory lock of 64 bits.
_JOBS = """
    select s.key, s.value, exists (
        select from pg_locks l
        where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
          and l.database = (select oid from pg_database where datname = current_database())
          and l.objid::bigint = (hashtext(s.key)::bigint & 4294967295)) as runs
    from shop_settings s where s.key like 'job.%' order by s.key
"""
_ABOUT = "select greatest(reltuples, 0)::bigint as n from pg_class where relname = :table"
MOST_COUNTED = 10_000
LATE_SECONDS = 60  # a worker that is started anew is not late


@dataclass(frozen=True, slots=True)
class JobRun:
    """The last run of a periodic job, and when it is due again; moments as text, UTC.

    `problem` is empty when the last run went well; `last_problem` is what went wrong at `failed_at`
    however long ago. `late_seconds` is how long it has been due and has not run.
    """

    name: str
    ran_at: str
    milliseconds: int
    done: int
    problem: str = ""
    next_at: str = ""
    runs: bool = False
    is_late: bool = False
    late_seconds: int = 0
    last_problem: str = ""
    failed_at: str = ""


@dataclass(frozen=True, slots=True)
class Operations:
    """Events that wait (counted up to 10,000) and for how long, jobs, products in the lists."""

    events_waiting: int = 0
    oldest_seconds: int = 0
    products_listed: int = 0
    jobs: list[JobRun] = field(default_factory=list)


def operations(session: Session) -> Operations:
    """How it stands now. The number of products is the planner's estimate."""
    waiting = rows(session, _WAITING, most=MOST_COUNTED)[0]
    listed = rows(session, _ABOUT, table="search_documents")
    return Operations(
        events_waiting=waiting.waiting,
        oldest_seconds=int((now() - waiting.oldest).total_seconds()) if waiting.oldest else 0,
        products_listed=listed[0].n if listed else 0,
        jobs=[_job(row, now()) for row in rows(session, _JOBS)],
    )


def _job(row: Any, moment: datetime) -> JobRun:
    note = row.value
    every = timedelta(seconds=float(note.get("every_seconds", 0)))
    ran_at = datetime.fromisoformat(note["ran_at"]) if note.get("ran_at") else None
    due = ran_at + every if ran_at and every else None
    late = int((moment - due).total_seconds()) if due and not row.runs else 0
    return JobRun(
        name=row.key.removeprefix("job."),
        ran_at=_text(ran_at),
        milliseconds=int(note.get("milliseconds", 0)),
        done=int(note.get("done", 0)),
        problem=str(note.get("problem", "")),
        next_at=_text(due),
        runs=row.runs,
        is_late=late > LATE_SECONDS + every.total_seconds(),
        late_seconds=max(0, late),
        last_problem=str(note.get("last_problem", "")),
        failed_at=str(note.get("failed_at", ""))[:19].replace("T", " "),
    )


def _text(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if moment else ""
