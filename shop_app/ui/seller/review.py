"""/seller/reviews/{id}: one review, and the seller's answer for all to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.reviews import answers
from shop_app.reviews.seller_lists import seller_review
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert, badge, empty_state
from shop_app.ui.components.fields import text_area
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, t
from shop_app.ui.rendering import choose, each, el, form, join, link, speaking, when
from shop_app.ui.seller.frame import member_of, seller_page, seller_paint
from shop_app.ui.seller.reviews import ADDRESS
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the review."""

    url: str = ""
    small_url: str = ""


@dataclass(frozen=True, slots=True)
class AnsweringView:
    """The page; `others` says that another seller has answered."""

    key: str = ""
    title: str = ""
    body: str = ""
    rating: int = 0
    author: str = ""
    date_text: str = ""
    verified: bool = False
    product: str = ""
    product_href: str = ""
    photos: list[Photo] = field(default_factory=list)
    answer: str = ""
    status: str = ""
    note: str = ""
    others: bool = False


class SellerReviewState(rx.State):
    """The review that is shown."""

    view: AnsweringView = AnsweringView()
    problem: str = ""
    body_error: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The review of the address."""
        key = named_in_address(self)
        if self.ready and self.view.key != key:
            self.ready = False
            yield
        self.problem = self.body_error = self.notice = ""
        try:
            await self._read(key)
        except ShopError as error:
            self.view, self.problem = AnsweringView(), told(self, error)
        self.ready = True

    @rx.event
    async def answer(self, sent: dict[str, Any]):
        """Write the answer, or change it."""
        await self._do(answers.answer_review, body=str(sent.get("answer", ""))[:10_000])

    @rx.event
    async def take_back(self):
        """Take the answer back."""
        await self._do(answers.remove_answer)

    async def _do(self, verb: Any, **how: Any) -> None:
        self.problem = self.body_error = self.notice = ""
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            await in_transaction(
                verb,
                actor=member.actor,
                seller_id=member.seller_id,
                review_id=_id(self.view.key),
                **how,
            )
            await self._read(self.view.key)
        except ShopError as error:
            said = told(self, error)
            if error.field == "body":
                self.body_error = said
            else:
                self.problem = said
            return
        with speaking(locale_of(self)):
            self.notice = _done(self.view.status)

    async def _read(self, key: str) -> None:
        member = await member_of(self, SellerPermission.LISTINGS)
        row = await in_reading(seller_review, seller_id=member.seller_id, review_id=_id(key))
        with speaking(locale_of(self)):
            self.view = _view(row)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("This review is not here any more, or not yours to answer.") from error


def _done(status: str) -> str:
    if status == "pending":
        return t("Saved. Staff reads it before others do.")
    return t("Your answer shows under the review.") if status else t("Your answer is gone.")


def _view(row: Any) -> AnsweringView:
    return AnsweringView(
        key=str(row.id),
        title=row.title,
        body=row.body,
        rating=row.rating,
        author=row.author_name,
        date_text=date_text(row.created_at.date()),
        verified=row.verified,
        product=row.product_title,
        product_href=f"/p/{row.slug}#reviews",
        photos=[Photo(*photo) for photo in row.photos or ()],
        answer=row.answer if row.is_mine else "",
        status=row.answer_status if row.is_mine else "",
        note=row.answer_note if row.is_mine else "",
        others=not row.is_mine,
    )


def content(state: Any) -> rx.Component:
    """The review, then the answer."""
    view = state.view
    return el.div(
        alert(when(view.key, state.problem, ""), class_name="empty:hidden"),
        alert(state.notice, tone="success", class_name="empty:hidden"),
        link(t("All reviews"), href=ADDRESS, class_name="textlink justify-self-start"),
        when(
            view.key,
            lambda: el.div(
                _review(view),
                when(view.others, _by_another, lambda: _answer(state)),
                class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
            ),
            lambda: empty_state(title=t("There is nothing here"), text=state.problem),
        ),
        class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
    )


def _review(view: Any) -> rx.Component:
    return el.section(
        el.p(
            link(view.product, href=view.product_href, class_name="textlink"),
            class_name="text-sm",
        ),
        el.div(
            el.span(
                icon("star", size=18, fill="currentColor", class_name="text-star"),
                el.span(view.rating, class_name="font-semibold figures"),
                el.span(t("out of 5"), class_name="sr-only"),
                class_name="inline-flex items-center gap-1",
            ),
            el.h2(view.title, class_name="text-lg font-semibold empty:hidden"),
            class_name="flex items-center gap-3",
        ),
        el.p(
            view.author,
            " · ",
            view.date_text,
            when(
                view.verified,
                lambda: el.span(
                    " · ", t("Verified purchase"), class_name="font-medium text-success"
                ),
            ),
            class_name="text-sm text-muted",
        ),
        el.p(view.body, class_name="max-w-prose whitespace-pre-line break-words"),
        el.ul(
            each(
                view.photos,
                lambda photo: el.li(
                    el.a(
                        el.img(
                            src=photo.small_url,
                            alt=t("Photo by {author}", author=view.author),
                            loading="lazy",
                            custom_attrs={"width": "96", "height": "96"},
                            class_name="aspect-square w-24 rounded-field object-cover",
                        ),
                        href=photo.url,
                    )
                ),
            ),
            class_name="flex flex-wrap gap-2 empty:hidden",
        ),
        aria_label=t("Review"),
        class_name="panel grid gap-2",
    )


def _by_another() -> rx.Component:
    return el.p(
        t("Another seller of this product has answered. A review has one answer."),
        class_name="alert alert-info",
    )


def _answer(state: Any) -> rx.Component:
    view = state.view
    return el.section(
        el.div(
            el.h2(t("Your answer"), class_name="display text-2xl"),
            choose(
                view.status,
                {
                    "published": lambda: badge(t("Shows under the review"), tone="success"),
                    "pending": lambda: badge(t("Being read by staff"), tone="warning"),
                    "rejected": lambda: badge(t("Does not show"), tone="danger"),
                },
                lambda: el.span(class_name="hidden"),
            ),
            class_name="flex flex-wrap items-center gap-3",
        ),
        when(
            view.note,
            lambda: el.p(t("Staff: {note}", note=view.note), class_name="text-sm text-danger"),
        ),
        form(
            text_area(
                label=t("For everybody who reads the review"),
                name="answer",
                hint=t("Thank, explain, say what you did. Name no orders and nobody's address."),
                error=state.body_error,
                default_value=view.answer,
                rows="5",
                max_length=2000,
                required=True,
            ),
            el.div(
                button(when(view.status, t("Save the answer"), t("Answer")), type="submit"),
                when(
                    view.status,
                    lambda: button(
                        t("Take the answer back"), kind="quiet", on_click=state.take_back
                    ),
                ),
                class_name="flex flex-wrap gap-3",
            ),
            action=ADDRESS,
            on_submit=state.answer,
            key=join("answer-", view.key, "-", view.status),
            class_name="grid max-w-2xl gap-4",
        ),
        aria_label=t("Your answer"),
        class_name="panel grid gap-4",
    )


def page() -> rx.Component:
    """The live page."""
    state = SellerReviewState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: content(state), waiting),
            title=t("Review"),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Review"), current=ADDRESS)
