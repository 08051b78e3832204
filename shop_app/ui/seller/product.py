"""One product of a seller: words, pictures, variants and prices; saved, submitted, mended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.permissions import SellerPermission
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Conflict, Invalid, NotFound, ShopError
from shop_app.listings import service
from shop_app.listings.content import Content, VariantLine, matrix
from shop_app.listings.queries import attribute_fields, category_choices, selling_currencies
from shop_app.ui.first_paint.document import live_page
from shop_app.ui.i18n import t
from shop_app.ui.listing_words import reason_words
from shop_app.ui.rendering import speaking, when
from shop_app.ui.seller.fees import received
from shop_app.ui.seller.frame import Member, member_of, seller_page, seller_paint
from shop_app.ui.seller.product_parts import content as page_content
from shop_app.ui.seller.product_view import (
    FieldView,
    OptionView,
    Pick,
    PictureView,
    VariantView,
    field_views,
    option_views,
    options_asked,
    picture_views,
    plain_description,
    prices_in,
    variant_views,
    with_cell,
    with_details,
)
from shop_app.ui.seller.product_words import saved_words, uuid_in
from shop_app.ui.seller.products import state_words
from shop_app.ui.shell.identity import locale_of, named_in_address, refusal_of_form, told
from shop_app.ui.shell.portal import waiting
from shop_app.ui.shell.session_state import ShellState

ADDRESS = "/seller/products"


class ProductFormState(rx.State):
    """The product as it is being written. `_working` is what will be saved, kept by the server."""

    _working: dict[str, Any] = {}  # noqa: RUF012 Reflex copies it for each person
    _live: list[str] = []  # noqa: RUF012
    _wrong: dict[str, str] = {}  # noqa: RUF012
    _submits: bool = False
    key: str = ""
    version: int = 0
    is_new: bool = True
    is_live: bool = False
    may_write: bool = True
    status: str = "draft"
    status_text: str = ""
    reasons: list[str] = rx.field(default_factory=list)
    reason_words: str = ""
    title: str = ""
    brand: str = ""
    description: str = ""
    category: str = ""
    categories: list[Pick] = rx.field(default_factory=list)
    fields: list[FieldView] = rx.field(default_factory=list)
    options: list[OptionView] = rx.field(default_factory=list)
    currencies: list[str] = rx.field(default_factory=list)
    variants: list[VariantView] = rx.field(default_factory=list)
    pictures: list[PictureView] = rx.field(default_factory=list)
    error_field: str = ""
    error: str = ""
    notice: str = ""
    ready: bool = False

    @rx.event
    async def load(self):
        """The product of the address, or an empty form."""
        key = named_in_address(self)
        if self.ready and key != self.key:
            self.ready = False
            yield
        self.notice = self.error = self.error_field = ""
        try:
            await self._show(await member_of(self, SellerPermission.LISTINGS), key)
        except ShopError as error:
            _tell(self, error)
        place, refusal = refusal_of_form(self)
        if refusal:
            self.error_field, self.error = place, refusal
        self.ready = True

    @rx.event
    async def choose_category(self, category: str):
        """Another category asks for other attributes."""
        try:
            await member_of(self, SellerPermission.LISTINGS)
            fields = await in_reading(attribute_fields, category_id=uuid_in(category))
        except ShopError as error:
            _tell(self, error)
            return
        self.category = category[:40]
        with speaking(locale_of(self)):
            self.fields = field_views(fields, self._content())

    @rx.event
    async def make_variants(self, asked: dict[str, Any]):
        """One row for each combination of the options."""
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            made = matrix(self._content(), options_asked(asked))
            await self._work_on(member, made)
            with speaking(locale_of(self)):
                self.options = option_views(made)
            _clear(self)
        except ShopError as error:
            _tell(self, error)

    @rx.event
    async def set_cell(self, key: str, column: str, value: str):
        """A cell of the matrix was left."""
        cell = f"{key[:40]}:{column[:20]}"
        wrong = {name: words for name, words in self._wrong.items() if name != cell}
        if await self._change_lines(key, lambda line: with_cell(line, column[:20], value)):
            self._wrong = wrong
            if wrong:
                self.error_field, self.error = "variants", next(iter(wrong.values()))
        else:
            self._wrong = {**wrong, cell: self.error}

    @rx.event
    async def switch(self, key: str, on: bool):
        """Sell a variant, or do not."""
        await self._change_lines(key, lambda line: line.model_copy(update={"on": bool(on)}))

    @rx.event
    async def price_all(self, asked: dict[str, Any]):
        """The same price or stock for every variant."""
        column = str(asked.get("column", ""))[:20]
        value = str(asked.get("value", ""))
        await self._change_lines("", lambda line: with_cell(line, column, value))

    @rx.event
    async def move_picture(self, key: str):
        """One place to the front."""
        pictures = list(self._content().pictures)
        place = next((n for n, each in enumerate(pictures) if each.url == key), 0)
        if place:
            pictures[place - 1], pictures[place] = pictures[place], pictures[place - 1]
        await self._with_pictures(pictures)

    @rx.event
    async def describe_picture(self, key: str, alt: str):
        """What a picture shows, in words."""
        await self._with_pictures(
            [
                each.model_copy(update={"alt": alt[:300]}) if each.url == key else each
                for each in self._content().pictures
            ],
        )

    @rx.event
    async def remove_picture(self, key: str):
        """Take a picture out."""
        kept = [each for each in self._content().pictures if each.url != key]
        await self._with_pictures(kept)

    @rx.event
    async def pictures_came(self):
        """Pictures were sent in and stand in the listing now: show them, keep what was typed."""
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            found = await in_reading(
                service.listing_of, seller_id=member.seller_id, product_id=_known(self)
            )
            if found.version != self.version + 1:
                raise Conflict("This product was changed in another window. Load the page again.")
            known = {picture.url for picture in self._content().pictures}
            added = [picture for picture in found.content.pictures if picture.url not in known]
            self.version = found.version
            await self._with_pictures([*self._content().pictures, *added])
            _clear(self)
        except ShopError as error:
            _tell(self, error)

    @rx.event
    async def submits(self):
        """The next save is followed by asking for approval."""
        try:
            await member_of(self, SellerPermission.LISTINGS)
            self._submits = True
        except ShopError as error:
            _tell(self, error)

    @rx.event
    async def save(self, asked: dict[str, Any]):
        """Keep everything; then submit it when that was the button."""
        then_submit, self._submits = self._submits, False
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            if self._wrong:  # a cell holds what could not be taken: it must not get lost
                self.error_field, self.error = "variants", next(iter(self._wrong.values()))
                return None
            content = await self._with_words(asked)
            product_id = await in_transaction(
                service.save_listing,
                actor=member.actor,
                seller_id=member.seller_id,
                content=content,
                product_id=None if self.is_new else _known(self),
                expected_version=self.version,
            )
            if self.is_new:
                return rx.redirect(f"{ADDRESS}/{product_id}")
            await self._show(member, str(product_id))
            if then_submit:
                await in_transaction(
                    service.submit_listing,
                    actor=member.actor,
                    seller_id=member.seller_id,
                    product_id=product_id,
                    expected_version=self.version,
                )
                await self._show(member, str(product_id))
            _clear(self)
            with speaking(locale_of(self)):
                self.notice = saved_words(self)
        except ShopError as error:
            _tell(self, error)
        return None

    @rx.event
    async def withdraw(self):
        """Take it back from the staff."""
        await self._do(service.withdraw_listing)

    @rx.event
    async def delete(self):
        """Throw the draft away."""
        if await self._do(service.delete_draft, shows=False):
            return rx.redirect(ADDRESS)
        return None

    async def _do(self, verb: Any, *, shows: bool = True) -> bool:
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            await in_transaction(
                verb, actor=member.actor, seller_id=member.seller_id, product_id=_known(self)
            )
            if shows:
                await self._show(member, self.key)
            _clear(self)
        except ShopError as error:
            _tell(self, error)
            return False
        return True

    async def _show(self, member: Member, key: str) -> None:
        """Read the listing into the form; an empty one for a new product."""
        self.key, self.is_new, self._wrong = key, key == "new", {}
        content, fields = Content(variants=[VariantLine()]), []
        self.status, self.is_live, self.may_write, self.version = "draft", False, True, 0
        self.reasons, self.reason_words, self._live = [], "", []
        if not self.is_new:
            found = await in_reading(
                service.listing_of, seller_id=member.seller_id, product_id=_known(self)
            )
            content, self.status, self.version = found.content, found.status, found.version
            self.is_live, self.may_write = found.is_live, found.may_write
            self.reason_words = found.reason_words if found.status == "rejected" else ""
            with speaking(locale_of(self)):
                self.reasons = (
                    [reason_words(reason) for reason in found.reasons]
                    if found.status == "rejected"
                    else []
                )
            self._live = [str(each) for each in found.sold]
        categories = await in_reading(category_choices)
        fields = await in_reading(attribute_fields, category_id=content.category_id)
        self.currencies = await in_reading(selling_currencies)
        self.title, self.brand = content.title, content.brand
        self.description = plain_description(content.description)
        self.category = str(content.category_id or "")
        with speaking(locale_of(self)):
            self.categories = [
                Pick("", t("Choose a category")),
                *(Pick(*each) for each in categories),
            ]
            self.fields = field_views(fields, content)
            self.options = option_views(content)
            shown = self.status if not self.is_live or self.status == "approved" else ""
            self.status_text = state_words(
                {"approved": "live"}.get(shown, shown) or f"changed-{self.status}"
            )
        await self._work_on(member, content)

    async def _work_on(self, member: Member, content: Content) -> None:
        words = await in_reading(
            received,
            seller_id=member.seller_id,
            category_id=content.category_id,
            prices=prices_in(content),
            locale=locale_of(self),
        )
        self._working = content.model_dump(mode="json")
        live = {UUID(each) for each in self._live}
        with speaking(locale_of(self)):
            self.variants = variant_views(
                content, currencies=self.currencies, live=live, received=words
            )
        self.pictures = picture_views(content)

    async def _change_lines(self, key: str, change: Any) -> bool:
        """Change the line with this key, or all of them; a refusal is told beside the matrix."""
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            content = self._content()
            lines = [
                change(line) if key in ("", str(line.id)) else line for line in content.variants
            ]
            await self._work_on(member, content.model_copy(update={"variants": lines}))
            if self.error_field == "variants":
                _clear(self)
        except Invalid as error:
            _tell(self, error, field="variants")
            return False
        except ShopError as error:
            _tell(self, error)
            return False
        return True

    async def _with_pictures(self, pictures: list[Any]) -> None:
        try:
            member = await member_of(self, SellerPermission.LISTINGS)
            await self._work_on(member, self._content().model_copy(update={"pictures": pictures}))
        except ShopError as error:
            _tell(self, error)

    async def _with_words(self, asked: dict[str, Any]) -> Content:
        fields = await in_reading(
            attribute_fields, category_id=uuid_in(str(asked.get("category") or ""))
        )
        return with_details(self._content(), asked, fields)

    def _content(self) -> Content:
        return Content.model_validate(self._working)


def _known(state: ProductFormState) -> UUID:
    product_id = uuid_in(state.key)
    if product_id is None:
        raise NotFound("This product is not among yours.")
    return product_id


def _clear(state: ProductFormState) -> None:
    state.error_field = state.error = state.notice = ""


def _tell(state: ProductFormState, error: ShopError, *, field: str = "") -> None:
    state.notice = ""
    state.error_field, state.error = field or error.field, told(state, error)


def page() -> rx.Component:
    """The live page."""
    state = ProductFormState
    return live_page(
        True,
        lambda: seller_page(
            when(state.ready, lambda: page_content(state), waiting),
            title=when(
                state.is_new, t("New product"), when(state.title, state.title, t("Product"))
            ),
            current=ADDRESS,
            shell=ShellState,
        ),
    )


async def first_paint(request: Request) -> Response:
    """The frame as HTML, for sellers."""
    return await seller_paint(request, title=t("Product"), current=ADDRESS)
