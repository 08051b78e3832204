"""What may be done with reviews. A review is plain text: whatever stands in it is shown as text."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record

LONGEST_TITLE = 120
SHORTEST_BODY, LONGEST_BODY = 10, 5000

# Control signs and those that turn the direction of text around: never shown, often abused.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_WRITE = """
    insert into reviews as r (id, product_id, user_id, author_name, rating, title, body, verified,
        helpful_count, status, created_at)
    select :id, p.id, :user_id, :author_name, :rating, :title, :body, exists (
            select from order_lines l join orders o on o.id = l.order_id
            where l.product_id = p.id and o.user_id = :user_id
              and o.status in ('placed', 'partly_shipped', 'shipped', 'delivered')),
        0, 'published', :moment
    from products p where p.id = :product_id and p.status = 'active'
    on conflict (product_id, user_id) do update
    set author_name = excluded.author_name, rating = excluded.rating, title = excluded.title,
        body = excluded.body, verified = excluded.verified, created_at = excluded.created_at
    returning id, verified
"""
_COUNT = """
    update products p
    set rating_average = s.average, rating_count = s.count, version = p.version + 1,
        updated_at = :moment
    from (select coalesce(round(avg(rating), 4), 0) as average, count(*) as count
          from reviews where product_id = :product_id and status = 'published') s
    where p.id = :product_id returning p.version
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

    It is marked as verified when an order of theirs holds the product. The product's average and
    count are counted anew. Raises Invalid naming the field, NotFound for an unknown product.
    """
    if isinstance(rating, bool) or rating not in (1, 2, 3, 4, 5):
        raise Invalid("Give one to five stars.", field="rating")
    text = _plain(body)
    if not SHORTEST_BODY <= len(text) <= LONGEST_BODY:
        raise Invalid(
            "Write {least} to {most} signs.", field="body", least=SHORTEST_BODY, most=LONGEST_BODY
        )
    heading = " ".join(_plain(title).split())
    if len(heading) > LONGEST_TITLE:
        raise Invalid("A title has at most {most} signs.", field="title", most=LONGEST_TITLE)
    # The product's row is locked first: two reviews at once must not lose one from the average.
    rows(session, "select 1 from products where id = :id for update", id=product_id)
    written = rows(
        session,
        _WRITE,
        id=new_id(),
        product_id=product_id,
        user_id=user_id,
        author_name=" ".join(_plain(author_name).split())[:80] or "…",
        rating=rating,
        title=heading,
        body=text,
        moment=now(),
    )
    if not written:
        raise NotFound("This product is not here.")
    _recount(session, product_id, "review.written", review_id=str(written[0].id))
    return written[0].id


def remove_review(session: Session, *, product_id: UUID, user_id: UUID) -> None:
    """Take one's own review back. Raises NotFound when there is none."""
    rows(session, "select 1 from products where id = :id for update", id=product_id)
    gone = rows(
        session,
        "delete from reviews where product_id = :product_id and user_id = :user_id returning id",
        product_id=product_id,
        user_id=user_id,
    )
    if not gone:
        raise NotFound("You have not written about this product.")
    _recount(session, product_id, "review.removed", review_id=str(gone[0].id))


def _recount(session: Session, product_id: UUID, kind: str, **payload: Any) -> None:
    counted = rows(session, _COUNT, product_id=product_id, moment=now())
    record(
        session,
        kind,
        aggregate="product",
        aggregate_id=product_id,
        version=counted[0].version,
        product_id=str(product_id),
        **payload,
    )


def _plain(text: str) -> str:
    visible = text.encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n")
    return _NOT_TEXT.sub("", visible).strip()
