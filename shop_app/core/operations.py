"""What goes on behind the shop: events that wait, periodic jobs, how big the lists are."""

from __future__ import annotations

from dataclasses import dataclass, field

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
_JOBS = "select key, value from shop_settings where key like 'job.%' order by key"
_ABOUT = "select greatest(reltuples, 0)::bigint as n from pg_class where relname = :table"
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class JobRun:
    """The last run of a periodic job; `problem` is empty when it went well."""

    name: str
    ran_at: str
    milliseconds: int
    done: int
    problem: str = ""


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
        jobs=[
            JobRun(
                name=row.key.removeprefix("job."),
                ran_at=str(row.value.get("ran_at", ""))[:19].replace("T", " "),
                milliseconds=int(row.value.get("milliseconds", 0)),
                done=int(row.value.get("done", 0)),
                problem=str(row.value.get("problem", "")),
            )
            for row in rows(session, _JOBS)
        ],
    )
