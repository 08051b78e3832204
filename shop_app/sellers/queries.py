"""Questions about sellers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows

_SELLER = """
    select id as seller_id, slug, name, description, city, country, logo_url, rating_average,
        rating_count, return_days, return_policy, coalesce(approved_at, created_at) as since
    from sellers where slug = :slug and status = 'approved'
"""
_NAMES = "select slug, name from sellers where slug = any(:slugs)"
_OF_PERSON = """
    select s.id as seller_id, s.slug, s.name, m.role
    from seller_members m join sellers s on s.id = m.seller_id
    where m.user_id = :user_id and s.status in ('approved', 'suspended') order by s.name
"""


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """An approved seller as everybody may see it."""

    seller_id: UUID
    slug: str
    name: str
    description: str
    city: str
    country: str
    logo_url: str
    rating_average: float
    rating_count: int
    return_days: int
    return_policy: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """A seller for whom a person acts, and as what."""

    seller_id: UUID
    slug: str
    name: str
    role: str


def seller_by_slug(session: Session, slug: str) -> SellerFacts | None:
    """An approved seller; None for others, so that nobody learns who applied."""
    found = rows(session, _SELLER, slug=slug)
    return SellerFacts(**found[0]._asdict()) if found else None


def seller_names(session: Session, *, slugs: Iterable[str]) -> dict[str, str]:
    """The names of sellers by their slugs."""
    return {row.slug: row.name for row in rows(session, _NAMES, slugs=list(slugs))}


def sellers_of(session: Session, *, user_id: UUID) -> list[Membership]:
    """The sellers for whom a person acts."""
    return [Membership(**row._asdict()) for row in rows(session, _OF_PERSON, user_id=user_id)]
