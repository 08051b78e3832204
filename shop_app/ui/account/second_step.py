"""/login/code: the second step of signing in, for who has an authenticator app."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.accounts.second_step import second_step_of
from shop_app.ui.account.entry import private
from shop_app.ui.account.letter_links import LinkView, link_view, narrow_page
from shop_app.ui.components.buttons import button, text_link
from shop_app.ui.components.fields import hidden, text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import el, native_form
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


class SecondStepState(rx.State):
    """What the form shows."""

    view: LinkView = LinkView()
    ready: bool = False

    @rx.event
    def load(self):
        """Read the address and what a refused try left behind."""
        self.view = link_view(self.router.headers.cookie, self.router.url.query, locale_of(self))
        self.ready = True


def content(view: Any, shell: Any) -> rx.Component:
    """The form."""
    return narrow_page(
        el.p(
            t("Your password is right. Enter the six digits that your authenticator app shows."),
            class_name="text-muted",
        ),
        native_form(
            text_field(
                label=t("Code"),
                name="code",
                autocomplete="one-time-code",
                input_mode="text",
                hint=t("No phone at hand? A recovery code works too, once."),
                error=view.code_error,
                auto_focus=True,
                required=True,
            ),
            hidden("next", view.there),
            button(t("Sign in"), type="submit", wide=True),
            action="/login/code",
            no_validate=True,
            class_name="grid gap-5",
        ),
        el.p(text_link(t("Start again"), href="/login")),
        view=view,
        shell=shell,
        title=t("Two-step sign-in"),
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(SecondStepState.ready, content(SecondStepState.view, ShellState))


async def first_paint(request: Request) -> Response:
    """The form as HTML; who has not given the password first is sent there."""
    if second_step_of(request.headers.get("cookie")) is None:
        return RedirectResponse("/login", 303)
    view = link_view(request.headers.get("cookie"), request.url.query, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Two-step sign-in"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), SecondStepState: {"view": view, "ready": True}},
        )
    )
