"""The reviews of the product that is shown, once the page is live: read, write, vote, report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import reflex as rx

from shop_app.core import limits
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError, SignInNeeded
from shop_app.core.limits import Limit
from shop_app.reviews import service
from shop_app.reviews.lists import MOST_SHOWN, SORTS, review_list
from shop_app.reviews.views import ReviewList
from shop_app.ui.shell.identity import locale_of, refusal_of_form, told, visitor_of

STEP = 10
WRITING = Limit("write-review", "30/1 hour", "You wrote a lot at once. Try again in {minutes} min.")
VOTING = Limit("vote-review", "300/1 hour", "That was a lot at once. Try again in {minutes} min.")


class OpinionsState(rx.State):
    """What the section shows; whose reviews these are is asked anew in each handler."""

    product_id: str = ""
    view: ReviewList = ReviewList()
    stars: int = 0
    sort: str = "newest"
    shown: int = STEP
    is_writing: bool = False
    problem: str = ""
    problem_field: str = ""
    said: str = ""

    @rx.event
    async def show(self, product_id: str):
        """Show the reviews of a product from the start."""
        if self.product_id != str(product_id):
            self.stars, self.sort, self.shown, self.is_writing = 0, "newest", STEP, False
        self.problem = self.problem_field = self.said = ""
        place, refusal = refusal_of_form(self)
        if place == "photo":
            self.problem, self.problem_field = refusal, place
        self.product_id = str(product_id)[:40]
        await _read(self)

    @rx.event
    async def choose(self, stars: int):
        """Only reviews with so many stars; pressed again, all."""
        stars = stars if isinstance(stars, int) else 0
        self.stars, self.shown = (0 if self.stars == stars else stars), STEP
        await _read(self)

    @rx.event
    async def order(self, sort: str):
        """Another order."""
        self.sort, self.shown = (str(sort) if str(sort) in SORTS else "newest"), STEP
        await _read(self)

    @rx.event
    async def more(self):
        """Ten more."""
        self.shown = min(self.shown + STEP, MOST_SHOWN)
        await _read(self)

    @rx.event
    def begin(self):
        """Open the form."""
        self.is_writing, self.problem, self.problem_field, self.said = True, "", "", ""

    @rx.event
    def leave(self):
        """Close the form; nothing is kept."""
        self.is_writing, self.problem, self.problem_field = False, "", ""

    @rx.event
    async def send(self, sent: dict[str, Any]):
        """Write one's review of this product, or change it."""
        visitor = await visitor_of(self)
        stars = str(sent.get("rating", ""))

        async def write(user_id: UUID, product_id: UUID) -> None:
            await asyncio.to_thread(limits.spend, WRITING, str(user_id))
            await in_transaction(
                service.write_review,
                product_id=product_id,
                user_id=user_id,
                author_name=visitor.name,
                rating=int(stars) if stars in ("1", "2", "3", "4", "5") else 0,
                title=str(sent.get("title", "")),
                body=str(sent.get("body", "")),
            )

        if await _do(self, write):
            self.is_writing, self.said = False, "written"
        await _read(self)

    @rx.event
    async def remove(self):
        """Take one's review back."""

        async def take_back(user_id: UUID, product_id: UUID) -> None:
            await in_transaction(service.remove_review, product_id=product_id, user_id=user_id)

        if await _do(self, take_back):
            self.is_writing, self.said = False, "removed"
        await _read(self)

    @rx.event
    async def help(self, review_id: str):
        """This review helped."""

        async def vote(user_id: UUID, product_id: UUID) -> None:  # noqa: ARG001 the form of all
            await asyncio.to_thread(limits.spend, VOTING, str(user_id))
            await in_transaction(service.vote_helpful, review_id=_id(review_id), user_id=user_id)

        await _do(self, vote)
        await _read(self)

    @rx.event
    async def report(self, sent: dict[str, Any]):
        """Staff should look at this review."""

        async def tell(user_id: UUID, product_id: UUID) -> None:  # noqa: ARG001 the form of all
            await asyncio.to_thread(limits.spend, WRITING, str(user_id))
            await in_transaction(
                service.report_review,
                review_id=_id(sent.get("review_id")),
                user_id=user_id,
                reason=str(sent.get("reason", "")),
                words=str(sent.get("words", "")),
            )

        if await _do(self, tell):
            self.said = "reported"
        await _read(self)


async def _do(state: OpinionsState, verb: Callable[[UUID, UUID], Any]) -> bool:
    """Do it as who is signed in; whether it was done, else `problem` says why not."""
    state.problem = state.problem_field = state.said = ""
    visitor = await visitor_of(state)
    try:
        if visitor.user_id is None:
            raise SignInNeeded("Sign in first.")
        await verb(visitor.user_id, _id(state.product_id))
    except ShopError as error:
        state.problem, state.problem_field = told(state, error), error.field
        return False
    return True


async def _read(state: OpinionsState) -> None:
    try:
        state.view = await in_reading(
            review_list,
            product_id=_id(state.product_id),
            user_id=(await visitor_of(state)).user_id,
            stars=state.stars,
            sort=state.sort,
            most=state.shown,
            locale=locale_of(state),
        )
    except ShopError as error:
        state.view, state.problem = ReviewList(), told(state, error)


def _id(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise NotFound("This review is not here any more.") from error
