"""What has happened to an order, for staff: its timeline, notes and tags."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.surfaces import timeline
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, each, el, form, when


def tags_panel(view: Any, *, on_tag: Any, on_untag: Any) -> rx.Component:
    """Words that help to find the order again."""
    return el.section(
        el.h2(t("Tags"), class_name="text-lg font-semibold"),
        el.ul(
            each(
                view.tags,
                lambda word: el.li(
                    el.button(
                        word,
                        " ×",
                        type="button",
                        aria_label=t("Take the tag {tag} off", tag=word),
                        on_click=on_untag(word),
                        class_name="chip",
                    )
                ),
            ),
            role="list",
            class_name="flex flex-wrap gap-2 empty:hidden",
        ),
        form(
            text_field(label=t("New tag"), name="tag", max_length=30, autocomplete="off"),
            el.div(button(t("Put it on"), type="submit", kind="secondary", small=True)),
            action="",
            on_submit=on_tag,
            reset_on_submit=True,
            class_name="grid gap-2",
        ),
        class_name="panel grid gap-3",
    )


def note_form(*, on_note: Any) -> rx.Component:
    """A line for the timeline that only staff reads."""
    return form(
        text_field(
            label=t("Note for the staff"),
            name="text",
            max_length=500,
            autocomplete="off",
            required=True,
        ),
        el.div(button(t("Add the note"), type="submit", kind="secondary", small=True)),
        action="",
        on_submit=on_note,
        reset_on_submit=True,
        class_name="grid gap-2",
    )


def timeline_panel(view: Any, note: Any) -> rx.Component:
    """What has happened, who did it, and the form for a note."""
    return el.section(
        el.h2(t("What has happened"), class_name="text-lg font-semibold"),
        timeline(view.timeline, _step, label=t("Timeline")),
        note,
        class_name="panel grid gap-3",
    )


def _step(step: Any) -> rx.Component:
    return el.div(
        el.p(
            choose(
                step.kind,
                {
                    "opened": lambda: el.span(t("Order opened")),
                    "placed": lambda: el.span(t("Order placed and paid")),
                    "preparing": lambda: el.span(t("Packing began")),
                    "partly_shipped": lambda: el.span(t("A parcel was sent")),
                    "shipped": lambda: el.span(t("Sent")),
                    "parcel_delivered": lambda: el.span(t("A parcel was delivered")),
                    "delivered": lambda: el.span(t("Delivered")),
                    "cancelled": lambda: el.span(t("Cancelled")),
                    "pieces_cancelled": lambda: el.span(t("Items were cancelled")),
                    "nothing_left": lambda: el.span(t("Nothing is left to send")),
                    "failed": lambda: el.span(t("Not paid")),
                    "refunded": lambda: el.span(t("Money was given back")),
                    "credited": lambda: el.span(t("Store credit was given")),
                    "note": lambda: el.span(t("Note")),
                },
                lambda: el.span(step.kind),
            ),
            when(
                step.seller_name,
                lambda: el.span(" · ", step.seller_name, class_name="text-muted"),
            ),
            class_name="font-medium",
        ),
        el.p(step.note, class_name="break-words text-sm empty:hidden"),
        el.p(
            el.time(step.moment_text, " UTC", date_time=step.moment),
            " · ",
            step.actor,
            class_name="text-sm text-muted",
        ),
    )
