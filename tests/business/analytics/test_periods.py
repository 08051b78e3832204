"""Periods: presets, own dates, and the sentences for dates that cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shop_app.analytics.periods import ZONES, span_of
from shop_app.core.errors import Invalid

MOMENT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.feature("ANA-02")
@pytest.mark.parametrize(
    ("period", "zone", "first", "last"),
    [
        ("today", "UTC", date(2026, 11, 23), date(2026, 11, 23)),
        ("today", "America/New_York", date(2026, 11, 22), date(2026, 11, 22)),
        ("yesterday", "UTC", date(2026, 11, 22), date(2026, 11, 22)),
        ("7days", "UTC", date(2026, 11, 17), date(2026, 11, 23)),
        ("month", "UTC", date(2026, 11, 1), date(2026, 11, 23)),
        ("last-month", "UTC", date(2026, 10, 1), date(2026, 10, 31)),
        ("year", "UTC", date(2026, 1, 1), date(2026, 11, 23)),
        ("no such", "Mars/Base", date(2026, 10, 27), date(2026, 11, 23)),
    ],
)
def test_presets_are_days_of_the_time_zone(period, zone, first, last):
    span = span_of(period=period, zone=zone, moment=MOMENT)
    assert (span.first, span.last) == (first, last)
    assert (span.previous.days, (span.first - span.previous.last).days) == (span.days, 1)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-05-02", "2026-05-01", "ends before it begins"),
        ("1990-01-01", "2090-01-01", "at most ten years"),
        ("0001-01-01", "0001-01-02", "between the years"),
        ("", "2026-05-01", "Give both dates"),
        ("2026-02-30", "2026-05-01", "Give both dates"),
        ("'; drop table orders", "2026-05-01", "Give both dates"),
    ],
)
def test_dates_that_cannot_be_are_refused_with_a_sentence(first, last, sentence):
    with pytest.raises(Invalid, match=sentence):
        span_of(period="custom", zone="UTC", moment=MOMENT, first=first, last=last)


def test_every_zone_that_is_offered_differs_from_utc_by_whole_hours():
    for zone in ZONES:
        for month in range(1, 13):
            span = span_of(
                period="custom", zone=zone, moment=MOMENT,
                first=f"2026-{month:02}-01", last=f"2026-{month:02}-28",
            )  # fmt: skip
            assert (span.low.minute, span.high.minute) == (0, 0), zone
