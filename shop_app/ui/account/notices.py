"""/account/notices: what a person should know, their seller's and the staff's notices among it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import reflex as rx
from babel.dates import format_timedelta
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.core.clock import now
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.notifications.notices import NoticeFacts, mark_read, notices_for
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.account.notice_words import notice_words
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.feedback import alert, empty_state, skeleton
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.i18n.locales import babel_locale
from shop_app.ui.rendering import each, el, is_html, link, speaking, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, told, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/notices"
MOST = 30


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as it is read."""

    id: str = ""
    words: str = ""
    when: str = ""
    href: str = ""
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class NoticesView:
    """A page of notices."""

    lines: list[NoticeLine] = field(default_factory=list)
    older_href: str = ""
    has_unread: bool = False
    problem: str = ""


class NoticesState(rx.State):
    """What the page shows."""

    view: NoticesView = NoticesView()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the notices of who asks."""
        before = self.router.url.query_parameters.get("before", "")
        try:
            self.view = await notices_view(await visitor_of(self), before, locale_of(self))
        except ShopError as error:
            self.view = NoticesView(problem=told(self, error))
        self.ready = True

    @rx.event
    async def read_all(self):
        """The person has read them all."""
        try:
            visitor = await visitor_of(self)
            await in_transaction(mark_read, visitor)
            self.view = await notices_view(visitor, "", locale_of(self))
        except ShopError as error:
            self.view = NoticesView(problem=told(self, error))
        return ShellState.recount_notices

    @rx.event
    async def open(self, notice_id: str, href: str):
        """The person goes where a notice leads, and has read it."""
        try:
            await in_transaction(mark_read, await visitor_of(self), notice_id=UUID(notice_id))
        except (ShopError, ValueError):
            return None  # going there matters more than the mark
        known = next((line.href for line in self.view.lines if line.href == href), ADDRESS)
        return [ShellState.recount_notices, rx.redirect(known)]


async def notices_view(visitor: Visitor, before: str, locale: str) -> NoticesView:
    """A page of the person's notices, in words."""
    if visitor.user_id is None:
        return NoticesView()
    found = await in_reading(notices_for, visitor, before=_id(before), most=MOST + 1)
    shown = found[:MOST]
    with speaking(locale):
        lines = [_line(notice, locale) for notice in shown]
    older = urlencode({"before": str(shown[-1].id)}) if len(found) > MOST else ""
    return NoticesView(
        lines=lines,
        older_href=f"{ADDRESS}?{older}" if older else "",
        has_unread=any(line.is_unread for line in lines),
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _line(notice: NoticeFacts, locale: str) -> NoticeLine:
    ago = format_timedelta(
        notice.created_at - now(),
        add_direction=True,
        locale=babel_locale(locale),
        granularity="minute",
    )
    return NoticeLine(
        id=str(notice.id),
        words=notice_words(notice.kind, notice.facts),
        when=ago,
        href=notice.href or ADDRESS,
        is_unread=notice.is_unread,
    )


def content(view: Any, shell: Any) -> rx.Component:
    """The list."""
    return account_page(
        alert(view.problem, class_name="empty:hidden"),
        when(
            view.lines,
            lambda: el.div(
                when(view.has_unread, _read_all),
                el.ul(
                    each(view.lines, _item, key=lambda line: line.id),
                    class_name="panel divide-y divide-line py-1",
                    role="list",
                ),
                class_name="grid gap-4",
            ),
            lambda: empty_state(
                title=t("Nothing new"),
                text=t("What happens to your orders is told here and by e-mail."),
            ),
        ),
        when(
            view.older_href,
            lambda: el.div(button_link(t("Older notices"), href=view.older_href, kind="secondary")),
        ),
        title=t("Notices"),
        current=ADDRESS,
        shell=shell,
    )


def _read_all() -> rx.Component:
    pressing = {} if is_html() else {"on_click": NoticesState.read_all}
    return el.div(
        button(t("Mark all as read"), kind="secondary", small=True, **pressing),
        class_name="only-live",
    )


def _item(line: Any) -> rx.Component:
    following = (
        {} if is_html() else {"on_click": NoticesState.open(line.id, line.href).prevent_default}
    )
    return el.li(
        when(
            line.is_unread,
            lambda: el.span(
                el.span(t("Unread"), class_name="sr-only"),
                class_name="mt-2 h-2.5 w-2.5 flex-none rounded-full bg-accent",
            ),
            lambda: el.span(class_name="mt-2 h-2.5 w-2.5 flex-none"),
        ),
        el.div(
            link(line.words, href=line.href, class_name="break-words hover:underline", **following),
            el.p(line.when, class_name="text-sm text-muted"),
            class_name="min-w-0 grow",
        ),
        class_name="flex items-start gap-3 py-3",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        NoticesState.ready,
        lambda: content(NoticesState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-48"), title=t("Notices"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    before = request.query_params.get("before", "")
    view = await notices_view(visitor, before, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Notices"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), NoticesState: {"view": view, "ready": True}},
        )
    )
