"""Writes a component as HTML: escaped, without event handlers, with the values of its fields.

Elements made while a request is answered are light (see light.py) and written from their arguments;
any other component is read through Reflex's own rendering, as long as its values are literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from reflex_base.components.component import Component
from reflex_base.vars.base import Var
from reflex_components_core.base.bare import Bare
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.el.element import Element

from shop_app.ui.first_paint.attributes import attribute_of, is_dangerous, is_enumerated, style_text
from shop_app.ui.first_paint.light import GIVEN
from shop_app.ui.rendering import RawHtml

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input"}
    | {"link", "meta", "param", "source", "track", "wbr"}
)
REFUSED = frozenset({"script", "style", "iframe", "object", "embed", "base"})
_RAW = "dangerouslySetInnerHTML"
_UPPER = re.compile(r"(?<=[a-z0-9])([A-Z])")


class NotHtml(TypeError):
    """A component that only the browser can draw stands in a first paint; the text names it."""


def html_of(component: Any) -> str:
    """The component as HTML. Raises NotHtml for Vars and for components that need the browser."""
    parts: list[str] = []
    _write(component, parts, None)
    return "".join(parts)


def _write(node: Any, parts: list[str], chosen: str | None) -> None:
    """Append `node`; `chosen` is the value of the select around it, if there is one."""
    if isinstance(node, str):
        parts.append(_text(node))
    elif isinstance(node, Component):
        if isinstance(node, Bare):
            _write(_plain(node.contents), parts, chosen)
        elif isinstance(node, Fragment):
            for child in node.children:
                _write(child, parts, chosen)
        else:
            _write_element(node, parts, chosen)
    elif isinstance(node, Var):
        _write(_plain(node), parts, chosen)
    elif isinstance(node, (tuple, list)):
        for child in node:
            _write(child, parts, chosen)
    elif node is not None:
        parts.append(_text(_as_text(node)))


def _write_element(node: Component, parts: list[str], chosen: str | None) -> None:
    name = _tag_of(type(node))
    attributes, inside = _attributes(node)
    if name == "select":
        chosen = _pop_value(attributes, chosen)
    elif name == "textarea":
        inside = _textarea_text(_pop_value(attributes, None))
    elif name == "option" and chosen is not None and _option_value(node, attributes) == chosen:
        attributes["selected"] = True
    parts.append(f"<{name}")
    for attribute, value in attributes.items():
        _write_attribute(attribute, value, parts)
    parts.append(">")
    if name in VOID:
        return
    if inside is not None:
        parts.append(inside)
    else:
        for child in node.children:
            _write(child, parts, chosen)
    parts.append(f"</{name}>")


def _write_attribute(attribute: str, value: Any, parts: list[str]) -> None:
    if value is True or value is False:
        if is_enumerated(attribute):
            value = "true" if value else "false"
        else:
            if value:
                parts.append(f" {attribute}")
            return
    elif not isinstance(value, str):
        value = _as_text(value)
    if not is_dangerous(attribute, value):
        parts.append(f' {attribute}="{_text(value, quote=True)}"')


def _attributes(node: Component) -> tuple[dict[str, Any], str | None]:
    """The HTML attributes of an element, and its inside when that is given as sanitised HTML."""
    found: dict[str, Any] = {}
    style: dict[str, Any] = {}
    inside: str | None = None
    for name, raw in _given(node):
        if raw is None:
            continue
        value = _plain(raw) if isinstance(raw, Var) else raw
        if name in ("style", "css"):
            style.update(_style_of(value))
        elif name == _RAW:
            if not isinstance(node, RawHtml):
                raise NotHtml("HTML from people goes through raw_html()")
            inside = str(_plain(value["__html"]))
        elif name == "class_name":
            text = value if isinstance(value, str) else " ".join(str(_plain(v)) for v in value)
            if text:
                found["class"] = text
        elif value is not None and (attribute := attribute_of(name)):
            found[attribute] = value
    if style:
        found["style"] = style_text({key: _plain(value) for key, value in style.items()})
    if "value" in found and found.get("type") not in ("checkbox", "radio", "submit", "button"):
        found.pop("default_value", None)
    elif "default_value" in found:
        found.setdefault("value", found.pop("default_value"))
    return found, inside


def _given(node: Component) -> Iterable[tuple[str, Any]]:
    given = node.__dict__.get(GIVEN)
    if given is None:
        for name, value in node._render().props.items():  # noqa: SLF001 Reflex's own rendering
            yield (name if name == _RAW else _UPPER.sub(r"_\1", name).lower()), value
        return
    fields = _fields_of(type(node))
    for name, value in given.items():
        if name == "custom_attrs":
            yield from value.items()
        elif name in fields or name.startswith(("data_", "aria_", "on_", "data-", "aria-")):
            yield name, value
        else:  # Reflex takes any other argument for a style
            yield "style", {name: value}


def _style_of(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    merged: dict[str, Any] = {}
    for part in value:
        merged.update(part)
    return merged


@lru_cache(maxsize=512)
def _fields_of(cls: type[Component]) -> frozenset[str]:
    return frozenset(cls.get_fields())


@lru_cache(maxsize=512)
def _tag_of(cls: type[Component]) -> str:
    if cls.__name__ in ("ReactRouterLink", "ShopLink"):
        return "a"
    tag = cls.get_fields()["tag"].default
    if not issubclass(cls, Element) or not tag:
        raise NotHtml(
            f"{cls.__name__} is drawn by the browser only: use when(), each() and rx.el.* here"
        )
    if tag in REFUSED:
        raise NotHtml(f"<{tag}> has no place in a first paint")
    return tag


def _plain(value: Any) -> Any:
    if not isinstance(value, Var):
        return value
    if hasattr(value, "_var_value"):
        return _plain(value._var_value)  # noqa: SLF001 a literal Var keeps its value there
    raise NotHtml(f"a Var came into the first paint, where values are needed: {value!s:.120}")


def _pop_value(attributes: dict[str, Any], otherwise: str | None) -> str | None:
    value = attributes.pop("value", None)
    value = attributes.pop("default_value", None) if value is None else value
    return otherwise if value is None else _as_text(value)


def _option_value(node: Component, attributes: dict[str, Any]) -> str:
    if "value" in attributes:
        return _as_text(attributes["value"])
    return "".join(
        _as_text(_plain(child.contents) if isinstance(child, Bare) else child)
        for child in node.children
    )


def _textarea_text(value: str | None) -> str | None:
    if value is None:
        return None
    # The parser drops one line break after <textarea>.
    return ("\n" if value.startswith("\n") else "") + _text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # as the browser writes it
    if isinstance(value, (Mapping, list, set)):
        raise NotHtml(f"{type(value).__name__} is not text")
    return str(value)


def _text(value: str, *, quote: bool = False) -> str:
    return escape(value, quote=quote).replace("\0", "")
