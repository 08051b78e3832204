"""The addresses of the shopper's book as the checkout offers them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.address_book import FIELDS, MOST, AddressView, addresses_of
from shop_app.checkout.facts import Facts
from shop_app.checkout.views import SavedAddress
from shop_app.core.formats import locale_of

NEW = "new"


def saved_part(
    session: Session, *, user_id: UUID | None, facts: Facts, locale: str
) -> dict[str, Any]:
    """What the page shows of the book: `saved`, `address_choice`, `may_keep_address`."""
    if user_id is None:
        return {}
    book = addresses_of(session, user_id=user_id)
    here = [one for one in book if one.country in facts["countries"]]
    address = {**facts["address"], "country": facts["country"]}
    chosen = next((one.id for one in here if is_same(one, address)), NEW)
    names: Mapping[str, Any] = locale_of(locale).territories
    return {
        "saved": [_saved(one, names, is_chosen=one.id == chosen) for one in here],
        "address_choice": chosen if here else "",
        "may_keep_address": len(book) < MOST,
    }


def is_same(one: AddressView, address: Mapping[str, str]) -> bool:
    """Whether the address of the book says what the other one says."""
    return all(getattr(one, name) == (address.get(name) or "") for name in FIELDS)


def _saved(one: AddressView, names: Mapping[str, Any], *, is_chosen: bool) -> SavedAddress:
    town = " ".join(part for part in (one.postal_code, one.city, one.region) if part)
    lines = [one.line1, one.line2, town, str(names.get(one.country, one.country))]
    return SavedAddress(
        key=one.id,
        name=one.name,
        lines=", ".join(line for line in lines if line),
        is_default=one.is_default,
        selected=is_chosen,
    )
