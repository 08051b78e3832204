"""PostgreSQL 18 as a child process: made once, tuned to the machine, never run by root.

As root the server is started inside its data folder and told that the data is where it stands
(/proc/self/cwd): so it needs no right to pass the folders above, which may be closed to others.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from datetime import UTC
from pathlib import Path

import psutil

from shop_app.engines.errors import EngineError, NotReady
from shop_app.engines.facts import Facts, without_secrets
from shop_app.engines.home import ShopHome
from shop_app.engines.postgres_programs import (
    MAJOR,
    can_reach,
    lesser_user,
    programs,
    runs_where_it_stands,
)
from shop_app.engines.process import Launch

OLDEST = 16
DATABASE = "stoa"
_HERE = "/proc/self/cwd"
_MEGABYTE = 1024 * 1024
_PASSING = (
    "is another postmaster",
    "pre-existing shared memory block",
    "Address already in use",
    "could not bind",
)


class Postgres:
    """The embedded server of one shop."""

    name = "postgres"
    port_count = 1
    stop_signal = signal.SIGINT  # PostgreSQL's "fast shutdown": no waiting for clients

    def __init__(self, home: ShopHome) -> None:
        self.home = home
        self.folder = home.folder / "postgres"
        self.data = self.folder / "data"
        self.user = lesser_user(self.data)

    def prepare(self) -> None:
        """Make the cluster if there is none. Raises EngineError."""
        self.programs = programs(self.user)
        self.folder.mkdir(parents=True, exist_ok=True)
        pass_file(self.home)
        if not (self.data / "PG_VERSION").exists():
            self._make()
        found = int((self.data / "PG_VERSION").read_text().strip())
        if found != MAJOR:
            raise EngineError(
                "other_version",
                f"The data in {self.data} is of PostgreSQL {found}, the shop brings {MAJOR}. "
                "Use another SHOP_HOME, or upgrade the data with pg_upgrade.",
            )
        self._forget_stale_lock()

    def _make(self) -> None:
        """Run initdb beside the place and move it there when whole, so kill -9 leaves no half."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.user is not None:
            os.chown(fresh, self.user, self.user)
        with tempfile.NamedTemporaryFile("w", dir=self._open_folder()) as password:
            password.write(self.home.secret("postgres"))
            password.flush()
            if self.user is not None:
                os.chown(password.name, self.user, self.user)
            done = subprocess.run(
                [
                    str(self.programs / "initdb"),
                    *("-D", self._place(fresh), "-U", "postgres", "--pwfile", password.name),
                    *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"),
                ],
                cwd=fresh,
                capture_output=True,
                text=True,
                check=False,
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else [],
            )
        if done.returncode != 0:
            raise EngineError(
                "not_started",
                f"PostgreSQL could not make its data in {self.folder}: {done.stderr.strip()}",
            )
        shutil.rmtree(self.data, ignore_errors=True)
        fresh.rename(self.data)

    def _open_folder(self) -> str:
        folder = tempfile.gettempdir()
        return folder if self.user is None or can_reach(Path(folder), self.user) else "/tmp"  # noqa: S108

    def _place(self, folder: Path) -> str:
        return _HERE if runs_where_it_stands(self.user) else str(folder)

    def _forget_stale_lock(self) -> None:
        """Remove the lock file of a killed server whose number now belongs to somebody else.

        PostgreSQL does so by itself unless that number is alive and of the same user.
        """
        lock = self.data / "postmaster.pid"
        try:
            process = psutil.Process(int(lock.read_text().split("\n", 1)[0]))
            ours = process.name() == "postgres" and Path(process.cwd()) == self.data.resolve()
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            ours = False
        except psutil.AccessDenied:
            ours = True
        if not ours:
            lock.unlink(missing_ok=True)

    def launch(self, ports: list[int]) -> Launch:
        """The server's command line: TCP on 127.0.0.1 alone, no socket in the file system."""
        settings = {"listen_addresses": "127.0.0.1", "port": str(ports[0]), **tuned()}
        switches = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        command = [str(self.programs / "postgres"), "-D", self._place(self.data), *switches]
        return Launch(command, folder=self.data, user=self.user)

    def is_passing(self, log: str) -> bool:
        """A server that was killed may hold its memory or port for a moment more."""
        return any(sign in log for sign in _PASSING)


def tuned() -> dict[str, str]:
    """Settings for this machine's memory. What is acknowledged is on disk (synchronous_commit)."""
    megabytes = psutil.virtual_memory().total // _MEGABYTE
    shared = min(1024, max(128, megabytes // 8))
    return {
        "unix_socket_directories": "",
        "max_connections": "200",
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{max(256, megabytes // 2)}MB",
        "maintenance_work_mem": f"{min(256, max(64, megabytes // 16))}MB",
        "work_mem": "16MB",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "synchronous_commit": "on",
        "shared_preload_libraries": "",
        "random_page_cost": "1.1",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_checkpoints": "off",
        # Containers often give /dev/shm 64 MB, too little for parallel queries.
        "dynamic_shared_memory_type": "posix" if _has_roomy_shared_memory() else "mmap",
    }


def _has_roomy_shared_memory() -> bool:
    folder = Path("/dev/shm")  # noqa: S108
    return not folder.exists() or shutil.disk_usage(folder).total >= 256 * _MEGABYTE


def pass_file(home: ShopHome) -> Path:
    """The file in which libpq finds the password, so that it stands in no URL and no log."""
    path = home.control / "pgpass"
    if not path.exists():
        password = home.secret("postgres")
        fresh = path.with_suffix(f".{os.getpid()}.new")
        fresh.touch(mode=0o600)
        fresh.write_text(f"127.0.0.1:*:*:postgres:{password}\n")
        fresh.replace(path)
    return path


def environment(home: ShopHome, ports: list[int]) -> dict[str, str]:
    """What the shop's processes need to reach the embedded server."""
    url = f"postgresql+psycopg://postgres@127.0.0.1:{ports[0]}/{DATABASE}"
    return {"DATABASE_URL": url, "PGPASSFILE": str(pass_file(home))}


def for_libpq(url: str) -> str:
    """SQLAlchemy's form of a URL in the form that libpq knows."""
    return re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", url)


def probe(url: str, *, pass_file: str = "") -> Facts:
    """Ask the server. Raises NotReady, and EngineError `no_database` or `too_old`."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    address = make_conninfo(for_libpq(url), **({"passfile": pass_file} if pass_file else {}))
    try:
        with psycopg.connect(address, connect_timeout=3, autocommit=True) as server:
            row = server.execute(
                "select current_setting('server_version_num')::int,"
                " current_setting('server_version'), pg_postmaster_start_time()"
            ).fetchone()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        if "does not exist" in reason and "database" in reason:
            raise EngineError(
                "no_database",
                f"The database of {without_secrets(url)} does not exist. "
                "Create it, or name another in DATABASE_URL.",
            ) from error
        raise NotReady(reason) from error
    assert row is not None
    number, version, started = row
    if number // 10_000 < OLDEST:
        raise EngineError(
            "too_old",
            f"PostgreSQL at {without_secrets(url)} is version {version}; "
            f"Stoa needs {OLDEST} or newer.",
        )
    return Facts(version=version.split()[0], started=started.astimezone(UTC))


def create_database(url: str, *, pass_file: str) -> None:
    """Create the shop's database on the embedded server unless it is there."""
    import psycopg
    from psycopg import sql

    server_url, _, name = for_libpq(url).rpartition("/")
    with psycopg.connect(f"{server_url}/postgres", autocommit=True, passfile=pass_file) as server:
        found = server.execute("select 1 from pg_database where datname = %s", (name,)).fetchone()
        if not found:
            server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
