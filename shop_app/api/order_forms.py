"""What shoppers do with an order by plain forms: buy it again."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_app.accounts import queries as people
from shop_app.api.cart_forms import region_of
from shop_app.api.forms import fields_of, refused, see, session_token
from shop_app.core import limits
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Conflict, ShopError
from shop_app.orders.again import buy_again

CART = "/cart"
_MOST_TOLD = 5


async def again(request: Request) -> Response:
    """POST /orders/{number}/again: key; leads to the cart, which tells what could not go in."""
    number, key = request.path_params["number"][:40], ""
    try:
        form = await fields_of(request)
        key = form.get("key", "")[:100]
        visitor = await in_reading(people.who, session_token(request))
        await asyncio.to_thread(limits.spend, limits.ADD_TO_CART, visitor.session_key)
        short = await in_transaction(
            buy_again,
            number=number,
            key=key,
            session_key=visitor.session_key,
            user_id=visitor.user_id,
            region_code=region_of(request),
        )
    except ShopError as error:
        query = f"?{urlencode({'key': key})}" if key else ""
        return refused(error, address=f"/orders/{number}{query}")
    if short:
        error = Conflict(
            "There is not enough of these any more: {titles}. The rest is in your cart.",
            titles=", ".join(short[:_MOST_TOLD]),
        )
        return refused(error, address=CART)
    return see(CART)


routes = [Route("/orders/{number}/again", again, methods=["POST"])]
