"""A small file of a person as rows of text: CSV of any usual kind, or the first sheet of Excel.

Files of millions of rows go through `source` and `run`; these are whole in memory and limited.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.source import Source, csv_rows, inspect
from shop_app.core.errors import Invalid

LARGEST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
_LONGEST_CELL = 50_000
_UNPACKED_BYTES = 200 * 1024 * 1024
_PICTURE = "This file is a picture. Send a table as CSV or Excel."
# What people send by mistake, by how it begins.
_NO_TABLES = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"%PDF-", "This file is a PDF. Send a table as CSV or Excel."),
    (b"<", "This file is a web page. Send a table as CSV or Excel."),
    (
        b"\xd0\xcf\x11\xe0",
        "This Excel file is old or locked. Save it without a password as .xlsx and send that.",
    ),
)
_SAMPLE = 4096
_CONTROLS = {*map(chr, range(1, 32))} - set("\t\n\v\f\r\x1a")  # some write NUL for nothing
_MOST_CONTROLS = 0.02  # of the signs of a text
_BROKEN = "This Excel file cannot be read. Save it as CSV and send that."


@dataclass(frozen=True, slots=True)
class Sheet:
    """Names of columns, rows by their number in the file (the header is row 1), what was broken."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    problems: list[RowProblem] = field(default_factory=list)


def read_sheet(data: bytes) -> Sheet:
    """The rows of a file. Raises Invalid (field `file`) for what is none, empty or too large."""
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise Invalid("This file is empty.", field="file")
    if len(data) > LARGEST_BYTES:
        raise Invalid(
            "A file may have at most {most} MB. Cut it into several.",
            field="file",
            most=LARGEST_BYTES // 1024 // 1024,
        )
    found = _excel(data) if data.startswith(b"PK") else _csv(data)
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    problems: list[RowProblem] = []
    for number, cells in found:
        if isinstance(cells, RowProblem):
            problems.append(cells)
        elif not header:
            header = _names(cells)
        else:
            rows.append((number, [cell[:_LONGEST_CELL] for cell in cells[: len(header)]]))
        if len(rows) > MOST_ROWS:
            raise Invalid(
                "This file has more than {most} rows. Cut it into several.",
                field="file",
                most=MOST_ROWS,
            )
    if not header:
        raise Invalid("This file has no row with names of columns.", field="file")
    if not rows:
        raise Invalid("This file has names of columns and no rows below them.", field="file")
    return Sheet(header, rows, problems)


def _names(cells: list[str]) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise Invalid("This file has more than {most} columns.", field="file", most=MOST_COLUMNS)
    names: list[str] = []
    for cell in cells:
        name = " ".join(cell.replace("\x00", "").split())[:100]
        names.append(name if name and name not in names else f"{name or '?'} ({len(names) + 1})")
    return names


def _csv(data: bytes) -> Iterator[tuple[int, list[str] | RowProblem]]:
    if data.startswith(b"\x1f\x8b"):
        raise Invalid("This file is packed. Unpack it and send what was in it.", field="file")
    opening = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, sentence in _NO_TABLES:
        if opening.startswith(beginning):
            raise Invalid(sentence, field="file")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        source = inspect(path)
        if source.shape != "csv":
            raise Invalid("This is a JSON file. Send CSV or Excel.", field="file")
        _ensure_text(source)
        for number, cells in csv_rows(source):
            if isinstance(cells, list):
                yield number, [cell.replace("\x00", "").strip() for cell in cells]
            else:
                yield number, cells


def _ensure_text(source: Source) -> None:
    """Raises Invalid for programs, films and the like, whatever their names say."""
    with source.text() as text:
        opening = text.read(_SAMPLE)
    if sum(sign in _CONTROLS for sign in opening) > len(opening) * _MOST_CONTROLS:
        raise Invalid("This file holds no text. Send a table as CSV or Excel.", field="file")


def _excel(data: bytes) -> Iterator[tuple[int, list[str] | RowProblem]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED_BYTES:
                raise Invalid("This Excel file unpacks to more than fits.", field="file")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True)
        for number, values in enumerate(rows, 1):
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,  # a locked archive, or one packed in a rare way
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        EOFError,
        SyntaxError,  # broken XML
    ) as error:
        raise Invalid(_BROKEN, field="file") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value).replace("\x00", "").strip()
