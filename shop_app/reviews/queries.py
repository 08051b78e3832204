"""Questions about reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.core.paging import decode_cursor, encode_cursor
from shop_app.reviews.views import ReviewFacts, ReviewPage

PER_PAGE = 10
STARS = (5, 4, 3, 2, 1)
_REVIEWS = """
    select r.id as review_id, r.author_name, r.rating, r.title, r.body, r.verified,
        r.helpful_count, r.created_at, coalesce(a.body, '') as answer,
        coalesce(s.name, '') as answered_by, a.created_at as answered_at
    from reviews r
    left join review_answers a on a.review_id = r.id and a.status = 'published'
    left join sellers s on s.id = a.seller_id
    where r.product_id = :product_id and r.status = 'published'
      and (cast(:stars as integer) is null or r.rating = :stars)
      and (cast(:moment as timestamptz) is null
           or (r.created_at, r.id) < (:moment, cast(:after as uuid)))
    order by r.created_at desc, r.id desc limit :most
"""
_HISTOGRAM = """
    select rating, count(*) as count from reviews
    where product_id = :product_id and status = 'published' group by rating
"""


def reviews_of(
    session: Session,
    *,
    product_id: UUID,
    stars: int | None = None,
    cursor: str = "",
    per_page: int = PER_PAGE,
) -> ReviewPage:
    """A product's published reviews, the newest first; `stars` keeps only those.

    Raises Invalid for a cursor that is not one of ours.
    """
    moment, after = _place(cursor)
    found = rows(
        session,
        _REVIEWS,
        product_id=product_id,
        stars=stars,
        moment=moment,
        after=after,
        most=per_page + 1,
    )
    shown = [ReviewFacts(**row._asdict()) for row in found[:per_page]]
    following = ""
    if len(found) > per_page:
        following = encode_cursor(shown[-1].created_at.isoformat(), str(shown[-1].review_id))
    return ReviewPage(shown, histogram_of(session, product_id=product_id), following)


def histogram_of(session: Session, *, product_id: UUID) -> dict[int, int]:
    """How many published reviews gave 5, 4, 3, 2 and 1 stars."""
    counted = {row.rating: row.count for row in rows(session, _HISTOGRAM, product_id=product_id)}
    return {stars: counted.get(stars, 0) for stars in STARS}


def _place(cursor: str) -> tuple[Any, Any]:
    if not cursor:
        return None, None
    moment, after = decode_cursor(cursor, 2)
    try:
        return datetime.fromisoformat(str(moment)), UUID(str(after))
    except ValueError:
        raise Invalid("This page address is not valid. Start again from the first page.") from None
