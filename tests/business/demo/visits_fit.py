"""Whether the demo's visits fit its orders: asked of a shop that has just been seeded."""

from __future__ import annotations

from datetime import timedelta

from shop_app.analytics import queries, rollups, visit_hours, visits
from shop_app.analytics.models import Dimension
from shop_app.analytics.periods import Span
from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction, run_reading
from shop_app.demo.seed import HISTORY_DAYS

ALL_HOURS = "select * from visit_hours order by hour, device, source"
ALL_VIEWS = "select * from view_hours order by hour, product_id"
_BY_HOUR = """
    select extract(hour from hour at time zone 'UTC') as hour, sum(visits) as visits
    from visit_hours group by 1 order by 1
"""


def assert_visits_fit() -> None:
    """Funnel, conversion, devices, sources, shape of the day; made anew they are the same."""
    today = now().date()
    span = Span(today - timedelta(days=HISTORY_DAYS), today)
    whole = run_reading(visits.visits, span=span)
    orders = run_reading(rows, "select count(*) from orders where placed_at is not null")[0][0]
    assert whole.paid == orders
    assert 0.015 < whole.conversion < 0.04
    assert whole.pages > whole.visits > whole.viewed > whole.added > whole.began > whole.paid
    for days in (1, 7, 28):
        recent = run_reading(visits.visits, span=Span(today - timedelta(days=days), today))
        assert 0.01 < recent.conversion < 0.06, days
    devices = dict(run_reading(visits.by_device, span=span))
    assert set(devices) == {"phone", "desktop", "tablet"}
    assert devices["phone"].conversion < devices["desktop"].conversion
    assert len(run_reading(visits.by_source, span=span)) == 6
    by_hour = {int(row.hour): row.visits for row in run_reading(rows, _BY_HOUR)}
    assert by_hour[20] > 5 * by_hour[3]
    _assert_origins_are_those_of_the_visits(span, devices)

    before = [run_reading(rows, question) for question in (ALL_HOURS, ALL_VIEWS)]
    run_in_transaction(visit_hours.rebuild)
    assert [run_reading(rows, question) for question in (ALL_HOURS, ALL_VIEWS)] == before


def _assert_origins_are_those_of_the_visits(span: Span, devices: dict[str, visits.Visits]) -> None:
    run_in_transaction(rollups.rebuild)
    sold = dict.fromkeys(devices, 0)
    for currency in run_reading(queries.currencies, moment=now()):
        found = run_reading(
            queries.by_member, span=span, currency=currency, dimension=Dimension.DEVICE
        )
        for member in found:
            sold[member.member] += member.sums.orders
    assert sold == {device: seen.paid for device, seen in devices.items()}
