"""The figures of a purchase: a region "Order summary" that cart, checkout and order share."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, when


def summary(*content: Any, sticky: bool = True, class_name: str = "") -> rx.Component:
    """The panel at the side; on phones it stands below."""
    place = "self-start lg:sticky lg:top-6" if sticky else ""
    return el.section(
        el.h2(t("Order summary"), class_name="display text-2xl"),
        *content,
        aria_label=t("Order summary"),
        class_name=f"panel grid gap-4 {place} {class_name}",
    )


def figures(*rows: Any) -> rx.Component:
    """A list of what things cost."""
    return el.dl(*rows, class_name="grid gap-2")


def figure(label: Any, amount: Any) -> rx.Component:
    """One cost."""
    return el.div(
        el.dt(label, class_name="text-muted"),
        el.dd(amount, class_name="figures"),
        class_name="flex items-baseline justify-between gap-4",
    )


def total(label: Any, amount: Any, *, note: Any = None) -> rx.Component:
    """What is paid in all."""
    return el.div(
        el.dt(
            el.span(label, class_name="font-semibold"),
            el.span(note, class_name="block text-sm font-normal text-muted")
            if note is not None
            else el.span(),
        ),
        el.dd(amount, class_name="display figures text-3xl"),
        class_name="flex items-baseline justify-between gap-4 border-t border-line pt-3",
    )


def delivery_cost(minor: Any, text: Any) -> Any:
    """What delivery costs, or that it is free."""
    return when(minor, lambda: el.span(text), lambda: el.span(t("Free")))
