"""Light elements: in a first paint an element keeps its arguments as they were given.

Reflex checks and wraps each argument when a component is created, because it will become
JavaScript. For HTML that is work for nothing, and most of the time: 24 cards take 40 ms with it
and 4 ms without. A light element is an instance of Reflex's own class with the checks left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex_base.components.component import Component
from reflex_components_core.base.fragment import Fragment

GIVEN = "_stoa_given"  # where a light element keeps its arguments


def light(cls: type[Component], children: tuple[Any, ...], given: dict[str, Any]) -> Component:
    """An element that knows only its class, its children and its arguments."""
    node = cls.__new__(cls)
    node.__dict__["children"] = list(children)
    node.__dict__[GIVEN] = given
    return node


class Elements:
    """`el.div(…)`, `el.svg.path(…)`: Reflex's elements when live, light ones in a first paint."""

    def __init__(self, is_html: Callable[[], bool], source: Any = None) -> None:
        self._is_html = is_html
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        live = rx.fragment if name == "fragment" else getattr(self._source or rx.el, name)
        made = Element(live, self._is_html) if name != "svg" else Drawing(live, self._is_html)
        self.__dict__[name] = made  # found without this method from now on
        return made


class Element:
    """One kind of element, in both renderings."""

    def __init__(self, live: Any, is_html: Callable[[], bool]) -> None:
        self._live = live
        self._is_html = is_html
        # An element's `create`, bound to its class; of the svg namespace, what calling it makes.
        self._cls = getattr(live, "__self__", None) or live.__call__.__self__

    def __call__(self, *children: Any, **given: Any) -> Component:
        if self._is_html():
            return light(self._cls, children, given)
        return self._live(*children, **given)


class Drawing(Element, Elements):
    """`el.svg(…)` and the shapes in it."""

    def __init__(self, live: Any, is_html: Callable[[], bool]) -> None:
        Element.__init__(self, live, is_html)
        Elements.__init__(self, is_html, source=live)


def fragment(*children: Any) -> Component:
    """Light children without an element around them."""
    return light(Fragment, children, {})
