"""What staff decides about reviews, and the list of what waits for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.lists import Listing, Sort
from shop_app.reviews.recount import lock_product, recount

# Since when staff has something to decide: held back (it or its answer), or reported.
_WAITS_SINCE = """case when r.status = 'pending' then r.created_at else least((
    select min(reported_at) from review_reports p
    where p.review_id = r.id and p.settled_at is null), (
    select coalesce(w.edited_at, w.created_at) from review_answers w
    where w.review_id = r.id and w.status = 'pending')) end"""
_OPEN = f"({_WAITS_SINCE}) is not null"

REVIEWS = Listing(
    columns=f"""
        r.id, r.author_name, r.rating, r.title, r.body, r.status, r.verified, r.held_for,
        r.created_at, r.decision_note, r.helpful_count, p.title as product_title, p.slug,
        {_WAITS_SINCE} as waits_since,
        (select array_agg(x.reason || case when x.words = '' then '' else ': ' || x.words end
            order by x.reported_at)
         from review_reports x where x.review_id = r.id and x.settled_at is null) as reports,
        (select array_agg(f.small_url order by f.position) from review_photos f
         where f.review_id = r.id) as photos,
        coalesce(a.body, '') as answer, coalesce(a.status, '') as answer_status,
        coalesce(s.name, '') as answered_by
    """,
    source="reviews r join products p on p.id = r.product_id"
    " left join review_answers a on a.review_id = r.id left join sellers s on s.id = a.seller_id",
    key="r.id",
    sorts={
        "waiting": Sort(f"coalesce({_WAITS_SINCE}, 'infinity')", "timestamptz"),
        "written": Sort("r.created_at", "timestamptz"),
        "stars": Sort("r.rating", "integer"),
        "product": Sort("p.title"),
    },
    default_sort="waiting",
    filters={
        "queue": f"case cast(:queue as text) when 'waiting' then {_OPEN} else not {_OPEN} end",
        "status": "r.status = :status",
        "answer": "a.status = :answer",
        "why": "case cast(:why as text) when 'reports' then exists (select from review_reports x"
        " where x.review_id = r.id and x.settled_at is null)"
        " else cast(:why as text) = any(r.held_for) end",
        "stars": "r.rating = cast(:stars as integer)",
    },
    search="(r.title || ' ' || r.body || ' ' || r.author_name || ' ' || p.title || ' '"
    " || coalesce(a.body, ''))"
    " ilike '%' || :search || '%'",
)
_WAITING = f"""
    select count(*) as count, min(since) as oldest, count(*) filter (where held) as held,
        count(*) filter (where not held) as reported
    from (select {_WAITS_SINCE} as since, r.status = 'pending' or r.id in (
              select review_id from review_answers where status = 'pending') as held from reviews r
          where r.status = 'pending' or r.id in (
              select review_id from review_reports where settled_at is null)
            or r.id in (select review_id from review_answers where status = 'pending')) w
"""


def waiting(session: Session) -> Any:
    """What waits for staff: `count`, of them `held` and `reported`, and the `oldest` moment."""
    return rows(session, _WAITING)[0]


def publish_review(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Let a review show; reports of it are settled. Raises NotFound."""
    _decide(session, actor, key, "published", note)


def reject_review(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Keep a review from showing, for a reason that its writer reads. Raises Invalid, NotFound."""
    if not note.strip():
        raise Invalid("Write why. Who wrote the review will read it.", field="note")
    _decide(session, actor, key, "rejected", note.strip()[:500])


def _decide(session: Session, actor: Actor, key: str, status: str, note: str) -> None:
    review_id = _id(key)
    product = rows(session, "select product_id from reviews where id = :id", id=review_id)
    if not product:
        raise NotFound("This review is not here any more.")
    lock_product(session, product[0].product_id)
    before = rows(
        session,
        "select r.status, r.held_for, r.rating, (select count(*) from review_reports x"
        " where x.review_id = r.id and x.settled_at is null) as reports"
        " from reviews r where r.id = :id for update",
        id=review_id,
    )
    if not before:
        raise NotFound("This review is not here any more.")
    moment = now()
    rows(
        session,
        "update reviews set status = :status, held_for = '{}', decided_at = :moment,"
        " decision_note = :note where id = :id returning id",
        id=review_id,
        status=status,
        moment=moment,
        note=note if status == "rejected" else "",
    )
    rows(
        session,
        "update review_reports set settled_at = :moment where review_id = :id"
        " and settled_at is null returning review_id",
        id=review_id,
        moment=moment,
    )
    was = before[0]
    if was.status == status and not was.reports:
        return
    recount(session, product[0].product_id, f"review.{status}", review_id=str(review_id))
    audit(
        session,
        actor,
        f"review.{status}",
        subject="review",
        subject_id=review_id,
        before={"status": was.status, "held_for": list(was.held_for), "reports": was.reports},
        after={"status": status, "note": note},
    )


def _id(text: str) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise NotFound("This review is not here any more.") from error
