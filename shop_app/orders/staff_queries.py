"""An order as staff sees it: all of it in one place, with what may be done now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.formats import moment_text, money_text
from shop_app.core.money import Money
from shop_app.orders.models import SellerOrderStatus
from shop_app.orders.parcels import cancelled_by_line, parcels_of, sent_by_line
from shop_app.orders.presenting import address_lines, day_text, line_views, timeline_of
from shop_app.orders.status import MOVES, can_cancel, is_open
from shop_app.orders.views import OrderLineView, ParcelView, TimelineStep

_ORDER = """
    select o.* from order_numbers n join orders o on o.id = n.order_id where n.number = :number
"""
_PARTS = """
    select so.*, s.name as seller_name, s.slug as seller_slug, coalesce((
        select sum(f.amount_minor) from refunds f
        where f.order_id = so.order_id and f.seller_id = so.seller_id), 0) as refunded_minor
    from seller_orders so join sellers s on s.id = so.seller_id
    where so.order_id = :order_id order by so.number
"""


@dataclass(frozen=True, slots=True)
class StaffPart:
    """One seller's part. `left` is what may still be given back, as somebody would type it."""

    number: str = ""
    seller_name: str = ""
    seller_href: str = ""
    status: str = ""
    delivery_name: str = ""
    promised_text: str = ""
    items_text: str = ""
    delivery_text: str = ""
    total_text: str = ""
    commission_text: str = ""
    refunded_text: str = ""
    left: str = ""
    can_cancel: bool = False
    can_cancel_items: bool = False
    can_refund: bool = False
    can_credit: bool = False
    can_deliver: bool = False
    lines: list[OrderLineView] = field(default_factory=list)
    parcels: list[ParcelView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment of the order: how, where it stands, how much, what went back and what is owed.

    `credit_text` is what store credit paid beside the method, `credited_text` what became credit.
    """

    method: str = ""
    status: str = ""
    amount_text: str = ""
    credit_text: str = ""
    refunded_text: str = ""
    credited_text: str = ""
    owed_text: str = ""
    reference: str = ""
    moment_text: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class StaffOrder:
    """Everything of `/admin/orders/{number}`."""

    number: str = ""
    status: str = ""
    placed_text: str = ""
    email: str = ""
    is_guest: bool = False
    region: str = ""
    address_lines: list[str] = field(default_factory=list)
    phone: str = ""
    parts: list[StaffPart] = field(default_factory=list)
    payments: list[PaymentRow] = field(default_factory=list)
    timeline: list[TimelineStep] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    items_text: str = ""
    delivery_text: str = ""
    tax_text: str = ""
    total_text: str = ""
    paid_text: str = ""
    refunded_text: str = ""
    owed_text: str = ""
    commission_text: str = ""
    can_cancel: bool = False


def staff_order(session: Session, *, number: str, locale: str = "en") -> StaffOrder:
    """The order with this number. Raises NotFound."""
    found = rows(session, _ORDER, number=number[:40])
    if not found:
        raise NotFound("This order is not here.")
    order = found[0]

    def money(minor: int) -> str:
        return money_text(int(minor), order.currency, locale)

    parts = rows(session, _PARTS, order_id=order.id)
    payments = rows(
        session, "select * from payments where order_id = :id order by created_at, id", id=order.id
    )
    events = rows(
        session,
        "select * from order_events where order_id = :id order by happened_at, id",
        id=order.id,
    )
    tags = rows(session, "select tag from order_tags where order_id = :id order by 1", id=order.id)
    captured = [payment for payment in payments if payment.captured_at]
    return StaffOrder(
        number=order.number,
        status=order.status,
        placed_text=moment_text(order.placed_at or order.created_at, locale),
        email=order.email,
        is_guest=order.user_id is None,
        region=order.region_code,
        address_lines=address_lines(order.address, locale),
        phone=order.address.get("phone", ""),
        parts=_parts(session, order, parts, captured, locale),
        payments=[_payment(payment, locale) for payment in payments],
        timeline=timeline_of(
            events,
            sellers={part.seller_id: part.seller_name for part in parts},
            locale=locale,
            with_names=True,
        ),
        tags=[row.tag for row in tags],
        items_text=money(order.items_minor - order.discount_minor),
        delivery_text=money(order.delivery_minor),
        tax_text=money(order.tax_minor),
        total_text=money(order.total_minor),
        paid_text=money(sum(p.amount_minor + _spent(p) for p in captured)),
        refunded_text=money(sum(p.refunded_minor + p.credit_back_minor for p in payments)),
        owed_text=money(sum(p.refund_due_minor - p.refunded_minor for p in payments)),
        commission_text=money(sum(part.commission_minor for part in parts)),
        can_cancel=can_cancel([part.status for part in parts]),
    )


def _parts(
    session: Session, order: Any, parts: list[Any], captured: list[Any], locale: str
) -> list[StaffPart]:
    lines = rows(
        session, "select * from order_lines where order_id = :id order by line_no", id=order.id
    )
    parcels = parcels_of(session, order_id=order.id, locale=locale)
    sent = sent_by_line(session, order_id=order.id)
    cancelled = cancelled_by_line(session, order_id=order.id)
    left_of_all = sum(
        p.amount_minor + p.credit_minor - p.refund_due_minor - p.credit_back_minor
        for p in captured
        if not p.failure_code
    )
    found = []
    for part in parts:
        left = max(0, min(part.total_minor - int(part.refunded_minor), left_of_all))
        boxes = parcels.get(part.seller_id, [])
        found.append(
            StaffPart(
                number=part.number,
                seller_name=part.seller_name,
                seller_href=f"/s/{part.seller_slug}",
                status=part.status,
                delivery_name=part.delivery_name,
                promised_text=day_text(part.promised_to, locale),
                items_text=money_text(part.items_minor, order.currency, locale),
                delivery_text=money_text(part.delivery_minor, order.currency, locale),
                total_text=money_text(part.total_minor, order.currency, locale),
                commission_text=money_text(part.commission_minor, order.currency, locale),
                refunded_text=money_text(int(part.refunded_minor), order.currency, locale),
                left=str(Money(left, order.currency).decimal),
                can_cancel=SellerOrderStatus.CANCELLED in MOVES[SellerOrderStatus(part.status)],
                can_cancel_items=is_open(part.status) and not order.import_name,
                can_refund=left > 0,
                can_credit=order.user_id is not None,
                can_deliver=part.status == SellerOrderStatus.SHIPPED
                or any(box.status == "sent" for box in boxes),
                lines=line_views(
                    [line for line in lines if line.seller_id == part.seller_id],
                    currency=order.currency,
                    locale=locale,
                    sent=sent,
                    cancelled=cancelled,
                ),
                parcels=boxes,
            )
        )
    return found


def _spent(payment: Any) -> int:
    """The credit that a captured payment used: none where it could not become its order."""
    return 0 if payment.failure_code else payment.credit_minor


def _payment(payment: Any, locale: str) -> PaymentRow:
    def money(minor: int) -> str:
        return money_text(minor, payment.currency, locale) if minor else ""

    return PaymentRow(
        method=payment.method,
        status=payment.status,
        amount_text=money_text(payment.amount_minor, payment.currency, locale),
        credit_text=money(payment.credit_minor),
        refunded_text=money(payment.refunded_minor),
        credited_text=money(payment.credit_back_minor),
        owed_text=money(payment.refund_due_minor - payment.refunded_minor),
        reference=payment.provider_reference or "",
        moment_text=moment_text(payment.captured_at or payment.created_at, locale),
        failure=payment.failure_code,
    )
