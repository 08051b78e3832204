"""Engines are shared by all processes of a shop, and may stand outside, each alone."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from shop_app.engines import EngineError, ensure, status
from tests.engines.conftest import Store, pid_of, state

PROJECT = Path(__file__).parents[2]
ATTACH = (
    "import sys, pathlib; from shop_app.engines import ensure;"
    "engines = ensure(pathlib.Path(sys.argv[1])); print(engines.environment()['DATABASE_URL']);"
    "engines.stop()"
)


@pytest.mark.feature("OPS-01")
def test_a_second_command_attaches_and_leaves_the_engines_running(running, shop_home):
    pids = [pid_of(shop_home, name) for name in ("postgres", "redis", "typesense")]
    done = subprocess.run(
        [sys.executable, "-c", ATTACH, str(shop_home)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == running.environment()["DATABASE_URL"]
    assert [pid_of(shop_home, name) for name in ("postgres", "redis", "typesense")] == pids


def test_engines_outlive_the_command_that_started_them_while_another_uses_them(shop_home):
    first = ensure(shop_home, wanted={"postgres"})
    second = ensure(shop_home, wanted={"postgres", "redis"})
    first.stop()
    store = Store(second.environment())
    store.write("postgres", "here")
    store.write("redis", "here")
    assert store.read("postgres") == store.read("redis") == ["here"]
    second.stop()
    assert [line for line in status(shop_home) if line.healthy] == []


def test_status_names_versions_and_addresses_without_passwords(running, shop_home):
    lines = status(shop_home)
    assert [(line.name, line.version, line.healthy) for line in lines] == [
        ("postgres", "18.4", True),
        ("redis", "Valkey 9.1.2", True),
        ("typesense", "0.24.1", True),
    ]
    secrets = [path.read_text() for path in (shop_home / "engines").glob("*.secret")]
    assert len(secrets) == 3
    assert not any(secret in line.url for secret in secrets for line in lines)
    assert all(line.memory_bytes and line.started for line in lines)


def test_secrets_are_random_and_for_their_owner_alone(running, shop_home):
    files = [*(shop_home / "engines").glob("*.secret"), shop_home / "engines" / "pgpass"]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 4
    assert len({file.read_text() for file in files}) == 4


def test_the_database_asks_for_its_password(running):
    import psycopg

    address = running.environment()["DATABASE_URL"].replace("+psycopg", "")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(address, passfile="/dev/null")


def test_an_outside_engine_is_used_and_only_the_others_are_started(running, tmp_path, monkeypatch):
    outside = running.environment()
    monkeypatch.setenv("DATABASE_URL", outside["DATABASE_URL"].replace("+psycopg", ""))
    monkeypatch.setenv("PGPASSFILE", outside["PGPASSFILE"])
    other_home = tmp_path / "other"
    mixed = ensure(other_home, wanted={"postgres", "redis"})
    assert list(state(other_home)["engines"]) == ["redis"]
    assert mixed.environment()["DATABASE_URL"] == outside["DATABASE_URL"]
    assert mixed.environment()["REDIS_URL"] != outside["REDIS_URL"]
    mixed.stop()


def test_with_all_engines_outside_nothing_is_written(running, tmp_path, monkeypatch):
    for name, value in running.environment().items():
        monkeypatch.setenv(name, value)
    engines = ensure(tmp_path / "never made")
    assert engines.environment() == running.environment()
    engines.stop()
    assert not (tmp_path / "never made").exists()


def test_an_outside_redis_older_than_seven_is_refused(monkeypatch, tmp_path):
    with _old_redis() as port:
        monkeypatch.setenv("REDIS_URL", f"redis://someone:secret@127.0.0.1:{port}/0")
        with pytest.raises(EngineError) as refusal:
            ensure(tmp_path / "shop", wanted={"redis"})
    assert refusal.value.code == "too_old"
    assert refusal.value.sentence == (
        f"Redis at redis://127.0.0.1:{port}/0 is version 6.2.14; "
        "Stoa needs 7.0 or newer, or Valkey."
    )


def test_a_missing_outside_database_is_named_in_a_sentence(running, monkeypatch, tmp_path):
    address = running.environment()["DATABASE_URL"].replace("/stoa", "/elsewhere")
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("PGPASSFILE", running.environment()["PGPASSFILE"])
    with pytest.raises(EngineError, match="/elsewhere does not exist") as refusal:
        ensure(tmp_path / "shop", wanted={"postgres"})
    assert refusal.value.code == "no_database"


def test_without_an_outside_search_engine_the_shop_opens_with_a_warning(monkeypatch, tmp_path):
    monkeypatch.setenv("TYPESENSE_URL", "http://127.0.0.1:9")
    engines = ensure(tmp_path / "shop", wanted={"typesense"})
    assert len(engines.warnings) == 1
    assert engines.warnings[0].endswith("Until then PostgreSQL does the searching.")


class _old_redis:  # noqa: N801 used as a function
    """Answers every command of a connection as a Redis 6.2 would answer INFO."""

    def __enter__(self) -> int:
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self.listener.getsockname()[1]

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client:
                while asked := client.recv(65536):
                    for _ in range(asked.count(b"*")):
                        client.sendall(self._answer(asked))

    @staticmethod
    def _answer(asked: bytes) -> bytes:
        if b"INFO" not in asked.replace(b"SETINFO", b""):
            return b"+OK\r\n"
        text = b"# Server\r\nredis_version:6.2.14\r\n"
        return b"$%d\r\n%s\r\n" % (len(text), text)

    def __exit__(self, *_: object) -> None:
        self.listener.close()
