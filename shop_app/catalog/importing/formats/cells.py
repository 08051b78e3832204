"""Cells of files read to numbers, amounts and moments, with the sentence for those that are not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from shop_app.catalog.importing.problems import RowProblem
from shop_app.core.errors import Invalid
from shop_app.core.money import exponent, parse_minor, round_half_away

_COMMA_DECIMAL = re.compile(r"^-?\d+,\d{1,3}$")
_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")
_LARGEST = 10**13
_YES = {"yes", "true", "1", "y"}
_NO = {"no", "false", "0", "n"}


@dataclass(slots=True)
class Cells:
    """One row by column name; what cannot be read is noted in `problems` and comes as nothing."""

    row: int
    values: dict[str, str]
    problems: list[RowProblem] = field(default_factory=list)

    def text(self, *columns: str) -> str:
        """The first of the columns that holds something."""
        return next((found for c in columns if (found := self.values.get(c, "").strip())), "")

    def refuse(self, column: str, problem: str, remedy: str) -> None:
        """Note that a cell stays out."""
        self.problems.append(
            RowProblem(self.row, column, self.values.get(column, ""), problem, remedy)
        )

    def warn(self, column: str, problem: str, remedy: str) -> None:
        """Note something that does not keep the row out."""
        value = self.values.get(column, "")
        self.problems.append(RowProblem(self.row, column, value, problem, remedy, "warning"))

    def minor(self, column: str, currency: str) -> int | None:
        """An amount in minor units; `19.99`, `19,99` and `1,999.00` are read."""
        text = self.text(column)
        if not text:
            return None
        try:
            return parse_minor(_decimal_text(text), currency)
        except Invalid as error:
            self.refuse(column, str(error), "write the amount like 19.99, without a currency sign")
            return None

    def whole(self, column: str) -> int | None:
        """A whole number."""
        number = self.number(column)
        if number is None or number != int(number):
            if number is not None:
                self.refuse(column, "not a whole number", "write a whole number such as 12")
            return None
        return int(number)

    def number(self, column: str) -> float | None:
        """A number; whole ones and fractions."""
        text = self.text(column)
        if not text:
            return None
        number = number_of(text)
        if number is None:
            self.refuse(column, "not a number", "write digits such as 12 or 1.5, without a unit")
        return number

    def moment(self, column: str) -> datetime | None:
        """A date or moment in ISO 8601; without a zone it is UTC."""
        text = self.text(column)
        if not text:
            return None
        moment = moment_of(text)
        if moment is None:
            self.refuse(column, "not a date", "write it like 2026-11-23 or 2026-11-23T09:00Z")
        return moment


def _decimal_text(text: str) -> str:
    if _COMMA_DECIMAL.match(text) and not _THOUSANDS.match(text):
        return text.replace(",", ".")
    return text.replace(",", "") if _THOUSANDS.match(text) else text


def number_of(text: str) -> int | float | None:
    """A finite number from its text, or None."""
    try:
        value = Decimal(_decimal_text(text.strip()))
    except ArithmeticError:
        return None
    if not value.is_finite() or abs(value) > _LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def truth_of(text: str) -> bool | None:
    """Yes or no in its usual spellings, or None."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def moment_of(text: str) -> datetime | None:
    """An aware moment from ISO 8601, or None."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def minor_of_number(value: object, currency: str) -> int | None:
    """Minor units of a JSON number in major units (4.99), or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    exact = Decimal(str(value))
    if not exact.is_finite() or abs(exact) > _LARGEST:
        return None
    return round_half_away(exact.scaleb(exponent(currency)))
