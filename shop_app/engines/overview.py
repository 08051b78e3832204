"""How the engines are: for the command line and the operator's screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psutil

from shop_app.engines.addresses import (
    ALL,
    VARIABLES,
    embedded_environment,
    outside_environment,
    probe,
)
from shop_app.engines.attach import keeper_lives
from shop_app.engines.errors import EngineError, NotReady
from shop_app.engines.facts import EngineStatus, without_secrets
from shop_app.engines.home import ShopHome
from shop_app.engines.process import recall


def status(shop_home: Path) -> list[EngineStatus]:
    """Each engine that is named outside or runs for this folder; starts nothing."""
    home = ShopHome(Path(shop_home).absolute())
    outside = outside_environment(ALL)
    lines = {name: _ask(name, variables) for name, variables in outside.items()}
    if keeper_lives(home):
        for name, running in home.read("state").get("engines", {}).items():
            if name not in lines:
                variables = embedded_environment(home, name, running["ports"])
                lines[name] = _with_process(_ask(name, variables), home)
    return [lines[name] for name in sorted(lines)]


def _ask(name: str, variables: dict[str, str]) -> EngineStatus:
    url = without_secrets(variables[VARIABLES[name]])
    try:
        facts = probe(name, variables, wait_for_search=True)
    except (NotReady, EngineError) as error:
        return EngineStatus(name, version="", url=url, healthy=False, problem=str(error))
    return EngineStatus(name, facts.version, url, True, facts.started, facts.memory_bytes)


def _with_process(line: EngineStatus, home: ShopHome) -> EngineStatus:
    """Add what the operating system knows of an embedded engine."""
    found = recall(home, line.name)
    if found is None:
        return line
    try:
        family = [found, *found.children(recursive=True)]
        memory = sum(_own_memory(member) for member in family)
        started = datetime.fromtimestamp(found.create_time(), UTC)
    except psutil.Error:
        return line
    return replace(line, memory_bytes=memory, started=started)


def _own_memory(member: psutil.Process) -> int:
    """Memory of a process without what it shares, which would be counted many times."""
    info = member.memory_info()
    return int(info.rss - getattr(info, "shared", 0))
