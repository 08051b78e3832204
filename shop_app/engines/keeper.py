"""The keeper of a shop's engines: starts, restarts and ends them, the last with their last user.

Every process that uses the engines holds a shared lock on the shop's folder; the kernel frees it
when the process ends, even by kill -9. The keeper stops all engines when it can take that lock for
itself. Run by `shop_app.engines.ensure` as `python -m shop_app.engines.keeper FOLDER`.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from shop_app.engines import process
from shop_app.engines.errors import EngineError
from shop_app.engines.home import ShopHome, no_permission
from shop_app.engines.postgres import Postgres
from shop_app.engines.redis import Redis
from shop_app.engines.typesense import Typesense

KINDS: dict[str, Callable[[ShopHome], process.Engine]] = {
    "postgres": Postgres,
    "redis": Redis,
    "typesense": Typesense,
}
TICK_SECONDS = 0.1
QUICK_DEATH_SECONDS = 10.0
MOST_QUICK_DEATHS = 12
PORT_PATIENCE_SECONDS = 3.0


@dataclass
class Child:
    """One engine and how it has fared."""

    engine: process.Engine
    process: subprocess.Popen[bytes]
    ports: list[int]
    log_start: int
    started: float = field(default_factory=time.monotonic)


class Keeper:
    """Looks after the engines that were asked for until nobody uses them."""

    def __init__(self, home: ShopHome) -> None:
        self.home = home
        self.children: dict[str, Child] = {}
        self.failures: dict[str, dict[str, str]] = {}
        self.quick_deaths: dict[str, int] = defaultdict(int)
        self.next_try: dict[str, float] = {}
        self.wanted: list[str] = []
        self.answered = 0
        self.told: dict[str, Any] = {}
        self.ending = False

    def keep(self) -> None:
        """Work until told to end or left alone; then stop all engines cleanly."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        alone: IO[str] | None = None
        try:
            while not self.ending and alone is None:
                self._read_request()
                for name in self.wanted:
                    self._look_after(name)
                self._tell()
                time.sleep(TICK_SECONDS)
                alone = self.home.lock("lease", wait=False)
        except FileNotFoundError:
            print("the shop's folder has gone", flush=True)  # noqa: T201
        finally:
            self._stop()

    def _end(self, *_: object) -> None:
        self.ending = True

    def _read_request(self) -> None:
        request = self.home.read("request")
        if int(request.get("number", 0)) != self.answered:
            self.answered = int(request["number"])
            self.wanted = [name for name in KINDS if name in request["wanted"]]
            self.failures.clear()
            self.quick_deaths.clear()

    def _look_after(self, name: str) -> None:
        if name in self.failures:
            return
        try:
            child = self.children.get(name)
            if child is not None and child.process.poll() is not None:
                self._note_death(name, self.children.pop(name))
            if name not in self.children and time.monotonic() >= self.next_try.get(name, 0.0):
                self._start(name)
        except EngineError as error:
            self._fail(name, error)
        except PermissionError as error:
            self._fail(name, no_permission(Path(error.filename or self.home.folder), error))
        except OSError as error:
            self._fail(name, EngineError("not_started", f"{name} cannot be started: {error}."))

    def _start(self, name: str) -> None:
        engine = KINDS[name](self.home)
        process.end_leftover(self.home, name, engine.stop_signal)
        engine.prepare()
        ports = process.choose_ports(
            self.home, name, engine.port_count, patience_seconds=PORT_PATIENCE_SECONDS
        )
        log = self.home.log(name)
        log_start = log.stat().st_size if log.exists() else 0
        running = process.start(engine.launch(ports), log=log, stop_signal=engine.stop_signal)
        process.remember(self.home, name, running.pid)
        self.children[name] = Child(engine, running, ports, log_start)

    def _note_death(self, name: str, child: Child) -> None:
        """Decide whether an engine that ended is started again, and when."""
        status = child.process.returncode
        print(f"{name} ended with status {status}", flush=True)  # noqa: T201
        if time.monotonic() - child.started > QUICK_DEATH_SECONDS:
            self.quick_deaths[name] = 0
            return
        self.quick_deaths[name] += 1
        end = process.log_end(self.home.log(name), since=child.log_start)
        was_killed = status == -signal.SIGKILL
        may_pass = was_killed or child.engine.is_passing(end)
        if not may_pass or self.quick_deaths[name] > MOST_QUICK_DEATHS:
            raise EngineError(
                "not_started",
                f"{name} stopped with status {status} soon after its start. "
                f"The log {self.home.log(name)} ends:\n{end}",
            )
        self.next_try[name] = time.monotonic() + min(0.1 * 2 ** self.quick_deaths[name], 2.0)

    def _fail(self, name: str, error: EngineError) -> None:
        print(f"{name}: {error.sentence}", flush=True)  # noqa: T201
        self.failures[name] = {"code": error.code, "sentence": error.sentence}

    def _tell(self) -> None:
        """Write what runs, for those who attach."""
        state = {
            "answered": self.answered,
            "engines": {
                name: {"ports": child.ports, "pid": child.process.pid}
                for name, child in self.children.items()
            },
            "failures": self.failures,
        }
        if state != self.told:
            self.home.write("state", state)
            self.told = {**state, "failures": dict(self.failures)}

    def _stop(self) -> None:
        groups: dict[signal.Signals, list[subprocess.Popen[bytes]]] = defaultdict(list)
        for child in self.children.values():
            groups[child.engine.stop_signal].append(child.process)
        process.stop(groups)


def main(folder: str) -> None:
    """Keep the engines of the shop in this folder, unless somebody does so already."""
    home = ShopHome(Path(folder))
    held = home.lock("keeper", wait=False)
    if held is not None:
        with held:
            Keeper(home).keep()


if __name__ == "__main__":
    main(sys.argv[1])
