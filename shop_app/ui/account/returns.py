"""/account/returns: everything that was sent back, newest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.orders.returns.queries import returns_of
from shop_app.orders.returns.views import ReturnView
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, empty_state, skeleton
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.returns import return_status
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, nt, t, words_of
from shop_app.ui.rendering import each, el, link, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/returns"


@dataclass(frozen=True, slots=True)
class ReturnsView:
    """One page of the list."""

    rows: list[ReturnView] = field(default_factory=list)
    older_href: str = ""
    problem: str = ""


class ReturnsState(rx.State):
    """What the page shows."""

    view: ReturnsView = ReturnsView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the returns of who asks, from where the address says."""
        before = self.router.url.query_parameters.get("before", "")
        self.view = await returns_view(await visitor_of(self), before, locale_of(self))
        self.ready = True


async def returns_view(visitor: Visitor, before: str, locale: str) -> ReturnsView:
    """A page of the person's returns; a refusal is told in its place."""
    if visitor.user_id is None:
        return ReturnsView()
    try:
        page = await in_reading(
            returns_of, user_id=visitor.user_id, cursor=before[:200], locale=locale
        )
    except ShopError as error:
        return ReturnsView(problem=words_of(locale).t(error.template, **error.facts))
    older = f"{ADDRESS}?{urlencode({'before': page.next_cursor})}" if page.next_cursor else ""
    return ReturnsView(rows=list(page.rows), older_href=older)


def content(view: Any, shell: Any) -> rx.Component:
    """The list and the way to older ones."""
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        when(
            view.rows,
            lambda: el.ul(each(view.rows, _row), class_name="grid gap-4", role="list"),
            lambda: empty_state(
                title=t("No returns yet"),
                text=t("To send something back, open its order and choose what to return."),
                action=button_link(t("Your orders"), href="/account/orders"),
            ),
        ),
        when(
            view.older_href,
            lambda: button_link(t("Older returns"), href=view.older_href, kind="secondary"),
        ),
        title=t("Your returns"),
        current=ADDRESS,
        shell=shell,
    )


def _row(row: Any) -> rx.Component:
    return el.li(
        el.div(
            el.div(
                el.h3(
                    link(
                        t("Return {number}", number=row.number),
                        href=row.href,
                        class_name="font-semibold after:absolute after:inset-0 hover:underline",
                    )
                ),
                el.p(
                    row.asked_text,
                    " · ",
                    nt("{n} item", "{n} items", n=row.count),
                    " · ",
                    row.seller_name,
                    class_name="text-sm text-muted",
                ),
                class_name="grid gap-0.5",
            ),
            el.div(
                return_status(row.status),
                el.p(row.refund_text, class_name="figures text-lg font-semibold"),
                class_name="flex items-center gap-4 sm:ms-auto",
            ),
            class_name="flex flex-wrap items-start gap-x-6 gap-y-2",
        ),
        el.ul(
            each(row.lines, lambda line: el.li(line_picture(line.image, size=64))),
            aria_hidden="true",
            class_name="flex flex-wrap gap-2",
        ),
        class_name="panel relative grid gap-3 hover:border-line-strong",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        ReturnsState.ready,
        lambda: content(ReturnsState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-40"), title=t("Your returns"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await returns_view(visitor, request.query_params.get("before", ""), current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Your returns"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), ReturnsState: {"view": view, "ready": True}},
        )
    )
