"""/register: open an account."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.ui.account.entry import EntryView, already_in, entry_view, private
from shop_app.ui.account.entry_form import entry_form
from shop_app.ui.components.fields import text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


class RegisterState(rx.State):
    """What the form shows."""

    view: EntryView = EntryView()
    ready: bool = False

    @rx.event
    def load(self):
        """Read the address and what a refused try left behind."""
        router = self.router
        self.view = entry_view(router.headers.cookie, router.url.query, locale_of(self))
        self.ready = True


def content(view: Any, shell: Any) -> rx.Component:
    """The form."""
    return entry_form(
        text_field(
            label=t("Full name"),
            name="name",
            autocomplete="name",
            default_value=view.name,
            error=view.name_error,
            required=True,
        ),
        text_field(
            label=t("Email"),
            name="email",
            type="email",
            autocomplete="username",
            input_mode="email",
            default_value=view.email,
            error=view.email_error,
            required=True,
        ),
        text_field(
            label=t("Password"),
            name="password",
            type="password",
            autocomplete="new-password",
            hint=t("At least 10 characters. A few words in a row are easy to remember."),
            error=view.password_error,
            required=True,
        ),
        view=view,
        shell=shell,
        title=t("Create an account"),
        lead=t("One minute, and your cart comes along."),
        action="/register",
        submit=t("Create account"),
        other_question=t("You have one already?"),
        other_label=t("Sign in"),
        other_address=view.sign_in_address,
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(RegisterState.ready, content(RegisterState.view, ShellState))


async def first_paint(request: Request) -> Response:
    """The page as HTML; who is signed in already goes on."""
    if (elsewhere := await already_in(request)) is not None:
        return elsewhere
    view = entry_view(request.headers.get("cookie"), request.url.query, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    head = Head(title=t("Create an account"), robots="noindex")
    return private(
        page_response(
            request,
            head=head,
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), RegisterState: {"view": view, "ready": True}},
        )
    )
