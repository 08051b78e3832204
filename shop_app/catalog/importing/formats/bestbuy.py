"""Best Buy's open catalogue: one product per line with the names of its categories, in dollars."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from shop_app.catalog.importing.formats.cells import minor_of_number
from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.reading import Reading, ReadingOptions
from shop_app.catalog.importing.records import (
    MediaRecord,
    OfferRecord,
    PriceRecord,
    ProductRecord,
    VariantRecord,
)
from shop_app.catalog.importing.source import Source, json_rows

CURRENCY = "USD"
_NUMBER_IN_PICTURE = re.compile(r"/(\d{4,})_")
Tree = dict[str, tuple[str, ...] | None]


def fits(keys: frozenset[str]) -> bool:
    """Whether an object's keys are those of this catalogue."""
    return {"name", "categories", "price", "image"} <= keys


def read(source: Source, options: ReadingOptions) -> Iterator[Reading]:
    """The products; with `options.tree` short lists of categories become whole paths."""
    tree = _tree(options.tree) if options.tree else {}
    for number, row in json_rows(source):
        yield (
            Reading.of_problem(row) if isinstance(row, RowProblem) else _product(number, row, tree)
        )


def _tree(source: Source) -> Tree:
    """Category name → its path from the top; None for names that stand in several places."""
    tree: Tree = {}
    for _, row in json_rows(source):
        if isinstance(row, dict) and isinstance(row.get("path"), list):
            path = tuple(str(place.get("name", "")) for place in row["path"])
            tree[path[-1]] = path if tree.get(path[-1], path) == path else None
    return tree


def _product(number: int, row: dict[str, Any], tree: Tree) -> Reading:
    name, image = str(row.get("name") or ""), str(row.get("image") or "")
    key = _key(name, image)
    price = minor_of_number(row.get("price"), CURRENCY)
    problems = ()
    if price is None:
        problems = (_no_price(number, row.get("price")),)
    prices = {CURRENCY: PriceRecord(price)} if price is not None else {}
    record = ProductRecord(
        source_key=key,
        title=name,
        category_path=_path(row.get("categories"), tree),
        brand=str(row.get("brand") or ""),
        description=str(row.get("description") or ""),
        product_type=str((row.get("categories") or [""])[-1]),
        media=(MediaRecord(image, alt=name),) if image else (),
        variants=(VariantRecord(sku=f"BBY-{key}", offers=(OfferRecord("", prices),)),),
    )
    return Reading(number, number, record, problems)


def _key(name: str, image: str) -> str:
    """The catalogue has no ids: the number in the picture's address is one."""
    found = _NUMBER_IN_PICTURE.search(image)
    return found[1] if found else hashlib.sha256(f"{name}|{image}".encode()).hexdigest()[:12]


def _path(given: object, tree: Tree) -> tuple[str, ...]:
    names = tuple(str(name) for name in given) if isinstance(given, list) else ()
    if len(names) == 1:
        return tree.get(names[0]) or names
    return names


def _no_price(number: int, value: object) -> RowProblem:
    return RowProblem(number, "price", str(value), "not a price", "write dollars such as 19.99")
