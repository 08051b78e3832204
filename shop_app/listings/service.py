"""What a seller does with a listing: write, submit, draw back, switch on and off.

docs/listings.md has the rules: prices and switches of what is sold hold at once; words, pictures
and new variants wait for the staff's approval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.listings.content import Content, cleaned, content_of, require_whole
from shop_app.listings.live import live_content, set_terms, tell_offer, with_terms_of
from shop_app.listings.models import ListingStatus

_LISTING = """
    select product_id, seller_id, status, title, content, reasons, reason_words, decided_by,
        version, submitted_at, decided_at
    from listings where product_id = :product_id and seller_id = :seller_id
"""
# What else is sold here: who sells a product alone may write its words.
_SOLD_BY = """
    select bool_or(o.seller_id = :seller_id) as by_me,
        bool_or(o.seller_id <> :seller_id) as by_others,
        exists (select from listings l where l.product_id = :product_id) as is_listed
    from offers o join variants v on v.id = o.variant_id where v.product_id = :product_id
"""
_ADD = """
    insert into listings (product_id, seller_id, status, title, content, reasons, reason_words,
        decided_by, version, created_at, updated_at)
    values (:product_id, :seller_id, :status, :title, cast(:content as jsonb), '[]', '', '', 1,
        :moment, :moment)
    on conflict (product_id) do nothing returning version
"""
_CHANGE = """
    update listings set status = :status, title = :title, content = cast(:content as jsonb),
        version = version + 1, updated_at = :moment
    where product_id = :product_id and seller_id = :seller_id and version = :expected_version
    returning version
"""
_SET_STATUS = """
    update listings set status = :status, submitted_at = :submitted_at, version = version + 1,
        updated_at = :moment
    where product_id = :product_id and seller_id = :seller_id and version = :expected_version
    returning version
"""
_SWITCH = """
    update offers o set status = :status, version = o.version + 1
    from variants v
    where v.id = o.variant_id and v.product_id = :product_id and o.seller_id = :seller_id
      and o.status <> :status
    returning o.id, o.version
"""
_CHANGED_MEANWHILE = (
    "This product was changed in another window since you opened it. Load the page again."
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A seller's product. Version 0: it stands in the catalogue and was never changed here.

    `is_live`: the catalogue shows it. `may_write`: words and pictures are this seller's to change
    (several sellers may sell one product; it belongs to who listed it). `sold` are the variants
    that the catalogue knows.
    """

    product_id: UUID
    seller_id: UUID
    status: str
    content: Content
    version: int
    is_live: bool
    may_write: bool
    sold: frozenset[UUID] = frozenset()
    reasons: tuple[str, ...] = ()
    reason_words: str = ""
    decided_by: str = ""


def listing_of(session: Session, *, seller_id: UUID, product_id: UUID) -> Listing:
    """A product of this seller, with the terms that hold now. Raises NotFound for others' too."""
    live = live_content(session, product_id=product_id, seller_id=seller_id)
    found = rows(session, _LISTING, product_id=product_id, seller_id=seller_id)
    if found:
        row = found[0]
        content = content_of(row.content)
        return Listing(
            product_id=product_id,
            seller_id=seller_id,
            status=row.status,
            content=with_terms_of(content, live) if live else content,
            version=row.version,
            is_live=live is not None,
            may_write=True,
            sold=_ids_in(live),
            reasons=tuple(row.reasons),
            reason_words=row.reason_words,
            decided_by=row.decided_by,
        )
    sold = rows(session, _SOLD_BY, product_id=product_id, seller_id=seller_id)[0]
    if live is None or not sold.by_me:
        raise NotFound("This product is not among yours.")
    return Listing(
        product_id=product_id,
        seller_id=seller_id,
        status=ListingStatus.APPROVED,
        content=live,
        version=0,
        is_live=True,
        may_write=not sold.by_others and not sold.is_listed,
        sold=_ids_in(live),
    )


def save_listing(
    session: Session,
    *,
    actor: Actor,
    content: Content,
    seller_id: UUID,
    product_id: UUID | None = None,
    expected_version: int = 0,
) -> UUID:
    """Keep what the seller has written; returns the product's id.

    Prices and switches of what is sold hold at once; the rest becomes a draft when it differs from
    what is shown. Raises Invalid with the field, NotFound, Conflict when somebody was faster.
    """
    if product_id is None:
        product_id = new_id()
        kept = cleaned(session, content, product_id=product_id, seller_id=seller_id)
        if not kept.title:
            raise Invalid("Give the product a title.", field="title")
        _insert(session, product_id, seller_id, kept, ListingStatus.DRAFT)
        audit(
            session, actor, "listing.created", subject="product", subject_id=product_id,
            after={"title": kept.title}, seller_id=seller_id,
        )  # fmt: skip
        return product_id
    before = listing_of(session, seller_id=seller_id, product_id=product_id)
    if before.version != expected_version:
        raise Conflict(_CHANGED_MEANWHILE)
    kept = cleaned(session, content, product_id=product_id, seller_id=seller_id)
    if not kept.title:
        raise Invalid("Give the product a title.", field="title")
    if before.is_live:
        set_terms(session, product_id=product_id, seller_id=seller_id, content=kept)
    if not before.may_write:
        if _words(kept) != _words(before.content):
            raise NotAllowed(
                "Several shops sell this product, so its words are not yours alone to change."
                " Prices are."
            )
    else:
        _keep(session, before, kept)
    audit(
        session, actor, "listing.saved", subject="product", subject_id=product_id,
        before=_changed(before.content, kept), after=_changed(kept, before.content),
        seller_id=seller_id,
    )  # fmt: skip
    return product_id


def submit_listing(
    session: Session, *, actor: Actor, seller_id: UUID, product_id: UUID, expected_version: int
) -> None:
    """Ask the staff to look at it. Raises Invalid for what is missing, Conflict, NotFound."""
    listing = listing_of(session, seller_id=seller_id, product_id=product_id)
    if listing.version != expected_version:
        raise Conflict(_CHANGED_MEANWHILE)
    if listing.status == ListingStatus.SUBMITTED:
        return
    if listing.status == ListingStatus.APPROVED:
        raise Conflict("There is nothing to approve: the shop shows it as it stands here.")
    require_whole(session, listing.content)
    _move(session, listing, ListingStatus.SUBMITTED, submitted_at=now())
    record(
        session, "listing.submitted", aggregate="listing", aggregate_id=product_id,
        seller_id=str(seller_id), title=listing.content.title,
    )  # fmt: skip
    audit(
        session, actor, "listing.submitted", subject="product", subject_id=product_id,
        before={"status": listing.status}, after={"status": "submitted"}, seller_id=seller_id,
    )  # fmt: skip


def withdraw_listing(session: Session, *, actor: Actor, seller_id: UUID, product_id: UUID) -> None:
    """Take it back from the staff, to change it. Does nothing when it does not wait for them."""
    listing = listing_of(session, seller_id=seller_id, product_id=product_id)
    if listing.status != ListingStatus.SUBMITTED:
        return
    _move(session, listing, ListingStatus.DRAFT, submitted_at=None)
    audit(
        session, actor, "listing.withdrawn", subject="product", subject_id=product_id,
        before={"status": "submitted"}, after={"status": "draft"}, seller_id=seller_id,
    )  # fmt: skip


def delete_draft(session: Session, *, actor: Actor, seller_id: UUID, product_id: UUID) -> None:
    """Throw a draft away that was never shown. Raises Conflict for what is in the catalogue."""
    listing = listing_of(session, seller_id=seller_id, product_id=product_id)
    if listing.is_live:
        raise Conflict("This product is in the shop. Pause it instead.")
    rows(
        session,
        "delete from listings where product_id = :product_id and seller_id = :seller_id"
        " returning product_id",
        product_id=product_id,
        seller_id=seller_id,
    )
    audit(
        session, actor, "listing.deleted", subject="product", subject_id=product_id,
        before={"title": listing.content.title}, seller_id=seller_id,
    )  # fmt: skip


def pause_product(session: Session, *, actor: Actor, key: str, note: str = "") -> None:  # noqa: ARG001
    """Stop selling all variants of a product (`key` is its id), for the actor's seller."""
    _switch(session, actor, key, "paused")


def activate_product(session: Session, *, actor: Actor, key: str, note: str = "") -> None:  # noqa: ARG001
    """Sell all variants of a product again, for the actor's seller."""
    _switch(session, actor, key, "active")


def submit_product(session: Session, *, actor: Actor, key: str, note: str = "") -> None:  # noqa: ARG001
    """Submit a draft (`key` is the product's id) as it stands."""
    listing = listing_of(session, seller_id=_seller(actor), product_id=_id(key))
    submit_listing(
        session,
        actor=actor,
        seller_id=listing.seller_id,
        product_id=listing.product_id,
        expected_version=listing.version,
    )


def _switch(session: Session, actor: Actor, key: str, status: str) -> None:
    listing = listing_of(session, seller_id=_seller(actor), product_id=_id(key))
    if not listing.is_live:
        raise Conflict("{title} is not in the shop yet.", title=listing.content.title)
    changed = rows(
        session,
        _SWITCH,
        product_id=listing.product_id,
        seller_id=listing.seller_id,
        status=status,
    )
    for offer in changed:
        tell_offer(session, offer.id, offer.version)
    if changed:
        audit(
            session, actor, f"listing.{'paused' if status == 'paused' else 'activated'}",
            subject="product", subject_id=listing.product_id,
            after={"variants": len(changed)}, seller_id=listing.seller_id,
        )  # fmt: skip


def _keep(session: Session, before: Listing, kept: Content) -> None:
    status = before.status
    if _words(kept) != _words(before.content):
        live = (
            live_content(session, product_id=before.product_id, seller_id=before.seller_id)
            if before.is_live
            else None
        )
        is_shown = live is not None and _words(kept) == _words(live)
        status = ListingStatus.APPROVED if is_shown else ListingStatus.DRAFT
        if before.status == ListingStatus.REJECTED and not is_shown:
            status = ListingStatus.REJECTED  # the reasons stay in sight until it is sent again
    if before.version == 0:
        _insert(session, before.product_id, before.seller_id, kept, status)
        return
    changed = rows(
        session,
        _CHANGE,
        product_id=before.product_id,
        seller_id=before.seller_id,
        status=status,
        title=kept.title,
        content=kept.model_dump_json(),
        moment=now(),
        expected_version=before.version,
    )
    if not changed:
        raise Conflict(_CHANGED_MEANWHILE)


def _insert(
    session: Session, product_id: UUID, seller_id: UUID, content: Content, status: str
) -> None:
    added = rows(
        session,
        _ADD,
        product_id=product_id,
        seller_id=seller_id,
        status=status,
        title=content.title,
        content=content.model_dump_json(),
        moment=now(),
    )
    if not added:
        raise Conflict(_CHANGED_MEANWHILE)


def _move(session: Session, listing: Listing, status: str, *, submitted_at: Any) -> None:
    moved = rows(
        session,
        _SET_STATUS,
        product_id=listing.product_id,
        seller_id=listing.seller_id,
        status=status,
        submitted_at=submitted_at,
        moment=now(),
        expected_version=listing.version,
    )
    if not moved:
        raise Conflict(_CHANGED_MEANWHILE)


def _words(content: Content) -> dict[str, Any]:
    words = content.words()
    words["pictures"] = [
        {name: picture[name] for name in ("url", "alt")} for picture in words["pictures"]
    ]
    return words


def _changed(content: Content, other: Content) -> dict[str, Any]:
    """What differs from the other, short enough for the log."""
    mine, others = content.model_dump(mode="json"), other.model_dump(mode="json")
    return {
        name: orjson.dumps(value).decode()[:500]
        for name, value in mine.items()
        if value != others[name]
    }


def _ids_in(live: Content | None) -> frozenset[UUID]:
    return frozenset(line.id for line in live.variants) if live else frozenset()


def _seller(actor: Actor) -> UUID:
    if actor.seller_id is None:
        raise NotAllowed("This is for sellers.")
    return actor.seller_id


def _id(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise NotFound("This product is not among yours.") from None
