"""The edge: what every request and every answer goes through."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from shop_app.ui import edge
from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import is_html

OWN = {"origin": "http://localhost:3000"}


async def _page(request):
    return page_response(request, head=Head(title="A page"))


async def _inside(request):
    return HTMLResponse(f"{is_html()} {current_locale()} {edge.session_of_request(request)}")


async def _write(_request):
    return PlainTextResponse("written")


async def _moved(_request):
    return RedirectResponse("/page", 303)


async def _broken(_request):
    raise RuntimeError("the secret is 42")


@pytest.fixture
def client(built_front_end) -> TestClient:
    app = Starlette(
        routes=[
            Route("/page", _page),
            Route("/inside", _inside),
            Route("/write", _write, methods=["POST", "DELETE"]),
            Route("/webhooks/pay", _write, methods=["POST"]),
            Route("/api/v1/things", _write, methods=["POST"]),
            Route("/moved", _moved),
            Route("/broken", _broken),
        ]
    )
    return TestClient(
        edge.guarded(app), base_url="http://localhost:3000", raise_server_exceptions=False
    )


def test_first_page_gives_a_session_cookie_that_scripts_cannot_read(client):
    cookie = client.get("/page").headers["set-cookie"]

    assert re.fullmatch(
        r"stoa_session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax", cookie
    )
    assert "set-cookie" not in client.get("/page").headers


def test_malformed_cookie_is_replaced_and_others_are_kept(client):
    answer = client.get(
        "/inside", headers={"cookie": 'stoa_session=short; stoa_locale=en-XA; ;;="'}
    )

    assert re.fullmatch(r"True en-XA [A-Za-z0-9_-]{43}", answer.text)
    assert answer.text.split()[-1] in answer.headers["set-cookie"]


def test_session_cookie_is_secure_over_https(client, monkeypatch):
    from shop_app.core.settings import forget_settings
    from shop_app.ui.security_headers import security_headers

    monkeypatch.setenv("PUBLIC_URL", "https://shop.example")
    forget_settings()
    security_headers.cache_clear()
    answer = client.get("/page")

    assert answer.headers["set-cookie"].endswith("; Secure")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "wss://shop.example" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:3000.evil.example"},
        {"origin": "http://localhost:3000", "sec-fetch-site": "cross-site"},
        {"origin": "http://localhost:3000", "sec-fetch-site": "same-site"},
        {"referer": "https://evil.example/http://localhost:3000/"},
        {"authorization": "Bearer abc"},
    ],
)
def test_writes_from_elsewhere_are_refused_with_a_sentence(client, headers):
    answer = client.post("/write", headers=headers)

    assert answer.status_code == 403
    assert "nothing was done" in answer.text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/write", OWN),
        ("/write", OWN | {"sec-fetch-site": "same-origin"}),
        ("/write", {"referer": "http://localhost:3000/p/mug"}),
        ("/webhooks/pay", {}),
        ("/api/v1/things", {"authorization": "Bearer abc"}),
    ],
)
def test_writes_of_the_shop_itself_pass(client, address, headers):
    assert client.post(address, headers=headers).text == "written"


def test_api_with_a_cookie_is_checked_like_any_form(client):
    assert client.post("/api/v1/things").status_code == 403


@pytest.mark.parametrize("address", ["/_upload", "/_upload/x", "/_health", "/%5fupload"])
def test_closed_doors(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address, headers=OWN).status_code == 404


def test_pages_carry_the_headers_that_protect_them(client):
    headers = client.get("/page").headers
    policy = headers["content-security-policy"]

    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert re.search(r"script-src 'self'( 'sha256-[^']+'){4}; ", policy)
    assert "connect-src 'self' ws://localhost:3000 ws://127.0.0.1:3000;" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "strict-transport-security" not in headers


def test_hashed_files_are_kept_for_ever_and_pages_are_not(client):
    file = client.get("/assets/root-1.js")

    assert file.text == "export default 1;"
    assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/page").headers["cache-control"] == "private, no-cache"
    assert client.get("/index.html").status_code == 404


def test_unknown_address_is_a_page_with_status_404_for_people_only(client):
    answer = client.get("/nothing", headers={"accept": "text/html"})

    assert answer.status_code == 404
    assert "<title data-first-paint>Page not found</title>" in answer.text
    assert 'name="robots" content="noindex"' in answer.text
    assert client.get("/nothing", headers={"accept": "application/json"}).text == "Not Found"


def test_failure_is_told_with_its_number_and_nothing_else(client):
    answer = client.get("/broken", headers={"x-request-id": "request-0001"})

    assert answer.status_code == 500
    assert "request-0001" in answer.text
    assert "42" not in answer.text


def test_request_id_is_taken_over_when_it_is_one(client):
    assert client.get("/page", headers={"x-request-id": "abcdef-01"}).headers["x-request-id"] == (
        "abcdef-01"
    )
    assert client.get("/page", headers={"x-request-id": "a b"}).headers["x-request-id"] != "a b"


def test_one_address_for_each_page_and_never_another_host(client):
    moved = client.get("/page/?a=1", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/page?a=1")

    hostile = client.get("http://localhost:3000//evil.example//", follow_redirects=False)
    assert hostile.headers["location"] == "/evil.example"


def test_locale_of_the_address_is_remembered(client):
    answer = client.get("/inside?locale=en-XA")

    assert "True en-XA" in answer.text
    assert any(
        cookie.startswith("stoa_locale=en-XA") for cookie in answer.headers.get_list("set-cookie")
    )
    assert t.__module__ == "shop_app.ui.i18n.words"
    assert "True en-XA" in client.get("/inside").text


def test_redirects_give_the_session_too(client):
    answer = client.get("/moved", follow_redirects=False)

    assert answer.status_code == 303
    assert "stoa_session=" in answer.headers["set-cookie"]


def test_code_of_the_screen_is_fetched_early(built_front_end):
    from shop_app.ui.first_paint.shell import screen_modules

    assert screen_modules("/p/[slug]") == ("/assets/p-1.js",)
    assert screen_modules("/nothing") == ()
