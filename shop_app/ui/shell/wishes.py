"""Hearts: keeping a product from any page, and letting it go."""

from __future__ import annotations

import asyncio
from uuid import UUID

import reflex as rx

from shop_app.core import limits
from shop_app.core.db import in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.core.limits import Limit
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, when
from shop_app.ui.shell.identity import region_of, told, visitor_of
from shop_app.ui.shell.session_state import ShellState
from shop_app.wishlist import service

KEEPING = Limit(
    "wishlist", "240/1 minute", "That was a lot at once. Your lists are kept; try again later."
)


class WishState(rx.State):
    """Keeps and lets go; what is kept stands in `ShellState.wished`."""

    @rx.event
    async def toggle(self, product_id: str):
        """Keep a product in the current list, or take it out of all."""
        shell = await self.get_state(ShellState)
        try:
            visitor = await visitor_of(self)
            await asyncio.to_thread(limits.spend, KEEPING, visitor.session_key)
            kept = await in_transaction(
                service.toggle,
                session_key=visitor.session_key,
                user_id=visitor.user_id,
                product_id=product_id_of(product_id),
                currency=(await region_of(self)).currency,
            )
        except ShopError as error:
            shell.notice = told(self, error)
            return
        others = [one for one in shell.wished if one != product_id]
        shell.wished = [*others, str(product_id)] if kept else others


def product_id_of(text: object) -> UUID:
    """The id of a product as an event gives it. Raises NotFound."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise NotFound("This product is not here.") from error


def heart(product_id: object, title: object) -> rx.Component:
    """The heart on a card of the live page; pressed while the product is kept."""
    is_kept = ShellState.wished.contains(product_id)  # pyright: ignore[reportAttributeAccessIssue]
    return el.button(
        icon("heart", size=20, class_name="group-aria-pressed:fill-current"),
        type="button",
        on_click=WishState.toggle(product_id),
        aria_label=t("Keep {title}", title=title),
        aria_pressed=when(is_kept, "true", "false"),
        class_name="group absolute end-2 top-2 z-10 inline-flex size-11 items-center "
        "justify-center rounded-full bg-surface text-text hover:text-accent-text "
        "aria-pressed:text-accent-text",
    )


def wish_button(product_id: object) -> rx.Component:
    """ "Add to wishlist" beside the cart's button, on the live page."""
    is_kept = ShellState.wished.contains(product_id)  # pyright: ignore[reportAttributeAccessIssue]
    return el.button(
        icon("heart", size=20, class_name="group-aria-pressed:fill-current"),
        when(is_kept, t("In your wishlist"), t("Add to wishlist")),
        type="button",
        on_click=WishState.toggle(product_id),
        aria_pressed=when(is_kept, "true", "false"),
        class_name="btn btn-secondary group w-full aria-pressed:text-accent-text",
    )
