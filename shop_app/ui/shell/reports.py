"""How reports are made: parts with columns and rows, shown as tables or taken away as CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from shop_app.core.formats import csv_cell
from shop_app.core.money import Money
from shop_app.ui.components.charts import ChartView, Series
from shop_app.ui.components.table_views import Cell, Head, TableRow
from shop_app.ui.i18n import current_locale, money_text, number_text, percent_text, t
from shop_app.ui.i18n.locales import babel_locale
from shop_app.ui.shell.asking import Asked
from shop_app.ui.shell.lists import Column

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a report. `note` defines what its numbers mean."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    note: str = ""
    chart: ChartView | None = None


@dataclass(frozen=True, slots=True)
class PartView:
    """A part as it is shown."""

    name: str = ""
    caption: str = ""
    note: str = ""
    heads: list[Head] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    more: str = ""
    export_href: str = ""
    has_chart: bool = False
    chart: ChartView = field(default_factory=ChartView)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with its change, its definition and the rows behind it."""

    label: str = ""
    value: str = ""
    change: str = ""
    tone: str = ""
    definition: str = ""
    href: str = ""


def part_view(part: Part, asked: Asked, file: str) -> PartView:
    """The part for the screen; `file` is the address of its CSV file."""
    hidden = len(part.rows) - MOST_SHOWN
    return PartView(
        name=part.name,
        caption=part.caption,
        note=part.note,
        heads=[Head(column.label, number=column.number) for column in part.columns],
        rows=[
            TableRow(key=str(number), cells=[column.cell(row) for column in part.columns])
            for number, row in enumerate(part.rows[:MOST_SHOWN])
        ],
        more=t("{n} more rows are in the file.", n=hidden) if hidden > 0 else "",
        export_href=f"{file}?part={part.name}&{asked.kept}",
        has_chart=part.chart is not None,
        chart=part.chart or ChartView(),
    )


def csv_lines(part: Part) -> Iterator[str]:
    """The part as a CSV file, line by line; text that looks like a formula is made harmless."""
    yield "\ufeff" + _line([column.label for column in part.columns])
    for row in part.rows:
        yield _line(
            [
                column.export(row) if column.export else column.cell(row).text
                for column in part.columns
            ]
        )


def _line(values: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([csv_cell(value) for value in values])
    return buffer.getvalue()


def major(minor: int, currency: str) -> float:
    """Minor units as a plain number, for files and drawings."""
    return float(Money(minor, currency).decimal)


def words(
    key: str, label: str, get: Callable[[Any], str], href: Callable[[Any], str] | None = None
) -> Column:
    """A column of words, each a link when `href` gives one."""
    return Column(key, label, lambda row: Cell(get(row), href=href(row) if href else ""))


def count(key: str, label: str, get: Callable[[Any], int]) -> Column:
    """A column of whole numbers."""
    return Column(
        key, label, lambda row: Cell(number_text(get(row)), number=True), number=True, export=get
    )


def money(key: str, label: str, get: Callable[[Any], int], currency: str) -> Column:
    """A column of amounts in minor units of a currency."""
    return Column(
        key,
        label,
        lambda row: Cell(money_text(get(row), currency), number=True),
        number=True,
        export=lambda row: major(get(row), currency),
    )


def share(key: str, label: str, get: Callable[[Any], float]) -> Column:
    """A column of shares of 1, shown in percent with one decimal."""
    return Column(
        key,
        label,
        lambda row: Cell(share_text(get(row)), number=True),
        number=True,
        export=lambda row: round(get(row), 6),
    )


def share_text(value: float) -> str:
    """0.0725 as 7.3%; below a tenth with one decimal."""
    if value and abs(value) < 0.1:
        return number_text(round(value * 100, 1)) + "%"
    return percent_text(value)


def change_text(value: float, before: float, before_text: str) -> tuple[str, str]:
    """How a figure differs from the one before, and whether that is up, down or neither."""
    if not before:
        return t("before: {value}", value=before_text), ""
    difference = (value - before) / abs(before)
    difference = 0.0 if abs(difference) < 0.005 else difference  # shown as 0%, so without a sign
    sign = "+" if difference > 0 else ""
    tone = "up" if difference >= 0.005 else "down" if difference <= -0.005 else ""
    return (
        t(
            "{change} · before: {value}",
            change=f"{sign}{percent_text(difference)}",
            value=before_text,
        ),
        tone,
    )


def country_text(code: str) -> str:
    """The name of a country in the request's language; unknown codes as they are."""
    if code == "-":
        return t("Not known")
    return babel_locale(current_locale()).territories.get(code, code)


def amounts_drawn(name: str, amounts: Sequence[int], currency: str) -> Series:
    """Amounts in minor units for a chart."""
    return Series(
        name,
        [major(amount, currency) for amount in amounts],
        [money_text(amount, currency) for amount in amounts],
    )


def counts_drawn(name: str, numbers: Sequence[int]) -> Series:
    """Whole numbers for a chart."""
    return Series(name, list(numbers), [number_text(number) for number in numbers])
