"""Consumers: each reads every event once in its own group, may see it twice, and loses none.

A batch is given to the handler as a whole, so that it can join what belongs together. When that
fails, its events are tried one by one; one that fails again and again is put aside in the stream
`stoa:dead:{name}` with the reason. While an engine is away nothing is counted as a failure: the
consumer waits. Events that a dead process held are taken over.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from typing import Any

import redis

from shop_app.core.errors import Unavailable
from shop_app.core.ids import new_id
from shop_app.core.logging import logger
from shop_app.core.metrics import count_handled, count_put_aside
from shop_app.core.redis import RedisAway, client
from shop_app.search.index import SearchAway
from shop_app.workers.events import Event
from shop_app.workers.relay import STREAM

log = logger(__name__)

Handler = Callable[[Sequence[Event]], None]

BATCH = 500
BLOCK_MILLISECONDS = 1000
ABANDONED_MILLISECONDS = 30_000
MOST_TRIES = 5
FIRST_REST_SECONDS = 0.5
LONGEST_REST_SECONDS = 30.0
KEPT_DEAD = 10_000


class Consumer:
    """One member of the group `name`; `run` works until `stop` is set."""

    def __init__(self, name: str, handle: Handler, stop: threading.Event) -> None:
        self.name = name
        self._handle = handle
        self._stop = stop
        self._member = f"{os.getpid()}-{new_id().hex[-8:]}"
        self._rest = FIRST_REST_SECONDS

    def run(self) -> None:
        """Read and handle until the end; whatever is away is waited for."""
        while not self._stop.is_set():
            try:
                self._join()
                while not self._stop.is_set():
                    self.step()
                    self._rest = FIRST_REST_SECONDS
            except (*RedisAway, SearchAway, Unavailable, redis.ResponseError) as error:
                log.warning("consumer_waits", consumer=self.name, reason=str(error)[:200])
                self._stop.wait(self._rest)
                self._rest = min(self._rest * 2, LONGEST_REST_SECONDS)

    def step(self, *, block: int = BLOCK_MILLISECONDS) -> int:
        """Handle what this member holds already, what others abandoned, or what is new."""
        entries = self._own() or self._abandoned() or self._new(block)
        if entries:
            self._work(entries)
        return len(entries)

    def drain(self) -> int:
        """Handle everything that waits now, then return: for commands and tests."""
        self._join()
        handled = 0
        while count := self.step(block=1):
            handled += count
        return handled

    def _join(self) -> None:
        try:
            client().xgroup_create(STREAM, self.name, id="0", mkstream=True)
        except redis.ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    def _own(self) -> list[Any]:
        return self._read("0", None)

    def _new(self, block: int) -> list[Any]:
        return self._read(">", block)

    def _read(self, place: str, block: int | None) -> list[Any]:
        answer: Any = client().xreadgroup(
            self.name, self._member, {STREAM: place}, count=BATCH, block=block
        )
        return answer[0][1] if answer else []

    def _abandoned(self) -> list[Any]:
        answer: Any = client().xautoclaim(
            STREAM, self.name, self._member, ABANDONED_MILLISECONDS, count=BATCH
        )
        return [entry for entry in answer[1] if entry[1]]

    def _work(self, entries: Sequence[Any]) -> None:
        events, broken = [], []
        for entry, fields in entries:
            try:
                events.append(Event.of(entry, fields))
            except (ValueError, KeyError, TypeError) as error:
                broken.append((entry, fields, error))
        for entry, fields, error in broken:
            self._put_aside(entry, fields or {}, error)
        try:
            self._handle(events)
        except (*RedisAway, SearchAway, Unavailable):
            raise
        except Exception:
            log.exception("batch_failed", consumer=self.name, events=len(events))
            self._one_by_one(events, dict(entries))
            return
        self._done(event.entry for event in events)
        count_handled(self.name, len(events))

    def _one_by_one(self, events: Sequence[Event], fields: dict[str, Any]) -> None:
        for event in events:
            for attempt in range(1, MOST_TRIES + 1):
                try:
                    self._handle([event])
                except (*RedisAway, SearchAway, Unavailable):
                    raise
                except Exception as error:
                    if attempt == MOST_TRIES:
                        self._put_aside(event.entry, fields[event.entry], error)
                    elif self._stop.wait(FIRST_REST_SECONDS * 2 ** (attempt - 1)):
                        return
                else:
                    self._done([event.entry])
                    break

    def _done(self, entries: Any) -> None:
        told = list(entries)
        if told:
            client().xack(STREAM, self.name, *told)

    def _put_aside(self, entry: str, fields: dict[str, Any], error: Exception) -> None:
        count_put_aside(self.name)
        log.error("event_put_aside", consumer=self.name, entry=entry, reason=str(error)[:200])
        kept: dict[Any, Any] = {**fields, "entry": entry, "error": repr(error)[:500]}
        client().xadd(f"stoa:dead:{self.name}", kept, maxlen=KEPT_DEAD, approximate=True)
        self._done([entry])
