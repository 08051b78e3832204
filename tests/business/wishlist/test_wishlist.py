"""Wishlists: lists with names, sharing, prices that fell, and a guest's lists at sign-in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from shop_app.accounts.models import User
from shop_app.core.clock import now
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.ids import new_id
from shop_app.pricing.queries import region_or_default
from shop_app.wishlist import service
from shop_app.wishlist.queries import shared_list, viewed_ids, wished_ids, wishlist_of
from tests.makers import Visitor, make_offer, make_world


@pytest.fixture
def world(session):
    return make_world(session)


def person(session) -> Visitor:
    user = User(email=f"{new_id().hex}@example.com", name="Ada")
    session.add(user)
    session.flush()
    return Visitor(user_id=user.id)


def product_of(session, offer_id):
    sql = (
        "select v.product_id from offers o join variants v on v.id = o.variant_id where o.id = :id"
    )
    return session.connection().execute(text(sql), {"id": offer_id}).scalar_one()


def seen(session, who, region="EU", **more):
    region = region_or_default(session, region)
    return wishlist_of(session, **who.who, region=region, **more)


def keep(session, who, product_id, **more):
    service.keep(session, **who.who, product_id=product_id, currency="EUR", **more)


@pytest.mark.feature("REV-08")
def test_a_heart_keeps_and_lets_go_and_tells_a_price_that_fell(session, world):
    guest = Visitor()
    offer = make_offer(session, world, eur=1999, stock_near=3)
    mug = product_of(session, offer)

    assert service.toggle(session, **guest.who, product_id=mug, currency="EUR")
    keep(session, guest, mug)
    session.connection().execute(
        text("update prices set amount_minor = 1499 where offer_id = :id and currency = 'EUR'"),
        {"id": offer},
    )
    (wish,) = seen(session, guest).wishes
    assert (wish.price_text, wish.fell_text) == ("€14.99", "€5.00")
    assert (wish.offer_id, wish.stock_status, wish.stock_left) == (str(offer), "low", 3)
    assert wished_ids(session, **guest.who) == [str(mug)]
    # In another currency there is nothing to compare with.
    assert seen(session, guest, "US").wishes[0].fell_text == ""

    assert not service.toggle(session, **guest.who, product_id=mug, currency="EUR")
    assert seen(session, guest).wishes == []


def test_what_cannot_be_bought_stays_and_has_no_offer(session, world):
    guest = Visitor()
    gone = product_of(session, make_offer(session, world, stock_near=0))
    elsewhere = product_of(session, make_offer(session, world, eur=None))
    keep(session, guest, gone)
    keep(session, guest, elsewhere)
    by_id = {item.product_id: item for item in seen(session, guest).wishes}
    assert (by_id[str(gone)].price_text, by_id[str(gone)].offer_id) == ("€19.99", "")
    assert (by_id[str(elsewhere)].price_text, by_id[str(elsewhere)].offer_id) == ("", "")
    with pytest.raises(NotFound):
        keep(session, guest, new_id())


@pytest.mark.feature("REV-08")
def test_lists_have_names_and_belong_to_one_person(session, world):
    ada, eve = person(session), person(session)
    mug = product_of(session, make_offer(session, world))
    keep(session, ada, mug)
    gifts = service.make_list(session, **ada.who, name="  Gifts \u202e for  Eve ")
    assert seen(session, ada).name == "Gifts for Eve"
    keep(session, ada, mug)
    assert [link.count for link in seen(session, ada).lists] == [1, 1]
    for name in ("", "x" * 61, "\u0000"):
        with pytest.raises(Invalid):
            service.make_list(session, **ada.who, name=name)
    with pytest.raises(Conflict):
        service.make_list(session, **ada.who, name="Wishlist")
    with pytest.raises(Conflict):
        service.rename_list(session, **ada.who, list_id=gifts, name="Wishlist")

    for wrong in (eve, Visitor(), Visitor(session_key="")):
        acts: tuple[tuple[Any, dict[str, Any]], ...] = (
            (service.rename_list, {"name": "Mine"}),
            (service.choose_list, {}),
            (service.delete_list, {}),
            (service.share, {"on": True}),
        )
        for verb, more in acts:
            with pytest.raises(NotFound):
                verb(session, **wrong.who, list_id=gifts, **more)
        with pytest.raises(NotFound):
            seen(session, wrong, list_id=gifts)
        with pytest.raises(NotFound):
            keep(session, wrong, mug, list_id=gifts)
        service.drop(session, **wrong.who, product_id=mug, list_id=gifts)
    assert len(seen(session, ada, list_id=gifts).wishes) == 1

    service.delete_list(session, **ada.who, list_id=gifts)
    assert (seen(session, ada).name, seen(session, ada).is_current) == ("Wishlist", True)


@pytest.mark.feature("REV-08")
def test_a_link_opens_a_list_to_read_until_it_is_closed(session, world):
    ada = person(session)
    keep(session, ada, product_of(session, make_offer(session, world)))
    list_id = UUID(seen(session, ada).list_id)
    key = service.share(session, **ada.who, list_id=list_id, on=True)
    assert service.share(session, **ada.who, list_id=list_id, on=True) == key
    region = region_or_default(session, "EU")
    shown = shared_list(session, share_key=key, region=region)
    assert (len(shown.wishes), shown.is_mine, shown.lists) == (1, False, [])

    service.share(session, **ada.who, list_id=list_id, on=False)
    for link in (key, "", "\x00", "x" * 500, "' or '' = '"):
        with pytest.raises(NotFound):
            shared_list(session, share_key=link, region=region)
    assert service.share(session, **ada.who, list_id=list_id, on=True) != key


def test_a_guests_lists_and_views_join_the_account(session, world):
    ada, guest = person(session), Visitor()
    assert ada.user_id
    old, both, new = (product_of(session, make_offer(session, world)) for _ in range(3))
    keep(session, ada, old)
    keep(session, ada, both)
    keep(session, guest, both)
    keep(session, guest, new)
    service.make_list(session, **guest.who, name="Birthday")
    keep(session, guest, new)
    service.choose_list(
        session,
        **guest.who,
        list_id=UUID(next(x.list_id for x in seen(session, guest).lists if x.name == "Wishlist")),
    )
    service.note_viewed(session, **guest.who, product_id=new)

    service.merge_at_sign_in(session, session_key=guest.session_key, user_id=ada.user_id)
    service.merge_at_sign_in(session, session_key=guest.session_key, user_id=ada.user_id)

    lists = {link.name: link.count for link in seen(session, ada).lists}
    assert lists == {"Wishlist": 3, "Birthday": 1}
    assert seen(session, guest).lists == []
    assert viewed_ids(session, **ada.who) == [new]
    assert viewed_ids(session, **guest.who) == []

    service.forget(session, user_id=ada.user_id)
    assert seen(session, ada).lists == []
    assert viewed_ids(session, **ada.who) == []


@pytest.mark.feature("REV-11")
def test_what_was_looked_at_last_comes_first_and_sixty_are_kept(session, world, monkeypatch):
    guest = Visitor()
    products = [product_of(session, make_offer(session, world)) for _ in range(4)]
    monkeypatch.setattr(service, "MOST_VIEWED", 3)
    for number, product_id in enumerate([*products, products[1]]):
        monkeypatch.setattr(service, "now", lambda number=number: now() + timedelta(seconds=number))
        service.note_viewed(session, **guest.who, product_id=product_id)
    assert viewed_ids(session, **guest.who) == [products[1], products[3], products[2]]
    service.note_viewed(session, **guest.who, product_id=new_id())
    service.note_viewed(session, session_key="", user_id=None, product_id=products[0])
    assert viewed_ids(session, session_key="", user_id=None) == []
