"""PREPARE: what the SQL function `place_prepare` is told, built from facts and their quote."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from shop_app.checkout.facts import Facts, PlannedDelivery
from shop_app.checkout.quote import Quote
from shop_app.core.ids import new_id, new_order_number
from shop_app.orders.access import key_hash, order_key
from shop_app.payments.gateway import PaymentMethod


def payload_of(
    facts: Facts,
    quoted: Quote,
    deliveries: dict[str, PlannedDelivery],
    *,
    method: PaymentMethod,
    locale: str,
    at: datetime,
    hold: timedelta,
) -> dict[str, Any]:
    """The order as it is to be written: lines, parts and shares frozen as they are now."""
    number = new_order_number()
    return {
        "checkout_id": facts["checkout_id"],
        "version": facts["version"],
        "cart_version": facts["cart_version"],
        "now": at,
        "held_until": at + hold,
        "order": {
            "id": new_id(),
            "number": number,
            "locale": locale,
            "country": facts["country"],
            "key_hash": key_hash(order_key(number)),
            "items_minor": quoted.items_minor,
            "discount_minor": quoted.discount_minor,
            "delivery_minor": quoted.delivery_minor,
            "tax_minor": quoted.tax_minor,
            "tax_included": quoted.tax_included,
            "total_minor": quoted.total_minor,
        },
        "payment": {"id": new_id(), "gateway": method.gateway, "method": method.code},
        "sellers": [
            {
                "seller_id": part.seller_id,
                "part": place,
                "items_minor": part.items_minor,
                "discount_minor": part.discount_minor,
                "delivery_minor": part.delivery_minor,
                "tax_minor": part.tax_minor,
                "total_minor": part.total_minor,
                "commission_minor": part.commission_minor,
                "delivery_code": deliveries[part.seller_id].method.code,
                "delivery_name": deliveries[part.seller_id].method.name,
                "promised_from": deliveries[part.seller_id].window.first,
                "promised_to": deliveries[part.seller_id].window.last,
            }
            for place, part in enumerate(quoted.sellers, 1)
        ],
        "lines": [
            {
                "line_no": place,
                "seller_id": line.seller_id,
                "offer_id": line.offer_id,
                "variant_id": fact["variant_id"],
                "product_id": fact["product_id"],
                "sku": fact["sku"],
                "title": fact["title"],
                "variant_title": fact["variant_title"],
                "slug": fact["slug"],
                "image": fact["image"],
                "quantity": line.quantity,
                "unit_minor": line.unit_minor,
                "discount_minor": line.discount_minor,
                "tax_basis_points": line.tax_basis_points,
                "tax_minor": line.tax_minor,
                "total_minor": line.total_minor,
                "commission_basis_points": line.commission_basis_points,
                "commission_fixed_minor": line.commission_fixed_minor,
                "commission_minor": line.commission_minor,
            }
            for place, (line, fact) in enumerate(zip(quoted.lines, facts["lines"], strict=True), 1)
        ],
    }
