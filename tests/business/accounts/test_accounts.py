"""Register, sign in, sign out: what holds for every session."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from shop_app.accounts import queries, service, visitors
from shop_app.accounts.errors import EmailTaken, WeakPassword, WrongPassword
from shop_app.accounts.models import Role, User, WebSession
from shop_app.accounts.people import clean_email, clean_name
from shop_app.accounts.views import Visitor
from shop_app.core.clock import moved
from shop_app.core.cookies import new_token, session_key_of
from shop_app.core.errors import Invalid, NotFound
from shop_app.sellers.models import Seller, SellerMember

PASSWORD = "three olive trees"


@pytest.fixture(autouse=True)
def _nobody_remembered():
    visitors.forget_everyone()


def _registered(session, *, email="ada@example.com", name="Ada Byron", token=""):
    return service.register(
        session, email=email, name=name, password=PASSWORD, token=token or new_token()
    )


def test_who_registers_is_signed_in_with_a_new_cookie(session):
    planted = new_token()
    signed_in = _registered(session, token=planted)
    assert signed_in.token != planted
    assert queries.who(session, signed_in.token) == Visitor(
        session_key=session_key_of(signed_in.token),
        user_id=signed_in.user_id,
        name="Ada Byron",
        email="ada@example.com",
    )
    assert queries.who(session, planted) == Visitor(session_key=session_key_of(planted))


def test_the_cookie_itself_is_never_kept(session):
    signed_in = _registered(session)
    kept = session.exec(select(WebSession)).one()
    assert kept.token_hash == session_key_of(signed_in.token)
    assert signed_in.token not in kept.model_dump_json()


def test_each_sign_in_ends_the_session_that_the_browser_had_before(session):
    first = _registered(session)
    second = service.sign_in(session, email="ada@example.com", password=PASSWORD, token=first.token)
    assert second.token != first.token
    assert second.previous_session_key == first.session_key
    assert not queries.who(session, first.token).is_signed_in
    assert queries.who(session, second.token).user_id == first.user_id


def test_the_address_is_found_without_regard_to_case(session):
    _registered(session, email="Ada@Example.com")
    signed_in = service.sign_in(
        session, email="  ada@EXAMPLE.com ", password=PASSWORD, token=new_token()
    )
    assert signed_in.name == "Ada Byron"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.com", "not her password"),
        ("nobody@example.com", PASSWORD),
        ("", ""),
        ("ada@example.com", ""),
        ("a\x00b@example.com", PASSWORD),
        ("x" * 5000 + "@example.com", PASSWORD),
        ("ada@example.com", "\ud800" * 12),
        ("ada@example.com", "x" * 100_000),
    ],
)
def test_a_wrong_pair_is_refused_without_saying_which_half_is_wrong(session, email, password):
    _registered(session)
    with pytest.raises(WrongPassword) as refusal:
        service.sign_in(session, email=email, password=password, token=new_token())
    assert str(refusal.value) == (
        "The e-mail address or the password is not right. Check both and try again."
    )
    assert refusal.value.field == "password"
    assert len(session.exec(select(WebSession)).all()) == 1


def test_a_disabled_account_cannot_sign_in_and_its_sessions_are_worth_nothing(session):
    signed_in = _registered(session)
    user = session.get(User, signed_in.user_id)
    user.disabled_at = user.created_at
    session.flush()
    assert not queries.who(session, signed_in.token).is_signed_in
    with pytest.raises(WrongPassword):
        service.sign_in(session, email="ada@example.com", password=PASSWORD, token=new_token())


def test_a_hash_with_old_parameters_is_made_anew_at_sign_in(session):
    signed_in = _registered(session)
    user = session.get(User, signed_in.user_id)
    user.password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    session.flush()
    service.sign_in(session, email="ada@example.com", password=PASSWORD, token=new_token())
    session.refresh(user)
    assert user.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_address_that_is_taken_is_refused_and_nothing_changes(session):
    first = _registered(session)
    with pytest.raises(EmailTaken) as refusal:
        service.register(
            session,
            email="ADA@example.com",
            name="Somebody Else",
            password="another good password",
            token=new_token(),
        )
    assert refusal.value.field == "email"
    assert "sign in instead" in str(refusal.value)
    assert [user.name for user in session.exec(select(User)).all()] == ["Ada Byron"]
    assert queries.who(session, first.token).is_signed_in


def test_an_owner_who_registers_again_is_just_signed_in(session):
    first = _registered(session)
    again = _registered(session, name="Ada B.")
    assert again.user_id == first.user_id
    assert len(session.exec(select(User)).all()) == 1


@pytest.mark.parametrize(
    "password",
    ["", "short", "123456789", "password123", "QwertyUiop", "aaaaaaaaaaaaaa", "ada@example.com",
     "AdaByron1!", "Ada Byron", "x" * 201],
)  # fmt: skip
def test_a_weak_password_is_refused_with_a_sentence_beside_its_field(session, password):
    with pytest.raises(WeakPassword) as refusal:
        service.register(
            session,
            email="ada@example.com" if "Byron1" not in password else "adabyron@example.com",
            name="Ada Byron",
            password=password,
            token=new_token(),
        )
    assert refusal.value.field == "password"
    assert session.exec(select(User)).all() == []


@pytest.mark.parametrize("email", ["", "ada", "ada@", "@example.com", "a b@example.com", "a@b\x00"])
def test_what_is_no_address_is_refused(email):
    with pytest.raises(Invalid) as refusal:
        clean_email(email)
    assert refusal.value.field == "email"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Ada \t Byron\n", "Ada Byron"),
        ("O’Neill; DROP TABLE users;--", "O’Neill; DROP TABLE users;--"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Ada\u202egnirts", "Adagnirts"),
        ("Ada\x00\x07Byron", "Ada Byron"),
        ("👩‍🚀 Zoë", "👩‍🚀 Zoë"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_is_kept_as_it_reads(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u200b", "\u200d\u200d", "x" * 121])
def test_a_name_that_nobody_can_read_is_refused(name):
    with pytest.raises(Invalid) as refusal:
        clean_name(name)
    assert refusal.value.field == "name"


def test_signing_out_ends_the_session_at_once(session):
    signed_in = _registered(session)
    assert queries.who(session, signed_in.token).is_signed_in
    service.sign_out(session, token=signed_in.token)
    assert not queries.who(session, signed_in.token).is_signed_in
    service.sign_out(session, token="")


def test_a_session_runs_out_after_thirty_days(session):
    signed_in = _registered(session)
    with moved(timedelta(days=29, hours=23)):
        assert queries.who(session, signed_in.token).is_signed_in
    with moved(timedelta(days=30, seconds=1)):
        assert not queries.who(session, signed_in.token).is_signed_in


def test_who_somebody_is_may_be_five_seconds_old_and_no_more(session):
    signed_in = _registered(session)
    assert queries.who(session, signed_in.token).roles == ()
    session.connection().exec_driver_sql(
        "insert into user_roles select id, 'staff', now() from users"
    )
    assert queries.who(session, signed_in.token).roles == ()
    with moved(timedelta(seconds=5, milliseconds=1)):
        assert queries.who(session, signed_in.token).is_staff


def test_roles_and_memberships_are_known(session):
    signed_in = _registered(session)
    seller = Seller(slug="olive", name="Olive & Co")
    session.add(seller)
    session.flush()
    session.add(SellerMember(seller_id=seller.id, user_id=signed_in.user_id))
    session.flush()
    service.grant_role(session, user_id=signed_in.user_id, role=Role.ADMIN)
    service.grant_role(session, user_id=signed_in.user_id, role=Role.ADMIN)
    visitor = queries.who(session, signed_in.token)
    assert visitor.roles == ("admin",)
    assert visitor.is_staff
    assert visitor.seller_ids == (seller.id,)
    assert visitor.sells


def test_sessions_are_listed_with_this_one_first(session):
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
    first = _registered(session)
    with moved(timedelta(minutes=1)):
        second = service.sign_in(
            session,
            email="ada@example.com",
            password=PASSWORD,
            token=new_token(),
            user_agent=agent,
        )
    listed = queries.sessions_of(session, user_id=first.user_id, session_key=first.session_key)
    assert [(each.browser, each.system, each.is_this_one) for each in listed] == [
        ("", "", True),
        ("Safari", "iPhone", False),
    ]
    service.end_session(session, user_id=first.user_id, session_id=UUID(listed[1].id))
    assert not queries.who(session, second.token).is_signed_in
    assert queries.who(session, first.token).is_signed_in


def test_nobody_ends_the_session_of_somebody_else(session):
    ada = _registered(session)
    bob = _registered(session, email="bob@example.com", name="Bob")
    adas = queries.sessions_of(session, user_id=ada.user_id, session_key="")[0]
    with pytest.raises(NotFound):
        service.end_session(session, user_id=bob.user_id, session_id=UUID(adas.id))
    assert queries.who(session, ada.token).is_signed_in


def test_sign_out_everywhere_leaves_this_place_signed_in(session):
    here = _registered(session)
    elsewhere = [
        service.sign_in(session, email="ada@example.com", password=PASSWORD, token=new_token())
        for _ in range(2)
    ]
    ended = service.sign_out_everywhere(
        session, user_id=here.user_id, but_session_key=here.session_key
    )
    assert ended == 2
    assert queries.who(session, here.token).is_signed_in
    assert not any(queries.who(session, other.token).is_signed_in for other in elsewhere)


def test_unknown_addresses_cost_as_much_work_as_known_ones(session, monkeypatch):
    _registered(session)
    compared = []
    from shop_app.accounts import passwords

    verify = passwords._hasher.verify

    class Counting:
        def verify(self, kept, given):
            compared.append(kept.split("$")[3])
            return verify(kept, given)

        def __getattr__(self, name):
            return getattr(PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1), name)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    passwords._nobodys_hash.cache_clear()
    for email in ("ada@example.com", "nobody@example.com", "no address"):
        with pytest.raises(WrongPassword):
            service.sign_in(session, email=email, password="not the one", token=new_token())
    assert compared == ["m=19456,t=2,p=1"] * 3
