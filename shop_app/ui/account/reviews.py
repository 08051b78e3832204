"""/account/reviews: what waits for a word of the person, and what they wrote."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.reviews.lists import own_reviews
from shop_app.reviews.views import OwnReviews
from shop_app.ui.account.entry import private
from shop_app.ui.account.frame import account_page, signed_in_or_asked
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import badge, empty_state, skeleton
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, live_page, page_response
from shop_app.ui.i18n import current_locale, nt, t
from shop_app.ui.rendering import choose, each, el, link, when
from shop_app.ui.shell.frame import shell_of
from shop_app.ui.shell.identity import locale_of, visitor_of
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed

ADDRESS = "/account/reviews"


class OwnReviewsState(rx.State):
    """What the page shows."""

    view: OwnReviews = OwnReviews()
    ready: bool = False

    @rx.event
    async def load(self):
        """Read the reviews of who asks."""
        self.view = await own_view(await visitor_of(self), locale_of(self))
        self.ready = True


async def own_view(visitor: Visitor, locale: str) -> OwnReviews:
    """The person's reviews; nothing for a guest."""
    if visitor.user_id is None:
        return OwnReviews()
    return await in_reading(own_reviews, user_id=visitor.user_id, locale=locale)


def content(view: Any, shell: Any) -> rx.Component:
    """What waits, then what was written."""
    return account_page(
        when(
            view.waiting,
            lambda: el.section(
                el.h2(t("Waiting for your review"), class_name="display text-2xl"),
                el.ul(each(view.waiting, _waiting), class_name="grid gap-3 sm:grid-cols-2"),
                aria_label=t("Waiting for your review"),
                class_name="grid gap-4",
            ),
        ),
        when(
            view.written,
            lambda: el.section(
                el.h2(t("What you wrote"), class_name="display text-2xl"),
                el.ul(each(view.written, _written), class_name="grid gap-3"),
                aria_label=t("What you wrote"),
                class_name="grid gap-4",
            ),
            lambda: when(
                view.waiting,
                None,
                lambda: empty_state(
                    title=t("No reviews yet"),
                    text=t("What you bought waits here for your review once it is delivered."),
                    action=button_link(t("Your orders"), href="/account/orders"),
                ),
            ),
        ),
        title=t("Your reviews"),
        current=ADDRESS,
        shell=shell,
    )


def _waiting(one: Any) -> rx.Component:
    return el.li(
        line_picture(one.image, size=72),
        el.div(
            el.p(one.product_title, class_name="line-clamp-2 font-medium"),
            el.p(t("Delivered {day}", day=one.date_text), class_name="text-sm text-muted"),
            link(
                t("Write a review"),
                el.span(" ", one.product_title, class_name="sr-only"),
                href=one.product_href,
                class_name="textlink inline-flex min-h-8 items-center text-sm font-medium",
            ),
            class_name="grid min-w-0 gap-0.5",
        ),
        class_name="panel flex gap-4 p-4",
    )


def _written(one: Any) -> rx.Component:
    return el.li(
        line_picture(one.image, size=72),
        el.div(
            el.div(
                link(
                    one.product_title,
                    href=one.product_href,
                    class_name="font-semibold hover:underline",
                ),
                choose(
                    one.status,
                    {
                        "pending": lambda: badge(t("Being read by staff"), tone="warning"),
                        "rejected": lambda: badge(t("Does not show"), tone="danger"),
                    },
                    lambda: badge(t("Published"), tone="success"),
                ),
                class_name="flex flex-wrap items-center gap-3",
            ),
            el.p(
                el.span(
                    icon("star", size=16, fill="currentColor", class_name="text-star"),
                    el.span(one.rating, class_name="figures"),
                    class_name="inline-flex items-center gap-1",
                ),
                " · ",
                one.date_text,
                when(
                    one.helpful_count,
                    lambda: el.span(
                        " · ",
                        nt(
                            "{n} person found this helpful",
                            "{n} people found this helpful",
                            n=one.helpful_count,
                        ),
                    ),
                ),
                class_name="text-sm text-muted",
            ),
            el.p(one.title, class_name="font-medium empty:hidden"),
            el.p(one.body, class_name="max-w-prose whitespace-pre-line break-words"),
            when(
                one.note,
                lambda: el.p(t("Staff: {note}", note=one.note), class_name="text-sm text-danger"),
            ),
            class_name="grid min-w-0 gap-1",
        ),
        class_name="panel flex gap-4 p-4",
    )


def page() -> rx.Component:
    """The live page."""
    return live_page(
        OwnReviewsState.ready,
        lambda: content(OwnReviewsState.view, ShellState),
        skeleton=lambda: account_page(
            skeleton("h-40"), title=t("Your reviews"), current=ADDRESS, shell=ShellState
        ),
    )


async def first_paint(request: Request) -> Response:
    """The page as HTML, for who is signed in."""
    visitor = await signed_in_or_asked(request)
    if isinstance(visitor, Response):
        return visitor
    view = await own_view(visitor, current_locale())
    shell = await shell_of(request, **await personal_frame(request))
    return private(
        page_response(
            request,
            head=Head(title=t("Your reviews"), robots="noindex"),
            body=lambda: content(view, shell),
            seed={**personal_seed(shell), OwnReviewsState: {"view": view, "ready": True}},
        )
    )
