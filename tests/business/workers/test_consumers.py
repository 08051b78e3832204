"""Consumers: twice is like once, what fails is put aside, what the dead held is taken over."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from shop_app.core.db import run_in_transaction
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.core.redis import client
from shop_app.search.index import SearchAway
from shop_app.workers import consumers
from shop_app.workers.consumers import Consumer
from shop_app.workers.events import Event
from shop_app.workers.relay import STREAM
from tests.business.workers.carrying import carry_all

pytestmark = pytest.mark.usefixtures("database", "stream")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumers, "FIRST_REST_SECONDS", 0.01)


def tell(*kinds: str) -> None:
    for kind in kinds:
        run_in_transaction(record, kind, aggregate="product", aggregate_id=new_id())
    carry_all()


class Listener:
    """Notes the kinds that it handled; fails on those named."""

    def __init__(self, *poison: str) -> None:
        self.poison = poison
        self.heard: list[str] = []

    def __call__(self, events: Sequence[Event]) -> None:
        for event in events:
            if event.kind in self.poison:
                raise ValueError(f"cannot read {event.kind}")
        self.heard += [event.kind for event in events]


def test_every_group_hears_everything_once():
    tell("a.one", "a.two")
    first, second = Listener(), Listener()

    assert Consumer("first", first, threading.Event()).drain() == 2
    assert Consumer("first", first, threading.Event()).drain() == 0
    assert Consumer("second", second, threading.Event()).drain() == 2

    assert first.heard == second.heard == ["a.one", "a.two"]


def test_an_event_that_fails_again_and_again_is_put_aside_with_its_reason():
    tell("a.good", "a.bad", "a.better")
    listener = Listener("a.bad")

    Consumer("search", listener, threading.Event()).drain()

    assert listener.heard == ["a.good", "a.better"]
    ((_, dead),) = client().xrange("stoa:dead:search")
    assert (dead["kind"], dead["error"]) == ("a.bad", "ValueError('cannot read a.bad')")
    assert client().xpending(STREAM, "search")["pending"] == 0


def test_an_entry_that_is_no_event_is_put_aside():
    client().xadd(STREAM, {"id": "nonsense"})
    tell("a.good")
    listener = Listener()

    Consumer("search", listener, threading.Event()).drain()

    assert listener.heard == ["a.good"]
    assert client().xlen("stoa:dead:search") == 1


def test_what_a_dead_member_held_is_taken_over(monkeypatch: pytest.MonkeyPatch):
    tell("a.one", "a.two")
    dead = Consumer("search", Listener(), threading.Event())
    dead._join()
    assert len(dead._new(1)) == 2  # taken, and never finished

    monkeypatch.setattr(consumers, "ABANDONED_MILLISECONDS", 0)
    listener = Listener()
    Consumer("search", listener, threading.Event()).drain()

    assert listener.heard == ["a.one", "a.two"]


def test_while_an_engine_is_away_nothing_is_put_aside():
    tell("a.one")
    away = True
    heard: list[str] = []

    def handle(events: Sequence[Event]) -> None:
        if away:
            raise SearchAway("it does not answer")
        heard.extend(event.kind for event in events)

    consumer = Consumer("search", handle, threading.Event())
    for _ in range(10):
        with pytest.raises(SearchAway):
            consumer.drain()
    away = False
    consumer.drain()

    assert heard == ["a.one"]
    assert client().exists("stoa:dead:search") == 0


def test_a_lost_stream_is_begun_anew():
    stop = threading.Event()
    listener = Listener()
    thread = threading.Thread(target=Consumer("search", listener, stop).run)
    tell("a.one")
    thread.start()
    try:
        _wait_for(listener, ["a.one"])
        client().flushdb()
        tell("a.two")
        _wait_for(listener, ["a.one", "a.two"])
    finally:
        stop.set()
        thread.join(10)


def _wait_for(listener: Listener, heard: list[str]) -> None:
    import time

    deadline = time.monotonic() + 10
    while listener.heard != heard:
        assert time.monotonic() < deadline, listener.heard
        time.sleep(0.02)
