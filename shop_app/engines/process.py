"""Child processes: started so that they never outlive their keeper, found again after a crash."""

from __future__ import annotations

import ctypes
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

import psutil

from shop_app.engines.home import ShopHome

LOG_LIMIT_BYTES = 20_000_000
STOP_SECONDS = 60
_PR_SET_PDEATHSIG = 1
_PORTS = range(15_000, 32_000)  # below the range from which systems take ports of their own


@dataclass(frozen=True)
class Launch:
    """How to start one engine. `user` is the numeric uid to drop to, None to stay as we are."""

    command: list[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    user: int | None = None


class Engine(Protocol):
    """What the keeper needs to know of an engine."""

    name: str
    port_count: int
    stop_signal: signal.Signals

    def prepare(self) -> None:
        """Make folders and files; may take seconds the first time. Raises EngineError, OSError."""
        ...

    def launch(self, ports: list[int]) -> Launch:
        """The command for these ports."""
        ...

    def is_passing(self, log: str) -> bool:
        """Whether this end of a log tells of a state that is over in a moment: try again."""
        ...


def dies_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """A preexec function: the child gets `stop_signal` when we die, even by kill -9 (Linux)."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def ask_the_kernel() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(stop_signal))
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return ask_the_kernel


def start(launch: Launch, *, log: Path, stop_signal: signal.Signals) -> subprocess.Popen[bytes]:
    """Start an engine with its output in `log`. Raises OSError."""
    with open_log(log) as output:
        return subprocess.Popen(
            launch.command,
            cwd=launch.folder,
            env={**os.environ, **launch.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=dies_with_parent(stop_signal),  # noqa: PLW1509 the keeper has one thread
            user=launch.user,
            group=launch.user,
            extra_groups=None if launch.user is None else [],
        )


def open_log(log: Path) -> IO[bytes]:
    """A log to append to; one that has grown beyond 20 MB is put aside first."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return log.open("ab")


def stop(children: Mapping[signal.Signals, list[subprocess.Popen[bytes]]]) -> None:
    """Ask all to stop by their signals, wait, and end by force what has not after a minute."""
    for stop_signal, group in children.items():
        for child in group:
            if child.poll() is None:
                child.send_signal(stop_signal)
    deadline = time.monotonic() + STOP_SECONDS
    for group in children.values():
        for child in group:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def remember(home: ShopHome, name: str, pid: int) -> None:
    """Note which process an engine is, so that it is found after its keeper was killed."""
    try:
        born = psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return
    home.write(f"{name}.process", {"pid": pid, "born": born})


def recall(home: ShopHome, name: str) -> psutil.Process | None:
    """The running process of an engine. A number taken over by another process is not it."""
    note = home.read(f"{name}.process")
    try:
        process = psutil.Process(int(note["pid"]))
        if abs(process.create_time() - note["born"]) < 1 and process.status() != "zombie":
            return process
    except (KeyError, ValueError, psutil.NoSuchProcess):
        pass
    return None


def end_leftover(home: ShopHome, name: str, stop_signal: signal.Signals) -> None:
    """End an engine that a killed keeper has left behind, and wait until it has gone."""
    process = recall(home, name)
    if process is None:
        return
    try:
        process.send_signal(stop_signal)
        process.wait(STOP_SECONDS)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS)


def is_free(port: int) -> bool:
    """Whether we could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_ports(home: ShopHome, name: str, count: int, *, patience_seconds: float) -> list[int]:
    """The kept ports of an engine; new ones when others have taken them. Keeps the choice.

    A port that is busy is given `patience_seconds` to become free: the engine that was killed a
    moment ago may still hold it.
    """
    kept = home.read("ports")
    ports = [int(port) for port in kept.get(name, [])]
    deadline = time.monotonic() + patience_seconds
    while len(ports) == count and not all(map(is_free, ports)):
        if time.monotonic() > deadline:
            ports = []
        else:
            time.sleep(0.1)
    if len(ports) != count:
        taken = {int(port) for others in kept.values() for port in others}
        ports = []
        while len(ports) < count:
            port = random.SystemRandom().choice(_PORTS)
            if port not in taken and is_free(port):
                ports.append(port)
                taken.add(port)
        home.write("ports", {**kept, name: ports})
    return ports


def log_end(log: Path, *, since: int = 0, lines: int = 12) -> str:
    """The last lines of a log, of those written after byte `since`."""
    try:
        with log.open("rb") as file:
            file.seek(max(since, log.stat().st_size - 16_000))
            text = file.read().decode(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.strip().splitlines()[-lines:])
