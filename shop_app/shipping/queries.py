"""Questions about delivery: which ways a region has, what they cost, when they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.formats import date_text, money_text
from shop_app.shipping.dates import USUAL_CUT_OFF_HOUR, delivery_window
from shop_app.shipping.views import DeliveryChoice, Method

_METHODS = """
    select code, name, seller_id, price_minor, free_from_minor, days_min, days_max
    from delivery_methods
    where region_code = :region_code and (seller_id is null or seller_id = any(:seller_ids))
    order by position, price_minor, code
"""


def methods_of_region(
    session: Session, *, region_code: str, seller_ids: Iterable[UUID] = ()
) -> list[Method]:
    """The platform's ways to deliver to a region and those of the sellers, in order."""
    found = rows(session, _METHODS, region_code=region_code, seller_ids=list(seller_ids))
    return [Method(**row._asdict()) for row in found]


def methods_for_seller(methods: Iterable[Method], seller_id: UUID) -> list[Method]:
    """A seller's own ways; the platform's when the seller has none in this region."""
    listed = list(methods)
    own = [method for method in listed if method.seller_id == seller_id]
    return own or [method for method in listed if method.seller_id is None]


def delivery_choices(
    methods: Sequence[Method],
    *,
    goods_minor: int,
    currency: str,
    handling_days: int,
    cut_off_hour: int = USUAL_CUT_OFF_HOUR,
    chosen: str = "",
    locale: str = "en",
    at: datetime | None = None,
) -> list[DeliveryChoice]:
    """What one seller's goods worth `goods_minor` can be brought by; the chosen or first selected.

    `methods` are those for this seller (`methods_for_seller`).
    """
    codes = {method.code for method in methods}
    selected = chosen if chosen in codes else (methods[0].code if methods else "")
    choices = []
    for method in methods:
        window = delivery_window(
            ordered_at=at or now(),
            handling_days=handling_days,
            days_min=method.days_min,
            days_max=method.days_max,
            cut_off_hour=cut_off_hour,
        )
        price = method.price_for(goods_minor)
        threshold = method.free_from_minor
        choices.append(
            DeliveryChoice(
                code=method.code,
                name=method.name,
                price_minor=price,
                price_text=money_text(price, currency, locale),
                first_day=window.first,
                last_day=window.last,
                first_day_text=date_text(window.first, locale, "EEE d MMM"),
                last_day_text=date_text(window.last, locale, "EEE d MMM"),
                free_from_text=(
                    money_text(threshold, currency, locale) if threshold and price else ""
                ),
                selected=method.code == selected,
            )
        )
    return choices


def cheapest(choices: Iterable[DeliveryChoice]) -> DeliveryChoice | None:
    """The choice that costs least, the earlier one of equals; None when nothing is delivered."""
    return min(choices, key=lambda choice: (choice.price_minor, choice.last_day), default=None)
