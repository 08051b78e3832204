"""The shopper's book at the checkout: chosen, typed anew, kept; nobody else's."""

from __future__ import annotations

import pytest

from shop_app.accounts import address_book
from shop_app.accounts.models import User
from shop_app.checkout import service as checkout
from shop_app.checkout.form import fill
from shop_app.checkout.queries import checkout_page
from shop_app.checkout.saved_addresses import choose_address
from shop_app.core.db import rows
from shop_app.core.errors import Invalid
from shop_app.integrations.sandbox_gateway import SandboxGateway
from tests.makers import ADDRESS, Visitor, fill_cart, make_offer, make_world

GATEWAYS = {"sandbox": SandboxGateway()}
HOME = {**ADDRESS, "name": "Ada at home", "line2": "", "region": ""}
WORK = {**HOME, "name": "Ada at work", "line1": "Damrak 1", "phone": ""}


@pytest.fixture
def world(session):
    return make_world(session)


def _person(session, name):
    user = User(email=f"{name}@example.com", name=name)
    session.add(user)
    session.flush()
    return Visitor(user_id=user.id)


@pytest.fixture
def ada(session, world):
    """Somebody with two addresses, the first their default, and a checkout."""
    visitor = _person(session, "ada")
    for fields in (HOME, WORK):
        _keep(session, visitor, fields)
    fill_cart(session, visitor, (make_offer(session, world), 1))
    checkout.start_checkout(session, **visitor.who)
    return visitor


def _keep(session, visitor, fields, countries=("NL", "DE", "US")):
    return address_book.save_address(
        session, user_id=visitor.user_id, fields=fields, countries=countries
    )


def _page(session, visitor):
    return checkout_page(session, **visitor.who, gateways=GATEWAYS)


def _keys(page):
    return {one.name: one.key for one in page.saved}


@pytest.mark.feature("CUS-05")
def test_the_default_is_chosen_first_and_another_can_be(session, ada):
    page = _page(session, ada)
    assert [(one.name, one.is_default, one.selected) for one in page.saved] == [
        ("Ada at home", True, True),
        ("Ada at work", False, False),
    ]
    assert page.saved[0].lines == "Keizersgracht 12, 1015 CS Amsterdam, Netherlands"
    refusals = fill(session, **ada.who, form={"saved_address": _keys(page)["Ada at work"]})
    page = _page(session, ada)
    assert (refusals, page.address.line1, page.address.phone) == ({}, "Damrak 1", "")
    assert page.address_choice == _keys(page)["Ada at work"]


def test_choosing_what_is_chosen_changes_nothing(session, ada):
    page = _page(session, ada)
    before = rows(session, "select version from checkouts")
    choose_address(session, **ada.who, address_id=page.address_choice)
    assert rows(session, "select version from checkouts") == before


@pytest.mark.feature("CUS-05")
def test_another_address_is_typed_and_kept_once_when_asked(session, ada):
    choose_address(session, **ada.who, address_id="new")
    page = _page(session, ada)
    assert (page.address_choice, page.address.line1, page.address.country) == ("new", "", "NL")
    typed = {**WORK, "line1": "Rokin 5", "name": "Ada elsewhere"}
    form = {"saved_address": "new", "keep_address": "1", **typed}
    for _ in range(2):
        assert fill(session, **ada.who, form=form) == {}
    page = _page(session, ada)
    assert [one.name for one in page.saved] == ["Ada at home", "Ada elsewhere", "Ada at work"]
    assert page.address_choice == _keys(page)["Ada elsewhere"]


def test_an_address_that_is_refused_or_unfinished_is_not_kept(session, ada):
    choose_address(session, **ada.who, address_id="new")
    form = {"saved_address": "new", "keep_address": "1", **WORK, "line1": ""}
    assert list(fill(session, **ada.who, form=form)) == ["line1"]
    assert len(_page(session, ada).saved) == 2


def test_typed_fields_that_hide_behind_a_chosen_address_count_for_nothing(session, ada):
    key = _page(session, ada).address_choice
    fill(session, **ada.who, form={"saved_address": key, "line1": "Elsewhere 9", "name": "Eve"})
    assert _page(session, ada).address.line1 == HOME["line1"]


def test_nobody_elses_address_can_be_chosen(session, ada):
    eve = _person(session, "eve")
    theirs = str(_keep(session, eve, WORK))
    for wrong in (theirs, "", "rubbish", "\x00"):
        with pytest.raises(Invalid) as refused:
            choose_address(session, **ada.who, address_id=wrong)
        assert refused.value.field == "saved_address"
    assert list(fill(session, **ada.who, form={"saved_address": theirs})) == ["saved_address"]
    assert _page(session, ada).address.line1 == HOME["line1"]


def test_a_guest_has_no_book(session, world):
    guest = Visitor()
    fill_cart(session, guest, (make_offer(session, world), 1))
    checkout.start_checkout(session, **guest.who)
    form = {**HOME, "keep_address": "1", "saved_address": "new"}
    assert fill(session, **guest.who, form=form) == {}
    page = _page(session, guest)
    assert (page.saved, page.address_choice, page.may_keep_address) == ([], "", False)
    assert rows(session, "select 1 from addresses") == []


def test_addresses_of_other_regions_are_not_offered(session, world):
    visitor = _person(session, "sam")
    _keep(session, visitor, {**HOME, "country": "US", "region": "NY"})
    fill_cart(session, visitor, (make_offer(session, world), 1))
    checkout.start_checkout(session, **visitor.who)
    page = _page(session, visitor)
    assert (page.saved, page.address_choice, page.may_keep_address) == ([], "", True)


def test_a_full_book_offers_to_keep_no_more(session, ada, monkeypatch):
    monkeypatch.setattr("shop_app.checkout.address_choices.MOST", 2)
    assert _page(session, ada).may_keep_address is False
