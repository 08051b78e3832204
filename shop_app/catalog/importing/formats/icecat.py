"""Icecat's catalogue: one product per line, thousands of sparse attributes, no categories."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from shop_app.catalog.importing.cleaning import is_barcode
from shop_app.catalog.importing.formats.cells import moment_of
from shop_app.catalog.importing.formats.icecat_shelves import shelf_of
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
from shop_app.catalog.importing.source import Source, json_rows

CURRENCY = "EUR"
_KINDS = {"attr_t_": "text", "attr_n_": "number", "attr_b_": "boolean"}
_PICTURES = ("img_500x500", "img_high", "img_low")
_MILLIMETRES = {"width", "height", "depth", "length"}
_UNITS = {
    "weight": "g",
    "package_weight": "g",
    "cable_length": "m",
    "display_diagonal": '"',
    "processor_frequency": "GHz",
    "internal_memory": "GB",
    "total_storage_capacity": "GB",
}
_MODEL = AttributeRecord("model_number", "Model number")


def fits(keys: frozenset[str]) -> bool:
    """Whether an object's keys are those of Icecat."""
    named = {"id", "title", "supplier", "price"} <= keys
    return named and any(key.startswith(tuple(_KINDS)) or key == "img_high" for key in keys)


def read(source: Source, options: ReadingOptions) -> Iterator[Reading]:  # noqa: ARG001 one signature
    """The products; the shelf is read off the title, prices are cents of a euro."""
    for number, row in json_rows(source):
        yield Reading.of_problem(row) if isinstance(row, RowProblem) else _product(number, row)


def _product(number: int, row: dict[str, Any]) -> Reading:
    key, title = str(row.get("id") or ""), str(row.get("title") or "")
    attributes, records = _attributes(row)
    problems: list[RowProblem] = []
    variant = VariantRecord(
        sku=f"ICE-{key}",
        barcode=_barcode(number, row.get("ean"), problems),
        weight_grams=_grams(attributes),
        offers=(OfferRecord("", _prices(number, row.get("price"), problems)),),
    )
    picture = next((str(row[name]) for name in _PICTURES if row.get(name)), "")
    shelf = shelf_of(title, str(row.get("attr_t_product_type") or row.get("attr_t_type") or ""))
    record = ProductRecord(
        source_key=key,
        title=title,
        category_path=shelf,
        product_type=shelf[-1],
        brand=str(row.get("supplier") or ""),
        description=str(row.get("short_description") or ""),
        attributes=attributes,
        attribute_records=tuple(records),
        media=(MediaRecord(picture, alt=title),) if picture else (),
        variants=(variant,),
        created_at=moment_of(str(row.get("date_released") or "")),
    )
    return Reading(number, number, record, tuple(problems))


def _attributes(row: dict[str, Any]) -> tuple[dict[str, AttributeValue], list[AttributeRecord]]:
    values: dict[str, AttributeValue] = {}
    records: list[AttributeRecord] = []
    for key, value in row.items():
        if not key.startswith("attr_") or value is None or value == "":
            continue
        record = _attribute(key)
        if record is None:
            continue
        is_whole = isinstance(value, float) and value.is_integer()
        values[record.code] = int(value) if is_whole else value
        records.append(record)
    if row.get("name"):
        values[_MODEL.code] = str(row["name"])
        records.append(_MODEL)
    return values, records


@lru_cache(maxsize=20_000)
def _attribute(key: str) -> AttributeRecord | None:
    """The typed attribute behind a sparse key. Text and number of one name are two attributes."""
    kind = _KINDS.get(key[:7])
    code = key[7:]
    if not kind or not code.strip("_"):
        return None
    words = " ".join(code.replace("__", " ").split("_")).strip()
    unit = _UNITS.get(code) or ("mm" if code.split("_")[-1] in _MILLIMETRES else "")
    name = words[:1].upper() + words[1:]
    return AttributeRecord(code, name, kind, unit=unit if kind == "number" else "")


def _barcode(number: int, given: object, problems: list[RowProblem]) -> str:
    codes = [str(code) for code in given] if isinstance(given, list) else []
    good = next((code for code in codes if is_barcode(code)), "")
    if codes and not good:
        problems.append(
            RowProblem(
                number,
                "ean",
                codes[0],
                "the check digit of the EAN is wrong",
                "correct the code; the product came in without it",
                "warning",
            )
        )
    return good


def _prices(number: int, given: object, problems: list[RowProblem]) -> dict[str, PriceRecord]:
    if isinstance(given, int) and not isinstance(given, bool):
        return {CURRENCY: PriceRecord(given)}
    problems.append(
        RowProblem(number, "price", str(given), "not a price", "write cents, such as 1999")
    )
    return {}


def _grams(attributes: dict[str, AttributeValue]) -> int:
    weight = attributes.get("package_weight") or attributes.get("weight") or 0
    return round(weight) if isinstance(weight, int | float) and 0 < weight < 10**8 else 0
