"""A seller's team and promises: each seller's own, invitations once, the last owner stays."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text

from shop_app.accounts.permissions import SellerPermission
from shop_app.accounts.queries import who
from shop_app.accounts.service import register
from shop_app.core.audit import Actor
from shop_app.core.errors import Conflict, Expired, Invalid, NotAllowed, NotFound
from shop_app.inventory import warehouses
from shop_app.sellers import profile, team
from shop_app.shipping import own_methods
from tests.makers import make_seller, make_world


@pytest.fixture
def sellers(session) -> tuple[UUID, UUID]:
    return make_seller(session, name="One"), make_seller(session, name="Two")


@pytest.fixture
def owner(session, sellers) -> Actor:
    signed_in = register(
        session, email="own@example.org", name="Own", password="long enough 9!", token="o" * 43
    )
    session.execute(
        text("insert into seller_members values (:s, :u, 'owner', now())"),
        {"s": sellers[0], "u": signed_in.user_id},
    )
    return Actor("seller", "Own", signed_in.user_id, sellers[0])


def invited_code(session) -> str:
    path = session.execute(
        text("select payload->>'path' from outbox where kind = 'seller.invited' order by id desc")
    ).scalar()
    return path.partition("code=")[2]


@pytest.mark.feature("MKT-01")
def test_an_invitation_brings_one_person_in_once(session, sellers, owner):
    guest = register(
        session, email="bo@example.org", name="Bo", password="long enough 9!", token="b" * 43
    )
    team.invite(session, actor=owner, seller_id=sellers[0], email="Bo@example.org", role="shipping")
    code = invited_code(session)
    with pytest.raises(NotAllowed, match=r"for Bo@example\.org"):
        team.join(session, user_id=owner.user_id, email="own@example.org", code=code)

    team.join(session, user_id=guest.user_id, email="bo@example.org", code=code)

    visitor = who(session, guest.token)
    assert visitor.may_for(sellers[0], SellerPermission.ORDERS)
    assert not visitor.may_for(sellers[0], SellerPermission.LISTINGS)
    assert not visitor.may_for(sellers[1], SellerPermission.ORDERS)
    with pytest.raises(Expired, match="was used"):
        team.join(session, user_id=guest.user_id, email="bo@example.org", code=code)
    with pytest.raises(Invalid, match="in the team already"):
        team.invite(
            session, actor=owner, seller_id=sellers[0], email="bo@example.org", role="viewer"
        )


@pytest.mark.parametrize("code", ["", "x", "' or 1=1 --", "é" * 500])
def test_a_code_that_is_none_is_refused(session, sellers, owner, code):
    with pytest.raises(Expired):
        team.join(session, user_id=owner.user_id, email="own@example.org", code=code)


def test_an_old_invitation_is_worth_nothing(session, sellers, owner):
    team.invite(session, actor=owner, seller_id=sellers[0], email="c@example.org", role="viewer")
    session.execute(text("update seller_invitations set expires_at = now() - interval '1 second'"))
    with pytest.raises(Expired):
        team.join(session, user_id=owner.user_id, email="c@example.org", code=invited_code(session))


@pytest.mark.feature("MKT-01")
def test_the_last_owner_stays_and_other_teams_are_out_of_reach(session, sellers, owner):
    with pytest.raises(Conflict, match="needs an owner"):
        team.remove(session, actor=owner, seller_id=sellers[0], user_id=str(owner.user_id))
    with pytest.raises(Conflict, match="needs an owner"):
        team.change_role(
            session, actor=owner, seller_id=sellers[0], user_id=str(owner.user_id), role="viewer"
        )
    with pytest.raises(NotFound):
        team.remove(session, actor=owner, seller_id=sellers[1], user_id=str(owner.user_id))
    with pytest.raises(Invalid):
        team.invite(session, actor=owner, seller_id=sellers[0], email="x@y.org", role="god")


@pytest.mark.feature("MKT-21")
def test_promises_are_the_sellers_own_and_hold_to_the_law(session, sellers, owner):
    said = {"name": "New name", "handling_days": "2", "return_days": "60",
            "return_policy": "<script>alert(1)</script>"}  # fmt: skip
    profile.save_profile(session, actor=owner, seller_id=sellers[0], said=said)

    assert profile.profile(session, seller_id=sellers[0]).return_days == 60
    assert profile.profile(session, seller_id=sellers[1]).name == "Two"
    for wrong in (
        {**said, "return_days": "13"},
        {**said, "name": "x"},
        {**said, "handling_days": "-1"},
    ):
        with pytest.raises(Invalid):
            profile.save_profile(session, actor=owner, seller_id=sellers[0], said=wrong)


@pytest.mark.feature("MKT-21")
def test_warehouses_open_and_close_but_not_with_sold_goods_inside(session, sellers, owner):
    mine = {"actor": owner, "seller_id": sellers[0]}
    warehouses.add_warehouse(session, **mine, said={"name": "Shed", "country": "nl"})
    place = warehouses.own_warehouses(session, seller_id=sellers[0])[-1]
    assert (place.name, place.country, place.is_open) == ("Shed", "NL", True)
    warehouses.set_open(session, **mine, warehouse_id=place.id, is_open=False)
    with pytest.raises(NotFound):
        warehouses.set_open(
            session, actor=owner, seller_id=sellers[1], warehouse_id=place.id, is_open=True
        )
    for wrong in ({"name": "x", "country": "NL"}, {"name": "Shed", "country": "Holland"},
                  {"name": "Shed", "country": "NL", "cut_off_hour": "24"}):  # fmt: skip
        with pytest.raises(Invalid):
            warehouses.add_warehouse(session, **mine, said=wrong)


@pytest.mark.feature("MKT-21")
def test_own_delivery_options_take_the_place_of_the_platforms(session, sellers, owner):
    make_world(session)
    mine = {"actor": owner, "seller_id": sellers[0]}
    code = session.execute(text("select code from regions limit 1")).scalar()
    said = {"region": code, "name": "By bicycle", "price": "4.95", "free_from": "50",
            "days_min": "1", "days_max": "2"}  # fmt: skip
    own_methods.add_method(session, **mine, said=said)

    shown = own_methods.methods_shown(session, seller_id=sellers[0])
    here = [way for way in shown if way.region_code == code]
    assert [(way.name, way.price_minor, way.free_from_minor, way.is_own) for way in here] == [
        ("By bicycle", 495, 5000, True)
    ]
    others = own_methods.methods_shown(session, seller_id=sellers[1])
    assert all(not way.is_own for way in others)
    unlike = {**said, "name": "Other"}
    wrong = [said, {**unlike, "price": "-1"}, {**unlike, "price": "abc"}, {**unlike, "region": "X"}]
    for refused in (*wrong, {**unlike, "days_max": "0"}):
        with pytest.raises(Invalid):
            own_methods.add_method(session, **mine, said=refused)
    with pytest.raises(NotFound):
        own_methods.drop_method(session, actor=owner, seller_id=sellers[1], method_id=here[0].id)
    own_methods.drop_method(session, **mine, method_id=here[0].id)
