"""The way to the engines for every process of the shop: start them, or attach to what runs.

An engine named in the environment (DATABASE_URL, REDIS_URL, TYPESENSE_URL) is an outside one: it is
checked and used, never started or stopped. All others belong to the keeper of the shop's folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from shop_app.engines import process
from shop_app.engines.addresses import (
    ALL,
    check_outside,
    embedded_environment,
    outside_environment,
    probe,
)
from shop_app.engines.errors import EngineError, NotReady
from shop_app.engines.home import ShopHome, no_permission
from shop_app.engines.postgres import create_database
from shop_app.engines.typesense import is_available as typesense_is_available

START_SECONDS = 300.0
STOP_SECONDS = 90.0
LOOK_SECONDS = 0.03
_PROJECT = Path(__file__).parents[2]

Told = Callable[[str], None]


def ensure(
    shop_home: Path,
    *,
    wanted: Iterable[str] = ALL,
    wait_for_search: bool | None = None,
    told: Told = lambda _: None,
) -> Engines:
    """Engines that answer: outside ones as the environment says, else those in `shop_home`.

    Embedded engines that run are attached to, others are started; they stop when the last process
    that uses them calls `Engines.stop` or ends. `told` gets the name of each that is ready.
    `wait_for_search` false (or STOA_SEARCH_WAIT=0) lets Typesense replay its log meanwhile.
    Raises EngineError with a sentence for people.
    """
    if wait_for_search is None:
        wait_for_search = os.environ.get("STOA_SEARCH_WAIT", "1") != "0"
    names = frozenset(wanted)
    outside = outside_environment(names)
    warnings = []
    for name, variables in outside.items():
        warnings += check_outside(name, variables)
        told(name)
    inside = names - outside.keys()
    if not typesense_is_available():
        inside -= {"typesense"}
    engines = Engines(Path(os.path.abspath(shop_home)), inside, warnings)  # noqa: PTH100
    for variables in outside.values():
        engines.addresses.update(variables)
    if inside:
        engines.attach(wait_for_search=wait_for_search, told=told)
    return engines


@dataclass
class Engines:
    """The engines as one process uses them, until `stop`. Made by `ensure`."""

    home: Path
    inside: frozenset[str]
    warnings: list[str]
    addresses: dict[str, str] = field(default_factory=dict)
    _lease: IO[str] | None = None

    def environment(self) -> dict[str, str]:
        """Variables by which every process of the shop finds the engines.

        TYPESENSE_URL is missing where there is none; PGPASSFILE names the file with the embedded
        database's password.
        """
        return dict(self.addresses)

    def attach(self, *, wait_for_search: bool, told: Told = lambda _: None) -> None:
        """Start or attach to the embedded engines. Raises EngineError and lets go of them."""
        home = ShopHome.open(self.home)
        try:
            self._lease, addresses = _attach(home, self.inside, wait_for_search, told)
        except PermissionError as error:
            raise no_permission(Path(error.filename or home.folder), error) from error
        self.addresses.update(addresses)

    def revive(self) -> bool:
        """Start all again when their keeper was killed. True when an address has changed.

        A single engine that dies is restarted by the keeper without this.
        """
        if not self.inside or keeper_lives(ShopHome(self.home)):
            return False
        before = self.environment()
        if self._lease is not None:
            self._lease.close()
        self.attach(wait_for_search=False)
        return self.addresses != before

    def stop(self) -> None:
        """Let go. Embedded engines stop with the last process that uses them; waits for that."""
        if self._lease is not None:
            self._lease.close()
            self._lease = None
            _wait_until_stopped(ShopHome(self.home))


def keeper_lives(home: ShopHome) -> bool:
    """Whether the keeper of this folder runs."""
    if not home.control.exists():
        return False
    held = home.lock("keeper", wait=False)
    if held is not None:
        held.close()
    return held is None


def _attach(
    home: ShopHome, names: frozenset[str], wait_for_search: bool, told: Told
) -> tuple[IO[str], dict[str, str]]:
    """Take the lease and ask the keeper for engines, one process at a time."""
    starting = home.lock("start")
    lease = home.lock("lease", shared=True)  # waits for a keeper that is just ending
    assert starting is not None
    assert lease is not None
    try:
        lives = keeper_lives(home)
        request = home.read("request")
        number = int(request.get("number", 0)) + 1
        others = request.get("wanted", []) if lives else []
        home.write("request", {"number": number, "wanted": sorted({*names, *others})})
        keeper = None if lives else _start_keeper(home)
        addresses: dict[str, str] = {}
        for name in sorted(names):
            addresses |= _wait_for(home, name, number, keeper, wait_for_search)
            told(name)
    except BaseException:
        lease.close()
        raise
    finally:
        starting.close()
    return lease, addresses


def _start_keeper(home: ShopHome) -> subprocess.Popen[bytes]:
    with process.open_log(home.log("keeper")) as log:
        return subprocess.Popen(
            [sys.executable, "-m", "shop_app.engines.keeper", str(home.folder)],
            cwd=_PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the shop; the keeper ends after it
        )


def _wait_for(
    home: ShopHome,
    name: str,
    number: int,
    keeper: subprocess.Popen[bytes] | None,
    wait_for_search: bool,
) -> dict[str, str]:
    """The environment of one engine, when it answers."""
    deadline = time.monotonic() + START_SECONDS
    reason = "it was not started"
    while time.monotonic() < deadline:
        state = home.read("state")
        if state.get("answered") == number:
            if name in state["failures"]:
                raise EngineError(**state["failures"][name])
            if name in state["engines"]:
                variables = embedded_environment(home, name, state["engines"][name]["ports"])
                try:
                    _open_for_use(name, variables, wait_for_search)
                except NotReady as error:
                    reason = str(error)
                else:
                    return variables
        if keeper is not None and keeper.poll() is not None:
            end = process.log_end(home.log("keeper"))
            raise EngineError("keeper_died", f"The engines could not be started:\n{end}")
        time.sleep(LOOK_SECONDS)
    raise EngineError(
        "no_answer",
        f"{name} did not answer within {START_SECONDS:.0f} seconds: {reason}. "
        f"Its log is {home.log(name)}.",
    )


def _open_for_use(name: str, variables: dict[str, str], wait_for_search: bool) -> None:
    if name == "postgres":
        server, _, _ = variables["DATABASE_URL"].rpartition("/")
        probe(name, {**variables, "DATABASE_URL": f"{server}/postgres"})
        create_database(variables["DATABASE_URL"], pass_file=variables["PGPASSFILE"])
    else:
        probe(name, variables, wait_for_search=wait_for_search)


def _wait_until_stopped(home: ShopHome) -> None:
    """Wait for the keeper to end, unless somebody else still uses the engines."""
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline and keeper_lives(home):
        is_stopping = home.lock("lease", shared=True, wait=False)
        if is_stopping is not None:
            is_stopping.close()
            alone = home.lock("lease", wait=False)
            if alone is None and _is_used(home):
                return
            if alone is not None:
                alone.close()
        time.sleep(LOOK_SECONDS)


def _is_used(home: ShopHome) -> bool:
    shared = home.lock("lease", shared=True, wait=False)
    if shared is None:
        return False  # the keeper has it for itself: it is stopping
    shared.close()
    return True
