"""The cart's page with its delivery, and the checkout's form as one step."""

from __future__ import annotations

from shop_app.checkout.cart_page import cart_page
from shop_app.checkout.declined import refusal_of
from shop_app.checkout.form import fill
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.results import Declined
from tests import makers


def test_an_empty_cart_has_an_empty_page(session):
    makers.make_world(session)
    page = cart_page(session, **makers.Visitor().who)
    assert (page.is_empty, page.count, page.can_check_out, page.parcels) == (True, 0, False, [])


def test_each_sellers_parcel_has_the_cheapest_delivery_and_the_total_adds_up(session):
    world, visitor = makers.make_world(session), makers.Visitor()
    cheap = makers.make_offer(
        session, world, seller_id=makers.make_seller(session, name="Oak"), eur=1000
    )
    dear = makers.make_offer(
        session, world, seller_id=makers.make_seller(session, name="Elm"), eur=6000
    )
    makers.fill_cart(session, visitor, (cheap, 2), (dear, 1))
    page = cart_page(session, **visitor.who)
    assert [(each.seller_name, each.delivery_minor) for each in page.parcels] == [
        ("Oak", 495),
        ("Elm", 0),  # free from 50.00
    ]
    assert page.parcels[0].free_from_text == "€50.00"
    assert (page.items_text, page.delivery_text, page.total_text) == ("€80.00", "€4.95", "€84.95")
    assert page.can_check_out


def test_the_form_saves_what_is_right_and_names_each_field_that_is_not(session):
    world, visitor = makers.make_world(session), makers.Visitor()
    offer = makers.make_offer(session, world)
    makers.ready_checkout(session, visitor, (offer, 1))
    refusals = fill(
        session,
        **visitor.who,
        form={"email": "nobody", "city": "", "country": "XX", "name": "Grace Hopper", "no": "x"},
    )
    assert sorted(refusals) == ["city", "country", "email"]
    page = checkout_page(session, **visitor.who, gateways={})
    assert page.email == "ada@example.com"
    assert (page.address.name, page.address.city, page.address.country) == (
        "Grace Hopper",
        "Amsterdam",
        "NL",
    )


def test_the_form_chooses_delivery_by_seller_and_refuses_what_is_not_offered(session):
    world, visitor = makers.make_world(session), makers.Visitor()
    seller = makers.make_seller(session)
    offer = makers.make_offer(session, world, seller_id=seller)
    makers.ready_checkout(session, visitor, (offer, 1))
    assert fill(session, **visitor.who, form={f"delivery-{seller}": "express"}) == {}
    assert checkout_page(session, **visitor.who, gateways={}).delivery_minor == 995
    refused = fill(session, **visitor.who, form={f"delivery-{seller}": "by-pigeon"})
    assert list(refused) == ["delivery"]
    assert list(fill(session, **visitor.who, form={"delivery-nobody": "express"})) == ["delivery"]
    assert checkout_page(session, **visitor.who, gateways={}).delivery_minor == 995


def test_a_decline_says_whether_money_was_taken():
    assert "no money was taken" in refusal_of(Declined("card_declined", "S-1")).sentence
    assert "given back" in refusal_of(Declined("too_late", "S-1", is_refunded=True)).sentence
