"""Every door of the portals stays shut for who owes a second step, and opens when it is set up."""

from __future__ import annotations

import pyotp
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from shop_app.accounts import enrolment, second_factor, service
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.clock import now
from shop_app.core.cookies import new_token
from shop_app.core.db import run_in_transaction, transaction
from shop_app.sellers.models import Seller, SellerMember
from tests.api.test_portal_doors import addresses, portal_routes

PASSWORD = "three olive trees"
EMAIL = "boss@example.org"


@pytest.fixture
def routes_of_api() -> list:
    return portal_routes()


@pytest.fixture
def boss(http: TestClient):
    """Somebody who may do everything for the shop and for a seller, signed in."""
    run_in_transaction(service.make_staff, email=EMAIL, name="Boss", password=PASSWORD)
    signed_in = run_in_transaction(
        service.sign_in, email=EMAIL, password=PASSWORD, token=new_token()
    )
    with transaction() as session:
        session.execute(text("delete from shop_settings where key = 'second_step.demanded'"))
        seller = Seller(slug="olive", name="Olive & Co", status="approved")
        session.add(seller)
        session.flush()
        session.add(SellerMember(seller_id=seller.id, user_id=signed_in.user_id))
    forget_everyone()
    http.cookies.set("stoa_session", signed_in.token)
    return signed_in


@pytest.mark.feature("CUS-03")
def test_no_door_opens_before_the_second_step_is_set_up(http, boss):
    open_doors = []
    for method, path in addresses():
        answer = http.request(method, path, data={} if method == "POST" else None)
        if answer.status_code not in (303, 401, 403, 404):
            open_doors.append((method, path, answer.status_code))
    assert open_doors == []
    assert "two-step sign-in" in http.get("/lists/admin-orders.csv").text
    with transaction() as session:
        assert session.execute(text("select count(*) from audit_log")).scalar() == 0


def test_lists_open_as_soon_as_it_is_set_up(http, boss):
    def enrol(session):
        setup = second_factor.begin(session, user_id=boss.user_id, email=EMAIL)
        code = pyotp.TOTP(setup.secret).at(int(now().timestamp()))
        enrolment.enrol(session, user_id=boss.user_id, session_key=boss.session_key, code=code)

    run_in_transaction(enrol)
    for name in ("admin-orders", "seller-orders"):
        assert http.get(f"/lists/{name}.csv").status_code == 200
