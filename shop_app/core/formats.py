"""Money, numbers and dates as a person of a locale reads them (CLDR by way of Babel)."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent

from shop_app.core.money import Money


@lru_cache(maxsize=64)
def locale_of(code: str) -> Locale:
    """The Babel locale of a code such as `en-GB`; English when the code is unknown."""
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def money_text(minor: int, currency: str, locale: str = "en") -> str:
    """€42.10, ¥980, 42,10 €: minor units formatted by locale."""
    return format_currency(Money(minor, currency).decimal, currency, locale=locale_of(locale))


def number_text(value: float, locale: str = "en") -> str:
    """1,234 or 4.5 by locale."""
    return format_decimal(value, locale=locale_of(locale))


def rating_text(value: float, locale: str = "en") -> str:
    """A rating with one decimal: 4.6."""
    return format_decimal(value, format="0.0", locale=locale_of(locale))


def percent_text(share: float, locale: str = "en") -> str:
    """A share of 1 as a whole percentage."""
    return format_percent(share, locale=locale_of(locale))


def date_text(day: date, locale: str = "en", form: str = "d MMM") -> str:
    """A day, short by default: 24 Nov."""
    return format_date(day, format=form, locale=locale_of(locale))


def moment_text(moment: datetime, locale: str = "en") -> str:
    """A moment with its time, UTC, medium length."""
    return format_datetime(moment, format="medium", locale=locale_of(locale))


def csv_cell(value: object) -> str | int | float:
    """A value as a cell of a CSV file that no spreadsheet takes for a formula.

    Numbers stay numbers; text that begins like a formula gets an apostrophe in front (OWASP, CSV
    injection).
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
