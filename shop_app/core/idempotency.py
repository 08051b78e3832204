"""Requests that may be repeated: the first one with a key works, the others change nothing.

For writes that add to what is there. Writes that set something are idempotent by meaning, and
placing an order is keyed by its checkout.
"""

from __future__ import annotations

import hashlib

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid

LONGEST_KEY = 128


def is_first(session: Session, *, scope: str, key: str, request: str) -> bool:
    """Whether this is the first request with this key, in the transaction that does its work.

    A repeat waits for the first one to end. Without a key each request is the first. Raises
    Invalid for a key that cannot be, Conflict when the key was used for another request.
    """
    if not key:
        return True
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Invalid("This key cannot be used: at most {longest} characters.", longest=LONGEST_KEY)
    fingerprint = hashlib.sha256(request.encode()).hexdigest()
    kept = rows(
        session,
        "insert into idempotency_keys (scope, key, fingerprint, answer, created_at)"
        " values (:scope, :key, :fingerprint, '{}', :moment) on conflict do nothing returning key",
        scope=scope,
        key=key,
        fingerprint=fingerprint,
        moment=now(),
    )
    if kept:
        return True
    first = rows(
        session,
        "select fingerprint from idempotency_keys where scope = :scope and key = :key",
        scope=scope,
        key=key,
    )
    if first[0].fingerprint != fingerprint:
        raise Conflict("This key was used for another request before.")
    return False
