"""Rollups of sales: hours (UTC) and days by dimension and currency, made from the orders alone.

MARK     whatever changes an order marks the hours that its sums lie in (`mark_orders`).
RENEW    a periodic job makes the marked hours anew, whole, and then their days (`renew`): the
         earliest first and only some in a transaction. An hour that changes whose order was whose
         first marks the later hours of these customers, so one way through time is enough.
REBUILD  the same work over all months (`rebuild`): the answer is the same by construction.

An hour is thrown away and written again in one transaction, so that doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from shop_app.analytics.sums import (
    CUSTOMERS,
    DAYS,
    GIVEN_BACK,
    LINES,
    ORDERS,
    PARTS,
    REFUNDS,
    RETURNED,
)
from shop_app.core.clock import now
from shop_app.core.db import rows

Window = tuple[datetime, datetime]
SALES = "sales"
HOUR = timedelta(hours=1)
MOST_HOURS = 240
_EVER = (datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
_LOCK = "select pg_advisory_xact_lock(hashtext('analytics.sales')) is null as held"
_MARK = """
    insert into analytics_stale_hours (hour, marked)
    select distinct date_trunc('hour', x.moment, 'UTC'), 1 from (
        select o.placed_at as moment from orders o where o.id = any(:ids)
        union all
        select f.created_at from refunds f where f.order_id = any(:ids)
        union all
        select s.updated_at from seller_orders s
        where s.order_id = any(:ids) and s.status = 'cancelled'
        union all
        select r.refunded_at from returns r where r.order_id = any(:ids)
    ) x where x.moment is not null
    on conflict (hour) do update set marked = analytics_stale_hours.marked + 1
    returning hour
"""
_MARK_RANGE = """
    insert into analytics_stale_hours (hour, marked)
    select h, 1 from generate_series(date_trunc('hour', cast(:low as timestamptz), 'UTC'),
        cast(:high as timestamptz), interval '1 hour') h
    on conflict (hour) do update set marked = analytics_stale_hours.marked + 1
    returning hour
"""
_TAKE = """
    delete from analytics_stale_hours where hour in (
        select hour from analytics_stale_hours order by hour limit :most)
    returning hour
"""
# Whose first order an hour holds may change what their later orders are: returning or new.
_MARK_LATER = """
    insert into analytics_stale_hours (hour, marked)
    select distinct date_trunc('hour', s.placed_at, 'UTC'), 1
    from unnest(cast(:customers as uuid[]), cast(:moments as timestamptz[])) c(customer, moment)
    join customer_sales s on s.customer = c.customer and s.placed_at >= c.moment
    where date_trunc('hour', s.placed_at, 'UTC') <> all(:hours)
    on conflict (hour) do update set marked = analytics_stale_hours.marked + 1
    returning hour
"""
_CUSTOMERS_OF = """
    select s.customer, s.placed_at, s.order_id
    from unnest(cast(:lows as timestamptz[]), cast(:highs as timestamptz[])) w(low, high)
    join customer_sales s on s.placed_at >= w.low and s.placed_at < w.high
"""
_FRESH = """
    insert into analytics_freshness (name, as_of) values (:name, :moment)
    on conflict (name) do update set as_of = greatest(analytics_freshness.as_of, excluded.as_of)
    returning as_of
"""
# UTC days on which the sums say something else than the orders and refunds themselves.
_WRONG_DAYS = f"""
    with truth as (
        select date_trunc('day', placed_at, 'UTC') as day, currency, count(*) as orders,
            sum(total_minor) as total_minor, 0 as refund_minor
        from orders where placed_at is not null group by 1, 2
        union all
        select date_trunc('day', g.moment, 'UTC'), o.currency, 0, 0, sum(g.amount_minor)
        from ({GIVEN_BACK}) g join orders o on o.id = g.order_id and o.placed_at is not null
        group by 1, 2
        union all
        select day, currency, -orders, -total_minor, -refund_minor
        from sales_days where dimension = 'all'
    )
    select distinct day from truth group by day, currency
    having sum(orders) <> 0 or sum(total_minor) <> 0 or sum(refund_minor) <> 0
"""
_WAITS = "select exists (select from analytics_stale_hours) as waits"
_EXTENT = """
    select least(
        (select min(placed_at) from orders where placed_at is not null),
        (select min(hour) from sales_hours)) as low,
      greatest(
        (select max(placed_at) from orders), (select max(created_at) from refunds),
        (select max(updated_at) from seller_orders where status = 'cancelled'),
        (select max(refunded_at) from returns), (select max(hour) from sales_hours)) as high
"""


def mark_orders(session: Session, *, order_ids: Iterable[UUID]) -> int:
    """Mark the hours in which these orders count; how many there are."""
    ids = sorted(set(order_ids))
    return len(rows(session, _MARK, ids=ids)) if ids else 0


def mark_range(session: Session, *, low: datetime, high: datetime) -> int:
    """Mark all hours from `low` to `high`: for what brings in orders of the past."""
    return len(rows(session, _MARK_RANGE, low=low, high=high))


def renew(session: Session, *, as_of: datetime | None = None, most: int = MOST_HOURS) -> int:
    """Make up to `most` marked hours anew; how many. `as_of`: all before it has been marked."""
    rows(session, _LOCK)
    hours = sorted(row.hour for row in rows(session, _TAKE, most=most))
    if hours:
        _renew_hours(session, hours)
    if as_of is not None and not is_waiting(session):
        note_fresh(session, name=SALES, moment=as_of)
    return len(hours)


def is_waiting(session: Session) -> bool:
    """Whether any hour waits to be made anew."""
    return rows(session, _WAITS)[0].waits


def _renew_hours(session: Session, hours: Sequence[datetime]) -> None:
    windows = _runs(hours)
    before = _customers_in(session, windows)
    write_customers(session, windows=windows)
    changed = before ^ _customers_in(session, windows)
    first: dict[UUID, datetime] = {}
    for customer, placed_at, _ in changed:
        first[customer] = min(placed_at, first.get(customer, placed_at))
    if first:
        customers, moments = list(first), list(first.values())
        rows(session, _MARK_LATER, customers=customers, moments=moments, hours=list(hours))
    write_hours(session, windows=windows)


def _customers_in(session: Session, windows: Sequence[Window]) -> set[tuple[UUID, datetime, UUID]]:
    """Which order of whom was placed when."""
    return {tuple(row) for row in rows(session, _CUSTOMERS_OF, **_bounds(windows))}


def mark_wrong(session: Session) -> int:
    """Mark the days whose sums do not agree with the orders; how many days.

    Sums go wrong only when something writes orders without telling: imports of the past, seeds.
    """
    found = rows(session, _WRONG_DAYS, **_bounds([_EVER]))
    for row in found:
        mark_range(session, low=row.day, high=row.day + timedelta(hours=23))
    return len(found)


def rebuild(session: Session, *, moment: datetime | None = None) -> int:
    """Make everything anew from the orders; how many months were done."""
    rows(session, _LOCK)
    began = moment or now()
    extent = rows(session, _EXTENT)[0]
    _do(session, "delete from analytics_stale_hours returning hour", {})
    done = 0
    if extent.low is not None:
        low, end = _month(extent.low), extent.high + HOUR
        write_customers(session, windows=[(low, end)])
        while low < end:
            following = _month(low + timedelta(days=32))
            write_hours(session, windows=[(low, following)])
            low, done = following, done + 1
    note_fresh(session, name=SALES, moment=began)
    return done


def write_customers(session: Session, *, windows: Sequence[Window]) -> None:
    """The orders of known customers in windows of whole hours."""
    bounds = _bounds(windows)
    _do(session, CUSTOMERS.clear, bounds)
    _do(session, CUSTOMERS.write, bounds)


def write_hours(session: Session, *, windows: Sequence[Window]) -> None:
    """The sums of windows of whole hours, and of the UTC days that they lie in."""
    bounds = _bounds(windows)
    _do(session, ORDERS.clear, bounds)
    for step in (ORDERS, PARTS, LINES, REFUNDS, RETURNED):
        _do(session, step.write, bounds)
    days = sorted({day for window in windows for day in _days_of(window)})
    whole = _bounds([(day, day + timedelta(days=1)) for day in days])
    _do(session, DAYS.clear, whole)
    _do(session, DAYS.write, whole)


def note_fresh(session: Session, *, name: str, moment: datetime) -> None:
    """Say that a rollup knows everything up to a moment."""
    rows(session, _FRESH, name=name, moment=moment)


def as_of(session: Session, *, name: str = SALES) -> datetime | None:
    """Up to when a rollup knows everything; None before the first run."""
    found = rows(session, "select as_of from analytics_freshness where name = :name", name=name)
    return found[0].as_of if found else None


def _do(session: Session, statement: str, bounds: dict[str, list[datetime]]) -> None:
    """Run a statement with `returning`; the rows stay in the database."""
    rows(session, f"with done as ({statement}) select count(*) as n from done", **bounds)


def _bounds(windows: Sequence[Window]) -> dict[str, list[datetime]]:
    return {"lows": [low for low, _ in windows], "highs": [high for _, high in windows]}


def _days_of(window: Window) -> Iterator[datetime]:
    day = window[0].replace(hour=0)
    while day < window[1]:
        yield day
        day += timedelta(days=1)


def _runs(hours: Sequence[datetime]) -> list[Window]:
    """Hours that follow one another, as windows [low, high)."""
    runs: list[Window] = []
    for hour in hours:
        if runs and runs[-1][1] == hour:
            runs[-1] = (runs[-1][0], hour + HOUR)
        else:
            runs.append((hour, hour + HOUR))
    return runs


def _month(moment: datetime) -> datetime:
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
