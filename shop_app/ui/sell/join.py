"""/sell/join: following an invitation into a seller's team."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.core.flash import flash_of
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import signed_in_or_asked
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import hidden
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import current_locale, t, words_of
from shop_app.ui.rendering import el, native_form
from shop_app.ui.shell.frame import shell_of, storefront_live
from shop_app.ui.shell.identity import locale_of
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import personal_frame, personal_seed

ADDRESS = "/sell/join"


class JoinState(rx.State):
    """The code of the address, and what a refused try said."""

    code: str = ""
    problem: str = ""
    ready: bool = False

    @rx.event
    def load(self):
        """Read the address."""
        router = self.router
        self.code, self.problem = _asked(router.headers.cookie, router.url.query, locale_of(self))
        self.ready = True


def _asked(cookie: str | None, query: str, locale: str) -> tuple[str, str]:
    flash = flash_of(cookie, query)
    said = words_of(locale).t(flash.template, **flash.facts) if flash and flash.template else ""
    return parse_qs(query.lstrip("?")[:1000]).get("code", [""])[0][:200], said


def content(code: Any, problem: Any) -> rx.Component:
    """One question, one button."""
    return el.div(
        el.h1(t("Join a seller’s team"), tab_index=-1, class_name="display text-4xl"),
        alert(problem, class_name="empty:hidden"),
        el.p(t("You were invited to act for a seller on Stoa.")),
        native_form(
            hidden("code", code), button(t("Join the team"), type="submit"), action=ADDRESS
        ),
        class_name="wrap grid max-w-xl justify-items-start gap-5 py-16",
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(JoinState.ready, lambda: content(JoinState.code, JoinState.problem))


async def first_paint(request: Request) -> Response:
    """The page as HTML, for whoever is signed in."""
    visitor: Any = await signed_in_or_asked(request)
    if not isinstance(visitor, Visitor):
        return visitor
    cookie = request.headers.get("cookie")
    code, problem = _asked(cookie, request.url.query, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Join a seller’s team"), robots="noindex"),
            body=lambda: storefront_layout(content(code, problem), shell=shell),
            seed={
                **personal_seed(shell),
                JoinState: {"code": code, "problem": problem, "ready": True},
            },
        )
    )
