"""`python -m shop_app run`: everything from nothing to an open shop, in one process that watches.

ENGINES → MIGRATE → SEED (an empty demo shop) → INDEX, while the front end is BUILT beside them →
web and worker processes → READY, one line with the address → WATCH until Ctrl-C → STOP in the
opposite order. What died is started again: engines by their keeper, the keeper and our own
processes from here.
"""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import httpx

from shop_app.cli.children import Child, stop_all
from shop_app.cli.progress import Board, Line, hundredths
from shop_app.core.errors import ShopError
from shop_app.core.metrics_folder import open_folder
from shop_app.core.settings import forget_settings, settings
from shop_app.engines import Engines, ensure

READY_SECONDS = 120.0
WATCH_SECONDS = 0.5
NAMES = {"postgres": "PostgreSQL", "redis": "Redis", "typesense": "Typesense"}


class PortTaken(ShopError):
    """Another program listens on the shop's port."""

    code = "port_taken"
    status = 409


class NeverReady(ShopError):
    """The web process runs but does not say that it is ready."""

    code = "never_ready"
    status = 503


class Stopped(Exception):
    """Ctrl-C or SIGTERM arrived."""


def run(port: int, workers: int, *, verbose: bool = False) -> None:
    """Open the shop on `port` with `workers` web processes; returns when it was asked to stop.

    Raises ShopError or EngineError, with everything stopped again, when it cannot be opened.
    """
    refuse_taken_port(port)
    logging.getLogger().setLevel(logging.WARNING)  # this process talks to a person
    board = Board()
    children: list[Child] = []
    engines: Engines | None = None
    with _stop_signals():
        try:
            front_end = FrontEnd(board)
            engines = _prepare(board, settings().shop_home)
            front_end.wait()
            open_folder(settings().shop_home)
            children = _children(port, workers, engines)
            _open(board, children, port)
            _greet(board, port, verbose=verbose)
            _watch(children, engines, port, workers)
        except (Stopped, KeyboardInterrupt):
            board.close()
            board.console.print("\nClosing the shop …", highlight=False)
        finally:
            board.close()
            stop_all(children)
            if engines is not None:
                engines.stop()


def refuse_taken_port(port: int) -> None:
    """Raises PortTaken when somebody listens there already, with the way out."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 as the web process will
        except OSError as error:
            if error.errno == errno.EACCES:
                raise PortTaken(
                    "Port {port} is for root alone; choose one above 1023: make run PORT=3000.",
                    port=port,
                ) from error
            raise PortTaken(
                "Port {port} is in use, perhaps by another shop. Close it, or choose another "
                "port and folder: make run PORT={other} SHOP_HOME=.shop-{other}.",
                port=port,
                other=port + 1,
            ) from error


@contextmanager
def _stop_signals() -> Iterator[None]:
    """Turn SIGINT, SIGTERM and SIGHUP into Stopped; a second one while stopping is ignored."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class FrontEnd:
    """The build of the front end, in a thread beside the other steps."""

    def __init__(self, board: Board) -> None:
        self._line = board.line()
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._build, daemon=True)
        self._thread.start()

    def _build(self) -> None:
        from shop_app.cli.frontend import build_if_changed

        try:
            build_if_changed(hundredths(self._line, "Building the front end"))
        except BaseException as error:
            self._problem = error
        finally:
            self._line.done()

    def wait(self) -> None:
        """Wait for the end. Raises what went wrong."""
        while self._thread.is_alive():
            self._thread.join(0.2)
        if self._problem is not None:
            raise self._problem


def _prepare(board: Board, shop_home: Path) -> Engines:
    """Engines with the newest tables, filled and indexed."""
    from shop_app.cli.migrate import migrate

    line = board.line()
    line.start("Starting the engines", 3)

    def told(_name: str) -> None:
        line.advance()

    engines = ensure(shop_home, told=told)
    line.done()
    try:
        os.environ.update(engines.environment())
        forget_settings()
        for warning in engines.warnings:
            board.console.print(warning, style="yellow", highlight=False)
        _step(line, "Migrating the database", migrate)
        if settings().mode == "demo":
            _seed(line)
        _index(line)
    except BaseException:
        engines.stop()
        raise
    finally:
        from shop_app.core.db import dispose

        dispose()
    return engines


def _step(line: Line, label: str, work: Callable[[], object]) -> None:
    line.start(label)
    work()
    line.done()


def _seed(line: Line) -> None:
    from shop_app.demo.seed import seed_if_empty

    seed_if_empty(line)
    line.done()


def _index(line: Line) -> None:
    from shop_app.cli.reindex import reindex_if_stale

    reindex_if_stale(line)
    line.done()


def _children(port: int, workers: int, engines: Engines) -> list[Child]:
    home = Path(os.path.abspath(settings().shop_home))  # noqa: PTH100 not through symlinks
    environment = {
        **os.environ,
        **engines.environment(),
        "PORT": str(port),
        "WORKERS": str(workers),
        "SHOP_HOME": str(home),
    }
    logs = home / "logs"
    web = ["serve", "--port", str(port), "--workers", str(workers)]
    return [
        Child("web", web, logs / "web.log", environment),
        Child("worker", ["worker"], logs / "worker.log", environment),
    ]


def _open(board: Board, children: list[Child], port: int) -> None:
    """Start the shop's processes and wait until they can serve."""
    line = board.line()
    line.start("Opening the shop")
    for child in children:
        child.start()
    deadline = time.monotonic() + READY_SECONDS
    while not is_ready(port):
        for child in children:
            child.watch()
        if time.monotonic() > deadline:
            raise NeverReady(
                "The shop did not become ready within {seconds} seconds; see {log}.",
                seconds=int(READY_SECONDS),
                log=children[0].log,
            )
        time.sleep(0.1)
    line.done()


def is_ready(port: int) -> bool:
    """Whether the shop on this port sells: the database must answer, the rest may be away."""
    address = f"http://127.0.0.1:{port}/health/ready?need=postgresql"
    try:
        return httpx.get(address, timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def _greet(board: Board, port: int, *, verbose: bool) -> None:
    board.close()
    say = board.console.print
    if verbose:
        for label, seconds in board.times:
            say(f"  {seconds:6.1f} s  {label}", highlight=False)
    print(f"Stoa is open: http://localhost:{port}", flush=True)  # noqa: T201 the command's answer
    if settings().mode == "demo":
        from shop_app.demo.people import DEMO_ACCOUNTS

        for email, password, role in DEMO_ACCOUNTS:
            print(f"  {role:9} {email} / {password}", flush=True)  # noqa: T201
    say("Ctrl-C closes it. Logs are in", str(settings().shop_home / "logs"), highlight=False)


def _watch(children: list[Child], engines: Engines, port: int, workers: int) -> None:
    """Keep everything running until a signal raises Stopped."""
    while True:
        time.sleep(WATCH_SECONDS)
        if engines.revive():
            os.environ.update(engines.environment())
            fresh = {child.name: child for child in _children(port, workers, engines)}
            for child in children:
                child.environment = fresh[child.name].environment
            stop_all(children)
        for child in children:
            child.watch()
