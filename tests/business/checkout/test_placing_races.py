"""Placing under real threads: one order a checkout, no piece sold twice, whoever comes first."""

from __future__ import annotations

import pytest

from shop_app.checkout.place_order import finalize, finish_challenge, place_order
from shop_app.checkout.provider_events import take_event
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.refunds import give_back
from shop_app.checkout.results import Challenge, Declined, Placed
from shop_app.core.audit import SHOPPER
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, NotFound, OutOfStock
from shop_app.integrations.sandbox_gateway import DECLINED, SECURE, SUCCEEDS, SandboxGateway
from shop_app.inventory import service as stock
from shop_app.inventory.queries import levels_of
from shop_app.orders.service import cancel_before_shipment
from tests.makers import (
    Visitor,
    at_once,
    make_offer,
    make_world,
    ready_checkout,
    stock_breaches,
)

pytestmark = pytest.mark.usefixtures("database")

GATEWAYS = {"sandbox": SandboxGateway()}


def ask(sql, **values):
    return run_in_transaction(rows, sql, **values)


def one_offer(pieces):
    def build(session):
        world = make_world(session)
        return world, make_offer(session, world, stock_near=pieces)

    return run_in_transaction(build)


def begin(*lines):
    visitor = Visitor()
    return visitor, run_in_transaction(ready_checkout, visitor, *lines)


def pay(visitor, checkout, method=SUCCEEDS, total=2494):
    return place_order(
        checkout_id=checkout,
        **visitor.who,
        total_seen_minor=total,
        payment_method=method,
        gateways=GATEWAYS,
    )


@pytest.mark.feature("CHK-18", "CHK-06")
@pytest.mark.parametrize("round_", range(3))
def test_eight_presses_of_pay_make_one_order(round_):
    _, offer = one_offer(5)
    visitor, checkout = begin((offer, 1))
    results = at_once(8, lambda _: pay(visitor, checkout))
    assert all(isinstance(result, Placed) for result in results), results
    assert len({result.number for result in results}) == 1
    assert [row.status for row in ask("select status from orders")] == ["placed"]
    captured = ask("select 1 from payments where status = 'captured' and failure_code = ''")
    assert len(captured) == 1
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.feature("CHK-18")
def test_eight_tabs_with_different_methods_make_one_order_and_keep_one_payment():
    _, offer = one_offer(5)
    visitor, checkout = begin((offer, 1))
    methods = [SUCCEEDS, SECURE, DECLINED, SUCCEEDS, SECURE, SUCCEEDS, DECLINED, SUCCEEDS]
    results = at_once(8, lambda number: pay(visitor, checkout, methods[number]))
    assert all(isinstance(each, Placed | Challenge | Declined | Conflict) for each in results)
    assert isinstance(pay(visitor, checkout), Placed)
    assert [row.status for row in ask("select status from orders")] == ["placed"]
    kept = ask(
        "select amount_minor - refunded_minor as kept from payments"
        " where status in ('captured', 'refunded')"
    )
    assert sum(row.kept for row in kept) == 2494
    assert run_in_transaction(levels_of, offer_id=offer)[0].allocated == 1
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.feature("INV-03", "CHK-03")
def test_eight_shoppers_pay_for_the_last_unit_whose_holds_ran_out_and_one_gets_it():
    _, offer = one_offer(8)
    buyers = [begin((offer, 1)) for _ in range(8)]
    ask("update reservations set held_until = now() - interval '1 minute' returning id")
    run_in_transaction(stock.sweep_expired)
    place = run_in_transaction(levels_of, offer_id=offer)[0]
    run_in_transaction(
        stock.adjust,
        offer_id=offer,
        warehouse_id=place.warehouse_id,
        delta=-7,
        reason="a shelf fell",
    )
    results = at_once(8, lambda number: pay(*buyers[number]))
    assert sum(isinstance(result, Placed) for result in results) == 1
    assert sum(isinstance(result, OutOfStock) for result in results) == 7
    assert [row.status for row in ask("select status from orders")] == ["placed"]
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.feature("INV-03")
def test_the_last_unit_is_held_for_one_of_eight_checkouts():
    _, offer = one_offer(1)
    results = at_once(8, lambda _: begin((offer, 1)))
    assert sum(isinstance(result, OutOfStock) for result in results) == 7
    assert run_in_transaction(stock_breaches) == []


def test_a_correction_while_orders_are_placed_never_sells_what_is_not_there():
    world, offer = one_offer(6)
    buyers = [begin((offer, 1)) for _ in range(4)]

    def work(number):
        if number < 4:
            return pay(*buyers[number])
        return run_in_transaction(
            stock.adjust, offer_id=offer, warehouse_id=world.near, delta=-1, reason="lost"
        )

    results = at_once(8, work)
    assert all(isinstance(result, Placed) for result in results[:4])
    assert sum(isinstance(result, Conflict) for result in results[4:]) == 2
    level = run_in_transaction(levels_of, offer_id=offer)[0]
    assert (level.on_hand, level.allocated, level.available) == (4, 4, 0)
    assert run_in_transaction(stock_breaches) == []


def test_a_cancellation_while_the_order_is_placed_is_refused_or_whole():
    _, offer = one_offer(3)
    visitor, checkout = begin((offer, 1))
    asked = pay(visitor, checkout, SECURE)

    def work(number):
        if number:
            return run_in_transaction(
                cancel_before_shipment, number=asked.number, reason="regret", actor=SHOPPER
            )
        return finish_challenge(
            payment_id=asked.payment_id, approved=True, **visitor.who, gateways=GATEWAYS
        )

    placed, cancelled = at_once(2, work)
    assert isinstance(placed, Placed)
    (order,) = ask("select status from orders")
    level = run_in_transaction(levels_of, offer_id=offer)[0]
    if isinstance(cancelled, NotFound):
        assert (order.status, level.allocated) == ("placed", 1)
    else:
        assert (order.status, level.allocated, level.available) == ("cancelled", 0, 3)
        assert [give_back(payment, GATEWAYS) for payment in cancelled] == [2494]
    assert run_in_transaction(stock_breaches) == []


def test_two_cancellations_at_once_give_the_money_back_once():
    _, offer = one_offer(3)
    visitor, checkout = begin((offer, 2))
    placed = pay(visitor, checkout, total=4493)
    results = at_once(
        4,
        lambda _: run_in_transaction(
            cancel_before_shipment, number=placed.number, reason="regret", actor=SHOPPER
        ),
    )
    payments = {payment for result in results if isinstance(result, list) for payment in result}
    assert len(payments) == 1
    refunds = at_once(4, lambda _: give_back(next(iter(payments)), GATEWAYS))
    assert sorted(refunds) == [0, 0, 0, 4493]
    (payment,) = ask("select status, refunded_minor, refund_due_minor from payments")
    assert tuple(payment) == ("refunded", 4493, 4493)
    assert run_in_transaction(levels_of, offer_id=offer)[0].available == 3
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.feature("CHK-18")
def test_screen_and_provider_finish_the_same_payment_at_once():
    _, offer = one_offer(3)
    visitor, checkout = begin((offer, 1))
    asked = pay(visitor, checkout, SECURE)

    def work(number):
        if number % 2:
            return finalize(asked.payment_id, "from the screen", GATEWAYS)
        return take_event(
            provider="sandbox",
            event_id=f"event-{number // 4}",
            kind="payment.captured",
            payload={"payment_id": str(asked.payment_id), "reference": "from the provider"},
            gateways=GATEWAYS,
        )

    results = at_once(8, work)
    assert {result.number for result in results[1::2]} == {asked.number}
    assert sorted(results[::2]) == ["placed", "placed", "repeated", "repeated"]
    assert len(ask("select 1 from outbox where kind = 'order.placed'")) == 1
    assert run_in_transaction(checkout_page, **visitor.who, gateways=GATEWAYS).status == "placed"
    assert run_in_transaction(stock_breaches) == []
