"""The tree of categories, and the departments at its top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.formats import number_text
from shop_app.search.index import MOST_COUNTED
from shop_app.search.remembered import Remembered
from shop_app.search.views import CategoryLink
from shop_app.storefront.views import CategoryNode

_TREE_SECONDS = 10.0
_COUNT_SECONDS = 300.0
_TREE = """
    select id, parent_id, slug, name, description, image_url
    from categories where not is_hidden order by depth, position, name
"""
# A picture of its own, else the picture of what sells best in it.
_PICTURES = """
    select c.slug, (
        select d.card->>'image' from category_listings l
        join search_documents d on d.product_id = l.product_id
        where l.category_slug = c.slug and l.currency = :currency
        order by l.sold desc, l.product_id desc limit 1) as image
    from unnest(cast(:slugs as text[])) as c(slug)
"""
_COUNTS = """
    select c.slug, (
        select count(*) from (
            select 1 from category_listings l
            where l.category_slug = c.slug and l.currency = :currency limit :most) x) as count
    from unnest(cast(:slugs as text[])) as c(slug)
"""

_trees: Remembered[list[CategoryNode]] = Remembered(most=4, seconds=_TREE_SECONDS)
_pictures: Remembered[dict[str, str]] = Remembered(most=100, seconds=_COUNT_SECONDS)
_counts: Remembered[dict[str, int]] = Remembered(most=100, seconds=_COUNT_SECONDS)


def category_tree(session: Session) -> list[CategoryNode]:
    """The departments with everything below them; remembered for some seconds."""
    return _trees.get("tree", "", lambda: _read_tree(session))


def departments(session: Session) -> list[CategoryLink]:
    """The departments as links, without counts: for the header."""
    return [
        CategoryLink(name=node.name, slug=node.slug, href=node.href, image=node.image)
        for node in category_tree(session)
    ]


def links_of(
    session: Session, nodes: Sequence[tuple[str, str, str]], *, currency: str, locale: str
) -> list[CategoryLink]:
    """Links to categories given as (slug, name, picture), with pictures and capped counts.

    Categories in which nothing is sold in the currency are left out.
    """
    slugs = tuple(slug for slug, _, _ in nodes)
    counts = _counts.get(
        (slugs, currency),
        "",
        lambda: _by_slug(session, _COUNTS, slugs, currency, "count", most=MOST_COUNTED + 1),
    )
    pictures = _pictures.get(
        (slugs, currency), "", lambda: _by_slug(session, _PICTURES, slugs, currency, "image")
    )
    return [
        CategoryLink(
            name=name,
            slug=slug,
            href=f"/c/{slug}",
            image=image or pictures.get(slug) or "",
            count_text=count_text(counts[slug], locale),
        )
        for slug, name, image in nodes
        if counts.get(slug)
    ]


def count_text(count: int, locale: str) -> str:
    """A count as people read it, "10,000+" when it is more than is counted."""
    if count > MOST_COUNTED:
        return f"{number_text(MOST_COUNTED, locale)}+"
    return number_text(count, locale)


def _by_slug(
    session: Session, sql: str, slugs: Sequence[str], currency: str, column: str, **more: int
) -> dict:
    found = rows(session, sql, slugs=list(slugs), currency=currency, **more)
    return {row.slug: getattr(row, column) for row in found}


def _read_tree(session: Session) -> list[CategoryNode]:
    below: dict[UUID | None, list] = defaultdict(list)
    for row in rows(session, _TREE):
        below[row.parent_id].append(row)

    def nodes(parent: UUID | None) -> list[CategoryNode]:
        return [
            CategoryNode(
                name=row.name,
                slug=row.slug,
                href=f"/c/{row.slug}",
                image=row.image_url,
                description=row.description,
                children=nodes(row.id),
            )
            for row in below[parent]
        ]

    return nodes(None)
