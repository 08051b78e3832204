"""Our CSV: one row per variant and offer, product columns repeated or left blank.

docs/import.md describes every column. A row belongs to the product whose `key` it names, or to the
product of the row above when its key is blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shop_app.catalog.importing.formats.cells import Cells, number_of, truth_of
from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.reading import Reading, ReadingOptions
from shop_app.catalog.importing.records import (
    AttributeRecord,
    AttributeValue,
    MediaRecord,
    OfferRecord,
    PriceRecord,
    ProductRecord,
    VariantRecord,
)
from shop_app.catalog.importing.source import Source, csv_rows

REQUIRED = ("key", "title", "sku")
_ATTRIBUTE = re.compile(r"^attribute:([^\[]+)(?:\[([^\]]*)\])?$", re.IGNORECASE)
_MONEY = re.compile(r"^price:([a-z]{3})$", re.IGNORECASE)
_STOCK = re.compile(r"^stock:(.+)$", re.IGNORECASE)
_OPTION = re.compile(r"^option:(.+)$", re.IGNORECASE)
_IMAGE = re.compile(r"^image (\d+)$")
_YES_NO = "yes/no"
_SPACE = re.compile(r"[\s_]+")


def normal(header: str) -> str:
    """A column's name as it is compared: lower case, single spaces."""
    return _SPACE.sub(" ", header.strip().casefold())


def fits(keys: frozenset[str]) -> bool:
    """Whether the columns are ours."""
    return keys.issuperset(REQUIRED)


def hint(keys: frozenset[str]) -> str:
    """What is missing, when the columns are nearly ours."""
    missing = [name for name in REQUIRED if name not in keys]
    if len(missing) == len(REQUIRED):
        return ""
    return f" Our CSV would need the missing columns {', '.join(missing)}."


@dataclass(frozen=True, slots=True)
class _Columns:
    """The repeating columns of one file, as its header names them."""

    attributes: tuple[tuple[str, AttributeRecord], ...]
    prices: tuple[tuple[str, str], ...]
    stock: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    images: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """The product whose rows are being read."""

    first: Cells
    last_row: int
    variants: dict[str, VariantRecord] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)


def read(source: Source, options: ReadingOptions) -> Iterator[Reading]:  # noqa: ARG001 one signature
    """The products of a file, each when its last row is read."""
    rows = csv_rows(source)
    _, header = next(rows)
    if isinstance(header, RowProblem):
        yield Reading.of_problem(header)
        return
    names = [_key_of(cell) for cell in header]
    columns = _columns(names)
    draft: _Draft | None = None
    for number, row in rows:
        if isinstance(row, RowProblem):
            yield Reading.of_problem(row)
            continue
        cells = Cells(number, dict(zip(names, row, strict=False)))
        if len(row) > len(names):
            cells.warn(names[-1], "more cells than columns", "quote cells that hold the delimiter")
        key = cells.text("key")
        if draft is None or (key and key != draft.first.text("key")):
            if draft:
                yield _finished(draft, columns)
            draft = _Draft(cells, number)
        _add_row(draft, cells, columns)
    if draft:
        yield _finished(draft, columns)


def _key_of(header: str) -> str:
    """Plain columns in lower case; what follows a colon keeps its own."""
    head, colon, tail = header.strip().partition(":")
    return f"{normal(head)}:{tail.strip()}" if colon else normal(head)


def _columns(names: list[str]) -> _Columns:
    attributes = tuple(
        (name, _attribute(found)) for name in names if (found := _ATTRIBUTE.match(name))
    )
    images = sorted((int(found[1]), name) for name in names if (found := _IMAGE.match(name)))
    return _Columns(
        attributes=attributes,
        prices=tuple((name, found[1].upper()) for name in names if (found := _MONEY.match(name))),
        stock=tuple((name, found[1]) for name in names if (found := _STOCK.match(name))),
        options=tuple((name, found[1]) for name in names if (found := _OPTION.match(name))),
        images=tuple(name for _, name in images),
    )


def _attribute(found: re.Match[str]) -> AttributeRecord:
    name, unit = found[1].strip(), (found[2] or "").strip()
    code = re.sub(r"\W+", "_", name.casefold()).strip("_")
    if unit == _YES_NO:
        return AttributeRecord(code, name, "boolean", filterable=True)
    if found[2] is not None:
        return AttributeRecord(code, name, "number", unit=unit, filterable=True)
    return AttributeRecord(code, name, "text")


def _add_row(draft: _Draft, cells: Cells, columns: _Columns) -> None:
    """Take one row as a variant, or as one more offer of a variant that the product has."""
    draft.last_row = cells.row
    sku = cells.text("sku")
    offer = _offer(cells, columns)
    known = draft.variants.get(sku)
    if not sku:
        cells.refuse("sku", "a row without a SKU", "give every variant its own SKU")
    elif known is None:
        draft.variants[sku] = VariantRecord(
            sku=sku,
            options={name: cells.text(c) for c, name in columns.options if cells.text(c)},
            barcode=cells.text("barcode"),
            weight_grams=cells.whole("weight g") or 0,
            dimensions_mm=_dimensions(cells),
            image_position=cells.whole("image position"),
            offers=(offer,),
        )
    elif any((o.seller, o.condition) == (offer.seller, offer.condition) for o in known.offers):
        cells.refuse("sku", "this SKU stands twice", "give every variant its own SKU")
    else:
        draft.variants[sku] = replace(known, offers=(*known.offers, offer))
    draft.problems.extend(cells.problems)


def _offer(cells: Cells, columns: _Columns) -> OfferRecord:
    prices = {}
    starts, ends = cells.moment("sale from"), cells.moment("sale to")
    for column, currency in columns.prices:
        amount = cells.minor(column, currency)
        if amount is not None:
            sale = cells.minor(f"sale:{column.partition(':')[2]}", currency)
            prices[currency] = PriceRecord(amount, sale, starts, ends)
    stock = {code: cells.whole(column) for column, code in columns.stock}
    days = cells.whole("handling days")
    return OfferRecord(
        seller=cells.text("seller"),
        prices=prices,
        stock={code: pieces for code, pieces in stock.items() if pieces is not None},
        condition=cells.text("condition").casefold() or "new",
        handling_days=1 if days is None else days,
    )


def _dimensions(cells: Cells) -> tuple[int, ...]:
    sides = [cells.whole(side) for side in ("length mm", "width mm", "height mm")]
    return tuple(side for side in sides if side is not None) if all(sides) else ()


def _finished(draft: _Draft, columns: _Columns) -> Reading:
    """The product, with its own columns taken from its first row."""
    first = draft.first
    first.problems.clear()
    attributes, records = _attributes(first, columns)
    record = ProductRecord(
        source_key=first.text("key"),
        title=first.text("title"),
        category_path=_parts(first.text("category"), ">"),
        brand=first.text("brand"),
        slug=first.text("slug"),
        summary=first.text("summary"),
        description=first.text("description"),
        highlights=_parts(first.text("highlights"), "|"),
        product_type=first.text("type"),
        attributes=attributes,
        attribute_records=records,
        media=tuple(
            MediaRecord(
                first.text(column),
                alt=first.text(column.replace("image", "image alt", 1)),
                option_value=first.text(column.replace("image", "image option", 1)),
            )
            for column in columns.images
            if first.text(column)
        ),
        variants=tuple(draft.variants.values()),
        tax_class=first.text("tax class") or "standard",
        status=first.text("status").casefold() or "active",
    )
    return Reading(first.row, draft.last_row, record, (*draft.problems, *first.problems))


def _attributes(
    cells: Cells, columns: _Columns
) -> tuple[dict[str, AttributeValue], tuple[AttributeRecord, ...]]:
    values: dict[str, AttributeValue] = {}
    used: list[AttributeRecord] = []
    for column, record in columns.attributes:
        text = cells.text(column)
        value: AttributeValue | None = text
        if text and record.kind == "number":
            value = number_of(text)
        elif text and record.kind == "boolean":
            value = truth_of(text)
        if text and value is None:
            cells.warn(column, f"not a {record.kind}", "the product came in without this attribute")
        elif text and value is not None:
            values[record.code] = value
            used.append(record)
    return values, tuple(used)


def _parts(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())
