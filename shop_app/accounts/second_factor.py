"""The second step of signing in: a code of an authenticator app (TOTP), or a recovery code.

The app's secret is encrypted with a key made from the shop's own; a code is good for its half
minute and the one before and after, and once. Recovery codes are shown once and kept as hashes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyotp.totp import TOTP
from sqlmodel import Session

from shop_app.accounts.errors import WrongCode
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid
from shop_app.core.outbox import record
from shop_app.core.settings import settings

STEP_SECONDS = 30
RECOVERY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"

_BEGIN = """
    insert into second_factors (user_id, secret_encrypted, last_step, created_at)
    values (:user_id, :secret, 0, :moment)
    on conflict (user_id) do update set secret_encrypted = excluded.secret_encrypted,
        last_step = 0, created_at = excluded.created_at
    where second_factors.confirmed_at is null
    returning user_id
"""
# A step is used once: of two requests with the same code one finds it taken.
_USE_STEP = """
    update second_factors set last_step = :step where user_id = :user_id and last_step < :step
    returning user_id
"""
_USE_RECOVERY = """
    update recovery_codes set used_at = :moment
    where user_id = :user_id and code_hash = :code_hash and used_at is null returning user_id
"""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the app needs to know: the secret in Base32 and the address for its QR picture."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a code is asked for, and how many recovery codes are unused."""

    is_on: bool
    codes_left: int


def is_on(session: Session, *, user_id: UUID) -> bool:
    """Whether signing in asks this person for a code."""
    return _confirmed(session, user_id) is not None


def recovery_codes_left(session: Session, *, user_id: UUID) -> int:
    """How many recovery codes the person has not used."""
    return len(
        rows(
            session,
            "select 1 from recovery_codes where user_id = :id and used_at is null",
            id=user_id,
        )
    )


def standing(session: Session, *, user_id: UUID) -> Standing:
    """How the second step stands for this person."""
    return Standing(is_on(session, user_id=user_id), recovery_codes_left(session, user_id=user_id))


def begin(session: Session, *, user_id: UUID, email: str) -> Setup:
    """A fresh secret for the person's app; it counts once `confirm` has seen a code of it.

    Raises Conflict when a second step is on already.
    """
    secret = pyotp.random_base32(32)
    written = rows(
        session,
        _BEGIN,
        user_id=user_id,
        secret=_fernet().encrypt(secret.encode()).decode(),
        moment=now(),
    )
    if not written:
        raise Conflict("Two-step sign-in is on already.")
    address = TOTP(secret).provisioning_uri(name=email, issuer_name=settings().shop_name)
    return Setup(secret, address)


def confirm(session: Session, *, user_id: UUID, code: str) -> list[str]:
    """Switch the second step on with a first code of the app; returns the recovery codes.

    Raises WrongCode, and Conflict when nothing was begun or it is on already.
    """
    found = rows(
        session,
        "select secret_encrypted from second_factors where user_id = :id"
        " and confirmed_at is null for update",
        id=user_id,
    )
    if not found:
        raise Conflict("Start again: there is no new app to confirm.")
    _use_step(session, user_id, found[0].secret_encrypted, code)
    rows(
        session,
        "update second_factors set confirmed_at = :moment where user_id = :id returning user_id",
        moment=now(),
        id=user_id,
    )
    record(session, "account.second_factor_on", aggregate="user", aggregate_id=user_id)
    return new_recovery_codes(session, user_id=user_id)


def check(session: Session, *, user_id: UUID, code: str) -> None:
    """Take a code of the app, or a recovery code, each once. Raises WrongCode."""
    here = _confirmed(session, user_id)
    if here is None:
        raise WrongCode("This code is not right. Take the newest one.", field="code")
    plain = "".join(code.split()).replace("-", "").casefold()
    if plain.isascii() and plain.isdigit():
        _use_step(session, user_id, here.secret_encrypted, plain)
        return
    used = rows(
        session, _USE_RECOVERY, user_id=user_id, code_hash=_hash(user_id, plain), moment=now()
    )
    if not used:
        raise WrongCode("This code is not right. Take the newest one.", field="code")


def new_recovery_codes(session: Session, *, user_id: UUID) -> list[str]:
    """Ten fresh recovery codes; the old ones are worth nothing. They are never shown again."""
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    rows(session, "delete from recovery_codes where user_id = :id returning user_id", id=user_id)
    rows(
        session,
        "insert into recovery_codes (user_id, code_hash)"
        " select :user_id, x from unnest(cast(:hashes as text[])) x returning user_id",
        user_id=user_id,
        hashes=[_hash(user_id, code) for code in codes],
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def renew_recovery_codes(session: Session, *, user_id: UUID) -> list[str]:
    """`new_recovery_codes` for who has the second step on. Raises Conflict for others."""
    if not is_on(session, user_id=user_id):
        raise Conflict("Two-step sign-in is off.")
    return new_recovery_codes(session, user_id=user_id)


def switch_off(session: Session, *, user_id: UUID) -> None:
    """Ask for no code any more; that the person may is for the caller to have checked."""
    rows(session, "delete from recovery_codes where user_id = :id returning user_id", id=user_id)
    gone = rows(
        session,
        "delete from second_factors where user_id = :id returning confirmed_at",
        id=user_id,
    )
    if gone and gone[0].confirmed_at:
        record(session, "account.second_factor_off", aggregate="user", aggregate_id=user_id)


def _confirmed(session: Session, user_id: UUID) -> Any | None:
    found = rows(
        session,
        "select secret_encrypted from second_factors where user_id = :id"
        " and confirmed_at is not null",
        id=user_id,
    )
    return found[0] if found else None


def _use_step(session: Session, user_id: UUID, encrypted: str, code: str) -> None:
    step = _step_of(_decrypted(encrypted), "".join(code.split()))
    if step is None or not rows(session, _USE_STEP, user_id=user_id, step=step):
        raise WrongCode("This code is not right. Take the newest one.", field="code")


def _step_of(secret: str, code: str) -> int | None:
    """The half minute that the code belongs to, of now and its two neighbours."""
    if not (code.isascii() and code.isdigit()):
        return None
    totp, present = TOTP(secret), int(now().timestamp()) // STEP_SECONDS
    for step in (present, present - 1, present + 1):
        if hmac.compare_digest(totp.at(step * STEP_SECONDS), code):
            return step
    return None


def _decrypted(encrypted: str) -> str:
    try:
        return _fernet().decrypt(encrypted.encode()).decode()
    except InvalidToken as error:
        raise Invalid(
            "The shop's key has changed, so codes of your app cannot be checked. Use a recovery "
            "code."
        ) from error


def _fernet() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"stoa-second-factor").derive(
        settings().secret_key.encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))


def _hash(user_id: UUID, code: str) -> str:
    plain = code.replace("-", "").casefold()
    return hashlib.sha256(f"{user_id}:{plain}".encode("utf-8", "replace")).hexdigest()
