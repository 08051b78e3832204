"""Questions of shoppers about their orders: one order, all of an account, tracking as a guest."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.formats import moment_text, money_text
from shop_app.core.paging import Page, decode_cursor, encode_cursor
from shop_app.orders.access import key_hash, order_address
from shop_app.orders.parcels import cancelled_by_line, parcels_of, sent_by_line
from shop_app.orders.presenting import address_lines, day_text, line_views, timeline_of
from shop_app.orders.status import can_cancel, is_open
from shop_app.orders.views import (
    OrderLineView,
    OrderPage,
    OrderRow,
    ParcelView,
    SellerOrderView,
)

_NOT_HERE = "This order is not here. Check the number, or open it from your e-mail."

_ORDER = """
    select o.*, c.session_key as checkout_session
    from order_numbers n
    join orders o on o.id = n.order_id
    left join checkouts c on c.id = o.checkout_id
    where n.number = :number and o.status <> 'pending'
"""
_PARTS = """
    select so.*, s.name as seller_name, s.slug as seller_slug
    from seller_orders so join sellers s on s.id = so.seller_id
    where so.order_id = :order_id order by so.number
"""
_ORDERS_OF = """
    select o.id, o.number, o.status, o.placed_at, o.created_at, o.total_minor, o.currency,
        (select sum(l.quantity) from order_lines l where l.order_id = o.id) as count,
        (select array_agg(x.title order by x.line_no) from (
            select title, line_no from order_lines l where l.order_id = o.id
            order by line_no limit 4) x) as titles,
        (select array_agg(x.image_url order by x.line_no) from (
            select image_url, line_no from order_lines l where l.order_id = o.id
            order by line_no limit 4) x) as images
    from orders o
    where o.user_id = :user_id and o.status not in ('pending', 'failed')
      and (cast(:before as uuid) is null or o.id < :before)
    order by o.id desc limit :limit
"""


def order_page(
    session: Session,
    number: str,
    *,
    user_id: UUID | None = None,
    session_key: str = "",
    key: str = "",
    locale: str = "en",
) -> OrderPage:
    """An order for its owner, for the session that placed it as a guest, or for its key.

    Raises NotFound for anybody else, as for a number that does not exist.
    """
    found = rows(session, _ORDER, number=number[:40])
    if not found or not _may_see(found[0], user_id, session_key, key):
        raise NotFound(_NOT_HERE)
    return _page(session, found[0], locale)


def orders_of(
    session: Session, *, user_id: UUID, cursor: str = "", limit: int = 20, locale: str = "en"
) -> Page[OrderRow]:
    """The account's orders, newest first. Raises Invalid for a cursor that is none of ours."""
    found = rows(session, _ORDERS_OF, user_id=user_id, before=id_cursor(cursor), limit=limit + 1)
    shown = found[:limit]
    return Page(
        rows=[
            OrderRow(
                number=row.number,
                href=f"/orders/{row.number}",
                status=row.status,
                placed_text=moment_text(row.placed_at or row.created_at, locale),
                total_text=money_text(row.total_minor, row.currency, locale),
                count=int(row.count or 0),
                titles=list(row.titles or []),
                images=list(row.images or []),
            )
            for row in shown
        ],
        next_cursor=encode_cursor(str(shown[-1].id)) if len(found) > limit else "",
    )


def track(session: Session, number: str, email: str) -> str:
    """The address that opens an order for who knows its number and e-mail. Raises NotFound.

    The answer to a wrong pair is the same for each; the edge limits how often it may be tried.
    """
    found = rows(session, _ORDER, number=number.strip().upper()[:40])
    if not found or not hmac.compare_digest(
        found[0].email.casefold().encode(), email.strip().casefold().encode("utf-8", "replace")
    ):
        raise NotFound("No order has this number and this e-mail address. Check both.")
    return order_address(found[0].number)


def id_cursor(cursor: str) -> UUID | None:
    """The id in a cursor; None for the first page. Raises Invalid."""
    if not cursor:
        return None
    try:
        return UUID(str(decode_cursor(cursor, 1)[0]))
    except ValueError as error:
        raise Invalid("This page address is not valid. Start again from the first page.") from error


def _may_see(order: Any, user_id: UUID | None, session_key: str, key: str) -> bool:
    if key and order.key_hash and hmac.compare_digest(order.key_hash, key_hash(key)):
        return True
    if order.user_id is not None:
        return order.user_id == user_id
    return bool(session_key) and order.checkout_session == session_key


def _page(session: Session, order: Any, locale: str) -> OrderPage:
    parts = rows(session, _PARTS, order_id=order.id)
    lines = rows(
        session, "select * from order_lines where order_id = :id order by line_no", id=order.id
    )
    events = rows(
        session,
        "select * from order_events where order_id = :id and kind <> 'note'"
        " order by happened_at, id",
        id=order.id,
    )
    paid = rows(
        session,
        "select method, status, amount_minor, credit_minor, refunded_minor, credit_back_minor"
        " from payments where order_id = :id and captured_at is not null"
        " order by failure_code, captured_at limit 1",
        id=order.id,
    )
    currency = order.currency
    shown = _parts(
        parts,
        lines,
        parcels_of(session, order_id=order.id, locale=locale),
        sent=sent_by_line(session, order_id=order.id),
        cancelled=cancelled_by_line(session, order_id=order.id),
        currency=currency,
        locale=locale,
    )
    credited = paid[0].credit_back_minor if paid else 0
    refunded = paid[0].refunded_minor + credited if paid else 0
    by_credit = paid[0].credit_minor if paid else 0
    by_method = paid[0].amount_minor if by_credit else 0
    return OrderPage(
        number=order.number,
        status=order.status,
        placed_text=moment_text(order.placed_at or order.created_at, locale),
        email=order.email,
        currency=currency,
        address_lines=address_lines(order.address, locale),
        parts=shown,
        timeline=timeline_of(
            events, sellers={part.seller_id: part.seller_name for part in parts}, locale=locale
        ),
        count=sum(line.quantity for line in lines),
        items_text=money_text(order.items_minor, currency, locale),
        discount_minor=order.discount_minor,
        discount_text=money_text(order.discount_minor, currency, locale),
        delivery_minor=order.delivery_minor,
        delivery_text=money_text(order.delivery_minor, currency, locale),
        tax_text=money_text(order.tax_minor, currency, locale),
        tax_included=order.tax_included,
        total_minor=order.total_minor,
        total_text=money_text(order.total_minor, currency, locale),
        payment_method=paid[0].method if paid else "",
        payment_status=paid[0].status if paid else "",
        by_credit_text=money_text(by_credit, currency, locale) if by_credit else "",
        by_method_text=money_text(by_method, currency, locale) if by_method else "",
        refunded_text=money_text(refunded, currency, locale) if refunded else "",
        credited_text=money_text(credited, currency, locale) if credited else "",
        can_cancel=can_cancel([part.status for part in parts]),
        can_cancel_items=not order.import_name and any(part.left for part in shown),
        is_guest=order.user_id is None,
    )


def _parts(
    parts: Sequence[Any],
    lines: Sequence[Any],
    parcels: Mapping[UUID, list[ParcelView]],
    *,
    sent: Mapping[int, int],
    cancelled: Mapping[int, int],
    currency: str,
    locale: str,
) -> list[SellerOrderView]:
    def lines_of(part: Any) -> list[OrderLineView]:
        own = [line for line in lines if line.seller_id == part.seller_id]
        return line_views(own, currency=currency, locale=locale, sent=sent, cancelled=cancelled)

    views = {part.seller_id: lines_of(part) for part in parts}
    return [
        SellerOrderView(
            number=part.number,
            seller_name=part.seller_name,
            seller_href=f"/s/{part.seller_slug}",
            status=part.status,
            delivery_name=part.delivery_name,
            delivery_text=money_text(part.delivery_minor, currency, locale),
            promised_from_text=day_text(part.promised_from, locale),
            promised_to_text=day_text(part.promised_to, locale),
            tracking=part.tracking,
            total_text=money_text(part.total_minor, currency, locale),
            left=sum(line.left for line in views[part.seller_id]) if is_open(part.status) else 0,
            lines=views[part.seller_id],
            parcels=parcels.get(part.seller_id, []),
        )
        for part in parts
    ]
