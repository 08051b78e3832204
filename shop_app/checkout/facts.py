"""What a checkout is decided by: its facts as the SQL function tells them, checked and priced.

`checkout_facts` (alembic/sql) reads checkout, cart, lines, prices, taxes and delivery methods in
one answer; screens and place_order price the same facts with the same functions below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shop_app.accounts.postal import missing_fields
from shop_app.checkout.quote import Quote, QuoteLine, quote
from shop_app.core.errors import Conflict, Expired, Invalid, NotFound, OutOfStock
from shop_app.ledger.commission import CommissionTerms
from shop_app.shipping.dates import DeliveryWindow, delivery_window
from shop_app.shipping.queries import methods_for_seller
from shop_app.shipping.views import Method

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlannedDelivery:
    """How one seller's goods will come."""

    method: Method
    price_minor: int
    window: DeliveryWindow


def ensure_own(facts: Facts | None, *, session_key: str, user_id: UUID | None) -> Facts:
    """The facts, if the visitor may see them. Raises NotFound otherwise, whatever the reason."""
    if facts is not None:
        owner = facts["user_id"]
        is_own = owner == str(user_id) if owner else facts["session_key"] == session_key
        if is_own and (owner or session_key):
            return facts
    raise NotFound("This checkout is not here. Start again from your cart.")


def ensure_live(facts: Facts) -> None:
    """Raises Expired when the checkout has ended without an order."""
    if facts["status"] == "abandoned":
        raise Expired("This checkout has ended. Your cart is kept; start again from it.")


def ensure_buyable(facts: Facts) -> None:
    """Raises Conflict naming the first line that cannot be bought; OutOfStock where stock is known.

    Stock is only looked at when the facts were read with it.
    """
    if not facts["lines"]:
        raise Conflict("Your cart is empty.")
    for line in facts["lines"]:
        if not line["is_sold"]:
            raise Conflict(
                "{title} is not sold any more. Remove it from your cart to go on.",
                title=line["title"],
                sku=line["sku"],
            )
        if line["unit_minor"] is None:
            raise Conflict(
                "{title} is not sold in this region. Remove it from your cart to go on.",
                title=line["title"],
                sku=line["sku"],
            )


def out_of_stock(facts: Facts, refused: list[dict[str, Any]]) -> OutOfStock:
    """The refusal that names the first line of which too little is left."""
    first = refused[0]
    line = next(each for each in facts["lines"] if each["offer_id"] == first["offer_id"])
    return OutOfStock(
        "Only {left} left of {title}." if first["left"] > 0 else "{title} is sold out.",
        sku=line["sku"],
        title=line["title"],
        left=first["left"],
        wanted=first["wanted"],
        offer_id=first["offer_id"],
    )


def ensure_complete(facts: Facts) -> None:
    """Raises Invalid for the first thing that is still missing, with its field."""
    missing = missing_of(facts)
    if missing:
        raise missing[0]


def missing_of(facts: Facts) -> list[Invalid]:
    """What Pay still waits for, as refusals with their fields. The country has its default."""
    missing = missing_fields({**facts["address"], "country": facts["country"]}, facts["countries"])
    if not facts["email"]:
        missing.insert(0, Invalid("Tell us where to send the confirmation.", field="email"))
    return missing


def methods_of(facts: Facts, seller_id: str) -> list[Method]:
    """The ways in which a seller's goods can come."""
    methods = [
        Method(
            code=each["code"],
            name=each["name"],
            seller_id=UUID(each["seller_id"]) if each["seller_id"] else None,
            price_minor=each["price_minor"],
            free_from_minor=each["free_from_minor"],
            days_min=each["days_min"],
            days_max=each["days_max"],
        )
        for each in facts["methods"]
        if each["seller_id"] in (None, seller_id)
    ]
    return methods_for_seller(methods, UUID(seller_id))


def plan_deliveries(facts: Facts, *, at: datetime) -> dict[str, PlannedDelivery]:
    """How each seller's goods come: by the method chosen, or by the first one.

    Raises Conflict when a seller has no way to this region.
    """
    planned = {}
    for seller_id in dict.fromkeys(line["seller_id"] for line in facts["lines"]):
        lines = [line for line in facts["lines"] if line["seller_id"] == seller_id]
        methods = methods_of(facts, seller_id)
        if not methods:
            raise Conflict(
                "{seller} does not deliver to this region. Remove its goods to go on.",
                seller=lines[0]["seller_name"],
            )
        chosen = facts["delivery"].get(seller_id)
        method = next((each for each in methods if each.code == chosen), methods[0])
        planned[seller_id] = PlannedDelivery(
            method=method,
            price_minor=method.price_for(goods_of(lines)),
            window=delivery_window(
                ordered_at=at,
                handling_days=handling_of(lines),
                days_min=method.days_min,
                days_max=method.days_max,
                cut_off_hour=cut_off_of(lines),
            ),
        )
    return planned


def quote_of(facts: Facts, deliveries: Mapping[str, PlannedDelivery]) -> Quote:
    """What the checkout costs. Lines without a price here count for nothing."""
    return quote(
        [
            QuoteLine(
                offer_id=line["offer_id"],
                seller_id=line["seller_id"],
                quantity=line["quantity"],
                unit_minor=line["unit_minor"],
                tax_basis_points=line["tax_basis_points"],
                commission=CommissionTerms(
                    basis_points=line["commission_basis_points"],
                    fixed_minor=line["commission_fixed_minor"],
                    floor_minor=line["commission_floor_minor"],
                    cap_minor=line["commission_cap_minor"],
                    on_delivery=line["commission_on_delivery"],
                ),
            )
            for line in facts["lines"]
            if line["unit_minor"] is not None
        ],
        currency=facts["currency"],
        tax_included=facts["tax_included"],
        deliveries={seller: plan.price_minor for seller, plan in deliveries.items()},
        delivery_tax_basis_points=facts["delivery_tax_basis_points"],
    )


def goods_of(lines: list[dict[str, Any]]) -> int:
    """What the goods of these lines cost, in minor units."""
    return sum(line["unit_minor"] * line["quantity"] for line in lines if line["unit_minor"])


def handling_of(lines: list[dict[str, Any]]) -> int:
    """The slowest line decides when the parcel is ready, in working days."""
    return max(line["handling_days"] for line in lines)


def cut_off_of(lines: list[dict[str, Any]]) -> int:
    """The earliest cut-off hour among the lines."""
    return min(line["cut_off_hour"] for line in lines)
