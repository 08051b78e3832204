"""The question before an attribute is merged into another: what would change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from shop_app.catalog.attribute_merging import MergeAhead
from shop_app.ui.components.buttons import button
from shop_app.ui.components.surfaces import dialog
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el


@dataclass(frozen=True, slots=True)
class MergeView:
    """The question; `into` is the code of the other attribute, empty while nothing is asked."""

    into: str = ""
    title: str = ""
    lines: list[str] = field(default_factory=list)


def ahead_view(name: str, found: MergeAhead) -> MergeView:
    """What merging the attribute of this name would change, in words."""
    counted = (
        (
            found.products,
            nt("{n} product changes.", "{n} products change.", n=found.products),
        ),
        (
            found.both,
            nt(
                "{n} of them has both and keeps the other's value.",
                "{n} of them have both and keep the other's value.",
                n=found.both,
            ),
        ),
        (
            found.listings,
            nt("{n} draft of a seller changes.", "{n} drafts of sellers change.", n=found.listings),
        ),
        (
            found.types,
            nt(
                "{n} product type asks for the other instead.",
                "{n} product types ask for the other instead.",
                n=found.types,
            ),
        ),
        (
            found.collections,
            nt(
                "{n} rule of a collection changes.",
                "{n} rules of collections change.",
                n=found.collections,
            ),
        ),
    )
    lines = [words for count, words in counted if count]
    return MergeView(
        into=found.into,
        title=t("Merge {name} into {other}", name=name, other=found.name),
        lines=lines or [t("No product, draft or rule has it.")],
    )


def merge_question(state: Any) -> rx.Component:
    """The dialog that says what would change, and asks."""
    ahead = state.ahead
    return dialog(
        el.ul(
            each(ahead.lines, lambda line: el.li(line, class_name="figures")),
            class_name="grid gap-1",
        ),
        el.p(
            t("This attribute is gone afterwards. It cannot be undone."),
            class_name="mt-3 text-muted",
        ),
        title=ahead.title,
        is_open=ahead.into != "",
        on_close=state.leave,
        actions=el.div(
            button(t("Leave everything as it is"), kind="secondary", on_click=state.leave),
            button(t("Yes, merge them"), kind="danger", on_click=state.merge),
            class_name="flex flex-wrap justify-end gap-3",
        ),
    )
