"""Stock under real threads: nothing is sold twice, nobody waits for ever."""

from __future__ import annotations

import pytest

from shop_app.core.db import run_in_transaction
from shop_app.core.errors import Conflict
from shop_app.inventory import service as stock
from shop_app.inventory.queries import availability, levels_of
from shop_app.inventory.views import Demand
from tests.makers import at_once, make_offer, make_world, stock_breaches, unknown_id


def _world_and_offers(session, *stocks):
    world = make_world(session)
    return world, [make_offer(session, world, stock_near=pieces) for pieces in stocks]


def _claim(session, demands):
    return stock.claim(session, checkout_id=unknown_id(), region_code="EU", demands=demands)


@pytest.mark.feature("INV-03")
def test_eight_shoppers_claim_the_last_unit_and_one_gets_it(database):
    _, (offer,) = run_in_transaction(_world_and_offers, 1)
    results = at_once(8, lambda _: run_in_transaction(_claim, [Demand(offer, 1)]))
    assert sorted(len(refused) for refused in results) == [0] + [1] * 7
    assert {each.left for refused in results for each in refused} == {0}
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.feature("INV-03")
def test_claims_in_opposite_orders_do_not_lock_each_other_out(database):
    _, (one, two) = run_in_transaction(_world_and_offers, 100, 100)
    demands = [Demand(one, 1), Demand(two, 1)]

    def claim_often(number):
        ordered = demands if number % 2 else demands[::-1]
        return [run_in_transaction(_claim, ordered) for _ in range(10)]

    results = at_once(8, claim_often)
    assert [refused for batch in results for refused in batch] == [[]] * 80
    assert run_in_transaction(availability, offer_ids=[one, two]) == {one: 20, two: 20}
    assert run_in_transaction(stock_breaches) == []


def test_corrections_and_claims_at_once_never_promise_more_than_lies_there(database):
    world, (offer,) = run_in_transaction(_world_and_offers, 5)

    def work(number):
        if number % 2:
            return run_in_transaction(_claim, [Demand(offer, 1)])
        return run_in_transaction(
            stock.adjust, offer_id=offer, warehouse_id=world.near, delta=-1, reason="lost"
        )

    results = at_once(10, work)
    refused = [r for r in results if isinstance(r, Conflict) or (isinstance(r, list) and r)]
    assert len(refused) == 5
    level = run_in_transaction(levels_of, offer_id=offer)[0]
    assert level.available == 0
    assert run_in_transaction(stock_breaches) == []
