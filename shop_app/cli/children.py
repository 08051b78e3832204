"""The shop's own child processes: started, watched, restarted when they die, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from shop_app.core.errors import ShopError
from shop_app.engines.process import dies_with_parent, log_end, open_log

PROJECT = Path(__file__).parents[2]
QUICK_DEATH_SECONDS = 15.0
MOST_QUICK_DEATHS = 5
STOP_SECONDS = 25.0


class ChildDied(ShopError):
    """A process of the shop dies again and again; the text ends with its log."""

    code = "child_died"
    status = 500


@dataclass
class Child:
    """One process of the shop that must always run: `python -m shop_app COMMAND`."""

    name: str
    arguments: list[str]
    log: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    quick_deaths: int = 0
    started: float = field(default=0.0)
    next_try: float = field(default=0.0)

    def start(self) -> None:
        """Start the process; it gets SIGTERM when we die, even by kill -9 (Linux)."""
        with open_log(self.log) as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "shop_app", *self.arguments],
                cwd=PROJECT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone; we end the children in order
                preexec_fn=dies_with_parent(signal.SIGTERM),  # noqa: PLW1509 before any thread works
            )
        self.started = time.monotonic()

    def watch(self) -> None:
        """Restart the process if it has died, with a growing pause.

        Raises ChildDied after five deaths that each came soon after a start.
        """
        if self.process is None:
            if time.monotonic() >= self.next_try:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        self._end_family()
        self.process = None
        quick = time.monotonic() - self.started < QUICK_DEATH_SECONDS
        self.quick_deaths = self.quick_deaths + 1 if quick else 0
        if self.quick_deaths >= MOST_QUICK_DEATHS:
            raise ChildDied(
                "The {name} process stopped {times} times soon after its start, last with status "
                "{status}. The log {log} ends:\n{end}",
                name=self.name,
                times=self.quick_deaths,
                status=status,
                log=self.log,
                end=log_end(self.log, lines=25),
            )
        self.next_try = time.monotonic() + 0.25 * 2**self.quick_deaths

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_until_stopped(self) -> None:
        """Wait for the end after `ask_to_stop`; by force after 25 seconds."""
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._end_family()
        self.process = None

    def _end_family(self) -> None:
        """End what a dead process has left: web processes whose parent was killed hold the port."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def stop_all(children: list[Child]) -> None:
    """End all of them at once."""
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait_until_stopped()
