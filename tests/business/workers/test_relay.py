"""The relay loses no event, keeps their order, and survives being killed anywhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from uuid import UUID

import pytest
from sqlalchemy import text

from shop_app.core.db import engine, run_in_transaction, transaction
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.core.redis import client
from shop_app.workers.relay import STREAM, Relay, relay_all
from tests.business.workers.carrying import carry_all

pytestmark = pytest.mark.usefixtures("database", "stream")


RELAY_THAT_IS_KILLED = """
import os, signal, threading
from shop_app.workers.relay import Relay
Relay(threading.Event(), between=lambda: os.kill(os.getpid(), signal.SIGKILL)).run()
"""


def happened(number: int, session=None) -> None:
    told = {"aggregate": "product", "aggregate_id": new_id(), "number": number}
    if session is not None:
        record(session, "test.happened", **told)
    else:
        run_in_transaction(record, "test.happened", **told)


def numbers() -> list[int]:
    import orjson

    return [orjson.loads(fields["payload"])["number"] for _, fields in client().xrange(STREAM)]


def test_events_come_in_the_order_of_their_commits_once():
    for number in range(1200):
        happened(number)

    assert carry_all() == 1200
    assert relay_all() == 0
    assert numbers() == list(range(1200))


def test_an_event_of_a_slow_transaction_is_not_overtaken():
    with transaction() as slow:
        happened(1, slow)
        slow.flush()
        happened(2)
        relay_all()
        assert numbers() == []  # 2 waits: an earlier transaction may still write

    carry_all()
    assert numbers() == [1, 2]


def test_what_was_rolled_back_is_never_told():
    def fail(session) -> None:
        happened(1, session)
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_in_transaction(fail)
    happened(2)

    carry_all()

    assert numbers() == [2]


def test_killed_between_sending_and_marking_it_sends_again_and_loses_none():
    for number in range(10):
        happened(number)
    killed = subprocess.run(
        [sys.executable, "-c", RELAY_THAT_IS_KILLED],
        env=dict(os.environ),
        check=False,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL
    assert numbers() == list(range(10))

    assert carry_all() == 10
    assert numbers() == [*range(10), *range(10)]
    assert relay_all() == 0
    ids = [UUID(fields["id"]) for _, fields in client().xrange(STREAM)]
    assert ids[:10] == ids[10:]


def test_of_two_relays_one_leads_and_the_other_takes_over():
    stops = [threading.Event(), threading.Event()]
    threads = [threading.Thread(target=Relay(stop).run) for stop in stops]
    for thread in threads:
        thread.start()
    try:
        happened(1)
        _wait_for([1])
        for number, stop in enumerate(stops, 2):
            stop.set()
            threads[number - 2].join(10)
            if number == 2:
                happened(2)
                _wait_for([1, 2])
    finally:
        for stop, thread in zip(stops, threads, strict=True):
            stop.set()
            thread.join(10)
    assert numbers() == [1, 2]


def test_rare_events_are_carried_at_once():
    stop = threading.Event()
    thread = threading.Thread(target=Relay(stop).run)
    thread.start()
    try:
        happened(0)
        _wait_for([0])
        waits = []
        for number in range(1, 6):
            started = time.perf_counter()
            happened(number)
            _wait_for(list(range(number + 1)))
            waits.append(time.perf_counter() - started)
        assert min(waits) < 0.1
    finally:
        stop.set()
        thread.join(10)


def test_the_connection_may_break_at_any_time():
    stop = threading.Event()
    thread = threading.Thread(target=Relay(stop).run)
    thread.start()
    try:
        happened(1)
        _wait_for([1])
        with engine().begin() as connection:
            connection.execute(
                text(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where application_name = 'stoa-relay' and datname = current_database()"
                )
            )
        happened(2)
        _wait_for([1, 2], twice_is_fine=True)
    finally:
        stop.set()
        thread.join(10)


def _wait_for(expected: list[int], *, twice_is_fine: bool = False) -> None:
    """Wait for the events; one that was on its way when the connection broke may come again."""
    deadline = time.monotonic() + 30
    while (sorted(set(numbers())) if twice_is_fine else numbers()) != expected:
        assert time.monotonic() < deadline, numbers()
        time.sleep(0.002)
