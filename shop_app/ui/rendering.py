"""One component, two renderings: the words with which a component serves both.

A component is a function of its arguments. Given Vars it is part of a live Reflex page; given plain
values, in a request, it is written as HTML for the first paint. These helpers decide by their
arguments; `is_html()` tells which rendering is on where the arguments cannot (words, links, forms).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import nh3
import reflex as rx
from reflex_base.vars.base import Var
from reflex_base.vars.sequence import LiteralArrayVar
from reflex_components_core.el.elements.base import BaseHTML
from reflex_components_core.el.elements.inline import A
from reflex_components_core.el.elements.typography import Div
from reflex_components_core.react_router.dom import ReactRouterLink

from shop_app.ui.first_paint.light import Elements, fragment, light

_html: ContextVar[bool] = ContextVar("stoa_html_rendering", default=False)
_depth: ContextVar[int] = ContextVar("stoa_each_depth", default=0)

# Addresses that the server answers itself: a client-side navigation would find no page there.
SERVER_ADDRESSES = ("/api/", "/media/", "/auth/", "/webhooks/", "/words/", "/feeds/", "/lists/")


def is_html() -> bool:
    """True while a request is being answered with HTML; False while live pages are compiled."""
    return _html.get()


@contextmanager
def html_rendering(on: bool = True) -> Iterator[None]:
    """Switch the HTML rendering on for what is built inside. The edge does it for each request."""
    token = _html.set(on)
    try:
        yield
    finally:
        _html.reset(token)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Inside, `t` and `nt` give plain text in this locale: for views that a handler makes."""
    from shop_app.ui.i18n.locales import use_locale

    with use_locale(locale), html_rendering():
        yield


if TYPE_CHECKING:
    from reflex import el
else:
    # `el.div(…)` instead of `rx.el.div(…)`: the same, and ten times faster in a first paint.
    el = Elements(is_html)


def each(
    items: Any, render: Callable[..., rx.Component], key: Callable[[Any], Any] | None = None
) -> rx.Component:
    """One component per item; `render` takes the item, or the item and its index.

    `key` gives an identity that survives reordering (for lists that change in place).
    """
    names = list(inspect.signature(render).parameters)
    if not isinstance(items, Var):
        wants_index = len(names) == 2
        return fragment(
            *[render(item, i) if wants_index else render(item) for i, item in enumerate(items)]
        )
    # In the browser an inner loop hides the outer one's item when both call it the same:
    # the depth makes the names differ.
    depth = _depth.get()

    def one(*arguments: Any) -> rx.Component:
        token = _depth.set(depth + 1)
        try:
            component = render(*arguments)
        finally:
            _depth.reset(token)
        if key is not None:
            component.key = key(arguments[0])
        return component

    one.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(f"{name}_{depth}", inspect.Parameter.POSITIONAL_OR_KEYWORD)
            for name in names
        ]
    )
    return rx.foreach(items, one)


def made(choice: Any) -> Any:
    """The choice itself, or what it makes when it is a function."""
    if isinstance(choice, (Var, rx.Component)) or not callable(choice):
        return choice
    return choice()


def _alike(choices: list[Any]) -> list[Any]:
    """Choices that the browser can choose between: all components, or all values."""
    if any(isinstance(choice, rx.Component) for choice in choices):
        return [
            choice
            if isinstance(choice, rx.Component)
            else rx.fragment(*([] if choice is None else [choice]))
            for choice in choices
        ]
    return ["" if choice is None else choice for choice in choices]


def when(condition: Any, then: Any, otherwise: Any = None) -> Any:
    """`then()` if the condition holds, else `otherwise()` (nothing when left out).

    Give functions, so that with plain values only the branch that is shown gets built. Branches
    are components, or both strings or Vars for use in attributes.
    """
    if isinstance(condition, Var):
        return rx.cond(condition, *_alike([made(then), made(otherwise)]))
    chosen = made(then if condition else otherwise)
    return "" if chosen is None else chosen


def choose(value: Any, cases: Mapping[Any, Any], default: Any = None) -> Any:
    """What `cases` holds for `value`, else `default`; entries are values or functions."""
    if isinstance(value, Var):
        *shown, otherwise = _alike([*map(made, cases.values()), made(default)])
        return rx.match(value, *zip(cases, shown, strict=True), otherwise)
    chosen = made(cases.get(value, default))
    return "" if chosen is None else chosen


def join(*parts: Any, separator: str = "") -> Any:
    """The parts as one string; nothing for None. Parts may be plain values or Vars."""
    if any(isinstance(part, Var) for part in parts):
        texts = [part if isinstance(part, Var) else _plain_text(part) for part in parts]
        return LiteralArrayVar.create(texts, _var_type=list[str]).join(separator)
    return separator.join(_plain_text(part) for part in parts)


def text_of(value: Any) -> Any:
    """The value as a string, for attributes and addresses."""
    return join(value)


def _plain_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class ShopLink(ReactRouterLink):
    """React Router's link, which can fetch the next page's code when pointed at."""

    prefetch: Var[str]


def link(
    *children: Any, href: Any, reload: bool = False, prefetch: str = "intent", **props: Any
) -> rx.Component:
    """A link. Inside the shop it changes the page without loading it again, once the page is live.

    `reload=True` makes it a plain link: for downloads and pages that the server answers alone.
    """
    plain = (
        reload
        or (isinstance(href, str) and not _is_inside(href))
        or "target" in props
        or "download" in props
    )
    if is_html():
        return light(A, children, {"href": href, **props})
    if plain:
        return A.create(*children, href=href, **props)
    return ShopLink.create(*children, to=href, prefetch=prefetch, **props)


def _is_inside(address: str) -> bool:
    return (
        address.startswith(("/", "?"))
        and not address.startswith("//")
        and not address.startswith(SERVER_ADDRESSES)
    )


class NativeForm(BaseHTML):
    """A form that the browser itself sends: Reflex's own always prevents that."""

    tag = "form"

    action: Var[str]
    method: Var[str]
    enc_type: Var[str]
    auto_complete: Var[str]
    no_validate: Var[bool]
    target: Var[str]


def native_form(*children: Any, action: Any, method: str = "post", **props: Any) -> rx.Component:
    """A form that the browser posts to `action`, in both renderings (login, logout, uploads)."""
    if is_html():
        return light(NativeForm, children, {"action": action, "method": method, **props})
    return NativeForm.create(*children, action=action, method=method, **props)


def form(
    *children: Any, action: Any, method: str = "post", on_submit: Any = None, **props: Any
) -> rx.Component:
    """A form that calls `on_submit` when live, and is posted to `action` before that."""
    if is_html() or on_submit is None:
        props.pop("reset_on_submit", None)
        return native_form(*children, action=action, method=method, **props)
    return rx.el.form(*children, on_submit=on_submit, **props)


class RawHtml(Div):
    """A block whose inside is HTML that has been sanitised."""

    dangerouslySetInnerHTML: Var[dict[str, str]]  # noqa: N815 React's own name


def clean_html(html: str) -> str:
    """HTML from people with everything taken out that could act: store or show only this."""
    return nh3.clean(html)


def raw_html(html: Any, **props: Any) -> rx.Component:
    """A block of formatted text from people. Plain values are sanitised here.

    A Var cannot be: what is put into the state must have gone through `clean_html`.
    """
    inside = html if isinstance(html, Var) else clean_html(html or "")
    given = {"dangerouslySetInnerHTML": {"__html": inside}, **props}
    return light(RawHtml, (), given) if is_html() else RawHtml.create(**given)
