"""Placing an order: once, at the price that was seen, whatever the payment does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop_app.cart.queries import cart_of, count_of
from shop_app.checkout import service as checkout
from shop_app.checkout.place_order import finish_challenge, place_order
from shop_app.checkout.queries import challenge_of, checkout_page
from shop_app.checkout.results import Challenge, Declined, Placed
from shop_app.core.clock import moved
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, Expired, Invalid, NotFound, OutOfStock, PriceChanged
from shop_app.integrations.sandbox_gateway import DECLINED, SECURE, SUCCEEDS, SandboxGateway
from shop_app.inventory import service as stock
from shop_app.inventory.queries import levels_of
from shop_app.inventory.views import Demand
from shop_app.pricing.service import set_price
from tests.makers import (
    Visitor,
    fill_cart,
    make_offer,
    make_seller,
    make_world,
    ready_checkout,
    stock_breaches,
    unknown_id,
)

pytestmark = pytest.mark.usefixtures("database")

GATEWAYS = {"sandbox": SandboxGateway()}


class Shop:
    """A world with one offer, a guest and a ready checkout of two pieces."""

    def __init__(self) -> None:
        self.world = run_in_transaction(make_world)
        self.offer = run_in_transaction(make_offer, self.world, stock_near=5)
        self.guest = Visitor()
        self.checkout = run_in_transaction(ready_checkout, self.guest, (self.offer, 2))

    def page(self):
        return run_in_transaction(checkout_page, **self.guest.who, gateways=GATEWAYS)

    def pay(self, method=SUCCEEDS, total=None, visitor=None):
        return place_order(
            checkout_id=self.checkout,
            **(visitor or self.guest).who,
            total_seen_minor=self.page().total_minor if total is None else total,
            payment_method=method,
            gateways=GATEWAYS,
        )

    def ask(self, sql, **values):
        return run_in_transaction(rows, sql, **values)

    def payments(self):
        found = self.ask("select method, status, idempotency_key from payments order by created_at")
        return [(row.method, row.status, row.idempotency_key.rpartition(":")[2]) for row in found]

    def level(self):
        found = run_in_transaction(levels_of, offer_id=self.offer)[0]
        return found.on_hand, found.reserved, found.allocated


@pytest.fixture
def shop():
    return Shop()


@pytest.mark.feature("CHK-02", "PAY-03")
def test_a_guest_pays_and_the_order_is_written_whole(shop):
    result = shop.pay()
    assert isinstance(result, Placed)
    (order,) = shop.ask("select * from orders")
    assert (order.number, order.status, order.total_minor) == (result.number, "placed", 4493)
    assert (order.address["city"], order.email) == ("Amsterdam", "ada@example.com")
    (line,) = shop.ask("select * from order_lines")
    assert (line.title, line.quantity, line.unit_price_minor, line.total_minor) == (
        "Stoneware mug",
        2,
        1999,
        3998,
    )
    assert (line.commission_basis_points, line.commission_minor) == (1200, 480)
    (part,) = shop.ask("select * from seller_orders")
    assert (part.number, part.status, part.total_minor) == (f"{order.number}-1", "placed", 4493)
    assert shop.payments() == [(SUCCEEDS, "captured", "1")]
    assert shop.level() == (5, 0, 2)
    assert shop.ask("select units_sold from products")[0].units_sold == 2
    assert [row.kind for row in shop.ask("select kind from order_events order by id")] == [
        "opened",
        "placed",
    ]
    told = [row.kind for row in shop.ask("select kind from outbox where aggregate = 'order'")]
    assert told == ["payment.started", "order.placed"]
    assert run_in_transaction(count_of, **shop.guest.who) == 0
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.feature("CHK-07", "ORD-05")
def test_one_checkout_of_two_sellers_makes_one_order_with_a_part_for_each(shop):
    other = run_in_transaction(
        lambda s: make_offer(
            s, shop.world, seller_id=make_seller(s, name="Clay Works", commission=800), eur=6000
        )
    )
    run_in_transaction(fill_cart, shop.guest, (other, 1))
    run_in_transaction(checkout.start_checkout, **shop.guest.who)
    assert isinstance(shop.pay(), Placed)
    parts = shop.ask(
        "select items_minor, delivery_minor, total_minor, commission_minor from seller_orders"
        " order by number"
    )
    assert [tuple(part) for part in parts] == [(3998, 495, 4493, 480), (6000, 0, 6000, 480)]
    assert shop.ask("select total_minor from orders")[0].total_minor == 4493 + 6000


@pytest.mark.feature("CHK-06", "CHK-18")
def test_paying_again_gives_the_same_order(shop):
    total = shop.page().total_minor
    first, second = shop.pay(total=total), shop.pay(total=total)
    assert first == second
    assert shop.page().status == "placed"
    assert shop.page().order_number == first.number
    assert len(shop.payments()) == 1
    assert shop.level() == (5, 0, 2)


@pytest.mark.feature("PAY-15")
def test_a_declined_card_keeps_cart_and_hold_and_the_next_method_pays_the_same_order(shop):
    declined = shop.pay(DECLINED)
    assert isinstance(declined, Declined)
    assert declined.code == "card_declined"
    assert shop.page().status == "open"
    assert shop.page().held_seconds > 0
    assert shop.level() == (5, 2, 0)
    assert run_in_transaction(count_of, **shop.guest.who) == 2
    paid = shop.pay(SUCCEEDS)
    assert isinstance(paid, Placed)
    assert paid.number == declined.number
    assert shop.payments() == [(DECLINED, "failed", "1"), (SUCCEEDS, "captured", "2")]
    assert [row.kind for row in shop.ask("select kind from order_events order by id")] == [
        "opened",
        "payment_failed",
        "placed",
    ]


@pytest.mark.feature("PAY-08")
@pytest.mark.parametrize("approved", [True, False])
def test_three_d_secure_asks_and_the_answer_decides(shop, approved):
    asked = shop.pay(SECURE)
    assert isinstance(asked, Challenge)
    assert asked.address == f"/checkout/challenge?payment={asked.payment_id}"
    view = run_in_transaction(challenge_of, payment_id=asked.payment_id, **shop.guest.who)
    assert (view.amount_text, view.is_waiting) == ("€44.93", True)
    answer = {"payment_id": asked.payment_id, "gateways": GATEWAYS, "approved": approved}
    with pytest.raises(NotFound):
        finish_challenge(**answer, **Visitor().who)
    first = finish_challenge(**answer, **shop.guest.who)
    second = finish_challenge(**answer, **shop.guest.who)
    assert first == second
    assert isinstance(first, Placed if approved else Declined)
    assert shop.level() == ((5, 0, 2) if approved else (5, 2, 0))


def test_a_second_press_while_the_person_is_asked_joins_the_payment(shop):
    assert shop.pay(SECURE) == shop.pay(SECURE)
    assert shop.payments() == [(SECURE, "challenged", "1")]


def test_another_method_while_the_person_is_asked_takes_its_place(shop):
    asked = shop.pay(SECURE)
    paid = shop.pay(SUCCEEDS)
    assert isinstance(paid, Placed)
    assert shop.payments() == [(SECURE, "voided", "1"), (SUCCEEDS, "captured", "2")]
    late = finish_challenge(
        payment_id=asked.payment_id, approved=True, **shop.guest.who, gateways=GATEWAYS
    )
    assert late == paid


@pytest.mark.feature("CHK-03")
def test_a_price_that_changed_since_the_page_opened_stops_the_payment(shop):
    seen = shop.page().total_minor
    run_in_transaction(set_price, offer_id=shop.offer, currency="EUR", amount_minor=2500)
    with pytest.raises(PriceChanged) as refusal:
        shop.pay(total=seen)
    assert refusal.value.facts == {"seen_minor": 4493, "now_minor": 5000, "currency": "EUR"}
    assert shop.ask("select 1 from orders") == []
    assert shop.payments() == []
    assert isinstance(shop.pay(), Placed)


@pytest.mark.feature("CHK-03", "CHK-04")
def test_an_expired_checkout_is_placed_when_stock_allows_and_else_names_the_line(shop):
    with moved(timedelta(minutes=30)):
        run_in_transaction(
            stock.claim,
            checkout_id=unknown_id(),
            region_code="EU",
            demands=[Demand(shop.offer, 4)],
        )
        with pytest.raises(OutOfStock, match="Only 1 left of Stoneware mug"):
            shop.pay()
        assert shop.ask("select 1 from orders") == []
        assert shop.ask("select 1 from order_numbers") == []
        run_in_transaction(
            stock.receive, offer_id=shop.offer, warehouse_id=shop.world.near, quantity=1
        )
        assert isinstance(shop.pay(), Placed)
    assert run_in_transaction(stock_breaches) == []


def test_nobody_pays_somebody_elses_checkout(shop):
    for visitor in (Visitor(), Visitor(session_key=""), Visitor(user_id=unknown_id())):
        with pytest.raises(NotFound):
            shop.pay(visitor=visitor, total=4493)
    with pytest.raises(NotFound):
        place_order(
            checkout_id=unknown_id(),
            **shop.guest.who,
            total_seen_minor=1,
            payment_method=SUCCEEDS,
            gateways=GATEWAYS,
        )


def test_what_is_missing_is_named_with_its_field(shop):
    run_in_transaction(
        lambda s: rows(s, "update checkouts set email = '' returning id"),
    )
    with pytest.raises(Invalid) as refusal:
        shop.pay()
    assert refusal.value.field == "email"
    run_in_transaction(checkout.update_contact, **shop.guest.who, email="ada@example.com")
    with pytest.raises(Invalid) as method:
        shop.pay("gold bars")
    assert method.value.field == "payment_method"
    assert shop.ask("select 1 from orders") == []


def test_a_cart_changed_after_a_decline_changes_the_same_order(shop):
    declined = shop.pay(DECLINED)
    run_in_transaction(fill_cart, shop.guest, (shop.offer, 1))
    paid = shop.pay()
    assert paid.number == declined.number
    assert [row.quantity for row in shop.ask("select quantity from order_lines")] == [3]
    assert shop.level() == (5, 0, 3)
    assert run_in_transaction(stock_breaches) == []


def test_what_goes_into_the_cart_while_the_person_is_asked_stays_there(shop):
    asked = shop.pay(SECURE)
    other = run_in_transaction(make_offer, shop.world, title="Bowl")
    run_in_transaction(fill_cart, shop.guest, (other, 1))
    placed = finish_challenge(
        payment_id=asked.payment_id, approved=True, **shop.guest.who, gateways=GATEWAYS
    )
    assert isinstance(placed, Placed)
    cart = run_in_transaction(cart_of, **shop.guest.who)
    assert [line.title for group in cart.groups for line in group.lines] == ["Bowl"]
    assert [row.title for row in shop.ask("select title from order_lines")] == ["Stoneware mug"]


def test_an_ended_checkout_says_so(shop):
    shop.ask("update checkouts set status = 'abandoned' returning id")
    with pytest.raises(Expired):
        shop.pay(total=4493)


def test_an_emptied_cart_cannot_be_paid(shop):
    shop.ask("delete from cart_lines returning id")
    with pytest.raises(Conflict, match="empty"):
        shop.pay(total=0)


def test_hostile_words_are_kept_as_they_are(shop):
    name = "Robert'); DROP TABLE orders;-- 😀 %s {title}"
    run_in_transaction(checkout.update_address, **shop.guest.who, fields={"name": name})
    assert isinstance(shop.pay(), Placed)
    assert shop.ask("select address from orders")[0].address["name"] == name
