"""Reviews as a certain visitor reads them: filtered by stars, sorted, with what they may do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.formats import date_text
from shop_app.reviews.queries import histogram_of
from shop_app.reviews.views import (
    OwnReview,
    OwnReviews,
    ReviewList,
    ReviewPhotoView,
    ReviewRow,
    StarBar,
)

MOST_SHOWN = 500
SORTS = {
    "newest": "r.created_at desc, r.id desc",
    "helpful": "r.helpful_count desc, r.created_at desc, r.id desc",
    "photos": "(exists (select from review_photos f where f.review_id = r.id)) desc,"
    " r.created_at desc, r.id desc",
}
_LIST = """
    select r.id, r.author_name, r.rating, r.title, r.body, r.created_at, r.verified,
        r.helpful_count,
        coalesce(r.user_id = cast(:user_id as uuid), false) as is_mine,
        exists (select from review_votes v where v.review_id = r.id and v.user_id = :user_id)
            as voted,
        exists (select from review_reports x where x.review_id = r.id and x.user_id = :user_id)
            as reported,
        (select jsonb_agg(jsonb_build_array(f.url, f.small_url, f.width, f.height)
            order by f.position) from review_photos f where f.review_id = r.id) as photos,
        coalesce(a.body, '') as answer, coalesce(s.name, '') as answered_by,
        a.created_at as answered_at
    from reviews r
    left join review_answers a on a.review_id = r.id and a.status = 'published'
    left join sellers s on s.id = a.seller_id
    where r.product_id = :product_id and r.status = 'published'
      and (cast(:stars as integer) = 0 or r.rating = :stars)
    order by {order} limit :most
"""
_OWN = """
    select r.id, r.status, r.rating, r.title, r.body, r.decision_note, r.created_at,
        r.helpful_count, p.id as product_id, p.title as product_title, p.slug,
        (select m.url from media m where m.product_id = p.id order by m.position limit 1) as image
    from reviews r join products p on p.id = r.product_id
    where r.user_id = :user_id {more}
    order by r.created_at desc limit 200
"""
# What was delivered to them and still stands in the shop, the newest first.
_WAITING = """
    select p.id as product_id, p.title as product_title, p.slug, max(l.image_url) as image,
        max(s.updated_at) as delivered_at
    from orders o
    join seller_orders s on s.order_id = o.id and s.status = 'delivered'
    join order_lines l on l.order_id = o.id and l.seller_id = s.seller_id
    join products p on p.id = l.product_id and p.status = 'active'
    where o.user_id = :user_id and not exists (
        select from reviews r where r.product_id = p.id and r.user_id = :user_id)
    group by p.id order by max(s.updated_at) desc limit 50
"""


def review_list(
    session: Session,
    *,
    product_id: UUID,
    user_id: UUID | None,
    stars: int = 0,
    sort: str = "newest",
    most: int = 10,
    locale: str = "en",
) -> ReviewList:
    """The first `most` published reviews of a product for this visitor; 0 `stars` means all."""
    most = max(1, min(most, MOST_SHOWN))
    stars = stars if stars in (1, 2, 3, 4, 5) else 0
    statement = _LIST.format(order=SORTS.get(sort, SORTS["newest"]))
    found = rows(
        session, statement, product_id=product_id, user_id=user_id, stars=stars, most=most + 1
    )
    histogram = histogram_of(session, product_id=product_id)
    whole = sum(histogram.values())
    return ReviewList(
        rows=[_row(row, locale) for row in found[:most]],
        bars=[
            StarBar(star, count, round(100 * count / whole) if whole else 0, star == stars)
            for star, count in histogram.items()
        ],
        count=histogram[stars] if stars else whole,
        has_more=len(found) > most,
        mine=own_review(session, product_id=product_id, user_id=user_id, locale=locale),
    )


def own_review(
    session: Session, *, product_id: UUID, user_id: UUID | None, locale: str = "en"
) -> OwnReview:
    """What the person wrote of the product, in whatever status; an empty view for nothing."""
    if user_id is None:
        return OwnReview()
    statement = _OWN.format(more="and r.product_id = :product_id")
    found = rows(session, statement, user_id=user_id, product_id=product_id)
    return _own(found[0], locale) if found else OwnReview()


def own_reviews(session: Session, *, user_id: UUID, locale: str = "en") -> OwnReviews:
    """Everything that the person wrote, and what waits for a word of theirs."""
    return OwnReviews(
        written=[_own(row, locale) for row in rows(session, _OWN.format(more=""), user_id=user_id)],
        waiting=[
            OwnReview(
                product_id=str(row.product_id),
                product_title=row.product_title,
                product_href=f"/p/{row.slug}#reviews",
                image=row.image or "",
                date_text=_day(row.delivered_at, locale),
            )
            for row in rows(session, _WAITING, user_id=user_id)
        ],
    )


def _row(row: Any, locale: str) -> ReviewRow:
    return ReviewRow(
        review_id=str(row.id),
        author=row.author_name,
        rating=row.rating,
        title=row.title,
        body=row.body,
        date_text=_day(row.created_at, locale),
        verified=row.verified,
        helpful_count=row.helpful_count,
        photos=[ReviewPhotoView(*photo) for photo in row.photos or ()],
        answer=row.answer,
        answered_by=row.answered_by,
        answered_text=_day(row.answered_at, locale) if row.answered_at else "",
        is_mine=row.is_mine,
        voted=row.voted,
        reported=row.reported,
    )


def _own(row: Any, locale: str) -> OwnReview:
    return OwnReview(
        review_id=str(row.id),
        status=row.status,
        rating=row.rating,
        title=row.title,
        body=row.body,
        note=row.decision_note,
        date_text=_day(row.created_at, locale),
        product_title=row.product_title,
        product_href=f"/p/{row.slug}#reviews",
        image=row.image or "",
        helpful_count=row.helpful_count,
        product_id=str(row.product_id),
    )


def _day(moment: Any, locale: str) -> str:
    return date_text(moment.date(), locale, "d MMMM y")


def is_own_review(session: Session, *, review_id: UUID, user_id: UUID) -> bool:
    """Whether this person wrote the review."""
    sql = "select 1 from reviews where id = :id and user_id = :user_id"
    return bool(rows(session, sql, id=review_id, user_id=user_id))
