"""Questions of a seller about its parts of orders; none can be asked without the seller."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.formats import moment_text, money_text
from shop_app.core.paging import Page, encode_cursor
from shop_app.orders.models import SellerOrderStatus
from shop_app.orders.parcels import cancelled_by_line, parcels_of, sent_by_line
from shop_app.orders.presenting import address_lines, day_text, line_views, timeline_of
from shop_app.orders.queries import id_cursor
from shop_app.orders.status import MOVES, is_open
from shop_app.orders.views import SellerOrderPage, SellerOrderRow

_LIST = """
    select so.order_id, so.number, so.status, so.promised_to, so.total_minor,
        o.number as order_number, o.currency, o.placed_at,
        (select sum(l.quantity) from order_lines l
          where l.order_id = so.order_id and l.seller_id = so.seller_id) as count
    from seller_orders so join orders o on o.id = so.order_id
    where so.seller_id = :seller_id and so.status <> 'pending' and o.placed_at is not null
      and (:status = '' or so.status = :status)
      and (cast(:before as uuid) is null or so.order_id < :before)
    order by so.order_id desc limit :limit
"""
_ONE = """
    select so.*, o.number as order_number, o.currency, o.placed_at, o.address
    from order_numbers n
    join seller_orders so on so.order_id = n.order_id and so.seller_id = :seller_id
    join orders o on o.id = n.order_id
    where n.number = :number and so.status <> 'pending' and o.placed_at is not null
"""


def seller_orders_of(
    session: Session,
    *,
    seller_id: UUID,
    status: str = "",
    cursor: str = "",
    limit: int = 30,
    locale: str = "en",
) -> Page[SellerOrderRow]:
    """The seller's parts of placed orders, newest first, of one status or of all."""
    if status and status not in set(SellerOrderStatus):
        raise Invalid("There is no such status.", field="status")
    found = rows(
        session,
        _LIST,
        seller_id=seller_id,
        status=status,
        before=id_cursor(cursor),
        limit=limit + 1,
    )
    shown = found[:limit]
    return Page(
        rows=[
            SellerOrderRow(
                number=row.number,
                order_number=row.order_number,
                status=row.status,
                placed_text=moment_text(row.placed_at, locale),
                promised_to_text=day_text(row.promised_to, locale),
                total_minor=row.total_minor,
                total_text=money_text(row.total_minor, row.currency, locale),
                count=int(row.count or 0),
            )
            for row in shown
        ],
        next_cursor=encode_cursor(str(shown[-1].order_id)) if len(found) > limit else "",
    )


def seller_order_page(
    session: Session, *, seller_id: UUID, number: str, locale: str = "en"
) -> SellerOrderPage:
    """The seller's part of the order with this number. Raises NotFound when it has none."""
    found = rows(session, _ONE, seller_id=seller_id, number=number[:40])
    if not found:
        raise NotFound("This order is not here.")
    part = found[0]
    lines = rows(
        session,
        "select * from order_lines where order_id = :order_id and seller_id = :seller_id"
        " order by line_no",
        order_id=part.order_id,
        seller_id=seller_id,
    )
    events = rows(
        session,
        "select * from order_events where order_id = :order_id and seller_id = :seller_id"
        " order by happened_at, id",
        order_id=part.order_id,
        seller_id=seller_id,
    )
    views = line_views(
        lines,
        currency=part.currency,
        locale=locale,
        sent=sent_by_line(session, order_id=part.order_id),
        cancelled=cancelled_by_line(session, order_id=part.order_id),
    )
    parcels = parcels_of(session, order_id=part.order_id, seller_id=seller_id, locale=locale)
    return SellerOrderPage(
        number=part.number,
        order_number=part.order_number,
        status=part.status,
        placed_text=moment_text(part.placed_at, locale),
        address_lines=address_lines(part.address, locale),
        delivery_name=part.delivery_name,
        promised_to_text=day_text(part.promised_to, locale),
        tracking=part.tracking,
        items_text=money_text(part.items_minor, part.currency, locale),
        delivery_text=money_text(part.delivery_minor, part.currency, locale),
        total_text=money_text(part.total_minor, part.currency, locale),
        commission_text=money_text(part.commission_minor, part.currency, locale),
        allowed=sorted(str(status) for status in MOVES[SellerOrderStatus(part.status)]),
        left=sum(line.left for line in views) if is_open(part.status) else 0,
        lines=views,
        parcels=parcels.get(seller_id, []),
        timeline=timeline_of(events, sellers={}, locale=locale, with_names=True),
    )
