"""Rows of a seller's file made into listings: one group of rows is one product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.catalog.importing.formats.cells import Cells
from shop_app.catalog.importing.problems import RowProblem
from shop_app.core.audit import Actor
from shop_app.core.db import rows
from shop_app.core.errors import Invalid, ShopError
from shop_app.inventory.counting import change_stock
from shop_app.inventory.models import MovementKind
from shop_app.listings.content import Content, OptionLine, PictureLine, VariantLine
from shop_app.listings.models import ListingStatus
from shop_app.listings.service import listing_of, save_listing, submit_listing

_MINE = """
    select v.sku, v.product_id from variants v join offers o on o.variant_id = v.id
    where o.seller_id = :seller_id and v.sku = any(:skus)
    union
    select line->>'sku', l.product_id
    from listings l, jsonb_array_elements(l.content->'variants') line
    where l.seller_id = :seller_id and line->>'sku' = any(:skus)
"""
_CATEGORY = """
    select c.id from categories c where lower(c.name) = lower(:last) or c.slug = lower(:last)
    order by (lower(c.path) = :path) desc, (lower(c.name) = lower(:last)) desc, c.depth desc, c.id
    limit 2
"""
_LEVEL = """
    select o.id as offer_id, l.warehouse_id, l.on_hand from offers o
    join stock_levels l on l.offer_id = o.id join warehouses w on w.id = l.warehouse_id
    where o.seller_id = :seller_id and o.variant_id = :variant_id and o.condition = 'new'
    order by (w.seller_id is null), w.code limit 1
"""
_PLACE = """
    select o.id as offer_id, w.id as warehouse_id, 0 as on_hand from offers o, warehouses w
    where o.seller_id = :seller_id and o.variant_id = :variant_id and o.condition = 'new'
      and w.is_open and (w.seller_id = :seller_id or w.seller_id is null)
    order by (w.seller_id is null), w.code limit 1
"""


@dataclass(slots=True)
class Group:
    """The rows of one product: each with its number and its cells by header."""

    key: str
    lines: list[tuple[int, dict[str, str]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Change:
    """What a group did to a product: its content before (None: it was made) and after, and the
    counts of stock: offer, warehouse, SKU, pieces before, version after."""

    product_id: UUID
    before: Content | None
    after: Content
    levels: tuple[dict[str, Any], ...] = ()

    @property
    def what(self) -> str:
        """Whether the product was created or changed."""
        return "changed" if self.before else "created"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a group: created, changed, same or refused; what was wrong, what changed."""

    what: str
    title: str
    problems: tuple[RowProblem, ...] = ()
    change: Change | None = None


def groups_of(
    header: Sequence[str], lines: Sequence[tuple[int, list[str]]], mapping: Mapping[str, str]
) -> list[Group]:
    """Rows that are one product: by the key column, else by title, else each by its SKU."""
    by_target = {target: name for name, target in mapping.items() if target}
    found: dict[str, Group] = {}
    last = ""
    for number, values in lines:
        cells = dict(zip(header, values, strict=False))
        key = cells.get(by_target.get("key", ""), "") or cells.get(by_target.get("title", ""), "")
        if not key and "key" not in by_target and "title" in by_target and last:
            key = last  # a product's own cells stand in its first row only
        key = key or cells.get(by_target["sku"], "")
        last = key
        found.setdefault(key.casefold(), Group(key)).lines.append((number, cells))
    return list(found.values())


def apply_group(
    session: Session,
    *,
    actor: Actor,
    group: Group,
    mapping: Mapping[str, str],
    submits: bool = False,
) -> Outcome:
    """Bring one product in: a new draft, or a change of the seller's own by SKU.

    Nothing of a group is kept when something of it is wrong. The caller's savepoint holds it.
    """
    reader = _Reader(mapping)
    lines = [reader.line(session, number, cells) for number, cells in group.lines]
    title = next((line.title for line in lines if line.title), group.key)
    if reader.problems:
        return Outcome("refused", title, tuple(reader.problems))
    try:
        with session.begin_nested():
            change = _brought_in(session, actor, lines, submits=submits)
    except ShopError as error:
        columns = {target: name for name, target in mapping.items()}
        column = columns.get(_TARGETS.get(error.field, error.field), error.field)
        first = group.lines[0]
        problem = RowProblem(
            first[0], column, first[1].get(column, ""), error.sentence, "change it, send it again"
        )
        return Outcome("refused", title, (problem,))
    return Outcome(change.what if change else "same", title, change=change)


_TARGETS = {"variants": "sku", "photo": "images"}


@dataclass(slots=True)
class _Line:
    row: int
    sku: str
    title: str
    category_id: UUID | None
    brand: str
    description: str
    barcode: str
    weight: int | None
    stock: int | None
    images: list[str]
    options: dict[str, str]
    prices: dict[str, int]


class _Reader:
    """Cells to values by the mapping; what cannot be read is noted with the file's own column."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self.problems: list[RowProblem] = []
        self._mapping = mapping
        self._by_target = {target: name for name, target in mapping.items() if target}

    def line(self, session: Session, number: int, given: Mapping[str, str]) -> _Line:
        cells = Cells(number, {name: _bare(text) for name, text in given.items()})
        name = self._by_target

        def text(target: str) -> str:
            return cells.text(name[target]) if target in name else ""

        sku = text("sku")
        if not sku:
            cells.refuse(name["sku"], "no SKU", "give every variant its own SKU")
        prices = {}
        for target, column in name.items():
            if target.startswith("price:"):
                currency = target.removeprefix("price:")
                minor = cells.minor(column, currency)
                if minor is not None:
                    prices[currency] = minor
        line = _Line(
            row=number,
            sku=sku,
            title=text("title"),
            category_id=self._category(session, cells),
            brand=text("brand"),
            description=text("description"),
            barcode=text("barcode"),
            weight=cells.whole(name["weight"]) if "weight" in name else None,
            stock=cells.whole(name["stock"]) if "stock" in name else None,
            images=self._images(cells),
            options={
                column: cells.text(column)
                for column, target in self._mapping.items()
                if target == "option" and cells.text(column)
            },
            prices=prices,
        )
        if line.stock is not None and line.stock < 0:
            cells.refuse(name["stock"], "less than nothing", "write 0 or more")
        self.problems += cells.problems
        return line

    def _category(self, session: Session, cells: Cells) -> UUID | None:
        column = self._by_target.get("category")
        text = cells.text(column) if column else ""
        if not column or not text:
            return None
        parts = [part.strip() for part in text.replace("›", ">").split(">") if part.strip()]
        path = "/".join(part.casefold() for part in parts)
        found = rows(session, _CATEGORY, last=parts[-1] if parts else "", path=path)
        if not found:
            cells.refuse(column, "no such category", "write a category's name as the shop has it")
            return None
        return found[0].id

    def _images(self, cells: Cells) -> list[str]:
        found: list[str] = []
        for column, target in self._mapping.items():
            if target != "images":
                continue
            for url in cells.text(column).replace("|", " ").split():
                if url.startswith("https://") and len(url) < 2000:
                    found.append(url)
                else:
                    cells.refuse(column, "not the address of a picture", "write https:// addresses")
        return list(dict.fromkeys(found))


def _brought_in(
    session: Session, actor: Actor, lines: list[_Line], *, submits: bool
) -> Change | None:
    seller_id = actor.seller_id
    assert seller_id is not None
    skus = [line.sku for line in lines]
    known = {row.product_id for row in rows(session, _MINE, seller_id=seller_id, skus=skus)}
    if len(known) > 1:
        raise Invalid("These rows name SKUs of different products.", field="sku")
    product_id = next(iter(known), None)
    listing = (
        listing_of(session, seller_id=seller_id, product_id=product_id) if product_id else None
    )
    before = listing.content if listing else Content()
    content = _merged(before, lines)
    sold = listing.sold if listing else frozenset()
    counted = [_counted(session, actor, line, content, sold) for line in lines]
    levels = tuple(level for level in counted if level)
    if listing and content == before:
        return Change(listing.product_id, before, before, levels) if levels else None
    if not content.title:
        raise Invalid("Give the product a title.", field="title")
    product_id = save_listing(
        session,
        actor=actor,
        seller_id=seller_id,
        content=content,
        product_id=product_id,
        expected_version=listing.version if listing else 0,
    )
    after = listing_of(session, seller_id=seller_id, product_id=product_id)
    if submits and after.status in (ListingStatus.DRAFT, ListingStatus.REJECTED):
        submit_listing(
            session,
            actor=actor,
            seller_id=seller_id,
            product_id=product_id,
            expected_version=after.version,
        )
    return Change(product_id, before if listing else None, after.content, levels)


def _merged(before: Content, lines: list[_Line]) -> Content:
    variants = {line.sku: line for line in before.variants if line.sku}
    for line in lines:
        known = variants.get(line.sku) or VariantLine(sku=line.sku)
        variants[line.sku] = known.model_copy(
            update={
                "prices": {**known.prices, **line.prices},
                "options": line.options or known.options,
                "barcode": line.barcode or known.barcode,
                "weight_grams": known.weight_grams if line.weight is None else line.weight,
                "stock": known.stock if line.stock is None else line.stock,
            }
        )
    first: dict[str, Any] = {}
    for name in ("title", "category_id", "brand", "description"):
        value = next((found for line in lines if (found := getattr(line, name))), None)
        if value and not (name == "description" and _same_text(value, before.description)):
            first[name] = value
    images = list(dict.fromkeys(url for line in lines for url in line.images))
    known_images = {picture.url: picture for picture in before.pictures}
    if images:
        first["pictures"] = [known_images.get(url) or PictureLine(url=url) for url in images]
    options: dict[str, dict[str, None]] = {}
    for variant in variants.values():
        for name, value in variant.options.items():
            options.setdefault(name, {})[value] = None
    return before.model_copy(
        update={
            **first,
            "variants": list(variants.values()),
            "options": [OptionLine(name=name, values=list(each)) for name, each in options.items()],
        }
    )


def _same_text(text: str, kept: str) -> bool:
    from shop_app.catalog.importing.cleaning import safe_html

    return safe_html(text) == kept


def _counted(
    session: Session, actor: Actor, line: _Line, content: Content, sold: frozenset[UUID]
) -> dict[str, Any] | None:
    """Count the stock of a variant that is sold already; a new one brings its first pieces.

    Returns what is needed to count it back; None when nothing has changed.
    """
    variant = next(each for each in content.variants if each.sku == line.sku)
    if line.stock is None or variant.id not in sold:
        return None
    where = {"seller_id": actor.seller_id, "variant_id": variant.id}
    place = [*rows(session, _LEVEL, **where), *rows(session, _PLACE, **where)]
    if not place or place[0].on_hand == line.stock:
        return None
    level = change_stock(
        session,
        actor=actor,
        offer_id=place[0].offer_id,
        warehouse_id=place[0].warehouse_id,
        kind=MovementKind.COUNT,
        quantity=line.stock,
        reason="product file",
    )
    return {
        "offer_id": str(level.offer_id),
        "warehouse_id": str(level.warehouse_id),
        "sku": line.sku,
        "before": place[0].on_hand,
        "version": level.version,
    }


def _bare(text: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
