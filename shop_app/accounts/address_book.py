"""The addresses that a person keeps: at most fifty, one of them the default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.postal import LONGEST, checked_fields, missing_fields
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound
from shop_app.core.ids import new_id

MOST = 50
FIELDS = tuple(LONGEST)

_COLUMNS = "id, name, line1, line2, postal_code, city, region, country, phone, is_default"
_OF = f"select {_COLUMNS} from addresses where user_id = :user_id order by is_default desc, id desc"
_ONE = f"select {_COLUMNS} from addresses where user_id = :user_id and id = :id"
_ADD = """
    insert into addresses (id, user_id, name, line1, line2, postal_code, city, region, country,
        phone, is_default, created_at)
    values (:id, :user_id, :name, :line1, :line2, :postal_code, :city, :region, :country, :phone,
        false, :moment)
    returning id
"""
_CHANGE = """
    update addresses set name = :name, line1 = :line1, line2 = :line2, postal_code = :postal_code,
        city = :city, region = :region, country = :country, phone = :phone
    where user_id = :user_id and id = :id returning id
"""
_DEFAULT = """
    update addresses set is_default = (id = :id) where user_id = :user_id
      and exists (select from addresses where user_id = :user_id and id = :id)
    returning id
"""


@dataclass(frozen=True, slots=True)
class AddressView:
    """An address of the book."""

    id: str = ""
    name: str = ""
    line1: str = ""
    line2: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""
    is_default: bool = False


def addresses_of(session: Session, *, user_id: UUID) -> list[AddressView]:
    """The person's addresses, the default first, then the newest."""
    return [_view(row) for row in rows(session, _OF, user_id=user_id)]


def address_of(session: Session, *, user_id: UUID, address_id: str) -> AddressView:
    """One of the person's addresses. Raises NotFound for anybody else's."""
    found = rows(session, _ONE, user_id=user_id, id=_id(address_id))
    if not found:
        raise NotFound("This address is not in your book.")
    return _view(found[0])


def save_address(
    session: Session,
    *,
    user_id: UUID,
    fields: Mapping[str, str],
    countries: Iterable[str],
    address_id: str = "",
    is_default: bool = False,
) -> UUID:
    """Keep a new address, or change the one with this id; the first one is the default.

    Raises Invalid with the field, NotFound for anybody else's, Conflict when the book is full.
    """
    known = set(countries)
    given = {name: fields.get(name, "") for name in FIELDS}
    clean = checked_fields(given, known)
    for refusal in missing_fields(clean, known):
        raise refusal
    _lock(session, user_id)
    if address_id:
        found = rows(session, _CHANGE, **clean, user_id=user_id, id=_id(address_id))
        if not found:
            raise NotFound("This address is not in your book.")
        kept, is_first = found[0].id, False
    else:
        many = len(rows(session, "select 1 from addresses where user_id = :id", id=user_id))
        if many >= MOST:
            raise Conflict("Your book is full: {most} addresses. Remove one first.", most=MOST)
        kept = rows(session, _ADD, **clean, id=new_id(), user_id=user_id, moment=now())[0].id
        is_first = many == 0
    if is_default or is_first:
        make_default(session, user_id=user_id, address_id=str(kept))
    return kept


def make_default(session: Session, *, user_id: UUID, address_id: str) -> None:
    """The address that is filled in first from now on. Raises NotFound for anybody else's."""
    if not rows(session, _DEFAULT, user_id=user_id, id=_id(address_id)):
        raise NotFound("This address is not in your book.")


def remove_address(session: Session, *, user_id: UUID, address_id: str) -> None:
    """Forget an address; of those left the newest is the default. Raises NotFound."""
    _lock(session, user_id)
    gone = rows(
        session,
        "delete from addresses where user_id = :user_id and id = :id returning is_default",
        user_id=user_id,
        id=_id(address_id),
    )
    if not gone:
        raise NotFound("This address is not in your book.")
    if gone[0].is_default and (left := addresses_of(session, user_id=user_id)):
        make_default(session, user_id=user_id, address_id=left[0].id)


def _lock(session: Session, user_id: UUID) -> None:
    rows(session, "select id from users where id = :id for no key update", id=user_id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("This address is not in your book.") from error


def _view(row: Any) -> AddressView:
    return AddressView(**{**row._asdict(), "id": str(row.id)})
