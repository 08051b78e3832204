"""Sales: exact to the minor unit, one at a time for a price, taken back when they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.pricing.sales import end_own_sale, end_sale, foresee, make_sale, range_of
from tests.makers import make_offer, make_seller, make_world

STAFF = Actor("staff", "Ada")
WEEK = timedelta(days=7)


@pytest.fixture
def world(session):
    made = make_world(session)
    rows(session, "update products set status = 'active' returning id")
    return made


def offer(session, world, **more):
    offer_id = make_offer(session, world, **more)
    rows(session, "update products set status = 'active' returning id")
    return offer_id


def asked(session, **more):
    given = {"name": "Autumn", "percent": "20", "starts": None, "ends": now() + WEEK, **more}
    return range_of(session, **given)


def price(session, offer_id, currency="EUR"):
    return rows(
        session,
        "select amount_minor, sale_minor, sale_from, sale_to, version,"
        " price_now(amount_minor, sale_minor, sale_from, sale_to, :moment) as minor"
        " from prices where offer_id = :id and currency = :currency",
        id=offer_id,
        currency=currency,
        moment=now(),
    )[0]


def set_price(session, offer_id, currency, minor):
    rows(
        session,
        "insert into prices (offer_id, currency, amount_minor, version, updated_at)"
        " values (:id, :currency, :minor, 1, now()) on conflict (offer_id, currency)"
        " do update set amount_minor = excluded.amount_minor returning version",
        id=offer_id,
        currency=currency,
        minor=minor,
    )


@pytest.mark.feature("PRC-03")
def test_a_sale_lowers_every_currency_by_its_share_half_away_from_zero(session, world):
    mug = offer(session, world, eur=1999, usd=2199)
    set_price(session, mug, "JPY", 2501)
    set_price(session, mug, "KWD", 12345)
    found = foresee(session, asked=asked(session))
    assert (found.prices, found.products, found.busy, found.too_small) == (4, 1, 0, 0)
    make_sale(session, asked=asked(session), actor=STAFF)

    assert {c: price(session, mug, c).sale_minor for c in ("EUR", "USD", "JPY", "KWD")} == {
        "EUR": 1599, "USD": 1759, "JPY": 2001, "KWD": 9876,
    }  # fmt: skip
    assert price(session, mug).minor == 1599
    session.flush()
    told = rows(session, "select payload from outbox where kind = 'products.repriced'")
    assert [len(row.payload["product_ids"]) for row in told] == [1]


def test_ending_takes_back_what_the_sale_set_and_nothing_else(session, world):
    mug, bowl = offer(session, world), offer(session, world)
    sale = make_sale(session, asked=asked(session), actor=STAFF)
    rows(
        session,
        "update prices set sale_minor = 1000 where offer_id = :id and currency = 'EUR'"
        " returning version",
        id=bowl,
    )
    end_sale(session, key=str(sale), actor=STAFF)

    assert price(session, mug).sale_minor is None
    assert price(session, bowl).sale_minor == 1000
    with pytest.raises(Conflict, match="ended already"):
        end_sale(session, key=str(sale), actor=STAFF)


def test_what_has_another_sale_or_cannot_fall_is_left_and_told(session, world):
    offer(session, world, eur=1, usd=None)
    mug = offer(session, world, usd=None)
    make_sale(session, asked=asked(session, percent="10"), actor=STAFF)
    found = foresee(session, asked=asked(session, percent="50"))
    assert (found.prices, found.busy, found.too_small) == (0, 1, 1)  # half a cent is one cent
    assert price(session, mug).sale_minor == 1799


def test_one_cent_that_cannot_fall_makes_no_sale(session, world):
    offer(session, world, eur=1, usd=None)
    with pytest.raises(Conflict, match="No price would change"):
        make_sale(session, asked=asked(session, percent="20"), actor=STAFF)


def test_a_planned_sale_begins_and_ends_by_the_clock(session, world):
    mug = offer(session, world)
    begins = now() + timedelta(days=1)
    make_sale(session, asked=asked(session, starts=begins, ends=begins + WEEK), actor=STAFF)

    assert price(session, mug).minor == 1999
    at = rows(
        session,
        "select price_now(amount_minor, sale_minor, sale_from, sale_to, :then) as minor"
        " from prices where offer_id = :id and currency = 'EUR'",
        id=mug,
        then=begins + timedelta(hours=1),
    )
    assert at[0].minor == 1599


@pytest.mark.feature("MKT-01")
def test_a_sellers_sale_concerns_its_own_offers_and_no_other_seller_ends_it(session, world):
    mine, theirs = make_seller(session, name="Mine"), make_seller(session, name="Theirs")
    own = offer(session, world, seller_id=mine)
    other = offer(session, world, seller_id=theirs)
    me = Actor("seller", "Mina", seller_id=mine)
    sale = make_sale(session, asked=asked(session, seller_id=mine), actor=me)

    assert price(session, own).sale_minor == 1599
    assert price(session, other).sale_minor is None
    with pytest.raises(NotFound):
        end_own_sale(session, key=str(sale), actor=Actor("seller", "Theo", seller_id=theirs))
    end_own_sale(session, key=str(sale), actor=me)
    assert price(session, own).sale_minor is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"percent": "0"}, "percent"),
        ({"percent": "91"}, "percent"),
        ({"percent": "-5"}, "percent"),
        ({"percent": "9" * 40}, "percent"),
        ({"percent": "0001" + "9" * 40}, "percent"),
        ({"percent": "ten"}, "percent"),
        ({"ends": None}, "ends"),
        ({"ends": now() - WEEK}, "ends"),
        ({"ends": now() + 60 * WEEK}, "ends"),
        ({"seller": "nobody\x00"}, "seller"),
        ({"category": "nowhere"}, "category"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(session, world, given, field):
    with pytest.raises(Invalid) as refusal:
        asked(session, **given)
    assert refusal.value.field == field


def test_a_sale_that_is_not_there_is_not_ended(session, world):
    with pytest.raises(NotFound):
        end_sale(session, key="' or true --\x00", actor=STAFF)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(minor=st.integers(1, 10**12), percent=st.integers(1, 90))
def test_a_sale_price_is_below_the_price_above_nothing_and_as_close_as_can_be(
    session, world, minor, percent
):
    with session.begin_nested() as point:
        mug = offer(session, world, eur=minor, usd=None)
        try:
            make_sale(session, asked=asked(session, percent=str(percent)), actor=STAFF)
        except Conflict:
            assert price(session, mug).sale_minor is None
            assert (minor * (100 - percent) + 50) // 100 in (0, minor)
        else:
            sale = price(session, mug).sale_minor
            assert 0 < sale < minor
            assert abs(sale * 100 - minor * (100 - percent)) <= 50
        point.rollback()
