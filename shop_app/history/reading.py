"""Rows of another system's files as typed records; a row that cannot be one says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from shop_app.core.money import exponent, round_half_away
from shop_app.history.files import Found, rows_of
from shop_app.history.mapping import Mapping

_LARGEST_MINOR = 10**15
_MOST_PROBLEMS = 10_000
_MOMENTS = ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y")


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that did not come in, or not as it stands, and what to do about it."""

    file: str
    row: int
    sentence: str


@dataclass(slots=True)
class Problems:
    """Problems by row; beyond 10,000 they are only counted."""

    listed: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, file: str, row: int, sentence: str) -> None:
        """One more of this kind (`refused`, `repeated`, `left_out`)."""
        self.counts[kind] += 1
        if len(self.listed) < _MOST_PROBLEMS:
            self.listed.append(Problem(file, row, sentence))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document; `value_minor` is quantity × price, rounded half away from zero."""

    order: str
    line: str
    product: str
    seller: str
    title: str
    category: str
    quantity: int
    unit_minor: int
    value_minor: int
    delivery_minor: int
    tax_minor: int
    placed_at: datetime | None
    customer: str
    country: str


@dataclass(frozen=True, slots=True)
class Document:
    """An order as its own file tells it."""

    order: str
    customer: str
    status: str
    placed_at: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None
    promised_to: datetime | None
    country: str


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """One part of what was paid for an order."""

    order: str
    part: str
    method: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """A review of an order."""

    order: str
    key: str
    rating: int
    title: str
    body: str
    created_at: datetime | None


class RowRefused(ValueError):
    """A cell that cannot be what its column says."""


class Reader:
    """Reads the rows of files by kind; what cannot be read goes to `problems`."""

    def __init__(self, mapping: Mapping, problems: Problems) -> None:
        self._mapping = mapping
        self._digits = exponent(mapping.currency)
        self._problems = problems

    def records(self, file: Found) -> Iterator[tuple[int, Any]]:
        """Row number and record of each row that can be one."""
        made: dict[str, Callable[[dict[str, str]], Any]] = {
            "lines": self._line,
            "orders": self._document,
            "payments": self._payment,
            "reviews": self._opinion,
        }
        make = made.get(file.kind, dict)
        for number, cells in rows_of(file):
            try:
                yield number, make(cells)
            except RowRefused as error:
                self._problems.add("refused", file.path.name, number, str(error))

    def _line(self, cells: dict[str, str]) -> Line:
        quantity = _whole(cells.get("quantity", "1") or "1", "quantity")
        if quantity == 0:
            raise RowRefused("The quantity is 0: such a line sells nothing. Leave it out.")
        price = _decimal(_needed(cells, "unit_price"), "price")
        only = self._mapping.seller
        return Line(
            order=_needed(cells, "order"),
            line=cells.get("line", ""),
            product=_needed(cells, "product"),
            seller=cells.get("seller", "") or (only.key if only else self._mapping.name),
            title=_plain(cells.get("title", ""))[:300],
            category=cells.get("category", "")[:100],
            quantity=quantity,
            unit_minor=self._minor(price),
            value_minor=self._minor(price * quantity),
            delivery_minor=self._amount(cells.get("delivery", ""), "delivery"),
            tax_minor=self._amount(cells.get("tax", ""), "tax"),
            placed_at=_moment(cells.get("placed_at", ""), "date"),
            customer=_whole_number(cells.get("customer", "")),
            country=cells.get("country", "")[:80],
        )

    def _document(self, cells: dict[str, str]) -> Document:
        placed_at = _moment(_needed(cells, "placed_at"), "date of the order")
        if placed_at is None:
            raise RowRefused("The date of the order is missing.")
        said = cells.get("status", "")
        return Document(
            order=_needed(cells, "order"),
            customer=_whole_number(cells.get("customer", "")),
            status=self._mapping.statuses.get(said.lower(), "delivered" if not said else "placed"),
            placed_at=placed_at,
            shipped_at=_moment(cells.get("shipped_at", ""), "date of dispatch"),
            delivered_at=_moment(cells.get("delivered_at", ""), "date of delivery"),
            promised_to=_moment(cells.get("promised_to", ""), "promised date"),
            country=cells.get("country", "")[:80],
        )

    def _payment(self, cells: dict[str, str]) -> PaymentPart:
        amount = self._amount(_needed(cells, "amount"), "amount")
        if amount < 0:
            raise RowRefused("The amount of a payment is below zero. Bring refunds in as lines.")
        method = cells.get("method", "")[:60] or "unknown"
        return PaymentPart(_needed(cells, "order"), cells.get("part", ""), method, amount)

    def _opinion(self, cells: dict[str, str]) -> Opinion:
        rating = _whole(_needed(cells, "rating"), "rating")
        if not 1 <= rating <= 5:
            raise RowRefused(f"The rating is {rating}: it must be from 1 to 5.")
        return Opinion(
            order=_needed(cells, "order"),
            key=cells.get("review", ""),
            rating=rating,
            title=_plain(cells.get("title", ""))[:120],
            body=_plain(cells.get("body", ""))[:5000],
            created_at=_moment(cells.get("created_at", ""), "date of the review"),
        )

    def _amount(self, text: str, what: str) -> int:
        return self._minor(_decimal(text, what)) if text else 0

    def _minor(self, amount: Decimal) -> int:
        minor = round_half_away(amount.scaleb(self._digits))
        if abs(minor) > _LARGEST_MINOR:
            raise RowRefused("The amount is larger than any that can be kept. Correct it.")
        return minor


def _needed(cells: dict[str, str], word: str) -> str:
    value = cells.get(word, "")
    if not value:
        raise RowRefused(f"There is no {word.replace('_', ' ')} in this row. Fill it in.")
    return value[:200]


def _decimal(text: str, what: str) -> Decimal:
    plain = text.replace(" ", "").replace("\u00a0", "")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    elif "," in plain:
        plain = plain.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise RowRefused(f"The {what} “{text[:40]}” is not a number.")
    return value


def _whole(text: str, what: str) -> int:
    value = _decimal(text, what)
    if value != value.to_integral_value() or abs(value) > 10**9:
        raise RowRefused(f"The {what} “{text[:40]}” is not a whole number.")
    return int(value)


def _whole_number(text: str) -> str:
    """A key that a spreadsheet has made a decimal (17850.0) as it was."""
    return (text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text)[:120]


def _moment(text: str, what: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = next((moment for form in _MOMENTS if (moment := _parsed(text, form))), None)
    if found is None or not 1970 <= found.year <= 2200:
        raise RowRefused(f"The {what} “{text[:40]}” is not a date such as 2017-07-09 21:57:05.")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
