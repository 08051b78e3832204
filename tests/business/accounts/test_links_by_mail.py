"""Links sent by mail: once, in time, for their own purpose and person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from shop_app.accounts import codes, queries, recovery, service, visitors
from shop_app.accounts.errors import WeakPassword, WrongPassword
from shop_app.accounts.models import AccountCode, Purpose
from shop_app.core.clock import moved
from shop_app.core.cookies import new_token
from shop_app.core.db import rows
from shop_app.core.errors import Expired

PASSWORD = "three olive trees"
VERIFY, RESET = Purpose.VERIFY_EMAIL, Purpose.RESET_PASSWORD


@pytest.fixture(autouse=True)
def _nobody_remembered():
    visitors.forget_everyone()


@pytest.fixture
def ada(session):
    return service.register(
        session, email="ada@example.com", name="Ada Byron", password=PASSWORD, token=new_token()
    )


def _code(session, person, purpose=VERIFY, email="ada@example.com"):
    return codes.issue(session, user_id=person.user_id, email=email, purpose=purpose)


@pytest.mark.feature("CUS-01")
def test_a_link_proves_the_address_once(session, ada):
    code = _code(session, ada)
    assert not recovery.is_verified(session, user_id=ada.user_id)
    assert recovery.verify_email(session, code=code) == ada.user_id
    assert recovery.is_verified(session, user_id=ada.user_id)
    with pytest.raises(Expired):
        recovery.verify_email(session, code=code)


def test_the_code_itself_is_never_kept(session, ada):
    code = _code(session, ada)
    kept = session.exec(select(AccountCode)).one()
    assert code not in kept.model_dump_json()
    assert kept.code_hash == codes.code_hash(code)


@pytest.mark.parametrize(
    ("purpose", "days", "good"),
    [(VERIFY, 2.99, True), (VERIFY, 3.01, False), (RESET, 0.04, True), (RESET, 0.05, False)],
)
def test_a_link_is_good_for_its_time(session, ada, purpose, days, good):
    code = _code(session, ada, purpose)
    with moved(timedelta(days=days)):
        assert codes.is_good(session, code=code, purpose=purpose) is good


def test_a_link_is_good_for_its_own_purpose_only(session, ada):
    code = _code(session, ada, VERIFY)
    with pytest.raises(Expired):
        recovery.reset_password(session, code=code, password="a whole new password")
    assert codes.is_good(session, code=code, purpose=VERIFY)


def test_only_the_newest_link_is_good(session, ada):
    first = _code(session, ada, RESET)
    second = _code(session, ada, RESET)
    assert not codes.is_good(session, code=first, purpose=RESET)
    assert codes.is_good(session, code=second, purpose=RESET)


@pytest.mark.parametrize("code", ["", "x", "' or 1=1 --", "\x00", "a" * 5000, "…"])
def test_what_is_no_code_opens_nothing(session, ada, code):
    _code(session, ada)
    with pytest.raises(Expired):
        recovery.verify_email(session, code=code)


def test_a_link_to_another_address_than_the_account_has_now_is_worth_nothing(session, ada):
    code = _code(session, ada, RESET, email="old@example.com")
    assert not codes.is_good(session, code=code, purpose=RESET)


@pytest.mark.feature("CUS-01")
def test_a_new_password_ends_every_session_and_the_old_password(session, ada):
    code = _code(session, ada, RESET)
    recovery.reset_password(session, code=code, password="olives in the rain")
    assert not queries.who(session, ada.token).is_signed_in
    with pytest.raises(WrongPassword):
        service.sign_in(session, email="ada@example.com", password=PASSWORD, token="")
    again = service.sign_in(
        session, email="ada@example.com", password="olives in the rain", token=""
    )
    assert again.user_id == ada.user_id
    assert recovery.is_verified(session, user_id=ada.user_id)


def test_a_poor_new_password_is_refused_and_changes_nothing(session, ada):
    code = _code(session, ada, RESET)
    with session.begin_nested() as part:
        with pytest.raises(WeakPassword):
            recovery.reset_password(session, code=code, password="short")
        part.rollback()
    assert codes.is_good(session, code=code, purpose=RESET)
    assert queries.who(session, ada.token).is_signed_in


def test_changing_the_password_keeps_this_place_and_ends_the_others(session, ada):
    other = service.sign_in(session, email="ada@example.com", password=PASSWORD, token="")
    recovery.change_password(
        session,
        user_id=ada.user_id,
        password="olives in the rain",
        but_session_key=other.session_key,
    )
    assert not queries.who(session, ada.token).is_signed_in
    assert queries.who(session, other.token).is_signed_in


def test_asking_for_an_address_that_nobody_has_tells_nothing_to_anybody(session, ada):
    recovery.ask_reset(session, email="nobody@example.com")
    recovery.ask_reset(session, email="ADA@example.com")
    session.flush()
    told = rows(session, "select aggregate_id from outbox where kind = 'account.reset_asked'")
    assert [row.aggregate_id for row in told] == [ada.user_id]
