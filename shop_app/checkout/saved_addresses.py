"""The shopper's book at the checkout: deliver to an address of it, or keep the one just typed."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.address_book import FIELDS, address_of, addresses_of
from shop_app.accounts.address_book import save_address as keep_in_book
from shop_app.accounts.postal import missing_fields
from shop_app.checkout.address_choices import NEW, is_same
from shop_app.checkout.service import clear_address, update_address
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound

_TYPED = """
    select c.address, r.countries from checkouts c
    join carts k on k.id = c.cart_id join regions r on r.code = c.region_code
    where k.user_id = :user_id and k.status = 'open' and c.status in ('open', 'paying')
"""


def choose_address(
    session: Session, *, session_key: str, user_id: UUID | None, address_id: str
) -> None:
    """Deliver to an address of the book; `new` empties the fields for another one.

    Raises Invalid with the field `saved_address` for an address that is not in the person's book,
    with a field of the address where this region does not deliver to it.
    """
    owner = {"session_key": session_key, "user_id": user_id}
    if address_id == NEW:
        clear_address(session, **owner)
        return
    try:
        chosen = address_of(session, user_id=user_id or UUID(int=0), address_id=address_id)
    except NotFound as error:
        raise Invalid(
            "This address is not in your book any more. Choose another.", field="saved_address"
        ) from error
    typed = rows(session, _TYPED, user_id=user_id)
    if not typed or not is_same(chosen, typed[0].address):
        fields = {name: getattr(chosen, name) for name in FIELDS}
        update_address(session, **owner, fields=fields)


def keep_typed(session: Session, *, user_id: UUID) -> None:
    """Put the checkout's address into the book, unless it is incomplete or there already."""
    found = rows(session, _TYPED, user_id=user_id)
    if not found:
        return
    typed = {name: found[0].address.get(name, "") for name in FIELDS}
    book = addresses_of(session, user_id=user_id)
    if missing_fields(typed, found[0].countries) or any(is_same(one, typed) for one in book):
        return
    with suppress(Conflict):  # a book that is full holds up no order
        keep_in_book(session, user_id=user_id, fields=typed, countries=found[0].countries)
