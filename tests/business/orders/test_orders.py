"""Orders after placement: who may see them, what each seller sees, and what sellers do."""

from __future__ import annotations

import pytest

from shop_app.accounts.models import User
from shop_app.checkout.place_order import place_order
from shop_app.checkout.refunds import give_back
from shop_app.core.audit import SHOPPER, Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Invalid, NotFound
from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway
from shop_app.inventory.queries import levels_of
from shop_app.orders import fulfilment, service
from shop_app.orders.access import order_address, order_key
from shop_app.orders.queries import order_page, orders_of, track
from shop_app.orders.seller_queries import seller_order_page, seller_orders_of
from shop_app.orders.status import IllegalMove
from tests.makers import (
    Visitor,
    make_offer,
    make_seller,
    make_world,
    ready_checkout,
    stock_breaches,
    unknown_id,
)

pytestmark = pytest.mark.usefixtures("database")

GATEWAYS = {"sandbox": SandboxGateway()}


class Trade:
    """Two sellers with an offer each."""

    def __init__(self) -> None:
        def build(session):
            world = make_world(session)
            sellers = [make_seller(session), make_seller(session, name="Clay Works")]
            return sellers, [
                make_offer(session, world, seller_id=seller, eur=eur, title=title)
                for seller, eur, title in zip(
                    sellers, (1999, 6000), ("Stoneware mug", "Bowl"), strict=True
                )
            ]

        self.sellers, self.offers = run_in_transaction(build)

    def buy(self, visitor, offers=None):
        lines = [(offer, 1) for offer in offers or self.offers]
        checkout = run_in_transaction(ready_checkout, visitor, *lines)
        total = sum({0: 2494, 1: 6000}[self.offers.index(offer)] for offer, _ in lines)
        return place_order(
            checkout_id=checkout,
            **visitor.who,
            total_seen_minor=total,
            payment_method=SUCCEEDS,
            gateways=GATEWAYS,
        )


@pytest.fixture
def trade():
    return Trade()


def make_user(name):
    def build(session):
        user = User(email=f"{name}@example.com", name=name)
        session.add(user)
        session.flush()
        return user.id

    return run_in_transaction(build)


def test_a_guest_sees_the_order_by_its_session_or_by_its_key_and_nobody_else_does(trade):
    guest = Visitor()
    placed = trade.buy(guest)
    assert placed.key == order_key(placed.number)
    assert order_address(placed.number) == f"/orders/{placed.number}?key={placed.key}"
    by_session = run_in_transaction(order_page, placed.number, session_key=guest.session_key)
    by_key = run_in_transaction(order_page, placed.number, key=placed.key)
    assert by_session == by_key
    assert (by_key.status, by_key.total_text, by_key.count) == ("placed", "€84.94", 2)
    assert by_key.address_lines == [
        "Ada Lovelace",
        "Keizersgracht 12",
        "1015 CS Amsterdam",
        "Netherlands",
    ]
    assert [step.kind for step in by_key.timeline] == ["opened", "placed"]
    for stranger in (
        {},
        {"session_key": Visitor().session_key},
        {"user_id": unknown_id()},
        {"key": order_key("S-AAAA-AAAA")},
        {"key": "x" * 5000},
    ):
        with pytest.raises(NotFound):
            run_in_transaction(order_page, placed.number, **stranger)
    for number in ("S-AAAA-AAAA", "' or 1=1 --", "\u0130" * 100):
        with pytest.raises(NotFound):
            run_in_transaction(order_page, number, key=placed.key)


def test_an_accounts_order_is_the_accounts_alone(trade):
    owner = Visitor(user_id=make_user("ada"))
    placed = trade.buy(owner)
    assert run_in_transaction(order_page, placed.number, user_id=owner.user_id).number
    with pytest.raises(NotFound):
        run_in_transaction(order_page, placed.number, user_id=make_user("eve"))
    with pytest.raises(NotFound):
        run_in_transaction(order_page, placed.number, session_key=owner.session_key)


def test_orders_of_an_account_come_page_by_page_newest_first(trade):
    owner = Visitor(user_id=make_user("ada"))
    numbers = [trade.buy(owner, trade.offers[:1]).number for _ in range(3)]
    first = run_in_transaction(orders_of, user_id=owner.user_id, limit=2)
    rest = run_in_transaction(orders_of, user_id=owner.user_id, limit=2, cursor=first.next_cursor)
    assert [row.number for row in (*first.rows, *rest.rows)] == numbers[::-1]
    assert rest.next_cursor == ""
    assert (first.rows[0].titles, first.rows[0].total_text) == (["Stoneware mug"], "€24.94")
    assert run_in_transaction(orders_of, user_id=make_user("eve")).rows == []
    for cursor in ("garbage", "WzFd", "WyJ4Il0"):
        with pytest.raises(Invalid):
            run_in_transaction(orders_of, user_id=owner.user_id, cursor=cursor)


def test_number_and_e_mail_together_lead_to_the_order(trade):
    placed = trade.buy(Visitor())
    address = run_in_transaction(track, placed.number.lower(), " ADA@example.com ")
    assert address == order_address(placed.number)
    for number, email in ((placed.number, "eve@example.com"), ("S-AAAA-AAAA", "ada@example.com")):
        with pytest.raises(NotFound):
            run_in_transaction(track, number, email)


@pytest.mark.feature("ORD-05")
def test_each_seller_sees_its_own_part_and_nothing_of_the_other(trade):
    placed = trade.buy(Visitor())
    first, second = trade.sellers
    (row,) = run_in_transaction(seller_orders_of, seller_id=first).rows
    assert (row.number, row.order_number, row.total_text) == (
        f"{placed.number}-1",
        placed.number,
        "€24.94",
    )
    page = run_in_transaction(seller_order_page, seller_id=second, number=placed.number)
    assert [line.title for line in page.lines] == ["Bowl"]
    assert (page.total_text, page.commission_text) == ("€60.00", "€7.20")
    with pytest.raises(NotFound):
        run_in_transaction(
            seller_order_page,
            seller_id=run_in_transaction(make_seller),
            number=placed.number,
        )
    assert run_in_transaction(seller_orders_of, seller_id=first, status="shipped").rows == []
    with pytest.raises(Invalid):
        run_in_transaction(seller_orders_of, seller_id=first, status="lost")


@pytest.mark.feature("ORD-05")
def test_each_part_goes_its_own_way_and_the_shopper_sees_one_order(trade):
    guest = Visitor()
    placed = trade.buy(guest)
    first, second = trade.sellers
    run_in_transaction(
        fulfilment.start_preparing,
        seller_id=first,
        number=placed.number,
        actor=Actor("seller", "Mia", seller_id=first),
    )
    run_in_transaction(
        fulfilment.ship, seller_id=first, number=placed.number, tracking="NL123", actor="seller"
    )
    page = run_in_transaction(order_page, placed.number, session_key=guest.session_key)
    assert page.status == "partly_shipped"
    assert [(p.status, p.tracking) for p in page.parts] == [("shipped", "NL123"), ("placed", "")]
    assert not page.can_cancel
    level = run_in_transaction(levels_of, offer_id=trade.offers[0])[0]
    assert (level.on_hand, level.allocated) == (9, 0)
    run_in_transaction(fulfilment.deliver, seller_id=first, number=placed.number, actor="carrier")
    with pytest.raises(NotFound):
        run_in_transaction(
            fulfilment.ship,
            seller_id=run_in_transaction(make_seller),
            number=placed.number,
            actor="seller",
        )
    with pytest.raises(Invalid):
        run_in_transaction(
            fulfilment.ship, seller_id=second, number=placed.number, tracking="a\nb", actor="seller"
        )
    assert run_in_transaction(stock_breaches) == []


def test_a_cancelled_part_gives_stock_and_money_back_and_a_sent_one_cannot_be(trade):
    guest = Visitor()
    placed = trade.buy(guest)
    first, second = trade.sellers
    run_in_transaction(fulfilment.ship, seller_id=first, number=placed.number, actor="seller")
    with pytest.raises(IllegalMove):
        run_in_transaction(
            service.cancel_before_shipment, number=placed.number, reason="x", actor=SHOPPER
        )
    (payment,) = run_in_transaction(
        service.cancel_before_shipment,
        number=placed.number,
        reason="changed mind",
        actor=SHOPPER,
        seller_ids=[second],
    )
    assert give_back(payment, GATEWAYS) == 6000
    page = run_in_transaction(order_page, placed.number, session_key=guest.session_key)
    assert (page.status, page.refunded_text) == ("shipped", "€60.00")
    assert run_in_transaction(levels_of, offer_id=trade.offers[1])[0].available == 10
    refunds = run_in_transaction(rows, "select note from order_events where kind = 'refunded'")
    assert [refund.note for refund in refunds] == ["6000 EUR"]
    assert run_in_transaction(stock_breaches) == []
