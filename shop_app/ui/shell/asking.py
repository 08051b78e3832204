"""What the address of a dashboard asks for: period, comparison, time zone and currency.

Amounts are kept per currency and never added across them: one currency is shown at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from shop_app.analytics import queries, rollups
from shop_app.analytics.periods import CUSTOM, DEFAULT, PRESETS, ZONES, Span, span_of, zone_named
from shop_app.analytics.queries import Point
from shop_app.core.clock import now
from shop_app.ui.components.periods import PeriodView
from shop_app.ui.components.table_views import Choice
from shop_app.ui.i18n import date_text, datetime_text, t

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and how fresh the answer is."""

    address: str
    period: str
    span: Span
    currency: str
    currencies: tuple[str, ...]
    compare: bool
    as_of: datetime | None

    @property
    def previous(self) -> Span | None:
        """The period to compare with, when that is wanted."""
        return self.span.previous if self.compare else None

    @property
    def query(self) -> str:
        """The same question for another address, its dates fixed."""
        return urlencode(
            {
                "period": CUSTOM,
                "from": self.span.first.isoformat(),
                "to": self.span.last.isoformat(),
                "zone": self.span.zone,
                "currency": self.currency,
            }
        )

    @property
    def kept(self) -> str:
        """The same question as it was asked, for links between dashboards and files."""
        pairs = {"period": self.period, "zone": self.span.zone, "currency": self.currency}
        if self.period == CUSTOM:
            pairs |= {"from": self.span.first.isoformat(), "to": self.span.last.isoformat()}
        if self.compare:
            pairs["compare"] = "1"
        return urlencode(pairs)


def asked_of(session: Any, *, address: str, given: Mapping[str, str]) -> Asked:
    """The question in the parameters of an address. Raises Invalid for a period that is none."""
    moment = now()
    known = tuple(queries.currencies(session, moment=moment)) or ("EUR",)
    currency = given.get("currency", "")
    period = given.get("period", "")
    if period != CUSTOM and period not in PRESETS:
        period = CUSTOM if given.get("from") and given.get("to") else DEFAULT
    zone = zone_named(given.get("zone", ""))
    first, last = given.get("from", "")[:_LONGEST], given.get("to", "")[:_LONGEST]
    if period == CUSTOM and not first and not last:
        # The choice of own dates begins with the days that are shown by default.
        usual = span_of(period=DEFAULT, zone=zone, moment=moment)
        first, last = usual.first.isoformat(), usual.last.isoformat()
    return Asked(
        address=address,
        period=period,
        span=span_of(period=period, zone=zone, moment=moment, first=first, last=last),
        currency=currency if currency in known else known[0],
        currencies=known,
        compare=bool(given.get("compare")),
        as_of=rollups.as_of(session),
    )


def period_view(asked: Asked) -> PeriodView:
    """The form for what is asked. Words are made in the request's locale."""
    before = asked.previous
    return PeriodView(
        address=asked.address,
        words=_days(asked.span),
        compared_words=t("compared to {days}", days=_days(before)) if before else "",
        period=asked.period,
        is_custom=asked.period == CUSTOM,
        first=asked.span.first.isoformat(),
        last=asked.span.last.isoformat(),
        compare=asked.compare,
        zone=asked.span.zone,
        currency=asked.currency,
        periods=[Choice(value, label) for value, label in _period_words()],
        zones=[Choice(zone, zone.replace("_", " ")) for zone in ZONES],
        currencies=[Choice(code, code) for code in asked.currencies],
        as_of=as_of_text(asked),
    )


def empty_period(address: str, given: Mapping[str, Any]) -> PeriodView:
    """The form for a question that could not be read: what was given stays."""
    return PeriodView(
        address=address,
        period=CUSTOM,
        is_custom=True,
        first=str(given.get("from", ""))[:_LONGEST],
        last=str(given.get("to", ""))[:_LONGEST],
        zone=zone_named(str(given.get("zone", ""))),
        periods=[Choice(value, label) for value, label in _period_words()],
        zones=[Choice(zone, zone.replace("_", " ")) for zone in ZONES],
    )


def as_of_text(asked: Asked) -> str:
    """Up to when the numbers know everything, in the chosen time zone."""
    if asked.as_of is None:
        return t("never: the worker has not run yet")
    zone = asked.span.zone
    return datetime_text(asked.as_of, zone=ZoneInfo(zone)) + f" ({zone.replace('_', ' ')})"


def _days(span: Span) -> str:
    if span.first == span.last:
        return date_text(span.first)
    return f"{date_text(span.first)} – {date_text(span.last)}"


def _period_words() -> list[tuple[str, str]]:
    return [
        ("today", t("Today")),
        ("yesterday", t("Yesterday")),
        ("7days", t("Last 7 days")),
        ("28days", t("Last 28 days")),
        ("90days", t("Last 90 days")),
        ("month", t("This month")),
        ("last-month", t("Last month")),
        ("year", t("This year")),
        ("365days", t("Last 365 days")),
        (CUSTOM, t("Own dates")),
    ]


def moment_words(point: Point, asked: Asked) -> str:
    """An hour, day or month of a series in words."""
    unit = queries.unit_of(asked.span)
    if unit == "hour":
        return f"{date_text(point.moment, style='d MMM')} {point.moment:%H:%M}"
    return date_text(point.moment, style="d MMM" if unit == "day" else "LLL y")
