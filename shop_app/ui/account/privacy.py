"""/account/privacy: take one's data away as a file, or have oneself erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.privacy import ensure_erasable
from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.flash import Flash, flash_of
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.components.fields import checkbox, error_text, text_field
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t, words_of
from shop_app.ui.rendering import el, native_form, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/privacy"


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """Why the person cannot be erased now, if so; and what was refused."""

    hindrance: str = ""
    password_error: str = ""
    sure_error: str = ""
    form_error: str = ""


class PrivacyState(rx.State):
    """What the page shows."""

    view: PrivacyView = PrivacyView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Look whether anything stands in the way."""
        router = self.router
        self.view = await privacy_view(
            await visitor_of(self), router.headers.cookie, router.url.query, locale_of(self)
        )
        self.ready = True


async def privacy_view(
    visitor: Visitor, cookie: str | None, query: str, locale: str
) -> PrivacyView:
    """What stands in the way of erasure, and what a form post had to say."""
    if visitor.user_id is None:
        return PrivacyView()
    words, hindrance = words_of(locale), ""
    try:
        await in_reading(ensure_erasable, user_id=visitor.user_id)
    except ShopError as error:
        hindrance = words.t(error.template, **error.facts)
    flash = flash_of(cookie, query) or Flash()
    said = words.t(flash.template, **flash.facts) if flash.template else ""
    beside = flash.field if flash.field in ("password", "sure") else "form"
    return PrivacyView(hindrance=hindrance, **({f"{beside}_error": said} if said else {}))


def content(view: Any, shell: Any) -> rx.Component:
    """Both choices."""
    return account_page(
        alert(view.form_error, class_name="empty:hidden"),
        el.section(
            el.h2(t("Your data as a file"), class_name="display text-2xl", id="export"),
            el.p(
                t(
                    "Everything that we know of you: account, addresses, orders, returns, reviews, "
                    "lists and what you looked at. One file that people and programs can read "
                    "(JSON)."
                ),
                class_name="text-muted",
            ),
            native_form(button(t("Download my data"), type="submit"), action=f"{ADDRESS}/export"),
            aria_labelledby="export",
            class_name="panel grid gap-4",
        ),
        el.section(
            el.h2(t("Erase my account"), class_name="display text-2xl", id="erase"),
            el.p(
                t(
                    "Your name, e-mail address, addresses, lists and sessions are erased at once. "
                    "Orders stay for the books without your name; reviews stay without their "
                    "author. There is no way back."
                ),
                class_name="text-muted",
            ),
            when(
                view.hindrance,
                lambda: alert(view.hindrance, tone="warning"),
                lambda: _erase(view),
            ),
            aria_labelledby="erase",
            class_name="panel grid gap-4",
        ),
        title=t("Privacy"),
        current=ADDRESS,
        shell=shell,
    )


def _erase(view: Any) -> rx.Component:
    return native_form(
        text_field(
            label=t("Password"),
            name="password",
            type="password",
            autocomplete="current-password",
            error=view.password_error,
            required=True,
        ),
        el.div(
            checkbox(
                label=t("I am sure: erase my account for good"),
                name="sure",
                value="1",
                aria_describedby="sure-error",
            ),
            error_text(view.sure_error, id="sure-error"),
        ),
        el.div(button(t("Erase my account"), kind="danger", type="submit")),
        action=f"{ADDRESS}/erase",
        no_validate=True,
        class_name="grid max-w-md gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        PrivacyState.ready,
        lambda: content(PrivacyState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-48"), title=t("Privacy"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await privacy_view(
        visitor, request.headers.get("cookie"), request.url.query, current_locale()
    )
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Privacy"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), PrivacyState: {"view": view, "ready": True}},
        )
    )
