"""Prices: by currency, with sales that begin and end by the clock, and tax by country and day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from shop_app.core.clock import moved, now
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.models import OutboxEvent
from shop_app.pricing.models import TaxRate
from shop_app.pricing.queries import prices_of, region_or_default, regions, sale_percent, tax_rate
from shop_app.pricing.service import set_price
from tests.makers import make_offer, make_seller, make_world, unknown_id


@pytest.fixture
def offer(session):
    return make_offer(session, make_world(session), eur=2000, usd=2400)


def test_regions_come_in_the_order_in_which_people_see_them(session, offer):
    assert [(r.code, r.currency, r.tax_included) for r in regions(session)] == [
        ("EU", "EUR", True),
        ("US", "USD", False),
    ]
    assert region_or_default(session, "US").code == "US"
    assert region_or_default(session, "no such region").code == "EU"


@pytest.mark.feature("PRC-01")
def test_an_offer_costs_what_its_currency_says_and_is_not_sold_in_others(session, offer):
    assert prices_of(session, offer_ids=[offer], currency="EUR")[offer].minor == 2000
    assert prices_of(session, offer_ids=[offer], currency="USD")[offer].text == "$24.00"
    assert prices_of(session, offer_ids=[offer], currency="JPY") == {}


@pytest.mark.feature("PRC-03")
def test_a_sale_begins_and_ends_by_the_clock_and_shows_what_was_before(session, offer):
    start = now() + timedelta(hours=1)
    set_price(
        session,
        offer_id=offer,
        currency="EUR",
        amount_minor=2000,
        sale_minor=1500,
        sale_from=start,
        sale_to=start + timedelta(hours=2),
    )

    def price(at):
        return prices_of(session, offer_ids=[offer], currency="EUR", at=at)[offer]

    before, during = price(start - timedelta(microseconds=1)), price(start)
    last, after = price(start + timedelta(hours=1, minutes=59)), price(start + timedelta(hours=2))
    assert [before.minor, during.minor, last.minor, after.minor] == [2000, 1500, 1500, 2000]
    assert (before.was_text, before.sale_percent) == ("", 0)
    assert (during.was_minor, during.was_text, during.sale_percent) == (2000, "€20.00", 25)
    with moved(timedelta(hours=1, minutes=1)):
        assert prices_of(session, offer_ids=[offer], currency="EUR")[offer].minor == 1500


def test_a_sale_never_promises_more_percent_than_it_gives():
    assert sale_percent(1501, 2000) == 24
    assert sale_percent(2000, 2000) == 0


def test_a_new_price_is_told_with_its_version(session, offer):
    version = set_price(session, offer_id=offer, currency="EUR", amount_minor=2100)
    assert version == 2
    session.flush()
    told = session.exec(select(OutboxEvent).where(OutboxEvent.kind == "offer.price_changed")).one()
    assert (told.aggregate_id, told.version, told.payload) == (offer, 2, {"currency": "EUR"})


def test_somebody_elses_offer_and_a_passed_version_are_refused(session, offer):
    with pytest.raises(NotFound):
        set_price(
            session,
            offer_id=offer,
            currency="EUR",
            amount_minor=1,
            seller_id=make_seller(session),
        )
    with pytest.raises(NotFound):
        set_price(session, offer_id=unknown_id(), currency="EUR", amount_minor=1)
    with pytest.raises(Conflict):
        set_price(session, offer_id=offer, currency="EUR", amount_minor=1, expected_version=7)
    assert prices_of(session, offer_ids=[offer], currency="EUR")[offer].minor == 2000


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_minor": 0}, "price"),
        ({"amount_minor": -5}, "price"),
        ({"amount_minor": 10**14}, "price"),
        ({"amount_minor": 100, "sale_minor": 100}, "sale_price"),
        ({"amount_minor": 100, "sale_minor": 0}, "sale_price"),
        ({"amount_minor": 100, "currency": "XXZ"}, "currency"),
    ],
)
def test_amounts_that_cannot_be_are_refused_beside_their_field(session, offer, change, field):
    with pytest.raises(Invalid) as refusal:
        set_price(session, offer_id=offer, **{"currency": "EUR", **change})
    assert refusal.value.field == field


def test_tax_follows_country_class_and_day(session, offer):
    session.add(
        TaxRate(country="NL", tax_class="reduced", valid_from=date(2026, 1, 1), basis_points=2100)
    )
    session.flush()
    assert tax_rate(session, country="NL", tax_class="reduced", on=date(2025, 12, 31)) == 900
    assert tax_rate(session, country="NL", tax_class="reduced", on=date(2026, 1, 1)) == 2100
    assert tax_rate(session, country="NL", tax_class="no such class") == 2100
    assert tax_rate(session, country="ZZ") == 0
