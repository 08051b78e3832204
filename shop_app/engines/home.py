"""The folder of one shop (SHOP_HOME): where engines keep data, ports, secrets, logs and locks."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from shop_app.engines.errors import EngineError


@dataclass(frozen=True)
class ShopHome:
    """Names every file that the engines use; the folder need not exist before `open`."""

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> ShopHome:
        """Make what is missing. Raises EngineError `no_permission` when that is not allowed."""
        home = cls(Path(os.path.abspath(folder)))  # noqa: PTH100 resolve() would follow symlinks
        try:
            for part in (home.folder, home.control, home.logs):
                part.mkdir(parents=True, exist_ok=True)
            probe = home.control / f"write-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise no_permission(home.folder, error) from error
        return home

    @property
    def control(self) -> Path:
        """Ports, secrets and locks."""
        return self.folder / "engines"

    @property
    def logs(self) -> Path:
        """One log file for each child process."""
        return self.folder / "logs"

    def log(self, name: str) -> Path:
        """The log of one engine."""
        return self.logs / f"{name}.log"

    def read(self, name: str) -> dict[str, Any]:
        """A small JSON document; empty when it is missing or was cut short by a crash."""
        try:
            document = json.loads((self.control / f"{name}.json").read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return document if isinstance(document, dict) else {}

    def write(self, name: str, document: dict[str, Any]) -> None:
        """Replace a small JSON document in one step, so that readers never see half of it."""
        fresh = self.control / f"{name}.{os.getpid()}.new"
        fresh.write_text(json.dumps(document))
        fresh.replace(self.control / f"{name}.json")

    def secret(self, name: str) -> str:
        """A random secret that is made once and kept in a file for the owner alone."""
        path = self.control / f"{name}.secret"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = path.read_text().strip()
            if kept:
                return kept
            descriptor = os.open(path, os.O_WRONLY)
        with os.fdopen(descriptor, "w") as file:
            value = secrets.token_urlsafe(24)
            file.write(value)
        return value

    def lock(self, name: str, *, shared: bool = False, wait: bool = True) -> IO[str] | None:
        """Hold a lock until the file that is returned is closed or this process ends.

        The kernel frees it even after kill -9, so no lock is ever stale. None when it is held by
        somebody else and `wait` is false.
        """
        file = (self.control / f"{name}.lock").open("a+")
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        return file


def no_permission(path: Path, error: OSError) -> EngineError:
    """The sentence for a folder that cannot be written."""
    reason = (error.strerror or str(error)).lower()
    return EngineError(
        "no_permission",
        f"Stoa cannot write to {path} ({reason}). "
        "Name another folder with SHOP_HOME, or give yourself the right to write there.",
    )
