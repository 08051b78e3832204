"""The nouns that products refer to: found by name, made where the shop does not have them yet.

One object serves a whole import. It holds names and ids in memory and reads them again when the
tables have grown under it or a batch was rolled back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

import orjson
from psycopg import Cursor
from slugify import slugify

from shop_app.catalog.importing.assignment import draw
from shop_app.catalog.importing.records import AttributeRecord, ProductRecord
from shop_app.core.ids import new_id

_LONGEST_SLUG = 80
_COUNTED = ("categories", "brands", "product_types", "attributes", "product_type_attributes")


@dataclass(slots=True)
class _Category:
    id: UUID
    path: str
    depth: int
    children: int = 0


@dataclass(slots=True)
class _Attribute:
    id: UUID
    code: str
    kind: str
    choices: dict[str, None]
    filterable: bool
    is_changed: bool = False


@dataclass(slots=True)
class Nouns:
    """Categories by the names of their path, brands by name, types and attributes by code."""

    categories: dict[tuple[str, ...], _Category] = field(default_factory=dict)
    category_slugs: set[str] = field(default_factory=set)
    brands: dict[str, UUID] = field(default_factory=dict)
    brand_slugs: set[str] = field(default_factory=set)
    types: dict[str, UUID] = field(default_factory=dict)
    attributes: dict[str, _Attribute] = field(default_factory=dict)
    pairs: set[tuple[UUID, UUID]] = field(default_factory=set)
    _counts: tuple[int, ...] = ()

    def refresh(self, cursor: Cursor) -> None:
        """Read the tables again if they are not as this object left them."""
        if self._counts and self._counts == _count(cursor):
            return
        self._read_categories(cursor)
        found = cursor.execute("select id, name, slug from brands").fetchall()
        self.brands = {name.casefold(): brand_id for brand_id, name, _ in found}
        self.brand_slugs = {slug for _, _, slug in found}
        self.types = dict(cursor.execute("select code, id from product_types").fetchall())
        self.attributes = {
            code: _Attribute(attribute_id, code, kind, dict.fromkeys(choices), filterable)
            for attribute_id, code, kind, choices, filterable in cursor.execute(
                "select id, code, kind, choices, filterable from attributes"
            )
        }
        self.pairs = set(
            cursor.execute("select product_type_id, attribute_id from product_type_attributes")
        )

    def forget(self) -> None:
        """Trust nothing of what is held: after a batch that was rolled back."""
        self._counts = ()

    def ensure(self, cursor: Cursor, records: Iterable[ProductRecord]) -> None:
        """Make what the records name and the shop does not have."""
        made = _Made()
        for record in records:
            self._ensure_path(record.category_path, made)
            self._ensure_brand(record.brand, made)
            kind = self._ensure_type(record.product_type, made)
            for attribute in record.attribute_records:
                held = self._ensure_attribute(attribute, made)
                if kind and (kind, held.id) not in self.pairs:
                    self.pairs.add((kind, held.id))
                    made.pairs.append((kind, held.id))
        made.write(cursor, [item for item in self.attributes.values() if item.is_changed])
        for item in self.attributes.values():
            item.is_changed = False
        self._counts = _count(cursor)

    def category_id(self, path: tuple[str, ...]) -> UUID | None:
        """The id of the category at the end of the path of names."""
        held = self.categories.get(tuple(name.casefold() for name in path))
        return held.id if held else None

    def brand_id(self, name: str) -> UUID | None:
        """The id of a brand."""
        return self.brands.get(name.casefold()) if name else None

    def type_id(self, name: str) -> UUID | None:
        """The id of a product type."""
        return self.types.get(_code(name)) if name else None

    def attribute_code(self, record: AttributeRecord) -> str:
        """The code under which the shop keeps the attribute.

        Where the code is taken by an attribute of another kind (a number and a text called
        `capacity`), the kind is added to it.
        """
        held = self.attributes.get(record.code)
        if held is None or _family(held.kind) == _family(record.kind):
            return record.code
        return f"{record.code}_{_family(record.kind)}"

    def _read_categories(self, cursor: Cursor) -> None:
        found = cursor.execute(
            "select id, parent_id, slug, name, path, depth from categories order by depth"
        ).fetchall()
        names: dict[UUID, tuple[str, ...]] = {}
        self.categories, self.category_slugs = {}, set()
        for category_id, parent_id, slug, name, path, depth in found:
            above = names.get(parent_id, ()) if parent_id else ()
            names[category_id] = (*above, name.casefold())
            self.categories[names[category_id]] = _Category(category_id, path, depth)
            self.category_slugs.add(slug)
            if above:
                self.categories[above].children += 1

    def _ensure_path(self, path: tuple[str, ...], made: _Made) -> None:
        names = tuple(name.casefold() for name in path)
        if names in self.categories:
            return
        for depth in range(len(names)):
            here = names[: depth + 1]
            if here in self.categories:
                continue
            parent = self.categories.get(names[:depth])
            slug = _free_slug(path[depth], path[depth - 1] if depth else "", self.category_slugs)
            category = _Category(new_id(), f"{parent.path}/{slug}" if parent else slug, depth)
            position = parent.children if parent else sum(len(key) == 1 for key in self.categories)
            if parent:
                parent.children += 1
            self.categories[here] = category
            parent_id = parent.id if parent else None
            made.categories.append(
                (category.id, parent_id, slug, path[depth], category.path, depth, position)
            )

    def _ensure_brand(self, name: str, made: _Made) -> None:
        if not name or name.casefold() in self.brands:
            return
        self.brands[name.casefold()] = new_id()
        slug = _free_slug(name, "", self.brand_slugs)
        made.brands.append((self.brands[name.casefold()], slug, name))

    def _ensure_type(self, name: str, made: _Made) -> UUID | None:
        if not name:
            return None
        code = _code(name)
        if code not in self.types:
            self.types[code] = new_id()
            made.types.append((self.types[code], code, name))
        return self.types[code]

    def _ensure_attribute(self, record: AttributeRecord, made: _Made) -> _Attribute:
        code = self.attribute_code(record)
        held = self.attributes.get(code)
        if held is None:
            choices = dict.fromkeys(record.choices)
            held = _Attribute(new_id(), code, record.kind, choices, record.filterable)
            self.attributes[code] = held
            made.attributes.append(
                (held.id, code, record.name, record.kind, record.unit,
                 orjson.dumps(list(choices)).decode(), record.filterable)
            )  # fmt: skip
            return held
        fresh = [choice for choice in record.choices if choice not in held.choices]
        if fresh or (record.filterable and not held.filterable):
            held.choices.update(dict.fromkeys(fresh))
            held.filterable = held.filterable or record.filterable
            held.is_changed = True
        return held


@dataclass(slots=True)
class _Made:
    """Rows to insert."""

    categories: list[tuple] = field(default_factory=list)
    brands: list[tuple] = field(default_factory=list)
    types: list[tuple] = field(default_factory=list)
    attributes: list[tuple] = field(default_factory=list)
    pairs: list[tuple] = field(default_factory=list)

    def write(self, cursor: Cursor, changed: list[_Attribute]) -> None:
        """Insert them, parents first as they were found, and update what has grown."""
        _insert(cursor, "categories (id, parent_id, slug, name, path, depth, position,"
                " description, image_url)", self.categories, "'', ''")  # fmt: skip
        _insert(cursor, "brands (id, slug, name)", self.brands)
        _insert(cursor, "product_types (id, code, name)", self.types)
        _insert(cursor, "attributes (id, code, name, kind, unit, choices, filterable)",
                self.attributes)  # fmt: skip
        _insert(cursor, "product_type_attributes (product_type_id, attribute_id, position,"
                " required)", self.pairs, "0, false")  # fmt: skip
        if changed:
            cursor.executemany(
                "update attributes set choices = %s::jsonb, filterable = %s where id = %s",
                [(orjson.dumps(list(a.choices)).decode(), a.filterable, a.id) for a in changed],
            )


def _insert(cursor: Cursor, into: str, rows: list[tuple], constants: str = "") -> None:
    if rows:
        marks = ", ".join(["%s"] * len(rows[0]) + ([constants] if constants else []))
        cursor.executemany(f"insert into {into} values ({marks})".encode(), rows)


def _count(cursor: Cursor) -> tuple[int, ...]:
    counts = ", ".join(f"(select count(*) from {table})" for table in _COUNTED)
    return cursor.execute(f"select {counts}").fetchone() or ()


def _family(kind: str) -> str:
    return kind if kind in ("number", "boolean") else "text"


def _code(name: str) -> str:
    return slugify(name, separator="_")[:_LONGEST_SLUG] or f"x{draw(name) % 10**8}"


def _free_slug(name: str, parent: str, taken: set[str]) -> str:
    """The slug of the name; of parent and name, or with a number, where that is taken."""
    plain = slugify(name)[:_LONGEST_SLUG].strip("-") or f"x{draw(name) % 10**8}"
    slug, number = plain, 1
    if slug in taken and parent:
        slug = plain = f"{slugify(parent)[:_LONGEST_SLUG]}-{plain}".strip("-")
    while slug in taken:
        number += 1
        slug = f"{plain}-{number}"
    taken.add(slug)
    return slug
