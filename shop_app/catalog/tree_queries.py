"""What staff sees of the tree of categories."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from shop_app.core.db import rows

# Siblings stand in their order at every level: the way of positions and names from the top down.
_TREE = """
    with recursive tree as (
        select c.*, array[lpad(c.position::text, 6, '0') || c.name || c.slug] as way
        from categories c where c.parent_id is null
        union all
        select c.*, t.way || (lpad(c.position::text, 6, '0') || c.name || c.slug)
        from categories c join tree t on c.parent_id = t.id
    )
    select t.slug, t.name, t.depth, t.is_hidden, t.version, t.description,
        coalesce((select slug from categories a where a.id = t.parent_id), '') as parent,
        (select count(*) from products p where p.category_id = t.id
            and p.status = 'active')::integer as own,
        (select count(*) from products p join categories b on b.id = p.category_id
            where p.status = 'active'
              and (b.path = t.path or starts_with(b.path, t.path || '/')))::integer as products
    from tree t order by t.way
"""
_MOVED = """
    select c.slug from category_redirects r join categories c on c.id = r.category_id
    where r.old_slug = :slug and not c.is_hidden
"""


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category: `own` live products lie in it, `products` in it and below it."""

    slug: str = ""
    name: str = ""
    depth: int = 0
    is_hidden: bool = False
    version: int = 0
    description: str = ""
    parent: str = ""
    own: int = 0
    products: int = 0


def staff_tree(session: Session) -> list[CategoryRow]:
    """Every category, each before those below it, siblings in their order."""
    return [CategoryRow(**row._asdict()) for row in rows(session, _TREE)]


def category_moved_to(session: Session, slug: str) -> str:
    """The present address of a category that had this one; empty when there is none."""
    found = rows(session, _MOVED, slug=slug.replace("\x00", "")[:200])
    return found[0].slug if found else ""
