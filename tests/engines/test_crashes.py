"""Engines that are killed come back with everything that was acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from shop_app.engines import ensure
from shop_app.engines.attach import keeper_lives
from shop_app.engines.home import ShopHome
from tests.engines.conftest import Store, eventually, keeper_of, kill_all, pid_of

PROJECT = Path(__file__).parents[2]
NAMES = ["postgres", "redis", "typesense"]


def test_each_engine_that_is_killed_comes_back_on_its_address_with_all_that_was_kept(
    running, shop_home
):
    store = Store(running.environment())
    for name in NAMES:
        store.write(name, "acknowledged")
    for name in NAMES:
        killed = pid_of(shop_home, name)
        os.kill(killed, signal.SIGKILL)
        eventually(lambda name=name, killed=killed: pid_of(shop_home, name) != killed)
        assert eventually(lambda name=name: store.read(name)) == ["acknowledged"]


def test_after_a_power_cut_nothing_acknowledged_is_lost_and_no_stale_file_is_in_the_way(shop_home):
    engines = ensure(shop_home)
    store = Store(engines.environment())
    for name in NAMES:
        store.write(name, "acknowledged")
    kill_all(shop_home)
    # PostgreSQL's lock now names a living process of the same user that is not PostgreSQL.
    data = shop_home / "postgres" / "data"
    owner = data.stat().st_uid
    other = subprocess.Popen(["sleep", "60"], user=owner, cwd="/")
    lock = data / "postmaster.pid"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
    engines.stop()

    again = ensure(shop_home)
    assert again.environment() == engines.environment()
    for name in NAMES:
        assert store.read(name) == ["acknowledged"]
    assert other.poll() is None
    other.kill()
    other.wait()
    again.stop()


def test_engines_end_cleanly_when_the_shop_that_started_them_is_killed(shop_home):
    code = (
        "import sys, time, pathlib; from shop_app.engines import ensure;"
        "ensure(pathlib.Path(sys.argv[1])); print('open', flush=True); time.sleep(600)"
    )
    shop = subprocess.Popen(
        [sys.executable, "-c", code, str(shop_home)], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert shop.stdout is not None
    assert shop.stdout.readline() == b"open\n"
    engines = [psutil.Process(pid_of(shop_home, name)) for name in NAMES]
    shop.kill()
    shop.wait()
    _, alive = psutil.wait_procs(engines, timeout=30)
    assert alive == []
    eventually(lambda: not keeper_lives(ShopHome(shop_home)))
    assert "database system is shut down" in (shop_home / "logs" / "postgres.log").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells children only on Linux")
def test_engines_of_a_killed_keeper_end_and_revive_starts_them_on_the_same_addresses(
    running, shop_home
):
    store = Store(running.environment())
    store.write("postgres", "acknowledged")
    before = running.environment()
    engines = [psutil.Process(pid_of(shop_home, name)) for name in NAMES]
    keeper_of(shop_home).kill()
    _, alive = psutil.wait_procs(engines, timeout=30)
    assert alive == []
    assert running.revive() is False
    assert running.environment() == before
    assert store.read("postgres") == ["acknowledged"]


def test_a_full_restart_takes_seconds_and_keeps_everything(shop_home):
    first = ensure(shop_home)
    store = Store(first.environment())
    for name in NAMES:
        store.write(name, "acknowledged")
    first.stop()
    assert not keeper_lives(ShopHome(shop_home))
    began = time.monotonic()
    second = ensure(shop_home)
    assert time.monotonic() - began < 30
    assert second.environment() == first.environment()
    assert [store.read(name) for name in NAMES] == [["acknowledged"]] * 3
    second.stop()


def test_a_database_whose_making_was_interrupted_is_made_anew(shop_home):
    half = shop_home / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    engines = ensure(shop_home, wanted={"postgres"})
    Store(engines.environment()).write("postgres", "acknowledged")
    engines.stop()
