""" "You will receive": what is left of a price after the house's commission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from shop_app.listings.fees import receives_minor
from shop_app.ui.i18n import money_text, t, use_locale


def received(
    session: Any,
    *,
    seller_id: UUID,
    category_id: UUID | None,
    prices: Iterable[tuple[str, int]],
    locale: str,
) -> Mapping[tuple[str, int], str]:
    """The sentence for each (currency, minor units), in the locale."""
    said = {}
    with use_locale(locale):
        for currency, minor in prices:
            left = receives_minor(
                session,
                seller_id=seller_id,
                category_id=category_id,
                price_minor=minor,
                currency=currency,
            )
            said[currency, minor] = t(
                "You will receive {amount}", amount=money_text(left, currency)
            )
    return said
