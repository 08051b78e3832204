"""Where a seller stands: suspended, opened again, closed; each with a reason and an event.

    approved ⇄ suspended → closed        approved → closed
Offers of a seller who is not approved are nowhere for sale, also not out of a cart.
"""

from __future__ import annotations

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.outbox import record

_MOVES = {
    "suspended": ("approved",),
    "approved": ("suspended",),
    "closed": ("approved", "suspended"),
}


def change_standing(
    session: Session, *, actor: Actor, slug: str, to: str, reason: str = ""
) -> None:
    """Move a seller. Raises NotFound, Invalid without a reason, Conflict from where it stands."""
    if to not in _MOVES:
        raise Invalid("A seller can be suspended, opened again or closed.")
    if to != "approved" and len(reason.strip()) < 5:
        raise Invalid("Give a reason: the seller reads it.", field="reason")
    found = rows(
        session, "select id, status, name from sellers where slug = :slug for update", slug=slug
    )
    if not found:
        raise NotFound("There is no such seller.")
    seller = found[0]
    if seller.status not in _MOVES[to]:
        raise Conflict("This seller is {status}; that cannot be done now.", status=seller.status)
    rows(
        session,
        "update sellers set status = :to where id = :id returning id",
        to=to,
        id=seller.id,
    )
    event = {"approved": "reopened"}.get(to, to)
    record(
        session, f"seller.{event}", aggregate="seller", aggregate_id=seller.id, words=reason[:500]
    )
    audit(
        session,
        actor,
        f"seller.{event}",
        subject="seller",
        subject_id=slug,
        before={"status": seller.status},
        after={"status": to, "reason": reason[:500]},
        seller_id=seller.id,
    )


def suspend_by_key(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """`change_standing` to suspended for a selected row."""
    change_standing(session, actor=actor, slug=_slug(session, key), to="suspended", reason=note)


def reopen_by_key(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """`change_standing` back to approved for a selected row."""
    change_standing(session, actor=actor, slug=_slug(session, key), to="approved", reason=note)


def _slug(session: Session, key: str) -> str:
    found = rows(session, "select slug from sellers where id::text = :key", key=key)
    if not found:
        raise NotFound("There is no such seller.")
    return found[0].slug
