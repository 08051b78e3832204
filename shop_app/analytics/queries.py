"""Questions about sales: totals, how they went over time, and by what they are split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from shop_app.analytics.models import Dimension
from shop_app.analytics.periods import Span
from shop_app.analytics.sums import MEASURES
from shop_app.core.db import rows

_SUMS = ", ".join(f"coalesce(sum({name}), 0)::bigint as {name}" for name in MEASURES)
_COLUMNS = ", ".join(MEASURES)
# Whole UTC days from the days, the rest of the first and last day from the hours.
_ROWS = f"""
    select member, {_COLUMNS} from sales_days
    where dimension = :dimension and currency = :currency
      and day >= :first_day and day < :last_day {{condition}}
    union all
    select member, {_COLUMNS} from sales_hours
    where dimension = :dimension and currency = :currency
      and ((hour >= :low and hour < :low_end) or (hour >= :high_begin and hour < :high))
      {{condition}}
"""
_OF_MEMBER = "and member = :member"
_SERIES = f"""
    select date_trunc(:unit, hour at time zone :zone) as moment, {_SUMS}
    from sales_hours
    where dimension = :dimension and currency = :currency and member = :member
      and hour >= :low and hour < :high
    group by 1 order by 1
"""
_NAMES = {
    Dimension.PRODUCT: (
        "select id::text as member, title as name, '/p/' || slug as href from products"
        " where id::text = any(:members)"
    ),
    Dimension.CATEGORY: (
        "select id::text as member, name, '/c/' || slug as href from categories"
        " where id::text = any(:members)"
    ),
    Dimension.SELLER: (
        "select id::text as member, name, '/s/' || slug as href from sellers"
        " where id::text = any(:members)"
    ),
}
# Of the last 13 months, so that a currency of long ago does not come first.
_CURRENCIES = """
    select currency from sales_days where dimension = 'all'
    group by currency
    order by coalesce(sum(orders) filter (where day >= :since), 0) desc, sum(orders) desc, currency
"""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of sales, money in minor units. docs/analytics.md defines each."""

    orders: int = 0
    new_orders: int = 0
    returning_orders: int = 0
    cancelled_orders: int = 0
    units: int = 0
    goods_minor: int = 0
    discount_minor: int = 0
    delivery_minor: int = 0
    tax_minor: int = 0
    total_minor: int = 0
    commission_minor: int = 0
    refunds: int = 0
    refund_minor: int = 0
    returned_units: int = 0

    @property
    def revenue_minor(self) -> int:
        """What was paid less what went back."""
        return self.total_minor - self.refund_minor

    @property
    def average_minor(self) -> int:
        """What an order came to on average, rounded half up; 0 without orders."""
        return (2 * self.total_minor + self.orders) // (2 * self.orders) if self.orders else 0

    @property
    def take_rate(self) -> float:
        """The share of the goods' worth that the platform earned; 0.12 is 12%."""
        worth = self.goods_minor - self.discount_minor
        return self.commission_minor / worth if worth else 0.0

    @property
    def returning_rate(self) -> float:
        """The share of orders by customers who had ordered before, of those who are known."""
        known = self.new_orders + self.returning_orders
        return self.returning_orders / known if known else 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """Sums of an hour, day or month of local time; `moment` is its beginning, without a zone."""

    moment: datetime
    sums: Sums


@dataclass(frozen=True, slots=True)
class Member:
    """Sums of one product, category, seller, country or payment method."""

    member: str
    name: str
    href: str
    sums: Sums


def totals(
    session: Session, *, span: Span, currency: str, dimension: str = Dimension.ALL, member: str = ""
) -> Sums:
    """The sums of a period, of everything or of one member of a dimension."""
    question = f"select {_SUMS} from ({_ROWS.format(condition=_OF_MEMBER)}) x"
    found = rows(session, question, **_bounds(span, currency, dimension), member=member)
    return _sums(found[0])


def by_member(
    session: Session, *, span: Span, currency: str, dimension: Dimension, most: int = 100_000
) -> list[Member]:
    """The sums of every member that sold or gave back in the period, the biggest first."""
    question = (
        f"select member, {_SUMS} from ({_ROWS.format(condition='')}) x group by member"
        " order by sum(total_minor) desc, member limit :most"
    )
    found = rows(session, question, **_bounds(span, currency, dimension), most=most)
    names = names_of(session, dimension=dimension, members=[row.member for row in found])
    return [Member(row.member, *names.get(row.member, ("", "")), _sums(row)) for row in found]


def names_of(
    session: Session, *, dimension: Dimension, members: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Name and address of members that have them; countries and payment methods have none."""
    if dimension not in _NAMES or not members:
        return {}
    found = rows(session, _NAMES[dimension], members=list(members))
    return {row.member: (row.name, row.href) for row in found}


def series(
    session: Session, *, span: Span, currency: str, dimension: str = Dimension.ALL, member: str = ""
) -> list[Point]:
    """The sums over time, in order: by hour up to two days, by day up to 92, else by month.

    Hours, days and months without sales are there too, with zeros.
    """
    unit = unit_of(span)
    found = rows(
        session,
        _SERIES,
        unit=unit,
        zone=span.zone,
        currency=currency,
        dimension=dimension,
        member=member,
        low=span.low,
        high=span.high,
    )
    known = {row.moment: _sums(row) for row in found}
    return [Point(moment, known.get(moment, Sums())) for moment in moments_of(span, unit)]


def unit_of(span: Span) -> str:
    """In what steps a period is shown."""
    if span.days <= 2:
        return "hour"
    return "day" if span.days <= 92 else "month"


def moments_of(span: Span, unit: str) -> list[datetime]:
    """The beginnings of all hours, days or months of a period, in local time without a zone."""
    moment = datetime.combine(span.first, datetime.min.time())
    end = datetime.combine(span.last + timedelta(days=1), datetime.min.time())
    if unit == "month":
        moment = moment.replace(day=1)
    found = []
    while moment < end:
        found.append(moment)
        if unit == "hour":
            moment += timedelta(hours=1)
        elif unit == "day":
            moment += timedelta(days=1)
        else:
            moment = (moment + timedelta(days=32)).replace(day=1)
    return found


def currencies(session: Session, *, moment: datetime) -> list[str]:
    """The currencies in which something was sold, the most used of the last months first."""
    since = moment - timedelta(days=396)
    return [row.currency for row in rows(session, _CURRENCIES, since=since)]


def _bounds(span: Span, currency: str, dimension: str) -> dict[str, Any]:
    low, high = span.low, span.high
    first_day = _day_from(low)
    last_day = _day_of(high)
    if last_day < first_day:  # not one whole UTC day: hours alone
        return {
            "dimension": dimension,
            "currency": currency,
            "first_day": high,
            "last_day": high,
            "low": low,
            "low_end": high,
            "high_begin": high,
            "high": high,
        }
    return {
        "dimension": dimension,
        "currency": currency,
        "first_day": first_day,
        "last_day": last_day,
        "low": low,
        "low_end": first_day,
        "high_begin": last_day,
        "high": high,
    }


def _day_of(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _day_from(moment: datetime) -> datetime:
    day = _day_of(moment)
    return day if day == moment else day + timedelta(days=1)


def _sums(row: Any) -> Sums:
    return Sums(**{field.name: getattr(row, field.name) for field in fields(Sums)})
