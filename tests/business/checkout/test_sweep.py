"""What is left over comes to its end: lost payments, money without an order, unpaid orders."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop_app.cart.queries import count_of
from shop_app.checkout import service as checkout
from shop_app.checkout import tasks
from shop_app.checkout.place_order import finish_challenge, place_order
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.results import Declined, Placed
from shop_app.core.clock import moved
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Unavailable
from shop_app.integrations.sandbox_gateway import DECLINED, SECURE, SUCCEEDS, SandboxGateway
from shop_app.inventory import service as stock
from shop_app.inventory.queries import availability
from shop_app.inventory.views import Demand
from tests.makers import (
    Visitor,
    make_offer,
    make_world,
    ready_checkout,
    stock_breaches,
    unknown_id,
)

pytestmark = pytest.mark.usefixtures("database")


class Provider(SandboxGateway):
    """A sandbox whose line to us may break after it has done its work; it remembers refunds."""

    def __init__(self) -> None:
        self.line_breaks = False
        self.refunds: list[tuple[int, str]] = []

    def start(self, request):
        answer = super().start(request)
        if self.line_breaks:
            raise Unavailable("The payment provider does not answer.")
        return answer

    def look_up(self, request, reference):
        return SandboxGateway().look_up(request, reference)

    def refund(self, reference, *, amount_minor, currency, idempotency_key):
        self.refunds.append((amount_minor, idempotency_key))
        return super().refund(
            reference,
            amount_minor=amount_minor,
            currency=currency,
            idempotency_key=idempotency_key,
        )


@pytest.fixture
def provider():
    return Provider()


@pytest.fixture
def offer():
    return run_in_transaction(lambda session: make_offer(session, make_world(session)))


@pytest.fixture
def guest():
    return Visitor()


def pay(guest, offer, provider, method):
    checkout_id = run_in_transaction(ready_checkout, guest, (offer, 1))
    return place_order(
        checkout_id=checkout_id,
        **guest.who,
        total_seen_minor=2494,
        payment_method=method,
        gateways={"sandbox": provider},
    )


def ask(sql, **values):
    return run_in_transaction(rows, sql, **values)


def test_a_paid_order_whose_answer_was_lost_is_finished(guest, offer, provider):
    provider.line_breaks = True
    with pytest.raises(Unavailable):
        pay(guest, offer, provider, SUCCEEDS)
    assert [row.status for row in ask("select status from orders")] == ["pending"]
    assert tasks.sweep({"sandbox": provider}).payments == 0
    with moved(timedelta(minutes=3)):
        assert tasks.sweep({"sandbox": provider}).payments == 1
    assert [row.status for row in ask("select status from orders")] == ["placed"]
    assert provider.refunds == []
    assert run_in_transaction(stock_breaches) == []


def test_pressing_pay_again_after_a_lost_answer_finishes_the_same_payment(guest, offer, provider):
    provider.line_breaks = True
    with pytest.raises(Unavailable):
        pay(guest, offer, provider, SUCCEEDS)
    provider.line_breaks = False
    page = run_in_transaction(checkout_page, **guest.who, gateways={"sandbox": provider})
    placed = place_order(
        checkout_id=page.checkout_id,
        **guest.who,
        total_seen_minor=page.total_minor,
        payment_method=SUCCEEDS,
        gateways={"sandbox": provider},
    )
    assert isinstance(placed, Placed)
    assert [row.status for row in ask("select status from payments")] == ["captured"]


def test_a_challenge_that_nobody_answers_ends_with_the_order_failed_and_the_cart_kept(
    guest, offer, provider
):
    pay(guest, offer, provider, SECURE)
    with moved(timedelta(minutes=5)):
        assert tasks.sweep({"sandbox": provider}) == tasks.Swept()
    with moved(timedelta(minutes=17)):
        swept = tasks.sweep({"sandbox": provider})
    assert (swept.payments, swept.orders) == (1, 1)
    assert [row.status for row in ask("select status from orders")] == ["failed"]
    assert run_in_transaction(availability, offer_ids=[offer]) == {offer: 10}
    assert run_in_transaction(count_of, **guest.who) == 1
    run_in_transaction(checkout.start_checkout, **guest.who)
    page = run_in_transaction(checkout_page, **guest.who, gateways={"sandbox": provider})
    assert (page.status, page.email, page.missing) == ("open", "ada@example.com", [])
    assert run_in_transaction(stock_breaches) == []


def test_an_order_declined_and_left_fails_after_its_hold(guest, offer, provider):
    assert isinstance(pay(guest, offer, provider, DECLINED), Declined)
    assert tasks.fail_unpaid_orders() == 0
    with moved(timedelta(minutes=17)):
        assert tasks.fail_unpaid_orders() == 1
        assert tasks.fail_unpaid_orders() == 0
    assert [row.status for row in ask("select status from orders")] == ["failed"]


def test_money_for_goods_that_are_gone_is_given_back(guest, offer, provider):
    asked = pay(guest, offer, provider, SECURE)
    with moved(timedelta(minutes=16)):
        run_in_transaction(
            stock.claim,
            checkout_id=unknown_id(),
            region_code="EU",
            demands=[Demand(offer, 10)],
        )
        result = finish_challenge(
            payment_id=asked.payment_id,
            approved=True,
            **guest.who,
            gateways={"sandbox": provider},
        )
    assert result == Declined("no_stock", asked.number, is_refunded=True)
    assert provider.refunds == [(2494, f"refund:{asked.payment_id}:2494")]
    (payment,) = ask("select status, refunded_minor, failure_code from payments")
    assert tuple(payment) == ("refunded", 2494, "no_stock")
    assert [row.status for row in ask("select status from orders")] == ["failed"]
    assert run_in_transaction(count_of, **guest.who) == 1
    assert run_in_transaction(stock_breaches) == []


def test_a_refund_that_was_interrupted_is_taken_up_again_once(guest, offer, provider):
    asked = pay(guest, offer, provider, SUCCEEDS)
    ask("update payments set refund_due_minor = 1000 returning id")
    assert tasks.give_back_owed({"sandbox": provider}) == 1
    assert tasks.give_back_owed({"sandbox": provider}) == 0
    assert [amount for amount, _ in provider.refunds] == [1000]
    (payment,) = ask("select status, refunded_minor from payments")
    assert tuple(payment) == ("captured", 1000)
    assert isinstance(asked, Placed)


@pytest.mark.feature("INV-04")
def test_expired_holds_are_swept_with_the_rest(guest, offer, provider):
    run_in_transaction(ready_checkout, guest, (offer, 3))
    with moved(timedelta(minutes=16)):
        assert tasks.sweep({"sandbox": provider}).holds == 1
    assert run_in_transaction(availability, offer_ids=[offer]) == {offer: 10}
