"""A placed order of two sellers, and what the ledger says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.ids import new_id
from shop_app.orders.models import Order, OrderEvent, OrderLine, OrderNumber, SellerOrder
from tests.makers import make_seller


@dataclass
class Books:
    """Orders made by hand, and sums of the ledger."""

    session: Session

    def order(
        self,
        seller_id: UUID,
        *lines: tuple[int, int, int],
        delivery: int = 0,
        delivery_tax: int = 0,
        tax_included: bool = True,
        currency: str = "EUR",
        status: str = "placed",
        placed_at: Any = None,
    ) -> UUID:
        """An order of one seller; lines are (goods, tax, commission) in minor units."""
        order_id, moment = new_id(), placed_at or now()
        goods = sum(line[0] for line in lines)
        tax = sum(line[1] for line in lines) + delivery_tax
        total = goods + delivery + (0 if tax_included else tax)
        number = f"S-{order_id.hex[-10:]}"
        sums: dict[str, Any] = {
            "items_minor": goods, "discount_minor": 0, "delivery_minor": delivery,
            "tax_minor": tax, "total_minor": total,
        }  # fmt: skip
        self.session.add_all(
            [
                Order(
                    id=order_id, number=number, email="a@b.c", region_code="EU", currency=currency,
                    status=status, tax_included=tax_included, created_at=moment, placed_at=moment,
                    **sums,
                ),
                OrderNumber(number=number, order_id=order_id),
                SellerOrder(
                    order_id=order_id, seller_id=seller_id, number=f"{number}-1", status=status,
                    commission_minor=sum(line[2] for line in lines), **sums,
                ),
                *(
                    OrderLine(
                        order_id=order_id, line_no=place, seller_id=seller_id, offer_id=new_id(),
                        variant_id=new_id(), product_id=new_id(), sku="A", title="Mug", quantity=1,
                        unit_price_minor=worth, total_minor=worth, tax_minor=line_tax,
                        commission_minor=commission,
                    )
                    for place, (worth, line_tax, commission) in enumerate(lines, 1)
                ),
            ]
        )  # fmt: skip
        self.session.flush()
        return order_id

    def deliver(self, order_id: UUID, seller_id: UUID, at: Any) -> None:
        """The part has arrived at that moment."""
        rows(
            self.session,
            "update seller_orders set status = 'delivered', updated_at = :at"
            " where order_id = :id returning 1",
            id=order_id,
            at=at,
        )
        self.session.add(
            OrderEvent(
                order_id=order_id, seller_id=seller_id, kind="delivered", to_status="delivered",
                happened_at=at,
            )
        )  # fmt: skip
        self.session.flush()

    def sums(self, seller_id: UUID | None = None) -> dict[str, int]:
        """What stands in each account that is not empty."""
        found = rows(
            self.session,
            "select account, sum(amount_minor)::bigint as amount from ledger_entries"
            " where cast(:seller as uuid) is null or seller_id = :seller"
            " group by account having sum(amount_minor) <> 0",
            seller=seller_id,
        )
        return {row.account: row.amount for row in found}


@pytest.fixture
def books(session) -> Books:
    return Books(session)


@pytest.fixture
def seller(session) -> UUID:
    return make_seller(session)
