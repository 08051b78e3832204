"""Rows of orders put into the views: money, days and moments by locale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shop_app.core.formats import date_text, locale_of, moment_text, money_text
from shop_app.orders.views import OrderLineView, TimelineStep

DAY = "EEE d MMM"


def line_views(
    lines: Iterable[Any],
    *,
    currency: str,
    locale: str,
    sent: Mapping[int, int] | None = None,
    cancelled: Mapping[int, int] | None = None,
) -> list[OrderLineView]:
    """Lines of an order, as they were at placement; `sent` says how many pieces of each are in
    parcels, `cancelled` how many will not be sent."""
    gone, off = sent or {}, cancelled or {}
    return [
        OrderLineView(
            title=line.title,
            variant_title=line.variant_title,
            sku=line.sku,
            href=f"/p/{line.slug}?sku={line.sku}" if line.slug else "",
            image=line.image_url,
            quantity=line.quantity,
            unit_text=money_text(line.unit_price_minor, currency, locale),
            total_minor=line.total_minor,
            total_text=money_text(line.total_minor, currency, locale),
            line_no=line.line_no,
            sent=gone.get(line.line_no, 0),
            cancelled=off.get(line.line_no, 0),
            left=max(0, line.quantity - gone.get(line.line_no, 0) - off.get(line.line_no, 0)),
        )
        for line in lines
    ]


def timeline_of(
    events: Iterable[Any], *, sellers: Mapping[Any, str], locale: str, with_names: bool = False
) -> list[TimelineStep]:
    """Steps in the order in which they happened; people of the staff and of sellers stay unnamed,
    unless `with_names` says otherwise."""
    return [
        TimelineStep(
            kind=event.kind,
            seller_name=sellers.get(event.seller_id, ""),
            actor=event.actor if with_names else event.actor.partition(":")[0],
            note=event.note,
            moment_text=moment_text(event.happened_at, locale),
            moment=event.happened_at.isoformat(),
        )
        for event in events
    ]


def address_lines(address: Mapping[str, str], locale: str) -> list[str]:
    """An address as it stands on a parcel."""
    country = address.get("country", "")
    town = " ".join(part for part in (address.get("postal_code"), address.get("city")) if part)
    lines = [
        address.get("name", ""),
        address.get("line1", ""),
        address.get("line2", ""),
        town,
        address.get("region", ""),
        locale_of(locale).territories.get(country, country),
    ]
    return [line for line in lines if line]


def day_text(day: Any, locale: str) -> str:
    """A promised day; empty when none was promised."""
    return date_text(day, locale, DAY) if day else ""
