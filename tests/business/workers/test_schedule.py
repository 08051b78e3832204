"""Periodic jobs run beside one another, each once across processes, and leave a note."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from itertools import pairwise

import pytest

from shop_app.core.db import run_reading
from shop_app.core.operations import operations
from shop_app.workers import schedule
from shop_app.workers.jobs import jobs
from shop_app.workers.schedule import Job, Outcome, Schedule, Unfinished, run_once

pytestmark = pytest.mark.usefixtures("database", "stream")


def test_of_many_at_once_one_runs_it(ask):
    runs: list[int] = []

    def work(_since) -> int:
        runs.append(1)
        time.sleep(0.2)
        return 7

    job = Job("test.once", timedelta(minutes=1), work)
    threads = [threading.Thread(target=run_once, args=(job,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run_once(job)

    assert len(runs) == 1
    note = ask("select value from shop_settings where key = 'job.test.once'")[0].value
    assert (note["done"], note["problem"]) == (7, "")


def test_a_failure_is_noted_and_raised(ask):
    def work(_since) -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run_once(Job("test.fails", timedelta(minutes=1), work))

    note = ask("select value from shop_settings where key = 'job.test.fails'")[0].value
    assert note["problem"] == "ValueError('no')"


def test_what_went_wrong_last_stays_in_the_note_when_the_job_is_well_again(ask):
    def work(_since) -> int:
        if not ask("select 1 from shop_settings where key = 'job.test.ill'"):
            raise ValueError("ill")
        return 0

    with pytest.raises(ValueError, match="ill"):
        run_once(Job("test.ill", timedelta(milliseconds=1), work))
    time.sleep(0.01)
    assert run_once(Job("test.ill", timedelta(milliseconds=1), work))

    job = next(job for job in run_reading(operations).jobs if job.name == "test.ill")
    assert (job.problem, job.last_problem, job.is_late) == ("", "ValueError('ill')", False)
    assert job.failed_at <= job.ran_at <= job.next_at


def in_thread(stop, jobs, **options):
    thread = threading.Thread(target=Schedule(jobs, stop, **options).run)
    thread.start()
    return thread


@pytest.mark.feature("OPS-03")
def test_a_slow_job_holds_up_no_other_and_is_shown_while_it_runs(monkeypatch):
    monkeypatch.setattr(schedule, "TICK_SECONDS", 0.02)
    stop, go_on, quick = threading.Event(), threading.Event(), []
    slow_runs = []

    def slow(_since) -> int:
        slow_runs.append(1)
        go_on.wait(20)
        return 1

    def seen(_since) -> int:
        quick.append([job.name for job in run_reading(operations).jobs if job.runs])
        return 1

    run_once(Job("test.slow", timedelta(), lambda _since: 0))  # so that there is a note of it
    thread = in_thread(
        stop, [Job("test.slow", timedelta(), slow), Job("test.quick", timedelta(), seen)]
    )
    try:
        end = time.monotonic() + 15
        while len(quick) < 5 and time.monotonic() < end:
            time.sleep(0.02)
        assert len(quick) >= 5
        assert slow_runs == [1]
        assert "test.slow" in quick[-1]
    finally:
        go_on.set()
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


def test_no_more_jobs_run_at_a_time_than_there_are_lanes(monkeypatch):
    monkeypatch.setattr(schedule, "TICK_SECONDS", 0.02)
    stop, now_running, most = threading.Event(), set(), []

    def work(name):
        def run(_since) -> int:
            now_running.add(name)
            most.append(len(now_running))
            time.sleep(0.1)
            now_running.discard(name)
            return 1

        return run

    names = [f"test.lane{number}" for number in range(6)]
    thread = in_thread(stop, [Job(n, timedelta(), work(n)) for n in names], lanes=2)
    end = time.monotonic() + 15
    while len(most) < 12 and time.monotonic() < end:
        time.sleep(0.05)
    stop.set()
    thread.join(10)
    assert len(most) >= 12
    assert max(most) == 2


def test_a_stop_waits_for_what_runs_but_not_for_what_hangs(monkeypatch, ask):
    monkeypatch.setattr(schedule, "TICK_SECONDS", 0.02)
    stop, never, began = threading.Event(), threading.Event(), threading.Barrier(3)

    def ends(_since) -> int:
        began.wait(10)
        time.sleep(0.5)
        return 9

    def hangs(_since) -> int:
        began.wait(10)
        never.wait(30)
        return 0

    jobs = [
        Job("test.ends", timedelta(hours=1), ends),
        Job("test.hangs", timedelta(hours=1), hangs),
    ]
    thread = in_thread(stop, jobs, grace_seconds=1.5)
    began.wait(10)
    stop.set()
    started = time.monotonic()
    thread.join(10)
    assert not thread.is_alive()
    assert 0.4 < time.monotonic() - started < 4
    assert ask("select value from shop_settings where key = 'job.test.ends'")[0].value["done"] == 9
    assert ask("select 1 from shop_settings where key = 'job.test.hangs'") == []
    never.set()


def test_a_job_with_more_to_do_goes_on_at_once():
    left = [3]

    def work(_since) -> int:
        left[0] -= 1
        return Unfinished(1) if left[0] else 1

    job = Job("test.more", timedelta(hours=1), work)
    assert [run_once(job) for _ in range(4)] == [
        Outcome.MORE, Outcome.MORE, Outcome.DONE, Outcome.SKIPPED,
    ]  # fmt: skip


_PROCESS = """
import sys, time
from datetime import timedelta
from shop_app.workers.schedule import Job, run_once

def work(since):
    print("ran", time.time(), flush=True)
    time.sleep(0.15)
    print("ran", time.time(), flush=True)
    return 1

end = time.time() + float(sys.argv[1])
while time.time() < end:
    run_once(Job("test.process", timedelta(), work))
    time.sleep(0.005)
"""


def test_two_processes_never_run_the_same_job_at_once():
    command = [sys.executable, "-c", _PROCESS, "6"]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        for _ in range(2)
    ]
    spans = []
    for process in running:
        lines = process.communicate(timeout=60)[0].splitlines()
        told = [line.removeprefix("ran ") for line in lines if line.startswith("ran ")]
        assert process.returncode == 0
        assert told  # each of them had a turn
        moments = [float(moment) for moment in told]
        spans += list(zip(moments[::2], moments[1::2], strict=True))
    spans.sort()
    assert len(spans) > 6
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))


def test_every_job_of_the_shop_runs_on_an_empty_shop():
    for job in jobs():
        assert run_once(job), job.name
