"""The second step of signing in: right codes once, wrong ones never, recovery codes once each."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from shop_app.accounts import queries, second_factor, service, visitors
from shop_app.accounts.errors import SecondFactorNeeded, WrongCode
from shop_app.accounts.second_step import second_step_of, step_cookie
from shop_app.core.clock import moved, now
from shop_app.core.cookies import new_token
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid
from shop_app.core.settings import forget_settings

PASSWORD = "three olive trees"
WHO = {"email": "sam@example.com", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _nobody_remembered():
    visitors.forget_everyone()


@pytest.fixture
def sam(session):
    return service.register(session, **WHO, name="Sam Staff", token=new_token()).user_id


@pytest.fixture
def app(session, sam):
    """The person's app, and the recovery codes that were shown."""
    setup = second_factor.begin(session, user_id=sam, email="sam@example.com")
    totp = pyotp.TOTP(setup.secret)
    shown = second_factor.confirm(session, user_id=sam, code=_code(totp, -1))
    return totp, shown


def _code(totp, steps=0):
    return totp.at(int(now().timestamp()) + 30 * steps)


@pytest.mark.feature("CUS-03")
def test_the_password_alone_no_longer_signs_in(session, sam, app):
    totp, _ = app
    with pytest.raises(SecondFactorNeeded) as needed:
        service.sign_in(session, **WHO, token="")
    assert needed.value.user_id == sam
    signed_in = service.sign_in_with_code(session, user_id=sam, code=_code(totp), token="")
    assert queries.who(session, signed_in.token).user_id == sam


def test_registering_again_with_the_right_password_is_no_way_around_it(session, sam, app):
    with pytest.raises(SecondFactorNeeded):
        service.register(session, **WHO, name="Sam", token=new_token())


def test_a_code_is_good_once(session, sam, app):
    totp, _ = app
    code = _code(totp)
    second_factor.check(session, user_id=sam, code=code)
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=sam, code=code)


def test_the_code_that_switched_it_on_is_spent(session, sam):
    setup = second_factor.begin(session, user_id=sam, email="sam@example.com")
    code = _code(pyotp.TOTP(setup.secret))
    second_factor.confirm(session, user_id=sam, code=code)
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=sam, code=code)


def test_an_older_code_is_not_good_after_a_newer_one(session, sam, app):
    totp, _ = app
    second_factor.check(session, user_id=sam, code=_code(totp, 1))
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=sam, code=_code(totp))


@pytest.mark.parametrize("steps", [-3, 3, 100])
def test_codes_of_other_times_are_refused(session, sam, app, steps):
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=sam, code=_code(app[0], steps))


@pytest.mark.parametrize(
    "code", ["", "000000", "12345", "1234567", "abc", "１２３４５６", "\x00" * 6]
)
def test_what_is_no_code_is_refused(session, sam, app, code):
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=sam, code=code)


def test_a_recovery_code_is_good_once_and_for_its_person_only(session, sam, app):
    _, shown = app
    other = service.register(
        session, email="eve@example.com", name="Eve", password=PASSWORD, token=new_token()
    ).user_id
    setup = second_factor.begin(session, user_id=other, email="eve@example.com")
    second_factor.confirm(session, user_id=other, code=_code(pyotp.TOTP(setup.secret)))
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=other, code=shown[0])
    second_factor.check(session, user_id=sam, code=shown[0].upper())
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=sam, code=shown[0])
    assert second_factor.recovery_codes_left(session, user_id=sam) == 9


def test_fresh_recovery_codes_make_the_old_ones_worthless(session, sam, app):
    _, shown = app
    fresh = second_factor.new_recovery_codes(session, user_id=sam)
    assert len(set(fresh)) == 10
    with pytest.raises(WrongCode):
        second_factor.check(session, user_id=sam, code=shown[1])
    second_factor.check(session, user_id=sam, code=fresh[1])


def test_what_is_kept_opens_nothing_without_the_shops_key(session, sam, app, monkeypatch):
    totp, shown = app
    kept = str(rows(session, "select * from second_factors")) + str(
        rows(session, "select * from recovery_codes")
    )
    assert totp.secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in shown)
    monkeypatch.setenv("SECRET_KEY", "another-key-of-another-shop")
    forget_settings()
    with pytest.raises(Invalid):
        second_factor.check(session, user_id=sam, code=_code(totp))
    monkeypatch.undo()
    forget_settings()


def test_it_is_on_only_after_the_app_has_shown_a_right_code(session, sam):
    second_factor.begin(session, user_id=sam, email="sam@example.com")
    with pytest.raises(WrongCode):
        second_factor.confirm(session, user_id=sam, code="000000")
    assert not second_factor.is_on(session, user_id=sam)
    assert service.sign_in(session, **WHO, token="").user_id == sam


def test_one_that_is_on_cannot_be_replaced_without_switching_it_off(session, sam, app):
    with pytest.raises(Conflict):
        second_factor.begin(session, user_id=sam, email="sam@example.com")
    second_factor.switch_off(session, user_id=sam)
    assert service.sign_in(session, **WHO, token="").user_id == sam


def test_the_half_done_sign_in_ends_with_time_and_with_the_password(session, sam):
    held = service.password_hash_of(session, user_id=sam)
    cookie = step_cookie(sam, held).partition(";")[0]
    step = second_step_of(cookie)
    assert step.user_id == sam
    assert step.still_holds(held)
    assert not step.still_holds("another hash")
    assert second_step_of(cookie + "x") is None
    assert second_step_of("stoa_step=rubbish") is None
    with moved(timedelta(seconds=1)):
        assert second_step_of(cookie) is not None
