"""How the names and values of React's properties are written in HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_IRREGULAR = {
    "class_name": "class",
    "html_for": "for",
    "to": "href",
    "default_checked": "checked",
    "accept_charset": "accept-charset",
    "http_equiv": "http-equiv",
    "default_value": "default_value",  # settled by the writer: depends on the element
    "xlink_href": "href",
}
_DROPPED = frozenset(
    {"key", "ref", "prefetch", "replace", "discover", "prevent_scroll_reset", "special_props"}
    | {"reload_document", "view_transition", "reset_on_submit", "handle_submit_unique_name"}
    | {"auto_height", "enter_key_submit", "suppress_hydration_warning"}
)

# SVG presentation attributes keep their hyphens.
_HYPHENATED = re.compile(
    r"^(stroke|fill|clip|font|text|stop|flood|marker|dominant|alignment|baseline|color|letter|word"
    r"|pointer|shape|vector|paint|image|lighting|writing)_(?!length$)"
)
_ENUMERATED = frozenset({"draggable", "contenteditable", "spellcheck", "autocorrect"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "poster", "data"})
_UNITLESS = frozenset(
    {"animation-iteration-count", "aspect-ratio", "border-image-outset", "border-image-slice"}
    | {"column-count", "columns", "fill-opacity", "flex", "flex-grow", "flex-shrink", "zoom"}
    | {"flood-opacity", "font-weight", "grid-area", "grid-column", "grid-column-end", "orphans"}
    | {"grid-column-start", "grid-row", "grid-row-end", "grid-row-start", "line-clamp", "order"}
    | {"line-height", "opacity", "scale", "stop-opacity", "stroke-opacity", "tab-size", "widows"}
    | {"z-index"}
)

_CAMEL = re.compile(r"([A-Z])")
_NAME = re.compile(r"^[a-zA-Z][a-zA-Z0-9:_.-]*$")
_NOT_VISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\ufeff]")


@lru_cache(maxsize=2048)
def attribute_of(name: str) -> str | None:
    """The HTML attribute for a property in snake case; None for what HTML has no use for."""
    if name in _DROPPED or name.startswith("on_") or not _NAME.match(name):
        return None
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    name = name.removesuffix("_")
    if name.startswith(("data_", "aria_", "data-", "aria-")) or _HYPHENATED.match(name):
        return name.replace("_", "-")
    return None if name.startswith("on") else name.replace("_", "")


@lru_cache(maxsize=2048)
def is_enumerated(attribute: str) -> bool:
    """True for attributes that say "true" or "false" instead of being there or not."""
    return attribute.startswith(("aria-", "data-")) or attribute in _ENUMERATED


def is_dangerous(attribute: str, value: str) -> bool:
    """True for an address that would run code when followed."""
    if attribute not in _ADDRESSES:
        return False
    scheme = _NOT_VISIBLE.sub("", value[:256]).lower()
    return scheme.startswith(("javascript:", "vbscript:", "data:text"))


def style_text(style: Mapping[str, Any]) -> str:
    """A style mapping as a style attribute; a value that would end its declaration is left out."""
    parts: list[str] = []
    for name, value in style.items():
        if value is None or isinstance(value, Mapping):
            continue  # nested selectors belong in the stylesheet
        key = _style_name(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            needs_unit = value != 0 and not key.startswith("--") and key not in _UNITLESS
            text = f"{value}px" if needs_unit else str(value)
        else:
            text = str(value)
        if not any(sign in text for sign in ";{}<>\\"):
            parts.append(f"{key}:{text}")
    return ";".join(parts)


@lru_cache(maxsize=1024)
def _style_name(name: str) -> str:
    if name.startswith("--"):
        return name
    return _CAMEL.sub(r"-\1", name).replace("_", "-").lower()
