"""Paying by store credit: in part, in full, once; a decline or a silent bank leaves it whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from shop_app.checkout import tasks
from shop_app.checkout.credit import CreditChanged, choose_credit
from shop_app.checkout.place_order import finalize, finish_challenge
from shop_app.checkout.results import Challenge, Declined, Placed
from shop_app.core.clock import moved
from shop_app.core.db import engine, run_in_transaction
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.integrations.sandbox_gateway import DECLINED, SECURE, SUCCEEDS
from shop_app.ledger import credit
from shop_app.orders.documents import invoices_of
from shop_app.orders.queries import order_page
from tests.business.ledger.purse import Purse
from tests.makers import Visitor, at_once, ready_checkout, stock_breaches

pytestmark = pytest.mark.usefixtures("database")
TOTAL = 2494  # a mug with its delivery


@pytest.mark.feature("ORD-13")
def test_credit_pays_its_part_and_the_provider_is_asked_for_the_rest():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    page = purse.page()
    assert (page.credit_left_text, page.uses_credit, page.credit_minor) == ("€10.00", True, 1000)
    assert (page.total_minor, page.rest_minor, page.rest_text) == (TOTAL, 1494, "€14.94")
    placed = purse.pay(checkout)
    assert isinstance(placed, Placed)
    assert purse.gateway.asked == [1494]
    assert purse.balance() == (0, 0)
    assert purse.sums() == {"clearing": -1494, "goodwill": -1000}
    order = run_in_transaction(order_page, placed.number, **purse.ada.who)
    assert (order.by_credit_text, order.by_method_text) == ("€10.00", "€14.94")
    assert purse.broken() == []


@pytest.mark.feature("ORD-13")
def test_where_credit_covers_all_no_provider_is_asked():
    purse = Purse(granted=5000)
    checkout = purse.ready()
    assert purse.page().credit_covers_all
    placed = purse.pay(checkout, method="")
    assert isinstance(placed, Placed)
    assert purse.gateway.asked == []
    assert purse.balance() == (5000 - TOTAL, 0)
    assert purse.pay(checkout, method="") == placed
    (payment,) = purse.ask("select gateway, amount_minor, credit_minor, status from payments")
    assert tuple(payment) == ("store_credit", 0, TOTAL, "captured")
    assert purse.broken() == []


@pytest.mark.feature("ORD-13", "CHK-06")
def test_a_declined_card_leaves_the_credit_and_the_next_try_uses_it():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    assert isinstance(purse.pay(checkout, method=DECLINED), Declined)
    assert purse.balance() == (1000, 0)
    assert isinstance(purse.pay(checkout), Placed)
    assert purse.gateway.asked == [1494, 1494]
    assert purse.balance() == (0, 0)
    assert purse.broken() == []


def test_credit_is_held_while_the_bank_is_asked_and_free_when_nobody_answers():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    assert isinstance(purse.pay(checkout, method=SECURE), Challenge)
    assert purse.balance() == (1000, 1000)
    assert purse.page().credit_left_minor == 1000  # its own hold is its to spend
    with pytest.raises(Conflict):
        purse.take(1)
    with pytest.raises(Conflict, match="under way"):
        run_in_transaction(credit.give_up, user_id=purse.user_id)
    with moved(timedelta(hours=1)):
        assert tasks.finish_lost_payments(purse.gateways) == 1
    assert purse.balance() == (1000, 0)
    assert purse.broken() == []


def test_a_refused_challenge_frees_the_credit_and_an_approved_one_spends_it():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    for approved, left in ((False, 1000), (True, 0)):
        asked = purse.pay(checkout, method=SECURE)
        assert isinstance(asked, Challenge)
        finish_challenge(
            payment_id=asked.payment_id,
            approved=approved,
            **purse.ada.who,
            gateways=purse.gateways,
        )
        assert purse.balance() == (left, 0)
    assert purse.broken() == []


def test_another_tab_without_credit_takes_the_place_of_the_attempt_with_it():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    first = purse.pay(checkout, method=SECURE)
    second = purse.press(checkout, total=TOTAL, credit_minor=0, method=SECURE)
    assert isinstance(first, Challenge)
    assert isinstance(second, Challenge)
    assert first.payment_id != second.payment_id
    assert purse.gateway.asked == [1494, TOTAL]
    assert purse.balance() == (1000, 0)
    # The first one's money comes all the same: it is given back, and the credit stays.
    assert isinstance(finalize(first.payment_id, "late", purse.gateways), Declined)
    assert purse.gateway.refunded == [1494]
    assert purse.balance() == (1000, 0)
    third = purse.press(checkout, total=TOTAL, credit_minor=1000, method=SECURE)
    again = purse.press(checkout, total=TOTAL, credit_minor=1000, method=SECURE)
    assert third == again
    assert purse.balance() == (1000, 1000)
    assert purse.broken() == []


def test_money_that_comes_after_a_decline_needs_its_credit_still():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    purse.pay(checkout, method=DECLINED)
    (payment,) = purse.ask("select id from payments")
    purse.take(1000)
    result = finalize(payment.id, "after all", purse.gateways)
    assert isinstance(result, Declined)
    assert result.code == "no_credit"
    assert purse.gateway.refunded == [1494]
    assert purse.balance() == (0, 0)
    assert purse.broken() == []


def test_money_that_comes_after_a_decline_places_the_order_where_the_credit_is_there():
    purse = Purse(granted=1000)
    purse.pay(purse.ready(), method=DECLINED)
    (payment,) = purse.ask("select id from payments")
    assert isinstance(finalize(payment.id, "after all", purse.gateways), Placed)
    assert purse.balance() == (0, 0)
    assert purse.broken() == []


def test_less_credit_than_was_seen_is_refused_and_nothing_has_happened():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    purse.take(1)
    with pytest.raises(CreditChanged):
        purse.press(checkout, total=TOTAL, credit_minor=1000)
    assert purse.ask("select 1 from orders") == []
    assert isinstance(purse.pay(checkout), Placed)
    assert purse.gateway.asked == [1495]


def test_hostile_amounts_of_credit_are_refused():
    purse = Purse(granted=1000)
    checkout = purse.ready()
    for wrong in (-1, TOTAL + 1):
        with pytest.raises(Invalid):
            purse.press(checkout, total=TOTAL, credit_minor=wrong)
    with pytest.raises(CreditChanged):
        purse.press(checkout, total=TOTAL, credit_minor=1001)
    guest = Visitor()
    with pytest.raises(NotFound):
        run_in_transaction(choose_credit, user_id=None, use=True)
    with pytest.raises(NotFound):
        purse.press(checkout, total=TOTAL, credit_minor=1000, visitor=guest)
    assert purse.balance() == (1000, 0)


def test_a_lost_answer_of_a_payment_by_credit_alone_is_finished_by_the_sweep(monkeypatch):
    purse = Purse(granted=5000)
    checkout = purse.ready()
    with monkeypatch.context() as patch:
        patch.setattr("shop_app.checkout.place_order._pay", lambda *_: None)
        purse.pay(checkout, method="")
    assert purse.balance() == (5000, TOTAL)
    with moved(timedelta(minutes=3)):
        assert tasks.finish_lost_payments(purse.gateways) == 1
    assert purse.balance() == (5000 - TOTAL, 0)
    assert [row.status for row in purse.ask("select status from orders")] == ["placed"]
    assert purse.broken() == []


@pytest.mark.feature("CHK-18")
@pytest.mark.parametrize("round_", range(2))
def test_two_checkouts_that_spend_the_same_credit_at_once_spend_it_once(round_):
    purse = Purse(granted=1000)
    # One open cart a person is the shop's rule; the credit must hold without it.
    with engine().begin() as connection:
        connection.execute(text("drop index uq_carts_open_user"))
    checkouts = [
        run_in_transaction(ready_checkout, Visitor(), (purse.offers[0], 1)) for _ in range(4)
    ]
    purse.ask("update carts set user_id = :id returning id", id=purse.user_id)
    results = at_once(
        4, lambda place: purse.press(checkouts[place], total=TOTAL, credit_minor=1000)
    )
    assert sorted(type(result).__name__ for result in results) == ["CreditChanged"] * 3 + ["Placed"]
    assert purse.balance() == (0, 0)
    assert purse.gateway.asked == [1494]
    assert purse.broken() == []
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.feature("CHK-18")
@pytest.mark.parametrize("round_", range(2))
def test_tabs_with_and_without_credit_make_at_most_one_order_of_one_payment(round_):
    purse = Purse(granted=1000)
    checkout = purse.ready()
    methods = [SUCCEEDS, SECURE, DECLINED, SUCCEEDS, SUCCEEDS, SECURE, SUCCEEDS, DECLINED]
    results = at_once(
        8,
        lambda n: purse.press(
            checkout, total=TOTAL, credit_minor=1000 if n % 2 else 0, method=methods[n]
        ),
    )
    assert all(isinstance(each, Placed | Challenge | Declined | Conflict) for each in results)
    tasks.give_back_owed(purse.gateways)
    paid = purse.ask(
        "select amount_minor, credit_minor from payments"
        " where captured_at is not null and failure_code = ''"
    )
    if paid:
        assert [one.amount_minor + one.credit_minor for one in paid] == [TOTAL]
        assert purse.balance() == (1000 - paid[0].credit_minor, 0)
    else:  # the last tab to press was declined or asks for 3-D Secure: it has taken over
        assert not any(isinstance(each, Placed) for each in results)
        assert any(isinstance(each, Challenge | Declined) for each in results)
        assert purse.balance()[0] == 1000
    assert purse.broken() == []


def test_credit_is_spent_while_staff_takes_it_and_nobody_has_less_than_nothing():
    purse = Purse(granted=1000)
    checkout = purse.ready()

    def work(number):
        if number % 2:
            return purse.take(600)
        return purse.press(checkout, total=TOTAL, credit_minor=1000)

    at_once(6, work)
    balance, held = purse.balance()
    assert (balance, held) in ((0, 0), (400, 0))
    assert purse.broken() == []


def test_an_invoice_says_what_each_part_had_of_the_credit():
    purse = Purse(granted=5000)
    number = purse.buy((0, 1), (1, 1))  # 24.94 and 60.00
    invoices = run_in_transaction(invoices_of, number=number)
    assert [(one.total_text, one.by_credit_text, one.by_method_text) for one in invoices] == [
        ("€24.94", "€14.68", "€10.26"),
        ("€60.00", "€35.32", "€24.68"),
    ]
