"""What the dashboard, the reports and the ledger say is what the orders add up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shop_app.analytics import finance, queries, rollups
from shop_app.analytics.models import Dimension
from shop_app.analytics.periods import Span
from shop_app.core.db import rows
from tests.business.analytics.past import buy, give_back, make_wares

WHOLE = (
    Dimension.COUNTRY,
    Dimension.PAYMENT,
    Dimension.DEVICE,
    Dimension.SOURCE,
    Dimension.SELLER,
)
START = datetime(2026, 3, 1, tzinfo=UTC)
PICKED = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), min_size=1, max_size=4)
ORDER = st.tuples(
    st.integers(0, 60 * 24 * 40),  # minutes after the start
    PICKED,
    st.sampled_from(["EUR", "USD"]),
    st.sampled_from(["ada@example.com", "bea@example.com", "cem@example.com", ""]),
    st.sampled_from(["NL", "DE", "US"]),
    st.integers(0, 2),  # in how many refunds money goes back
)
SHOWN = settings(
    max_examples=4,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def write(session, drawn):
    """Random orders and refunds; what was written, and the refunds as (moment, order, amount)."""
    wares = make_wares(session)
    orders, refunds = [], []
    for minutes, picked, currency, email, country, pieces in drawn:
        moment = START + timedelta(minutes=minutes)
        lines = [(wares[index], quantity) for index, quantity in dict(picked).items()]
        order = buy(session, moment, lines, currency=currency, email=email, country=country)
        orders.append(order)
        for seller, total in order.parts.items():
            for piece in range(pieces):
                at = moment + timedelta(hours=30 * (piece + 1))
                give_back(session, order, seller, total // 3, at)
                refunds.append((at, order, seller, total // 3))
    return orders, refunds


def summed(orders, refunds, span, currency):
    """The same sums by hand."""
    own = [o for o in orders if o.currency == currency and span.low <= o.placed_at < span.high]
    back = [r for r in refunds if r[1].currency == currency and span.low <= r[0] < span.high]
    return {
        "orders": len(own),
        "units": sum(o.units for o in own),
        "goods_minor": sum(o.goods for o in own),
        "total_minor": sum(o.total for o in own),
        "commission_minor": sum(o.commission for o in own),
        "refunds": len(back),
        "refund_minor": sum(amount for *_, amount in back),
    }


def told(sums):
    return {
        name: getattr(sums, name)
        for name in (
            "orders", "units", "goods_minor", "total_minor", "commission_minor", "refunds",
            "refund_minor",
        )
    }  # fmt: skip


def everything(session):
    found = {}
    for table in ("sales_hours", "sales_days", "customer_sales"):
        found[table] = sorted(map(tuple, rows(session, f"select * from {table}")), key=str)
    return found


@pytest.mark.feature("ANA-01", "ANA-03", "ANA-13")
@SHOWN
@given(drawn=st.lists(ORDER, max_size=4), first=st.integers(0, 30), days=st.integers(1, 20))
def test_dashboard_reports_and_ledger_say_what_the_orders_add_up_to(session, drawn, first, days):
    with session.begin_nested() as attempt:
        orders, refunds = write(session, drawn)
        rollups.rebuild(session)
        begin = date(2026, 3, 1) + timedelta(days=first)
        for zone in ("UTC", "America/New_York"):
            span = Span(begin, begin + timedelta(days=days - 1), zone)
            for currency in ("EUR", "USD"):
                asked = {"span": span, "currency": currency}
                expected = summed(orders, refunds, span, currency)
                whole = queries.totals(session, **asked)
                assert told(whole) == expected
                assert (
                    sum(p.sums.total_minor for p in queries.series(session, **asked))
                    == (expected["total_minor"])
                )
                for dimension in WHOLE:
                    members = queries.by_member(session, **asked, dimension=dimension)
                    assert sum(m.sums.total_minor for m in members) == expected["total_minor"]
                    assert sum(m.sums.refund_minor for m in members) == expected["refund_minor"]
                for dimension in (Dimension.PRODUCT, Dimension.CATEGORY):
                    members = queries.by_member(session, **asked, dimension=dimension)
                    assert sum(m.sums.goods_minor for m in members) == expected["goods_minor"]
                    assert sum(m.sums.units for m in members) == expected["units"]
                book = finance.booked(session, **asked)
                assert book.paid_minor == expected["total_minor"]
                assert book.refunded_minor == expected["refund_minor"]
        attempt.rollback()


@pytest.mark.feature("ANA-01")
@SHOWN
@given(drawn=st.lists(ORDER, min_size=2, max_size=4), split=st.integers(1, 3))
def test_sums_renewed_bit_by_bit_are_those_made_anew(session, drawn, split):
    with session.begin_nested() as attempt:
        rollups.rebuild(session)
        # The later orders come first, so that whoever was new has to become returning.
        for part in (drawn[split:], drawn[:split]):
            orders, _ = write(session, part)
            rollups.mark_orders(session, order_ids=[order.id for order in orders])
            rollups.mark_orders(session, order_ids=[order.id for order in orders])
            while rollups.renew(session, most=3):  # slices far smaller than a customer's life
                pass
        bit_by_bit = everything(session)
        rollups.rebuild(session)
        assert everything(session) == bit_by_bit
        attempt.rollback()


def test_a_customer_is_new_once_and_returning_ever_after(session):
    wares = make_wares(session)
    for days in (0, 3, 40):
        buy(session, START + timedelta(days=days), [(wares[0], 1)], email="Ada@Example.com")
    buy(session, START, [(wares[0], 1)], email="bea@example.com")
    buy(session, START, [(wares[0], 1)], email="")
    rollups.rebuild(session)
    march = queries.totals(session, span=Span(date(2026, 3, 1), date(2026, 3, 31)), currency="EUR")
    assert (march.orders, march.new_orders, march.returning_orders) == (4, 2, 1)
    april = queries.totals(session, span=Span(date(2026, 4, 1), date(2026, 4, 30)), currency="EUR")
    assert (april.new_orders, april.returning_orders, april.returning_rate) == (0, 1, 1.0)


def test_the_numbers_are_fresh_only_when_nothing_is_left_to_be_made_anew(session):
    wares = make_wares(session)
    rollups.rebuild(session, moment=START)
    orders = [buy(session, START + timedelta(hours=n), [(wares[0], 1)]) for n in range(3)]
    rollups.mark_orders(session, order_ids=[order.id for order in orders])
    later = START + timedelta(days=9)
    told = [
        (rollups.renew(session, as_of=later, most=2), rollups.as_of(session) == later)
        for _ in range(3)
    ]
    assert told == [(2, False), (1, True), (0, True)]
    march = queries.totals(session, span=Span(date(2026, 3, 1), date(2026, 3, 31)), currency="EUR")
    assert (march.orders, march.new_orders, march.returning_orders) == (3, 1, 2)


def test_orders_that_nobody_told_of_are_found_and_counted(session):
    wares = make_wares(session)
    rollups.rebuild(session)
    order = buy(session, START, [(wares[0], 2)])
    give_back(session, order, wares[0].seller, 500, START + timedelta(days=2))
    assert rollups.mark_wrong(session) == 2
    rollups.renew(session)
    assert rollups.mark_wrong(session) == 0
    march = queries.totals(session, span=Span(date(2026, 3, 1), date(2026, 3, 31)), currency="EUR")
    assert (march.orders, march.units, march.refund_minor) == (1, 2, 500)


@pytest.mark.feature("ANA-02")
def test_a_day_in_berlin_has_23_hours_in_march_and_25_in_october():
    march = Span(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
    assert (march.low, march.high) == (
        datetime(2026, 3, 28, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
    )
    october = Span(date(2026, 10, 25), date(2026, 10, 25), "Europe/Berlin")
    assert october.high - october.low == timedelta(hours=25)


@pytest.mark.feature("ANA-02")
def test_an_order_counts_on_the_day_of_the_chosen_time_zone(session):
    wares = make_wares(session)
    # 23:30 on 28 March in Berlin, an hour before its clocks go forward at 01:00 UTC.
    buy(session, datetime(2026, 3, 28, 22, 30, tzinfo=UTC), [(wares[0], 1)])
    buy(session, datetime(2026, 3, 28, 23, 30, tzinfo=UTC), [(wares[0], 2)])
    buy(session, datetime(2026, 3, 29, 21, 59, tzinfo=UTC), [(wares[0], 3)])
    buy(session, datetime(2026, 3, 29, 22, 0, tzinfo=UTC), [(wares[0], 4)])
    rollups.rebuild(session)
    span = Span(date(2026, 3, 28), date(2026, 3, 30), "Europe/Berlin")
    days = queries.series(session, span=span, currency="EUR")
    assert [(p.moment.day, p.sums.units) for p in days] == [(28, 1), (29, 5), (30, 4)]
    sunday = Span(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
    assert queries.totals(session, span=sunday, currency="EUR").units == 5
    assert queries.totals(session, span=sunday.previous, currency="EUR").units == 1
