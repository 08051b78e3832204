"""Where the engines answer: outside ones named in the environment, embedded ones on their ports."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from pathlib import Path

from dotenv import dotenv_values

from shop_app.engines import postgres, redis, typesense
from shop_app.engines.errors import EngineError, NotReady
from shop_app.engines.facts import Facts, without_secrets
from shop_app.engines.home import ShopHome

ALL = frozenset({"postgres", "redis", "typesense"})
NAMES = {"postgres": "PostgreSQL", "redis": "Redis", "typesense": "Typesense"}
VARIABLES = {"postgres": "DATABASE_URL", "redis": "REDIS_URL", "typesense": "TYPESENSE_URL"}
OUTSIDE_SECONDS = 10.0


def outside_environment(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """The variables of each engine that the environment (or the file .env) names."""
    settings = {**dotenv_values(Path(".env")), **os.environ}
    outside: dict[str, dict[str, str]] = {}
    for name in sorted(names):
        url = settings.get(VARIABLES[name]) or ""
        if not url:
            continue
        outside[name] = {VARIABLES[name]: url}
        if name == "postgres":
            outside[name][VARIABLES[name]] = re.sub(
                r"^postgres(ql)?://", "postgresql+psycopg://", url
            )
            outside[name] |= _present(settings, "PGPASSFILE")
        if name == "typesense":
            outside[name] |= _present(settings, "TYPESENSE_API_KEY")
    return outside


def _present(settings: dict[str, str | None], name: str) -> dict[str, str]:
    value = settings.get(name)
    return {name: value} if value else {}


def embedded_environment(home: ShopHome, name: str, ports: list[int]) -> dict[str, str]:
    """The variables of an embedded engine on these ports."""
    kinds = {"postgres": postgres, "redis": redis, "typesense": typesense}
    return kinds[name].environment(home, ports)


def probe(name: str, variables: dict[str, str], *, wait_for_search: bool = False) -> Facts:
    """Ask an engine how it is. Raises NotReady, and EngineError when it can never be used."""
    url = variables[VARIABLES[name]]
    if name == "postgres":
        return postgres.probe(url, pass_file=variables.get("PGPASSFILE", ""))
    if name == "redis":
        return redis.probe(url)
    return typesense.probe(
        url, api_key=variables.get("TYPESENSE_API_KEY", ""), wait_for_queue=wait_for_search
    )


def check_outside(name: str, variables: dict[str, str]) -> list[str]:
    """Ask an outside engine, for ten seconds at most; returns warnings.

    Raises EngineError when it does not answer or is too old; without Typesense the shop can
    open, so that is a warning.
    """
    url = variables[VARIABLES[name]]
    deadline = time.monotonic() + OUTSIDE_SECONDS
    while True:
        try:
            probe(name, variables)
        except NotReady as error:
            if time.monotonic() > deadline or name == "typesense":
                sentence = (
                    f"{NAMES[name]} at {without_secrets(url)} does not answer: {error}. "
                    f"Start it, or correct {VARIABLES[name]}."
                )
                if name == "typesense":
                    return [f"{sentence} Until then PostgreSQL does the searching."]
                raise EngineError("away", sentence) from error
        else:
            return []
        time.sleep(0.3)
