"""The past orders written: orders, parts, lines, timeline, payments, and the stock that they moved.

What was sold was received before, so that what is on hand now stays what the catalogue said: each
sold piece is a received one more. What is still to be sent is allocated and has its reservation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Cursor
from sqlmodel import Session

from shop_app.catalog.importing.loader import cursor_of, keyed_id
from shop_app.demo.copying import copy_into
from shop_app.demo.history import Part, PastOrder
from shop_app.demo.people import address_json
from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway
from shop_app.orders.access import key_hash, order_key
from shop_app.orders.carriers import tracking_of
from shop_app.orders.models import OrderStatus, SellerOrderStatus
from shop_app.orders.status import derived

_COLUMNS = {
    "orders": "id, number, user_id, email, address, region_code, currency, locale, status,"
    " items_minor, discount_minor, delivery_minor, tax_minor, tax_included, total_minor, key_hash,"
    " version, created_at, placed_at, updated_at",
    "order_numbers": "number, order_id",
    "seller_orders": "order_id, seller_id, number, status, items_minor, discount_minor,"
    " delivery_minor, tax_minor, total_minor, commission_minor, delivery_code, delivery_name,"
    " promised_from, promised_to, tracking, updated_at",
    "order_lines": "order_id, line_no, seller_id, offer_id, variant_id, product_id, sku, title,"
    " variant_title, slug, image_url, quantity, unit_price_minor, discount_minor,"
    " tax_basis_points, tax_minor, total_minor, commission_basis_points, commission_minor",
    "order_events": "order_id, id, seller_id, kind, from_status, to_status, actor, note,"
    " happened_at",
    "shipments": "id, order_id, seller_id, position, carrier, tracking_number, tracking_url, status,"
    " actor, sent_at, delivered_at",
    "shipment_lines": "shipment_id, line_no, order_id, quantity",
    "payments": "id, order_id, gateway, method, status, amount_minor, refund_due_minor,"
    " refunded_minor, currency, idempotency_key, provider_reference, failure_code, created_at,"
    " updated_at, captured_at",
    "reservations": "id, checkout_id, order_id, offer_id, warehouse_id, quantity, status,"
    " held_until, created_at",
    "stock_movements": "id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta,"
    " allocated_delta, reason, document, actor, moved_at",
}
_LEVELS = """
update stock_levels l
set on_hand = l.on_hand + s.waiting, allocated = l.allocated + s.waiting, version = l.version + 1,
    updated_at = now()
from sold_levels s
where l.offer_id = s.offer_id and l.warehouse_id = s.warehouse_id and s.waiting > 0
"""
_SOLD = """
update products p set units_sold = coalesce((
    select sum(l.quantity) from order_lines l
    join orders o on o.id = l.order_id and o.status <> 'cancelled'
    where l.product_id = p.id
), 0)
"""
_CARRIERS = ("DHL", "UPS", "DPD", "GLS", "PostNL")
Place = tuple[UUID, UUID]
S = SellerOrderStatus


@dataclass(slots=True)
class _Books:
    """Rows by table, and the pieces sold and waiting by level."""

    rows: dict[str, list[tuple]] = field(default_factory=lambda: {t: [] for t in _COLUMNS})
    sold: Counter[Place] = field(default_factory=Counter)
    waiting: Counter[Place] = field(default_factory=Counter)


def write_orders(session: Session, orders: Iterable[PastOrder], *, opened_at: datetime) -> int:
    """Write the past; returns how many orders. Stock for them came in at `opened_at`."""
    books = _Books()
    for order in orders:
        _enter(books, order)
    cursor = cursor_of(session)
    books.rows["stock_movements"].extend(_receipts(books, opened_at))
    for table, columns in _COLUMNS.items():
        copy_into(cursor, table, columns, books.rows[table])
    _follow_up(cursor, books)
    return len(books.rows["orders"])


def _enter(books: _Books, order: PastOrder) -> None:
    order_id = keyed_id(order.placed_at, "order", order.number)
    statuses = {key: _status(order, part) for key, part in order.parts.items()}
    status = derived(list(statuses.values()))
    rows = books.rows
    rows["orders"].append(_order_row(order, order_id, status))
    rows["order_numbers"].append((order.number, order_id))
    rows["payments"].append(_payment_row(order, order_id))
    for place, quoted in enumerate(order.quoted.sellers, 1):
        part = order.parts[quoted.seller_id]
        rows["seller_orders"].append(
            (order_id, part.seller_id, f"{order.number}-{place}", str(statuses[quoted.seller_id]),
             quoted.items_minor, quoted.discount_minor, quoted.delivery_minor, quoted.tax_minor,
             quoted.total_minor, quoted.commission_minor, part.method.code, part.method.name,
             part.window.first, part.window.last, _tracking(order, place, part), _last(order, part))
        )  # fmt: skip
        if part.shipped_at:
            rows["shipments"].append(_parcel(order, order_id, place, part))
    rows["order_events"].extend(_events(order, order_id, status))
    for place, (line, ware) in enumerate(zip(order.quoted.lines, order.wares, strict=True), 1):
        rows["order_lines"].append(
            (order_id, place, ware.seller_id, ware.offer_id, ware.variant_id, ware.product_id,
             ware.sku, ware.title, ware.variant_title, ware.slug, ware.image_url, line.quantity,
             line.unit_minor, line.discount_minor, line.tax_basis_points, line.tax_minor,
             line.total_minor, line.commission_basis_points, line.commission_minor)
        )  # fmt: skip
        if order.parts[str(ware.seller_id)].shipped_at:
            parcel = _parcel_id(order, order.parts[str(ware.seller_id)])
            rows["shipment_lines"].append((parcel, place, order_id, line.quantity))
        if order.cancelled_at is None:
            level = (ware.offer_id, ware.warehouses[0])
            _move_stock(books, order, order_id, place, level, line.quantity)


def _order_row(order: PastOrder, order_id: UUID, status: OrderStatus) -> tuple:
    quoted, customer = order.quoted, order.customer
    last = max(_last(order, part) for part in order.parts.values())
    return (
        order_id, order.number, customer.id, customer.email, address_json(customer),
        customer.region, quoted.currency, "en", str(status), quoted.items_minor,
        quoted.discount_minor, quoted.delivery_minor, quoted.tax_minor, quoted.tax_included,
        quoted.total_minor, key_hash(order_key(order.number)), 2, order.placed_at, order.placed_at,
        last,
    )  # fmt: skip


def _payment_row(order: PastOrder, order_id: UUID) -> tuple:
    amount = order.quoted.total_minor
    back = amount if order.cancelled_at else 0
    reference = f"sandbox_{keyed_id(order.placed_at, 'reference', order.number).hex[-24:]}"
    return (
        keyed_id(order.placed_at, "payment", order.number), order_id, SandboxGateway.name, SUCCEEDS,
        "refunded" if back else "captured", amount, back, back, order.quoted.currency,
        f"history:{order.number}", reference, "", order.placed_at,
        order.cancelled_at or order.placed_at, order.placed_at,
    )  # fmt: skip


def _status(order: PastOrder, part: Part) -> SellerOrderStatus:
    if order.cancelled_at:
        return S.CANCELLED
    if part.delivered_at:
        return S.DELIVERED
    if part.shipped_at:
        return S.SHIPPED
    return S.PREPARING if part.preparing_at else S.PLACED


def _last(order: PastOrder, part: Part) -> datetime:
    return (
        order.cancelled_at or part.delivered_at or part.shipped_at or part.preparing_at
        or order.placed_at
    )  # fmt: skip


def _tracking(order: PastOrder, place: int, part: Part) -> str:
    return f"PX{order.number[2:].replace('-', '')}{place:02d}" if part.shipped_at else ""


def _parcel_id(order: PastOrder, part: Part) -> UUID:
    return keyed_id(order.placed_at, "parcel", order.number, str(part.seller_id))


def _parcel(order: PastOrder, order_id: UUID, place: int, part: Part) -> tuple:
    """A part of the past went in one parcel; a seller always sends with the same carrier."""
    carrier = _CARRIERS[part.seller_id.int % len(_CARRIERS)]
    tracked = tracking_of(carrier, _tracking(order, place, part), "")
    status = "delivered" if part.delivered_at else "sent"
    return (
        _parcel_id(order, part), order_id, part.seller_id, 1, *tracked, status, "seller",
        part.shipped_at, part.delivered_at,
    )  # fmt: skip


def _events(order: PastOrder, order_id: UUID, status: OrderStatus) -> Iterator[tuple]:
    """The timeline: opened, placed, then each part's steps and the order's own last one."""
    steps: list[tuple[datetime, UUID | None, str, str, str]] = [
        (order.placed_at, None, "", "pending", "shopper"),
        (order.placed_at, None, "pending", "placed", "shopper"),
    ]
    for part in order.parts.values():
        before = "placed"
        moments = (
            (part.preparing_at, "preparing"),
            (part.shipped_at, "shipped"),
            (part.delivered_at, "delivered"),
            (order.cancelled_at, "cancelled"),
        )
        for moment, word in moments:
            if moment:
                actor = "shopper" if word == "cancelled" else "seller"
                steps.append((moment, part.seller_id, before, word, actor))
                before = word
    if str(status) != "placed":
        last = max(_last(order, part) for part in order.parts.values())
        steps.append((last, None, "placed", str(status), "system"))
    for number, (moment, seller_id, before, word, actor) in enumerate(steps):
        kind = "opened" if number == 0 else word
        event_id = keyed_id(moment, "event", order.number, str(number))
        yield (order_id, event_id, seller_id, kind, before, word, actor, "", moment)


def _move_stock(
    books: _Books, order: PastOrder, order_id: UUID, line: int, level: Place, quantity: int
) -> None:
    """What a line moved: it was allocated, and what has been sent has left."""
    ware = order.wares[line - 1]
    part = order.parts[str(ware.seller_id)]
    document, words = f"order:{order_id}", (order.number, str(line))
    moves = [(order.placed_at, "allocate", 0, quantity, "order placed", "shopper")]
    if part.shipped_at:
        moves.append((part.shipped_at, "ship", -quantity, -quantity, "sent", "seller"))
        books.sold[level] += quantity
    else:
        books.waiting[level] += quantity
        books.rows["reservations"].append(
            (keyed_id(order.placed_at, "reservation", *words),
             keyed_id(order.placed_at, "checkout", order.number), order_id, *level, quantity,
             "allocated", order.placed_at + timedelta(minutes=15), order.placed_at)
        )  # fmt: skip
    for moment, kind, on_hand, allocated, reason, actor in moves:
        books.rows["stock_movements"].append(
            (keyed_id(moment, "movement", kind, *words), *level, kind, on_hand, 0, allocated,
             reason, document, actor, moment)
        )  # fmt: skip


def _receipts(books: _Books, opened_at: datetime) -> Iterator[tuple]:
    for level in {**books.sold, **books.waiting}:
        pieces = books.sold[level] + books.waiting[level]
        yield (
            keyed_id(opened_at, "movement", "receive", *map(str, level)), *level, "receive", pieces,
            0, 0, "delivery", "", "system", opened_at,
        )  # fmt: skip


def _follow_up(cursor: Cursor, books: _Books) -> None:
    """Levels and products as the orders have left them."""
    cursor.execute(
        "create temporary table sold_levels (offer_id uuid, warehouse_id uuid, waiting int)"
        " on commit drop"
    )
    waiting = [(*level, pieces) for level, pieces in books.waiting.items()]
    copy_into(cursor, "sold_levels", "offer_id, warehouse_id, waiting", waiting)
    cursor.execute(_LEVELS)
    cursor.execute(_SOLD)
