"""What the checkout's page shows beside the checkout itself: refusals, each where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from shop_app.accounts.views import Visitor
from shop_app.cart.queries import count_of
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.service import start_checkout
from shop_app.checkout.views import CheckoutPage
from shop_app.core.db import in_reading, in_transaction
from shop_app.core.errors import PriceChanged, ShopError
from shop_app.core.formats import money_text
from shop_app.payments.gateway import Gateway
from shop_app.ui.i18n import words_of

BLOCKED = "blocked"  # the cart cannot be checked out as it is


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """The refusal beside each field; empty where there is none."""

    email: str = ""
    name: str = ""
    line1: str = ""
    line2: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""
    saved_address: str = ""
    delivery: str = ""
    payment_method: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stands in the way of paying; with both totals when it is the price."""

    text: str = ""
    before_text: str = ""
    now_text: str = ""
    is_about_cart: bool = False


NO_ERRORS, NO_TROUBLE = FieldErrors(), Trouble()
FIELDS = tuple(field.name for field in fields(FieldErrors))
ABOUT_CART = ("out_of_stock", "conflict")


def with_errors(
    errors: FieldErrors, refusals: Mapping[str, ShopError], locale: str, *, left: str = ""
) -> FieldErrors:
    """The errors with those of `refusals`; the field that was just left loses its old one."""
    told = {
        field: words_of(locale).t(refusal.template, **refusal.facts)
        for field, refusal in refusals.items()
        if field in FIELDS
    }
    return replace(errors, **{**({left: ""} if left in FIELDS else {}), **told})


def trouble_of(error: ShopError, locale: str) -> Trouble:
    """A refusal of paying, in the person's language."""
    text = words_of(locale).t(error.template, **error.facts)
    if isinstance(error, PriceChanged):
        currency = error.facts["currency"]
        return Trouble(
            text,
            before_text=money_text(error.facts["seen_minor"], currency, locale),
            now_text=money_text(error.facts["now_minor"], currency, locale),
        )
    return Trouble(text, is_about_cart=error.code in ABOUT_CART)


async def opened(
    visitor: Visitor, locale: str, gateways: Mapping[str, Gateway]
) -> tuple[CheckoutPage, str]:
    """Begin the checkout or go on with it, holding its stock; the page, and what was refused."""
    who = {"session_key": visitor.session_key, "user_id": visitor.user_id}
    refused = ""
    try:
        if await in_reading(count_of, **who):
            await in_transaction(start_checkout, **who)
    except ShopError as error:
        refused = words_of(locale).t(error.template, **error.facts)
    page = await in_reading(checkout_page, **who, gateways=gateways, locale=locale)
    if refused and page.status not in ("open", "paying"):
        page = CheckoutPage(status=BLOCKED)
    return page, refused
