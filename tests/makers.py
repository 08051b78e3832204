"""Small worlds for tests: a region, sellers, offers with prices and stock, carts and checkouts."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.cart import service as cart_service
from shop_app.catalog.models import Category, Media, Offer, Product, Variant
from shop_app.checkout import service as checkout_service
from shop_app.core.db import rows
from shop_app.core.errors import ShopError
from shop_app.core.ids import new_id
from shop_app.inventory import service as stock
from shop_app.inventory.models import Warehouse, WarehousePriority
from shop_app.pricing.models import Price, Region, TaxRate
from shop_app.sellers.models import Seller, SellerStatus
from shop_app.shipping.models import DeliveryMethod

ADDRESS = {
    "name": "Ada Lovelace",
    "line1": "Keizersgracht 12",
    "postal_code": "1015 CS",
    "city": "Amsterdam",
    "country": "NL",
    "phone": "+31 20 555 0100",
}


@dataclass(frozen=True, slots=True)
class World:
    """The ids of a small shop: EU and US, two warehouses, platform delivery."""

    near: UUID
    far: UUID
    category: UUID


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who buys in a test."""

    session_key: str = field(default_factory=lambda: secrets.token_hex(32))
    user_id: UUID | None = None

    @property
    def who(self) -> dict[str, Any]:
        """The two arguments by which services know a visitor."""
        return {"session_key": self.session_key, "user_id": self.user_id}


def make_world(session: Session) -> World:
    """Regions EU (EUR, tax included, 21%) and US (USD, tax on top, 8%), warehouses, delivery."""
    session.add_all(
        [
            Region(
                code="EU",
                name="European Union",
                currency="EUR",
                countries=["NL", "DE", "FR"],
                default_country="NL",
                position=0,
            ),
            Region(
                code="US",
                name="United States",
                currency="USD",
                countries=["US"],
                default_country="US",
                tax_included=False,
                position=1,
            ),
            TaxRate(
                country="NL", tax_class="standard", valid_from=date(2020, 1, 1), basis_points=2100
            ),
            TaxRate(
                country="NL", tax_class="reduced", valid_from=date(2020, 1, 1), basis_points=900
            ),
            TaxRate(
                country="US", tax_class="standard", valid_from=date(2020, 1, 1), basis_points=800
            ),
        ]
    )
    session.flush()
    near = Warehouse(code="AMS", name="Amsterdam", country="NL")
    far = Warehouse(code="MAD", name="Madrid", country="ES")
    category = Category(slug="kitchen", name="Kitchen", path="kitchen")
    session.add_all([near, far, category])
    session.flush()
    session.add_all(
        [
            WarehousePriority(region_code="EU", warehouse_id=near.id, priority=1),
            WarehousePriority(region_code="EU", warehouse_id=far.id, priority=2),
            WarehousePriority(region_code="US", warehouse_id=far.id, priority=1),
            *(
                DeliveryMethod(
                    code=code,
                    name=name,
                    region_code=region,
                    price_minor=price,
                    free_from_minor=free,
                    days_min=low,
                    days_max=high,
                    position=position,
                )
                for region in ("EU", "US")
                for position, (code, name, price, free, low, high) in enumerate(
                    [
                        ("standard", "Standard", 495, 5000, 2, 4),
                        ("express", "Express", 995, None, 1, 1),
                    ]
                )
            ),
        ]
    )
    session.flush()
    return World(near.id, far.id, category.id)


def make_seller(session: Session, *, name: str = "Olive & Oak", commission: int = 1200) -> UUID:
    """An approved seller; commission in basis points."""
    seller = Seller(
        slug=f"seller-{secrets.token_hex(4)}",
        name=name,
        status=SellerStatus.APPROVED,
        commission_basis_points=commission,
    )
    session.add(seller)
    session.flush()
    return seller.id


def make_offer(
    session: Session,
    world: World,
    *,
    seller_id: UUID | None = None,
    title: str = "Stoneware mug",
    eur: int | None = 1999,
    usd: int | None = 2199,
    stock_near: int = 10,
    stock_far: int = 0,
    tax_class: str = "standard",
) -> UUID:
    """An active offer of a new product with prices in minor units and pieces in stock."""
    key = secrets.token_hex(5)
    product = Product(
        slug=f"product-{key}",
        title=title,
        category_id=world.category,
        source_key=key,
        tax_class=tax_class,
    )
    variant = Variant(product_id=product.id, sku=f"SKU-{key.upper()}", title="Olive")
    offer = Offer(variant_id=variant.id, seller_id=seller_id or make_seller(session))
    session.add(product)
    session.flush()
    session.add_all([variant, Media(product_id=product.id, position=0, url=f"/media/{key}.svg")])
    session.flush()
    session.add(offer)
    session.flush()
    for currency, amount in (("EUR", eur), ("USD", usd)):
        if amount is not None:
            session.add(Price(offer_id=offer.id, currency=currency, amount_minor=amount))
    session.flush()
    for warehouse, pieces in ((world.near, stock_near), (world.far, stock_far)):
        if pieces:
            stock.receive(session, offer_id=offer.id, warehouse_id=warehouse, quantity=pieces)
    return offer.id


def fill_cart(
    session: Session, visitor: Visitor, *offers: tuple[UUID, int], region: str = "EU"
) -> None:
    """Put offers and quantities into the visitor's cart."""
    for offer_id, quantity in offers:
        cart_service.add_line(
            session, **visitor.who, region_code=region, offer_id=offer_id, quantity=quantity
        )


def ready_checkout(
    session: Session, visitor: Visitor, *offers: tuple[UUID, int], region: str = "EU"
) -> UUID:
    """A checkout with everything filled in, its stock held; returns its id."""
    fill_cart(session, visitor, *offers, region=region)
    checkout_id = checkout_service.start_checkout(session, **visitor.who)
    checkout_service.update_contact(session, **visitor.who, email="ada@example.com")
    address = {**ADDRESS, "country": "NL" if region == "EU" else "US"}
    checkout_service.update_address(session, **visitor.who, fields=address)
    return checkout_id


def unknown_id() -> UUID:
    """An id of nothing."""
    return new_id()


def stock_breaches(session: Session) -> list[Any]:
    """Levels that do not agree with their movements or reservations; none in a right shop."""
    return rows(
        session,
        """
        select l.offer_id, l.warehouse_id, l.on_hand, l.reserved, l.allocated, m.*, r.*
        from stock_levels l
        left join lateral (
            select coalesce(sum(on_hand_delta), 0) as moved_on_hand,
                coalesce(sum(reserved_delta), 0) as moved_reserved,
                coalesce(sum(allocated_delta), 0) as moved_allocated
            from stock_movements where offer_id = l.offer_id and warehouse_id = l.warehouse_id
        ) m on true
        left join lateral (
            select coalesce(sum(quantity) filter (where status = 'held'), 0) as held,
                coalesce(sum(quantity) filter (where status = 'allocated'), 0) as sold
            from reservations where offer_id = l.offer_id and warehouse_id = l.warehouse_id
        ) r on true
        where (l.on_hand, l.reserved, l.allocated)
                is distinct from (m.moved_on_hand, m.moved_reserved, m.moved_allocated)
           or (l.reserved, l.allocated) is distinct from (r.held, r.sold)
        """,
    )


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What `count` threads bring that all start `work(number)` at the same moment.

    A refusal (ShopError) is a result too; any other exception fails the test.
    """
    barrier = threading.Barrier(count)

    def run(number: int) -> Any:
        barrier.wait(timeout=30)
        try:
            return work(number)
        except ShopError as refusal:
            return refusal

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))
