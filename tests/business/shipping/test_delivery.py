"""Delivery: what it costs, when it comes, and whose ways are offered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shop_app.shipping.dates import add_working_days, delivery_window
from shop_app.shipping.models import DeliveryMethod
from shop_app.shipping.queries import (
    cheapest,
    delivery_choices,
    methods_for_seller,
    methods_of_region,
)
from tests.makers import make_seller, make_world

MONDAY_MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ordered_at", "first", "last"),
    [
        (datetime(2026, 11, 23, 14, 59, tzinfo=UTC), date(2026, 11, 26), date(2026, 11, 30)),
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), date(2026, 11, 27), date(2026, 12, 1)),
        (datetime(2026, 11, 27, 16, 0, tzinfo=UTC), date(2026, 12, 3), date(2026, 12, 7)),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), date(2026, 12, 3), date(2026, 12, 7)),
        (datetime(2026, 11, 29, 23, 0, tzinfo=UTC), date(2026, 12, 3), date(2026, 12, 7)),
    ],
)
def test_cut_off_and_weekends_move_the_days(ordered_at, first, last):
    window = delivery_window(ordered_at=ordered_at, handling_days=1, days_min=2, days_max=4)
    assert (window.first, window.last) == (first, last)


def test_no_working_days_from_a_saturday_is_monday():
    assert add_working_days(date(2026, 11, 28), 0) == date(2026, 11, 30)


def test_choices_cost_nothing_from_the_threshold_on(session):
    make_world(session)
    methods = methods_of_region(session, region_code="EU")

    def prices(goods):
        choices = delivery_choices(
            methods, goods_minor=goods, currency="EUR", handling_days=0, at=MONDAY_MORNING
        )
        return [(choice.code, choice.price_minor, choice.selected) for choice in choices]

    assert prices(4999) == [("standard", 495, True), ("express", 995, False)]
    assert prices(5000) == [("standard", 0, True), ("express", 995, False)]


def test_the_chosen_way_is_selected_and_an_unknown_one_falls_back_to_the_first(session):
    make_world(session)
    methods = methods_of_region(session, region_code="EU")
    terms = {"goods_minor": 100, "currency": "EUR", "handling_days": 1, "at": MONDAY_MORNING}
    express = delivery_choices(methods, **terms, chosen="express")
    assert [choice.selected for choice in express] == [False, True]
    assert express[1].first_day_text == "Wed 25 Nov"
    unknown = delivery_choices(methods, **terms, chosen="by pigeon")
    assert [choice.selected for choice in unknown] == [True, False]
    assert cheapest(express).code == "standard"
    assert cheapest([]) is None


def test_a_sellers_own_ways_come_before_the_platforms(session):
    make_world(session)
    seller, other = make_seller(session), make_seller(session)
    session.add(
        DeliveryMethod(
            code="bike", name="By bike", region_code="EU", seller_id=seller, price_minor=250
        )
    )
    session.flush()
    methods = methods_of_region(session, region_code="EU", seller_ids=[seller, other])
    assert [method.code for method in methods_for_seller(methods, seller)] == ["bike"]
    assert [m.code for m in methods_for_seller(methods, other)] == ["standard", "express"]
    assert methods_of_region(session, region_code="JP") == []
