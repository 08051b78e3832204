"""A shop to import into, files to import, and plain questions about what came in."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from shop_app.catalog.importing.run import Outcome, import_file
from shop_app.core.db import engine
from shop_app.core.ids import new_id
from shop_app.core.tables import SQLModel

Ask = Callable[..., list[tuple]]
Bring = Callable[..., Outcome]


@pytest.fixture
def shop(database: str) -> str:
    """Two regions, two warehouses of the platform, three approved sellers and one applicant."""
    regions = [("EU", "EUR", "NL", 0), ("US", "USD", "US", 1), ("JP", "JPY", "JP", 2)]
    sellers = [("alder", "approved"), ("birch", "approved"), ("cedar", "approved")]
    with engine().begin() as connection:
        tables = SQLModel.metadata.tables
        connection.execute(
            tables["regions"].insert(),
            [
                {"code": code, "name": code, "currency": currency, "countries": [country],
                 "default_country": country, "locale": "en", "tax_included": True,
                 "position": position}
                for code, currency, country, position in regions
            ],
        )  # fmt: skip
        connection.execute(
            tables["sellers"].insert(),
            [_seller(slug, status) for slug, status in [*sellers, ("dogwood", "applied")]],
        )
        connection.execute(
            tables["warehouses"].insert(),
            [
                {"id": new_id(), "code": code, "name": code, "country": "NL", "address": {}}
                for code in ("MEM", "RTM")
            ],
        )
    return database


def add_seller(slug: str, status: str) -> None:
    """One more seller."""
    with engine().begin() as connection:
        connection.execute(SQLModel.metadata.tables["sellers"].insert(), [_seller(slug, status)])


def _seller(slug: str, status: str) -> dict[str, Any]:
    return {"id": new_id(), "slug": slug, "name": slug.title(), "status": status}


@pytest.fixture
def ask(database: str) -> Ask:
    """`ask("select …", name=value)`: the rows of a question on committed data."""

    def question(sql: str, **parameters: Any) -> list[tuple]:
        with engine().connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql), parameters)]

    return question


@pytest.fixture
def bring(shop: str, tmp_path: Path) -> Bring:
    """`bring(content, …)`: write a file and import it, small batches, reports beside it."""

    def import_content(content: bytes | str, *, name: str = "products", **options: Any) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        options.setdefault("batch_size", 2)
        return import_file(path, report_folder=tmp_path / "reports", **options)

    return import_content


def sheet(*rows: dict[str, object], delimiter: str = ",") -> str:
    """Rows as CSV; the columns are those of all rows in order of appearance."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text_file = io.StringIO(newline="")
    writer = csv.DictWriter(text_file, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text_file.getvalue()


def lines(*rows: dict[str, object]) -> str:
    """Rows as JSON Lines."""
    return "".join(json.dumps(row) + "\n" for row in rows)


def packed(content: str) -> bytes:
    """The content in gzip."""
    return gzip.compress(content.encode())


def mug(**changes: object) -> dict[str, object]:
    """A row of our CSV: a plain mug at 12.50 euro."""
    row: dict[str, object] = {
        "key": "mug-1", "title": "Stoneware mug", "sku": "MUG-1", "brand": "Fjord",
        "category": "Home > Kitchen", "price:EUR": "12.50", "stock:RTM": "7",
    }  # fmt: skip
    return {**row, **changes}


def report_of(outcome: Outcome) -> list[dict[str, str]]:
    """The rows of the report."""
    assert outcome.report is not None
    with outcome.report.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
