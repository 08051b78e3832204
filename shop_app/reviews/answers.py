"""What sellers say to reviews of their goods: one public answer to each, mended by who gave it.

Where it is known from whom the writer bought, that seller answers; else whoever offers the product,
the first to do so. An answer shows at once, unless it holds words that hurt; what staff has hidden
waits for staff again when it is written anew.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.outbox import record
from shop_app.reviews.recount import lock_product, recount
from shop_app.reviews.screening import bad_words, hurting_words
from shop_app.reviews.service import plain_text

SHORTEST, LONGEST = 2, 2000
# Whether a seller may answer the review r.
MAY_ANSWER = """
    exists (select from offers o join variants v on v.id = o.variant_id
        where v.product_id = r.product_id and o.seller_id = :seller_id)
    and (not r.verified or r.user_id is null or exists (
        select from order_lines l join orders x on x.id = l.order_id
        where l.product_id = r.product_id and l.seller_id = :seller_id
          and x.user_id = r.user_id))
"""
_REVIEW = f"""
    select r.id, r.product_id, r.status from reviews r
    where r.id = :review_id and r.status = 'published' and {MAY_ANSWER}
"""
_ANSWER = "select * from review_answers where review_id = :review_id for update"
_WRITE = """
    insert into review_answers as a (review_id, seller_id, body, status, created_at, decision_note)
    values (:review_id, :seller_id, :body, :status, :moment, '')
    on conflict (review_id) do update set body = excluded.body, edited_at = :moment,
        status = case when a.status = 'rejected' then 'pending' else excluded.status end
    where a.seller_id = excluded.seller_id
    returning status
"""
_DECIDE = """
    update review_answers set status = :status, decided_at = :moment, decision_note = :note
    where review_id = :review_id returning seller_id
"""


def answer_review(
    session: Session, *, actor: Actor, seller_id: UUID, review_id: UUID, body: str
) -> str:
    """Answer a review, or change the answer; returns its status, published or pending.

    Raises Invalid with the field `body`, NotFound for a review that is not this seller's to answer,
    Conflict when another seller has answered it.
    """
    text = plain_text(body)
    if not SHORTEST <= len(text) <= LONGEST:
        raise Invalid("Write {least} to {most} signs.", field="body", least=SHORTEST, most=LONGEST)
    review = _locked(session, review_id, seller_id)
    before = rows(session, _ANSWER, review_id=review_id)
    status = "pending" if hurting_words(text, bad_words(session)) else "published"
    written = rows(
        session,
        _WRITE,
        review_id=review_id,
        seller_id=seller_id,
        body=text,
        status=status,
        moment=now(),
    )
    if not written:
        raise Conflict("Another seller has answered this review.")
    facts = {"review_id": str(review_id), "seller_id": str(seller_id)}
    recount(session, review.product_id, "review.answered", **facts)
    if written[0].status == "pending":
        record(
            session,
            "review.submitted",
            aggregate="review",
            aggregate_id=review_id,
            product_id=str(review.product_id),
        )
    audit(
        session,
        actor,
        "review.answer_changed" if before else "review.answered",
        subject="review",
        subject_id=review_id,
        before={"status": before[0].status} if before else None,
        after={"status": written[0].status},
        seller_id=seller_id,
    )
    return written[0].status


def remove_answer(session: Session, *, actor: Actor, seller_id: UUID, review_id: UUID) -> None:
    """Take one's answer back. Raises NotFound when there is none of this seller."""
    product_id = _lock_product_of(session, review_id)
    gone = rows(
        session,
        "delete from review_answers where review_id = :review_id and seller_id = :seller_id"
        " returning status",
        review_id=review_id,
        seller_id=seller_id,
    )
    if not gone:
        raise NotFound("There is no answer of yours here.")
    recount(session, product_id, "review.answer_removed", review_id=str(review_id))
    audit(
        session,
        actor,
        "review.answer_removed",
        subject="review",
        subject_id=review_id,
        before={"status": gone[0].status},
        seller_id=seller_id,
    )


def show_answer(session: Session, *, actor: Actor, key: str, note: str = "") -> None:  # noqa: ARG001 the form of all bulk actions
    """Let a seller's answer show. Raises NotFound for a review without one."""
    _decide(session, actor, key, "published", "")


def hide_answer(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Keep a seller's answer from showing, for a reason that the seller reads.

    Raises Invalid without a reason, NotFound for a review without an answer.
    """
    if not note.strip():
        raise Invalid("Write why. Who wrote the answer will read it.", field="note")
    _decide(session, actor, key, "rejected", note.strip()[:500])


def _decide(session: Session, actor: Actor, key: str, status: str, note: str) -> None:
    try:
        review_id = UUID(str(key))
    except ValueError as error:
        raise NotFound("This review is not here any more.") from error
    product_id = _lock_product_of(session, review_id)
    before = rows(session, _ANSWER, review_id=review_id)
    if not before:
        raise NotFound("This review has no answer.")
    if before[0].status == status and before[0].decision_note == note:
        return
    decided = {"status": status, "note": note}
    seller = rows(session, _DECIDE, review_id=review_id, moment=now(), **decided)[0].seller_id
    recount(session, product_id, "review.answer_decided", review_id=str(review_id))
    audit(
        session,
        actor,
        "review.answer_shown" if status == "published" else "review.answer_hidden",
        subject="review",
        subject_id=review_id,
        before={"status": before[0].status},
        after=decided,
        seller_id=seller,
    )


def _locked(session: Session, review_id: UUID, seller_id: UUID) -> Any:
    """The review, its product locked as all that changes reviews does."""
    _lock_product_of(session, review_id)
    found = rows(session, _REVIEW, review_id=review_id, seller_id=seller_id)
    if not found:
        raise NotFound("This review is not here any more, or not yours to answer.")
    return found[0]


def _lock_product_of(session: Session, review_id: UUID) -> UUID:
    found = rows(session, "select product_id from reviews where id = :id", id=review_id)
    if not found:
        raise NotFound("This review is not here any more.")
    lock_product(session, found[0].product_id)
    return found[0].product_id
