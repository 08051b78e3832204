"""The checkout on one page: contact, delivery, payment, review. What is typed is saved at once.

The page is a view over the checkout in the database: a reload, a second tab or a lost connection
lose nothing, and pressing Pay twice makes one order (checkout/place_order.py).
"""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.accounts.views import Visitor
from shop_app.bootstrap import gateways
from shop_app.checkout import service as checkout
from shop_app.checkout.address_choices import NEW
from shop_app.checkout.credit import choose_credit
from shop_app.checkout.declined import refusal_of
from shop_app.checkout.form import DELIVERY, KEEP, SAVED, fill
from shop_app.checkout.place_order import place_order
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.results import Challenge, Placed, Result
from shop_app.checkout.saved_addresses import choose_address
from shop_app.checkout.views import CheckoutPage
from shop_app.core import limits
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError
from shop_app.core.settings import settings
from shop_app.ui.checkout.checkout_page import content, waiting
from shop_app.ui.checkout.checkout_view import (
    FieldErrors,
    Trouble,
    opened,
    trouble_of,
    with_errors,
)
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.shell.frame import shell_of, storefront_live
from shop_app.ui.shell.identity import locale_of, told, visitor_of, visitor_of_request
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.shell.session_state import ShellState, personal_frame, personal_seed


class CheckoutState(rx.State):
    """The checkout as it is shown."""

    page: CheckoutPage = CheckoutPage()
    errors: FieldErrors = FieldErrors()
    trouble: Trouble = Trouble()
    problem: str = ""
    ready: bool = False
    paying: bool = False
    hold_is_over: bool = False
    is_demo: bool = False
    address_turn: int = 0
    _tab: str = ""

    @rx.event
    async def load(self):
        """Begin or go on, and hold the goods."""
        if self.ready and self._tab == self.router.session.session_id:
            self.ready = False  # a change of page inside the shop: the fields are made anew
            yield
        self._tab = self.router.session.session_id
        self.errors, self.trouble = FieldErrors(), Trouble()
        self.paying, self.hold_is_over = False, False
        self.is_demo = settings().mode == "demo"
        visitor, locale = await visitor_of(self), locale_of(self)
        self.page, self.problem = await opened(visitor, locale, gateways())
        self.ready = True

    @rx.event
    async def leave(self, field: str, value: str):
        """A field was left: check it and save it, if it is another than before."""
        before = self.page.email if field == "email" else getattr(self.page.address, field, "")
        if value != before or getattr(self.errors, field, ""):
            await _fill(self, {field: value}, left=field)

    @rx.event
    async def choose_country(self, code: str):
        """Taxes may be others there."""
        await _fill(self, {"country": code}, left="country")

    @rx.event
    async def choose_address(self, address_id: str):
        """Deliver to an address of the book, or empty the fields for another one."""
        try:
            await in_transaction(
                choose_address, **_who(await visitor_of(self)), address_id=str(address_id)[:40]
            )
            self.errors, self.problem = FieldErrors(), ""
        except Invalid as error:
            self.errors = with_errors(self.errors, {SAVED: error}, locale_of(self))
        except ShopError as error:
            self.problem = told(self, error)
        await _show(self)
        self.address_turn += 1

    @rx.event
    async def choose_delivery(self, seller_id: str, code: str):
        """How one seller's goods come."""
        await _fill(self, {f"{DELIVERY}{seller_id}": code}, left="delivery")

    @rx.event
    async def choose_payment(self, code: str):
        """How to pay."""
        try:
            await in_transaction(
                checkout.choose_payment,
                **_who(await visitor_of(self)),
                method=code,
                gateways=gateways(),
            )
        except ShopError as error:
            self.errors = with_errors(self.errors, {"payment_method": error}, locale_of(self))

    @rx.event
    async def choose_credit(self, use: bool):
        """Whether store credit pays its part."""
        visitor = await visitor_of(self)
        try:
            await in_transaction(choose_credit, user_id=visitor.user_id, use=bool(use))
        except ShopError as error:
            self.problem = told(self, error)
        await _show(self)

    @rx.event
    def end_hold(self):
        """The countdown has reached zero."""
        self.hold_is_over = True

    @rx.event
    async def renew(self):
        """Hold the goods anew."""
        try:
            await in_transaction(checkout.renew_hold, **_who(await visitor_of(self)))
            self.hold_is_over, self.problem = False, ""
        except ShopError as error:
            self.problem = told(self, error)
        await _show(self)

    @rx.event(background=True)
    async def pay(self, form: dict[str, Any]):
        """Save what is in the form, place the order, and go where the result leads."""
        async with self:
            if self.paying:
                return
            self.paying, self.trouble = True, Trouble()
            visitor, locale, page = await visitor_of(self), locale_of(self), self.page
        went, errors, trouble = None, FieldErrors(), Trouble()
        try:
            refusals = await _saved(visitor, _changed(form, page))
            if refusals:
                errors = with_errors(errors, refusals, locale)
            else:
                method = str(form.get("payment_method", ""))[:60]
                went = await _placed(visitor, page, method, locale)
        except Invalid as refusal:
            errors = with_errors(errors, {refusal.field: refusal}, locale)
            trouble = trouble_of(refusal, locale)
        except ShopError as refusal:
            trouble = trouble_of(refusal, locale)
        finally:
            async with self:
                self.errors, self.trouble, self.paying = errors, trouble, False
                if went is None:
                    await _show(self)
        if isinstance(went, Placed):
            yield rx.redirect(f"/orders/{went.number}?thanks=1")
        elif isinstance(went, Challenge):
            yield rx.redirect(went.address)
        elif first := next((name for name in FIELD_ORDER if getattr(errors, name)), ""):
            yield rx.set_focus(first)


FIELD_ORDER = ("email", "country", "name", "line1", "line2", "postal_code", "city", "phone")


def _who(visitor: Visitor) -> dict[str, Any]:
    return {"session_key": visitor.session_key, "user_id": visitor.user_id}


async def _show(state: CheckoutState) -> None:
    """Read the checkout anew; when it has ended in another tab, the page says so."""
    try:
        state.page = await in_reading(
            checkout_page,
            **_who(await visitor_of(state)),
            gateways=gateways(),
            locale=locale_of(state),
        )
    except ShopError as error:
        state.problem = told(state, error)


async def _fill(state: CheckoutState, form: dict[str, str], *, left: str) -> None:
    """Save a part of the form; refusals stand beside their fields."""
    locale = locale_of(state)
    try:
        refusals = await in_transaction(
            fill, **_who(await visitor_of(state)), form={k: v[:2000] for k, v in form.items()}
        )
        state.errors = with_errors(state.errors, refusals, locale, left=left)
        state.problem = ""
    except ShopError as error:
        state.problem = told(state, error)
    await _show(state)


def _changed(form: dict[str, Any], page: CheckoutPage) -> dict[str, str]:
    """What of the form is not saved yet, and what is still missing."""
    saved = {
        "email": page.email,
        **{name: getattr(page.address, name) for name in FIELD_ORDER if name != "email"},
        "region": page.address.region,
        **{f"{DELIVERY}{group.seller_id}": group.delivery_code for group in page.groups},
    }
    changed = {
        name: str(form[name])[:2000]
        for name, before in saved.items()
        if form.get(name) is not None and (form[name] != before or name in page.missing)
    }
    choice = str(form.get(SAVED) or page.address_choice)[:40]
    if choice != page.address_choice or choice not in ("", NEW):
        changed[SAVED] = choice
    return {**changed, **({KEEP: "1"} if form.get(KEEP) else {})}


async def _saved(visitor: Visitor, form: dict[str, str]) -> dict[str, Invalid]:
    """Save it; the refusals. Nothing to save when the order was placed in another tab."""
    try:
        return await in_transaction(fill, **_who(visitor), form=form) if form else {}
    except NotFound:
        return {}


async def _placed(visitor: Visitor, page: CheckoutPage, method: str, locale: str) -> Result:
    """Place the order. Raises the refusal of a payment that was declined."""
    await asyncio.to_thread(limits.spend, limits.PLACE_ORDER, visitor.session_key)
    result = await asyncio.to_thread(
        place_order,
        checkout_id=UUID(page.checkout_id or str(UUID(int=0))),
        **_who(visitor),
        total_seen_minor=page.total_minor,
        payment_method=method,
        gateways=gateways(),
        locale=locale,
        credit_seen_minor=page.credit_minor,
    )
    if isinstance(result, (Placed, Challenge)):
        return result
    raise refusal_of(result)


def page() -> rx.Component:
    """The live page."""
    state = CheckoutState
    return storefront_live(
        state.ready,
        lambda: content(
            state.page,
            errors=state.errors,
            trouble=state.trouble,
            problem=state.problem,
            paying=state.paying,
            hold_is_over=state.hold_is_over,
            is_demo=state.is_demo,
            signed_in=ShellState.signed_in,
            on=state,
        ),
        skeleton=waiting,
    )


async def first_paint(request: Request) -> Response:
    """The checkout as HTML: somebody's own, never kept."""
    visitor = await visitor_of_request(request)
    view, problem = await opened(visitor, current_locale(), gateways())
    shell = await shell_of(request, **await personal_frame(request))
    is_demo = settings().mode == "demo"
    return page_response(
        request,
        head=Head(title=t("Checkout · Stoa"), robots="noindex"),
        body=lambda: storefront_layout(
            content(view, problem=problem, is_demo=is_demo, signed_in=visitor.is_signed_in),
            shell=shell,
        ),
        seed={
            **personal_seed(shell),
            CheckoutState: {"page": view, "problem": problem, "ready": True, "is_demo": is_demo},
        },
    )
