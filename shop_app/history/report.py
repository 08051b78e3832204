"""What was sold, by month, category, country, payment or seller; all amounts in minor units.

Each line of an order is counted once. What belongs to the whole order (its payments, what was
given back) or to a seller's part (its delivery, where no line has a share of its own) is counted
with the first line of that order or part, so that the rows always sum to the total. Orders without
lines stand under "(none)". `items_minor` is what was ordered, `refunds_minor` what of it was given
back: credits of imports, refunds of payments. An order that was never placed is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound

GROUPS = ("month", "category", "country", "payment", "seller")
AMOUNTS = ("items", "delivery", "tax", "payments", "refunds")

_KEYS = {
    "month": "to_char(f.moment at time zone 'UTC', 'YYYY-MM')",
    "category": "f.category",
    "country": "f.country",
    "payment": "f.payment",
    "seller": "f.seller",
}

# One row a line, or one for an order without lines; credits are rows of their own.
_FACTS = """
with chosen as (
    select o.id, o.number, o.placed_at, o.delivery_minor, o.address->>'country' as country
    from orders o
    where o.status not in ('pending', 'failed') and o.currency = :currency
      and (cast(:name as text) is null or o.import_name = :name)
      and (cast(:since as date) is null or o.placed_at >= cast(:since as date))
      and (cast(:until as date) is null or o.placed_at < cast(:until as date) + 1)
), paid as (
    select p.order_id, sum(p.amount_minor + p.credit_minor) as amount,
        sum(p.refunded_minor + p.credit_back_minor) as back,
        (array_agg(p.method order by p.amount_minor desc, p.method))[1] as method
    from payments p join chosen c on c.id = p.order_id
    where p.status in ('captured', 'refunded') group by 1
), lines as (
    select c.id, c.number, c.placed_at, c.country, l.seller_id, l.product_id, l.line_no,
        l.total_minor, l.tax_minor, h.category_key, h.delivery_minor as own_delivery,
        row_number() over (partition by c.id order by l.line_no nulls last) as place,
        row_number() over (partition by c.id, l.seller_id order by l.line_no) as place_in_part
    from chosen c left join order_lines l on l.order_id = c.id
    left join history_lines h on h.order_id = l.order_id and h.line_no = l.line_no
), facts as (
    select l.id as order_id, l.number as document, l.placed_at as moment,
        coalesce(nullif(l.country, ''), '(none)') as country,
        coalesce(nullif(l.category_key, ''), g.slug, '(none)') as category,
        coalesce(k.source_key, s.slug, '(none)') as seller,
        coalesce(p.method, '(none)') as payment,
        (l.line_no is not null)::int as lines,
        coalesce(l.total_minor, 0) as items,
        coalesce(l.own_delivery,
            case when l.place_in_part = 1 then so.delivery_minor end, 0) as delivery,
        case when l.own_delivery is not null then coalesce(l.tax_minor, 0)
             when l.place_in_part = 1 then coalesce(so.tax_minor, 0) else 0 end as tax,
        case when l.place = 1 then coalesce(p.amount, 0) else 0 end as payments,
        case when l.place = 1 then coalesce(p.back, 0) else 0 end as refunds
    from lines l
    left join seller_orders so on so.order_id = l.id and so.seller_id = l.seller_id
    left join paid p on p.order_id = l.id
    left join products d on d.id = l.product_id
    left join categories g on g.id = d.category_id
    left join sellers s on s.id = l.seller_id
    left join history_sellers k on k.seller_id = l.seller_id
    union all
    select null, r.number, r.happened_at, coalesce(nullif(r.country, ''), '(none)'),
        coalesce(nullif(r.category_key, ''), '(none)'), coalesce(k.source_key, '(none)'),
        '(none)', 1, case when r.quantity > 0 then r.value_minor else 0 end, 0, 0, 0,
        case when r.quantity < 0 then -r.value_minor else 0 end
    from history_credits r left join history_sellers k on k.seller_id = r.seller_id
    where r.currency = :currency and (cast(:name as text) is null or r.import_name = :name)
      and (cast(:since as date) is null or r.happened_at >= cast(:since as date))
      and (cast(:until as date) is null or r.happened_at < cast(:until as date) + 1)
)
"""
_SUMS = """
    count(distinct f.document) as orders, sum(f.lines) as lines, sum(f.items) as items,
    sum(f.delivery) as delivery, sum(f.tax) as tax, sum(f.payments) as payments,
    sum(f.refunds) as refunds
"""
# By payment every part counts under its own method; all else under the method of the largest part.
_PARTS = """
select p.method as key, sum(p.amount_minor) as payments, sum(p.refunded_minor) as refunds
from payments p join chosen c on c.id = p.order_id
where p.status in ('captured', 'refunded') group by 1
"""


def sales(
    session: Session,
    *,
    by: str,
    name: str | None = None,
    since: date | None = None,
    until: date | None = None,
    currency: str | None = None,
) -> dict[str, Any]:
    """`{"currency", "rows": [{"key", "orders", "lines", "items_minor", …}], "total": {…}}`.

    Days are UTC and both belong to it. Without a currency it is the import's, else the first
    region's. Raises Invalid for a group, range or currency that cannot be, NotFound for an import.
    """
    if by not in GROUPS:
        raise Invalid("Sales are told by {groups}.", groups=", ".join(GROUPS))
    if since and until and since > until:
        raise Invalid("The range ends before it begins. Exchange its days.")
    currency = (currency or _currency(session, name)).upper()
    asked = {"name": name, "since": since, "until": until, "currency": currency}
    grouped = rows(
        session,
        f"{_FACTS} select {_KEYS[by]} as key, {_SUMS} from facts f group by 1 order by 1",
        **asked,
    )
    whole = rows(session, f"{_FACTS} select {_SUMS} from facts f", **asked)[0]
    told = {row.key: _told(row) for row in grouped}
    if by == "payment":
        _by_part(told, rows(session, f"{_FACTS} {_PARTS}", **asked))
    return {
        "currency": currency,
        "rows": [{"key": key, **told[key]} for key in sorted(told)],
        "total": _told(whole),
    }


def _told(row: Any) -> dict[str, int]:
    counted = {"orders": int(row.orders or 0), "lines": int(row.lines or 0)}
    return counted | {f"{amount}_minor": int(getattr(row, amount) or 0) for amount in AMOUNTS}


def _by_part(told: dict[str, dict[str, int]], parts: Sequence[Any]) -> None:
    """Put each part of what was paid, and given back, under the method that it was paid with."""
    for key, row in told.items():
        row["payments_minor"] = 0
        if key != "(none)":
            row["refunds_minor"] = 0
    for part in parts:
        row = told.setdefault(
            part.key, {"orders": 0, "lines": 0} | {f"{amount}_minor": 0 for amount in AMOUNTS}
        )
        row["payments_minor"] = int(part.payments)
        row["refunds_minor"] += int(part.refunds)


def _currency(session: Session, name: str | None) -> str:
    if name is not None:
        found = rows(session, "select currency from history_imports where name = :name", name=name)
        if not found:
            known = rows(session, "select name from history_imports order by name limit 50")
            raise NotFound(
                "There is no import {name}. There are: {known}.",
                name=name,
                known=", ".join(row.name for row in known) or "none",
            )
        return found[0].currency
    found = rows(session, "select currency from regions order by position limit 1")
    if not found:
        found = rows(session, "select currency from history_imports order by started_at limit 1")
    return found[0].currency if found else "EUR"
