"""Proving an e-mail address, and getting back in with a new password: both by a link sent there."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from shop_app.accounts import codes
from shop_app.accounts.models import Purpose, User
from shop_app.accounts.passwords import ensure_good, hash_password
from shop_app.accounts.service import sign_out_everywhere, user_by_email
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.outbox import record


def ask_verification(session: Session, *, user_id: UUID) -> None:
    """Have a link sent that proves the person's address; nothing happens once it is proven."""
    if not is_verified(session, user_id=user_id):
        record(session, "account.verification_asked", aggregate="user", aggregate_id=user_id)


def verify_email(session: Session, *, code: str) -> UUID:
    """The address is the person's own. Returns the person; raises Expired for a link gone bad."""
    user_id = codes.redeem(session, code=code, purpose=Purpose.VERIFY_EMAIL)
    rows(
        session,
        "update users set verified_at = coalesce(verified_at, :moment) where id = :id returning id",
        moment=now(),
        id=user_id,
    )
    record(session, "account.verified", aggregate="user", aggregate_id=user_id)
    return user_id


def is_verified(session: Session, *, user_id: UUID) -> bool:
    """Whether the person has shown that mail to their address reaches them."""
    return bool(
        rows(session, "select 1 from users where id = :id and verified_at is not null", id=user_id)
    )


def email_of(session: Session, *, user_id: UUID) -> str:
    """The person's address; "" for nobody."""
    found = rows(session, "select email from users where id = :id", id=user_id)
    return found[0].email if found else ""


def ask_reset(session: Session, *, email: str) -> None:
    """Have a link sent to set a new password. Nobody learns whether there is such an account."""
    user = user_by_email(session, email.strip())
    if user is not None and user.disabled_at is None:
        record(session, "account.reset_asked", aggregate="user", aggregate_id=user.id)


def reset_password(session: Session, *, code: str, password: str) -> UUID:
    """Set a new password by a link from the mail; every session of the person ends.

    The link reached the address, so the address is proven too. A second factor stays as it is.
    Raises Expired for a link gone bad, WeakPassword (the link stays good then).
    """
    user_id = codes.redeem(session, code=code, purpose=Purpose.RESET_PASSWORD)
    user = session.exec(select(User).where(User.id == user_id)).one()
    _set_password(session, user, password)
    user.verified_at = user.verified_at or now()
    session.flush()
    codes.void(session, user_id=user_id, purpose=Purpose.VERIFY_EMAIL)
    sign_out_everywhere(session, user_id=user_id)
    return user_id


def change_password(
    session: Session, *, user_id: UUID, password: str, but_session_key: str
) -> None:
    """Set a new password; every other session of the person ends. Raises WeakPassword.

    That the person knows the old one is for the caller to have checked.
    """
    user = session.exec(select(User).where(User.id == user_id)).one()
    _set_password(session, user, password)
    codes.void(session, user_id=user_id, purpose=Purpose.RESET_PASSWORD)
    sign_out_everywhere(session, user_id=user_id, but_session_key=but_session_key)


def _set_password(session: Session, user: User, password: str) -> None:
    ensure_good(password, email=user.email, name=user.name)
    user.password_hash = hash_password(password)
    session.flush()
    record(session, "account.password_changed", aggregate="user", aggregate_id=user.id)
