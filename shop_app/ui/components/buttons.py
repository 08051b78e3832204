"""Buttons and links that look like them. A button says what happens."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.icons import icon
from shop_app.ui.rendering import el, link, when

KINDS = {
    "primary": "btn btn-primary",
    "secondary": "btn btn-secondary",
    "quiet": "btn btn-quiet",
    "danger": "btn btn-danger",
}


def button(
    *label: Any,
    kind: str = "primary",
    small: bool = False,
    wide: bool = False,
    busy: Any = None,
    type: str = "button",  # noqa: A002 HTML's own word
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A button; while `busy` holds it turns and takes no second press."""
    if busy is not None:
        props["aria_busy"] = when(busy, "true", "false")
        props["disabled"] = busy
    return el.button(*label, type=type, class_name=_classes(kind, small, wide, class_name), **props)


def button_link(
    *label: Any,
    href: Any,
    kind: str = "primary",
    small: bool = False,
    wide: bool = False,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A link with the weight of a button."""
    return link(*label, href=href, class_name=_classes(kind, small, wide, class_name), **props)


def icon_button(
    name: str,
    *,
    label: Any,
    kind: str = "quiet",
    size: int = 22,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A button of one icon; `label` is its name for those who do not see it."""
    return el.button(
        icon(name, size=size),
        type=props.pop("type", "button"),
        aria_label=label,
        class_name=f"{KINDS[kind]} btn-icon {class_name}",
        **props,
    )


def text_link(*label: Any, href: Any, **props: Any) -> rx.Component:
    """A link in running text."""
    return link(*label, href=href, class_name=f"textlink {props.pop('class_name', '')}", **props)


def _classes(kind: str, small: bool, wide: bool, more: str) -> str:
    size = " btn-small" if small else ""
    return f"{KINDS[kind]}{size}{' btn-wide' if wide else ''} {more}".strip()
