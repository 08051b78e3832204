"""One seller as staff sees it: profile, team, figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person of the team."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """Counts are of now; `months` are sales by currency of the last 30 days in minor units."""

    seller_id: UUID
    slug: str
    name: str
    email: str
    place: str
    status: str
    description: str
    handling_days: int
    return_days: int
    rating_average: float
    rating_count: int
    created_at: datetime
    offers: int
    orders: int
    late: int
    sales: dict[str, int] = field(default_factory=dict)
    team: list[TeamMember] = field(default_factory=list)


_FACTS = """
    select s.*, (select count(*) from offers o where o.seller_id = s.id and o.status = 'active')
        as offers,
        (select count(*) from seller_orders o where o.seller_id = s.id
         and o.status not in ('pending', 'cancelled')) as orders,
        (select count(*) from seller_orders o join orders w on w.id = o.order_id
         where o.seller_id = s.id and w.import_name = '' and o.status in ('placed', 'preparing')
         and o.promised_to < current_date) as late
    from sellers s where s.slug = :slug
"""
_SALES = """
    select o.currency, sum(p.total_minor) as minor from seller_orders p
    join orders o on o.id = p.order_id
    where p.seller_id = :id and o.placed_at > now() - interval '30 days'
      and p.status not in ('pending', 'cancelled') group by 1 order by 1
"""


def seller_facts(session: Session, *, slug: str) -> SellerFacts:
    """What staff needs to know of a seller. Raises NotFound."""
    found = rows(session, _FACTS, slug=slug)
    if not found:
        raise NotFound("There is no such seller.")
    row = found[0]
    team = rows(
        session,
        "select u.name, u.email, m.role from seller_members m join users u on u.id = m.user_id"
        " where m.seller_id = :id order by m.role = 'owner' desc, u.name",
        id=row.id,
    )
    return SellerFacts(
        seller_id=row.id,
        slug=row.slug,
        name=row.name,
        email=row.email,
        place=", ".join(filter(None, (row.city, row.country))),
        status=row.status,
        description=row.description,
        handling_days=row.handling_days,
        return_days=row.return_days,
        rating_average=row.rating_average,
        rating_count=row.rating_count,
        created_at=row.created_at,
        offers=row.offers,
        orders=row.orders,
        late=row.late,
        sales={sale.currency: int(sale.minor) for sale in rows(session, _SALES, id=row.id)},
        team=[TeamMember(member.name, member.email, member.role) for member in team],
    )
