"""Our JSON Lines: one ProductRecord per line, amounts in minor units."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.reading import Reading, ReadingOptions
from shop_app.catalog.importing.records import ProductRecord
from shop_app.catalog.importing.source import Source, json_rows

_ADAPTER = TypeAdapter(ProductRecord)
_MOST_PROBLEMS = 10


def fits(keys: frozenset[str]) -> bool:
    """Whether an object's keys are those of our records."""
    return {"source_key", "title"} <= keys


def read(source: Source, options: ReadingOptions) -> Iterator[Reading]:  # noqa: ARG001 one signature
    """The records of a file; a line that is not one comes as its problems."""
    for number, row in json_rows(source):
        if isinstance(row, RowProblem):
            yield Reading.of_problem(row)
            continue
        try:
            yield Reading(number, number, _ADAPTER.validate_python(row))
        except ValidationError as error:
            yield Reading(number, number, None, _problems(number, error))


def _problems(number: int, error: ValidationError) -> tuple[RowProblem, ...]:
    return tuple(
        RowProblem(
            number,
            ".".join(str(part) for part in item["loc"]),
            str(item["input"]),
            item["msg"][:1].lower() + item["msg"][1:],
            "write it as docs/import.md describes the field",
        )
        for item in error.errors(include_url=False)[:_MOST_PROBLEMS]
    )
