"""/login: sign in with e-mail address and password."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.ui.account.entry import EntryView, already_in, entry_view, private
from shop_app.ui.account.entry_form import entry_form
from shop_app.ui.components.buttons import text_link
from shop_app.ui.components.fields import text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import el
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


class LoginState(rx.State):
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
            autocomplete="current-password",
            error=view.password_error,
            required=True,
        ),
        view=view,
        shell=shell,
        title=t("Sign in"),
        lead=t("Your cart and your orders, on every device."),
        action="/login",
        submit=t("Sign in"),
        other_question=t("New here?"),
        other_label=t("Create an account"),
        other_address=view.register_address,
        below=el.p(text_link(t("Forgot your password?"), href="/reset-password")),
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(LoginState.ready, content(LoginState.view, ShellState))


async def first_paint(request: Request) -> Response:
    """The page as HTML; who is signed in already goes on."""
    if (elsewhere := await already_in(request)) is not None:
        return elsewhere
    view = entry_view(request.headers.get("cookie"), request.url.query, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    head = Head(title=t("Sign in"), robots="noindex")
    return private(
        page_response(
            request,
            head=head,
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), LoginState: {"view": view, "ready": True}},
        )
    )
