"""One folder of another system's files brought in as history, under a name.

Documents are written a thousand at a time, each batch in its own transaction, by COPY into
temporary tables that are merged: what is there already stays as it is. So the import may be
stopped at any time and started again, and the same files twice make the same shop.
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import orjson
from psycopg import Cursor
from sqlmodel import Session

from shop_app.catalog.importing.loader import cursor_of
from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, Invalid
from shop_app.core.formats import csv_cell
from shop_app.history import entries as making
from shop_app.history.books import Books, read_books
from shop_app.history.entries import COLUMNS, Entries
from shop_app.history.files import recognise
from shop_app.history.mapping import Mapping, mapping_of
from shop_app.history.reading import Document, Problems

BATCH = 1000
_NAME = re.compile(r"^[a-z0-9][a-z0-9._-]{0,59}$")


class Progress(Protocol):
    """What a long piece of work tells of itself."""

    def start(self, label: str, total: int | None = None) -> None: ...

    def advance(self, amount: int = 1) -> None: ...

    def done(self) -> None: ...


@dataclass(frozen=True, slots=True)
class HistoryOutcome:
    """What came in; `new_*` were not there before. Counts of problems by kind, and their file."""

    name: str
    mapping: str
    currency: str
    files: dict[str, str]
    files_left_out: list[str]
    orders: int
    lines: int
    credits: int
    payments: int
    reviews: int
    new_orders: int
    new_lines: int
    problems: dict[str, int] = field(default_factory=dict)
    report: str = ""
    seconds: float = 0.0


def import_history(
    folder: Path, *, mapping: str, name: str = "", report_folder: Path, progress: Progress
) -> HistoryOutcome:
    """Bring the files of `folder` in. Raises Invalid or Conflict, saying what to do."""
    started = time.monotonic()
    chosen = mapping_of(mapping)
    name = name or chosen.name
    if not _NAME.match(name):
        raise Invalid(
            "The name of an import is made of small letters, digits, dots, dashes and underscores,"
            " 60 at most."
        )
    files, others = recognise(folder, chosen)
    problems = Problems()
    progress.start("Rows read")
    books = read_books(chosen, files, problems, progress.advance)
    progress.done()
    run_in_transaction(_open, name=name, mapping=chosen)
    entries = Entries(name=name, mapping=chosen, books=books)
    run_in_transaction(_write_world, entries=entries)
    written = _write_documents(entries, progress)
    counts = _counts(books)
    run_in_transaction(_close, name=name, counts=counts)
    report = _report(report_folder / f"{name}.csv", problems)
    return HistoryOutcome(
        name=name,
        mapping=chosen.name,
        currency=chosen.currency,
        files={file.path.name: file.kind for file in files},
        files_left_out=[path.name for path in others],
        **counts,
        new_orders=written["orders"],
        new_lines=written["order_lines"] + written["history_credits"],
        problems=dict(problems.counts),
        report=report,
        seconds=round(time.monotonic() - started, 2),
    )


def _open(session: Session, *, name: str, mapping: Mapping) -> None:
    known = rows(session, "select mapping from history_imports where name = :name", name=name)
    if known and known[0].mapping != mapping.name:
        raise Conflict(
            "The import {name} came in with the mapping {mapping}. Choose another name.",
            name=name,
            mapping=known[0].mapping,
        )
    rows(
        session,
        "insert into history_imports (name, mapping, currency, counts, started_at)"
        " values (:name, :mapping, :currency, '{}', :moment)"
        " on conflict (name) do update set finished_at = null returning name",
        name=name,
        mapping=mapping.name,
        currency=mapping.currency,
        moment=now(),
    )


def _write_world(session: Session, *, entries: Entries) -> None:
    cursor = cursor_of(session)
    merge(cursor, "users", making.people(entries))
    pairs = list(making.sellers(entries))
    merge(cursor, "sellers", (seller for seller, _ in pairs))
    merge(cursor, "history_sellers", (key for _, key in pairs))
    merge(cursor, "products", making.products(entries))


def _write_documents(entries: Entries, progress: Progress) -> dict[str, int]:
    documents = sorted(entries.books.documents.values(), key=lambda document: document.order)
    progress.start("Orders", total=len(documents))
    written = dict.fromkeys(COLUMNS, 0)
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        for table, count in run_in_transaction(_write_batch, entries, batch).items():
            written[table] += count
        progress.advance(len(batch))
    progress.done()
    return written


def _write_batch(session: Session, entries: Entries, batch: Sequence[Document]) -> dict[str, int]:
    for made in entries.rows.values():
        made.clear()
    for document in batch:
        making.enter(entries, document)
    cursor = cursor_of(session)
    return {table: merge(cursor, table, made) for table, made in entries.rows.items() if made}


def merge(cursor: Cursor, table: str, made: Iterable[Sequence[Any]]) -> int:
    """COPY rows beside the table, then take over those that are not there; how many."""
    columns, staging = COLUMNS[table], f"incoming_{table}"
    cursor.execute(
        f"create temporary table {staging} on commit drop as"
        f" select {columns} from {table} with no data".encode()
    )
    with cursor.copy(f"copy {staging} ({columns}) from stdin".encode()) as copy:
        for row in made:
            copy.write_row(row)
    cursor.execute(
        f"insert into {table} ({columns}) select {columns} from {staging}"
        " on conflict do nothing".encode()
    )
    count = cursor.rowcount
    cursor.execute(f"drop table {staging}".encode())
    return count


def _counts(books: Books) -> dict[str, int]:
    lines = [line for found in books.lines.values() for line in found]
    back = sum(1 for line in lines if line.quantity < 0 or line.value_minor < 0)
    return {
        "orders": len(books.documents),
        "lines": len(lines),
        "credits": back,
        "payments": sum(len(found) for found in books.payments.values()),
        "reviews": sum(len(found) for found in books.reviews.values()),
    }


def _close(session: Session, *, name: str, counts: dict[str, int]) -> None:
    rows(
        session,
        "update history_imports set counts = cast(:counts as jsonb), finished_at = :moment"
        " where name = :name returning name",
        name=name,
        counts=orjson.dumps(counts).decode(),
        moment=now(),
    )


def _report(file: Path, problems: Problems) -> str:
    if not problems.listed:
        return ""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["file", "row", "what to mend"])
        for problem in problems.listed:
            writer.writerow([csv_cell(problem.file), problem.row, csv_cell(problem.sentence)])
    return str(file)
