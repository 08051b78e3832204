"""The list of a seller's parts of orders: to send, late, by status, by number or article."""

from __future__ import annotations

from shop_app.core.list_days import DEFAULTS, day_filters
from shop_app.core.lists import Listing, Sort
from shop_app.orders.given_back import cancelled_within_days, within_days

_DAYS = day_filters("o.placed_at")
# Parts of which money was owed back in the days.
_GIVEN_BACK = (
    f"so.order_id in (select f.order_id from refunds f where f.seller_id = :seller_id"
    f" and {within_days('f.created_at')}) or ({cancelled_within_days('so')})"
)

SELLER_ORDERS = Listing(
    columns="so.order_id, so.number, so.status, so.promised_from, so.promised_to, so.total_minor,"
    " so.delivery_name, o.number as order_number, o.currency, o.placed_at,"
    " cast(:zone as text) as zone,"
    " o.address ->> 'city' as city, o.address ->> 'country' as country,"
    " coalesce(so.promised_from < current_date and so.status in"
    " ('placed', 'preparing', 'partly_shipped'), false) as is_late,"
    " (select coalesce(sum(l.quantity), 0) from order_lines l"
    "   where l.order_id = so.order_id and l.seller_id = so.seller_id) as pieces,"
    " (select coalesce(sum(f.amount_minor), 0) from refunds f"
    "   where f.order_id = so.order_id and f.seller_id = so.seller_id) as refunded_minor,"
    " (select count(*) from shipments p"
    "   where p.order_id = so.order_id and p.seller_id = so.seller_id) as parcels",
    source="seller_orders so join orders o on o.id = so.order_id",
    key="so.order_id",
    scope="so.seller_id = :seller_id and so.status <> 'pending' and o.placed_at is not null",
    sorts={
        "placed": Sort("so.order_id", "uuid"),
        "promised": Sort("coalesce(so.promised_from, date 'infinity')", "date"),
        "total": Sort("so.total_minor", "bigint"),
    },
    default_sort="-placed",
    filters={
        "status": "so.status = :status",
        "waiting": "so.status in ('placed', 'preparing', 'partly_shipped')"
        " and (:waiting <> 'late' or so.promised_from < current_date)",
        **_DAYS,
        "from": f"(:days = 'refunded' or {_DAYS['from']})",
        "to": f"(:days = 'refunded' or {_DAYS['to']})",
        "days": f"(:days <> 'refunded' or {_GIVEN_BACK})",
        "currency": "o.currency = upper(:currency)",
    },
    search="so.order_id in (select order_id from order_numbers"
    " where number like upper(:search) || '%'"
    " union all select order_id from order_lines"
    " where seller_id = :seller_id and (sku = :search or sku like upper(:search) || '%'))",
    defaults={**DEFAULTS, "days": ""},
)
