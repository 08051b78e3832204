"""The cart: what may go in, what it says about changes, and how two carts become one."""

from __future__ import annotations

from uuid import UUID

import pytest

from shop_app.accounts.models import User
from shop_app.cart import service as cart
from shop_app.cart.quantity import checked_quantity
from shop_app.cart.queries import cart_of, count_of
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, Invalid, NotFound, OutOfStock
from shop_app.inventory import service as stock
from shop_app.pricing.service import set_price
from tests.makers import (
    Visitor,
    at_once,
    fill_cart,
    make_offer,
    make_seller,
    make_world,
    unknown_id,
)


@pytest.fixture
def world(session):
    return make_world(session)


@pytest.fixture
def guest():
    return Visitor()


def lines_of(session, visitor):
    return [line for group in cart_of(session, **visitor.who).groups for line in group.lines]


def make_user(session):
    user = User(email=f"{unknown_id()}@example.com", name="Grace Hopper")
    session.add(user)
    session.flush()
    return user.id


def test_a_cart_is_made_by_the_first_thing_in_it_and_not_by_looking(session, world, guest):
    assert cart_of(session, **guest.who).is_empty
    assert rows(session, "select count(*) as n from carts")[0].n == 0
    fill_cart(session, guest, (make_offer(session, world), 2))
    view = cart_of(session, **guest.who)
    assert (view.count, view.items_minor, view.items_text) == (2, 3998, "€39.98")
    assert count_of(session, **guest.who) == 2


def test_adding_again_adds_and_each_write_grows_the_version(session, world, guest):
    offer = make_offer(session, world)
    fill_cart(session, guest, (offer, 2), (offer, 3))
    assert [line.quantity for line in lines_of(session, guest)] == [5]
    assert cart_of(session, **guest.who).version == 2


def test_lines_are_grouped_by_seller(session, world, guest):
    seller, other = make_seller(session), make_seller(session, name="Clay Works")
    first = make_offer(session, world, seller_id=seller, eur=1000)
    second = make_offer(session, world, seller_id=other, eur=500)
    third = make_offer(session, world, seller_id=seller, eur=200)
    fill_cart(session, guest, (first, 1), (second, 2), (third, 3))
    groups = cart_of(session, **guest.who).groups
    assert [(g.seller_name, g.items_minor, len(g.lines)) for g in groups] == [
        ("Olive & Oak", 1600, 2),
        ("Clay Works", 1000, 1),
    ]


@pytest.mark.parametrize(
    "given",
    [0, -1, 1000, 10**9, "0", "-1", "text", "1.5", "", "٣", "1e3", True, 2.0, None, "9" * 99],
)
def test_a_quantity_that_cannot_be_is_refused_in_words(given):
    with pytest.raises(Invalid) as refusal:
        checked_quantity(given)
    assert refusal.value.field == "quantity"


def test_a_quantity_is_a_number_or_its_digits():
    assert [checked_quantity(given) for given in (1, 999, "7", " 12 ")] == [1, 999, 7, 12]


@pytest.mark.feature("CHK-03")
def test_more_than_there_is_is_refused_with_what_is_left_and_changes_nothing(session, world, guest):
    offer = make_offer(session, world, stock_near=3)
    fill_cart(session, guest, (offer, 2))
    with pytest.raises(OutOfStock) as refusal:
        fill_cart(session, guest, (offer, 2))
    assert str(refusal.value) == "Only 3 left of Stoneware mug."
    assert refusal.value.facts["left"] == 3
    assert [line.quantity for line in lines_of(session, guest)] == [2]
    sold_out = make_offer(session, world, title="Vase", stock_near=0)
    with pytest.raises(OutOfStock, match="Vase is sold out"):
        fill_cart(session, guest, (sold_out, 1))


def test_what_is_not_sold_here_cannot_go_in(session, world, guest):
    with pytest.raises(NotFound):
        fill_cart(session, guest, (unknown_id(), 1))
    only_dollars = make_offer(session, world, eur=None)
    with pytest.raises(NotFound, match="not sold in this region"):
        fill_cart(session, guest, (only_dollars, 1))
    paused = make_offer(session, world)
    rows(session, "update offers set status = 'paused' where id = :id returning id", id=paused)
    with pytest.raises(NotFound):
        fill_cart(session, guest, (paused, 1))
    assert cart_of(session, **guest.who).is_empty


def test_a_removed_line_comes_back_by_putting_it_in_again(session, world, guest):
    offer = make_offer(session, world)
    fill_cart(session, guest, (offer, 4))
    line = lines_of(session, guest)[0]
    gone = cart.remove_line(session, **guest.who, line_id=UUID(line.line_id))
    assert gone == (offer, 4)
    assert cart_of(session, **guest.who).is_empty
    fill_cart(session, guest, gone)
    assert [line.quantity for line in lines_of(session, guest)] == [4]


def test_nobody_changes_a_line_in_somebody_elses_cart(session, world, guest):
    fill_cart(session, guest, (make_offer(session, world), 1))
    line_id = UUID(lines_of(session, guest)[0].line_id)
    stranger = Visitor()
    fill_cart(session, stranger, (make_offer(session, world), 1))
    with pytest.raises(NotFound):
        cart.change_quantity(session, **stranger.who, line_id=line_id, quantity=5)
    with pytest.raises(NotFound):
        cart.remove_line(session, **stranger.who, line_id=line_id)
    assert [line.quantity for line in lines_of(session, guest)] == [1]


@pytest.mark.feature("CHK-03")
def test_what_changed_since_is_told_line_by_line(session, world, guest):
    dearer = make_offer(session, world, title="Dearer", eur=1000)
    cheaper = make_offer(session, world, title="Cheaper", eur=1000)
    fewer = make_offer(session, world, title="Fewer", stock_near=5)
    gone = make_offer(session, world, title="Gone", eur=700)
    fill_cart(session, guest, (dearer, 1), (cheaper, 1), (fewer, 5), (gone, 1))
    set_price(session, offer_id=dearer, currency="EUR", amount_minor=1200)
    set_price(session, offer_id=cheaper, currency="EUR", amount_minor=900)
    stock.adjust(session, offer_id=fewer, warehouse_id=world.near, delta=-3, reason="broken")
    rows(session, "update offers set status = 'paused' where id = :id returning id", id=gone)
    view = cart_of(session, **guest.who)
    told = {
        line.title: [(c.code, c.before_text, c.now_text, c.left) for c in line.changes]
        for group in view.groups
        for line in group.lines
    }
    assert told == {
        "Dearer": [("price_rose", "€10.00", "€12.00", 0)],
        "Cheaper": [("price_fell", "€10.00", "€9.00", 0)],
        "Fewer": [("less_stock", "", "", 2)],
        "Gone": [("gone", "", "", 0)],
    }
    assert view.has_changes
    assert not view.can_check_out
    assert view.items_minor == 1200 + 900 + 5 * 1999
    cart.accept_changes(session, **guest.who)
    after = cart_of(session, **guest.who)
    assert [line.quantity for group in after.groups for line in group.lines] == [1, 1, 2]
    assert (after.has_changes, after.can_check_out) == (False, True)


def test_the_price_is_read_anew_at_each_write(session, world, guest):
    offer = make_offer(session, world, eur=1000)
    fill_cart(session, guest, (offer, 1))
    set_price(session, offer_id=offer, currency="EUR", amount_minor=1500)
    fill_cart(session, guest, (offer, 1))
    (line,) = lines_of(session, guest)
    assert (line.price.minor, line.total_minor, line.changes) == (1500, 3000, [])


def test_another_region_means_its_currency_and_marks_what_is_not_sold_there(session, world, guest):
    both, here = make_offer(session, world), make_offer(session, world, usd=None)
    fill_cart(session, guest, (both, 1), (here, 1))
    cart.change_region(session, **guest.who, region_code="US")
    view = cart_of(session, **guest.who)
    assert (view.currency, view.items_text, view.tax_included) == ("USD", "$21.99", False)
    assert [[c.code for c in line.changes] for g in view.groups for line in g.lines] == [
        [],
        ["not_here"],
    ]


@pytest.mark.feature("CHK-01")
def test_a_guests_cart_becomes_the_accounts_at_sign_in(session, world, guest):
    user = make_user(session)
    fill_cart(session, guest, (make_offer(session, world), 2))
    cart.merge_at_sign_in(session, session_key=guest.session_key, user_id=user)
    elsewhere = Visitor(user_id=user)
    assert [line.quantity for line in lines_of(session, elsewhere)] == [2]
    assert cart_of(session, **guest.who).is_empty
    cart.merge_at_sign_in(session, session_key=guest.session_key, user_id=user)
    assert count_of(session, **elsewhere.who) == 2


@pytest.mark.feature("CHK-01")
def test_two_carts_become_one_with_the_larger_quantity_that_is_left(session, world, guest):
    user = Visitor(user_id=make_user(session))
    shared = make_offer(session, world, title="Shared", stock_near=5)
    scarce = make_offer(session, world, title="Scarce", stock_near=6)
    old = make_offer(session, world, title="Old")
    fill_cart(session, user, (shared, 4), (old, 1), (scarce, 6), region="US")
    fill_cart(session, guest, (shared, 2), (scarce, 1))
    stock.adjust(session, offer_id=scarce, warehouse_id=world.near, delta=-3, reason="lost")
    cart.merge_at_sign_in(session, session_key=guest.session_key, user_id=user.user_id)
    view = cart_of(session, **user.who)
    assert view.currency == "EUR"
    assert {line.title: line.quantity for g in view.groups for line in g.lines} == {
        "Shared": 4,
        "Scarce": 3,
        "Old": 1,
    }
    assert [line.changes for group in view.groups for line in group.lines] == [[], [], []]


def test_eight_presses_at_once_make_one_cart_and_count_each(database):
    offer = run_in_transaction(lambda s: make_offer(s, make_world(s), stock_near=100))
    guest = Visitor()
    at_once(8, lambda _: run_in_transaction(fill_cart, guest, (offer, 1)))
    assert run_in_transaction(count_of, **guest.who) == 8
    assert run_in_transaction(lambda s: rows(s, "select count(*) as n from carts")[0].n) == 1


@pytest.mark.feature("CHK-06")
def test_a_form_sent_twice_with_its_key_adds_once(session, world, guest):
    offer = make_offer(session, world)
    adding = {**guest.who, "region_code": "EU", "offer_id": offer, "key": "form-1"}
    cart.add_line(session, **adding, quantity=2)
    cart.add_line(session, **adding, quantity=2)
    assert count_of(session, **guest.who) == 2
    with pytest.raises(Conflict):
        cart.add_line(session, **adding, quantity=3)
    with pytest.raises(Invalid):
        cart.add_line(session, **{**adding, "key": "k" * 129})
    cart.add_line(session, **{**adding, "key": "form-2"}, quantity=1)
    assert count_of(session, **guest.who) == 3
    stranger = Visitor()
    cart.add_line(session, **{**adding, **stranger.who}, quantity=2)
    assert count_of(session, **stranger.who) == 2


def test_eight_repeats_at_once_add_once(database):
    offer = run_in_transaction(lambda s: make_offer(s, make_world(s)))
    guest = Visitor()
    at_once(
        8,
        lambda _: run_in_transaction(
            cart.add_line, **guest.who, region_code="EU", offer_id=offer, quantity=1, key="once"
        ),
    )
    assert run_in_transaction(count_of, **guest.who) == 1
