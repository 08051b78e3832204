"""What a page shows of the person, once it is live: for you, trending, recently viewed, together.

Nothing of this stands in a first paint, which is the same for everybody in a region.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import reflex as rx

from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.core.logging import logger
from shop_app.recommendations.queries import for_home, for_product
from shop_app.recommendations.views import ForHome, ForProduct
from shop_app.ui.components.goods import product_card
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, each, el, is_html, when
from shop_app.ui.shell.identity import locale_of, region_of, visitor_of
from shop_app.wishlist.service import note_viewed

log = logger(__name__)


class PersonalState(rx.State):
    """The rows of the page that is open. They are extras: without them the page is whole."""

    home: ForHome = ForHome()
    product: ForProduct = ForProduct()

    @rx.event
    async def show_home(self):
        """The rows of the front door."""
        visitor = await visitor_of(self)
        try:
            self.home = await in_reading(
                for_home,
                session_key=visitor.session_key,
                user_id=visitor.user_id,
                region=await region_of(self),
                locale=locale_of(self),
            )
        except ShopError as error:
            log.warning("no_personal_rows", code=error.code)
            self.home = ForHome()

    @rx.event
    async def show_product(self, product_id: str):
        """The rows under a product, which now counts as looked at."""
        try:
            chosen = UUID(str(product_id))
        except ValueError:
            return
        visitor = await visitor_of(self)
        who: dict[str, Any] = {
            "session_key": visitor.session_key,
            "user_id": visitor.user_id,
            "product_id": chosen,
        }
        try:
            self.product = await in_reading(
                for_product, **who, region=await region_of(self), locale=locale_of(self)
            )
            await in_transaction(note_viewed, **who)
        except ShopError as error:
            log.warning("no_personal_rows", code=error.code)
            self.product = ForProduct()


def home_rows() -> rx.Component:
    """For you, and what the person looked at."""
    if is_html():
        return el.div(class_name="hidden")
    home = PersonalState.home
    why = choose(
        home.for_you.reason,
        {
            "viewed": t("Because you looked at {title}", title=home.for_you.title),
            "kept": t("Because you kept {title}", title=home.for_you.title),
            "bought": t("Because you bought {title}", title=home.for_you.title),
            "trending": t("What people near you buy now"),
        },
        "",
    )
    return el.div(
        when(home.for_you.cards, lambda: row(t("For you"), home.for_you.cards, why=why)),
        when(home.viewed, lambda: row(t("Recently viewed"), home.viewed)),
        class_name="grid gap-14 empty:hidden",
    )


def product_rows(view: Any) -> rx.Component:
    """Bought together with the product that is shown, and what the person looked at before."""
    if is_html():
        return el.div(class_name="hidden")
    product = PersonalState.product
    return when(
        product.product_id == view.product_id,
        lambda: el.div(
            when(product.together, lambda: row(t("Bought together"), product.together)),
            when(product.viewed, lambda: row(t("Recently viewed"), product.viewed)),
            class_name="grid gap-10 empty:hidden md:gap-14",
        ),
    )


def row(title: Any, cards: Any, *, why: Any = "") -> rx.Component:
    """A row of cards with the reason why they stand here."""
    return el.section(
        el.div(
            el.h2(title, class_name="display text-2xl md:text-3xl"),
            el.p(why, class_name="text-sm text-muted empty:hidden"),
            class_name="mb-4 grid gap-1",
        ),
        el.ul(
            each(cards, lambda card: el.li(product_card(card))),
            class_name="row-cards",
            tab_index=0,
            aria_label=title,
            role="list",
        ),
        aria_label=title,
    )
