"""Sign in, register and sign out over HTTP: cookies, refusals, and where the browser goes next."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from shop_app.accounts import queries, service
from shop_app.core.cookies import new_token, session_key_of
from shop_app.core.db import run_in_transaction, run_reading
from shop_app.core.flash import flash_of
from tests.api.conftest import session_cookie

PASSWORD = "three olive trees"
ADA = {"email": "ada@example.com", "name": "Ada Byron", "password": PASSWORD}


@pytest.fixture
def ada(http):
    """An account, whose sessions nobody holds here."""
    signed_in = run_in_transaction(service.register, token=new_token(), **ADA)
    http.cookies.clear()
    return signed_in


def _flash(http, response):
    """What the page that the browser is sent to will show."""
    header = "; ".join(f"{cookie.name}={cookie.value}" for cookie in http.cookies.jar)
    return flash_of(header, urlsplit(response.headers["location"]).query)


def _who(token):
    return run_reading(queries.who, token)


def test_signing_in_gives_a_new_cookie_that_scripts_and_other_sites_cannot_use(http, ada):
    planted = new_token()
    http.cookies.set("stoa_session", planted)
    response = http.post("/login", data={"email": ADA["email"], "password": PASSWORD})
    token = session_cookie(response)
    assert response.status_code == 303
    assert response.headers["location"] == "/account"
    assert token not in ("", planted)
    header = next(h for h in response.headers.get_list("set-cookie") if "stoa_session" in h)
    assert "; HttpOnly" in header
    assert "; SameSite=Lax" in header
    assert "; Path=/" in header
    assert "; Max-Age=2592000" in header
    assert _who(token).user_id == ada.user_id
    assert not _who(planted).is_signed_in


def test_over_https_the_cookie_is_secure(http, ada, monkeypatch):
    from shop_app.core.cookies import set_cookie_text
    from shop_app.core.settings import forget_settings

    monkeypatch.setenv("PUBLIC_URL", "https://shop.example")
    forget_settings()
    assert "; Secure" in set_cookie_text("stoa_session", "x")
    monkeypatch.undo()
    forget_settings()
    assert "; Secure" not in set_cookie_text("stoa_session", "x")


def test_a_session_that_somebody_planted_does_not_become_signed_in(http, ada):
    planted = new_token()
    http.cookies.set("stoa_session", planted)
    http.post("/register", data={**ADA, "email": "bob@example.com"})
    assert not _who(planted).is_signed_in


def test_a_wrong_password_returns_to_the_page_with_the_sentence_and_the_typed_address(http, ada):
    response = http.post(
        "/login", data={"email": ADA["email"], "password": "wrong", "next": "/cart?a=1"}
    )
    there = urlsplit(response.headers["location"])
    assert response.status_code == 303
    assert there.path == "/login"
    assert parse_qs(there.query)["next"] == ["/cart?a=1"]
    flash = _flash(http, response)
    assert flash.field == "password"
    assert flash.code == "wrong_password"
    assert flash.kept == {"email": ADA["email"]}
    assert not session_cookie(response) or not _who(session_cookie(response)).is_signed_in
    assert "wrong" not in response.headers["location"]


def test_a_flash_shows_only_on_the_page_that_it_was_made_for_and_only_as_we_wrote_it(http, ada):
    response = http.post("/login", data={"email": "x", "password": "y"})
    cookie = http.cookies["stoa_flash"]
    query = urlsplit(response.headers["location"]).query
    assert flash_of(f"stoa_flash={cookie}", query) is not None
    assert flash_of(f"stoa_flash={cookie}", "") is None
    assert flash_of(f"stoa_flash={cookie}", "said=another") is None
    assert flash_of(f"stoa_flash={cookie}x", query) is None
    assert flash_of("stoa_flash=rubbish", query) is None
    assert flash_of("", query) is None


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/cart", "/cart"),
        ("/search?q=a%20b&page=2", "/search?q=a%20b&page=2"),
        ("", "/account"),
        ("https://evil.example/", "/account"),
        ("//evil.example/", "/account"),
        ("/\\evil.example", "/account"),
        ("\\\\evil.example", "/account"),
        ("/\t/evil.example", "/account"),
        ("javascript:alert(1)", "/account"),
        ("/a\r\nSet-Cookie: x=y", "/account"),
        ("/" + "a" * 3000, "/account"),
        ("/login?next=/login", "/account"),
    ],
)
def test_after_signing_in_the_browser_stays_on_this_site(http, ada, asked, given):
    response = http.post(
        "/login", data={"email": ADA["email"], "password": PASSWORD, "next": asked}
    )
    assert response.headers["location"] == given
    assert response.headers.get_list("set-cookie")[0].startswith("stoa_session=")


def test_registering_signs_in_and_a_second_time_with_another_password_is_refused(http):
    response = http.post("/register", data=ADA)
    assert response.headers["location"] == "/account"
    assert _who(session_cookie(response)).name == "Ada Byron"
    http.cookies.clear()
    again = http.post("/register", data={**ADA, "password": "something else entirely"})
    flash = _flash(http, again)
    assert flash.field == "email"
    assert flash.kept == {"email": ADA["email"], "name": ADA["name"]}
    assert PASSWORD not in str(http.cookies)


def test_signing_out_ends_the_session_and_gives_a_fresh_cookie(http, ada):
    token = session_cookie(http.post("/login", data={"email": ADA["email"], "password": PASSWORD}))
    response = http.post("/logout", data={"next": "/"})
    assert response.status_code == 303
    assert session_cookie(response) not in ("", token)
    assert not _who(token).is_signed_in


@pytest.mark.parametrize("path", ["/login", "/register", "/logout", "/region", "/cart/lines"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "none"},
        {"origin": "", "sec-fetch-site": "none"},
    ],
)
def test_a_form_from_another_site_is_refused(http, ada, path, headers):
    response = http.post(path, data={"email": ADA["email"], "password": PASSWORD}, headers=headers)
    assert response.status_code == 403
    assert not session_cookie(response)


@pytest.mark.feature("CUS-12")
def test_the_eleventh_try_says_when_to_come_back_and_the_right_password_does_not_help(http, ada):
    for _ in range(10):
        response = http.post("/login", data={"email": ADA["email"], "password": "wrong"})
        assert _flash(http, response).code == "wrong_password"
    response = http.post("/login", data={"email": ADA["email"], "password": PASSWORD})
    flash = _flash(http, response)
    assert flash.code == "too_many_requests"
    assert flash.template.format_map(flash.facts) == (
        "There were too many tries to sign in to this account. Try again in 15 min."
    )
    other = http.post("/login", data={"email": "bob@example.com", "password": "wrong"})
    assert _flash(http, other).code == "wrong_password"


@pytest.mark.feature("CUS-12")
def test_many_accounts_cannot_be_opened_from_one_address(http):
    for number in range(30):
        http.post("/register", data={"email": f"no-{number}", "name": "x", "password": "y"})
    flash = _flash(http, http.post("/register", data=ADA))
    assert flash.code == "too_many_requests"


def test_signing_in_rightly_begins_the_count_anew(http, ada):
    for _ in range(4):
        for _ in range(9):
            http.post("/login", data={"email": ADA["email"], "password": "wrong"})
        response = http.post("/login", data={"email": ADA["email"], "password": PASSWORD})
        assert response.headers["location"] == "/account"


@pytest.mark.parametrize(
    "cookie",
    [
        "stoa_session=",
        "stoa_session=short",
        "stoa_session=" + "x" * 5000,
        "stoa_session='; drop table sessions; --",
        'stoa_session="\x7f"',
        "=; ;;=;stoa_session",
        "stoa_session=" + "é" * 43,
    ],
)
def test_a_malformed_cookie_is_as_good_as_none(http, ada, cookie):
    response = http.post(
        "/login",
        data={"email": ADA["email"], "password": PASSWORD},
        headers={"cookie": cookie.encode("utf-8")},
    )
    assert response.status_code == 303
    assert len(session_cookie(response)) == 43


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"x" * 70_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(100)), "application/x-www-form-urlencoded"),
        (b'{"email": "ada@example.com"}', "application/json"),
        (b"\xff\xfe%zz=%", "application/x-www-form-urlencoded"),
        (b"email=%00&password=%00", "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
)
def test_a_form_that_is_none_returns_to_the_page(http, ada, content, kind):
    response = http.post("/login", content=content, headers={"content-type": kind})
    assert response.status_code == 303
    assert urlsplit(response.headers["location"]).path == "/login"
    assert _flash(http, response).template


def test_a_person_ends_a_session_elsewhere_and_then_all_others(http, ada):
    here = session_cookie(http.post("/login", data={"email": ADA["email"], "password": PASSWORD}))
    user_id = _who(here).user_id
    listed = run_reading(queries.sessions_of, user_id=user_id, session_key=session_key_of(here))
    assert len(listed) == 2
    response = http.post("/account/security/end", data={"session": listed[1].id})
    assert response.headers["location"] == "/account/security"
    assert not _who(ada.token).is_signed_in
    elsewhere = run_in_transaction(
        service.sign_in, email=ADA["email"], password=PASSWORD, token=new_token()
    )
    http.post("/account/security/end", data={"session": "all"})
    assert not _who(elsewhere.token).is_signed_in
    assert _who(here).is_signed_in
    unknown = http.post("/account/security/end", data={"session": "rubbish"})
    assert _flash(http, unknown).code == "not_found"
    http.cookies.clear()
    response = http.post("/account/security/end", data={"session": "all"})
    assert response.headers["location"] == "/login?next=%2Faccount%2Fsecurity"


@pytest.mark.feature("OPS-06")
def test_no_secret_and_no_address_reaches_the_log(http, ada, capfd):
    from shop_app.core.logging import configure

    configure()
    http.post("/login", data={"email": ADA["email"], "password": "my wrong password"})
    token = session_cookie(http.post("/login", data={"email": ADA["email"], "password": PASSWORD}))
    written = "".join(capfd.readouterr())
    assert "sign_in_refused" in written
    for secret in (token, ADA["email"], PASSWORD, "my wrong password"):
        assert secret not in written
