"""Where a seller's mail goes: the seller's own address, or its owners and managers."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.notifications.news import News
from shop_app.notifications.post import Compose, write

_WHO = """
    select s.email, '' as locale from sellers s where s.id = :seller_id and s.email <> ''
    union all
    select u.email, u.locale from seller_members m
    join users u on u.id = m.user_id and u.disabled_at is null
    join sellers s on s.id = m.seller_id and s.email = ''
    where m.seller_id = :seller_id and m.role in ('owner', 'manager')
"""


def tell(session: Session, news: News, *, seller_id: UUID, kind: str, compose: Compose) -> None:
    """A letter to the seller."""
    for person in rows(session, _WHO, seller_id=seller_id):
        write(
            session,
            key=news.key(kind),
            kind=kind,
            recipient=person.email,
            locale=person.locale or "en",
            compose=compose,
        )
