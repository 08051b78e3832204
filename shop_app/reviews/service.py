"""What may be done with reviews. A review is plain text: whatever stands in it is shown as text.

A review shows at once, unless `screening` finds a reason for staff to read it first. One that was
rejected and is written anew waits for staff too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.reviews.models import REPORT_REASONS
from shop_app.reviews.recount import lock_product, recount
from shop_app.reviews.screening import fingerprint_of, reasons_to_hold

LONGEST_TITLE = 120
SHORTEST_BODY, LONGEST_BODY = 10, 5000
LONGEST_WORDS = 500
MOST_PHOTOS = 6
REPORTS_THAT_HIDE = 3

# Control signs and those that turn the direction of text around: never shown, often abused.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_WRITE = """
    insert into reviews as r (id, product_id, user_id, author_name, rating, title, body, verified,
        helpful_count, status, created_at, fingerprint, held_for)
    select :id, p.id, :user_id, :author_name, :rating, :title, :body, exists (
            select from order_lines l join orders o on o.id = l.order_id
            join seller_orders s on s.order_id = l.order_id and s.seller_id = l.seller_id
            where l.product_id = p.id and o.user_id = :user_id and s.status = 'delivered'),
        0, case when cast(:held_for as text[]) = '{}' then 'published' else 'pending' end, :moment,
        :fingerprint, cast(:held_for as text[])
    from products p where p.id = :product_id and p.status = 'active'
    on conflict (product_id, user_id) do update
    set author_name = excluded.author_name, rating = excluded.rating, title = excluded.title,
        body = excluded.body, verified = excluded.verified, created_at = excluded.created_at,
        fingerprint = excluded.fingerprint,
        held_for = case when r.status = 'rejected' then array_append(excluded.held_for, 'rewritten')
            when r.status = 'pending' and excluded.held_for = '{}' then r.held_for
            else excluded.held_for end,
        status = case when r.status = 'published' then excluded.status else 'pending' end
    returning id, status
"""
_VOTE = """
    with vote as (
        insert into review_votes (review_id, user_id, voted_at)
        select r.id, :user_id, :moment from reviews r
        where r.id = :review_id and r.status = 'published' and r.user_id is distinct from :user_id
        on conflict do nothing returning review_id)
    update reviews set helpful_count = helpful_count + 1
    where id in (select review_id from vote) returning helpful_count
"""
_REPORT = """
    insert into review_reports (review_id, user_id, reason, words, reported_at)
    select r.id, :user_id, :reason, :words, :moment from reviews r
    where r.id = :review_id and r.status = 'published'
    on conflict do nothing returning review_id
"""


def write_review(
    session: Session,
    *,
    product_id: UUID,
    user_id: UUID,
    author_name: str,
    rating: int,
    title: str = "",
    body: str,
) -> UUID:
    """A person's review of a product; writing again replaces it. Returns its id.

    It is marked as verified when an order of theirs that holds the product was delivered. The
    product's average and count are counted anew. Raises Invalid naming the field, NotFound for an
    unknown product.
    """
    if isinstance(rating, bool) or rating not in (1, 2, 3, 4, 5):
        raise Invalid("Give one to five stars.", field="rating")
    text = plain_text(body)
    if not SHORTEST_BODY <= len(text) <= LONGEST_BODY:
        raise Invalid(
            "Write {least} to {most} signs.", field="body", least=SHORTEST_BODY, most=LONGEST_BODY
        )
    heading = " ".join(plain_text(title).split())
    if len(heading) > LONGEST_TITLE:
        raise Invalid("A title has at most {most} signs.", field="title", most=LONGEST_TITLE)
    lock_product(session, product_id)
    held_for = reasons_to_hold(
        session, product_id=product_id, user_id=user_id, title=heading, body=text
    )
    written = rows(
        session,
        _WRITE,
        id=new_id(),
        product_id=product_id,
        user_id=user_id,
        author_name=" ".join(plain_text(author_name).split())[:80] or "…",
        rating=rating,
        title=heading,
        body=text,
        moment=now(),
        fingerprint=fingerprint_of(f"{heading} {text}"),
        held_for=held_for,
    )
    if not written:
        raise NotFound("This product is not here.")
    review_id = written[0].id
    recount(session, product_id, "review.written", review_id=str(review_id))
    if written[0].status == "pending":
        _submitted(session, review_id, product_id)
    return review_id


def remove_review(session: Session, *, product_id: UUID, user_id: UUID) -> None:
    """Take one's own review back, photos, votes and answer with it. Raises NotFound for none."""
    lock_product(session, product_id)
    found = rows(
        session,
        "select id from reviews where product_id = :product_id and user_id = :user_id for update",
        product_id=product_id,
        user_id=user_id,
    )
    if not found:
        raise NotFound("You have not written about this product.")
    for table in ("review_photos", "review_votes", "review_reports", "review_answers"):
        statement = f"delete from {table} where review_id = :id returning review_id"
        rows(session, statement, id=found[0].id)
    rows(session, "delete from reviews where id = :id returning id", id=found[0].id)
    recount(session, product_id, "review.removed", review_id=str(found[0].id))


def add_photos(
    session: Session,
    *,
    review_id: UUID,
    user_id: UUID,
    photos: Sequence[tuple[str, str, int, int]],
) -> UUID:
    """Put photos (address, small address, width, height in pixels) to one's own review.

    Returns the product's id. Raises NotFound for another's review, Invalid for too many.
    """
    found = rows(
        session,
        "select product_id, (select count(*) from review_photos where review_id = r.id) as photos,"
        " (select max(position) from review_photos where review_id = r.id) as last"
        " from reviews r where id = :id and user_id = :user_id for update",
        id=review_id,
        user_id=user_id,
    )
    if not found:
        raise NotFound("You have not written about this product.")
    if found[0].photos + len(photos) > MOST_PHOTOS:
        raise Invalid("A review has at most {most} photos.", field="photo", most=MOST_PHOTOS)
    first = 0 if found[0].last is None else found[0].last + 1
    for position, (url, small_url, width, height) in enumerate(photos, first):
        rows(
            session,
            "insert into review_photos (review_id, position, url, small_url, width, height)"
            " values (:review_id, :position, :url, :small_url, :width, :height) returning position",
            review_id=review_id,
            position=position,
            url=url,
            small_url=small_url,
            width=width,
            height=height,
        )
    recount(session, found[0].product_id, "review.written", review_id=str(review_id))
    return found[0].product_id


def vote_helpful(session: Session, *, review_id: UUID, user_id: UUID) -> bool:
    """Say that a review helped; each person once, and nobody of their own. Whether it counted."""
    return bool(rows(session, _VOTE, review_id=review_id, user_id=user_id, moment=now()))


def report_review(
    session: Session, *, review_id: UUID, user_id: UUID, reason: str, words: str = ""
) -> None:
    """Tell staff that a review should not be here; the third person's report hides it until then.

    Raises Invalid for an unknown reason, Conflict when this person has told it already, NotFound
    for a review that does not show.
    """
    if reason not in REPORT_REASONS:
        raise Invalid("Choose what is wrong with it.", field="reason")
    found = rows(
        session,
        "select product_id from reviews where id = :id and status = 'published'",
        id=review_id,
    )
    if not found:
        raise NotFound("This review is not here any more.")
    lock_product(session, found[0].product_id)
    told = plain_text(words)[:LONGEST_WORDS]
    facts = {"review_id": review_id, "user_id": user_id, "reason": reason, "words": told}
    if not rows(session, _REPORT, **facts, moment=now()):
        raise Conflict("You have reported this review already. Staff will look at it.")
    _submitted(session, review_id, found[0].product_id)
    hidden = rows(
        session,
        "update reviews set status = 'pending', held_for = array['reports'] where id = :id"
        " and status = 'published' and (select count(*) from review_reports"
        "   where review_id = :id and settled_at is null) >= :most returning id",
        id=review_id,
        most=REPORTS_THAT_HIDE,
    )
    if hidden:
        recount(session, found[0].product_id, "review.hidden", review_id=str(review_id))


def _submitted(session: Session, review_id: UUID, product_id: UUID) -> None:
    """Staff has something to read."""
    record(
        session,
        "review.submitted",
        aggregate="review",
        aggregate_id=review_id,
        product_id=str(product_id),
    )


def plain_text(text: str) -> str:
    """The text without signs that act instead of being read."""
    visible = text.encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n")
    return _NOT_TEXT.sub("", visible).strip()
