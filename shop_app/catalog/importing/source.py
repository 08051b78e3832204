"""A file as rows, whatever it calls itself: packed or not, any usual encoding, any delimiter."""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

import orjson

from shop_app.catalog.importing.problems import RowProblem
from shop_app.core.errors import Invalid

LONGEST_FIELD = 1_000_000  # letters; a longer one is a mistake of the file
_LONGEST_LINE = 8_000_000
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Source:
    """What a look at the whole file has shown. `lines` is about the number of rows."""

    path: Path
    is_packed: bool
    encoding: str
    shape: Literal["csv", "json"]
    delimiter: str
    fingerprint: str
    lines: int

    def text(self) -> IO[str]:
        """The file as text; bytes that its encoding does not know become U+FFFD."""
        return io.TextIOWrapper(
            _open(self.path, self.is_packed), self.encoding, errors="replace", newline=""
        )


def inspect(path: Path) -> Source:
    """Read the file once to know how to read it. Raises Invalid with what to do about it."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise Invalid(
            "{path} cannot be read: {reason}.", path=path, reason=error.strerror or error
        ) from error
    if start.startswith(b"PK"):
        raise Invalid(
            "{path} is a ZIP or Excel file. Unpack it, or save it as CSV, and import that.",
            path=path,
        )
    is_packed = start.startswith(b"\x1f\x8b")
    try:
        encoding, fingerprint, lines, sample = _look_through(path, is_packed)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Invalid(
            "{path} is a broken gzip file: it ends early or is damaged. Fetch it again.", path=path
        ) from error
    opening = sample.lstrip("\ufeff \t\r\n")
    if not opening:
        raise Invalid("{path} is empty.", path=path)
    shape: Literal["csv", "json"] = "json" if opening[0] in "{[" else "csv"
    header = opening.splitlines()[0]
    delimiter = max(_DELIMITERS, key=header.count) if shape == "csv" else ""
    return Source(path, is_packed, encoding, shape, delimiter, fingerprint, lines)


def _open(path: Path, is_packed: bool) -> IO[bytes]:
    if is_packed:
        return io.BufferedReader(gzip.open(path, "rb"), _CHUNK)  # pyright: ignore[reportArgumentType]
    return path.open("rb")


def _look_through(path: Path, is_packed: bool) -> tuple[str, str, int, str]:
    """Encoding, fingerprint of the content, number of lines, and the opening as text."""
    digest, lines = hashlib.sha256(), 0
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    unknown = foreign = 0
    sample = b""
    with _open(path, is_packed) as file:
        while chunk := file.read(_CHUNK):
            sample = sample or chunk[:_SAMPLE]
            digest.update(chunk)
            lines += chunk.count(b"\n")
            if not chunk.isascii():
                text = decoder.decode(chunk)
                unknown += text.count("\ufffd")
                foreign += len(text) - len(text.encode("ascii", errors="ignore"))
    encoding = _encoding(sample, unknown, foreign)
    return encoding, digest.hexdigest(), lines, sample.decode(encoding, errors="replace")


def _encoding(sample: bytes, unknown: int, foreign: int) -> str:
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    pairs = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > pairs * 0.4:
        return "utf-16-le"
    if sample[0::2].count(0) > pairs * 0.4:
        return "utf-16-be"
    is_utf8 = unknown * 4 <= foreign - unknown  # a few broken bytes do not make it another code
    return "utf-8" if is_utf8 else "cp1252"  # Latin-1 with its quotation marks


def csv_rows(source: Source) -> Iterator[tuple[int, list[str] | RowProblem]]:
    """(row number, cells) with the header as row 1, as a spreadsheet counts; blank rows left out.

    A row that cannot be read comes as its problem, and reading goes on with the next line.
    """
    csv.field_size_limit(LONGEST_FIELD)
    with source.text() as text:
        reader = csv.reader(text, delimiter=source.delimiter, skipinitialspace=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, _unreadable(number, str(error))
                continue
            if number == 1 and cells:
                cells[0] = cells[0].lstrip("\ufeff")
            if any(cell.strip() for cell in cells):
                yield number, cells


def _unreadable(number: int, reason: str) -> RowProblem:
    return RowProblem(
        number,
        "",
        reason,
        "this row cannot be read",
        f"close every quotation mark and keep fields under {LONGEST_FIELD:,} characters",
    )


def json_rows(source: Source) -> Iterator[tuple[int, dict[str, Any] | RowProblem]]:
    """(line number, object) of each line; blank lines left out, broken ones as problems."""
    with source.text() as text:
        number = 0
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if len(line) >= _LONGEST_LINE and not line.endswith("\n"):
                _skip_rest_of_line(text)
                yield number, _too_long(number)
                continue
            if not line.strip("\ufeff \t\r\n"):
                continue
            yield number, _object(number, line.lstrip("\ufeff"))


def _skip_rest_of_line(text: IO[str]) -> None:
    while (part := text.readline(_LONGEST_LINE)) and not part.endswith("\n"):
        pass


def _too_long(number: int) -> RowProblem:
    return RowProblem(
        number, "", "", "this line is too long", f"keep lines under {_LONGEST_LINE:,} characters"
    )


def _object(number: int, line: str) -> dict[str, Any] | RowProblem:
    try:
        value = orjson.loads(line.encode("utf-8", errors="replace"))
    except orjson.JSONDecodeError as error:
        return RowProblem(
            number, "", line.strip(), f"not JSON: {error.msg}", "write one JSON object per line"
        )
    if not isinstance(value, dict):
        return RowProblem(
            number, "", line.strip(), "not a JSON object", "write one JSON object per line"
        )
    return value
