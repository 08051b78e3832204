"""What the shop says back: alerts, badges, empty and error states, skeletons."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, link, when

TONES = {
    "danger": ("alert", "alert"),
    "warning": ("alert alert-warning", "alert"),
    "success": ("alert alert-success", "check"),
    "info": ("alert alert-info", "info"),
}


def alert(text: Any, *, tone: str = "danger", **props: Any) -> rx.Component:
    """A sentence that must be seen now; shown only while there is one, announced when it comes."""
    classes, sign = TONES[tone]
    return el.div(
        when(text, lambda: el.div(icon(sign), el.p(text), class_name=classes)),
        role="alert" if tone in ("danger", "warning") else "status",
        **props,
    )


def badge(*text: Any, tone: str = "") -> rx.Component:
    """A short fact in a pill; tone is accent, success, warning, danger or none."""
    return el.span(*text, class_name=f"badge badge-{tone}" if tone else "badge")


def empty_state(
    *, title: Any, text: Any, action: Any = None, picture: Any = "", level: int = 2
) -> rx.Component:
    """Nothing here yet, and what to do next."""
    heading = el.h1 if level == 1 else el.h2
    return el.div(
        when(
            picture,
            lambda: el.img(
                src=picture,
                alt="",
                custom_attrs={"width": "320", "height": "240"},
                class_name="mx-auto h-auto w-64",
            ),
        ),
        heading(title, class_name="display text-2xl md:text-3xl"),
        el.p(text, class_name="mx-auto max-w-prose text-muted"),
        el.div(action, class_name="mt-2 flex flex-wrap justify-center gap-3")
        if action is not None
        else el.span(),
        class_name="grid gap-3 py-12 text-center",
    )


def error_state(*, title: Any, text: Any, action: Any = None, level: int = 2) -> rx.Component:
    """Something failed here: what it was, that nothing is lost, and the way on."""
    heading = el.h1 if level == 1 else el.h2
    return el.div(
        icon("alert", size=32, class_name="mx-auto text-danger"),
        heading(title, class_name="display text-2xl md:text-3xl"),
        el.p(text, class_name="mx-auto max-w-prose text-muted"),
        el.div(action, class_name="mt-2 flex flex-wrap justify-center gap-3")
        if action is not None
        else el.span(),
        role="alert",
        class_name="grid gap-3 py-12 text-center",
    )


def toast(text: Any, *, action: Any = None, on_close: Any = None) -> rx.Component:
    """A short word at the foot of the page, announced politely; there while `text` is not empty.

    It stays until it is closed or the text is emptied, so that nobody has to read against a clock.
    """
    return el.div(
        when(
            text,
            lambda: el.div(
                el.p(text, class_name="grow"),
                action if action is not None else el.span(class_name="hidden"),
                el.button(
                    icon("close", size=18),
                    type="button",
                    aria_label=t("Close"),
                    class_name="btn btn-icon -my-2 -me-2",
                    **({} if on_close is None else {"on_click": on_close}),
                ),
                class_name="toast",
            ),
        ),
        role="status",
        aria_live="polite",
    )


def skeleton(class_name: str) -> rx.Component:
    """The place of something that is on its way."""
    return el.div(class_name=f"skeleton {class_name}", aria_hidden="true")


def skeleton_grid(count: int = 12, *, wide: bool = False) -> rx.Component:
    """A grid of cards that are on their way."""
    return el.div(
        each(
            list(range(count)),
            lambda _: el.div(
                skeleton("aspect-square rounded-card"),
                skeleton("h-4 w-3/4"),
                skeleton("h-5 w-1/3"),
                class_name="grid gap-2.5",
            ),
        ),
        class_name="grid-cards grid-cards-wide" if wide else "grid-cards",
        aria_busy="true",
    )


def figure_tile(label: Any, value: Any, *, detail: Any = "", href: Any = "") -> rx.Component:
    """A number with its name; a link to the rows behind it when `href` is given."""
    inside = el.div(
        el.p(label, class_name="text-sm text-muted"),
        el.p(value, class_name="display figures text-xl sm:text-3xl"),
        when(detail, lambda: el.p(detail, class_name="text-sm text-muted")),
        class_name="panel grid h-full content-start gap-1 max-sm:p-3.5",
    )
    if isinstance(href, str) and not href:
        return inside
    return link(inside, href=href, class_name="block rounded-card hover:shadow-lift")
