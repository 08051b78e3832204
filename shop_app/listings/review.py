"""What the staff does with listings: look, approve, send back with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.outbox import record
from shop_app.listings.content import cleaned, content_of, require_whole
from shop_app.listings.live import publish
from shop_app.listings.models import ListingStatus

LONGEST_WORDS = 1000

_LOCKED = """
    select l.product_id, l.seller_id, l.status, l.title, l.content, l.version
    from listings l where l.product_id = :product_id for update
"""
_DECIDE = """
    update listings set status = :status, content = cast(:content as jsonb),
        reasons = cast(:reasons as jsonb), reason_words = :words, decided_by = :by,
        decided_at = :moment, updated_at = :moment, version = version + 1
    where product_id = :product_id returning version
"""


class Reason(StrEnum):
    """Why a listing is sent back."""

    TITLE = "title"
    PICTURES = "pictures"
    CATEGORY = "category"
    DESCRIPTION = "description"
    VARIANTS = "variants"
    PROHIBITED = "prohibited"
    BRAND = "brand"
    DUPLICATE = "duplicate"


def approve_listing(
    session: Session, *, actor: Actor, product_id: UUID, expected_version: int | None = None
) -> None:
    """Put it into the shop as it stands.

    Raises NotFound, Invalid for what is missing, Conflict when it does not wait any more or has
    changed since it was looked at.
    """
    listing = _waiting(session, product_id, expected_version)
    content = cleaned(
        session,
        content_of(listing.content),
        product_id=product_id,
        seller_id=listing.seller_id,
    )
    require_whole(session, content)
    publish(session, product_id=product_id, seller_id=listing.seller_id, content=content)
    _decide(session, listing, ListingStatus.APPROVED, actor, content=content.model_dump_json())
    record(
        session, "listing.approved", aggregate="listing", aggregate_id=product_id,
        seller_id=str(listing.seller_id), title=listing.title,
    )  # fmt: skip
    audit(
        session, actor, "listing.approved", subject="product", subject_id=product_id,
        before={"status": "submitted"}, after={"status": "approved", "title": listing.title},
        seller_id=listing.seller_id,
    )  # fmt: skip


def reject_listing(
    session: Session,
    *,
    actor: Actor,
    product_id: UUID,
    reasons: Sequence[str],
    words: str = "",
    expected_version: int | None = None,
) -> None:
    """Send it back with reasons; what the shop shows stays as it is.

    Raises Invalid without a known reason or with too many words, NotFound, Conflict.
    """
    chosen = [reason for reason in dict.fromkeys(reasons) if reason in set(Reason)]
    said = " ".join(words.replace("\x00", "").split())
    if not chosen:
        raise Invalid("Choose at least one reason.", field="reasons")
    if len(said) > LONGEST_WORDS:
        raise Invalid("Say it in at most {most} signs.", field="words", most=LONGEST_WORDS)
    listing = _waiting(session, product_id, expected_version)
    _decide(session, listing, ListingStatus.REJECTED, actor, reasons=chosen, words=said)
    record(
        session, "listing.rejected", aggregate="listing", aggregate_id=product_id,
        seller_id=str(listing.seller_id), title=listing.title, reasons=chosen, words=said,
    )  # fmt: skip
    audit(
        session, actor, "listing.rejected", subject="product", subject_id=product_id,
        before={"status": "submitted"}, after={"status": "rejected", "reasons": chosen,
        "words": said}, seller_id=listing.seller_id,
    )  # fmt: skip


def approve_by_key(session: Session, *, actor: Actor, key: str, note: str = "") -> None:  # noqa: ARG001
    """Approve one of the selected rows of the queue (`key` is the product's id)."""
    try:
        product_id = UUID(key)
    except ValueError:
        raise NotFound("This listing is not here.") from None
    approve_listing(session, actor=actor, product_id=product_id)


def _waiting(session: Session, product_id: UUID, expected_version: int | None) -> Any:
    found = rows(session, _LOCKED, product_id=product_id)
    if not found:
        raise NotFound("This listing is not here.")
    listing = found[0]
    if expected_version is not None and listing.version != expected_version:
        raise Conflict("This listing has changed since you looked. Look again.")
    if listing.status != ListingStatus.SUBMITTED:
        raise Conflict("{title} does not wait for approval any more.", title=listing.title)
    return listing


def _decide(
    session: Session,
    listing: Any,
    status: str,
    actor: Actor,
    *,
    content: str = "",
    reasons: Sequence[str] = (),
    words: str = "",
) -> None:
    rows(
        session,
        _DECIDE,
        product_id=listing.product_id,
        status=status,
        content=content or orjson.dumps(listing.content).decode(),
        reasons=orjson.dumps(list(reasons)).decode(),
        words=words,
        by=actor.name,
        moment=now(),
    )
