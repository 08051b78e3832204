"""The way to PostgreSQL: one engine a process, one transaction a unit of work."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from shop_app.core.errors import Unavailable
from shop_app.core.settings import settings

P = ParamSpec("P")
T = TypeVar("T")

_RETRY = {"40001", "40P01"}  # serialization failure, deadlock: the same work may succeed again
_lock = threading.Lock()
_engines: dict[str, Engine] = {}
_pools: dict[str, ConnectionPool[Any]] = {}


def engine(url: str | None = None) -> Engine:
    """The SQLAlchemy engine of this process; made at first use, so that forks stay clean."""
    address = url or settings().database_url
    if not address:
        raise Unavailable("No database is named. Start the shop with `python -m shop_app run`.")
    with _lock:
        if address not in _engines:
            _engines[address] = create_engine(
                address,
                pool_size=settings().database_pool_size,
                max_overflow=settings().database_pool_size * 2,
                pool_timeout=10,
                pool_recycle=1800,
                pool_pre_ping=True,
                connect_args={
                    "application_name": "stoa",
                    "options": "-c timezone=UTC -c statement_timeout=30000 -c lock_timeout=10000",
                },
            )
        return _engines[address]


def raw_pool() -> ConnectionPool[Any]:
    """Plain psycopg connections in autocommit, for the few hot calls that are one SQL function."""
    address = settings().database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with _lock:
        if address not in _pools:
            pool: ConnectionPool[Any] = ConnectionPool(
                address,
                min_size=1,
                max_size=max(4, settings().database_pool_size),
                kwargs={"autocommit": True, "application_name": "stoa-hot"},
                timeout=10,
                open=True,
            )
            _pools[address] = pool
        return _pools[address]


def dispose() -> None:
    """Close every connection: before a fork, at the end, and when a test changes databases."""
    with _lock:
        for item in _engines.values():
            item.dispose()
        for pool in _pools.values():
            pool.close()
        _engines.clear()
        _pools.clear()


@contextmanager
def transaction() -> Iterator[Session]:
    """A unit of work: commits at the end, rolls back on any exception."""
    with Session(engine(), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A read-only unit of work on the main database."""
    with Session(engine(), expire_on_commit=False) as session, session.begin():
        session.connection(execution_options={"postgresql_readonly": True})
        yield session


def run_in_transaction(
    work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run `work(session, …)` in one transaction; repeats it after a deadlock, at most 4 times.

    Raises Unavailable when PostgreSQL does not answer; ShopErrors pass through.
    """
    for attempt in range(5):
        try:
            with transaction() as session:
                return work(session, *args, **kwargs)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) in _RETRY and attempt < 4:
                time.sleep(0.005 * 2**attempt)
                continue
            if is_away(error):
                raise Unavailable(
                    "The shop's database does not answer. Nothing was changed; try again."
                ) from error
            raise
    raise AssertionError("unreachable")


def run_reading(work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a question `work(session, …)` in a read-only transaction."""
    try:
        with reading() as session:
            return work(session, *args, **kwargs)
    except DBAPIError as error:
        if is_away(error):
            raise Unavailable("The shop's database does not answer. Try again soon.") from error
        raise


async def in_transaction(
    work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """`run_in_transaction` in a worker thread, so that the event loop never waits."""
    return await asyncio.to_thread(run_in_transaction, work, *args, **kwargs)


async def in_reading(
    work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """`run_reading` in a worker thread."""
    return await asyncio.to_thread(run_reading, work, *args, **kwargs)


def is_away(error: BaseException) -> bool:
    """True when the error means that PostgreSQL cannot be reached, not that the work is wrong."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(error, OperationalError):
        state = getattr(error.orig, "sqlstate", None)
        return state is None or state.startswith(("08", "57P"))
    return isinstance(error, psycopg.OperationalError)


def has_extension(session: Session, name: str) -> bool:
    """Whether the server offers an extension that we use only where it is there."""
    question = text("select 1 from pg_available_extensions where name = :name")
    return session.connection().execute(question, {"name": name}).first() is not None


def rows(session: Session, sql: str, /, **parameters: Any) -> list[Any]:
    """All rows of a plain SQL question, as named tuples."""
    return list(session.connection().execute(text(sql), parameters))
