"""Links from numbers to the orders, or returns, that make them: same days, zone and currency."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from shop_app.analytics.queries import Point, unit_of
from shop_app.ui.shell.asking import Asked


def orders_href(
    asked: Asked,
    *,
    address: str = "/admin/orders",
    first: date | None = None,
    last: date | None = None,
    **filters: str,
) -> str:
    """The list of orders (or returns) at `address` for what is asked, or for some of its days."""
    wanted = {
        "from": (first or asked.span.first).isoformat(),
        "to": (last or asked.span.last).isoformat(),
        "zone": "" if asked.span.zone == "UTC" else asked.span.zone,
        "currency": asked.currency,
        **filters,
    }
    return f"{address}?{urlencode({name: value for name, value in wanted.items() if value})}"


def orders_of_point(point: Point, asked: Asked, *, address: str = "/admin/orders") -> str:
    """The orders of a day or month of a series; of the whole day of an hour."""
    first = last = point.moment.date()
    if unit_of(asked.span) == "month":
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        first, last = max(first, asked.span.first), min(last, asked.span.last)
    return orders_href(asked, address=address, first=first, last=last)
