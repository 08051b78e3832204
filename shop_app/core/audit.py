"""The audit log: who did what to what, what it was before and after, from where.

Rows are chained by hashes, one chain for the staff and one for each seller, so that people of
different sellers never wait for each other. `python -m shop_app check` walks the chains.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.ids import new_id

STAFF_CHAIN = "staff"
_LINK = """
    insert into audit_heads as h (chain, position, hash) values (:chain, 1, '')
    on conflict (chain) do update set position = h.position + 1
    returning position, hash
"""
_WRITE = """
    with head as (update audit_heads set hash = :hash where chain = :chain)
    insert into audit_log (id, chain, position, actor_kind, actor_id, actor_name, seller_id,
        address, action, subject, subject_id, before, after, happened_at, previous_hash, hash)
    values (:id, :chain, :position, :actor_kind, :actor_id, :actor_name, :seller_id, :address,
        :action, :subject, :subject_id, cast(:before as jsonb), cast(:after as jsonb),
        :happened_at, :previous_hash, :hash)
    returning id
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: `kind` is staff, seller, shopper or system; `address` the client's."""

    kind: str
    name: str
    user_id: UUID | None = None
    seller_id: UUID | None = None
    address: str = ""


SYSTEM = Actor("system", "Stoa")
SHOPPER = Actor("shopper", "")


def audit(
    session: Session,
    actor: Actor,
    action: str,
    *,
    subject: str,
    subject_id: object,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    seller_id: UUID | None = None,
) -> None:
    """Write one row: `action` such as `listing.approved`, `before` and `after` as plain values.

    Call it last in the transaction: it holds the end of its chain until the commit. `seller_id`
    says whose affair it is when staff acts; a seller's own acts carry theirs.
    """
    chain = str(actor.seller_id) if actor.kind == "seller" else STAFF_CHAIN
    link = rows(session, _LINK, chain=chain)[0]
    entry: dict[str, Any] = {
        "id": new_id(),
        "chain": chain,
        "position": link.position,
        "actor_kind": actor.kind,
        "actor_id": actor.user_id,
        "actor_name": actor.name[:200],
        "seller_id": seller_id or actor.seller_id,
        "address": actor.address[:64],
        "action": action,
        "subject": subject,
        "subject_id": str(subject_id)[:200],
        "before": _plain(before),
        "after": _plain(after),
        "happened_at": now(),
    }
    link_hash = hash_of(entry, link.hash)
    rows(
        session,
        _WRITE,
        **{**entry, "before": _text(entry["before"]), "after": _text(entry["after"])},
        previous_hash=link.hash,
        hash=link_hash,
    )


def hash_of(entry: Mapping[str, Any], previous: str) -> str:
    """The link of a row: SHA-256 over the link before it and all that the row says."""
    said = {name: entry[name] for name in sorted(entry) if name not in ("hash", "previous_hash")}
    text = orjson.dumps(
        said,
        default=str,
        option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS,
    )
    return hashlib.sha256(previous.encode() + text).hexdigest()


def _plain(values: Mapping[str, Any] | None) -> Any:
    """The values as JSON gives them back, so that a row read later has the same hash."""
    return None if values is None else orjson.loads(_text(dict(values)) or b"null")


def _text(values: Any) -> str | None:
    if values is None:
        return None
    return orjson.dumps(values, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
