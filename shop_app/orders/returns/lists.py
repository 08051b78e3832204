"""The lists of returns: a seller's own, and all for staff, with how long each has waited."""

from __future__ import annotations

from shop_app.core.list_days import DEFAULTS, day_filters
from shop_app.core.lists import Listing, Sort

# What waits for the seller since when: asked, or come in and not paid back.
_WAITS_SINCE = """case r.status when 'requested' then r.requested_at
    when 'received' then r.received_at end"""
_COLUMNS = f"""
    r.id, r.number, r.status, r.currency, r.requested_at, r.refunded_at,
    cast(:zone as text) as zone, {_WAITS_SINCE} as waits_since,
    o.number as order_number, o.address ->> 'name' as customer_name,
    s.name as seller_name,
    (select sum(l.quantity) from return_lines l where l.return_id = r.id) as pieces,
    (select sum(l.accepted) from return_lines l where l.return_id = r.id) as accepted,
    (select sum(l.refund_minor) from return_lines l where l.return_id = r.id) as refund_minor,
    (select string_agg(distinct l.reason, ',') from return_lines l
     where l.return_id = r.id) as reasons
"""
_SOURCE = "returns r join orders o on o.id = r.order_id join sellers s on s.id = r.seller_id"
_ASKED = day_filters("r.requested_at")
_REFUNDED = day_filters("r.refunded_at")
_FILTERS = {
    "status": "r.status = :status",
    "open": "case cast(:open as text) when 'yes' then r.status in ('requested', 'received')"
    " else r.status not in ('requested', 'received') end",
    "reason": "exists (select from return_lines l where l.return_id = r.id and l.reason = :reason)",
    **_ASKED,
    **{
        name: f"case when :days = 'refunded' then {_REFUNDED[name]} else {_ASKED[name]} end"
        for name in ("from", "to")
    },
    "days": "(:days <> 'refunded' or r.refunded_at is not null)",
    "currency": "r.currency = upper(:currency)",
}
_DEFAULTS = {**DEFAULTS, "days": ""}
_SORTS = {
    "asked": Sort("r.requested_at", "timestamptz"),
    "number": Sort("r.number"),
    "waiting": Sort(f"coalesce({_WAITS_SINCE}, 'infinity')", "timestamptz"),
}
_SEARCH = (
    "(r.number ilike '%' || :search || '%' or o.number ilike '%' || :search || '%'"
    " or o.address ->> 'name' ilike '%' || :search || '%')"
)

SELLER_RETURNS = Listing(
    columns=_COLUMNS,
    source=_SOURCE,
    key="r.id",
    sorts=_SORTS,
    default_sort="-asked",
    scope="r.seller_id = :seller_id",
    filters=_FILTERS,
    search=_SEARCH,
    defaults=_DEFAULTS,
)
STAFF_RETURNS = Listing(
    columns=_COLUMNS,
    source=_SOURCE,
    key="r.id",
    sorts={**_SORTS, "seller": Sort("s.name")},
    default_sort="-asked",
    filters=_FILTERS,
    search=_SEARCH.replace(" or o.address", " or s.name ilike '%' || :search || '%' or o.address"),
    defaults=_DEFAULTS,
)
