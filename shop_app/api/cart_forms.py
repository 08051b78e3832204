"""Put into the cart, change and remove lines, choose region and words: without JavaScript."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import queries as people
from shop_app.api.forms import came_from, fields_of, refused, see, session_token
from shop_app.cart import service as cart
from shop_app.cart.quantity import checked_quantity
from shop_app.core import cookies, limits
from shop_app.core.addresses import own_address
from shop_app.core.db import in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError
from shop_app.pricing import queries as prices

CART = "/cart"
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


async def add_line(request: Request) -> Response:
    """POST /cart/lines: offer (or offer_id), quantity, next; a refusal is told on the cart."""
    try:
        form = await fields_of(request)
        token = session_token(request)
        await asyncio.to_thread(limits.spend, limits.ADD_TO_CART, cookies.session_key_of(token))
        await in_transaction(
            _add,
            token=token,
            region=region_of(request),
            offer_id=_id(form.get("offer_id") or form.get("offer", "")),
            quantity=checked_quantity(form.get("quantity", "1")),
        )
    except ShopError as error:
        return refused(error, address=CART)
    return see(own_address(form.get("next", ""), CART))


async def change_line(request: Request) -> Response:
    """POST /cart/lines/{id}: quantity, or `remove`."""
    try:
        form = await fields_of(request)
        removing = "remove" in form
        await in_transaction(
            _change,
            token=session_token(request),
            line_id=_id(request.path_params["line_id"]),
            quantity=0 if removing else checked_quantity(form.get("quantity", "")),
        )
    except ShopError as error:
        return refused(error, address=CART)
    return see(own_address(form.get("next", ""), CART))


async def choose_region(request: Request) -> Response:
    """POST /region: region and locale, of those there are; next (or where it came from)."""
    try:
        form = await fields_of(request)
        region = form.get("region", "")
        await in_transaction(_move_cart, token=session_token(request), region=region)
    except ShopError as error:
        return refused(error, address="/")
    wanted = form.get("next", "").removeprefix("/") and form["next"]
    response = see(own_address(wanted or came_from(request)))
    response.headers.append("set-cookie", cookies.set_cookie_text(cookies.REGION, region))
    locale = form.get("locale", "")
    if _LOCALE.fullmatch(locale):
        text = cookies.set_cookie_text(cookies.LOCALE, locale, http_only=False)
        response.headers.append("set-cookie", text)
    return response


def _move_cart(session: Session, *, token: str, region: str) -> None:
    if region not in {known.code for known in prices.regions(session)}:
        raise Invalid("We do not sell there yet. Choose one of the regions.", field="region")
    visitor = people.who(session, token)
    cart.change_region(
        session,
        session_key=visitor.session_key,
        user_id=visitor.user_id,
        region_code=region,
    )


def _add(session: Session, *, token: str, region: str, offer_id: UUID, quantity: int) -> None:
    visitor = people.who(session, token)
    cart.add_line(
        session,
        session_key=visitor.session_key,
        user_id=visitor.user_id,
        region_code=region,
        offer_id=offer_id,
        quantity=quantity,
    )


def _change(session: Session, *, token: str, line_id: UUID, quantity: int) -> None:
    visitor = people.who(session, token)
    owner: dict[str, Any] = {"session_key": visitor.session_key, "user_id": visitor.user_id}
    if quantity == 0:
        cart.remove_line(session, **owner, line_id=line_id)
    else:
        cart.change_quantity(session, **owner, line_id=line_id, quantity=quantity)


def region_of(request: Request) -> str:
    """The region that the person has chosen; "" for none yet."""
    return cookies.cookie_of(request.headers.get("cookie"), cookies.REGION)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("This is not sold here any more.") from error


routes = [
    Route("/cart/lines", add_line, methods=["POST"]),
    Route("/cart/lines/{line_id}", change_line, methods=["POST"]),
    Route("/region", choose_region, methods=["POST"]),
]
