"""Parcels: a part goes in one or in several, never more than was ordered, stock leaves in each."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from shop_app.checkout.place_order import place_order
from shop_app.checkout.queries import checkout_page
from shop_app.core.audit import Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError
from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway
from shop_app.inventory.queries import levels_of
from shop_app.inventory.service import receive
from shop_app.orders.fulfilment import parcel_arrived, send_parcel
from shop_app.orders.queries import order_page
from shop_app.orders.seller_queries import seller_order_page
from shop_app.orders.status import IllegalMove
from tests.makers import (
    Visitor,
    at_once,
    make_offer,
    make_seller,
    make_world,
    ready_checkout,
    stock_breaches,
)

pytestmark = pytest.mark.usefixtures("database")

GATEWAYS = {"sandbox": SandboxGateway()}


class Shop:
    """Two sellers: mugs and bowls of the first, lamps of the second."""

    def __init__(self) -> None:
        def build(session):
            world = make_world(session)
            sellers = [make_seller(session), make_seller(session, name="Clay Works")]
            goods = [("Mug", 0), ("Bowl", 0), ("Lamp", 1)]
            return sellers, [
                make_offer(session, world, seller_id=sellers[seller], title=title, stock_near=30)
                for title, seller in goods
            ]

        self.sellers, self.offers = run_in_transaction(build)
        self.guest = Visitor()

    def buy(self, *quantities):
        lines = [(o, q) for o, q in zip(self.offers, quantities, strict=False) if q]
        checkout = run_in_transaction(ready_checkout, self.guest, *lines)
        page = run_in_transaction(checkout_page, **self.guest.who, gateways=GATEWAYS)
        return place_order(
            checkout_id=checkout,
            **self.guest.who,
            total_seen_minor=page.total_minor,
            payment_method=SUCCEEDS,
            gateways=GATEWAYS,
        ).number

    def actor(self, seller=0):
        return Actor("seller", "Mia", seller_id=self.sellers[seller])

    def send(self, number, pieces=None, seller=0, **facts):
        return run_in_transaction(
            send_parcel,
            seller_id=self.sellers[seller],
            number=number,
            pieces=pieces,
            actor=self.actor(seller),
            **facts,
        )

    def arrive(self, number, position=None, seller=0):
        run_in_transaction(
            parcel_arrived,
            seller_id=self.sellers[seller],
            number=number,
            position=position,
            actor=self.actor(seller),
        )

    def page(self, number):
        return run_in_transaction(order_page, number, session_key=self.guest.session_key)

    def lines(self, number, seller=0):
        page = run_in_transaction(seller_order_page, seller_id=self.sellers[seller], number=number)
        return {line.title: line for line in page.lines}

    def on_hand(self, offer):
        levels = run_in_transaction(levels_of, offer_id=self.offers[offer])
        return sum(level.on_hand for level in levels), sum(level.allocated for level in levels)


@pytest.fixture
def shop():
    return Shop()


@pytest.mark.feature("ORD-04", "ORD-05", "ORD-01")
def test_a_part_goes_in_two_parcels_and_the_shopper_sees_both(shop):
    number = shop.buy(3, 1, 1)
    lines = shop.lines(number)
    mug, bowl = lines["Mug"].line_no, lines["Bowl"].line_no
    assert shop.send(number, {mug: 2}, carrier="dhl", tracking="JD 1/2") == 1
    page = shop.page(number)
    assert (page.status, [part.status for part in page.parts]) == (
        "partly_shipped",
        ["partly_shipped", "placed"],
    )
    assert shop.on_hand(0) == (28, 1)
    assert shop.send(number, {mug: 1, bowl: 1}, tracking_url="https://example.com/t") == 2
    assert (shop.on_hand(0), shop.on_hand(1)) == ((27, 0), (29, 0))
    first, second = shop.page(number).parts[0].parcels
    assert (first.carrier, first.tracking_number, first.count) == ("DHL", "JD 1/2", 2)
    assert first.tracking_url == "https://www.dhl.com/en/express/tracking.html?AWB=JD%201%2F2"
    assert [(line.title, line.quantity) for line in second.lines] == [("Mug", 1), ("Bowl", 1)]
    shop.arrive(number, 2)
    assert shop.page(number).parts[0].status == "shipped"
    shop.arrive(number, 1)
    page = shop.page(number)
    assert (page.parts[0].status, page.status) == ("delivered", "partly_shipped")
    shop.send(number, seller=1)
    shop.arrive(number, seller=1)
    page = shop.page(number)
    assert page.status == "delivered"
    assert [(step.kind, step.actor) for step in page.timeline if step.seller_name] == [
        ("partly_shipped", "seller"),
        ("shipped", "seller"),
        ("parcel_delivered", "seller"),
        ("delivered", "seller"),
        ("shipped", "seller"),
        ("delivered", "seller"),
    ]
    assert run_in_transaction(stock_breaches) == []


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    ordered=st.tuples(st.integers(1, 3), st.integers(0, 2)),
    parcels=st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 3)), max_size=5),
)
@pytest.mark.feature("ORD-04")
def test_never_more_leaves_than_was_ordered_and_stock_follows(shop, ordered, parcels):
    for offer in shop.offers[:2]:
        run_in_transaction(_refill, offer)
    before = shop.on_hand(0)[0]
    number = shop.buy(*ordered)
    numbers = [line.line_no for line in shop.lines(number).values()]
    left = [quantity for quantity in ordered if quantity]
    for parcel in parcels:
        wanted = list(parcel)[: len(left)]
        is_fine = any(wanted) and all(0 <= w <= n for w, n in zip(wanted, left, strict=True))
        try:
            shop.send(number, dict(zip(numbers, wanted, strict=True)))
        except ShopError:
            assert not (is_fine and any(left))
            continue
        assert is_fine
        left = [n - w for n, w in zip(left, wanted, strict=True)]
    quantities = [quantity for quantity in ordered if quantity]
    sent = [n - rest for n, rest in zip(quantities, left, strict=True)]
    assert shop.on_hand(0)[0] == before - sent[0]
    assert shop.on_hand(0)[1] == left[0]
    wanted_status = "shipped" if not any(left) else "partly_shipped" if any(sent) else "placed"
    assert shop.page(number).status == wanted_status
    assert run_in_transaction(stock_breaches) == []
    if any(left):  # the shop is used again: leave nothing set aside
        shop.send(number)


def _refill(session, offer):
    level = levels_of(session, offer_id=offer)[0]
    receive(session, offer_id=offer, warehouse_id=level.warehouse_id, quantity=5)


@pytest.mark.feature("ORD-01")
def test_what_was_sent_or_cancelled_is_not_sent_again(shop):
    number = shop.buy(1, 0, 1)
    shop.send(number)
    for attempt in (None, {1: 1}):
        with pytest.raises(IllegalMove):
            shop.send(number, attempt)
    with pytest.raises(NotFound):
        shop.arrive(number, 2)
    with pytest.raises(IllegalMove):
        shop.arrive(number, seller=1)
    assert shop.on_hand(0) == (29, 0)


@pytest.mark.feature("ORD-04")
def test_odd_parcels_are_refused_in_words(shop):
    number = shop.buy(2)
    (line,) = shop.lines(number).values()
    for pieces in ({line.line_no: 3}, {line.line_no: -1}, {line.line_no: 0}, {}, {99: 1}):
        with pytest.raises(Invalid):
            shop.send(number, pieces)
    for link in ("http://a.example/1", "javascript:alert(1)", "https://", "https://u:p@a.example"):
        with pytest.raises(Invalid):
            shop.send(number, tracking_url=link)
    for facts in ({"tracking": "x" * 101}, {"tracking": "a\x00b"}, {"carrier": "c" * 61}):
        with pytest.raises(Invalid):
            shop.send(number, **facts)
    assert shop.page(number).status == "placed"


def test_the_database_itself_refuses_more_than_was_ordered(shop):
    number = shop.buy(1)
    shop.send(number)

    def again(session):
        rows(
            session,
            "insert into shipments (id, order_id, seller_id, position, carrier, tracking_number,"
            " tracking_url, status, actor, sent_at) select new_id(), order_id, seller_id, 2, '',"
            " '', '', 'sent', 'x', now() from shipments returning id",
        )
        rows(
            session,
            "insert into shipment_lines (shipment_id, line_no, order_id, quantity)"
            " select s.id, l.line_no, l.order_id, 1 from shipments s, shipment_lines l"
            " where s.position = 2 returning line_no",
        )

    with pytest.raises(IntegrityError, match="is in parcels than its seller has to send"):
        run_in_transaction(again)


def test_the_same_last_piece_is_sent_once_when_two_people_send_it(shop):
    number = shop.buy(1)
    results = at_once(4, lambda _: shop.send(number))
    assert [result for result in results if result == 1] == [1]
    assert all(isinstance(result, IllegalMove) for result in results if result != 1)
    assert shop.on_hand(0) == (29, 0)


@pytest.mark.feature("ORD-05")
def test_a_seller_sends_and_delivers_nothing_of_another(shop):
    number = shop.buy(1, 0, 1)
    lamp = shop.lines(number, seller=1)["Lamp"].line_no
    with pytest.raises(Invalid):
        shop.send(number, {lamp: 1})
    stranger = run_in_transaction(make_seller, name="Stranger")
    for verb, more in ((send_parcel, {}), (parcel_arrived, {"position": 1})):
        with pytest.raises(NotFound):
            run_in_transaction(verb, seller_id=stranger, number=number, actor=shop.actor(), **more)
    assert shop.page(number).status == "placed"
