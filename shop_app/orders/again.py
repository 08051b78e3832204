"""Buying again what was bought before: what can be had goes into the cart, the rest is told."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.cart import service as cart
from shop_app.core.db import rows
from shop_app.core.errors import OutOfStock, ShopError
from shop_app.orders.queries import order_page
from shop_app.orders.service import order_id_of


def buy_again(
    session: Session,
    *,
    number: str,
    key: str,
    session_key: str,
    user_id: UUID | None,
    region_code: str,
) -> list[str]:
    """Put the lines of an order into the visitor's cart; returns the titles that fell short.

    Of what there is less than was bought then, as much as there is goes in. Raises NotFound for
    whom the order does not belong to.
    """
    page = order_page(session, number, user_id=user_id, session_key=session_key, key=key)
    lines = rows(
        session,
        "select offer_id, title, quantity from order_lines where order_id = :id order by line_no",
        id=order_id_of(session, page.number),
    )
    who = {"session_key": session_key, "user_id": user_id, "region_code": region_code}
    short = []
    for line in lines:
        try:
            with session.begin_nested():
                cart.add_line(session, **who, offer_id=line.offer_id, quantity=line.quantity)
        except OutOfStock as refusal:
            short.append(line.title)
            _add_what_is_left(session, who, line.offer_id, refusal)
        except ShopError:  # not sold any more, not sold here: told by its title
            short.append(line.title)
    return short


def _add_what_is_left(session: Session, who: dict, offer_id: UUID, refusal: OutOfStock) -> None:
    left = int(refusal.facts.get("left") or 0)
    if left <= 0:
        return
    try:
        with session.begin_nested():
            cart.add_line(session, **who, offer_id=offer_id, quantity=left)
    except ShopError:  # the cart holds all of it already
        return
