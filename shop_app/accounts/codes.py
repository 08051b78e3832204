"""Links sent by mail: made for one purpose and one address, good until a moment, and once.

The raw code stands in the letter alone; the database keeps its SHA-256.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.models import Purpose
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Expired
from shop_app.core.ids import new_id, new_secret

LASTS = {Purpose.VERIFY_EMAIL: timedelta(days=3), Purpose.RESET_PASSWORD: timedelta(hours=1)}

_LONGEST = 100
_ISSUE = """
    insert into account_codes (id, user_id, purpose, code_hash, email, created_at, expires_at)
    values (:id, :user_id, :purpose, :code_hash, :email, :moment, :until) returning id
"""
_FIND = """
    select c.id, c.user_id, c.email from account_codes c join users u on u.id = c.user_id
    where c.code_hash = :code_hash and c.purpose = :purpose and c.used_at is null
      and c.expires_at > :moment and u.disabled_at is null and lower(u.email) = lower(c.email)
"""


def issue(session: Session, *, user_id: UUID, email: str, purpose: Purpose) -> str:
    """A fresh code; those sent before for the same purpose are worth nothing from now on."""
    void(session, user_id=user_id, purpose=purpose)
    code, moment = new_secret(), now()
    rows(
        session,
        _ISSUE,
        id=new_id(),
        user_id=user_id,
        purpose=str(purpose),
        code_hash=code_hash(code),
        email=email,
        moment=moment,
        until=moment + LASTS[purpose],
    )
    return code


def redeem(session: Session, *, code: str, purpose: Purpose) -> UUID:
    """Whose code it is; it is spent with the transaction. Raises Expired for any that is not good.

    Whether it was never made, is old, was used, or belongs to another purpose stays open.
    """
    found = _found(session, code, purpose)
    spent = found and rows(
        session,
        "update account_codes set used_at = :moment where id = :id and used_at is null"
        " returning id",
        moment=now(),
        id=found[0].id,
    )
    if not spent:
        raise Expired("This link is not good any more. Ask for a new one.")
    return found[0].user_id


def is_good(session: Session, *, code: str, purpose: Purpose) -> bool:
    """Whether the code could be redeemed now; it is not spent."""
    return bool(_found(session, code, purpose))


def void(session: Session, *, user_id: UUID, purpose: Purpose) -> None:
    """Make all open codes of a person for a purpose worthless."""
    rows(
        session,
        "update account_codes set used_at = :moment where user_id = :user_id"
        " and purpose = :purpose and used_at is null returning id",
        moment=now(),
        user_id=user_id,
        purpose=str(purpose),
    )


def code_hash(code: str) -> str:
    """What the database knows of a code."""
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()


def _found(session: Session, code: str, purpose: Purpose) -> list[Any]:
    if not code or len(code) > _LONGEST:
        return []
    return rows(session, _FIND, code_hash=code_hash(code), purpose=str(purpose), moment=now())
