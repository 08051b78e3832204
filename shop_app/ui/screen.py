"""What a screen is: its address, its module, how it paints first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

FirstPaint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. Names are looked up in `module`, so that reading the table imports no screen.

    `address` is written as Reflex does: `/p/[slug]`. `component` names a function that returns the
    live page, `on_load` a handler as `State.method`, `first_paint` a function (async or not) that
    takes the request and returns the response; without one only a titled shell is served.
    `title_from` names a Var that holds the live page's title where it differs by what is shown.
    """

    address: str
    module: str
    component: str = "page"
    title: str = ""
    title_from: str = ""
    on_load: str = ""
    first_paint: str = ""

    @property
    def route(self) -> str:
        """The address as Starlette writes it: `/p/{slug}`."""
        return self.address.replace("[", "{").replace("]", "}")

    def found(self, name: str) -> Any:
        """What `name` (dotted) means in the screen's module."""
        value: Any = import_module(self.module)
        for part in name.split("."):
            value = getattr(value, part)
        return value
