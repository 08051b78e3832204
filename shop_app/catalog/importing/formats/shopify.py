"""Shopify's product CSV, in its older and its 2024 spelling of the columns.

A product is the rows of one handle: the first holds the product, rows with a price hold variants,
rows with a picture hold media.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby

from shop_app.catalog.importing.formats.cells import Cells
from shop_app.catalog.importing.formats.stoa_csv import normal
from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.reading import Reading, ReadingOptions
from shop_app.catalog.importing.records import (
    AttributeRecord,
    MediaRecord,
    OfferRecord,
    PriceRecord,
    ProductRecord,
    VariantRecord,
)
from shop_app.catalog.importing.source import Source, csv_rows

# The shop's name of a column → how Shopify has spelled it over the years.
_SPELLINGS = {
    "handle": ("handle", "url handle"),
    "title": ("title",),
    "body": ("body (html)", "description"),
    "vendor": ("vendor",),
    "category": ("product category", "standardized product type"),
    "type": ("type", "custom product type"),
    "tags": ("tags",),
    "status": ("status",),
    "published": ("published", "published on online store"),
    "sku": ("variant sku", "sku"),
    "grams": ("variant grams", "weight value (grams)"),
    "quantity": ("variant inventory qty", "inventory quantity"),
    "price": ("variant price", "price"),
    "was price": ("variant compare at price", "compare-at price"),
    "barcode": ("variant barcode", "barcode"),
    "image": ("image src", "product image url"),
    "image position": ("image position",),
    "image alt": ("image alt text",),
    "variant image": ("variant image", "variant image url"),
    **{
        f"option {place} {part}": (f"option{place} {part}",)
        for place in (1, 2, 3)
        for part in ("name", "value")
    },
}
_NAMES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings}
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # a compare-at price has no dates
_TAGS = AttributeRecord("tags", "Tags")


def fits(keys: frozenset[str]) -> bool:
    """Whether the columns are Shopify's, old or new."""
    names = {_NAMES.get(key) for key in keys}
    return {"handle", "title", "price"} <= names and bool(
        keys & {"variant price", "option1 name", "url handle", "body (html)"}
    )


def read(source: Source, options: ReadingOptions) -> Iterator[Reading]:
    """The products of a file; bare prices are of `options.currency`."""
    rows = csv_rows(source)
    _, header = next(rows)
    names = [] if isinstance(header, RowProblem) else [normal(cell) for cell in header]
    names = [_NAMES.get(name, name) for name in names]
    for key, group in groupby(_handled(rows, names), key=lambda item: item[0]):
        items = [item for _, item in group]
        if key is None:
            yield from (Reading.of_problem(item) for item in items if isinstance(item, RowProblem))
        else:
            cells = [item for item in items if isinstance(item, Cells)]
            yield _product(key, cells, options.currency)


def _handled(
    rows: Iterable[tuple[int, list[str] | RowProblem]], names: list[str]
) -> Iterator[tuple[str | None, Cells | RowProblem]]:
    """Rows with their handle: their own, or that of the row above."""
    handle = ""
    for number, row in rows:
        if isinstance(row, RowProblem):
            yield None, row
            continue
        cells = Cells(number, dict(zip(names, row, strict=False)))
        handle = cells.text("handle") or handle
        if not handle:
            cells.refuse("handle", "a row without a handle", "give every product its handle")
            yield None, cells.problems[-1]
            continue
        yield handle, cells


def _product(handle: str, rows: list[Cells], currency: str) -> Reading:
    first = rows[0]
    media = _media(rows)
    names = [first.text(f"option {place} name") for place in (1, 2, 3)]
    names = [] if names[0].casefold() == "title" and not any(names[1:]) else names
    of_variants = [row for row in rows if row.text("price") or row.text("sku")]
    variants = tuple(
        _variant(handle, place, row, names, media, currency)
        for place, row in enumerate(of_variants, start=1)
    )
    type_name, tags = first.text("type"), first.text("tags")
    path = tuple(part.strip() for part in first.text("category").split(">") if part.strip())
    record = ProductRecord(
        source_key=handle,
        title=first.text("title"),
        slug=handle,
        category_path=path or ((type_name,) if type_name else ()),
        product_type=type_name or (path[-1] if path else ""),
        brand=first.text("vendor"),
        description=first.text("body"),
        attributes={_TAGS.code: tags} if tags else {},
        attribute_records=(_TAGS,) if tags else (),
        media=media,
        variants=variants,
        status=_status(first),
    )
    problems = tuple(problem for row in rows for problem in row.problems)
    return Reading(first.row, rows[-1].row, record, problems)


def _media(rows: list[Cells]) -> tuple[MediaRecord, ...]:
    placed = [
        (row.whole("image position") or place, row.text("image"), row.text("image alt"))
        for place, row in enumerate(rows, start=1)
        if row.text("image")
    ]
    return tuple(MediaRecord(url, alt=alt) for _, url, alt in sorted(placed, key=lambda i: i[0]))


def _variant(
    handle: str,
    place: int,
    row: Cells,
    names: list[str],
    media: tuple[MediaRecord, ...],
    currency: str,
) -> VariantRecord:
    chosen = {
        name: row.text(f"option {number} value")
        for number, name in enumerate(names, start=1)
        if name and row.text(f"option {number} value")
    }
    pictures = [picture.url for picture in media]
    own_picture = row.text("variant image")
    return VariantRecord(
        sku=row.text("sku").lstrip("'") or f"{handle}-{place}".upper(),
        options=chosen,
        barcode=row.text("barcode").lstrip("'"),
        weight_grams=round(row.number("grams") or 0),
        image_position=pictures.index(own_picture) if own_picture in pictures else None,
        offers=(OfferRecord("", _prices(row, currency), stock=_stock(row)),),
    )


def _prices(row: Cells, currency: str) -> dict[str, PriceRecord]:
    price, was = row.minor("price", currency), row.minor("was price", currency)
    if price is None:
        return {}
    if was is not None and was > price:
        return {currency: PriceRecord(was, sale_minor=price, sale_from=_ALWAYS)}
    return {currency: PriceRecord(price)}


def _stock(row: Cells) -> dict[str, int]:
    """One number for all places; the blank code is the first warehouse of the shop."""
    quantity = row.whole("quantity")
    if quantity is None:
        return {}
    if quantity < 0:
        row.warn("quantity", "less than nothing in stock", "it came in as sold out")
    return {"": max(quantity, 0)}


def _status(row: Cells) -> str:
    status = row.text("status").casefold() or "active"
    if row.text("published").casefold() == "false":
        return "draft"
    return status if status in ("active", "draft", "archived") else "draft"
