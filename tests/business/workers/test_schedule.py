"""Periodic jobs run once across processes and leave a note."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest

from shop_app.workers.jobs import jobs
from shop_app.workers.schedule import Job, run_once

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


def test_every_job_of_the_shop_runs_on_an_empty_shop():
    for job in jobs():
        assert run_once(job), job.name
