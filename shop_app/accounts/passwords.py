"""Passwords: what is good enough, and how they are kept (argon2id)."""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shop_app.accounts.errors import WeakPassword

SHORTEST = 10
LONGEST = 200
_HALF_AN_ADDRESS = 4  # a shorter part of an address says too little to forbid it in a password

# OWASP's first choice for argon2id on a server that does other things too: about 20 ms here.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# Of the passwords most often found in leaks, those long enough to pass the rule of length.
_COMMON_FILE = Path(__file__).parent / "common_passwords.txt"


def hash_password(password: str) -> str:
    """The argon2id hash that is kept."""
    return _hasher.hash(_bytes(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password fits. Costs the same when there is no hash to compare with."""
    try:
        fits = _hasher.verify(password_hash or _nobodys_hash(), _bytes(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return fits and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than we use now."""
    return _hasher.check_needs_rehash(password_hash)


def ensure_good(password: str, *, email: str, name: str) -> None:
    """Raise WeakPassword with the sentence that helps, unless the password is good enough."""
    if len(password) < SHORTEST:
        raise WeakPassword(
            "Use at least {shortest} characters. A few words in a row are easy to remember.",
            field="password",
            shortest=SHORTEST,
        )
    if len(password) > LONGEST:
        raise WeakPassword("Use at most {longest} characters.", field="password", longest=LONGEST)
    plain = password.casefold()
    local = email.casefold().partition("@")[0]
    known = {email.casefold(), name.casefold(), name.casefold().replace(" ", "")}
    if len(local) >= _HALF_AN_ADDRESS and plain.replace(local, "").strip("0123456789!.-_") == "":
        known.add(plain)
    if plain in _common() or plain in known or len(set(plain)) < SHORTEST // 2:
        raise WeakPassword(
            "This password is among the first that a thief would try. Choose another one.",
            field="password",
        )


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_COMMON_FILE.read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))
