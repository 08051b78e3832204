""" "You will receive": what is left of a price after commission and tax, by the ledger's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from shop_app.ledger.fees import you_will_receive
from shop_app.ui.i18n import money_text, t
from shop_app.ui.rendering import speaking


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
    with speaking(locale):
        for currency, minor in prices:
            fees = you_will_receive(
                session,
                seller_id=seller_id,
                category_id=category_id,
                price_minor=minor,
                currency=currency,
            )
            said[currency, minor] = t(
                "You will receive {amount}", amount=money_text(fees.receives_minor, currency)
            )
    return said
