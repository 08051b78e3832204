"""Events of providers: late, doubled or unknown, they are harmless."""

from __future__ import annotations

import pytest

from shop_app.checkout.place_order import place_order
from shop_app.checkout.provider_events import handle_waiting, take_event
from shop_app.core.db import rows, run_in_transaction
from shop_app.integrations.sandbox_gateway import SECURE, SUCCEEDS, SandboxGateway
from shop_app.payments.gateway import Verdict
from shop_app.payments.service import receive_event
from tests.makers import Visitor, make_offer, make_world, ready_checkout, unknown_id

GATEWAYS = {"sandbox": SandboxGateway()}


def pay(method):
    guest = Visitor()

    def begin(session):
        return ready_checkout(session, guest, (make_offer(session, make_world(session)), 1))

    return place_order(
        checkout_id=run_in_transaction(begin),
        **guest.who,
        total_seen_minor=2494,
        payment_method=method,
        gateways=GATEWAYS,
    )


def send(event_id, kind, **payload):
    return take_event(
        provider="sandbox", event_id=event_id, kind=kind, payload=payload, gateways=GATEWAYS
    )


def statuses():
    return run_in_transaction(
        lambda s: [
            tuple(row)
            for row in rows(
                s,
                "select o.status, p.status from orders o join payments p on p.order_id = o.id",
            )
        ]
    )


def test_a_captured_event_finishes_the_order_and_its_repeat_changes_nothing(database):
    asked = pay(SECURE)
    payment = str(asked.payment_id)
    assert send("e1", "payment.captured", payment_id=payment) == "placed"
    assert send("e1", "payment.captured", payment_id=payment) == "repeated"
    assert send("e2", "payment.captured", payment_id=payment) == "placed"
    assert send("e3", "payment.failed", payment_id=payment) == "placed"
    assert statuses() == [("placed", "captured")]


def test_a_failed_event_keeps_the_order_open(database):
    asked = pay(SECURE)
    assert send("e1", "payment.failed", payment_id=str(asked.payment_id)) == "unpaid"
    assert statuses() == [("pending", "failed")]


def test_a_failure_that_comes_late_does_not_touch_a_paid_order(database):
    pay(SUCCEEDS)
    payment = run_in_transaction(lambda s: rows(s, "select id from payments")[0].id)
    send("e1", "payment.failed", payment_id=str(payment))
    assert statuses() == [("placed", "captured")]


def test_unknown_kinds_and_payments_are_kept_and_left_alone(database):
    assert send("e1", "customer.sneezed") == "ignored"
    assert send("e2", "payment.captured", payment_id=str(unknown_id())) == "unknown_payment"
    assert send("e3", "payment.captured", payment_id="'; drop table payments") == "unknown_payment"
    assert send("e4", "payment.captured") == "unknown_payment"
    kept = run_in_transaction(
        rows, "select event_id, outcome from payment_events order by event_id"
    )
    assert [row.outcome for row in kept] == ["ignored"] + ["unknown_payment"] * 3


def test_an_event_kept_before_a_crash_is_acted_on_later(database):
    asked = pay(SECURE)
    run_in_transaction(
        receive_event,
        provider="sandbox",
        event_id="e1",
        kind="payment.captured",
        payload={"payment_id": str(asked.payment_id)},
    )
    assert handle_waiting(GATEWAYS) == 0
    run_in_transaction(
        rows,
        "update payment_events set received_at = received_at - interval '1 minute'"
        " returning event_id",
    )
    assert handle_waiting(GATEWAYS) == 1
    assert handle_waiting(GATEWAYS) == 0
    assert statuses() == [("placed", "captured")]


@pytest.mark.feature("PAY-03")
def test_the_sandbox_has_three_named_cards_and_never_asks_for_a_number():
    methods = GATEWAYS["sandbox"].methods(country="NL", currency="EUR", amount_minor=100)
    assert [method.name for method in methods] == [
        "Test card that succeeds",
        "Test card that is declined",
        "Test card that asks for 3-D Secure",
    ]
    refused = GATEWAYS["sandbox"].confirm("sandbox_x", approved=False)
    assert (refused.verdict, refused.failure_code) == (Verdict.DECLINED, "authentication_refused")


@pytest.mark.feature("PAY-03")
def test_no_table_has_a_place_for_a_card_number(session):
    columns = rows(
        session,
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'public'"
        " and column_name ~ '(card_?(no|number|holder)|cvc|cvv|iban|^pan$)'",
    )
    assert columns == []
