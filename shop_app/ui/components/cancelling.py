"""Single items cancelled before they are sent: so many pieces of each line, and why."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.goods import line_picture
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, when


def pieces_to_cancel(lines: Any) -> rx.Component:
    """The lines that have something left to send, each with how many pieces are cancelled."""
    return el.ul(each(lines, _line), role="list", class_name="grid gap-3")


def cancel_form(lines: Any, *, key: Any, on_cancel: Any) -> rx.Component:
    """The form of sellers and staff; `key` tells the forms of one page apart."""
    reason = join("cancel-reason-", key)
    return form(
        pieces_to_cancel(lines),
        el.div(
            el.label(t("Why these items are not sent"), html_for=reason, class_name="field-label"),
            el.input(
                name="reason",
                id=reason,
                required=True,
                max_length=500,
                auto_complete="off",
                class_name="field-input",
            ),
            el.p(t("The shopper reads it."), class_name="mt-1 text-sm text-muted"),
        ),
        el.div(
            button(t("Cancel these items"), type="submit", kind="danger", small=True),
            el.p(
                t("What was paid for them goes back, with their share of the delivery."),
                class_name="text-sm text-muted",
            ),
            class_name="flex flex-wrap items-center gap-x-4 gap-y-2",
        ),
        action="",
        on_submit=on_cancel,
        reset_on_submit=True,
        class_name="grid gap-4 pt-3",
    )


def _line(line: Any) -> rx.Component:
    return when(
        line.left,
        lambda: el.li(
            line_picture(line.image, size=48),
            el.div(
                el.p(line.title, class_name="font-medium"),
                el.p(line.variant_title, class_name="text-sm text-muted empty:hidden"),
                class_name="min-w-0 grow",
            ),
            el.label(
                el.input(
                    type="number",
                    name=join("cancel-", line.line_no),
                    default_value="0",
                    min="0",
                    max=line.left,
                    input_mode="numeric",
                    aria_label=t("Cancel of {title}", title=line.title),
                    class_name="field-input figures w-20 text-center",
                ),
                el.span(t("of {n}", n=line.left), class_name="text-sm text-muted"),
                class_name="flex items-center gap-2 whitespace-nowrap",
            ),
            class_name="flex flex-wrap items-center gap-3 border-b border-line pb-3 last:border-0",
        ),
    )
