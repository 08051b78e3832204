"""The audit log is whole: every link of every chain is the hash of what stands there."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from shop_app.core.audit import hash_of
from shop_app.core.db import rows
from shop_app.invariants.proof import SHOWN_ROWS, Breach, Invariant

_ENTRIES = """
    select id, chain, position, actor_kind, actor_id, actor_name, seller_id, address, action,
           subject, subject_id, before, after, happened_at, previous_hash, hash
    from audit_log where (chain, position) > (:chain, :position)
    order by chain, position limit 2000
"""


def the_audit_log_is_whole(session: Session) -> Breach | None:
    """Rows whose hash or place does not follow from the row before, and chains cut at the end."""
    broken: list[dict[str, Any]] = []
    ends: dict[str, tuple[int, str]] = {}
    chain, position = "", 0
    while found := rows(session, _ENTRIES, chain=chain, position=position):
        for row in found:
            last_position, last_hash = ends.get(row.chain, (0, ""))
            entry = row._asdict()
            if (
                row.position != last_position + 1
                or row.previous_hash != last_hash
                or row.hash != hash_of(entry, row.previous_hash)
            ):
                broken.append({"chain": row.chain, "position": row.position, "id": str(row.id)})
            ends[row.chain] = (row.position, row.hash)
        chain, position = found[-1].chain, found[-1].position
    heads = rows(session, "select chain, position, hash from audit_heads order by chain")
    broken += [
        {"chain": head.chain, "position": head.position, "id": "the end is missing"}
        for head in heads
        if ends.get(head.chain) != (head.position, head.hash)
    ]
    return Breach(len(broken), tuple(broken[:SHOWN_ROWS])) if broken else None


INVARIANTS = (
    Invariant(
        "audit.whole", "The audit log is whole: nothing changed, taken out or put in later.",
        the_audit_log_is_whole,
    ),
)  # fmt: skip
