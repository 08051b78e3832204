"""When a parcel comes: cut-off, handling, then working days on the way. Weekends do not count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

USUAL_CUT_OFF_HOUR = 15
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DeliveryWindow:
    """The first and the last day on which a parcel should come."""

    first: date
    last: date


def is_working_day(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < _SATURDAY


def add_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day`; with 0 the day itself, or the next Monday."""
    while not is_working_day(day):
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def delivery_window(
    *,
    ordered_at: datetime,
    handling_days: int,
    days_min: int,
    days_max: int,
    cut_off_hour: int = USUAL_CUT_OFF_HOUR,
) -> DeliveryWindow:
    """When an order of that moment (aware, UTC) comes.

    From the cut-off hour on, and at weekends, work on it begins the next working day. Handling and
    the way are counted in working days.
    """
    day = ordered_at.date()
    if is_working_day(day) and ordered_at.hour >= cut_off_hour:
        day += timedelta(days=1)
    handed_over = add_working_days(day, handling_days)
    return DeliveryWindow(
        add_working_days(handed_over, days_min), add_working_days(handed_over, days_max)
    )
