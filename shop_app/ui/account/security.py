"""/account/security: where the account is signed in, and how to end that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import reflex as rx
from babel.dates import format_timedelta
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.queries import sessions_of
from shop_app.accounts.second_factor import standing
from shop_app.accounts.views import SessionView, Visitor
from shop_app.core.clock import now
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.flash import Flash, flash_of
from shop_app.core.formats import locale_of as babel_locale
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, badge, skeleton
from shop_app.ui.components.fields import hidden, text_field
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t, words_of
from shop_app.ui.rendering import each, el, native_form, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, told, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/security"
ENDING = "/account/security/end"


@dataclass(frozen=True, slots=True)
class Place:
    """A session as it is shown."""

    id: str = ""
    browser: str = ""
    system: str = ""
    seen: str = ""
    is_this_one: bool = False


@dataclass(frozen=True, slots=True)
class SecurityView:
    """All places where the account is signed in."""

    email: str = ""
    places: list[Place] = field(default_factory=list)
    has_others: bool = False
    has_app: bool = False
    was_changed: bool = False
    current_error: str = ""
    password_error: str = ""
    problem: str = ""


class SecurityState(rx.State):
    """What the page shows."""

    view: SecurityView = SecurityView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the sessions of who asks."""
        try:
            self.view = await security_view(
                await visitor_of(self),
                locale_of(self),
                self.router.headers.cookie,
                self.router.url.query,
            )
        except ShopError as error:
            self.view = SecurityView(problem=told(self, error))
        self.ready = True


async def security_view(
    visitor: Visitor, locale: str, cookie: str | None, query: str
) -> SecurityView:
    """The places where this person is signed in, and what a form post had to say."""
    if visitor.user_id is None:
        return SecurityView()
    found = await in_reading(sessions_of, user_id=visitor.user_id, session_key=visitor.session_key)
    here = await in_reading(standing, user_id=visitor.user_id)
    flash = flash_of(cookie, query) or Flash()
    said = words_of(locale).t(flash.template, **flash.facts) if flash.template else ""
    refused = {f"{flash.field}_error": said} if flash.field in ("current", "password") else {}
    return SecurityView(
        email=visitor.email,
        has_app=here.is_on,
        was_changed=parse_qs(query.lstrip("?")[:2048]).get("done", [""])[0] == "password",
        **refused,
        places=[_place(each_one, locale) for each_one in found],
        has_others=any(not each_one.is_this_one for each_one in found),
    )


def _place(session: SessionView, locale: str) -> Place:
    ago = format_timedelta(
        session.seen_at - now(),
        add_direction=True,
        locale=babel_locale(locale),
        granularity="minute",
    )
    return Place(session.id, session.browser, session.system, ago, session.is_this_one)


def content(view: Any, shell: Any) -> rx.Component:
    """The list of places."""
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        _two_step(view),
        _password(view),
        el.section(
            el.h2(t("Where you are signed in"), class_name="display text-2xl", id="places"),
            el.p(
                t("Is there a place that you do not know? End it."),
                class_name="text-muted",
            ),
            el.ul(
                each(view.places, _place_item),
                class_name="divide-y divide-line",
                role="list",
            ),
            when(
                view.has_others,
                lambda: native_form(
                    hidden("session", "all"),
                    button(t("Sign out everywhere else"), kind="secondary", type="submit"),
                    action=ENDING,
                ),
            ),
            aria_labelledby="places",
            class_name="panel grid gap-4",
        ),
        title=t("Security"),
        current=ADDRESS,
        shell=shell,
    )


def _two_step(view: Any) -> rx.Component:
    return el.section(
        el.div(
            el.h2(t("Two-step sign-in"), class_name="display text-2xl", id="two-step"),
            when(
                view.has_app,
                lambda: badge(t("On"), tone="success"),
                lambda: badge(t("Off")),
            ),
            class_name="flex items-center gap-3",
        ),
        el.p(
            t("A code of an app on your phone, asked for after your password."),
            class_name="text-muted",
        ),
        el.div(
            button_link(
                when(view.has_app, t("Manage"), t("Set it up")),
                href=f"{ADDRESS}/two-step",
                kind="secondary",
            )
        ),
        aria_labelledby="two-step",
        class_name="panel grid gap-4",
    )


def _password(view: Any) -> rx.Component:
    return el.section(
        el.h2(t("Password"), class_name="display text-2xl", id="password"),
        when(
            view.was_changed,
            lambda: el.p(
                t("Your password is changed. All other places are signed out."), role="status"
            ),
        ),
        native_form(
            text_field(
                label=t("Password now"),
                name="current",
                type="password",
                autocomplete="current-password",
                error=view.current_error,
                required=True,
            ),
            text_field(
                label=t("New password"),
                name="password",
                type="password",
                autocomplete="new-password",
                hint=t("At least 10 characters. A few words in a row are easy to remember."),
                error=view.password_error,
                required=True,
            ),
            el.div(button(t("Change password"), kind="secondary", type="submit")),
            action=f"{ADDRESS}/password",
            no_validate=True,
            class_name="grid max-w-md gap-4",
        ),
        aria_labelledby="password",
        class_name="panel grid gap-4",
    )


def _place_item(place: Any) -> rx.Component:
    return el.li(
        icon("globe", size=24, class_name="flex-none text-muted"),
        el.div(
            el.p(
                when(place.browser, place.browser, t("A browser")),
                when(place.system, lambda: el.span(" · ", place.system)),
                class_name="font-medium",
            ),
            el.p(t("Last seen {when}", when=place.seen), class_name="text-sm text-muted"),
            class_name="grow",
        ),
        when(
            place.is_this_one,
            lambda: badge(t("This one"), tone="success"),
            lambda: native_form(
                hidden("session", place.id),
                button(
                    t("End"),
                    kind="secondary",
                    small=True,
                    type="submit",
                    aria_label=t(
                        "End the session in {browser} {system}",
                        browser=place.browser,
                        system=place.system,
                    ),
                ),
                action=ENDING,
            ),
        ),
        class_name="flex items-center gap-4 py-3",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        SecurityState.ready,
        lambda: content(SecurityState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-48"), title=t("Security"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await security_view(
        visitor, current_locale(), request.headers.get("cookie"), request.url.query
    )
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Security"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), SecurityState: {"view": view, "ready": True}},
        )
    )
