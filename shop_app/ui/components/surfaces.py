"""Things that lie over or fold within a page: drawer, dialog, disclosure, table, timeline."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import icon_button
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, when


def drawer(
    *content: Any,
    title: Any,
    is_open: Any,
    on_close: Any = None,
    footer: Any = None,
    side: str = "end",
) -> rx.Component:
    """A sheet at the side. The browser's own dialog: it keeps the focus in, Escape closes it.

    assets/js/ui.js opens and closes it as `is_open` says and presses the close button on Escape.
    """
    return el.dialog(
        el.div(
            el.h2(title, class_name="display text-2xl"),
            icon_button("close", label=t("Close"), on_click=on_close, data_close="1"),
            class_name="flex items-center justify-between gap-4 border-b border-line px-5 py-3",
        ),
        el.div(*content, class_name="grow overflow-y-auto px-5 py-4"),
        el.div(footer, class_name="border-t border-line px-5 py-4")
        if footer is not None
        else el.span(),
        data_modal=when(is_open, "1", "0"),
        aria_label=title,
        class_name="sheet" if side == "end" else "sheet sheet-start",
    )


def dialog(
    *content: Any, title: Any, is_open: Any, on_close: Any = None, actions: Any = None
) -> rx.Component:
    """A question that must be answered."""
    return el.dialog(
        el.div(
            el.h2(title, class_name="display text-2xl"),
            icon_button("close", label=t("Close"), on_click=on_close, data_close="1"),
            class_name="mb-3 flex items-start justify-between gap-4",
        ),
        *content,
        el.div(actions, class_name="mt-6 flex flex-wrap justify-end gap-3"),
        data_modal=when(is_open, "1", "0"),
        aria_label=title,
        class_name="box",
    )


def disclosure(title: Any, *content: Any, is_open: bool = False, **props: Any) -> rx.Component:
    """Content that folds away under its title."""
    return el.details(
        el.summary(
            el.span(title, class_name="font-semibold"),
            icon("chevron-down", class_name="transition-transform group-open:rotate-180"),
            class_name="flex min-h-11 items-center justify-between gap-3",
        ),
        el.div(*content, class_name="pb-4 pt-1"),
        open=is_open,
        class_name=f"group border-b border-line {props.pop('class_name', '')}",
        **props,
    )


def data_table(
    *, caption: Any, head: list[tuple[Any, bool]], rows: Any, row: Any, **props: Any
) -> rx.Component:
    """A table: `head` is (label, is a number) per column, `row` makes an `el.tr` of a row."""
    return el.div(
        el.table(
            el.caption(caption),
            el.thead(
                el.tr(
                    *[
                        el.th(label, scope="col", class_name="number" if number else "")
                        for label, number in head
                    ]
                )
            ),
            el.tbody(each(rows, row)),
            class_name="table",
            **props,
        ),
        class_name="overflow-x-auto",
        tab_index=0,
        role="region",
        aria_label=caption,
    )


def timeline(steps: Any, step: Any, *, label: Any) -> rx.Component:
    """What happened, in order; `step` makes the content of an entry."""
    return el.ol(
        each(
            steps,
            lambda entry: el.li(
                el.span(class_name="timeline-dot"),
                el.div(step(entry), class_name="grid gap-0.5 pb-5"),
                class_name="flex gap-3",
            ),
        ),
        aria_label=label,
        role="list",
        class_name="timeline",
    )


def countdown(until: Any, *, label: Any) -> rx.Component:
    """Minutes and seconds until a moment (ISO 8601); assets/js/ui.js counts and says the end."""
    return el.span(
        "–:––",
        role="timer",
        aria_label=label,
        data_until=until,
        class_name="figures font-semibold",
    )
