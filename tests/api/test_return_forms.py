"""Returns by plain posts: photos that only the right people see, refusals in words."""

from __future__ import annotations

import secrets
from io import BytesIO

import pytest
from PIL import Image

from shop_app.accounts import service as accounts
from shop_app.accounts import visitors
from shop_app.api import return_forms
from shop_app.core.cookies import new_token
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.settings import forget_settings
from tests.business.orders.returning import Trade


@pytest.fixture
def routes_of_api() -> list:
    """The routes of this folder's module."""
    return list(return_forms.routes)


@pytest.fixture
def trade(http, tmp_path, monkeypatch) -> Trade:
    """A delivered order, in a shop with a folder of its own."""
    monkeypatch.setenv("SHOP_HOME", str(tmp_path))
    forget_settings()
    return Trade()


def jpeg() -> bytes:
    body = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(body, "JPEG")
    return body.getvalue()


def form_of(trade: Trade, **more: str) -> dict[str, str]:
    """The form as a browser sends it for one mug."""
    line = trade.line()
    return {
        "key": trade.key,
        "request_key": secrets.token_hex(16),
        f"line-{line}": "1",
        f"quantity-{line}": "1",
        f"reason-{line}": "faulty",
        f"words-{line}": "It leaks.",
        **more,
    }


def post(http, trade: Trade, form: dict[str, str], *files: bytes):
    sent = [("photo", (f"{i}.jpg", data)) for i, data in enumerate(files)]
    return http.post(
        f"/orders/{trade.number}/return", data=form, files=sent or [("photo", ("", b""))]
    )


def numbers() -> list[str]:
    return [row.number for row in run_in_transaction(rows, "select number from returns")]


def signed_in(role: str, trade: Trade, seller: int = 0) -> str:
    """The session of a new person: staff with the role, a member of a seller's team, or nobody."""

    def build(session):
        person = accounts.register(
            session,
            email=f"{secrets.token_hex(8)}@example.com",
            name="Pat",
            password="three olive trees",
            token=new_token(),
            user_agent="",
        )
        user = person.user_id
        if role == "seller":
            rows(
                session,
                "insert into seller_members (seller_id, user_id, role, joined_at)"
                " values (:seller, :user, 'owner', now()) returning role",
                seller=trade.sellers[seller],
                user=user,
            )
        if role in ("support", "analyst"):
            rows(
                session,
                "insert into user_roles (user_id, role, granted_at) values (:user, 'staff', now())"
                " returning role",
                user=user,
            )
            rows(
                session,
                "insert into staff_memberships (user_id, role_code, granted_at)"
                " values (:user, :role, now()) returning role_code",
                user=user,
                role=role,
            )

        return person.token

    token = run_in_transaction(build)
    visitors.forget_everyone()
    return token


def test_a_guest_asks_with_two_photos_and_is_led_back(http, trade):
    answer = post(http, trade, form_of(trade), jpeg(), jpeg())
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/orders/{trade.number}/return?asked=1&key={trade.key}"
    (number,) = numbers()
    for size in ("small", "large"):
        picture = http.get(f"/returns/{number}/photos/1?size={size}&key={trade.key}")
        assert picture.status_code == 200
        assert picture.headers["content-type"] == "image/webp"
        assert picture.headers["cache-control"].startswith("private")


def test_photos_are_for_the_shopper_the_seller_and_staff_alone(http, trade):
    post(http, trade, form_of(trade), jpeg())
    address = f"/returns/{numbers()[0]}/photos/0"
    for role, seller, expected in (
        ("nobody", 0, 404),
        ("seller", 0, 200),
        ("seller", 1, 404),
        ("support", 0, 200),
        ("analyst", 0, 404),
    ):
        http.cookies.clear()
        http.cookies.set("stoa_session", signed_in(role, trade, seller))
        assert http.get(address).status_code == expected, (role, seller)
    http.cookies.clear()
    assert http.get(address).status_code == 404
    assert http.get(f"{address}?key=wrong").status_code == 404
    for odd in ("7", "99999999999999999999", "-1", "0x"):
        assert http.get(f"/returns/{numbers()[0]}/photos/{odd}?key={trade.key}").status_code == 404


def test_the_same_form_twice_makes_one_return(http, trade):
    form = form_of(trade)
    assert [post(http, trade, form).status_code for _ in range(2)] == [303, 303]
    assert len(numbers()) == 1


@pytest.mark.parametrize("key", ["", "wrong", "'" * 50])
def test_a_stranger_neither_asks_nor_leaves_a_picture(http, trade, tmp_path, key):
    answer = post(http, trade, form_of(trade, key=key), jpeg())
    assert "said=" in answer.headers["location"]
    assert numbers() == []
    assert not list(tmp_path.rglob("*.webp"))


@pytest.mark.parametrize(
    "file", [b"<script>alert(1)</script>", b"MZ\x90\x00", b"\x89PNG\r\n\x1a\n" + bytes(20)]
)
def test_a_file_that_is_no_picture_is_refused_and_nothing_is_asked(http, trade, file):
    answer = post(http, trade, form_of(trade), file)
    assert "said=" in answer.headers["location"]
    assert numbers() == []


@pytest.mark.parametrize("data", [b"", bytes(9_000_000), bytes(45_000_000)])
def test_after_a_file_that_is_refused_the_guest_is_back_on_the_page_with_the_key(http, trade, data):
    page = f"/orders/{trade.number}/return?key={trade.key}"
    answer = http.post(
        f"/orders/{trade.number}/return",
        data=form_of(trade),
        files=[("photo", ("a.jpg", data))],
        headers={"referer": f"{str(http.base_url).rstrip('/')}{page}"},
    )
    assert answer.headers["location"].startswith(page)
    assert numbers() == []


@pytest.mark.parametrize(
    "change",
    [
        {"request_key": ""},
        {"line-99": "1"},
        {"quantity-{line}": "-1"},
        {"quantity-{line}": "1e9"},
        {"quantity-{line}": "9999999999"},
        {"quantity-{line}": "²"},
        {"reason-{line}": "<b>"},
        {"words-{line}": "x" * 1001},
    ],
)
def test_odd_fields_are_refused_and_nothing_is_asked(http, trade, change):
    form = form_of(trade, **{k.format(line=trade.line()): v for k, v in change.items()})
    answer = post(http, trade, form)
    assert answer.status_code == 303
    assert "said=" in answer.headers["location"]
    assert numbers() == []


def test_a_form_from_elsewhere_is_refused(http, trade):
    answer = http.post(
        f"/orders/{trade.number}/return",
        data=form_of(trade),
        files=[("photo", ("none", b""))],
        headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403
    assert numbers() == []


def test_a_return_is_cancelled_by_its_shopper_alone(http, trade):
    post(http, trade, form_of(trade))
    (number,) = numbers()
    http.post(f"/returns/{number}/cancel", data={"key": "wrong"})
    assert trade.status(number) == "requested"
    answer = http.post(f"/returns/{number}/cancel", data={"key": trade.key, "order": trade.number})
    assert answer.headers["location"] == f"/orders/{trade.number}/return?key={trade.key}"
    assert trade.status(number) == "cancelled"
    again = http.post(f"/returns/{number}/cancel", data={"key": trade.key, "order": trade.number})
    assert "said=" in again.headers["location"]
