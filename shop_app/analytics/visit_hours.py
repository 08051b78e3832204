"""The hours of visits and of views of products: written as visits come, or made anew from them.

Hours from before the first visit (or fact) that is still there are left as they are: what they were
made from has gone, and they are all that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows

# One at a time: two would begin the same visit twice.
LOCK = "select pg_advisory_xact_lock(hashtext('analytics.visits')) is null as held"
_CLEAR = "delete from visit_hours where hour = any(:hours) returning hour"
_SUMS = """
    insert into visit_hours (hour, device, source, visits, pages, viewed, added, began, paid)
    select date_trunc('hour', started_at, 'UTC'), device, source, count(*), sum(pages),
        count(*) filter (where viewed), count(*) filter (where added),
        count(*) filter (where began), count(*) filter (where paid)
    from visits where {} and started_at >= :low and started_at < :high
    group by 1, 2, 3
    returning hour
"""
_WRITE = _SUMS.format("date_trunc('hour', started_at, 'UTC') = any(:hours)")
_ADD_VIEWS = """
    insert into view_hours as v (product_id, hour, views)
    select x.product_id, x.hour, x.views
    from unnest(cast(:products as uuid[]), cast(:hours as timestamptz[]), cast(:views as integer[]))
        as x(product_id, hour, views)
    on conflict (product_id, hour) do update set views = v.views + excluded.views
    returning hour
"""
_EXTENT = """
    select date_trunc('hour', min(started_at), 'UTC') as low,
        max(started_at) + interval '1 hour' as high from visits
"""
_CLEAR_SINCE = "delete from visit_hours where hour >= :low returning hour"
_WRITE_SINCE = _SUMS.format("true")
_FACTS_SINCE = """
    select date_trunc('hour', min(happened_at), 'UTC') as low from behaviour_facts
    where act = 'product' and product_id is not null
"""
_CLEAR_VIEWS_SINCE = "delete from view_hours where hour >= :low returning hour"
_WRITE_VIEWS_SINCE = """
    insert into view_hours (product_id, hour, views)
    select product_id, date_trunc('hour', happened_at, 'UTC'), count(*)
    from behaviour_facts
    where act = 'product' and product_id is not null and happened_at >= :low
    group by 1, 2
    returning hour
"""


def write(session: Session, *, hours: set[datetime]) -> None:
    """Make the sums of visits that began in these hours anew."""
    if hours:
        whole = sorted(hours)
        rows(session, _CLEAR, hours=whole)
        rows(session, _WRITE, hours=whole, low=whole[0], high=whole[-1] + timedelta(hours=1))


def add_views(session: Session, *, viewed: Mapping[tuple[UUID, datetime], int]) -> None:
    """Add openings of products' pages, by product and hour."""
    if viewed:
        ordered = sorted(viewed)
        rows(
            session,
            _ADD_VIEWS,
            products=[product for product, _ in ordered],
            hours=[hour for _, hour in ordered],
            views=[viewed[key] for key in ordered],
        )


def rebuild(session: Session) -> int:
    """Make the hours of all visits and views that are still there anew; how many rows of visits."""
    rows(session, LOCK)
    extent = rows(session, _EXTENT)[0]
    written = 0
    if extent.low is not None:
        _do(session, _CLEAR_SINCE, low=extent.low)
        written = _do(session, _WRITE_SINCE, low=extent.low, high=extent.high)
    since = rows(session, _FACTS_SINCE)[0].low
    if since is not None:
        _do(session, _CLEAR_VIEWS_SINCE, low=since)
        _do(session, _WRITE_VIEWS_SINCE, low=since)
    return written


def _do(session: Session, statement: str, **bounds: datetime) -> int:
    """Run a statement with `returning`; how many rows, which stay in the database."""
    counting = f"with done as ({statement}) select count(*) as n from done"
    return rows(session, counting, **bounds)[0].n
