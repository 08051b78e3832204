"""/reset-password: ask for a link; with the link, set a new password."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.ui.account.entry import private
from shop_app.ui.account.letter_links import LinkView, link_view, narrow_page
from shop_app.ui.components.buttons import button, button_link, text_link
from shop_app.ui.components.fields import hidden, text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import choose, el, native_form, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


class ResetPasswordState(rx.State):
    """What the page shows."""

    view: LinkView = LinkView()
    ready: bool = False

    @rx.event
    def load(self):
        """Read the address and what a refused try left behind."""
        self.view = link_view(self.router.headers.cookie, self.router.url.query, locale_of(self))
        self.ready = True


def content(view: Any, shell: Any) -> rx.Component:
    """The step where the person stands."""
    return narrow_page(
        choose(
            view.step,
            {"asked": _asked, "done": _done},
            lambda: when(view.code, lambda: _set(view), lambda: _ask(view)),
        ),
        view=view,
        shell=shell,
        title=t("Set a new password"),
    )


def _ask(view: Any) -> rx.Component:
    return el.div(
        el.p(
            t("Give the address of your account. We send a link to it that is good for an hour."),
            class_name="text-muted",
        ),
        native_form(
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
            button(t("Send the link"), type="submit", wide=True),
            action="/reset-password",
            no_validate=True,
            class_name="grid gap-5",
        ),
        el.p(text_link(t("Back to sign in"), href="/login")),
        class_name="grid gap-5",
    )


def _asked() -> rx.Component:
    return el.div(
        el.p(
            t("If there is an account with this address, a link is on its way to it now."),
            role="status",
        ),
        el.p(
            t("Nothing there after some minutes? Look into the spam folder, or ask again."),
            class_name="text-muted",
        ),
        button_link(t("Ask again"), href="/reset-password", kind="secondary"),
        class_name="grid gap-4",
    )


def _set(view: Any) -> rx.Component:
    return native_form(
        hidden("code", view.code),
        text_field(
            label=t("New password"),
            name="password",
            type="password",
            autocomplete="new-password",
            hint=t("At least 10 characters. A few words in a row are easy to remember."),
            error=view.password_error,
            required=True,
        ),
        el.p(
            t("Everywhere you are signed in now, you will be signed out."),
            class_name="text-sm text-muted",
        ),
        button(t("Set the password"), type="submit", wide=True),
        action="/reset-password/new",
        no_validate=True,
        class_name="grid gap-5",
    )


def _done() -> rx.Component:
    return el.div(
        el.p(t("Your new password is set. Sign in with it."), role="status"),
        button_link(t("Sign in"), href="/login", wide=True),
        class_name="grid gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(ResetPasswordState.ready, content(ResetPasswordState.view, ShellState))


async def first_paint(request: Request) -> Response:
    """The page as HTML. Its address may hold a code: no other site is told of it."""
    view = link_view(request.headers.get("cookie"), request.url.query, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    response = private(
        page_response(
            request,
            head=Head(title=t("Set a new password"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), ResetPasswordState: {"view": view, "ready": True}},
        )
    )
    response.headers["referrer-policy"] = "same-origin"
    return response
