"""What is wrong with a row, said so that its owner can mend it, and the file that collects it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

HEADER = ("row", "column", "value", "problem", "how to mend it", "outcome")
_LONGEST_VALUE = 200
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing about one row. `refused` parts stay out of the shop, `warning`s come in."""

    row: int
    column: str
    value: str
    problem: str
    remedy: str
    outcome: Literal["refused", "warning"] = "refused"


class Report:
    """The CSV file of one import's problems; made when the first problem appears.

    Opened again for a resumed import it keeps what was said about rows up to `rows_done`, so that
    no row is reported twice.
    """

    def __init__(self, path: Path, *, rows_done: int = 0) -> None:
        self.path = path
        self.warnings = 0
        self.refusals = 0
        kept = _rows_until(path, rows_done) if rows_done else []
        path.unlink(missing_ok=True)
        if kept:
            self._write(kept)
        self._count([row[-1] for row in kept])

    def add(self, problems: Iterable[RowProblem]) -> None:
        """Append problems; the file is complete on disk when this returns."""
        lines = [_line(problem) for problem in problems]
        if lines:
            self._write(lines)
            self._count([line[-1] for line in lines])

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.warnings or self.refusals)

    def _count(self, outcomes: list[str]) -> None:
        self.refusals += outcomes.count("refused")
        self.warnings += outcomes.count("warning")

    def _write(self, lines: list[list[str]]) -> None:
        is_new = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8-sig" if is_new else "utf-8", newline="") as file:
            writer = csv.writer(file)
            if is_new:
                writer.writerow(HEADER)
            writer.writerows(lines)


def _line(problem: RowProblem) -> list[str]:
    cells = [problem.column, problem.value[:_LONGEST_VALUE], problem.problem, problem.remedy]
    return [str(problem.row), *map(_harmless, cells), problem.outcome]


def _harmless(text: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain


def _rows_until(path: Path, rows_done: int) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [row for row in rows if len(row) == len(HEADER) and int(row[0]) <= rows_done]
