"""Periods that people ask for: presets and own dates, in a time zone, as moments in UTC.

Sums are kept by UTC hours, so only time zones whose clocks differ from UTC by whole hours are
offered: every day of theirs, summer time included, is a whole number of those hours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shop_app.core.errors import Invalid

ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Dubai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
)
DEFAULT = "28days"
CUSTOM = "custom"
_LONGEST_DAYS = 3660
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Span:
    """Days [first, last] of a time zone; `low` and `high` bound them in UTC, half open."""

    first: date
    last: date
    zone: str = "UTC"

    @property
    def low(self) -> datetime:
        """The first moment."""
        return _midnight(self.first, self.zone)

    @property
    def high(self) -> datetime:
        """The first moment after the last day."""
        return _midnight(self.last + timedelta(days=1), self.zone)

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def previous(self) -> Span:
        """As many days, right before."""
        gap = timedelta(days=self.days)
        return Span(self.first - gap, self.last - gap, self.zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _days(count: int) -> Callable[[date], tuple[date, date]]:
    return lambda today: (today - timedelta(days=count - 1), today)


def _yesterday(today: date) -> tuple[date, date]:
    return today - timedelta(days=1), today - timedelta(days=1)


def _last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


PRESETS: dict[str, Callable[[date], tuple[date, date]]] = {
    "today": _days(1),
    "yesterday": _yesterday,
    "7days": _days(7),
    "28days": _days(28),
    "90days": _days(90),
    "month": lambda today: (today.replace(day=1), today),
    "last-month": _last_month,
    "year": lambda today: (today.replace(month=1, day=1), today),
    "365days": _days(365),
}


def zone_named(name: str) -> str:
    """The time zone if it is one that is offered, else UTC."""
    return name if name in ZONES else "UTC"


def span_of(*, period: str, zone: str, moment: datetime, first: str = "", last: str = "") -> Span:
    """The days of a preset, or those from `first` to `last` (ISO dates) for `custom`.

    Raises Invalid for dates that are none, are reversed, or lie too far apart or away.
    """
    zone = zone_named(zone)
    if period != CUSTOM:
        today = moment.astimezone(ZoneInfo(zone)).date()
        return Span(*PRESETS.get(period, PRESETS[DEFAULT])(today), zone)
    begin, end = _day(first, "from"), _day(last, "to")
    if end < begin:
        raise Invalid("The period ends before it begins. Swap the two dates.", field="to")
    if (end - begin).days >= _LONGEST_DAYS:
        raise Invalid("This period is too long. Choose at most ten years.", field="to")
    return Span(begin, end, zone)


def _day(text: str, field: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("Give both dates of the period, such as 2026-11-23.", field=field) from error
    if not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise Invalid("Choose dates between the years 1990 and 2099.", field=field)
    return day
