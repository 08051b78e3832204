"""One product as staff sees and keeps it: its words, its place, its standing, its offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.models import ProductStatus
from shop_app.catalog.service import change_slug, set_status
from shop_app.catalog.tree import move_products
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.outbox import record
from shop_app.listings.content import LONGEST_DESCRIPTION, LONGEST_TITLE, plain, safe_html
from shop_app.listings.live import brand_of

MOST_OFFERS = 200
LONGEST_SUMMARY = 300
LONGEST_REASON = 500
STORY = 20

_PRODUCT = """
    select p.id, p.slug, p.version, p.title, p.summary, p.description, p.status, p.units_sold,
        p.rating_count, p.created_at, coalesce(b.name, '') as brand,
        coalesce(cast(p.category_id as text), '') as category_id,
        (select m.url from media m where m.product_id = p.id order by m.position limit 1) as image
    from products p left join brands b on b.id = p.brand_id
    where p.slug = :slug or p.id = (
        select r.product_id from slug_redirects r where r.old_slug = :slug)
    order by p.slug = :slug desc limit 1
"""
_OFFERS = """
    select v.sku, v.title as variant, s.name as seller, s.slug as seller_slug,
        s.status as seller_status, o.status,
        coalesce((select jsonb_agg(jsonb_build_array(x.currency, price_now(
            x.amount_minor, x.sale_minor, x.sale_from, x.sale_to, :moment)) order by x.currency)
            from prices x where x.offer_id = o.id), '[]') as prices,
        coalesce((select sum(l.available) from stock_levels l where l.offer_id = o.id), 0)::integer
            as available
    from variants v
    left join offers o on o.variant_id = v.id
    left join sellers s on s.id = o.seller_id
    where v.product_id = :product_id
    order by v.position, v.sku, s.name, o.id limit :most
"""
_STORY = """
    select a.actor_name, a.action, a.after, a.happened_at from audit_log a
    where a.subject = 'product' and a.subject_id = :product_id order by a.id desc limit :most
"""
_LOCKED = """
    select p.id, p.slug, p.version, p.title, p.summary, p.description, p.status, p.category_id,
        p.brand_id
    from products p where p.id = :id for update
"""
_CHANGE = """
    update products set title = :title, summary = :summary, description = :description,
        brand_id = :brand_id, category_id = :category_id, version = version + 1,
        updated_at = :moment
    where id = :id returning version
"""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A variant and one seller's offer of it; `prices` are now's, in minor units by currency."""

    sku: str
    variant: str
    seller: str
    seller_slug: str
    is_sold: bool
    prices: tuple[tuple[str, int], ...]
    available: int


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did with the product; moments are UTC."""

    who: str
    action: str
    note: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """Everything on staff's page of a product; `offers` are at most MOST_OFFERS."""

    id: UUID
    slug: str
    version: int
    title: str
    summary: str
    description: str
    status: str
    units_sold: int
    rating_count: int
    created_at: datetime
    brand: str
    category_id: str
    image: str
    offers: tuple[OfferLine, ...]
    story: tuple[Deed, ...]


def product_sheet(session: Session, *, slug: str) -> ProductSheet:
    """The product at this address, or at one that it had. Raises NotFound."""
    found = rows(session, _PRODUCT, slug=_short(slug))
    if not found:
        raise NotFound("This product is not here.")
    head = found[0]
    offers = rows(session, _OFFERS, product_id=head.id, moment=now(), most=MOST_OFFERS)
    story = rows(session, _STORY, product_id=str(head.id), most=STORY)
    facts = head._asdict() | {"image": head.image or ""}
    return ProductSheet(
        **facts,
        offers=tuple(_offer(row) for row in offers),
        story=tuple(
            Deed(row.actor_name, row.action, str((row.after or {}).get("note") or ""),
                 row.happened_at)
            for row in story
        ),
    )  # fmt: skip


def change_product(
    session: Session,
    *,
    actor: Actor,
    product_id: UUID,
    version: int,
    slug: str,
    title: str,
    summary: str,
    description: str,
    brand: str,
    category_id: str,
) -> str:
    """Everything that staff may change at once; returns the address. The old one leads to it.

    Raises NotFound, Conflict when somebody has changed it since `version`, Invalid and Conflict at
    the field that must be mended.
    """
    before = _locked(session, product_id, version)
    title, summary = plain(title), plain(summary)
    if not title or len(title) > LONGEST_TITLE:
        raise Invalid("Give a title of at most {most} signs.", field="title", most=LONGEST_TITLE)
    if len(summary) > LONGEST_SUMMARY:
        raise Invalid("At most {most} signs.", field="summary", most=LONGEST_SUMMARY)
    if len(description) > LONGEST_DESCRIPTION:
        raise Invalid("At most {most} signs.", field="description", most=LONGEST_DESCRIPTION)
    after = {
        "title": title,
        "summary": summary,
        "description": safe_html(description),
        "brand_id": brand_of(session, plain(brand)[:120]),
        "category_id": _category(session, category_id),
    }
    target = slug.strip()
    if target != before.slug:
        target = change_slug(session, product_id=product_id, slug=target)
    changed = {name: value for name, value in after.items() if getattr(before, name) != value}
    if changed:
        raised = rows(session, _CHANGE, id=product_id, moment=now(), **after)[0].version
        record(
            session, "product.changed", aggregate="product", aggregate_id=product_id,
            version=raised,
        )  # fmt: skip
    told_before = {name: _told(getattr(before, name)) for name in changed}
    told_after = {name: _told(value) for name, value in changed.items()}
    if target != before.slug:
        told_before["slug"], told_after["slug"] = before.slug, target
    if told_after:
        audit(session, actor, "product.changed", subject="product", subject_id=product_id,
              before=told_before, after=told_after)  # fmt: skip
    return target


def turn_product(
    session: Session, *, actor: Actor, product_id: UUID, version: int, reason: str
) -> None:
    """Take it off the shelves, or put it back when it is archived; the reason is kept.

    Raises Invalid without a reason, NotFound, Conflict for a draft and for a stale version.
    """
    words = plain(reason)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid("Say why, in at most {most} signs.", field="reason", most=LONGEST_REASON)
    before = _locked(session, product_id, version)
    turned = {
        ProductStatus.ACTIVE: ProductStatus.ARCHIVED,
        ProductStatus.ARCHIVED: ProductStatus.ACTIVE,
    }
    if before.status not in turned:
        raise Conflict("A draft comes to the shelves through the listings.")
    after = turned[before.status]
    set_status(session, product_id=product_id, status=after)
    audit(session, actor, f"product.{after}", subject="product", subject_id=product_id,
          before={"status": before.status}, after={"status": after, "note": words})  # fmt: skip


def move_by_key(session: Session, *, actor: Actor, key: str, note: str = "") -> None:
    """Move one product of a list into the category whose address is `note`.

    Raises Invalid for no such category, NotFound.
    """
    found = rows(session, "select id, path from categories where slug = :slug or path = :slug",
                 slug=_short(note.strip().strip("/")))  # fmt: skip
    if not found:
        raise Invalid("Name a category by its address, such as garden-tools.", field="note")
    product = rows(
        session,
        "select id, category_id from products where id::text = :key for update",
        key=_short(key),
    )
    if not product:
        raise NotFound("This product is not here.")
    if not move_products(session, ids=[product[0].id], category_id=found[0].id):
        return
    audit(session, actor, "product.changed", subject="product", subject_id=product[0].id,
          before={"category_id": _told(product[0].category_id)},
          after={"category_id": _told(found[0].id), "note": found[0].path})  # fmt: skip


def _offer(row: Any) -> OfferLine:
    return OfferLine(
        sku=row.sku,
        variant=row.variant,
        seller=row.seller or "",
        seller_slug=row.seller_slug or "",
        is_sold=row.status == "active" and row.seller_status == "approved",
        prices=tuple((currency, int(minor)) for currency, minor in row.prices),
        available=row.available,
    )


def _locked(session: Session, product_id: UUID, version: int) -> Any:
    session.flush()
    found = rows(session, _LOCKED, id=product_id)
    if not found:
        raise NotFound("This product is not here.")
    if found[0].version != version:
        raise Conflict("Somebody has changed this product meanwhile. Look at it again.")
    return found[0]


def _category(session: Session, key: str) -> UUID:
    found = rows(session, "select id from categories where id::text = :key", key=_short(key))
    if not found:
        raise Invalid("Choose a category from the list.", field="category_id")
    return found[0].id


def _told(value: Any) -> Any:
    return str(value)[:300] if value is not None else None


def _short(text: str) -> str:
    return text.replace("\x00", "")[:200]
