"""/admin/system/mail/{id}: one letter as its reader sees it, and as plain text.

The letter stands in a frame without scripts, forms or an origin: whatever is in it acts nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.notifications.mail_lists import MailFacts, mail_page
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.mail import ADDRESS, TONES, state_words
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, badge
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import datetime_text, t
from shop_app.ui.rendering import choose, el, speaking, when
from shop_app.ui.shell.identity import locale_of, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as it is shown."""

    subject: str = ""
    recipient: str = ""
    html: str = ""
    text: str = ""
    state: str = ""
    state_words: str = ""
    written: str = ""
    problem: str = ""
    is_hidden: bool = False


class MailPageState(rx.State):
    """What the page shows."""

    view: LetterView = LetterView()
    refusal: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the letter that the address names."""
        try:
            await staff_of(self, Permission.MAIL_VIEW)
            found = await in_reading(mail_page, mail_id=self.mail_id)  # type: ignore[attr-defined]
        except ShopError as error:
            self.view, self.refusal, self.ready = LetterView(), told(self, error), True
            return
        self.view, self.refusal, self.ready = _view(found, locale_of(self)), "", True


def _view(facts: MailFacts, locale: str) -> LetterView:
    with speaking(locale):
        return LetterView(
            subject=facts.subject,
            recipient=facts.recipient,
            html=facts.html,
            text=facts.text,
            state=facts.state,
            state_words=state_words().get(facts.state, facts.state),
            written=datetime_text(facts.created_at),
            problem=facts.problem,
            is_hidden=facts.is_hidden,
        )


def content() -> rx.Component:
    """The letter under its facts."""
    view = MailPageState.view
    return el.div(
        alert(MailPageState.refusal, class_name="empty:hidden"),
        when(
            view.subject,
            lambda: el.div(
                el.div(
                    el.h2(view.subject, class_name="display text-2xl"),
                    choose(
                        view.state,
                        {
                            state: lambda tone=tone: badge(view.state_words, tone=tone)
                            for state, tone in TONES.items()
                        },
                        lambda: badge(view.state_words),
                    ),
                    class_name="flex flex-wrap items-center gap-3",
                ),
                el.p(
                    t(
                        "To {recipient}, {moment} UTC",
                        recipient=view.recipient,
                        moment=view.written,
                    ),
                    class_name="text-muted",
                ),
                alert(view.problem, tone="warning"),
                when(
                    view.is_hidden,
                    lambda: el.p(
                        t("This letter holds a link that opens something; nobody else reads it."),
                        class_name="panel text-muted",
                    ),
                    lambda: el.div(
                        el.iframe(
                            src_doc=view.html,
                            sandbox="allow-popups allow-popups-to-escape-sandbox",
                            title=t("The letter"),
                            class_name="h-[44rem] w-full rounded-card border border-line bg-white",
                        ),
                        disclosure(
                            t("As plain text"),
                            el.pre(
                                view.text,
                                class_name="whitespace-pre-wrap break-words text-sm",
                            ),
                        ),
                        class_name="grid gap-4",
                    ),
                ),
                class_name="grid gap-4",
            ),
        ),
        class_name="grid max-w-3xl gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        True,
        lambda: admin_page(
            when(MailPageState.ready, content, waiting),
            title=t("Letter"),
            current=ADDRESS,
            shell=ShellState,
            action=button_link(t("All letters"), href=ADDRESS, kind="secondary"),
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Letter"), current=ADDRESS)
