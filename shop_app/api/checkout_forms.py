"""From the cart to the order by plain forms: paying, the challenge, finding, cancelling."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import queries as people
from shop_app.accounts.views import Visitor
from shop_app.api.forms import asks_from, fields_of, refused, see, session_token
from shop_app.bootstrap import gateways
from shop_app.cart import service as cart
from shop_app.checkout.credit import choose_credit, ensure_as_seen
from shop_app.checkout.declined import refusal_of
from shop_app.checkout.form import fill
from shop_app.checkout.place_order import finish_challenge, place_order
from shop_app.checkout.refunds import give_back
from shop_app.checkout.results import Challenge, Placed, Result
from shop_app.core import limits
from shop_app.core.audit import SHOPPER
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.core.limits import Limit
from shop_app.orders import service as orders
from shop_app.orders.cancelling import cancel_own_pieces, pieces_of
from shop_app.orders.queries import order_page, track
from shop_app.orders.status import IllegalMove

CHECKOUT, TRACK = "/checkout", "/track"
TRACKING = Limit(
    "track-order",
    "30/15 minutes",
    "There were many tries to find an order from where you are. Try again in {minutes} min.",
)


async def accept_changes(request: Request) -> Response:
    """POST /cart/changes: the person has read what changed in the cart."""
    try:
        await fields_of(request)
        visitor = await _visitor(request)
        await in_transaction(cart.accept_changes, **_who(visitor))
    except ShopError as error:
        return refused(error, address="/cart")
    return see("/cart")


async def pay(request: Request) -> Response:
    """POST /checkout: the whole form; saves it and places the order."""
    try:
        form = await fields_of(request)
        visitor = await _visitor(request)
        await asyncio.to_thread(limits.spend, limits.PLACE_ORDER, visitor.session_key)
        await _fill(visitor, form)
        credit_seen = await _credit_seen(visitor, form)
        result = await asyncio.to_thread(
            place_order,
            checkout_id=_id(form.get("checkout_id", "")),
            **_who(visitor),
            total_seen_minor=_number(form.get("total_seen", "")),
            payment_method=form.get("payment_method", "")[:60],
            gateways=gateways(),
            credit_seen_minor=credit_seen,
        )
    except ShopError as error:
        return refused(error, address=CHECKOUT)
    return _after(result)


async def answer_challenge(request: Request) -> Response:
    """POST /checkout/challenge: payment, and answer `approve` or `refuse`."""
    try:
        form = await fields_of(request)
        result = await asyncio.to_thread(
            finish_challenge,
            payment_id=_id(form.get("payment", "")),
            approved=form.get("answer") == "approve",
            **_who(await _visitor(request)),
            gateways=gateways(),
        )
    except ShopError as error:
        return refused(error, address=CHECKOUT)
    return _after(result)


async def find_order(request: Request) -> Response:
    """POST /track: number and e-mail; leads to the order with its key."""
    form: dict[str, str] = {}
    try:
        form = await fields_of(request)
        await asyncio.to_thread(limits.spend, TRACKING, asks_from(request))
        return see(
            await in_reading(track, form.get("number", "")[:40], form.get("email", "")[:254])
        )
    except ShopError as error:
        kept = {name: form.get(name, "") for name in ("number", "email")}
        return refused(error, address=TRACK, kept=kept)


async def cancel_order(request: Request) -> Response:
    """POST /orders/{number}/cancel: before anything was sent; the money goes back."""
    number, key = request.path_params["number"], ""
    try:
        form = await fields_of(request)
        key = form.get("key", "")
        owed = await in_transaction(_cancel, await _visitor(request), number=number, key=key)
        for payment_id in owed:
            await asyncio.to_thread(give_back, payment_id, gateways())
    except ShopError as error:
        return refused(error, address=_order(number, key))
    return see(_order(number, key))


async def cancel_pieces(request: Request) -> Response:
    """POST /orders/{number}/cancel-items: pieces that are not sent yet (`cancel-{line}`)."""
    number, key = request.path_params["number"], ""
    try:
        form = await fields_of(request)
        key = form.get("key", "")
        owed = await in_transaction(
            cancel_own_pieces,
            **_who(await _visitor(request)),
            number=number,
            key=key,
            pieces=pieces_of(form),
            actor=SHOPPER,
        )
        for payment_id in owed:
            await asyncio.to_thread(give_back, payment_id, gateways())
    except ShopError as error:
        return refused(error, address=_order(number, key))
    return see(_order(number, key))


def _cancel(session: Session, visitor: Visitor, *, number: str, key: str) -> list[UUID]:
    page = order_page(session, number, **_who(visitor), key=key)
    if not page.can_cancel:
        raise IllegalMove(
            "A part of this order is on its way already, so it cannot be cancelled any more."
        )
    return orders.cancel_before_shipment(
        session, number=page.number, reason="cancelled by the shopper", actor=SHOPPER
    )


async def _fill(visitor: Visitor, form: dict[str, str]) -> None:
    """Save the form. Raises the first refusal; an order that is placed already is not changed."""
    try:
        refusals = await in_transaction(fill, **_who(visitor), form=form)
    except NotFound:
        return
    if refusals:
        raise next(iter(refusals.values()))


async def _credit_seen(visitor: Visitor, form: dict[str, str]) -> int:
    """The store credit that the amounts of the form count with, in minor units.

    A box that was ticked or cleared since is kept, and the person looks at the new amounts first.
    """
    seen = max(0, _number(form.get("credit_seen", "0")))
    if "credit_offered" in form:
        ticked = form.get("use_credit", "") != ""
        with suppress(NotFound):  # placed in another tab: its order is the answer
            await in_transaction(choose_credit, user_id=visitor.user_id, use=ticked)
        ensure_as_seen(ticked=ticked, credit_seen_minor=seen)
    return seen


def _after(result: Result) -> Response:
    """Where the result of paying leads."""
    if isinstance(result, Placed):
        return see(f"/orders/{result.number}?thanks=1")
    if isinstance(result, Challenge):
        return see(result.address)
    return refused(refusal_of(result), address=CHECKOUT)


async def _visitor(request: Request) -> Visitor:
    return await in_reading(people.who, session_token(request))


def _who(visitor: Visitor) -> dict[str, Any]:
    return {"session_key": visitor.session_key, "user_id": visitor.user_id}


def _order(number: str, key: str) -> str:
    return f"/orders/{number[:40]}" + (f"?{urlencode({'key': key})}" if key else "")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("This checkout is not here. Start again from your cart.") from error


def _number(text: str) -> int:
    return int(text) if text.isdigit() and text.isascii() and len(text) < 16 else -1


routes = [
    Route("/cart/changes", accept_changes, methods=["POST"]),
    Route("/checkout", pay, methods=["POST"]),
    Route("/checkout/challenge", answer_challenge, methods=["POST"]),
    Route("/track", find_order, methods=["POST"]),
    Route("/orders/{number}/cancel", cancel_order, methods=["POST"]),
    Route("/orders/{number}/cancel-items", cancel_pieces, methods=["POST"]),
]
