"""/admin/catalog/products/{slug}: one product as staff sees and keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import Permission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import ShopError
from shop_app.listings import staff_product
from shop_app.listings.queries import category_choices
from shop_app.listings.staff_product import OfferLine, ProductSheet, product_sheet
from shop_app.ui.admin.catalog_tabs import PRODUCTS
from shop_app.ui.admin.frame import admin_page, admin_paint, staff_of
from shop_app.ui.admin.product_parts import DeedView, OfferView, content
from shop_app.ui.components.table_views import Choice
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import date_text, datetime_text, money_text, nt, number_text, t
from shop_app.ui.rendering import speaking, when
from shop_app.ui.shell.identity import locale_of, named_in_address, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = f"{PRODUCTS}/products"
FIELDS = ("slug", "title", "summary", "description", "brand", "category_id")
_LONGEST = {"description": 50_001}


@dataclass(frozen=True, slots=True)
class ProductView:
    """The page's content."""

    key: str = ""
    version: int = 0
    slug: str = ""
    title: str = ""
    summary: str = ""
    description: str = ""
    brand: str = ""
    category_id: str = ""
    image: str = ""
    status: str = ""
    status_text: str = ""
    shop_href: str = ""
    facts: list[str] = field(default_factory=list)
    offers: list[OfferView] = field(default_factory=list)
    story: list[DeedView] = field(default_factory=list)


class ProductState(rx.State):
    """The product that is looked at."""

    view: ProductView = ProductView()
    places: list[Choice] = rx.field(default_factory=list)
    error_field: str = ""
    problem: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The product of the address."""
        slug = named_in_address(self)
        if self.ready and self.view.slug != slug:
            self.ready = False
            yield
        self.problem = self.notice = self.error_field = ""
        try:
            await self._read(slug)
        except ShopError as error:
            self.view, self.problem = ProductView(), told(self, error)
        self.ready = True

    @rx.event
    async def save(self, sent: dict[str, Any]):
        """Keep what the form says."""
        given = {name: str(sent.get(name, ""))[: _LONGEST.get(name, 400)] for name in FIELDS}
        slug = await self._do(staff_product.change_product, **given)
        if slug is not None and slug != self.view.slug:
            return rx.redirect(f"{ADDRESS}/{slug}")
        return None

    @rx.event
    async def turn(self, sent: dict[str, Any]):
        """Take it off the shelves, or put it back."""
        await self._do(staff_product.turn_product, reason=str(sent.get("reason", ""))[:600])

    async def _do(self, verb: Any, **how: Any) -> str | None:
        """The product's address after it was done; None when it was refused."""
        self.problem = self.notice = self.error_field = ""
        before = self.view
        try:
            actor = await staff_of(self, Permission.CATALOG_MANAGE)
            done = await in_transaction(
                verb, actor=actor, product_id=UUID(before.key), version=before.version, **how
            )
            slug = done or before.slug
            if slug == before.slug:
                await self._read(slug)
        except ShopError as error:
            self.problem, self.error_field = told(self, error), error.field or ""
            return None
        except ValueError:
            return None
        with speaking(locale_of(self)):
            self.notice = t("Saved. Lists and search follow within a minute.")
        return slug

    async def _read(self, slug: str) -> None:
        await staff_of(self, Permission.CATALOG_MANAGE)
        found = await in_reading(product_sheet, slug=slug)
        places = [Choice(*one) for one in await in_reading(category_choices)]
        with speaking(locale_of(self)):
            unplaced = [] if found.category_id else [Choice("", t("None yet"))]
            self.places = [*unplaced, *places]
            self.view = _view(found)


def _view(found: ProductSheet) -> ProductView:
    words = {"active": t("On the shelves"), "archived": t("Archived"), "draft": t("Draft")}
    return ProductView(
        key=str(found.id),
        version=found.version,
        slug=found.slug,
        title=found.title,
        summary=found.summary,
        description=found.description,
        brand=found.brand,
        category_id=found.category_id,
        image=found.image,
        status=found.status,
        status_text=words.get(found.status, found.status),
        shop_href=f"/p/{found.slug}" if found.status != "draft" else "",
        facts=[
            t("Added {day}", day=date_text(found.created_at)),
            nt("{n} piece sold", "{n} pieces sold", n=found.units_sold),
            nt("{n} rating", "{n} ratings", n=found.rating_count),
        ],
        offers=[_offer(line) for line in found.offers],
        story=[
            DeedView(deed.who, deed.action, deed.note, datetime_text(deed.moment))
            for deed in found.story
        ],
    )


def _offer(line: OfferLine) -> OfferView:
    standing = t("For sale") if line.is_sold else t("Not for sale")
    return OfferView(
        sku=line.sku,
        variant=line.variant,
        seller=line.seller or t("Nobody offers it"),
        seller_href=f"/s/{line.seller_slug}" if line.seller_slug else "",
        standing=standing if line.seller else "",
        is_sold=line.is_sold,
        prices=", ".join(money_text(minor, currency) for currency, minor in line.prices),
        available=number_text(line.available) if line.seller else "",
    )


def page() -> rx.Component:
    """The live page."""
    state = ProductState
    return live_page(
        True,
        lambda: admin_page(
            when(state.ready, lambda: content(state), waiting),
            title=when(state.view.title, state.view.title, t("Product")),
            current=PRODUCTS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for staff."""
    return await admin_paint(request, title=t("Product"), current=PRODUCTS)
