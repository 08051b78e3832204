"""The page of the cart: what is in it, with the delivery that each seller's part would have."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.cart.queries import cart_of, is_buyable, line_facts
from shop_app.cart.views import SellerGroupView
from shop_app.checkout.facts import cut_off_of, handling_of
from shop_app.checkout.views import CartPage, CartParcel
from shop_app.core.formats import money_text
from shop_app.shipping.queries import (
    cheapest,
    delivery_choices,
    methods_for_seller,
    methods_of_region,
)
from shop_app.shipping.views import Method


def cart_page(
    session: Session, *, session_key: str, user_id: UUID | None, locale: str = "en"
) -> CartPage:
    """The visitor's cart with the cheapest delivery of each part; an empty page without a cart."""
    cart = cart_of(session, session_key=session_key, user_id=user_id, locale=locale)
    if cart.is_empty:
        return CartPage()
    # The country decides only taxes, which the checkout tells.
    facts = line_facts(session, cart_id=UUID(cart.cart_id), currency=cart.currency, country="")
    methods = methods_of_region(
        session,
        region_code=cart.region_code,
        seller_ids=[UUID(group.seller_id) for group in cart.groups],
    )
    parcels = [
        _parcel(group, facts, methods, currency=cart.currency, locale=locale)
        for group in cart.groups
    ]
    delivery_minor = sum(parcel.delivery_minor for parcel in parcels)
    return CartPage(
        is_empty=False,
        count=cart.count,
        has_changes=cart.has_changes,
        can_check_out=cart.can_check_out and all(parcel.is_delivered for parcel in parcels),
        tax_included=cart.tax_included,
        items_text=cart.items_text,
        delivery_minor=delivery_minor,
        delivery_text=money_text(delivery_minor, cart.currency, locale),
        total_text=money_text(cart.items_minor + delivery_minor, cart.currency, locale),
        parcels=parcels,
    )


def _parcel(
    group: SellerGroupView,
    facts: list[dict[str, Any]],
    methods: list[Method],
    *,
    currency: str,
    locale: str,
) -> CartParcel:
    """A seller's part; what cannot be bought is not delivered and costs nothing."""
    own = [fact for fact in facts if fact["seller_id"] == group.seller_id]
    sent = [fact for fact in own if is_buyable(fact)]
    choice = cheapest(
        delivery_choices(
            methods_for_seller(methods, UUID(group.seller_id)),
            goods_minor=group.items_minor,
            currency=currency,
            handling_days=handling_of(sent or own),
            cut_off_hour=cut_off_of(sent or own),
            locale=locale,
        )
    )
    shown = {"lines": group.lines, "items_text": group.items_text}
    if choice is None:
        return CartParcel(group.seller_id, group.seller_name, group.seller_href, **shown)
    price = choice.price_minor if sent else 0
    return CartParcel(
        group.seller_id,
        group.seller_name,
        group.seller_href,
        **shown,
        is_delivered=True,
        first_day_text=choice.first_day_text,
        last_day_text=choice.last_day_text,
        delivery_minor=price,
        delivery_text=money_text(price, currency, locale),
        free_from_text=choice.free_from_text,
    )
