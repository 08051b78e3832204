"""The steps of a checkout: each is checked again, refusals name the line or the field."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from shop_app.accounts.models import Address, User
from shop_app.cart import service as cart
from shop_app.checkout import service as checkout
from shop_app.checkout.queries import checkout_page
from shop_app.core.clock import moved, now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound, OutOfStock
from shop_app.integrations.sandbox_gateway import SandboxGateway
from shop_app.inventory import service as stock
from shop_app.inventory.queries import availability
from shop_app.inventory.views import Demand
from tests.makers import (
    ADDRESS,
    Visitor,
    fill_cart,
    make_offer,
    make_seller,
    make_world,
    ready_checkout,
    stock_breaches,
    unknown_id,
)

GATEWAYS = {"sandbox": SandboxGateway()}


@pytest.fixture
def world(session):
    return make_world(session)


@pytest.fixture
def guest():
    return Visitor()


def page_of(session, visitor):
    return checkout_page(session, **visitor.who, gateways=GATEWAYS)


@pytest.mark.feature("CHK-02", "CHK-19")
def test_a_guest_sees_all_costs_before_paying(session, world, guest):
    seller = make_seller(session)
    mug = make_offer(session, world, seller_id=seller, eur=1999)
    bowl = make_offer(session, world, eur=6000, title="Bowl")
    ready_checkout(session, guest, (mug, 2), (bowl, 1))
    page = page_of(session, guest)
    assert (page.items_minor, page.delivery_minor, page.total_minor) == (9998, 495, 10493)
    assert (page.tax_minor, page.tax_included, page.total_text) == (1821, True, "€104.93")
    assert [(g.delivery_code, g.delivery_minor) for g in page.groups] == [
        ("standard", 495),
        ("standard", 0),
    ]
    assert [method.name for method in page.payment_methods] == [
        "Test card that succeeds",
        "Test card that is declined",
        "Test card that asks for 3-D Secure",
    ]
    assert (page.missing, page.can_pay, page.status) == ([], True, "open")


@pytest.mark.feature("CHK-19")
def test_tax_comes_on_top_where_the_region_says_so(session, world, guest):
    ready_checkout(session, guest, (make_offer(session, world, usd=2000), 1), region="US")
    page = page_of(session, guest)
    assert (page.tax_included, page.tax_minor, page.total_minor) == (False, 200, 2695)


@pytest.mark.feature("CHK-04")
def test_stock_is_held_from_the_start_and_the_countdown_is_shown(session, world, guest):
    offer = make_offer(session, world, stock_near=3)
    ready_checkout(session, guest, (offer, 2))
    page = page_of(session, guest)
    assert 890 <= page.held_seconds <= 900
    assert availability(session, offer_ids=[offer]) == {offer: 1}
    with moved(timedelta(minutes=5)):
        checkout.start_checkout(session, **guest.who)
        assert 590 <= page_of(session, guest).held_seconds <= 600
        checkout.renew_hold(session, **guest.who)
        assert 890 <= page_of(session, guest).held_seconds <= 900


@pytest.mark.feature("CHK-04")
def test_an_expired_hold_is_claimed_again_when_stock_allows(session, world, guest):
    offer = make_offer(session, world, stock_near=3)
    ready_checkout(session, guest, (offer, 2))
    with moved(timedelta(minutes=20)):
        assert page_of(session, guest).held_seconds == 0
        checkout.start_checkout(session, **guest.who)
        assert page_of(session, guest).held_seconds > 890
        assert availability(session, offer_ids=[offer]) == {offer: 1}
    assert stock_breaches(session) == []


@pytest.mark.feature("CHK-03", "CHK-04")
def test_when_somebody_else_took_it_meanwhile_the_line_is_named(session, world, guest):
    offer = make_offer(session, world, stock_near=3, title="Last mugs")
    ready_checkout(session, guest, (offer, 2))
    with moved(timedelta(minutes=20)):
        stock.claim(
            session,
            checkout_id=unknown_id(),
            region_code="EU",
            demands=[Demand(offer, 2)],
        )
        with pytest.raises(OutOfStock) as refusal:
            checkout.start_checkout(session, **guest.who)
    assert str(refusal.value) == "Only 1 left of Last mugs."


@pytest.mark.feature("CHK-03")
def test_a_line_that_is_not_sold_any_more_is_named(session, world, guest):
    offer = make_offer(session, world, title="Old vase")
    fill_cart(session, guest, (offer, 1))
    rows(session, "update offers set status = 'paused' where id = :id returning id", id=offer)
    with pytest.raises(Conflict, match="Old vase is not sold any more"):
        checkout.start_checkout(session, **guest.who)


def test_an_empty_cart_has_no_checkout(session, world, guest):
    with pytest.raises(Conflict, match="empty"):
        checkout.start_checkout(session, **guest.who)
    assert page_of(session, guest).status == "none"
    with pytest.raises(NotFound):
        checkout.update_contact(session, **guest.who, email="ada@example.com")


def test_the_hold_follows_the_cart(session, world, guest):
    offer = make_offer(session, world, stock_near=5)
    first = ready_checkout(session, guest, (offer, 2))
    fill_cart(session, guest, (offer, 3))
    assert checkout.start_checkout(session, **guest.who) == first
    assert availability(session, offer_ids=[offer]) == {offer: 0}
    line = page_of(session, guest).groups[0].lines[0]
    assert (line.quantity, line.left, line.is_buyable) == (5, 5, True)


def test_each_wrong_field_is_refused_beside_it_and_nothing_is_lost(session, world, guest):
    ready_checkout(session, guest, (make_offer(session, world), 1))
    for field, value in {
        "name": " \x00 ",
        "line1": "x" * 121,
        "city": "",
        "country": "US",
        "phone": "call me",
        "postal_code": "!!",
        "planet": "Mars",
    }.items():
        with pytest.raises(Invalid) as refusal:
            checkout.update_address(session, **guest.who, fields={field: value})
        assert refusal.value.field == field
    for email in ("not an address", "a@b", "", "ada@example.com\x00", "x" * 500 + "@example.com"):
        with pytest.raises(Invalid) as refusal:
            checkout.update_contact(session, **guest.who, email=email)
        assert refusal.value.field == "email"
    page = page_of(session, guest)
    assert (page.email, page.address.city) == ("ada@example.com", "Amsterdam")


def test_what_pay_still_waits_for_is_named(session, world, guest):
    fill_cart(session, guest, (make_offer(session, world), 1))
    checkout.start_checkout(session, **guest.who)
    page = page_of(session, guest)
    assert page.missing == ["email", "name", "line1", "postal_code", "city"]
    assert (page.can_pay, page.address.country) == (False, "NL")
    checkout.update_address(session, **guest.who, fields={"city": "  Den\tHaag \u202e"})
    assert page_of(session, guest).address.city == "Den Haag"


def test_delivery_and_payment_are_chosen_of_what_is_offered(session, world, guest):
    ready_checkout(session, guest, (make_offer(session, world), 1))
    seller = UUID(page_of(session, guest).groups[0].seller_id)
    checkout.choose_delivery(session, **guest.who, seller_id=seller, method="express")
    checkout.choose_payment(session, **guest.who, method="test_card_3ds", gateways=GATEWAYS)
    page = page_of(session, guest)
    assert (page.delivery_minor, page.payment_method) == (995, "test_card_3ds")
    with pytest.raises(Invalid):
        checkout.choose_delivery(session, **guest.who, seller_id=seller, method="by pigeon")
    with pytest.raises(Invalid):
        checkout.choose_delivery(
            session, **guest.who, seller_id=make_seller(session), method="express"
        )
    with pytest.raises(Invalid):
        checkout.choose_payment(session, **guest.who, method="gold bars", gateways=GATEWAYS)
    assert page_of(session, guest).total_minor == page.total_minor


def test_signing_in_midway_keeps_the_checkout(session, world, guest):
    first = ready_checkout(session, guest, (make_offer(session, world), 1))
    user = User(email="grace@example.com", name="Grace Hopper")
    session.add(user)
    session.flush()
    cart.merge_at_sign_in(session, session_key=guest.session_key, user_id=user.id)
    signed_in = Visitor(user_id=user.id)
    assert checkout.start_checkout(session, **signed_in.who) == first
    assert page_of(session, signed_in).email == "ada@example.com"


def test_an_account_finds_its_address_filled_in(session, world):
    user = User(email="grace@example.com", name="Grace Hopper")
    session.add(user)
    session.flush()
    session.add(Address(user_id=user.id, **ADDRESS, created_at=now()))
    session.flush()
    visitor = Visitor(user_id=user.id)
    fill_cart(session, visitor, (make_offer(session, world), 1))
    checkout.start_checkout(session, **visitor.who)
    page = page_of(session, visitor)
    assert (page.email, page.address.line1, page.missing) == (
        "grace@example.com",
        "Keizersgracht 12",
        [],
    )


def test_another_region_moves_the_checkout_there(session, world, guest):
    ready_checkout(session, guest, (make_offer(session, world), 1))
    cart.change_region(session, **guest.who, region_code="US")
    checkout.start_checkout(session, **guest.who)
    page = page_of(session, guest)
    assert (page.currency, page.address.country, page.address.city) == ("USD", "US", "Amsterdam")
