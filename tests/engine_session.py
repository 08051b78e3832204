"""Fixtures of the real engines: started once a session, a database of its own for each worker.

All workers of pytest-xdist attach to the same engines; the last one to end stops them.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg
import pytest
from psycopg import sql

from shop_app.engines import Engines, ensure
from shop_app.engines.attach import keeper_lives
from shop_app.engines.home import ShopHome
from shop_app.engines.postgres import for_libpq

__all__ = ["FreshDatabase", "database_url", "engines", "fresh_database", "worker_number"]

FreshDatabase = Callable[..., AbstractContextManager[str]]
OUTSIDE = ("DATABASE_URL", "REDIS_URL", "TYPESENSE_URL", "TYPESENSE_API_KEY", "PGPASSFILE")
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def worker_number() -> int:
    """0 without pytest-xdist or for its first worker, 1 for the second, …"""
    return int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)


@pytest.fixture(scope="session")
def engines(worker_number, tmp_path_factory) -> Iterator[Engines]:
    """The session's engines. This worker has its own Redis database and search prefix.

    Tests never touch outside engines: they are left out of the environment.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = shared / "engines of the tests"
    with _without(OUTSIDE):
        started = ensure(home)
    redis_url = started.addresses["REDIS_URL"].rpartition("/")[0]
    started.addresses["REDIS_URL"] = f"{redis_url}/{worker_number + 16}"
    started.addresses["SEARCH_PREFIX"] = f"test_{worker_number}"
    with _server(started) as server:  # a power cut may take these databases, and speed matters
        server.execute("alter system set fsync = off")
        server.execute("select pg_reload_conf()")
    yield started
    started.stop()
    if not keeper_lives(ShopHome(home)):
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(before)


@pytest.fixture(scope="session")
def database_url(engines, worker_number) -> Iterator[str]:
    """The URL of this worker's database; empty at the start of the session."""
    name = f"test_{worker_number}"
    with _server(engines) as server:
        _create(server, name)
    yield _with_name(engines.environment()["DATABASE_URL"], name)
    with _server(engines) as server:
        _drop(server, name)


@pytest.fixture(scope="session")
def fresh_database(engines, worker_number) -> FreshDatabase:
    """`with fresh_database(url) as other:` a copy of that database, dropped at the end.

    `empty=True` makes an empty one. The copy takes about a tenth of a second; connections to the
    original are closed for it, so they must be idle.
    """

    @contextmanager
    def copy(url: str, *, empty: bool = False) -> Iterator[str]:
        original = url.rpartition("/")[2].partition("?")[0]
        name = f"test_{worker_number}_{next(_numbers)}"
        with _server(engines) as server:
            _create(server, name, template=None if empty else original)
        try:
            yield _with_name(url, name)
        finally:
            with _server(engines) as server:
                _drop(server, name)

    return copy


@contextmanager
def _server(engines: Engines) -> Iterator[psycopg.Connection]:
    addresses = engines.environment()
    address = for_libpq(_with_name(addresses["DATABASE_URL"], "postgres"))
    with psycopg.connect(address, autocommit=True, passfile=addresses["PGPASSFILE"]) as server:
        yield server


def _create(server: psycopg.Connection, name: str, *, template: str | None = None) -> None:
    _drop(server, name)
    if template is None:
        server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return
    server.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (template,)
    )
    server.execute(
        sql.SQL("create database {} template {} strategy file_copy").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _with_name(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"
