"""What stands on the papers of orders: invoices for shoppers, packing slips for sellers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.formats import date_text, money_text, number_text
from shop_app.orders.paid_by import credit_shares
from shop_app.orders.parcels import cancelled_by_line, sent_by_line
from shop_app.orders.presenting import address_lines
from shop_app.orders.queries import order_page

MOST_SLIPS = 100

_PARTS = """
    select so.*, s.name as seller_name, o.number as order_number, o.currency, o.placed_at,
        o.address, o.email, o.tax_included, coalesce((
            select sum(cl.refund_minor) from cancellations c
            join cancellation_lines cl on cl.cancellation_id = c.id
            where c.order_id = so.order_id and c.seller_id = so.seller_id), 0) as cancelled_minor
    from order_numbers n
    join orders o on o.id = n.order_id
    join seller_orders so on so.order_id = o.id
    join sellers s on s.id = so.seller_id
    where n.number = any(:numbers) and o.placed_at is not null
      and so.status not in ('pending', 'cancelled')
      and (cast(:seller_id as uuid) is null or so.seller_id = :seller_id)
    order by so.order_id, so.number
"""
_LINES = """
    select l.* from order_lines l where l.order_id = any(:orders) order by l.order_id, l.line_no
"""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A line as it was sold; `tax_text` is its rate."""

    title: str
    sku: str
    quantity: int
    unit_text: str
    tax_text: str
    total_text: str


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Goods of one rate, or the delivery (no rate): what they cost without tax, and the tax."""

    rate_text: str
    net_text: str
    tax_text: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """One seller's invoice for its part of an order.

    `cancelled_text` is what went back for pieces that were cancelled before they were sent, and
    `remains_text` the total without it; both empty where there are none. `by_credit_text` is the
    part's share of the store credit that was used, `by_method_text` the rest.
    """

    number: str
    order_number: str
    seller_name: str
    date_text: str
    email: str
    address: list[str]
    delivery_name: str
    delivery_text: str
    discount_text: str
    tax_text: str
    tax_included: bool
    total_text: str
    cancelled_text: str = ""
    remains_text: str = ""
    lines: list[InvoiceLine] = field(default_factory=list)
    taxes: list[TaxRow] = field(default_factory=list)
    by_credit_text: str = ""
    by_method_text: str = ""


@dataclass(frozen=True, slots=True)
class SlipLine:
    """What to put into the parcel."""

    title: str
    variant_title: str
    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class PackingSlip:
    """The paper that lies in a parcel: no prices on it."""

    number: str
    order_number: str
    seller_name: str
    date_text: str
    delivery_name: str
    address: list[str]
    lines: list[SlipLine] = field(default_factory=list)


def invoices_of(session: Session, *, number: str, locale: str = "en") -> list[Invoice]:
    """The invoices of an order, one of each seller. Raises NotFound when it has none.

    Who may read them is for the caller to know.
    """
    parts, lines = _read(session, [number[:40]], seller_id=None)
    if not parts:
        raise NotFound("There is no invoice for this order.")
    by_credit = credit_shares(session, order_id=parts[0].order_id)
    return [
        _invoice(
            part, lines[part.order_id, part.seller_id], by_credit.get(part.seller_id, 0), locale
        )
        for part in parts
    ]


def readable_invoices(
    session: Session,
    *,
    number: str,
    user_id: UUID | None,
    session_key: str,
    key: str,
    sees_all: bool,
    locale: str = "en",
) -> list[Invoice]:
    """The invoices of an order for its owner, for who has its key, or for staff (`sees_all`).

    Raises NotFound for anybody else.
    """
    if not sees_all:
        order_page(session, number, user_id=user_id, session_key=session_key, key=key)
    return invoices_of(session, number=number, locale=locale)


def packing_slips_of(
    session: Session, *, seller_id: UUID, numbers: Sequence[str], locale: str = "en"
) -> list[PackingSlip]:
    """The slips for the seller's parts of these orders, with what is still to send of them; of
    what has left altogether, all. Raises NotFound when none of the orders is the seller's.
    """
    parts, lines = _read(session, list(numbers)[:MOST_SLIPS], seller_id=seller_id)
    if not parts:
        raise NotFound("This order is not here.")
    return [
        _slip(
            part,
            lines[part.order_id, part.seller_id],
            sent_by_line(session, order_id=part.order_id),
            cancelled_by_line(session, order_id=part.order_id),
            locale,
        )
        for part in parts
    ]


def _read(
    session: Session, numbers: list[str], *, seller_id: UUID | None
) -> tuple[list[Any], dict[tuple[UUID, UUID], list[Any]]]:
    parts = rows(session, _PARTS, numbers=numbers, seller_id=seller_id)
    lines: dict[tuple[UUID, UUID], list[Any]] = defaultdict(list)
    for line in rows(session, _LINES, orders=[part.order_id for part in parts]):
        lines[line.order_id, line.seller_id].append(line)
    return parts, lines


def _invoice(part: Any, lines: list[Any], by_credit: int, locale: str) -> Invoice:
    def money(minor: int) -> str:
        return money_text(minor, part.currency, locale)

    return Invoice(
        number=f"I-{part.number}",
        order_number=part.order_number,
        seller_name=part.seller_name,
        date_text=date_text(part.placed_at, locale, "long"),
        email=part.email,
        address=address_lines(part.address, locale),
        delivery_name=part.delivery_name,
        delivery_text=money(part.delivery_minor),
        discount_text=money(-part.discount_minor) if part.discount_minor else "",
        tax_text=money(part.tax_minor),
        tax_included=part.tax_included,
        total_text=money(part.total_minor),
        cancelled_text=money(-int(part.cancelled_minor)) if part.cancelled_minor else "",
        remains_text=money(part.total_minor - int(part.cancelled_minor))
        if part.cancelled_minor
        else "",
        lines=[
            InvoiceLine(
                title=" · ".join(word for word in (line.title, line.variant_title) if word),
                sku=line.sku,
                quantity=line.quantity,
                unit_text=money(line.unit_price_minor),
                tax_text=_rate(line.tax_basis_points, locale),
                total_text=money(line.unit_price_minor * line.quantity),
            )
            for line in lines
        ],
        taxes=_taxes(part, lines, locale),
        by_credit_text=money(by_credit) if by_credit else "",
        by_method_text=money(part.total_minor - by_credit) if by_credit else "",
    )


def _taxes(part: Any, lines: Iterable[Any], locale: str) -> list[TaxRow]:
    """Tax by rate; what the part has above its lines' tax is the delivery's."""
    totals: dict[int, int] = defaultdict(int)
    taxes: dict[int, int] = defaultdict(int)
    for line in lines:
        totals[line.tax_basis_points] += line.total_minor
        taxes[line.tax_basis_points] += line.tax_minor

    def row(rate: str, total: int, tax: int) -> TaxRow:
        net = total - tax if part.tax_included else total
        return TaxRow(
            rate, money_text(net, part.currency, locale), money_text(tax, part.currency, locale)
        )

    found = [row(_rate(rate, locale), totals[rate], taxes[rate]) for rate in sorted(totals)]
    if part.delivery_minor:
        found.append(row("", part.delivery_minor, part.tax_minor - sum(taxes.values())))
    return found


def _slip(
    part: Any, lines: list[Any], sent: dict[int, int], cancelled: dict[int, int], locale: str
) -> PackingSlip:
    wanted = {line.line_no: line.quantity - cancelled.get(line.line_no, 0) for line in lines}
    left = {line_no: many - sent.get(line_no, 0) for line_no, many in wanted.items()}
    is_open = any(left.values()) and part.status in ("placed", "preparing", "partly_shipped")
    return PackingSlip(
        number=part.number,
        order_number=part.order_number,
        seller_name=part.seller_name,
        date_text=date_text(part.placed_at, locale, "long"),
        delivery_name=part.delivery_name,
        address=address_lines(part.address, locale),
        lines=[
            SlipLine(line.title, line.variant_title, line.sku, many)
            for line in lines
            if (many := left[line.line_no] if is_open else wanted[line.line_no])
        ],
    )


def _rate(basis_points: int, locale: str) -> str:
    return f"{number_text(basis_points / 100, locale)}%"
