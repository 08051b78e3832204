"""A second step that is demanded: nothing opens before, weighty acts ask again, others reset it."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from shop_app.accounts import demands, enrolment, proofs, queries, second_factor, service, staff
from shop_app.accounts.errors import ProofNeeded, SecondStepOwed, WrongCode
from shop_app.accounts.models import Role
from shop_app.accounts.permissions import Permission, SellerPermission
from shop_app.accounts.visitors import forget_everyone
from shop_app.core.audit import SYSTEM, Actor
from shop_app.core.clock import moved, now
from shop_app.core.cookies import new_token
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound
from shop_app.orders import customers
from shop_app.sellers import team
from shop_app.sellers.models import Seller, SellerMember

PASSWORD = "three olive trees"


@pytest.fixture(autouse=True)
def _never_chosen(session):
    """A shop in which nobody ever chose of whom it is demanded."""
    rows(session, "delete from shop_settings where key = :key returning key", key=demands.SETTING)
    forget_everyone()


def _join(session, name):
    email = f"{name}@example.com"
    return service.register(session, email=email, name=name, password=PASSWORD, token=new_token())


@pytest.fixture
def ada(session):
    """Staff with all rights, signed in."""
    signed_in = _join(session, "ada")
    for role in (Role.STAFF, Role.ADMIN):
        service.grant_role(session, user_id=signed_in.user_id, role=role)
    return signed_in


@pytest.fixture
def shop(session):
    """A seller without anybody."""
    seller = Seller(slug="olive", name="Olive & Co")
    session.add(seller)
    session.flush()
    return seller.id


@pytest.fixture
def owner(session, shop):
    signed_in = _join(session, "owner")
    session.add(SellerMember(seller_id=shop, user_id=signed_in.user_id))
    session.flush()
    return signed_in


def _who(session, signed_in):
    return queries.who(session, signed_in.token)


def _enrol(session, signed_in):
    """Set the second step up with the code of a minute ago; returns the app and recovery codes."""
    setup = second_factor.begin(session, user_id=signed_in.user_id, email="x@example.com")
    app = pyotp.TOTP(setup.secret)
    shown = enrolment.enrol(
        session,
        user_id=signed_in.user_id,
        session_key=signed_in.session_key,
        code=_code(app, -1),
    )
    return app, shown


def _code(app, steps=0):
    return app.at(int(now().timestamp()) + 30 * steps)


def _actor(signed_in, kind="staff", seller_id=None):
    return Actor(kind, signed_in.name, user_id=signed_in.user_id, seller_id=seller_id)


@pytest.mark.feature("CUS-03")
def test_a_shop_that_never_chose_demands_it_of_staff_and_sellers(session, ada, owner, shop):
    assert demands.demanded_of(session) == {"staff", "seller"}
    admin, seller = _who(session, ada), _who(session, owner)
    assert not any(admin.may(permission) for permission in Permission)
    assert not any(seller.may_for(shop, permission) for permission in SellerPermission)
    with pytest.raises(SecondStepOwed):
        demands.ensure_none_owed(admin, "staff")
    with pytest.raises(SecondStepOwed):
        demands.ensure_none_owed(seller, "seller")


def test_a_shopper_owes_nothing(session):
    assert _who(session, _join(session, "sam")).owes_second_step == frozenset()


@pytest.mark.feature("CUS-03")
def test_the_role_opens_at_once_when_the_step_is_set_up_and_other_sessions_end(session, ada):
    elsewhere = service.sign_in(session, email="ada@example.com", password=PASSWORD, token="")
    assert not _who(session, ada).may(Permission.ORDERS_VIEW)
    _enrol(session, ada)
    assert _who(session, ada).may(Permission.ORDERS_VIEW)
    assert not queries.who(session, elsewhere.token).is_signed_in


def test_it_is_demanded_of_each_audience_by_itself_and_the_choice_is_audited(session, ada, owner):
    demands.demand(session, actor=_actor(ada), audiences=["seller", "nobody"])
    assert demands.demanded_of(session) == {"seller"}
    assert _who(session, ada).owes_second_step == frozenset()
    assert _who(session, owner).owes_second_step == {"seller"}
    written = rows(session, "select action, before, after from audit_log order by id desc limit 1")
    assert written[0].action == "settings.second_step_demanded"
    assert written[0].before == {"of": ["seller", "staff"]}
    assert written[0].after == {"of": ["seller"]}


def test_rubbish_in_the_setting_demands_it_of_both():
    assert demands.chosen_audiences({"of": "nobody"}) == {"staff", "seller"}
    assert demands.chosen_audiences([]) == frozenset()


@pytest.mark.feature("CUS-03")
def test_weighty_acts_ask_again_after_fifteen_minutes_and_take_no_code_twice(session, ada):
    def ensure():
        proofs.ensure_proven(session, user_id=ada.user_id, session_key=ada.session_key)

    ensure()  # without a second step nothing is asked for
    app, shown = _enrol(session, ada)
    ensure()  # the code that set it up is a proof
    with moved(timedelta(minutes=16)):
        with pytest.raises(ProofNeeded):
            ensure()
        proof = {"user_id": ada.user_id, "session_key": ada.session_key}
        code = _code(app)
        proofs.prove(session, **proof, code=code)
        ensure()
        with pytest.raises(WrongCode):
            proofs.prove(session, **proof, code=code)
    with moved(timedelta(minutes=32)):
        with pytest.raises(ProofNeeded):
            ensure()
        proofs.prove(session, **proof, code=shown[0])
        ensure()
        with pytest.raises(WrongCode):
            proofs.prove(session, **proof, code=shown[0])
        assert second_factor.recovery_codes_left(session, user_id=ada.user_id) == 9


def test_signing_in_with_a_code_is_a_proof_for_that_session_alone(session, ada):
    app, _ = _enrol(session, ada)
    signed_in = service.sign_in_with_code(
        session, user_id=ada.user_id, code=_code(app), token=new_token()
    )
    with moved(timedelta(minutes=14)):
        proofs.ensure_proven(session, user_id=ada.user_id, session_key=signed_in.session_key)
        with pytest.raises(ProofNeeded):
            proofs.ensure_proven(session, user_id=ada.user_id, session_key="another")


def test_somebody_of_the_staff_resets_a_colleagues_but_never_their_own(session, ada):
    bob = _join(session, "bob")
    staff.give_roles(session, actor=_actor(ada), email="bob@example.com", codes=["admin"])
    _enrol(session, bob)
    with pytest.raises(NotAllowed):
        staff.reset_second_step(session, actor=_actor(bob), email="bob@example.com")
    with pytest.raises(NotFound):
        staff.reset_second_step(session, actor=_actor(ada), email="nobody@example.com")
    staff.reset_second_step(session, actor=_actor(ada), email="BOB@example.com")
    assert not second_factor.is_on(session, user_id=bob.user_id)
    assert not _who(session, bob).is_signed_in
    with pytest.raises(Conflict):
        staff.reset_second_step(session, actor=_actor(ada), email="bob@example.com")
    actions = [row.action for row in rows(session, "select action from audit_log order by id")]
    assert actions[-1] == "staff.second_step_reset"


def test_an_owner_resets_a_members_but_not_that_of_people_who_work_for_others(session, owner, shop):
    member = _join(session, "packer")
    session.add(SellerMember(seller_id=shop, user_id=member.user_id, role="shipping"))
    other = Seller(slug="fig", name="Fig")
    session.add(other)
    session.flush()
    _enrol(session, member)
    actor = _actor(owner, "seller", shop)

    def reset(seller_id=shop, who=member):
        team.reset_second_step(session, actor=actor, seller_id=seller_id, user_id=str(who.user_id))

    with pytest.raises(NotFound):
        reset(seller_id=other.id)
    session.add(SellerMember(seller_id=other.id, user_id=member.user_id, role="viewer"))
    session.flush()
    with pytest.raises(NotAllowed):
        reset()
    rows(session, "delete from seller_members where seller_id = :id returning role", id=other.id)
    reset()
    assert not second_factor.is_on(session, user_id=member.user_id)
    _enrol(session, owner)
    with pytest.raises(NotAllowed):
        reset(who=owner)


def test_the_demo_choice_is_nobody(session, ada):
    demands.demand(session, actor=SYSTEM, audiences=())
    assert _who(session, ada).may(Permission.SETTINGS_MANAGE)


def test_staff_resets_that_of_a_sellers_last_owner_for_a_reason(session, ada, owner):
    _enrol(session, owner)
    key, actor = str(owner.user_id), _actor(ada)
    with pytest.raises(Invalid):
        customers.reset_second_step(session, actor=actor, key=key, note=" ")
    customers.reset_second_step(session, actor=actor, key=key, note="Called back by phone")
    assert not second_factor.is_on(session, user_id=owner.user_id)
    with pytest.raises(Conflict):
        customers.reset_second_step(session, actor=actor, key=str(ada.user_id), note="My own one")
    written = rows(session, "select action, after from audit_log order by id desc limit 1")[0]
    assert (written.action, written.after) == (
        "customer.second_step_reset",
        {"reason": "Called back by phone"},
    )
