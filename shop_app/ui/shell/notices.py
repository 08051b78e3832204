"""The bell: how many notices wait to be read, counted anew every half minute while one looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import nt
from shop_app.ui.rendering import el, is_html, link, when

SECONDS = 25


def bell(shell: Any, *, class_name: str = "") -> rx.Component:
    """The link to the notices with the number of unread ones, at most 99+."""
    return el.span(
        link(
            icon("bell", size=24),
            when(
                shell.notice_count,
                lambda: el.span(
                    shell.notice_count,
                    aria_hidden="true",
                    class_name="absolute end-0 top-0.5 grid h-5 min-w-5 place-items-center "
                    "rounded-full bg-accent px-1 text-xs font-bold text-on-accent figures",
                ),
            ),
            href="/account/notices",
            aria_label=nt("{n} unread notice", "{n} unread notices", n=shell.notice_count),
            class_name="relative grid h-11 w-11 place-items-center rounded-field hover:bg-sunk",
        ),
        _again(shell),
        class_name=class_name,
    )


def _again(shell: Any) -> rx.Component:
    """What ui.js presses from time to time: the page itself asks for the count."""
    if is_html():
        return el.span(hidden=True)
    return el.button(
        type="button",
        hidden=True,
        tab_index=-1,
        aria_hidden="true",
        data_every=str(SECONDS),
        on_click=shell.recount_notices,
    )
