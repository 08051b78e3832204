"""What the pages of wishlists show and do; whose lists they are is asked anew in each handler."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import reflex as rx

from shop_app.cart import service as cart_service
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import NotFound, ShopError
from shop_app.ui.shell.basket import offer_id_of
from shop_app.ui.shell.identity import locale_of, named_in_address, region_of, told, visitor_of
from shop_app.ui.shell.session_state import ShellState
from shop_app.ui.shell.wishes import product_id_of
from shop_app.wishlist import service
from shop_app.wishlist.queries import shared_list, wished_ids, wishlist_of
from shop_app.wishlist.views import WishlistView


class WishlistState(rx.State):
    """A list of the visitor's, or one that somebody shared. `removed` is what undo brings back."""

    view: WishlistView = WishlistView()
    removed: str = ""
    removed_title: str = ""
    problem: str = ""
    said: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The current list, or the one that `?list=` names."""
        self.problem = self.said = self.removed = self.removed_title = ""
        asked = self.router.url.query_parameters.get("list", "")
        await _read(self, asked)
        self.ready = True

    @rx.event
    async def load_shared(self):
        """The list that the link of the address opens."""
        self.problem = self.said = self.removed = self.removed_title = ""
        key = named_in_address(self)
        try:
            self.view = await in_reading(
                shared_list, share_key=key, region=await region_of(self), locale=locale_of(self)
            )
        except NotFound:
            yield rx.redirect("/404", replace=True)
            return
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True

    @rx.event
    async def take_out(self, product_id: str, title: str):
        """Take a thing out of this list; undo brings it back."""
        if await _do(self, service.drop, product_id=lambda: product_id_of(product_id)):
            self.removed, self.removed_title = str(product_id)[:40], str(title)[:300]
        await _read(self, self.view.list_id)

    @rx.event
    async def undo(self):
        """Put back what was just taken out."""
        back = self.removed
        self.removed = self.removed_title = ""
        currency = (await region_of(self)).currency
        await _do(
            self,
            service.keep,
            product_id=lambda: product_id_of(back),
            currency=lambda: currency,
        )
        await _read(self, self.view.list_id)

    @rx.event
    async def to_cart(self, offer_id: str, product_id: str):
        """Put a thing into the cart and take it out of the list; of a shared list it stays."""
        self.problem = self.said = self.removed = self.removed_title = ""
        visitor = await visitor_of(self)
        who = {"session_key": visitor.session_key, "user_id": visitor.user_id}
        region = (await region_of(self)).code
        mine, list_id = self.view.is_mine, self.view.list_id

        def move(session: Any) -> None:
            cart_service.add_line(
                session, **who, region_code=region, offer_id=offer_id_of(str(offer_id))
            )
            if mine:
                service.drop(
                    session,
                    **who,
                    product_id=product_id_of(product_id),
                    list_id=product_id_of(list_id),
                )

        try:
            await in_transaction(move)
            self.said = "in_cart"
        except ShopError as error:
            self.problem = told(self, error)
        if mine:
            await _read(self, list_id)
        return ShellState.recount

    @rx.event
    async def share(self, on: bool):
        """Open the list to whoever has the link, or close it."""
        if await _do(self, service.share, on=lambda: bool(on)):
            self.said = "shared" if on else "closed"
        await _read(self, self.view.list_id)

    @rx.event
    async def make(self, sent: dict[str, Any]):
        """A new list, the current one from now on."""
        if await _do(self, service.make_list, with_list=False, name=lambda: _text(sent, "name")):
            await _read(self, "")

    @rx.event
    async def rename(self, sent: dict[str, Any]):
        """Another name for this list."""
        await _do(self, service.rename_list, name=lambda: _text(sent, "new_name"))
        await _read(self, self.view.list_id)

    @rx.event
    async def choose(self):
        """Hearts fill this list from now on."""
        await _do(self, service.choose_list)
        await _read(self, self.view.list_id)

    @rx.event
    async def delete(self):
        """This list and what is in it go."""
        if await _do(self, service.delete_list):
            self.said = "deleted"
            await _read(self, "")


async def _do(
    state: WishlistState,
    verb: Callable[..., Any],
    *,
    with_list: bool = True,
    **given: Callable[[], Any],
) -> bool:
    """Do it to the list that is shown, as the visitor; whether it was done."""
    state.problem = state.said = ""
    visitor = await visitor_of(state)
    try:
        facts = {name: make() for name, make in given.items()}
        if with_list:
            facts["list_id"] = _list_id(state.view.list_id)
        await in_transaction(
            verb, session_key=visitor.session_key, user_id=visitor.user_id, **facts
        )
    except ShopError as error:
        state.problem = told(state, error)
        return False
    return True


async def _read(state: WishlistState, list_id: str) -> None:
    visitor = await visitor_of(state)
    who = {"session_key": visitor.session_key, "user_id": visitor.user_id}
    try:
        state.view = await in_reading(
            wishlist_of,
            **who,
            region=await region_of(state),
            list_id=_list_id(list_id) if list_id else None,
            locale=locale_of(state),
        )
        shell = await state.get_state(ShellState)
        shell.wished = await in_reading(wished_ids, **who)
    except ShopError as error:
        state.problem = told(state, error)


def _list_id(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise NotFound("This list is not here any more.") from error


def _text(sent: dict[str, Any], name: str) -> str:
    return str(sent.get(name, ""))
