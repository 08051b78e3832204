"""The formats that are understood, and how a file is recognised: by its content, never its name."""

from __future__ import annotations

from itertools import islice

from shop_app.catalog.importing.formats import bestbuy, icecat, shopify, stoa_csv, stoa_json
from shop_app.catalog.importing.reading import Format
from shop_app.catalog.importing.source import Source, csv_rows, json_rows
from shop_app.core.errors import Invalid

_OPENING_ROWS = 50

FORMATS: tuple[Format, ...] = (
    Format("stoa-csv", "our CSV (docs/import.md)", "csv", "file", stoa_csv.fits, stoa_csv.read),
    Format(
        "stoa-jsonl", "our JSON Lines (docs/import.md)", "json", "file", stoa_json.fits,
        stoa_json.read,
    ),
    Format("shopify", "Shopify's product CSV", "csv", "shopify", shopify.fits, shopify.read),
    Format("icecat", "Icecat JSON Lines", "json", "icecat", icecat.fits, icecat.read),
    Format("bestbuy", "Best Buy JSON Lines", "json", "bestbuy", bestbuy.fits, bestbuy.read),
)  # fmt: skip


def recognise(source: Source) -> Format:
    """The format of a file. Raises Invalid naming what is understood and what was found."""
    keys = _opening_keys(source)
    for known in FORMATS:
        if known.shape == source.shape and known.fits(keys):
            return known
    raise Invalid(
        "{name} is in no format that the shop understands. It understands {formats}."
        " Found {shape} with {keys}.{hint}",
        name=source.path.name,
        formats=", ".join(known.name for known in FORMATS),
        shape=source.shape.upper(),
        keys=", ".join(sorted(keys)[:8])[:300] or "no names of columns",
        hint=stoa_csv.hint(keys) if source.shape == "csv" else "",
    )


def _opening_keys(source: Source) -> frozenset[str]:
    if source.shape == "csv":
        first = next((row for _, row in csv_rows(source) if isinstance(row, list)), [])
        return frozenset(stoa_csv.normal(cell) for cell in first)
    opening = islice(json_rows(source), _OPENING_ROWS)
    return frozenset(key for _, row in opening if isinstance(row, dict) for key in row)
