"""Runs periodic jobs, each once across all processes: a lock while it runs, a note when it ran.

The note lies in `shop_settings` under `job.{name}`: when it ran last, how long it took, how much it
did, and what went wrong.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from sqlalchemy import text
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import engine, is_away, rows, run_in_transaction
from shop_app.core.logging import logger

log = logger(__name__)

TICK_SECONDS = 1.0
AWAY_SECONDS = 5.0
_LOCK = text("select pg_try_advisory_lock(hashtext('job.' || :name))")
_UNLOCK = text("select pg_advisory_unlock(hashtext('job.' || :name))")
_LAST = "select value from shop_settings where key = :key"
_NOTE = """
    insert into shop_settings (key, value, updated_at)
    values (:key, cast(:value as jsonb), :moment)
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
    returning key
"""


@dataclass(frozen=True, slots=True)
class Job:
    """`work` is given the moment of the last run (the epoch of the job: an interval ago)."""

    name: str
    every: timedelta
    work: Callable[[datetime], int]


class Schedule:
    """Looks every second for jobs that are due."""

    def __init__(self, jobs: list[Job], stop: threading.Event) -> None:
        self._jobs = jobs
        self._stop = stop
        self._due = dict.fromkeys((job.name for job in jobs), 0.0)

    def run(self) -> None:
        """Run jobs until the end; a job that fails is logged and tried at its next time."""
        while not self._stop.is_set():
            for job in self._jobs:
                if self._stop.is_set():
                    return
                if time.monotonic() >= self._due[job.name]:
                    self._due[job.name] = time.monotonic() + job.every.total_seconds()
                    self._run(job)
            self._stop.wait(TICK_SECONDS)

    def _run(self, job: Job) -> None:
        try:
            run_once(job)
        except Exception as error:
            if not is_away(error):
                log.exception("job_failed", job=job.name)
                return
            log.warning("job_waits", job=job.name)
            self._stop.wait(AWAY_SECONDS)


def run_once(job: Job) -> bool:
    """Run a job if it is due and nobody else runs it; whether it ran. Raises what it raises."""
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(_LOCK, {"name": job.name}).scalar():
            return False
        try:
            return _run_locked(job)
        finally:
            connection.execute(_UNLOCK, {"name": job.name})


def _run_locked(job: Job) -> bool:
    began = now()
    last = run_in_transaction(_last_run, job.name) or began - job.every
    # A tenth of tolerance: the clocks of several processes tick apart.
    if began - last < job.every * 0.9:
        return False
    started = time.monotonic()
    done, problem = 0, ""
    try:
        done = job.work(last)
    except Exception as error:
        problem = repr(error)[:500]
        raise
    finally:
        facts = {
            "ran_at": began.isoformat(),
            "milliseconds": round((time.monotonic() - started) * 1000),
            "done": done,
            "problem": problem,
        }
        run_in_transaction(_note, job.name, facts)
    if done:
        log.info("job_done", job=job.name, done=done, milliseconds=facts["milliseconds"])
    return True


def _last_run(session: Session, name: str) -> datetime | None:
    found = rows(session, _LAST, key=f"job.{name}")
    return datetime.fromisoformat(found[0].value["ran_at"]) if found else None


def _note(session: Session, name: str, facts: dict[str, object]) -> None:
    value = orjson.dumps(facts).decode()
    rows(session, _NOTE, key=f"job.{name}", value=value, moment=now())
