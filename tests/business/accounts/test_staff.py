"""Roles of the staff: given by others, checked by permission, never emptied of admins."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from shop_app.accounts import staff
from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.accounts.queries import who
from shop_app.accounts.service import make_staff, register
from shop_app.accounts.views import SignedIn, Visitor
from shop_app.core.audit import Actor
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.feature("ADM-01")


@pytest.fixture
def boss(session) -> Actor:
    user_id = make_staff(session, email="ada@example.org", name="Ada", password="long enough 9!")
    return Actor("staff", "Ada", user_id=user_id)


@pytest.fixture
def signed_in(session) -> SignedIn:
    return register(
        session, email="bo@example.org", name="Bo", password="long enough 9!", token="t" * 43
    )


@pytest.fixture
def person(signed_in) -> str:
    return "bo@example.org"


def test_a_role_gives_its_permissions_and_no_more(session, boss, signed_in, person):
    staff.give_roles(session, actor=boss, email=person, codes=["finance"])

    visitor = who(session, signed_in.token)
    assert visitor.is_staff
    assert visitor.may(Permission.PAYOUTS_APPROVE)
    assert not visitor.may(Permission.TEAM_MANAGE)
    log = session.execute(text("select action, after from audit_log")).all()
    assert [tuple(row) for row in log] == [("staff.roles_changed", {"roles": ["finance"]})]


def test_no_role_takes_somebody_off_the_staff(session, boss, signed_in, person):
    staff.give_roles(session, actor=boss, email=person, codes=["finance"])
    staff.give_roles(session, actor=boss, email=person, codes=[])

    assert not who(session, signed_in.token).is_staff


def test_a_role_can_be_made_changed_and_dropped_while_nobody_has_it(session, boss, person):
    staff.save_role(
        session, actor=boss, code="night", name="Night desk", permissions=["orders.view"]
    )
    with pytest.raises(Conflict, match="changed this role"):
        staff.save_role(session, actor=boss, code="night", name="X", permissions=[], version=0)
    staff.give_roles(session, actor=boss, email=person, codes=["night"])
    with pytest.raises(Conflict, match="still have this role"):
        staff.drop_role(session, actor=boss, code="night")
    staff.give_roles(session, actor=boss, email=person, codes=[])
    staff.drop_role(session, actor=boss, code="night")

    assert "night" not in {role.code for role in staff.roles(session)}


def test_nobody_changes_their_own_roles_and_one_admin_stays(session, boss, signed_in, person):
    with pytest.raises(NotAllowed):
        staff.give_roles(session, actor=boss, email="ada@example.org", codes=[])
    staff.give_roles(session, actor=boss, email=person, codes=["admin"])
    bo = Actor("staff", "Bo", user_id=who(session, signed_in.token).user_id)
    staff.give_roles(session, actor=bo, email="ada@example.org", codes=[])
    with pytest.raises(Conflict, match="Somebody must stay"):
        staff.give_roles(session, actor=boss, email=person, codes=["finance"])


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"code": "admin", "name": "x", "permissions": []}, Invalid),
        ({"code": "ok", "name": " ", "permissions": []}, Invalid),
        ({"code": "ok", "name": "x", "permissions": ["everything"]}, Invalid),
        ({"code": "'; drop", "name": "x", "permissions": []}, Invalid),
    ],
)
def test_a_role_that_cannot_be_is_refused(session, boss, arguments, error):
    with pytest.raises(error):
        staff.save_role(session, actor=boss, **arguments)


def test_an_address_without_account_is_said(session, boss):
    with pytest.raises(NotFound, match=r"Nobody has an account with x@y\.z"):
        staff.give_roles(session, actor=boss, email="x@y.z", codes=["finance"])


def test_seller_roles_hold_to_their_permissions():
    from uuid import UUID

    seller = UUID(int=1)
    visitor = Visitor(user_id=UUID(int=2), seller_ids=(seller,), seller_roles=("shipping",))
    assert visitor.may_for(seller, SellerPermission.ORDERS)
    assert not visitor.may_for(seller, SellerPermission.MONEY)
    assert not visitor.may_for(UUID(int=3), SellerPermission.ORDERS)
