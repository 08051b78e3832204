"""The cart and the region without JavaScript: plain posts, refusals in words, carts that merge."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

import pytest

from shop_app.accounts import queries as people
from shop_app.accounts import service as accounts
from shop_app.cart import queries as carts
from shop_app.cart import service as cart
from shop_app.catalog.models import Offer, Product, Variant
from shop_app.core.cookies import new_token
from shop_app.core.db import run_in_transaction, run_reading, transaction
from shop_app.core.flash import flash_of
from shop_app.core.settings import settings
from shop_app.inventory.models import StockLevel, Warehouse
from shop_app.pricing.models import Price, Region
from shop_app.sellers.models import Seller
from tests.api.conftest import session_cookie

PASSWORD = "three olive trees"


@pytest.fixture
def mug(http) -> str:
    """The offer of a mug: three in stock, sold in euro and dollar."""
    with transaction() as session:
        session.add_all(
            [
                Region(code="EU", name="Europe", currency="EUR", countries=["DE"],
                       default_country="DE", position=0),
                Region(code="US", name="United States", currency="USD", countries=["US"],
                       default_country="US", position=1),
            ]
        )  # fmt: skip
        seller = Seller(slug="olive", name="Olive", status="approved")
        product = Product(slug="mug", title="Mug", source_key="mug")
        warehouse = Warehouse(code="ATH", name="Athens", country="GR", city="Athens")
        session.add_all([seller, product, warehouse])
        session.flush()
        variant = Variant(product_id=product.id, sku="MUG-1")
        session.add(variant)
        session.flush()
        offer = Offer(variant_id=variant.id, seller_id=seller.id)
        session.add(offer)
        session.flush()
        session.add_all(
            [
                Price(offer_id=offer.id, currency="EUR", amount_minor=1200),
                Price(offer_id=offer.id, currency="USD", amount_minor=1500),
                StockLevel(offer_id=offer.id, warehouse_id=warehouse.id, on_hand=3),
            ]
        )
        return str(offer.id)


def _cart(token: str):
    visitor = run_reading(people.who, token)
    return run_reading(carts.cart_of, session_key=visitor.session_key, user_id=visitor.user_id)


def _refusal(http, response) -> str:
    assert response.status_code == 303
    assert urlsplit(response.headers["location"]).path == "/cart"
    header = "; ".join(f"{cookie.name}={cookie.value}" for cookie in http.cookies.jar)
    flash = flash_of(header, urlsplit(response.headers["location"]).query)
    return flash.template.format_map(flash.facts)


@pytest.fixture
def token(http) -> str:
    """The session of a guest who has opened a page."""
    token = new_token()
    http.cookies.set("stoa_session", token)
    return token


def test_a_plain_post_puts_something_into_the_cart_and_shows_it(http, mug, token):
    response = http.post("/cart/lines", data={"offer": mug, "quantity": "2"})
    assert (response.status_code, response.headers["location"]) == (303, "/cart")
    assert [
        (line.title, line.quantity) for group in _cart(token).groups for line in group.lines
    ] == [("Mug", 2)]
    response = http.post("/cart/lines", data={"offer": mug, "next": "/p/mug"})
    assert response.headers["location"] == "/p/mug"
    assert _cart(token).count == 3


def test_the_very_first_post_of_a_browser_gets_a_session_with_its_cart(http, mug):
    response = http.post("/cart/lines", data={"offer": mug})
    assert _cart(session_cookie(response)).count == 1


@pytest.mark.parametrize(
    ("quantity", "sentence"),
    [
        ("0", "Give a quantity of 1 or more, or remove the line."),
        ("-1", "Give a quantity of 1 or more, or remove the line."),
        ("1000000000", "At most 999 of one thing go into a cart."),
        ("two", "Give the quantity as a whole number, such as 2."),
        ("1.5", "Give the quantity as a whole number, such as 2."),
        ("", "Give the quantity as a whole number, such as 2."),
        ("4", "Only 3 left of Mug."),
    ],
)
def test_a_quantity_that_cannot_be_is_refused_in_words_and_nothing_moves(
    http, mug, token, quantity, sentence
):
    response = http.post("/cart/lines", data={"offer": mug, "quantity": quantity})
    assert _refusal(http, response) == sentence
    assert _cart(token).count == 0


@pytest.mark.parametrize("offer", ["", "rubbish", "00000000-0000-0000-0000-000000000000"])
def test_what_is_not_sold_here_is_refused(http, mug, token, offer):
    response = http.post("/cart/lines", data={"offer": offer})
    assert _refusal(http, response) == "This is not sold here any more."


def test_a_line_is_changed_and_removed_by_its_owner_and_nobody_else(http, mug, token):
    http.post("/cart/lines", data={"offer": mug})
    line = _cart(token).groups[0].lines[0].line_id
    http.post(f"/cart/lines/{line}", data={"quantity": "3"})
    assert _cart(token).count == 3
    http.cookies.clear()
    http.cookies.set("stoa_session", new_token())
    stranger = http.post(f"/cart/lines/{line}", data={"remove": ""})
    assert _refusal(http, stranger) == "This line is not in your cart any more."
    assert _cart(token).count == 3
    http.cookies.clear()
    http.cookies.set("stoa_session", token)
    http.post(f"/cart/lines/{line}", data={"remove": "", "quantity": "3"})
    assert _cart(token).count == 0


@pytest.mark.feature("CHK-01")
def test_a_guests_cart_comes_along_at_sign_in_and_at_registration(http, mug, token):
    http.post("/cart/lines", data={"offer": mug, "quantity": "1"})
    answer = http.post(
        "/register", data={"email": "ada@example.com", "name": "Ada", "password": PASSWORD}
    )
    registered = session_cookie(answer)
    assert _cart(registered).count == 1
    assert _cart(token).count == 0
    http.cookies.clear()
    http.cookies.set("stoa_session", new_token())
    http.post("/cart/lines", data={"offer": mug, "quantity": "2"})
    answer = http.post("/login", data={"email": "ada@example.com", "password": PASSWORD})
    assert _cart(session_cookie(answer)).count == 2
    assert _cart(registered).count == 2


def test_a_sign_in_that_fails_leaves_the_cart_where_it_is(http, mug, token):
    run_in_transaction(
        accounts.register,
        email="ada@example.com",
        name="Ada",
        password=PASSWORD,
        token=new_token(),
    )
    http.post("/cart/lines", data={"offer": mug})
    http.post("/login", data={"email": "ada@example.com", "password": "wrong"})
    assert _cart(token).count == 1


def test_choosing_a_region_keeps_the_cart_and_only_takes_regions_that_there_are(http, mug, token):
    http.post("/cart/lines", data={"offer": mug})
    response = http.post("/region", data={"region": "US", "locale": "en-GB", "next": "/p/mug"})
    given = response.headers.get_list("set-cookie")
    assert response.headers["location"] == "/p/mug"
    assert any(header.startswith("stoa_region=US;") for header in given)
    assert any(header.startswith("stoa_locale=en-GB;") for header in given)
    assert (_cart(token).currency, _cart(token).items_minor) == ("USD", 1500)
    for region in ("XX", "", "US; Path=/", "<script>"):
        response = http.post("/region", data={"region": region})
        assert "stoa_region" not in str(response.headers.get_list("set-cookie"))
    assert _cart(token).currency == "USD"


@pytest.mark.parametrize(
    ("page", "there"),
    [
        ("{origin}/search?q=mug&page=2", "/search?q=mug&page=2"),
        ("https://evil.example/p/mug", "/"),
        ("{origin}//evil.example", "/"),
        ("rubbish", "/"),
        ("", "/"),
    ],
)
def test_choosing_a_region_returns_to_the_page_of_the_form(http, mug, page, there):
    page = page.format(origin=settings().origin)
    response = http.post("/region", data={"region": "US"}, headers={"referer": page})
    assert response.headers["location"] == there


@pytest.mark.feature("CUS-12")
def test_adding_too_often_says_when_to_come_back(http, mug, token):
    for _ in range(120):
        http.post("/cart/lines", data={"offer": "rubbish"})
    response = http.post("/cart/lines", data={"offer": mug})
    assert _refusal(http, response) == (
        "That was a lot at once. Your cart is kept; try again in 1 min."
    )
    assert _cart(token).count == 0


def test_the_cart_of_an_account_is_the_same_on_every_device(http, mug, token):
    signed_in = run_in_transaction(
        accounts.register,
        email="ada@example.com",
        name="Ada",
        password=PASSWORD,
        token=new_token(),
    )
    other = run_in_transaction(
        accounts.sign_in, email="ada@example.com", password=PASSWORD, token=new_token()
    )
    with transaction() as session:
        cart.add_line(
            session,
            session_key=signed_in.session_key,
            user_id=signed_in.user_id,
            region_code="EU",
            offer_id=UUID(mug),
            quantity=1,
        )
    assert _cart(other.token).count == 1
