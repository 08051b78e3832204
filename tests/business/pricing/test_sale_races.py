"""A sale against a price that somebody else is just changing: the newer price decides."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic, sleep

import pytest

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction, transaction
from shop_app.pricing.sales import make_sale, range_of
from shop_app.pricing.service import set_price
from tests.makers import make_offer, make_world

STAFF = Actor("staff", "Ada")
WAITING = (
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
)


def _two_mugs(session):
    world = make_world(session)
    found = [make_offer(session, world, eur=1999, usd=None) for _ in range(2)]
    rows(session, "update products set status = 'active' returning id")
    return found


def _sale(session):
    ends = now() + timedelta(days=7)
    asked = range_of(session, name="Autumn", percent="20", starts=None, ends=ends)
    return make_sale(session, asked=asked, actor=STAFF)


def _until_somebody_waits():
    limit = monotonic() + 10
    while not run_in_transaction(lambda session: rows(session, WAITING)):
        assert monotonic() < limit, "nobody waits for the price"
        sleep(0.02)


def _sale_while(offer_id, **price):
    """The sale of 20 percent is made while the price is changed in a transaction still open."""
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            set_price(session, offer_id=offer_id, currency="EUR", **price)
            sale = pool.submit(run_in_transaction, _sale)
            _until_somebody_waits()
        return sale.result(timeout=30)


def _price(offer_id):
    sql = "select amount_minor, sale_minor from prices where offer_id = :id"
    found = run_in_transaction(lambda session: rows(session, sql, id=offer_id))
    return found[0].amount_minor, found[0].sale_minor


@pytest.mark.usefixtures("database")
def test_a_price_lowered_meanwhile_gets_its_share_of_the_new_price():
    mug, bowl = run_in_transaction(_two_mugs)
    _sale_while(mug, amount_minor=1000)
    assert _price(mug) == (1000, 800)
    assert _price(bowl) == (1999, 1599)


@pytest.mark.usefixtures("database")
def test_a_sale_price_set_meanwhile_stays():
    mug, bowl = run_in_transaction(_two_mugs)
    sale = _sale_while(mug, amount_minor=1999, sale_minor=500)
    assert _price(mug) == (1999, 500)
    assert _price(bowl) == (1999, 1599)
    told = run_in_transaction(
        lambda session: rows(
            session,
            "select after from audit_log where action = 'sale.made'",
        )
    )
    kept = run_in_transaction(
        lambda session: rows(session, "select 1 from sale_prices where sale_id = :id", id=sale)
    )
    assert len(kept) == 1
    assert told[0].after["prices"] == 1
