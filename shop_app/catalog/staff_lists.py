"""The catalogue's products as a list for staff, and what staff does with many of them."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.models import ProductStatus
from shop_app.catalog.service import set_status
from shop_app.core.audit import Actor, audit
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound
from shop_app.core.lists import Listing, Sort

PRODUCTS = Listing(
    columns="""p.id, p.slug, p.title, p.status, p.units_sold, p.created_at,
        coalesce(c.name, '') as category, coalesce(b.name, '') as brand,
        (select count(*) from variants v where v.product_id = p.id) as variants,
        (select m.url from media m where m.product_id = p.id order by m.position limit 1)
            as image""",
    source="products p left join categories c on c.id = p.category_id"
    " left join brands b on b.id = p.brand_id",
    key="p.id",
    sorts={
        "added": Sort("p.created_at", "timestamptz"),
        "title": Sort("p.title"),
        "sold": Sort("p.units_sold", "integer"),
    },
    default_sort="-added",
    filters={
        "status": "p.status = :status",
        "category": "c.path = :category or c.path like :category || '/%'"
        " or c.name ilike '%' || :category || '%'",
    },
    search="p.title ilike '%' || :search || '%' or p.slug = :search or exists (select"
    " from variants v where v.product_id = p.id and v.sku ilike :search || '%')",
)


def archive_by_key(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Take a product off the shelves; its page and its orders stay. Raises NotFound, Conflict."""
    product_id, status = _found(session, key)
    if status != ProductStatus.ACTIVE:
        raise Conflict("Only products on the shelves can be archived.")
    _set(session, actor, product_id, status, ProductStatus.ARCHIVED, note)


def activate_by_key(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Put an archived product back. Raises NotFound, Conflict for a draft: staff approves those."""
    product_id, status = _found(session, key)
    if status != ProductStatus.ARCHIVED:
        raise Conflict("Only archived products are put back; drafts go through the listings.")
    _set(session, actor, product_id, status, ProductStatus.ACTIVE, note)


def _found(session: Session, key: str) -> tuple[UUID, str]:
    found = rows(
        session,
        "select id, status from products where id::text = :key for update",
        key=key[:40].replace("\x00", ""),
    )
    if not found:
        raise NotFound("This product is not here.")
    return found[0].id, found[0].status


def _set(
    session: Session, actor: Actor, product_id: UUID, before: str, after: str, note: str
) -> None:
    set_status(session, product_id=product_id, status=after)
    audit(session, actor, f"product.{after}", subject="product", subject_id=product_id,
          before={"status": before}, after={"status": after, "note": note[:500]})  # fmt: skip
