"""Photos of one's own review, by a plain form."""

from __future__ import annotations

import asyncio
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import queries as people
from shop_app.api.forms import came_from, refused, see, session_token
from shop_app.api.uploads import store_pictures, upload_form
from shop_app.core import limits
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError, SignInNeeded
from shop_app.core.limits import Limit
from shop_app.reviews.lists import is_own_review
from shop_app.reviews.service import MOST_PHOTOS, add_photos

ROOM = "reviews"
SENDING = Limit(
    "review-photos", "30/1 hour", "You sent many photos. Try again in {minutes} min.", field="photo"
)


async def photos(request: Request) -> Response:
    """POST /reviews/{review_id}/photos: photo (files); goes back to the page it came from."""
    there = came_from(request).partition("?")[0]
    try:
        review_id = _id(request.path_params["review_id"])
        form = await upload_form(request, most_files=MOST_PHOTOS)
        # Whose review it is not stores no picture either.
        user_id = await in_reading(_owner, token=session_token(request), review_id=review_id)
        if not form.files:
            raise Invalid("Choose at least one photo.", field="photo")
        await asyncio.to_thread(limits.spend, SENDING, str(user_id))
        stored = await store_pictures(form.files, room=ROOM)
        await in_transaction(
            add_photos,
            review_id=review_id,
            user_id=user_id,
            photos=[(one.url, one.small_url, one.width, one.height) for one in stored],
        )
    except ShopError as error:
        return refused(error, address=there)
    return see(f"{there}#reviews")


def _owner(session: Session, *, token: str, review_id: UUID) -> UUID:
    visitor = people.who(session, token)
    if visitor.user_id is None:
        raise SignInNeeded("Sign in first.")
    if not is_own_review(session, review_id=review_id, user_id=visitor.user_id):
        raise NotFound("You have not written about this product.")
    return visitor.user_id


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("This review is not here any more.") from error


routes = [Route("/reviews/{review_id}/photos", photos, methods=["POST"])]
