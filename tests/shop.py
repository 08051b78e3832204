"""A running shop for tests: web and worker processes on the session's engines."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

PROJECT = Path(__file__).parent.parent
RESULTS = PROJECT / "test-results"


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Shop:
    """Child processes of one shop; `url` is where it answers."""

    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    children: list[subprocess.Popen] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The shop's origin."""
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> Path:
        """The file into which all of the shop's processes write."""
        return RESULTS / f"shop-{self.port}.log"

    def start(self, *, with_worker: bool = True) -> Shop:
        """Start and wait until the shop is ready."""
        RESULTS.mkdir(exist_ok=True)
        self._spawn("serve")
        if with_worker:
            self._spawn("worker")
        return self._wait()

    def prove(self) -> None:
        """Fail unless `check` finds every invariant of the shop as it must be.

        The copies (index, counters) follow the database within seconds: they are given some.
        """
        deadline = time.monotonic() + 20
        while True:
            done = subprocess.run(
                [sys.executable, "-m", "shop_app", "check"],
                env={**os.environ, **self.environment},
                cwd=PROJECT,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode == 0:
                return
            assert time.monotonic() < deadline, done.stdout[-4000:] + done.stderr[-2000:]
            time.sleep(2)

    def stop_web(self) -> None:
        """End the web process alone, as a crash or a deploy would."""
        web = self.children.pop(0)
        web.send_signal(signal.SIGTERM)
        web.wait(20)

    def start_web(self) -> None:
        """Start the web process again and wait until it answers."""
        self._spawn("serve")
        self.children.insert(0, self.children.pop())
        self._wait()

    def _wait(self) -> Shop:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            if any(child.poll() is not None for child in self.children):
                break
            try:
                if httpx.get(f"{self.url}/health/ready", timeout=2).status_code == 200:
                    return self
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        end = self.log.read_text(errors="replace")[-4000:]
        self.stop()
        raise RuntimeError(f"the shop did not open; its log ends:\n{end}")

    def _spawn(self, command: str) -> None:
        environment = {
            **os.environ,
            **self.environment,
            "PORT": str(self.port),
            "WORKERS": "1",
            "LOG_LEVEL": "info",
            "LOG_JSON": "true",
        }
        with self.log.open("ab") as log:
            self.children.append(
                subprocess.Popen(
                    [sys.executable, "-m", "shop_app", command],
                    cwd=PROJECT,
                    env=environment,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def stop(self) -> None:
        """End the processes, gently first."""
        for child in self.children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in self.children:
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.children.clear()
