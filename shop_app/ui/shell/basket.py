"""The cart's drawer: what was just put in, from any page. A view of the cart, no truth."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import reflex as rx

from shop_app.accounts.views import Visitor
from shop_app.cart import queries as carts
from shop_app.cart import service as cart_service
from shop_app.cart.quantity import checked_quantity
from shop_app.cart.views import CartView
from shop_app.core import limits
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, empty_state
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.surfaces import drawer
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, link, when
from shop_app.ui.shell.identity import locale_of, region_of, told, visitor_of
from shop_app.ui.shell.session_state import ShellState


class BasketState(rx.State):
    """What the drawer shows."""

    cart: CartView = CartView()
    problem: str = ""

    @rx.event
    async def add(self, form: dict[str, Any]):
        """Put `quantity` of `offer_id` into the cart and open the drawer, which tells refusals."""
        visitor = await visitor_of(self)
        self.problem = ""
        try:
            await asyncio.to_thread(limits.spend, limits.ADD_TO_CART, visitor.session_key)
            await in_transaction(
                cart_service.add_line,
                session_key=visitor.session_key,
                user_id=visitor.user_id,
                region_code=(await region_of(self)).code,
                offer_id=offer_id_of(str(form.get("offer_id", ""))),
                quantity=checked_quantity(form.get("quantity", "1")),
            )
        except ShopError as error:
            self.problem = told(self, error)
        self.cart = await cart_of(visitor, locale_of(self))
        shell = await self.get_state(ShellState)
        shell.cart_count, shell.basket_is_open = self.cart.count, True

    @rx.event
    async def close(self):
        """The person goes on."""
        self.problem = ""
        shell = await self.get_state(ShellState)
        shell.basket_is_open = False


def offer_id_of(text: str) -> UUID:
    """The id of an offer as a form gives it. Raises NotFound."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("This is not sold here any more.") from error


async def cart_of(visitor: Visitor, locale: str) -> CartView:
    """The visitor's cart, with prices and stock as they are now."""
    return await in_reading(
        carts.cart_of, session_key=visitor.session_key, user_id=visitor.user_id, locale=locale
    )


def basket_drawer() -> rx.Component:
    """The drawer of the live page; it opens when something is put into the cart."""
    cart = BasketState.cart
    return drawer(
        alert(BasketState.problem, class_name="mb-4 empty:hidden"),
        when(
            cart.is_empty,
            lambda: empty_state(
                title=t("Your cart is empty"), text=t("What you put in shows here.")
            ),
            lambda: el.ul(
                each(cart.groups, lambda group: each(group.lines, _line)), class_name="grid gap-4"
            ),
        ),
        title=t("In your cart"),
        # Not while a page opens: a reload must not bring back the drawer of before.
        is_open=ShellState.basket_is_open & rx.State.is_hydrated,
        on_close=BasketState.close,
        footer=when(cart.is_empty, None, lambda: _footer(cart)),
    )


def _line(line: Any) -> rx.Component:
    return el.li(
        line_picture(line.image, size=72),
        el.div(
            link(
                line.title,
                href=line.href,
                on_click=BasketState.close,
                class_name="line-clamp-2 font-medium hover:underline",
            ),
            el.p(line.variant_title, class_name="truncate text-sm text-muted"),
            el.p(
                when(
                    line.is_buyable,
                    lambda: el.span(line.quantity, " × ", line.price.text, class_name="figures"),
                    lambda: el.span(t("Not available now"), class_name="text-danger"),
                ),
                class_name="text-sm text-muted",
            ),
            class_name="min-w-0 grow",
        ),
        el.p(line.total_text, class_name="figures font-semibold"),
        class_name="flex items-start gap-3 border-b border-line pb-4 last:border-0",
    )


def _footer(cart: Any) -> rx.Component:
    return el.div(
        el.div(
            el.span(t("Subtotal"), class_name="font-medium"),
            el.span(cart.items_text, class_name="display figures text-2xl"),
            class_name="flex items-baseline justify-between",
        ),
        el.p(t("Delivery is shown in the cart, before you pay."), class_name="text-sm text-muted"),
        el.div(
            button_link(t("View cart"), href="/cart", kind="secondary", on_click=BasketState.close),
            button_link(t("Checkout"), href="/checkout", on_click=BasketState.close),
            class_name="grid grid-cols-2 gap-3",
        ),
        class_name="grid gap-3",
    )
