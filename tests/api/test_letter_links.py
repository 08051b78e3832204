"""The link that proves an address, over HTTP: it wants the letter and the account, both."""

from __future__ import annotations

from importlib import import_module
from urllib.parse import parse_qs, urlsplit

import pytest

from shop_app.accounts import codes, recovery, service
from shop_app.accounts.models import Purpose
from shop_app.core.cookies import new_token
from shop_app.core.db import run_in_transaction, run_reading
from shop_app.orders.queries import orders_of
from tests.business.orders.returning import Trade

PASSWORD = "three olive trees"
ADA = "ada@example.com"  # orders of the trade are for ada@example.com


@pytest.fixture
def routes_of_api() -> list:
    return [
        route
        for name in ("account_forms", "recovery_forms")
        for route in import_module(f"shop_app.api.{name}").routes
    ]


def _account(email):
    return run_in_transaction(
        service.register, email=email, name="Mallory", password=PASSWORD, token=new_token()
    )


def _letter(user_id):
    return run_in_transaction(codes.issue, user_id=user_id, email=ADA, purpose=Purpose.VERIFY_EMAIL)


def _press(http, code, token=""):
    http.cookies.clear()
    if token:
        http.cookies.set("stoa_session", token)
    return http.post("/verify-email", data={"code": code})


def _proven(user_id):
    return run_reading(recovery.is_verified, user_id=user_id)


@pytest.mark.feature("CUS-01")
def test_who_opens_an_account_with_somebody_elses_address_never_gets_their_orders(http):
    trade = Trade()
    mallory = _account(ADA)
    code = _letter(mallory.user_id)

    answer = _press(http, code)

    there = urlsplit(answer.headers["location"])
    assert there.path == "/login"
    assert parse_qs(there.query)["next"] == [f"/verify-email?code={code}"]
    assert not _proven(mallory.user_id)
    assert run_in_transaction(orders_of, user_id=mallory.user_id).rows == []
    assert trade.number


def test_signed_in_to_another_account_proves_nothing_and_keeps_the_link(http):
    ada, eve = _account(ADA), _account("eve@example.com")
    code = _letter(ada.user_id)
    answer = _press(http, code, eve.token)
    assert code in answer.headers["location"]
    assert not _proven(ada.user_id)
    assert not _proven(eve.user_id)
    assert run_reading(codes.is_good, code=code, purpose=Purpose.VERIFY_EMAIL)


def test_signed_in_to_the_account_the_link_proves_the_address(http):
    ada = _account(ADA)
    answer = _press(http, _letter(ada.user_id), ada.token)
    assert answer.headers["location"] == "/verify-email?done=1"
    assert _proven(ada.user_id)
