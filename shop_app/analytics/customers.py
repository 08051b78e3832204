"""Questions about customers: new and returning, cohorts, segments, what one is worth.

A customer is an account, or an e-mail address for those who bought as guests; both only as hashes.
Everything is of one currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from shop_app.analytics.periods import Span
from shop_app.core.db import rows

COHORTS = 12
SEGMENTS = ("champions", "loyal", "new", "promising", "at_risk", "asleep")

# The month of the first order makes the cohort; who orders in a later month counts there once.
_COHORTS = """
    with firsts as (
        select customer, date_trunc('month', min(placed_at) at time zone :zone) as cohort
        from customer_sales where currency = :currency and placed_at < :high
        group by customer
        having date_trunc('month', min(placed_at) at time zone :zone) >= :since
    ), active as (
        select f.cohort, f.customer, date_trunc('month', s.placed_at at time zone :zone) as month
        from firsts f join customer_sales s on s.customer = f.customer
        where s.currency = :currency and s.placed_at < :high
        group by 1, 2, 3
    )
    select cohort, month, count(*) as customers from active group by 1, 2 order by 1, 2
"""
_SEGMENTS = """
    select segment, count(*) as customers, sum(orders)::bigint as orders,
        sum(total_minor)::bigint as total_minor
    from (
        select orders, total_minor, case
            when last_at >= :high - interval '60 days' and orders >= 5 then 'champions'
            when last_at >= :high - interval '120 days' and orders >= 3 then 'loyal'
            when last_at >= :high - interval '60 days' and orders = 1 then 'new'
            when last_at >= :high - interval '120 days' then 'promising'
            when last_at >= :high - interval '365 days' and orders >= 3 then 'at_risk'
            else 'asleep' end as segment
        from (
            select max(placed_at) as last_at, count(*) as orders, sum(total_minor) as total_minor
            from customer_sales where currency = :currency and placed_at < :high
            group by customer) c
    ) s group by segment
"""
_WORTH = """
    select count(*) as customers, coalesce(sum(orders), 0)::bigint as orders,
        coalesce(sum(total_minor), 0)::bigint as total_minor,
        count(*) filter (where orders > 1) as again
    from (
        select count(*) as orders, sum(total_minor) as total_minor
        from customer_sales where currency = :currency and placed_at < :high group by customer) c
"""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Customers by the month of their first order; `active[n]` ordered n months later."""

    month: date
    customers: int
    active: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Customers who are alike in how recently, how often and for how much they bought."""

    name: str
    customers: int
    orders: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class Worth:
    """All customers up to the end of a period, and what they paid in minor units."""

    customers: int = 0
    orders: int = 0
    total_minor: int = 0
    again: int = 0

    @property
    def average_minor(self) -> int:
        """What a customer has paid so far on average, rounded half up."""
        people = self.customers
        return (2 * self.total_minor + people) // (2 * people) if people else 0


def cohorts(session: Session, *, span: Span, currency: str) -> list[Cohort]:
    """The cohorts of the last twelve months of a period, each month up to its end."""
    newest = datetime.combine(span.last.replace(day=1), time.min)
    since = newest
    for _ in range(COHORTS - 1):
        since = (since - timedelta(days=1)).replace(day=1)
    found = rows(session, _COHORTS, currency=currency, zone=span.zone, high=span.high, since=since)
    counted = {(row.cohort, row.month): row.customers for row in found}
    result = []
    for month in _months(since, newest):
        active = tuple(counted.get((month, later), 0) for later in _months(month, newest))
        if active[0]:
            result.append(Cohort(month.date(), active[0], active))
    return result


def segments(session: Session, *, span: Span, currency: str) -> list[Segment]:
    """All customers by segment, as they stood at the end of a period."""
    found = {
        row.segment: row for row in rows(session, _SEGMENTS, currency=currency, high=span.high)
    }
    return [
        Segment(name, found[name].customers, found[name].orders, found[name].total_minor)
        for name in SEGMENTS
        if name in found
    ]


def worth(session: Session, *, span: Span, currency: str) -> Worth:
    """What customers have been worth up to the end of a period."""
    row = rows(session, _WORTH, currency=currency, high=span.high)[0]
    return Worth(row.customers, row.orders, row.total_minor, row.again)


def _months(first: datetime, last: datetime) -> list[datetime]:
    months = [first]
    while months[-1] < last:
        months.append((months[-1] + timedelta(days=32)).replace(day=1))
    return months
