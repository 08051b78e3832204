"""All files read and put together: documents with their lines, payments and reviews, by key.

Rules (docs/import.md says them to people): the first of rows with one key counts, the same again
is left out, another one with that key is reported; lines of an order that is in no file are
refused; quantities below zero and documents below zero are credits, not orders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shop_app.history.files import Found
from shop_app.history.mapping import Mapping
from shop_app.history.reading import Document, Line, Opinion, PaymentPart, Problems, Reader

_ORDER_OF_KINDS = ("orders", "customers", "sellers", "products", "lines", "payments", "reviews")


@dataclass(slots=True)
class Books:
    """What the files say, by the source's keys."""

    documents: dict[str, Document] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    payments: dict[str, list[PaymentPart]] = field(default_factory=lambda: defaultdict(list))
    reviews: dict[str, list[Opinion]] = field(default_factory=lambda: defaultdict(list))
    customers: dict[str, dict[str, str]] = field(default_factory=dict)
    sellers: dict[str, dict[str, str]] = field(default_factory=dict)
    products: dict[str, dict[str, str]] = field(default_factory=dict)


def read_books(
    mapping: Mapping, files: Sequence[Found], problems: Problems, advance: Callable[[int], None]
) -> Books:
    """Read every file; `advance` hears of every thousand rows."""
    books = Books()
    reader = Reader(mapping, problems)
    with_orders = "orders" in mapping.files
    seen: dict[tuple, Any] = {}
    rows = 0
    for file in sorted(files, key=lambda found: _ORDER_OF_KINDS.index(found.kind)):
        for number, record in reader.records(file):
            _enter(books, file, number, record, seen, problems, with_orders)
            rows += 1
            if rows % 1000 == 0:
                advance(1000)
    advance(rows % 1000)
    if not with_orders:
        _documents_of_lines(books)
    _titles_of_lines(books)
    return books


def _enter(
    books: Books,
    file: Found,
    number: int,
    record: Any,
    seen: dict[tuple, Any],
    problems: Problems,
    with_orders: bool,
) -> None:
    key = _key(file.kind, record)
    if key is not None:
        if key in seen:
            same = seen[key] == record
            problems.add(
                "repeated",
                file.path.name,
                number,
                "This row is here twice; it counts once."
                if same
                else "Another row with this key came first and counts; this one is left out.",
            )
            return
        seen[key] = record
    match file.kind:
        case "orders":
            books.documents[record.order] = record
        case "lines":
            if with_orders and record.order not in books.documents:
                problems.add(
                    "refused", file.path.name, number, f"Order {record.order} is in no file here."
                )
                return
            if not with_orders and record.placed_at is None:
                problems.add("refused", file.path.name, number, "There is no date in this row.")
                return
            books.lines[record.order].append(record)
        case "payments" | "reviews":
            if record.order not in books.documents:
                problems.counts[f"{file.kind}_of_other_orders"] += 1
                return
            getattr(books, file.kind)[record.order].append(record)
        case kind:
            getattr(books, kind)[record[kind.removesuffix("s")]] = record


def _key(kind: str, record: Any) -> tuple | None:
    """What tells rows of a kind apart; None where the same row may rightly stand twice."""
    match kind:
        case "orders":
            return (kind, record.order)
        case "lines":
            return (kind, record.order, record.line) if record.line else None
        case "payments":
            return (kind, record.order, record.part) if record.part else None
        case "reviews":
            return (kind, record.order, record.key) if record.key else None
    return (kind, record[kind.removesuffix("s")])


def _documents_of_lines(books: Books) -> None:
    """Where only lines are known, an order is what its lines say together."""
    for order, lines in books.lines.items():
        moments = [line.placed_at for line in lines if line.placed_at is not None]
        placed_at = min(moments)
        books.documents[order] = Document(
            order=order,
            customer=next((line.customer for line in lines if line.customer), ""),
            status="delivered",
            placed_at=placed_at,
            shipped_at=placed_at,
            delivered_at=placed_at,
            promised_to=None,
            country=next((line.country for line in lines if line.country), ""),
        )


def _titles_of_lines(books: Books) -> None:
    """Products that only lines know are called what a line calls them first."""
    for lines in books.lines.values():
        for line in lines:
            known = books.products.get(line.product)
            if known is None:
                books.products[line.product] = {"title": line.title, "category": line.category}
            elif line.title and not known.get("title"):
                known["title"] = line.title
