"""Returns by plain forms: asking with photos, taking it back, the photos for who may see them."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from shop_app.accounts import queries as people
from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.accounts.views import Visitor
from shop_app.api.forms import came_from, fields_of, refused, see, session_token
from shop_app.api.uploads import FilesRefused, UploadForm, store_pictures, upload_form
from shop_app.core import limits
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError
from shop_app.core.limits import Limit
from shop_app.core.picture_files import private_file
from shop_app.orders.queries import order_page
from shop_app.orders.returns import asking
from shop_app.orders.returns.asking import MOST_PHOTOS, Wanted
from shop_app.orders.returns.queries import photo_key

ROOM = "returns"
ASKING = Limit(
    "ask-return",
    "30/1 hour",
    "You asked for many returns. Try again in {minutes} min.",
)
_LINE = re.compile(r"line-(\d{1,6})")
_PRIVATE = {
    "cache-control": "private, max-age=3600",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
}


async def ask(request: Request) -> Response:
    """POST /orders/{number}/return: per line `line-N`, `quantity-N`, `reason-N`, `words-N`; words,
    photo (files), refund_to, request_key, key."""
    number = request.path_params["number"][:40]
    form = UploadForm()
    try:
        form = await upload_form(request, most_files=MOST_PHOTOS)
        who = await _who(request, form.fields.get("key", ""))
        # Who may not see the order stores no picture either.
        await in_reading(order_page, number, **who)
        await asyncio.to_thread(limits.spend, ASKING, who["session_key"])
        photos = await store_pictures(form.files, room=ROOM, private=True)
        await in_transaction(
            asking.ask,
            number=number,
            wanted=wanted_of(form.fields),
            words=form.fields.get("words", ""),
            photos=[(photo.key, photo.small_key) for photo in photos],
            refund_to=form.fields.get("refund_to", "method")[:20],
            request_key=form.fields.get("request_key", ""),
            **who,
        )
    except ShopError as error:
        said = error.form.fields if isinstance(error, FilesRefused) else form.fields
        kept = {name: value for name, value in said.items() if name != "key"}
        return refused(error, address=_page(number, said.get("key") or _key(request)), kept=kept)
    return see(_page(number, form.fields.get("key", ""), asked="1"))


async def cancel(request: Request) -> Response:
    """POST /returns/{number}/cancel: key, and `next` = account to come back to the account."""
    number, fields = request.path_params["number"][:40], {}
    there = f"/account/returns/{number}"
    try:
        fields = await fields_of(request)
        who = await _who(request, fields.get("key", ""))
        order_number = await in_transaction(asking.cancel, number=number, **who)
    except ShopError as error:
        order = fields.get("order", "")[:40]
        return refused(error, address=_page(order, fields.get("key", "")) if order else there)
    if fields.get("order"):
        return see(_page(order_number, fields.get("key", "")))
    return see(there)


async def photo(request: Request) -> Response:
    """GET /returns/{number}/photos/{position}: for the shopper, the seller's team and staff."""
    try:
        key, owner = await in_reading(
            photo_key,
            request.path_params["number"],
            request.path_params["position"],
            small=request.query_params.get("size") == "small",
        )
        await in_reading(_ensure_may_see, request=request, owner=owner)
    except ShopError:
        return _nothing()
    path = await asyncio.to_thread(private_file, key)
    return FileResponse(path, media_type="image/webp", headers=_PRIVATE) if path else _nothing()


def wanted_of(fields: dict[str, str]) -> list[Wanted]:
    """The lines that are ticked in a form. Raises Invalid for a quantity that is no number."""
    wanted = []
    for name in fields:
        if match := _LINE.fullmatch(name):
            line_no = int(match[1])
            quantity = fields.get(f"quantity-{line_no}", "1").strip()
            if not (quantity.isascii() and quantity.isdigit() and len(quantity) < 7):
                raise Invalid("Write how many as a number.", field=f"quantity-{line_no}")
            reason, words = fields.get(f"reason-{line_no}", ""), fields.get(f"words-{line_no}", "")
            wanted.append(Wanted(line_no, int(quantity), reason, words))
    return wanted


def _ensure_may_see(session: Session, *, request: Request, owner: Any) -> None:
    """Raises NotFound for whoever is neither staff, nor of the seller's team, nor the shopper."""
    visitor = people.who(session, session_token(request))
    if visitor.may(Permission.RETURNS_MANAGE):
        return
    if visitor.may_for(owner.seller_id, SellerPermission.RETURNS):
        return
    who = _facts(visitor, request.query_params.get("key", ""))
    order_page(session, owner.order_number, **who)


async def _who(request: Request, key: str) -> dict[str, Any]:
    return _facts(await in_reading(people.who, session_token(request)), key)


def _facts(visitor: Visitor, key: str) -> dict[str, Any]:
    return {"user_id": visitor.user_id, "session_key": visitor.session_key, "key": key[:100]}


def _key(request: Request) -> str:
    """The key in the address of the page that a form came from which could not be read."""
    return parse_qs(urlsplit(came_from(request)).query).get("key", [""])[0]


def _page(number: str, key: str, **more: str) -> str:
    query = urlencode({**more, **({"key": key[:100]} if key else {})})
    return f"/orders/{number}/return" + (f"?{query}" if query else "")


def _nothing() -> Response:
    return PlainTextResponse(NotFound("There is no such picture.").sentence, 404)


routes = [
    Route("/orders/{number}/return", ask, methods=["POST"]),
    Route("/returns/{number}/cancel", cancel, methods=["POST"]),
    Route("/returns/{number}/photos/{position:int}", photo, methods=["GET"]),
]
