"""The tree of categories as staff keeps it: add, rename, move, order, hide, remove.

Each change holds the tree for itself, raises the category's version and is told in the outbox, so
that search and menus follow. An address that a category had leads to it ever after.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from slugify import slugify
from sqlmodel import Session

from shop_app.catalog.models import Category
from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.outbox import record

LEVELS = 5
LONGEST_NAME = 80
MOST_BROUGHT = 500
_LONGEST_SLUG = 60
_LONGEST_DESCRIPTION = 1000
_ALONE = "select pg_advisory_xact_lock(hashtext('catalog.tree'))"
_BY_SLUG = "select * from categories where slug = :slug"
_CHANGE = """
    update categories set name = :name, slug = :slug, description = :description,
        is_hidden = :is_hidden, parent_id = :parent_id, position = :position,
        version = version + 1
    where id = :id returning version
"""
# The path of the category and of all below it; `depth` follows from the path.
_REPATH = """
    update categories set
        path = cast(:path as text) || substr(path, length(:old) + 1),
        depth = length(cast(:path as text) || substr(path, length(:old) + 1))
            - length(replace(cast(:path as text) || substr(path, length(:old) + 1), '/', ''))
    where path = :old or starts_with(path, :old || '/') returning id
"""
_LEVELS_BELOW = """
    select coalesce(max(depth), 0) - :depth as levels from categories
    where path = :path or starts_with(path, :path || '/')
"""
_KEEP_OLD = """
    insert into category_redirects (old_slug, category_id, moved_at)
    values (:slug, :id, :moment)
    on conflict (old_slug) do update
    set category_id = excluded.category_id, moved_at = excluded.moved_at returning old_slug
"""
_FREE_NEW = "delete from category_redirects where old_slug = :slug returning old_slug"
_NEXT_POSITION = """
    select coalesce(max(position), -1) + 1 as position from categories
    where parent_id is not distinct from cast(:parent_id as uuid)
"""
_SIBLINGS = """
    select id from categories where parent_id is not distinct from cast(:parent_id as uuid)
    order by position, name, id
"""
_PLACE = "update categories set position = :position where id = :id returning id"
_USES = """
    select (select count(*) from products where category_id = :id)::integer as products,
        (select count(*) from categories where parent_id = :id)::integer as below,
        (select count(*) from commission_rules where category_id = :id)::integer as rules
"""
_MOVE_PRODUCTS = """
    update products set category_id = :target, version = version + 1, updated_at = :moment
    where category_id = :id returning id
"""

_NAMED = """
    select n.named, coalesce(v.product_id, p.id) as id
    from unnest(cast(:names as text[])) n(named)
    left join variants v on v.sku = n.named
    left join products p on p.slug = n.named
    where v.product_id is not null or p.id is not null
"""
_BRING = """
    update products set category_id = :target, version = version + 1, updated_at = :moment
    where id = any(:ids) and category_id is distinct from :target returning id, version
"""


def add_category(
    session: Session,
    *,
    name: str,
    slug: str = "",
    parent: str = "",
    description: str = "",
    actor: Actor,
) -> str:
    """A new category at the end of its parent's, or a department without one; returns its slug.

    Raises Invalid or Conflict at the field that must be mended.
    """
    rows(session, _ALONE)
    above = _parent(session, parent)
    name = _name(session, name, above)
    slug = _slug(session, slug or slugify(name, max_length=_LONGEST_SLUG))
    depth = above.depth + 1 if above else 0
    _ensure_levels(depth)
    parent_id = above.id if above else None
    rows(session, _FREE_NEW, slug=slug)
    category = Category(
        parent_id=parent_id,
        slug=slug,
        name=name,
        path=f"{above.path}/{slug}" if above else slug,
        depth=depth,
        position=rows(session, _NEXT_POSITION, parent_id=parent_id)[0].position,
        description=_description(description),
    )
    session.add(category)
    session.flush()
    _tell(session, "category.added", category.id, version=1)
    audit(session, actor, "category.added", subject="category", subject_id=category.id,
          after={"name": name, "slug": slug, "parent": parent})  # fmt: skip
    return slug


def change_category(
    session: Session,
    *,
    slug: str,
    version: int,
    name: str,
    new_slug: str,
    parent: str = "",
    description: str = "",
    is_hidden: bool = False,
    actor: Actor,
) -> str:
    """Everything of a category at once; returns its slug. The old address leads to the new one.

    Raises NotFound, Conflict when somebody has changed it since `version`, Invalid and Conflict at
    the field that must be mended.
    """
    rows(session, _ALONE)
    before = _found(session, slug)
    if before.version != version:
        raise Conflict("Somebody has changed this category meanwhile. Look at it again.")
    above = _parent(session, parent)
    _ensure_no_circle(before, above)
    name = _name(session, name, above, but=before.id)
    target = _slug(session, new_slug, but=before.id)
    depth = above.depth + 1 if above else 0
    below = rows(session, _LEVELS_BELOW, path=before.path, depth=before.depth)[0].levels
    _ensure_levels(depth + below)
    parent_id = above.id if above else None
    position = before.position
    if parent_id != before.parent_id:
        position = rows(session, _NEXT_POSITION, parent_id=parent_id)[0].position
    if target != slug:
        rows(session, _FREE_NEW, slug=target)
        rows(session, _KEEP_OLD, slug=slug, id=before.id, moment=now())
    after = {
        "name": name, "slug": target, "description": _description(description),
        "is_hidden": is_hidden, "parent_id": parent_id,
    }  # fmt: skip
    raised = rows(session, _CHANGE, id=before.id, position=position, **after)[0].version
    path = f"{above.path}/{target}" if above else target
    if path != before.path:
        rows(session, _REPATH, path=path, old=before.path)
    _tell(session, "category.changed", before.id, version=raised)
    changed = {key: value for key, value in after.items() if getattr(before, key) != value}
    audit(session, actor, "category.changed", subject="category", subject_id=before.id,
          before={key: _plain(getattr(before, key)) for key in changed},
          after={key: _plain(value) for key, value in changed.items()})  # fmt: skip
    return target


def shift_category(session: Session, *, slug: str, down: bool, actor: Actor) -> None:
    """Change places with the neighbour above or below; at the end nothing happens."""
    rows(session, _ALONE)
    category = _found(session, slug)
    order = [row.id for row in rows(session, _SIBLINGS, parent_id=category.parent_id)]
    here = order.index(category.id)
    there = here + (1 if down else -1)
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for position, key in enumerate(order):
        rows(session, _PLACE, id=key, position=position)
    _tell(session, "category.shifted", category.id, version=category.version)
    audit(session, actor, "category.shifted", subject="category", subject_id=category.id,
          before={"position": here}, after={"position": there})  # fmt: skip


def remove_category(session: Session, *, slug: str, move_to: str = "", actor: Actor) -> int:
    """Remove a category that has none below it; its products move to `move_to`; returns how many.

    Raises Conflict while categories or commission rules hang on it, or while it has products and
    nowhere to move them; NotFound for a category that is not there.
    """
    rows(session, _ALONE)
    category = _found(session, slug)
    uses = rows(session, _USES, id=category.id)[0]
    if uses.below:
        raise Conflict("Categories lie below it. Move or remove them first.")
    if uses.rules:
        raise Conflict("A commission rule speaks of it. Remove the rule first.")
    target = _found(session, move_to) if move_to else None
    if uses.products and (target is None or target.id == category.id):
        raise Conflict(
            "Products lie in it ({n}). Choose where they move.", field="move_to", n=uses.products
        )
    moved = []
    if target is not None:
        moved = rows(session, _MOVE_PRODUCTS, id=category.id, target=target.id, moment=now())
        rows(session, "update category_redirects set category_id = :target"
             " where category_id = :id returning old_slug",
             id=category.id, target=target.id)  # fmt: skip
        rows(session, _KEEP_OLD, slug=slug, id=target.id, moment=now())
        _tell(session, "category.changed", target.id, version=target.version)
    rows(session, "delete from categories where id = :id returning id", id=category.id)
    audit(session, actor, "category.removed", subject="category", subject_id=category.id,
          before={"name": category.name, "slug": slug},
          after={"moved_to": move_to, "products": len(moved)})  # fmt: skip
    return len(moved)


def bring_products(session: Session, *, slug: str, text: str, actor: Actor) -> int:
    """Move products into a category, named by SKU or address, one on each line; how many moved.

    Raises NotFound for the category, Invalid when a line names no product: then none has moved.
    """
    rows(session, _ALONE)
    category = _found(session, slug)
    named = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not 0 < len(named) <= MOST_BROUGHT:
        raise Invalid("Name 1 to {most} products.", field="products", most=MOST_BROUGHT)
    found = {row.named: row.id for row in rows(session, _NAMED, names=named)}
    unknown = [name for name in named if name not in found]
    if unknown:
        raise Invalid(
            "There is no product {name}. None was moved.", field="products", name=unknown[0][:80]
        )
    moved = move_products(session, ids=set(found.values()), category_id=category.id)
    audit(session, actor, "category.products_brought", subject="category",
          subject_id=category.id, after={"products": [str(each) for each in moved]})  # fmt: skip
    return len(moved)


def move_products(session: Session, *, ids: Iterable[UUID], category_id: UUID) -> list[UUID]:
    """Those that lay elsewhere and lie in the category now; lists and search are told."""
    moved = rows(session, _BRING, ids=list(ids), target=category_id, moment=now())
    for row in moved:
        record(
            session,
            "product.category_changed",
            aggregate="product",
            aggregate_id=row.id,
            version=row.version,
        )
    return [row.id for row in moved]


def _found(session: Session, slug: str) -> Any:
    found = rows(session, _BY_SLUG, slug=slug.replace("\x00", "")[:200])
    if not found:
        raise NotFound("This category is not here.")
    return found[0]


def _parent(session: Session, slug: str) -> Any | None:
    if not slug:
        return None
    found = rows(session, _BY_SLUG, slug=slug.replace("\x00", "")[:200])
    if not found:
        raise Invalid("Choose a category that is there.", field="parent")
    return found[0]


def _ensure_no_circle(category: Any, above: Any | None) -> None:
    if above and f"{above.path}/".startswith(f"{category.path}/"):
        raise Invalid("A category cannot lie below itself.", field="parent")


def _ensure_levels(depth: int) -> None:
    if depth >= LEVELS:
        raise Invalid("At most {most} levels of categories.", field="parent", most=LEVELS)


def _name(session: Session, text: str, above: Any | None, *, but: UUID | None = None) -> str:
    name = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("Give a name of at most {most} signs.", field="name", most=LONGEST_NAME)
    same = rows(
        session,
        "select id from categories where lower(name) = lower(:name)"
        " and parent_id is not distinct from cast(:parent_id as uuid)",
        name=name,
        parent_id=above.id if above else None,
    )
    if any(row.id != but for row in same):
        raise Conflict("There is a category of this name at this place.", field="name")
    return name


def _slug(session: Session, text: str, *, but: UUID | None = None) -> str:
    slug = text.strip()
    if not slug or slug != slugify(slug, max_length=_LONGEST_SLUG):
        raise Invalid(
            "An address has small letters, digits and dashes, such as garden-tools.", field="slug"
        )
    taken = rows(session, _BY_SLUG, slug=slug)
    if taken and taken[0].id != but:
        raise Conflict("Another category has the address {slug}.", field="slug", slug=slug)
    return slug


def _description(text: str) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(words) > _LONGEST_DESCRIPTION:
        raise Invalid("At most {most} signs.", field="description", most=_LONGEST_DESCRIPTION)
    return words


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _tell(session: Session, kind: str, category_id: UUID, *, version: int) -> None:
    record(session, kind, aggregate="category", aggregate_id=category_id, version=version)
