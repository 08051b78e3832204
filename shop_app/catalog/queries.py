"""Questions about the catalogue: products, variants, categories, collections, old addresses."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.views import (
    AttributeFacts,
    CategoryFacts,
    MediaFacts,
    ProductFacts,
    VariantFacts,
)
from shop_app.core.db import rows

_PRODUCT = """
    select p.id as product_id, p.slug, p.title, p.summary, p.description, p.highlights,
        coalesce(b.name, '') as brand, coalesce(b.slug, '') as brand_slug,
        coalesce(c.slug, '') as category_slug, coalesce(c.path, '') as category_path,
        p.attributes, p.options, p.rating_average, p.rating_count, p.version, p.created_at
    from products p
    left join brands b on b.id = p.brand_id
    left join categories c on c.id = p.category_id
    where p.slug = :slug and p.status = 'active'
"""
_MOVED = """
    select p.slug from slug_redirects r join products p on p.id = r.product_id
    where r.old_slug = :slug and p.status = 'active'
"""
_VARIANTS = """
    select id as variant_id, sku, barcode, options, image_position
    from variants where product_id = :product_id order by position, sku
"""
_MEDIA = """
    select position, url, alt, option_value from media
    where product_id = :product_id order by position
"""
_CATEGORY = """
    select id as category_id, slug, name, path, depth, description, image_url
    from categories
"""
_ATTRIBUTES = """
    select a.code, a.name, a.kind, a.unit
    from attributes a
    left join product_type_attributes t on t.attribute_id = a.id and t.product_type_id = (
        select product_type_id from products where id = :product_id)
    where a.code = any(:codes) order by t.position nulls last, a.name
"""
_COLLECTIONS = "select slug, name, description, image_url from collections order by position, name"
_BRANDS = "select slug, name from brands where slug = any(:slugs)"


def product_by_slug(session: Session, slug: str) -> ProductFacts | None:
    """An active product at its present address."""
    found = rows(session, _PRODUCT, slug=slug)
    return ProductFacts(**found[0]._asdict()) if found else None


def moved_to(session: Session, slug: str) -> str:
    """The present address of a product that had this one; empty when there is none."""
    found = rows(session, _MOVED, slug=slug)
    return found[0].slug if found else ""


def variants_of(session: Session, *, product_id: UUID) -> list[VariantFacts]:
    """A product's variants in order."""
    return [VariantFacts(**r._asdict()) for r in rows(session, _VARIANTS, product_id=product_id)]


def media_of(session: Session, *, product_id: UUID) -> list[MediaFacts]:
    """A product's pictures in order."""
    return [MediaFacts(**row._asdict()) for row in rows(session, _MEDIA, product_id=product_id)]


def attributes_of(
    session: Session, *, product_id: UUID, codes: Iterable[str]
) -> list[AttributeFacts]:
    """The attributes of these codes, in the order of the product's type."""
    found = rows(session, _ATTRIBUTES, product_id=product_id, codes=list(codes))
    return [AttributeFacts(**row._asdict()) for row in found]


def categories(session: Session) -> list[CategoryFacts]:
    """Every category that is not hidden, parents before children, in the order people see."""
    found = rows(session, f"{_CATEGORY} where not is_hidden order by depth, position, name")
    return [CategoryFacts(**row._asdict()) for row in found]


def category_by_slug(session: Session, slug: str) -> CategoryFacts | None:
    """One category."""
    found = rows(session, f"{_CATEGORY} where slug = :slug and not is_hidden", slug=slug)
    return CategoryFacts(**found[0]._asdict()) if found else None


def category_trail(session: Session, path: str) -> list[CategoryFacts]:
    """The categories along a path, from the department down."""
    steps = path.split("/")
    paths = ["/".join(steps[: count + 1]) for count in range(len(steps))]
    found = rows(session, f"{_CATEGORY} where path = any(:paths) order by depth", paths=paths)
    return [CategoryFacts(**row._asdict()) for row in found]


def categories_below(session: Session, category_id: UUID) -> list[CategoryFacts]:
    """The children of a category in order."""
    sql = f"{_CATEGORY} where parent_id = :category_id and not is_hidden order by position, name"
    return [CategoryFacts(**row._asdict()) for row in rows(session, sql, category_id=category_id)]


def category_names(session: Session, *, slugs: Iterable[str]) -> dict[str, str]:
    """The names of categories by their slugs."""
    sql = "select slug, name from categories where slug = any(:slugs)"
    return {row.slug: row.name for row in rows(session, sql, slugs=list(slugs))}


def brand_names(session: Session, *, slugs: Iterable[str]) -> dict[str, str]:
    """The names of brands by their slugs."""
    return {row.slug: row.name for row in rows(session, _BRANDS, slugs=list(slugs))}


def collections(session: Session) -> list[tuple[str, str, str, str]]:
    """Slug, name, description and picture of every collection, in order."""
    return [tuple(row) for row in rows(session, _COLLECTIONS)]
