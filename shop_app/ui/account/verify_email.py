"""/verify-email: the page behind the link that proves an address.

Opening it changes nothing, since mail programs open links by themselves: a button does.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.recovery import is_verified
from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.ui.account.entry import private
from shop_app.ui.account.letter_links import LinkView, link_view, narrow_page
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.fields import hidden
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import choose, el, native_form, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, told, visitor_of, visitor_of_request
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


class VerifyEmailState(rx.State):
    """What the page shows."""

    view: LinkView = LinkView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the address, who asks, and what a refused try left behind."""
        router = self.router
        try:
            self.view = await _view(
                await visitor_of(self), router.headers.cookie, router.url.query, locale_of(self)
            )
        except ShopError as error:
            self.view = LinkView(form_error=told(self, error))
        self.ready = True


async def _view(visitor: Visitor, cookie: str | None, query: str, locale: str) -> LinkView:
    view = link_view(cookie, query, locale)
    if visitor.user_id is None:
        return view
    proven = await in_reading(is_verified, user_id=visitor.user_id)
    step = view.step or ("done" if proven and not view.form_error else "")
    return link_view(cookie, query, locale, email=visitor.email, step=step)


def content(view: Any, shell: Any) -> rx.Component:
    """The step where the person stands."""
    return narrow_page(
        choose(
            view.step,
            {"done": _done, "sent": lambda: _sent(view)},
            lambda: when(view.code, lambda: _confirm(view), lambda: _ask(view)),
        ),
        view=view,
        shell=shell,
        title=t("Confirm your e-mail address"),
    )


def _confirm(view: Any) -> rx.Component:
    return native_form(
        hidden("code", view.code),
        el.p(t("One press, and we know that this address is yours."), class_name="text-muted"),
        button(t("Confirm this address"), type="submit", wide=True),
        action="/verify-email",
        class_name="grid gap-5",
    )


def _ask(view: Any) -> rx.Component:
    return when(
        view.email,
        lambda: native_form(
            el.p(
                t("We send a link to {email}. Open it to confirm the address.", email=view.email),
                class_name="text-muted",
            ),
            button(t("Send the link"), type="submit", wide=True),
            action="/verify-email/again",
            class_name="grid gap-5",
        ),
        lambda: el.div(
            el.p(t("Sign in, and we send you a new link."), class_name="text-muted"),
            button_link(t("Sign in"), href="/login?next=/verify-email", wide=True),
            class_name="grid gap-5",
        ),
    )


def _sent(view: Any) -> rx.Component:
    return el.p(
        t("A link is on its way to {email}. It is good for 3 days.", email=view.email),
        role="status",
    )


def _done() -> rx.Component:
    return el.div(
        el.p(t("This address is confirmed. Thank you."), role="status"),
        button_link(t("Go to your account"), href="/account", wide=True),
        class_name="grid gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(VerifyEmailState.ready, content(VerifyEmailState.view, ShellState))


async def first_paint(request: Request) -> Response:
    """The page as HTML. Its address may hold a code: no other site is told of it."""
    view = await _view(
        await visitor_of_request(request),
        request.headers.get("cookie"),
        request.url.query,
        current_locale(),
    )
    shell = await shell_of(request, **await personal_frame(request))
    response = private(
        page_response(
            request,
            head=Head(title=t("Confirm your e-mail address"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), VerifyEmailState: {"view": view, "ready": True}},
        )
    )
    response.headers["referrer-policy"] = "same-origin"
    return response
