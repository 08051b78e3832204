"""A figure and the list that it opens are of the same rows: days, time zone and currency."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from shop_app.accounts.permissions import SellerPermission
from shop_app.analytics import queries, rollups
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.core.lists import ListQuery, list_query, read_all, read_list
from shop_app.orders.returns.lists import SELLER_RETURNS
from shop_app.orders.seller_lists import SELLER_ORDERS
from shop_app.orders.staff_lists import STAFF_ORDERS
from shop_app.storefront.seller_home import WeekSales, seller_home
from shop_app.ui.admin.dashboard_figures import answer, dashboard_figures
from shop_app.ui.admin.orders import ORDERS
from shop_app.ui.rendering import speaking
from shop_app.ui.seller.analytics_tables import seller_figures
from shop_app.ui.seller.home import home_view
from shop_app.ui.shell.asking import asked_of
from shop_app.ui.shell.lists import table_view
from shop_app.ui.shell.order_links import orders_of_point
from tests.business.analytics.past import buy, cancel, give_back, make_wares, take_back

BERLIN = {"period": "custom", "from": "2026-03-28", "to": "2026-03-28", "zone": "Europe/Berlin"}


@pytest.fixture
def past(session):
    """Orders around the night in Berlin: its 28 March ends at 23:00 UTC."""
    wares = make_wares(session)
    night = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)  # 23:30 there
    orders = {
        "the day before": buy(session, datetime(2026, 3, 27, 22, 59, tzinfo=UTC), [(wares[0], 1)]),
        "in the morning": buy(session, datetime(2026, 3, 27, 23, 0, tzinfo=UTC), [(wares[0], 2)]),
        "at 23:30": buy(session, night, [(wares[0], 3), (wares[2], 1)]),
        "after midnight": buy(session, night + timedelta(hours=1), [(wares[0], 4)]),
        "in dollars": buy(session, night, [(wares[0], 5)], currency="USD"),
    }
    give_back(session, orders["the day before"], wares[0].seller, 500, night)
    rollups.rebuild(session)
    return wares, orders


def behind(session, href, listing=STAFF_ORDERS, **scope):
    """The orders of the list that a link opens."""
    given = dict(parse_qsl(urlsplit(href).query))
    query = list_query(given, listing)
    assert set(given) <= set(listing.filters)
    found = list(read_all(session, listing=listing, query=query, **scope))
    assert read_list(session, listing=listing, query=query, **scope).count == len(found)
    return {str(row.list_key): row for row in found}


def names(orders, found):
    return {name for name, order in orders.items() if str(order.id) in found}


@pytest.mark.feature("ANA-11", "ANA-02")
def test_every_figure_opens_the_orders_that_make_it_in_its_own_time_zone(session, past):
    _, orders = past
    asked = asked_of(session, address="/admin", given={**BERLIN, "currency": "EUR"})
    with speaking("en"):
        found = answer(session, asked)
        figures = {view.label: view for view in dashboard_figures(found, asked)}
    assert all(view.definition and view.href for view in figures.values())

    opened = behind(session, figures["Orders"].href)
    assert names(orders, opened) == {"in the morning", "at 23:30"}
    assert len(opened) == found.sums.orders == 2
    assert sum(row.total_minor for row in opened.values()) == found.sums.total_minor
    for name in ("Average order", "Gross sales (GMV)"):
        assert figures[name].href == figures["Orders"].href

    moved = behind(session, figures["Revenue"].href)
    assert names(orders, moved) == {"the day before", "in the morning", "at 23:30"}
    assert found.sums.revenue_minor == found.sums.total_minor - 500
    for view in figures.values():
        assert "Berlin" in view.href


@pytest.mark.feature("ANA-11")
def test_a_day_of_a_report_opens_its_orders(session, past):
    _, orders = past
    given = {**BERLIN, "from": "2026-03-27", "to": "2026-03-29", "currency": "EUR"}
    asked = asked_of(session, address="/admin/reports/sales", given=given)
    points = queries.series(session, span=asked.span, currency="EUR")
    opened = [names(orders, behind(session, orders_of_point(p, asked))) for p in points]
    assert opened == [{"the day before"}, {"in the morning", "at 23:30"}, {"after midnight"}]
    given |= {"from": "2026-01-20", "to": "2026-05-05"}
    year = asked_of(session, address="/admin/reports/sales", given=given)
    months = queries.series(session, span=year.span, currency="EUR")
    assert [len(behind(session, orders_of_point(p, year))) for p in months] == [0, 0, 4, 0, 0]
    assert [p.sums.orders for p in months] == [0, 0, 4, 0, 0]


@pytest.mark.feature("ANA-11", "MKT-14")
def test_a_sellers_figures_open_own_orders_alone(session, past):
    wares, orders = past
    asked = asked_of(session, address="/seller/analytics", given={**BERLIN, "currency": "EUR"})
    expected = {wares[0].seller: {"in the morning", "at 23:30"}, wares[2].seller: {"at 23:30"}}
    for seller_id, wanted in expected.items():
        with speaking("en"):
            figures = {
                view.label: view for view in seller_figures(session, asked, seller_id=seller_id)
            }
        opened = behind(session, figures["Orders"].href, SELLER_ORDERS, seller_id=seller_id)
        assert names(orders, opened) == wanted
        assert figures["Orders"].value == str(len(wanted))


@pytest.mark.feature("ANA-11", "MKT-14")
def test_what_a_seller_gave_back_opens_its_orders_and_its_returns_of_those_days(session, past):
    wares, orders = past
    night = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)
    seller = wares[0].seller
    take_back(session, orders["the day before"], seller, night, accepted=1)
    late = take_back(session, orders["in the morning"], seller, night + timedelta(hours=1))
    take_back(session, orders["in dollars"], seller, night)
    give_back(session, orders["in the morning"], seller, 700, night + timedelta(hours=1))
    cancel(session, orders["at 23:30"], wares[2].seller, night)
    rollups.rebuild(session)
    asked = asked_of(session, address="/seller/analytics", given={**BERLIN, "currency": "EUR"})

    def figures(seller_id):
        with speaking("en"):
            return {v.label: v for v in seller_figures(session, asked, seller_id=seller_id)}

    own = figures(seller)
    given = behind(session, own["Refunds"].href, SELLER_ORDERS, seller_id=seller)
    assert (names(orders, given), own["Refunds"].value) == ({"the day before"}, "€5.00")
    assert [row.refunded_minor for row in given.values()] == [500]
    returned = behind(session, own["Returned units"].href, SELLER_RETURNS, seller_id=seller)
    assert [row.accepted for row in returned.values()] == [1]
    assert own["Returned units"].value == "1"
    assert str(late) not in returned
    assert {row.zone for row in returned.values()} == {"Europe/Berlin"}

    other = wares[2].seller
    given = behind(session, figures(other)["Refunds"].href, SELLER_ORDERS, seller_id=other)
    assert names(orders, given) == {"at 23:30"}
    href = figures(other)["Returned units"].href
    assert behind(session, href, SELLER_RETURNS, seller_id=other) == {}


@pytest.mark.feature("MKT-14")
def test_the_sales_of_seven_days_at_the_front_are_those_of_the_analytics(session):
    wares = make_wares(session)
    seller, today = wares[0].seller, now().replace(hour=0, minute=0, second=0, microsecond=0)
    for days, pieces in ((0, 1), (6, 2), (7, 4), (13, 8), (14, 16)):
        buy(session, today - timedelta(days=days), [(wares[0], pieces)], delivery=0)
    buy(session, today - timedelta(days=6, seconds=1), [(wares[0], 32)], delivery=0)
    rollups.rebuild(session)
    weeks = seller_home(session, seller_id=seller).weeks
    assert weeks == [WeekSales("EUR", 3_000, 44_000)]
    with speaking("en"):
        view = home_view(
            seller_home(session, seller_id=seller), frozenset({SellerPermission.ANALYTICS}), []
        )
        given = dict(parse_qsl(urlsplit(view.figures[0].href).query)) | {"compare": "1"}
        asked = asked_of(session, address="/seller/analytics", given=given)
        sales = seller_figures(session, asked, seller_id=seller)[0]
    assert (asked.period, sales.value, view.figures[0].figure) == ("7days", "€30.00", "€30.00")
    assert "€440.00" in sales.change


def test_the_list_says_its_zone_and_tells_moments_in_it(session, past):
    query = ListQuery(filters={"from": "2026-03-28", "to": "2026-03-28", "zone": "Europe/Berlin"})
    found = read_list(session, listing=STAFF_ORDERS, query=query)
    with speaking("en"):
        view = table_view(ORDERS, query, found)
        plain = table_view(ORDERS, ListQuery(), read_list(
            session, listing=STAFF_ORDERS, query=ListQuery()
        ))  # fmt: skip
    zone = next(item for item in view.filters if item.name == "zone")
    assert (zone.value, [c.label for c in zone.choices if c.chosen]) == (
        "Europe/Berlin",
        ["Europe/Berlin"],
    )
    column = [head.label for head in view.heads].index("Placed")
    told = {(row.cells[column].text, row.cells[column].sub) for row in view.rows}
    assert ("Mar 28, 2026, 11:30:00\u202fPM", "Europe/Berlin") in told
    assert {row.cells[column].sub for row in plain.rows} == {"UTC"}


@pytest.mark.parametrize(
    "filters",
    [
        {"from": "2026-03-28", "zone": "Mars/Olympus"},
        {"to": "some day"},
        {"days": "moved", "from": "2026-13-01"},
        {"from": "2026-03-28", "zone": "'; drop table orders --"},
    ],
)
def test_days_and_zones_that_are_none_get_a_sentence(session, filters):
    with session.begin_nested() as attempt:
        with pytest.raises(Invalid, match="filters"):
            read_list(session, listing=STAFF_ORDERS, query=ListQuery(filters=filters))
        attempt.rollback()
    assert rows(session, "select 1 from orders limit 0") == []
