"""What a list is of: everything, a category, a collection, a seller's goods, or sales."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from shop_app.catalog.queries import categories_below, category_by_slug, category_trail
from shop_app.core.db import rows
from shop_app.search.views import CategoryLink, Crumb
from shop_app.sellers.queries import seller_by_slug

_COLLECTION = "select name, description from collections where slug = :slug"
_BELOW = """
    select c.slug, (
        select d.card->>'image' from category_listings l
        join search_documents d on d.product_id = l.product_id
        where l.category_slug = c.slug and l.currency = :currency
        order by l.sold desc, l.product_id desc limit 1) as image
    from unnest(cast(:slugs as text[])) as c(slug)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A list before any filter; `scope` is as in `index.Question`."""

    kind: str
    path: str
    title: str = ""
    description: str = ""
    scope: tuple[str, str] | None = None
    default_sort: str = "sold"
    crumbs: list[Crumb] = field(default_factory=list)
    subcategories: list[CategoryLink] = field(default_factory=list)


def place_of(session: Session, *, kind: str, slug: str, currency: str) -> Place | None:
    """The place of a kind and slug; None when there is no such thing."""
    find = _PLACES.get(kind)
    return find(session, slug.replace("\x00", "")[:200], currency) if find else None


def _everything(*_: Any) -> Place:
    return Place("search", "/search", default_sort="relevance")


def _sales(*_: Any) -> Place:
    return Place("sale", "/sale", scope=("sale", ""))


def _category(session: Session, slug: str, currency: str) -> Place | None:
    category = category_by_slug(session, slug)
    if category is None:
        return None
    trail = category_trail(session, category.path)
    below = categories_below(session, category.category_id)
    wanted = [child.slug for child in below]
    found = rows(session, _BELOW, slugs=wanted, currency=currency) if wanted else []
    images = {row.slug: row.image for row in found}
    return Place(
        "category",
        f"/c/{category.slug}",
        title=category.name,
        description=category.description,
        scope=("category", category.slug),
        crumbs=[Crumb(step.name, f"/c/{step.slug}") for step in trail if step.slug != slug],
        subcategories=[
            CategoryLink(
                name=child.name,
                slug=child.slug,
                href=f"/c/{child.slug}",
                image=child.image_url or images[child.slug],
            )
            for child in below
            if images.get(child.slug) is not None  # a child without goods leads nowhere
        ],
    )


def _collection(session: Session, slug: str, _currency: str) -> Place | None:
    found = rows(session, _COLLECTION, slug=slug)
    if not found:
        return None
    return Place(
        "collection",
        f"/collections/{slug}",
        title=found[0].name,
        description=found[0].description,
        scope=("collection", slug),
    )


def _seller(session: Session, slug: str, _currency: str) -> Place | None:
    seller = seller_by_slug(session, slug)
    if seller is None:
        return None
    return Place("seller", f"/s/{slug}", title=seller.name, scope=("seller", slug))


_PLACES: dict[str, Callable[[Session, str, str], Place | None]] = {
    "search": _everything,
    "sale": _sales,
    "category": _category,
    "collection": _collection,
    "seller": _seller,
}
