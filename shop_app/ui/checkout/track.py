"""Finding an order by its number and the e-mail address it was placed with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.flash import Flash
from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, native_form
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import flash_of_request, flash_of_state
from shop_app.ui.shell.layout import auth_layout
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


@dataclass(frozen=True, slots=True)
class TrackView:
    """What was typed before; the refusal itself is the page's notice."""

    number: str = ""
    email: str = ""


class TrackState(rx.State):
    """The form as it was sent last."""

    view: TrackView = TrackView()

    @rx.event
    async def load(self):
        """What was typed before."""
        self.view = _view(flash_of_state(self))


def _view(flash: Flash | None) -> TrackView:
    kept = flash.kept if flash else {}
    return TrackView(number=kept.get("number", ""), email=kept.get("email", ""))


def content(view: Any, *, shell: Any) -> rx.Component:
    """A narrow page with one form, which the browser itself posts."""
    return auth_layout(
        el.div(
            el.div(
                el.h1(t("Track an order"), class_name="display text-3xl md:text-4xl", tab_index=-1),
                el.p(
                    t("The number stands on the page of your order. It looks like S-7K2M-P4XQ."),
                    class_name="text-muted",
                ),
                class_name="grid gap-2",
            ),
            native_form(
                text_field(
                    label=t("Order number"),
                    name="number",
                    default_value=view.number,
                    autocomplete="off",
                    auto_capitalize="characters",
                    required=True,
                ),
                text_field(
                    label=t("Email"),
                    name="email",
                    type="email",
                    default_value=view.email,
                    autocomplete="email",
                    required=True,
                ),
                button(t("Find the order"), type="submit", wide=True),
                action="/track",
                class_name="grid gap-5",
            ),
            class_name="grid gap-6",
        ),
        shell=shell,
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(True, lambda: content(TrackState.view, shell=ShellState))


async def first_paint(request: Request) -> Response:
    """The form as HTML."""
    shell = await shell_of(request, **await personal_frame(request))
    view = _view(flash_of_request(request))
    return page_response(
        request,
        head=Head(
            title=t("Track an order · Stoa"),
            description=t("See where your parcels are, with your order number and e-mail."),
            canonical="/track",
        ),
        body=lambda: content(view, shell=shell),
        seed={**personal_seed(shell), TrackState: {"view": view}},
    )
