"""Orders of the past, written straight into the tables, for tests of what the numbers say."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.models import Category, Product
from shop_app.core.audit import Actor
from shop_app.core.clock import moved, now
from shop_app.core.db import rows
from shop_app.core.ids import new_id
from shop_app.orders.models import Order, OrderLine, SellerOrder
from shop_app.orders.refunds import owe
from shop_app.orders.returns.models import Return, ReturnLine
from shop_app.payments.models import Payment
from tests.makers import make_seller

STAFF = Actor("staff", "Sam")


@dataclass(frozen=True, slots=True)
class Ware:
    """A product of a seller, with its price in minor units."""

    seller: UUID
    product: UUID
    price: int


@dataclass(frozen=True, slots=True)
class Bought:
    """An order as it was written: enough to sum it by hand."""

    id: UUID
    placed_at: datetime
    currency: str
    total: int
    goods: int
    commission: int
    units: int
    parts: dict[UUID, int] = field(default_factory=dict)


def make_wares(session: Session, *, sellers: int = 2, each: int = 2) -> list[Ware]:
    """Products of some sellers in one category, at 10.00, 20.00 and so on."""
    slug = f"c-{secrets.token_hex(4)}"
    category = Category(slug=slug, name="Pots", path=slug)
    session.add(category)
    session.flush()
    wares = []
    for _ in range(sellers):
        seller = make_seller(session)
        for number in range(each):
            key = secrets.token_hex(5)
            product = Product(
                slug=f"p-{key}", title=f"Pot {number}", category_id=category.id, source_key=key
            )
            session.add(product)
            session.flush()
            wares.append(Ware(seller, product.id, 1000 * (number + 1)))
    return wares


def buy(
    session: Session,
    placed_at: datetime,
    lines: Sequence[tuple[Ware, int]],
    *,
    currency: str = "EUR",
    email: str = "ada@example.com",
    country: str = "NL",
    delivery: int = 495,
    method: str = "card",
) -> Bought:
    """A placed and paid order whose sale is in the ledger; commission is a tenth of the goods."""
    order_id = new_id()
    number = f"S-{secrets.token_hex(5)}"
    by_seller: dict[UUID, list[tuple[int, Ware, int]]] = {}
    for line_no, (ware, quantity) in enumerate(lines, start=1):
        by_seller.setdefault(ware.seller, []).append((line_no, ware, quantity))
    goods = sum(ware.price * quantity for ware, quantity in lines)
    deliveries = delivery * len(by_seller)
    when = {"created_at": placed_at, "placed_at": placed_at, "updated_at": placed_at}
    session.add(
        Order(
            id=order_id, number=number, email=email, address={"country": country},
            region_code="EU", currency=currency, status="placed", items_minor=goods,
            delivery_minor=deliveries, total_minor=goods + deliveries, **when,
        )
    )  # fmt: skip
    parts = {}
    for position, (seller, own) in enumerate(by_seller.items()):
        worth = sum(ware.price * quantity for _, ware, quantity in own)
        parts[seller] = worth + delivery
        session.add(
            SellerOrder(
                order_id=order_id, seller_id=seller, number=f"{number}-{position}",
                status="placed", items_minor=worth, delivery_minor=delivery,
                total_minor=worth + delivery, commission_minor=worth // 10, updated_at=placed_at,
            )
        )  # fmt: skip
        for line_no, ware, quantity in own:
            session.add(
                OrderLine(
                    order_id=order_id, line_no=line_no, seller_id=seller, offer_id=new_id(),
                    variant_id=new_id(), product_id=ware.product, sku="X", title="Pot",
                    quantity=quantity, unit_price_minor=ware.price,
                    total_minor=ware.price * quantity,
                    commission_minor=ware.price * quantity // 10,
                )
            )  # fmt: skip
    session.add(
        Payment(
            order_id=order_id, gateway="sandbox", method=method, status="captured",
            amount_minor=goods + deliveries, currency=currency, idempotency_key=str(new_id()),
            captured_at=placed_at,
        )
    )  # fmt: skip
    session.flush()
    rows(session, "select ledger_post_sales(array[cast(:id as uuid)]) is null as done", id=order_id)
    units = sum(quantity for _, quantity in lines)
    return Bought(
        order_id, placed_at, currency, goods + deliveries, goods, goods // 10, units, parts
    )


def give_back(session: Session, order: Bought, seller: UUID, amount: int, at: datetime) -> None:
    """Owe part of what was paid for a seller's part, at a moment; `owe` books it."""
    with moved(at - now()):
        owe(
            session,
            order_id=order.id,
            seller_id=seller,
            amount_minor=amount,
            reason="test",
            actor=STAFF,
        )


def take_back(
    session: Session, order: Bought, seller: UUID, at: datetime, *, accepted: int = 2
) -> UUID:
    """Two pieces of the order's first line came back; `accepted` of them were refunded then."""
    found = Return(
        number=f"R-{secrets.token_hex(5)}", order_id=order.id, seller_id=seller,
        status="refunded", currency=order.currency, request_key=secrets.token_hex(8),
        requested_at=order.placed_at, refunded_at=at,
    )  # fmt: skip
    session.add(found)
    session.flush()
    session.add(
        ReturnLine(
            return_id=found.id, line_no=1, quantity=2, reason="faulty", accepted=accepted,
            condition="faulty",
        )
    )  # fmt: skip
    session.flush()
    return found.id


def cancel(session: Session, order: Bought, seller: UUID, at: datetime) -> None:
    """A seller's part that was cancelled at a moment, before refunds were rows of their own."""
    rows(
        session,
        "update seller_orders set status = 'cancelled', updated_at = :at"
        " where order_id = :id and seller_id = :seller returning order_id",
        id=order.id, seller=seller, at=at,
    )  # fmt: skip
    rows(
        session,
        "update payments set refund_due_minor = :minor where order_id = :id returning id",
        id=order.id, minor=order.parts[seller],
    )  # fmt: skip
