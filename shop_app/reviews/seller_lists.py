"""Reviews of a seller's goods that are theirs to answer: as a list, and one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.lists import Listing, Sort
from shop_app.reviews.answers import MAY_ANSWER

_MINE = f"r.status = 'published' and {MAY_ANSWER}"
_SOURCE = """reviews r join products p on p.id = r.product_id
    left join review_answers a on a.review_id = r.id"""
_COLUMNS = """
    r.id, r.author_name, r.rating, r.title, r.body, r.verified, r.created_at,
    p.title as product_title, p.slug, coalesce(a.body, '') as answer,
    coalesce(a.status, '') as answer_status, coalesce(a.decision_note, '') as answer_note,
    coalesce(a.seller_id = :seller_id, true) as is_mine, a.created_at as answered_at
"""
SELLER_REVIEWS = Listing(
    columns=_COLUMNS,
    source=_SOURCE,
    key="r.id",
    scope=_MINE,
    sorts={
        "written": Sort("r.created_at", "timestamptz"),
        "stars": Sort("r.rating", "integer"),
        "product": Sort("p.title"),
    },
    default_sort="-written",
    filters={
        "answer": "case cast(:answer as text) when 'none' then a.review_id is null"
        " else a.review_id is not null end",
        "stars": "r.rating = cast(:stars as integer)",
    },
    search="(r.title || ' ' || r.body || ' ' || r.author_name || ' ' || p.title)"
    " ilike '%' || :search || '%'",
)
_ONE = f"""
    select {_COLUMNS}, (select jsonb_agg(jsonb_build_array(f.url, f.small_url) order by f.position)
        from review_photos f where f.review_id = r.id) as photos
    from {_SOURCE} where r.id = :review_id and {_MINE}
"""
# Of the last three months: who has not answered by then will not.
_UNANSWERED = f"""
    select count(*) as n from (
        select 1 from reviews r where {_MINE} and r.created_at > now() - interval '90 days'
          and not exists (select from review_answers a where a.review_id = r.id) limit 1000) x
"""


def seller_review(session: Session, *, seller_id: UUID, review_id: UUID) -> Any:
    """One review with its answer. Raises NotFound for one that is not this seller's to answer."""
    found = rows(session, _ONE, seller_id=seller_id, review_id=review_id)
    if not found:
        raise NotFound("This review is not here any more, or not yours to answer.")
    return found[0]


def unanswered_count(session: Session, *, seller_id: UUID) -> int:
    """How many reviews of the last 90 days nobody has answered, at most 1,000."""
    return rows(session, _UNANSWERED, seller_id=seller_id)[0].n


def sellers_who_may_answer(session: Session, *, review_id: UUID) -> list[UUID]:
    """The sellers whose goods a published review is about, at most 20."""
    may = MAY_ANSWER.replace(":seller_id", "s.id")
    found = rows(
        session,
        f"select s.id from sellers s join reviews r on r.id = :review_id"
        f" where r.status = 'published' and {may} order by s.id limit 20",
        review_id=review_id,
    )
    return [row.id for row in found]
