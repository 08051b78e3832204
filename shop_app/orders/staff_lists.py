"""The list of all orders, for staff: found by number, e-mail or name, filtered, newest first."""

from __future__ import annotations

from shop_app.core.list_days import DEFAULTS, HIGH_OR_EVER, LOW_OR_EVER, day_filters
from shop_app.core.lists import Listing, Sort
from shop_app.orders.given_back import cancelled_within_days, within_days

# The words of the search, each the beginning of a word of the name or of the e-mail address.
_WORDS = (
    "to_tsquery('simple', (select coalesce(string_agg(quote_literal(word) || ':*', ' & '), '')"
    " from regexp_split_to_table(lower(regexp_replace(:search, '[^[:alnum:]]+', ' ', 'g')),"
    " ' +') word where word ~ '[[:alnum:]]'))"
)

_DAYS = day_filters("o.placed_at")
# Orders that made the revenue of the days: placed then, or money given back then. Nothing is given
# back before it was placed, and the first of these orders bounds the search the other way.
_GAVE_BACK = (
    f"select f.order_id from refunds f where {within_days('f.created_at')}"
    f" union all select c.order_id from seller_orders c where {cancelled_within_days('c')}"
)
_MOVED = (
    f"(o.placed_at < {HIGH_OR_EVER} and o.placed_at >= least({LOW_OR_EVER},"
    f" (select min(b.placed_at) from orders b where b.id in ({_GAVE_BACK})))"
    f" and (o.placed_at >= {LOW_OR_EVER} or o.id in ({_GAVE_BACK})))"
)

STAFF_ORDERS = Listing(
    columns="o.id, o.number, o.status, o.email, o.address ->> 'name' as name,"
    " o.address ->> 'country' as country, o.currency, o.total_minor,"
    " o.placed_at, cast(:zone as text) as zone,"
    " (select string_agg(s.name, ', ' order by so.number) from seller_orders so"
    "   join sellers s on s.id = so.seller_id where so.order_id = o.id) as sellers,"
    " (select p.status from payments p where p.order_id = o.id and p.captured_at is not null"
    "   order by p.failure_code, p.captured_at limit 1) as payment,"
    " (select coalesce(sum(p.refunded_minor + p.credit_back_minor), 0) from payments p"
    "   where p.order_id = o.id)"
    "   as refunded_minor,"
    " (select string_agg(ot.tag, ', ' order by ot.tag) from order_tags ot"
    "   where ot.order_id = o.id) as tags",
    source="orders o",
    key="o.id",
    scope="o.status not in ('pending', 'failed') and o.placed_at is not null",
    sorts={"placed": Sort("o.placed_at", "timestamptz"), "total": Sort("o.total_minor", "bigint")},
    default_sort="-placed",
    filters={
        "status": "o.status = :status",
        "seller": "o.id in (select so.order_id from seller_orders so"
        " join sellers s on s.id = so.seller_id"
        " where s.slug = :seller or s.name ilike :seller || '%')",
        **_DAYS,
        "from": f"(:days = 'moved' or {_DAYS['from']})",
        "to": f"(:days = 'moved' or {_DAYS['to']})",
        "days": f"(:days <> 'moved' or {_MOVED})",
        "currency": "o.currency = upper(:currency)",
        "payment": "exists (select from payments p where p.order_id = o.id and case :payment"
        " when 'partly' then p.refunded_minor + p.credit_back_minor > 0 and p.status <> 'refunded'"
        " when 'owed' then p.refund_due_minor > p.refunded_minor else p.status = :payment end)",
        "country": "o.address ->> 'country' = upper(:country)",
        "tag": "o.id in (select ot.order_id from order_tags ot where ot.tag = lower(:tag))",
    },
    search="o.id in (select order_id from order_numbers"
    " where number like upper(:search) || '%'"
    " union all select f.id from orders f"
    " where to_tsvector('simple', translate(f.email || ' ' || coalesce(f.address ->> 'name', ''),"
    f" '@.+-_', '     ')) @@ {_WORDS})",
    defaults={**DEFAULTS, "days": ""},
)
