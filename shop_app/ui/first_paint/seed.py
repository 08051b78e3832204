"""The seed: what the first paint showed, given to the live page as its first state.

Two small changes to Reflex's compiled front end make this possible, each guarded so that an update
of Reflex which moves the ground stops the build with a sentence:
- the initial state takes in the page's seed, a JSON block that the browser never runs;
- the backend is looked for where the page came from, so that one build serves every port and host.
"""

from __future__ import annotations

import re
from typing import Any

import reflex as rx
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.plugins.base import Plugin
from reflex_base.utils.format import json_dumps

SEED_ELEMENT = "stoa-seed"

_SEEDED = r"""const compiledState = \1
const readSeed = () => {
  const element = typeof document !== "undefined" && document.getElementById("SEED_ELEMENT");
  if (!element) return {};
  try { return JSON.parse(element.textContent); } catch { return {}; }
};
const seed = readSeed();
export const initialState = Object.fromEntries(
  Object.entries(compiledState).map(([name, vars]) => [
    name, seed[name] ? { ...vars, ...seed[name] } : vars,
  ]),
);""".replace("SEED_ELEMENT", SEED_ELEMENT)

_HERE = """const endpoint = new URL(url_str);
  if (typeof window !== "undefined") {
    const secure = window.location.protocol === "https:";
    endpoint.hostname = window.location.hostname;
    endpoint.port = window.location.port;
    endpoint.protocol = endpoint.protocol.startsWith("ws")
      ? (secure ? "wss:" : "ws:")
      : window.location.protocol;
    return endpoint;
  }"""


class FrontEndMoved(RuntimeError):
    """Reflex's front end no longer looks as it did: the patch named in the text must be redone."""


def with_seed(source: str) -> str:
    """`utils/context.jsx` whose initial state takes in the seed of the page."""
    if SEED_ELEMENT in source:
        return source
    changed, times = re.subn(
        r"^export const initialState = (.*)$", _SEEDED, source, count=1, flags=re.MULTILINE
    )
    if times != 1:
        raise FrontEndMoved("utils/context.jsx no longer says `export const initialState = …`")
    return changed


def with_own_origin(source: str) -> str:
    """`utils/state.js` that looks for the backend at the page's own origin."""
    if "window.location.port" in source:
        return source
    line = "const endpoint = new URL(url_str);"
    if source.count(line) != 1:
        raise FrontEndMoved(f"utils/state.js no longer says `{line}` once")
    return source.replace(line, _HERE)


class FirstPaintPlugin(Plugin):
    """Lets the compiled front end start from a first paint."""

    def pre_compile(self, **context: Any) -> None:
        """Ask Reflex to pass the two files through the changes above."""
        context["add_modify_task"]("utils/context.jsx", with_seed)
        context["add_modify_task"]("utils/state.js", with_own_origin)


def seed_json(seed: dict[type[rx.State], dict[str, Any]]) -> str:
    """The seed as the browser's store expects it, serialised as Reflex serialises state.

    Raises KeyError for a var that the state does not have. Give public things only: the HTML may be
    cached for everybody.
    """
    named: dict[str, dict[str, Any]] = {}
    for state, values in seed.items():
        unknown = values.keys() - state.vars.keys()
        if unknown:
            raise KeyError(f"{state.__name__} has no vars {sorted(unknown)}")
        named[state.get_full_name()] = {
            f"{name}{FIELD_MARKER}": value for name, value in values.items()
        }
    return json_dumps(named)
