"""What the page of an order shows beside the order: thanks, the question before cancelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from shop_app.accounts.views import Visitor
from shop_app.core.db import in_reading
from shop_app.orders.access import order_address
from shop_app.orders.queries import order_page
from shop_app.orders.views import OrderPage, TimelineStep

OF_THE_ORDER = frozenset({"placed", "cancelled", "refunded", "credited"})
OF_A_PART = frozenset(
    {
        "preparing",
        "partly_shipped",
        "shipped",
        "parcel_delivered",
        "delivered",
        "cancelled",
        "pieces_cancelled",
    }
)


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order, and why the person is here. `address` opens it again, with its key if need be."""

    order: OrderPage = field(default_factory=OrderPage)
    address: str = ""
    key: str = ""
    register_href: str = ""
    is_thanked: bool = False
    is_cancelling: bool = False
    can_return: bool = False
    invoice_href: str = ""


async def order_view(
    number: str, query: Mapping[str, str], visitor: Visitor, locale: str
) -> OrderView:
    """The order for who may see it. Raises NotFound for everybody else."""
    key = query.get("key", "")[:100]
    page = await in_reading(
        order_page,
        number,
        user_id=visitor.user_id,
        session_key=visitor.session_key,
        key=key,
        locale=locale,
    )
    # Signing in changes the session: a guest comes back with the key.
    back = order_address(page.number) if page.is_guest else f"/orders/{page.number}"
    offers_account = page.is_guest and not visitor.is_signed_in
    return OrderView(
        order=replace(page, timeline=told(page.timeline)),
        address=f"/orders/{page.number}" + (f"?{urlencode({'key': key})}" if key else ""),
        key=key,
        register_href=f"/register?{urlencode({'next': back})}" if offers_account else "",
        is_thanked="thanks" in query,
        is_cancelling="cancel" in query and page.can_cancel,
        invoice_href=_invoice(page, key),
        can_return=any(
            part.status == "delivered"
            or any(parcel.status == "delivered" for parcel in part.parcels)
            for part in page.parts
        ),
    )


def _invoice(page: OrderPage, key: str) -> str:
    """Where the invoice is; empty when all of the order was cancelled or nothing was paid."""
    if page.status in ("pending", "failed", "cancelled"):
        return ""
    return f"/orders/{page.number}/invoice.pdf" + (f"?{urlencode({'key': key})}" if key else "")


def told(steps: Iterable[TimelineStep]) -> list[TimelineStep]:
    """The steps that matter to the shopper: those of the order once, those of each part.

    That a part was cancelled is told only where the others were not.
    """
    steps = list(steps)
    is_cancelled = any(step.kind == "cancelled" and not step.seller_name for step in steps)
    of_a_part = OF_A_PART - {"cancelled"} if is_cancelled else OF_A_PART
    return [
        step for step in steps if step.kind in (of_a_part if step.seller_name else OF_THE_ORDER)
    ]
