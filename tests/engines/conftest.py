"""A shop folder of these tests' own, with spaces in its path and a parent closed to others."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest
import redis

from shop_app.engines import Engines, ensure
from shop_app.engines.attach import keeper_lives
from shop_app.engines.home import ShopHome
from shop_app.engines.postgres import for_libpq

PATIENCE_SECONDS = 60.0


@pytest.fixture(autouse=True)
def no_outside_engines(monkeypatch):
    """These tests choose by themselves which engines are outside ones."""
    for name in ("DATABASE_URL", "REDIS_URL", "TYPESENSE_URL", "TYPESENSE_API_KEY", "PGPASSFILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def shop_home(tmp_path) -> Iterator[Path]:
    """A folder whose name has spaces, in a folder that only its owner may enter."""
    closed = tmp_path / "closed to others"
    closed.mkdir(mode=0o700)
    home = closed / "a shop"
    yield home
    kill_all(home)


@pytest.fixture
def running(shop_home) -> Iterator[Engines]:
    """Engines in that folder."""
    engines = ensure(shop_home)
    yield engines
    engines.stop()


def state(home: Path) -> dict:
    """What the keeper has written of itself."""
    return json.loads((home / "engines" / "state.json").read_text())


def pid_of(home: Path, name: str) -> int:
    """The process number of an engine."""
    return state(home)["engines"][name]["pid"]


def keeper_of(home: Path) -> psutil.Process:
    """The keeper: the parent of an engine."""
    return next(
        process
        for process in psutil.process_iter()
        if "shop_app.engines.keeper" in _command(process) and str(home) in _command(process)
    )


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def kill_all(home: Path) -> None:
    """kill -9 of the keeper and every engine at once, as when the power fails."""
    if not keeper_lives(ShopHome(home)):
        return
    keeper = keeper_of(home)
    family = [keeper, *keeper.children(recursive=True)]
    for process in family:
        process.suspend()
    for process in family:
        process.send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=10)


def eventually(question: Callable[[], object]) -> object:
    """The first true answer within a minute; errors of connections count as no."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            answer = question()
        except (psycopg.OperationalError, redis.RedisError, httpx.HTTPError, KeyError) as error:
            answer, problem = None, error
        else:
            problem = None
        if answer:
            return answer
        assert time.monotonic() < deadline, f"never came true: {problem}"
        time.sleep(0.1)


class Store:
    """Writes one thing into each engine and reads it back, by the public addresses."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses
        self.search = {"x-typesense-api-key": addresses.get("TYPESENSE_API_KEY", "")}

    def database(self) -> psycopg.Connection:
        """A connection in autocommit."""
        return psycopg.connect(
            for_libpq(self.addresses["DATABASE_URL"]),
            autocommit=True,
            passfile=self.addresses["PGPASSFILE"],
            connect_timeout=3,
        )

    def write(self, name: str, value: str) -> None:
        """Write and wait for the acknowledgement."""
        if name == "postgres":
            with self.database() as database:
                database.execute("create table if not exists kept (value text)")
                database.execute("insert into kept values (%s)", (value,))
        elif name == "redis":
            redis.Redis.from_url(self.addresses["REDIS_URL"]).set("kept", value)
        else:
            url = self.addresses["TYPESENSE_URL"]
            fields = [{"name": "value", "type": "string"}]
            httpx.post(
                f"{url}/collections",
                json={"name": "kept", "fields": fields},
                headers=self.search,
            )
            httpx.post(
                f"{url}/collections/kept/documents", json={"value": value}, headers=self.search
            ).raise_for_status()

    def read(self, name: str) -> list[str]:
        """What is kept there."""
        if name == "postgres":
            with self.database() as database:
                return [row[0] for row in database.execute("select value from kept")]
        if name == "redis":
            value = redis.Redis.from_url(self.addresses["REDIS_URL"]).get("kept")
            return [value.decode()] if value else []
        answer = httpx.get(
            f"{self.addresses['TYPESENSE_URL']}/collections/kept/documents/search",
            params={"q": "*"},
            headers=self.search,
        )
        answer.raise_for_status()
        return [hit["document"]["value"] for hit in answer.json()["hits"]]
