"""Money, numbers and dates as people of a locale write them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent

from shop_app.core.money import Money
from shop_app.ui.i18n.locales import babel_locale, current_locale


@lru_cache(maxsize=8192)
def _money(minor: int, currency: str, locale: str) -> str:
    return format_currency(Money(minor, currency).decimal, currency, locale=babel_locale(locale))


def money_text(minor: int, currency: str, locale: str | None = None) -> str:
    """`money_text(4210, "EUR", "en")` is €42.10. Without a locale: that of the request."""
    return _money(minor, currency, locale or current_locale())


def number_text(number: int | float | Decimal, locale: str | None = None) -> str:
    """1234 as 1,234."""
    return format_decimal(number, locale=babel_locale(locale or current_locale()))


def compact_text(number: int, locale: str | None = None) -> str:
    """12345 as 12K: for places where the order of size is enough."""
    return format_compact_decimal(number, locale=babel_locale(locale or current_locale()))


def percent_text(share: float | Decimal, locale: str | None = None) -> str:
    """0.25 as 25%."""
    return format_percent(share, locale=babel_locale(locale or current_locale()))


def date_text(day: date, locale: str | None = None, style: str = "medium") -> str:
    """A day: `medium` is Nov 23, 2025; a pattern such as `EEE d MMM` is allowed too."""
    return format_date(day, style, locale=babel_locale(locale or current_locale()))


def datetime_text(
    moment: datetime, locale: str | None = None, style: str = "medium", zone: tzinfo | None = None
) -> str:
    """A moment in `zone` (UTC when left out)."""
    return format_datetime(
        moment, style, tzinfo=zone, locale=babel_locale(locale or current_locale())
    )
