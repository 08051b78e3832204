"""Store credit without JavaScript: a tick shows its amounts first, giving up asks twice."""

from __future__ import annotations

from importlib import import_module
from urllib.parse import urlsplit

import pytest

from shop_app.checkout.credit import choose_credit
from shop_app.core.db import run_in_transaction
from shop_app.core.flash import flash_of
from tests.business.ledger.purse import Purse


@pytest.fixture
def routes_of_api() -> list:
    """The forms in which store credit is used."""
    modules = ("checkout_forms", "credit_forms")
    return [route for name in modules for route in import_module(f"shop_app.api.{name}").routes]


@pytest.fixture
def purse(http) -> Purse:
    """Ada with ten euro, signed in."""
    purse = Purse(granted=1000)
    http.cookies.set("stoa_session", purse.token)
    return purse


def told(http, response) -> str:
    """The refusal that a post leads to."""
    assert response.status_code == 303
    header = "; ".join(f"{cookie.name}={cookie.value}" for cookie in http.cookies.jar)
    flash = flash_of(header, urlsplit(response.headers["location"]).query)
    return flash.template if flash else ""


@pytest.mark.feature("ORD-13")
def test_a_box_that_is_ticked_without_javascript_shows_its_amounts_before_it_pays(http, purse):
    checkout = purse.ready()
    run_in_transaction(choose_credit, user_id=purse.user_id, use=False)
    form = {
        "checkout_id": str(checkout), "total_seen": "2494", "credit_seen": "0",
        "credit_offered": "1", "use_credit": "1", "payment_method": "test_card_succeeds",
    }  # fmt: skip
    assert "amount to pay has changed" in told(http, http.post("/checkout", data=form))
    assert purse.ask("select 1 from orders") == []
    assert purse.page().credit_minor == 1000
    paid = http.post("/checkout", data={**form, "credit_seen": "1000"})
    assert paid.headers["location"].startswith("/orders/S-")
    (payment,) = purse.ask("select amount_minor, credit_minor, status from payments")
    assert tuple(payment) == (1494, 1000, "captured")
    assert purse.balance() == (0, 0)


def test_a_cleared_box_and_a_bad_amount_pay_nothing(http, purse):
    checkout = purse.ready()
    form = {
        "checkout_id": str(checkout), "total_seen": "2494", "credit_seen": "1000",
        "credit_offered": "1", "payment_method": "test_card_succeeds",
    }  # fmt: skip
    assert "amount to pay has changed" in told(http, http.post("/checkout", data=form))
    assert purse.page().credit_minor == 0
    for wrong in ("2495", "1001", "9" * 15):
        form.update(credit_seen=wrong, use_credit="1")
        assert told(http, http.post("/checkout", data=form)) != ""
    assert purse.ask("select 1 from orders") == []
    assert purse.balance() == (1000, 0)


def test_credit_is_given_up_by_its_owner_who_is_sure(http, purse):
    address = "/account/credit/give-up"
    assert "Tick the box" in told(http, http.post(address, data={"sure": "no"}))
    assert purse.balance() == (1000, 0)
    http.cookies.clear()
    there = http.post(address, data={"sure": "1"}).headers["location"]
    assert there.startswith("/login?")
    assert purse.balance() == (1000, 0)
    http.cookies.clear()
    http.cookies.set("stoa_session", purse.token)
    assert http.post(address, data={"sure": "1"}).headers["location"] == "/account/credit"
    assert purse.balance() == (0, 0)
