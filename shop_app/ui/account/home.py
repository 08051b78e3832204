"""/account: a person's own front door, with the latest orders and the ways to the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.recovery import is_verified
from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.orders.queries import orders_of
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.account.order_rows import OrderShown, order_rows, shown
from shop_app.ui.components.buttons import text_link
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t, words_of
from shop_app.ui.rendering import el, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account"
LATEST = 3


@dataclass(frozen=True, slots=True)
class HomeView:
    """Who it is, and what was bought last."""

    name: str = ""
    email: str = ""
    rows: list[OrderShown] = field(default_factory=list)
    has_more: bool = False
    is_unverified: bool = False
    problem: str = ""


class AccountState(rx.State):
    """What the page shows."""

    view: HomeView = HomeView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read who asks and their latest orders."""
        self.view = await home_view(await visitor_of(self), locale_of(self))
        self.ready = True


async def home_view(visitor: Visitor, locale: str) -> HomeView:
    """The person and their latest orders; a refusal is told in their place."""
    if visitor.user_id is None:
        return HomeView()
    try:
        page = await in_reading(orders_of, user_id=visitor.user_id, limit=LATEST, locale=locale)
        proven = await in_reading(is_verified, user_id=visitor.user_id)
    except ShopError as error:
        said = words_of(locale).t(error.template, **error.facts)
        return HomeView(name=visitor.name, email=visitor.email, problem=said)
    return HomeView(
        name=visitor.name,
        email=visitor.email,
        rows=shown(page.rows),
        has_more=bool(page.next_cursor),
        is_unverified=not proven,
    )


def content(view: Any, shell: Any) -> rx.Component:
    """The latest orders, under the person's name."""
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        when(
            view.is_unverified,
            lambda: el.p(
                t("We have sent you a link: open it to confirm your address."),
                " ",
                text_link(t("Send it again"), href="/verify-email"),
                class_name="panel",
            ),
        ),
        el.section(
            el.div(
                el.h2(t("Latest orders"), class_name="display text-2xl", id="latest"),
                when(view.has_more, lambda: text_link(t("All orders"), href="/account/orders")),
                class_name="flex items-baseline justify-between gap-4",
            ),
            order_rows(view.rows),
            aria_labelledby="latest",
            class_name="grid gap-4",
        ),
        title=t("Hello, {name}", name=view.name),
        lead=view.email,
        current=ADDRESS,
        shell=shell,
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        AccountState.ready,
        lambda: content(AccountState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-40"), title=t("Your account"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await home_view(visitor, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Your account"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), AccountState: {"view": view, "ready": True}},
        )
    )
