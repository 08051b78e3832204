"""Stock: what lies there, is held, sold and sent; every change leaves its movement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from shop_app.core.clock import moved, now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.inventory import service as stock
from shop_app.inventory.queries import availability, levels_of, stock_status
from shop_app.inventory.views import Demand, Refusal
from tests.makers import make_offer, make_world, stock_breaches, unknown_id


@pytest.fixture
def world(session):
    return make_world(session)


def claim(session, offer, quantity, *, checkout=None, region="EU", **rest):
    checkout = checkout or unknown_id()
    refused = stock.claim(
        session,
        checkout_id=checkout,
        region_code=region,
        demands=[Demand(offer, quantity)],
        **rest,
    )
    return checkout, refused


def held(session, checkout):
    found = rows(
        session,
        "select warehouse_id, quantity from reservations"
        " where checkout_id = :id and status = 'held' order by quantity",
        id=checkout,
    )
    return [(row.warehouse_id, row.quantity) for row in found]


@pytest.mark.feature("INV-01")
def test_the_regions_first_warehouse_serves_and_one_that_has_it_all_comes_before(session, world):
    offer = make_offer(session, world, stock_near=3, stock_far=5)
    in_europe, _ = claim(session, offer, 2)
    assert held(session, in_europe) == [(world.near, 2)]
    in_america, _ = claim(session, offer, 2, region="US")
    assert held(session, in_america) == [(world.far, 2)]
    whole, _ = claim(session, offer, 3)
    assert held(session, whole) == [(world.far, 3)]
    assert stock_breaches(session) == []


@pytest.mark.feature("INV-01")
def test_a_line_that_no_warehouse_has_whole_is_split(session, world):
    offer = make_offer(session, world, stock_near=3, stock_far=5)
    checkout, refused = claim(session, offer, 7)
    assert refused == []
    assert held(session, checkout) == [(world.near, 3), (world.far, 4)]
    assert [level.available for level in levels_of(session, offer_id=offer, region_code="EU")] == [
        0,
        1,
    ]


@pytest.mark.feature("INV-02")
def test_on_hand_reserved_allocated_and_available_are_kept_apart(session, world):
    offer = make_offer(session, world, stock_near=10)
    checkout, _ = claim(session, offer, 4)
    order = unknown_id()

    def level():
        found = levels_of(session, offer_id=offer)[0]
        return found.on_hand, found.reserved, found.allocated, found.available

    assert level() == (10, 4, 0, 6)
    assert stock.allocate(session, checkout_id=checkout, order_id=order) == 4
    assert level() == (10, 0, 4, 6)
    seller = rows(session, "select seller_id from offers where id = :id", id=offer)[0].seller_id
    assert stock.ship(session, order_id=order, seller_id=seller, actor="seller") == 4
    assert level() == (6, 0, 0, 6)
    assert stock_breaches(session) == []


def test_cancelled_goods_are_for_sale_again(session, world):
    offer = make_offer(session, world, stock_near=2)
    checkout, _ = claim(session, offer, 2)
    order = unknown_id()
    stock.allocate(session, checkout_id=checkout, order_id=order)
    seller = rows(session, "select seller_id from offers where id = :id", id=offer)[0].seller_id
    pieces = stock.deallocate(
        session, order_id=order, seller_id=seller, reason="changed mind", actor="shopper"
    )
    assert pieces == 2
    assert availability(session, offer_ids=[offer]) == {offer: 2}
    assert stock_breaches(session) == []


@pytest.mark.feature("INV-03")
def test_a_refused_claim_names_what_is_left_and_moves_nothing(session, world):
    offer, other = make_offer(session, world, stock_near=3), make_offer(session, world)
    before = rows(session, "select count(*) as n from stock_movements")[0].n
    refused = stock.claim(
        session,
        checkout_id=unknown_id(),
        region_code="EU",
        demands=[Demand(other, 1), Demand(offer, 2), Demand(offer, 2)],
    )
    assert refused == [Refusal(offer, wanted=4, left=3)]
    assert availability(session, offer_ids=[offer, other]) == {offer: 3, other: 10}
    assert rows(session, "select count(*) as n from stock_movements")[0].n == before


@pytest.mark.feature("INV-03")
def test_the_database_itself_refuses_to_promise_more_than_lies_there(session, world):
    offer = make_offer(session, world, stock_near=3)
    with pytest.raises(IntegrityError, match="never_oversold"), session.begin_nested():
        rows(
            session,
            "update stock_levels set reserved = 4 where offer_id = :id returning reserved",
            id=offer,
        )


def test_a_claim_makes_the_hold_exactly_what_is_asked(session, world):
    offer, other = make_offer(session, world, stock_near=5), make_offer(session, world)
    checkout, _ = claim(session, offer, 5)
    assert claim(session, offer, 4, checkout=checkout)[1] == []
    assert held(session, checkout) == [(world.near, 4)]
    stock.claim(session, checkout_id=checkout, region_code="EU", demands=[Demand(other, 1)])
    assert availability(session, offer_ids=[offer, other]) == {offer: 5, other: 9}
    assert stock_breaches(session) == []


def test_the_same_claim_again_only_makes_the_hold_longer(session, world):
    offer = make_offer(session, world)
    checkout, _ = claim(session, offer, 2)
    moves = rows(session, "select count(*) as n from stock_movements")[0].n
    later = now() + timedelta(hours=1)
    claim(session, offer, 2, checkout=checkout, held_until=later)
    assert rows(session, "select count(*) as n from stock_movements")[0].n == moves
    until = rows(
        session,
        "select held_until from reservations where checkout_id = :id and status = 'held'",
        id=checkout,
    )
    assert [row.held_until for row in until] == [later]


@pytest.mark.feature("INV-04")
def test_an_expired_hold_keeps_nothing_even_before_it_is_tidied(session, world):
    offer = make_offer(session, world, stock_near=3)
    first, _ = claim(session, offer, 3)
    assert availability(session, offer_ids=[offer]) == {offer: 0}
    assert claim(session, offer, 1)[1] == [Refusal(offer, wanted=1, left=0)]
    with moved(timedelta(minutes=16)):
        assert availability(session, offer_ids=[offer]) == {offer: 3}
        second, refused = claim(session, offer, 3)
        assert refused == []
        assert held(session, second) == [(world.near, 3)]
    assert held(session, first) == []
    assert stock_breaches(session) == []


@pytest.mark.feature("INV-04")
def test_the_sweeper_tidies_expired_holds_and_tells_it(session, world):
    offer = make_offer(session, world, stock_near=3)
    claim(session, offer, 2)
    assert stock.sweep_expired(session) == 0
    with moved(timedelta(minutes=16)):
        assert stock.sweep_expired(session) == 1
        assert stock.sweep_expired(session) == 0
    assert levels_of(session, offer_id=offer)[0].reserved == 0
    told = rows(
        session,
        "select version, payload->>'available' as available from outbox"
        " where kind = 'stock.changed' and aggregate_id = :id order by version",
        id=offer,
    )
    assert [(row.version, row.available) for row in told] == [(1, "3"), (2, "1"), (3, "3")]
    assert stock_breaches(session) == []


def test_a_hold_that_runs_can_be_made_longer_and_one_that_ended_cannot(session, world):
    offer = make_offer(session, world)
    checkout, _ = claim(session, offer, 1)
    later = now() + timedelta(hours=2)
    assert stock.extend(session, checkout_id=checkout, held_until=later)
    with moved(timedelta(hours=3)):
        assert not stock.extend(session, checkout_id=checkout, held_until=now())


def test_release_gives_everything_back(session, world):
    offer = make_offer(session, world, stock_near=3, stock_far=3)
    checkout, _ = claim(session, offer, 5)
    assert stock.release(session, checkout_id=checkout, reason="left") == 5
    assert stock.release(session, checkout_id=checkout, reason="left") == 0
    assert availability(session, offer_ids=[offer]) == {offer: 6}
    assert stock_breaches(session) == []


def test_a_closed_warehouse_sells_nothing(session, world):
    offer = make_offer(session, world, stock_near=3, stock_far=2)
    rows(session, "update warehouses set is_open = false where code = 'AMS' returning id")
    assert availability(session, offer_ids=[offer]) == {offer: 2}
    assert claim(session, offer, 3)[1] == [Refusal(offer, wanted=3, left=2)]


def test_stock_is_corrected_with_a_reason_and_only_as_it_was_seen(session, world):
    offer = make_offer(session, world, stock_near=10)
    place = {"offer_id": offer, "warehouse_id": world.near}
    level = stock.adjust(session, **place, delta=-3, reason="broken", expected_version=1)
    assert (level.on_hand, level.version) == (7, 2)
    with pytest.raises(Conflict) as passed:
        stock.adjust(session, **place, delta=-1, reason="broken", expected_version=1)
    assert passed.value.facts["on_hand"] == 7
    claim(session, offer, 6)
    with pytest.raises(Conflict) as promised:
        stock.adjust(session, **place, delta=-2, reason="lost")
    assert promised.value.facts["promised"] == 6
    assert levels_of(session, offer_id=offer)[0].on_hand == 7
    assert stock_breaches(session) == []


def test_odd_corrections_are_refused(session, world):
    offer = make_offer(session, world)
    with pytest.raises(Invalid):
        stock.adjust(session, offer_id=offer, warehouse_id=world.near, delta=1, reason="  ")
    with pytest.raises(Invalid):
        stock.adjust(session, offer_id=offer, warehouse_id=world.near, delta=0, reason="x")
    with pytest.raises(NotFound):
        stock.adjust(session, offer_id=offer, warehouse_id=world.far, delta=1, reason="x")
    with pytest.raises(Invalid):
        stock.receive(session, offer_id=offer, warehouse_id=world.near, quantity=0)
    with pytest.raises(NotFound):
        stock.receive(session, offer_id=unknown_id(), warehouse_id=world.near, quantity=1)


def test_stock_is_said_in_three_words():
    assert [stock_status(left) for left in (-1, 0, 1, 5, 6)] == ["out", "out", "low", "low", "in"]
