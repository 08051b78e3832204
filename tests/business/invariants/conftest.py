"""A small sound shop: an offer with stock and movements, a paid order, a cart with a checkout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import Session

from shop_app.cart.models import Cart, CartLine
from shop_app.catalog.models import Offer, Product, Variant
from shop_app.checkout.models import Checkout
from shop_app.core.clock import now
from shop_app.core.ids import new_id
from shop_app.inventory.models import Reservation, StockLevel, StockMovement, Warehouse
from shop_app.orders.models import Order, OrderLine, OrderNumber, SellerOrder
from shop_app.payments.models import Payment
from shop_app.pricing.models import Price, Region
from shop_app.search.models import SearchDocument
from shop_app.sellers.models import Seller


@dataclass
class SoundShop:
    """Ids of the rows, and a way to break them."""

    session: Session
    offer: UUID
    warehouse: UUID
    product: UUID
    order: UUID
    seller: UUID
    cart: UUID
    checkout: UUID

    def do(self, sql: str, **parameters: Any) -> None:
        """Run SQL that breaks something. Ids may be bound by their names here."""
        known = {
            name: getattr(self, name)
            for name in ("offer", "warehouse", "product", "order", "seller", "cart", "checkout")
            if f":{name}" in sql
        }
        self.session.connection().execute(text(sql), {**known, **parameters})


@pytest.fixture
def sound(session: Session) -> SoundShop:
    """10 received, 2 sold and waiting, 1 held by a checkout; an order of 2 × 10.00 + 4.00."""
    ids = [new_id() for _ in range(8)]
    seller, warehouse, product, variant, offer, order, cart, checkout = ids
    in_an_hour = now() + timedelta(hours=1)
    _add(
        session,
        Region(code="EU", name="Europe", currency="EUR", countries=["NL"], default_country="NL"),
        Seller(id=seller, slug="alder", name="Alder", status="approved"),
        Warehouse(id=warehouse, code="RTM", name="Rotterdam", country="NL"),
        Product(id=product, slug="mug", title="Mug", source_key="mug"),
        Variant(id=variant, product_id=product, sku="MUG"),
        Offer(id=offer, variant_id=variant, seller_id=seller),
        Price(offer_id=offer, currency="EUR", amount_minor=1000),
        SearchDocument(product_id=product, slug="mug", title="Mug"),
        Cart(id=cart, session_key="k", region_code="EU", currency="EUR"),
        CartLine(cart_id=cart, offer_id=offer, quantity=1, price_seen_minor=1000),
        Checkout(id=checkout, cart_id=cart, session_key="k", region_code="EU", currency="EUR"),
        _level(offer, warehouse),
        *_moves(offer, warehouse),
        Reservation(
            checkout_id=new_id(), order_id=order, offer_id=offer, warehouse_id=warehouse,
            quantity=2, status="allocated", held_until=in_an_hour,
        ),
        Reservation(
            checkout_id=checkout, offer_id=offer, warehouse_id=warehouse, quantity=1,
            held_until=in_an_hour,
        ),
        Order(
            id=order, number="S-1", email="a@b.example", region_code="EU", currency="EUR",
            status="placed", items_minor=2000, delivery_minor=400, tax_minor=400, total_minor=2400,
            placed_at=now(),
        ),
        OrderNumber(number="S-1", order_id=order),
        SellerOrder(
            order_id=order, seller_id=seller, number="S-1-1", status="placed", items_minor=2000,
            delivery_minor=400, tax_minor=400, total_minor=2400,
        ),
        OrderLine(
            order_id=order, line_no=1, seller_id=seller, offer_id=offer, variant_id=variant,
            product_id=product, sku="MUG", title="Mug", quantity=2, unit_price_minor=1000,
            total_minor=2000,
        ),
        Payment(
            order_id=order, gateway="sandbox", method="card", status="captured", amount_minor=2400,
            currency="EUR", idempotency_key="pay:1", captured_at=now(),
        ),
    )  # fmt: skip
    return SoundShop(session, offer, warehouse, product, order, seller, cart, checkout)


def _add(session: Session, *rows: Any) -> None:
    for row in rows:
        session.add(row)
        session.flush()


def _level(offer: UUID, warehouse: UUID) -> StockLevel:
    return StockLevel(offer_id=offer, warehouse_id=warehouse, on_hand=10, reserved=1, allocated=2)


def _moves(offer: UUID, warehouse: UUID) -> list[StockMovement]:
    place = {"offer_id": offer, "warehouse_id": warehouse}
    return [
        StockMovement(**place, kind="receive", on_hand_delta=10),
        StockMovement(**place, kind="reserve", reserved_delta=3),
        StockMovement(**place, kind="allocate", reserved_delta=-2, allocated_delta=2),
    ]
