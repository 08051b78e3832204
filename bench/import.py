"""How fast products come in, beside COPY of the same rows: `python bench/import.py FILE…`.

Both run in a database of their own, on the same server, one after the other. A line of JSON each:
the importer on a generated file, on files that are named, and COPY of the rows that it made.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parent.parent))

PRODUCTS, VARIANTS = 5000, 3
TABLES = (
    "categories", "brands", "product_types", "attributes", "product_type_attributes", "sellers",
    "warehouses", "products", "variants", "media", "offers", "prices", "stock_levels",
    "stock_movements",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="catalogues to import as well")
    parser.add_argument("--products", type=int, default=PRODUCTS, help="size of the generated file")
    arguments = parser.parse_args()
    with _engines(), tempfile.TemporaryDirectory() as folder:
        generated = Path(folder) / "generated.csv"
        generated.write_text(_generated(arguments.products))
        for path in (generated, *(file.absolute() for file in arguments.files)):
            _measure(path, Path(folder))


@contextmanager
def _engines() -> Iterator[None]:
    from shop_app.cli import with_engines

    with with_engines():
        yield


def _measure(path: Path, folder: Path) -> None:
    from shop_app.catalog.importing.run import import_file

    with _database():
        first = import_file(path, report_folder=folder)
        again = import_file(path, report_folder=folder)
        copied, rows = _copy_again()
    rate = first.products / first.seconds
    raw = first.products / copied
    print(
        json.dumps(
            {
                "bench": "import",
                "file": path.name,
                "format": first.file_format,
                "products": first.products,
                "refused": first.refusals,
                "rows": rows,
                "seconds": round(first.seconds, 2),
                "products_per_second": round(rate),
                "again_products_per_second": round(again.products / again.seconds),
                "copy_products_per_second": round(raw),
                "ratio_to_copy": round(rate / raw, 3),
            }
        ),
        flush=True,
    )


@contextmanager
def _database() -> Iterator[None]:
    """A migrated database of its own, dropped at the end."""
    from shop_app.cli.migrate import migrate
    from shop_app.core.db import dispose
    from shop_app.core.settings import forget_settings, settings

    before = settings().database_url
    name = f"bench_import_{os.getpid()}"
    server = before.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"create database {name}")
        os.environ["DATABASE_URL"] = before.rpartition("/")[0] + f"/{name}"
        forget_settings()
        try:
            migrate()
            yield
        finally:
            dispose()
            os.environ["DATABASE_URL"] = before
            forget_settings()
            admin.execute(f"drop database {name} with (force)")


def _copy_again() -> tuple[float, int]:
    """Seconds and rows of COPYing what the importer made into the same tables, emptied."""
    from shop_app.core.settings import settings

    url = settings().database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(url, autocommit=True) as connection:
        held = {}
        for table in TABLES:
            columns = _columns(connection, table)
            with connection.cursor().copy(f"copy {_source(table, columns)} to stdout") as out:
                held[table] = (columns, b"".join(bytes(part) for part in out))
        connection.execute(f"truncate {', '.join(TABLES)} cascade")
        began, rows = time.perf_counter(), 0
        with connection.transaction():
            for table, (columns, content) in held.items():
                cursor = connection.cursor()
                with cursor.copy(f"copy {table} ({columns}) from stdin") as into:
                    into.write(content)
                rows += cursor.rowcount
        return time.perf_counter() - began, rows


def _columns(connection: psycopg.Connection, table: str) -> str:
    """The columns that can be written: all but the generated ones."""
    found = connection.execute(
        "select string_agg(column_name, ', ' order by ordinal_position)"
        " from information_schema.columns where table_schema = 'public' and table_name = %s"
        " and is_generated = 'NEVER'",
        (table,),
    ).fetchone()
    return found[0] if found else ""


def _source(table: str, columns: str) -> str:
    order = " order by depth" if table == "categories" else ""
    return f"(select {columns} from {table}{order})"


def _generated(products: int) -> str:
    """Our CSV: products with three variants each, four attributes, a picture, two prices."""
    header = (
        "key,title,category,brand,description,type,sku,option:Colour,weight g,price:EUR,price:USD,"
        "stock:MAIN,image 1,attribute:Material,attribute:Volume[ml],attribute:Washable[yes/no]"
    )
    lines = [header]
    for number in range(products):
        place = f"Department {number % 12} > Shelf {number % 84}"
        for variant, colour in enumerate(("Olive", "Sand", "Ink")[:VARIANTS]):
            lines.append(
                f"p{number},Stoneware mug {number},{place},Maker {number % 200},"
                f"Holds enough for a morning. Number {number}.,Mug,SKU-{number}-{variant},{colour},"
                f"{300 + number % 90},{5 + number % 40}.90,{6 + number % 44}.90,{number % 60},"
                f"/pictures/mug-{number}.svg,Stoneware,{250 + number % 200},yes"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
