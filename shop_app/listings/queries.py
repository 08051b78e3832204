"""Questions about listings: the seller's list, the staff's queue, what a form offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.lists import Listing, Sort
from shop_app.listings.content import Content, content_of, type_of_category
from shop_app.listings.live import live_content

# Two roads to a row: what the seller has written, and what it only sells.
_MINE = """(
    select l.product_id as id, l.title, l.updated_at, l.version as listing_version,
        case when l.status <> 'approved' and p.id is not null then 'changed-' || l.status
            when l.status <> 'approved' then l.status
            when exists (select from variants v join offers o on o.variant_id = v.id
                where v.product_id = l.product_id and o.seller_id = :seller_id
                  and o.status = 'active') then 'live'
            else 'paused' end as state,
        l.content->'variants'->0->>'sku' as sku, p.slug,
        l.content->'pictures'->0->>'url' as image,
        jsonb_array_length(l.content->'variants') as variants
    from listings l left join products p on p.id = l.product_id
    where l.seller_id = :seller_id
    union all
    select p.id, p.title, p.updated_at, 0,
        case when x.active then 'live' else 'paused' end, x.sku, p.slug,
        (select url from media m where m.product_id = p.id order by position limit 1), x.variants
    from (
        select v.product_id, bool_or(o.status = 'active') as active, min(v.sku) as sku,
            cast(count(*) as integer) as variants
        from offers o join variants v on v.id = o.variant_id
        where o.seller_id = :seller_id group by v.product_id
    ) x
    join products p on p.id = x.product_id
    where not exists (
        select from listings l where l.product_id = p.id and l.seller_id = :seller_id)
) x"""

SELLER_PRODUCTS = Listing(
    columns="""x.id, x.title, x.state, x.updated_at, x.sku, x.slug, x.image, x.variants,
        (select cast(sum(l.available) as integer) from variants v
            join offers o on o.variant_id = v.id and o.seller_id = :seller_id
            join stock_levels l on l.offer_id = o.id where v.product_id = x.id) as available,
        (select min(p.amount_minor) from variants v
            join offers o on o.variant_id = v.id and o.seller_id = :seller_id
            join prices p on p.offer_id = o.id where v.product_id = x.id
              and p.currency = (select currency from regions order by position, code limit 1)
        ) as price_minor,
        (select currency from regions order by position, code limit 1) as currency""",
    source=_MINE,
    sorts={
        "title": Sort("x.title"),
        "updated": Sort("x.updated_at", "timestamptz"),
        "status": Sort("x.state"),
    },
    default_sort="-updated",
    key="x.id",
    filters={
        "status": "x.state = :status or (:status = 'changed' and x.state like 'changed-%')",
        "stock": """(:stock = 'out') = (coalesce((select sum(l.available) from variants v
            join offers o on o.variant_id = v.id and o.seller_id = :seller_id
            join stock_levels l on l.offer_id = o.id where v.product_id = x.id), 0) <= 0)""",
    },
    search="x.title ilike '%' || :search || '%' or exists (select from variants v"
    " where v.product_id = x.id and v.sku ilike :search || '%') or x.sku ilike :search || '%'",
)

STAFF_LISTINGS = Listing(
    columns="""l.product_id, l.title, l.status, l.submitted_at, l.updated_at, l.reasons,
        l.content->'pictures'->0->>'url' as image,
        jsonb_array_length(l.content->'variants') as variants,
        s.name as seller, c.name as category,
        exists (select from products p where p.id = l.product_id) as is_live""",
    source="""listings l join sellers s on s.id = l.seller_id
        left join categories c on c.id = cast(l.content->>'category_id' as uuid)""",
    sorts={
        "age": Sort("coalesce(l.submitted_at, l.updated_at)", "timestamptz"),
        "title": Sort("l.title"),
        "seller": Sort("s.name"),
    },
    default_sort="age",
    key="l.product_id",
    filters={
        "status": "l.status = :status",
        "seller": "s.name ilike '%' || :seller || '%'",
    },
    search="l.title ilike '%' || :search || '%' or s.name ilike '%' || :search || '%'",
)

_QUEUE = """
    select count(*) as waiting, min(submitted_at) as oldest from listings
    where status = 'submitted'
"""
_STAFF = """
    select l.product_id, l.seller_id, l.status, l.content, l.version, l.submitted_at, l.reasons,
        l.reason_words, l.decided_by, l.decided_at, s.name as seller, s.slug as seller_slug,
        (select slug from products p where p.id = l.product_id) as slug
    from listings l join sellers s on s.id = l.seller_id where l.product_id = :product_id
"""
_CATEGORIES = """
    select c.id, string_agg(a.name, ' › ' order by a.depth) as name
    from categories c join categories a on c.path = a.path or c.path like a.path || '/%'
    group by c.id, c.path order by c.path
"""
_FIELDS = """
    select a.code, a.name, a.kind, a.unit, a.choices, t.required
    from product_type_attributes t join attributes a on a.id = t.attribute_id
    where t.product_type_id = :product_type_id order by t.position, a.name limit 40
"""
_COUNTS = """
    select count(*) filter (where status = 'draft') as drafts,
        count(*) filter (where status = 'rejected') as rejected,
        count(*) filter (where status = 'submitted') as submitted
    from listings where seller_id = :seller_id
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """How many listings wait for the staff, and since when the oldest does."""

    waiting: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class AttributeField:
    """A typed field of the form: kind is text, number, enum, boolean or reference."""

    code: str
    name: str
    kind: str
    unit: str
    choices: list[Any]
    required: bool


@dataclass(frozen=True, slots=True)
class StaffListing:
    """A listing as the staff sees it; `before` is what the shop shows now, if it does."""

    product_id: UUID
    seller: str
    seller_slug: str
    status: str
    version: int
    content: Content
    before: Content | None
    slug: str
    category: str
    submitted_at: datetime | None
    reasons: tuple[str, ...]
    reason_words: str
    decided_by: str


def listing_queue(session: Session) -> Queue:
    """What waits for the staff."""
    return Queue(**rows(session, _QUEUE)[0]._asdict())


def listing_counts(session: Session, *, seller_id: UUID) -> dict[str, int]:
    """How many drafts, rejected and submitted listings a seller has."""
    return dict(rows(session, _COUNTS, seller_id=seller_id)[0]._asdict())


def staff_listing(session: Session, *, product_id: UUID) -> StaffListing:
    """A listing for the staff's page. Raises NotFound."""
    found = rows(session, _STAFF, product_id=product_id)
    if not found:
        raise NotFound("This listing is not here.")
    row = found[0]
    content = content_of(row.content)
    names = dict(category_choices(session))
    return StaffListing(
        product_id=product_id,
        seller=row.seller,
        seller_slug=row.seller_slug,
        status=row.status,
        version=row.version,
        content=content,
        before=live_content(session, product_id=product_id, seller_id=row.seller_id),
        slug=row.slug or "",
        category=names.get(str(content.category_id), ""),
        submitted_at=row.submitted_at,
        reasons=tuple(row.reasons),
        reason_words=row.reason_words,
        decided_by=row.decided_by,
    )


def category_choices(session: Session) -> list[tuple[str, str]]:
    """(id, name with the names above it) of every category, as the tree stands."""
    return [(str(row.id), row.name) for row in rows(session, _CATEGORIES)]


def attribute_fields(session: Session, *, category_id: UUID | None) -> list[AttributeField]:
    """The fields that products of a category have."""
    kind = type_of_category(session, category_id)
    found = rows(session, _FIELDS, product_type_id=kind)
    return [AttributeField(**row._asdict()) for row in found]


def selling_currencies(session: Session) -> list[str]:
    """The currencies that the shop sells in, that of the first region first."""
    found = rows(
        session, "select currency from regions group by currency order by min(position), currency"
    )
    return [row.currency for row in found]
