"""Runs periodic jobs beside one another, each at most once at a time across all processes.

Every job runs in a thread of its own, as many at a time as connections allow, so that a long one
holds up no other. While it runs it holds a lock in PostgreSQL; when it ends it leaves a note in
`shop_settings` under `job.{name}`: when it ran last, how long it took, how much it did, how often
it runs, and what went wrong last.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

import orjson
from sqlalchemy import text
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import engine, is_away, rows, run_in_transaction
from shop_app.core.errors import Unavailable
from shop_app.core.logging import logger
from shop_app.core.settings import settings

log = logger(__name__)

TICK_SECONDS = 1.0
AWAY_SECONDS = 5.0
GRACE_SECONDS = 10.0
_LOCK = text("select pg_try_advisory_lock(hashtext('job.' || :name))")
_UNLOCK = text("select pg_advisory_unlock(hashtext('job.' || :name))")
_LAST = "select value from shop_settings where key = :key"
# Merged: what went wrong last stays until something else does.
_NOTE = """
    insert into shop_settings (key, value, updated_at)
    values (:key, cast(:value as jsonb), :moment)
    on conflict (key) do update
    set value = shop_settings.value || excluded.value, updated_at = excluded.updated_at
    returning key
"""


class Unfinished(int):
    """How much a job did in this run, when there is more to do at once."""


class Outcome(IntEnum):
    """What became of a job that was due; false when it did not run."""

    SKIPPED = 0
    DONE = 1
    MORE = 2


@dataclass(frozen=True, slots=True)
class Job:
    """`work` is given the moment of the last run (the epoch of the job: an interval ago)."""

    name: str
    every: timedelta
    work: Callable[[datetime], int]


class Schedule:
    """Looks every second for jobs that are due.

    `lanes` is how many run at a time. Each takes two connections, one for its lock and one for its
    work, so the pool's own size leaves a third of all connections to the consumers.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        stop: threading.Event,
        *,
        lanes: int | None = None,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self._jobs = {job.name: job for job in jobs}
        self._stop = stop
        self._lanes = lanes or settings().database_pool_size
        self._grace_seconds = grace_seconds
        self._due = dict.fromkeys(self._jobs, 0.0)
        self._running: dict[str, threading.Thread] = {}

    def run(self) -> None:
        """Start jobs until the end, then give those that run a moment to finish.

        A job that fails is logged and tried at its next time. One that hangs is left behind: its
        thread dies with the process, and PostgreSQL takes its work and its lock back.
        """
        while not self._stop.is_set():
            self._start_due()
            self._stop.wait(TICK_SECONDS)
        self._finish()

    def _start_due(self) -> None:
        self._running = {n: thread for n, thread in self._running.items() if thread.is_alive()}
        moment = time.monotonic()
        waiting = [
            name for name, due in self._due.items() if due <= moment and name not in self._running
        ]
        free = max(0, self._lanes - len(self._running))
        for name in sorted(waiting, key=self._due.__getitem__)[:free]:
            job = self._jobs[name]
            self._due[name] = moment + job.every.total_seconds()
            thread = threading.Thread(target=self._run, args=(job,), name=f"job.{name}")
            thread.daemon = True
            self._running[name] = thread
            thread.start()

    def _run(self, job: Job) -> None:
        try:
            if run_once(job) is Outcome.MORE:
                self._due[job.name] = time.monotonic()
        except Exception as error:
            if is_away(error) or isinstance(error, Unavailable):
                log.warning("job_waits", job=job.name)
                self._due[job.name] = time.monotonic() + AWAY_SECONDS
            else:
                log.exception("job_failed", job=job.name)

    def _finish(self) -> None:
        end = time.monotonic() + self._grace_seconds
        for name, thread in self._running.items():
            thread.join(max(0.0, end - time.monotonic()))
            if thread.is_alive():
                log.warning("job_left_behind", job=name)


def run_once(job: Job) -> Outcome:
    """Run a job if it is due and nobody else runs it. Raises what it raises."""
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(_LOCK, {"name": job.name}).scalar():
            return Outcome.SKIPPED
        try:
            return _run_locked(job)
        finally:
            connection.execute(_UNLOCK, {"name": job.name})


def _run_locked(job: Job) -> Outcome:
    began = now()
    last, has_more = run_in_transaction(_last_run, job.name) or (began - job.every, False)
    # A tenth of tolerance: the clocks of several processes tick apart.
    if began - last < job.every * 0.9 and not has_more:
        return Outcome.SKIPPED
    started = time.monotonic()
    done, problem = 0, ""
    try:
        done = job.work(last)
    except Exception as error:
        problem = repr(error)[:500]
        raise
    finally:
        milliseconds = round((time.monotonic() - started) * 1000)
        run_in_transaction(_note, job, began, milliseconds, done, problem)
    if done:
        log.info("job_done", job=job.name, done=done, milliseconds=milliseconds)
    return Outcome.MORE if isinstance(done, Unfinished) else Outcome.DONE


def _last_run(session: Session, name: str) -> tuple[datetime, bool] | None:
    found = rows(session, _LAST, key=f"job.{name}")
    if not found:
        return None
    note = found[0].value
    return datetime.fromisoformat(note["ran_at"]), bool(note.get("has_more"))


def _note(
    session: Session, job: Job, began: datetime, milliseconds: int, done: int, problem: str
) -> None:
    facts = {
        "ran_at": began.isoformat(),
        "milliseconds": milliseconds,
        "every_seconds": job.every.total_seconds(),
        "done": int(done),
        "has_more": isinstance(done, Unfinished),
        "problem": problem,
    }
    if problem:
        facts |= {"last_problem": problem, "failed_at": began.isoformat()}
    value = orjson.dumps(facts).decode()
    rows(session, _NOTE, key=f"job.{job.name}", value=value, moment=now())
