"""What a format's reader gives for each product of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.records import ProductRecord
from shop_app.catalog.importing.source import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """A product and the rows that it was read from; no record when nothing could be made of them.

    `row` is the first row and `last_row` the last, as the file counts them.
    """

    row: int
    last_row: int
    record: ProductRecord | None
    problems: tuple[RowProblem, ...] = ()

    @classmethod
    def of_problem(cls, problem: RowProblem) -> Reading:
        """A row of which nothing is left."""
        return cls(problem.row, problem.row, None, (problem,))


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a format cannot know itself: the currency of bare prices, a tree of categories."""

    currency: str = "EUR"
    tree: Source | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is known and read. `fits` gets the lower-cased keys of its opening."""

    code: str
    name: str
    shape: str
    source: str
    fits: Callable[[frozenset[str]], bool]
    read: Callable[[Source, ReadingOptions], Iterator[Reading]]
