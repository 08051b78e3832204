"""Files of another system: which is which by its columns, and their rows as text."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import pyarrow.parquet as parquet
from charset_normalizer import from_bytes

from shop_app.core.errors import Invalid
from shop_app.history.mapping import Mapping

_ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".csv.gz", ".tsv.gz", ".txt.gz")
_SAMPLE = 64 * 1024
_PARQUET_ROWS = 20_000
_LONGEST_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file and the kind that its columns say it is."""

    path: Path
    kind: str
    columns: dict[str, str]  # our word → the column's own spelling in this file


def recognise(folder: Path, mapping: Mapping) -> tuple[list[Found], list[Path]]:
    """The files of the folder that the mapping knows, and those that it does not.

    Names mean nothing: a file is of the kind whose columns it has, the richest kind first. Raises
    Invalid when there is no such folder, or when what was sold is in none of its files.
    """
    if not folder.is_dir():
        raise Invalid("There is no folder {folder}.", folder=str(folder))
    found, others = [], []
    for path in sorted(folder.iterdir()):
        if not path.is_file() or not path.name.lower().endswith(_ENDINGS):
            continue
        names = {name.strip().lower(): name for name in header_of(path)}
        kinds = [
            (len(file.recognised_by), kind, file)
            for kind, file in mapping.files.items()
            if {name.lower() for name in file.recognised_by} <= names.keys()
        ]
        if not kinds:
            others.append(path)
            continue
        _, kind, file = max(kinds, key=lambda item: item[0])
        columns = {
            word: names[column.lower()]
            for word, column in file.columns.items()
            if column.lower() in names
        }
        found.append(Found(path, kind, columns))
    _refuse_missing(folder, mapping, found)
    return found, others


def _refuse_missing(folder: Path, mapping: Mapping, found: list[Found]) -> None:
    there = {file.kind for file in found}
    for kind in ("orders", "lines"):
        if kind in mapping.files and kind not in there:
            raise Invalid(
                "No file in {folder} holds {kind}: a file with the columns {columns}.",
                folder=str(folder),
                kind=kind,
                columns=", ".join(mapping.files[kind].recognised_by),
            )


def header_of(path: Path) -> list[str]:
    """The names of the columns. Raises Invalid for a file that cannot be read."""
    try:
        if path.suffix.lower() == ".parquet":
            return list(parquet.read_schema(path).names)
        with _opened(path) as text:
            return next(csv.reader(text, delimiter=_delimiter(path)), [])
    except (OSError, EOFError, ValueError, csv.Error) as error:
        raise Invalid(
            "{file} cannot be read: {why}", file=path.name, why=str(error)[:200]
        ) from error


def rows_of(file: Found) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number (the header is 1) and what it says in our words; cells that are empty are ""."""
    if file.path.suffix.lower() == ".parquet":
        yield from _parquet_rows(file)
        return
    csv.field_size_limit(_LONGEST_FIELD)
    with _opened(file.path) as text:
        reader = csv.reader(text, delimiter=_delimiter(file.path))
        header = next(reader, [])
        places = [(word, header.index(column)) for word, column in file.columns.items()]
        for number, cells in enumerate(reader, start=2):
            if cells:
                width = len(cells)
                yield (
                    number,
                    {word: cells[place].strip() if place < width else "" for word, place in places},
                )


def _parquet_rows(file: Found) -> Iterator[tuple[int, dict[str, str]]]:
    number = 1
    wanted = list(dict.fromkeys(file.columns.values()))
    with parquet.ParquetFile(file.path) as opened:
        for batch in opened.iter_batches(batch_size=_PARQUET_ROWS, columns=wanted):
            columns = {name: batch.column(name).to_pylist() for name in wanted}
            for place in range(batch.num_rows):
                number += 1
                yield (
                    number,
                    {word: _text(columns[name][place]) for word, name in file.columns.items()},
                )


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()


def _opened(path: Path) -> TextIO:
    packed = gzip.open if path.suffix.lower() == ".gz" else open
    with packed(path, "rb") as sample:
        start = sample.read(_SAMPLE)
    encoding = "utf-8-sig"
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 4:  # not just a letter that the sample has cut
            best = from_bytes(start).best()
            encoding = best.encoding if best else "latin-1"
    return io.TextIOWrapper(packed(path, "rb"), encoding=encoding, errors="replace", newline="")  # pyright: ignore


def _delimiter(path: Path) -> str:
    with _opened(path) as text:
        line = text.readline()
    return max(",;\t|", key=line.count)
