"""What arrives of a return, and what goes back for it: goods, money, ledger, to the cent."""

from __future__ import annotations

import random

import pytest

from shop_app.checkout.tasks import give_back_owed
from shop_app.core.db import run_in_transaction
from shop_app.core.errors import Conflict, Invalid, ShopError
from shop_app.orders import fulfilment
from shop_app.orders.refunds import owe
from shop_app.orders.returns import handling
from shop_app.orders.returns.handling import Arrived
from shop_app.orders.returns.status import IllegalReturnMove
from tests.business.orders.returning import GATEWAYS, STAFF, Trade
from tests.makers import at_once, stock_breaches

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def trade() -> Trade:
    return Trade()


def test_refund_pressed_at_once_gives_the_money_once(trade):
    (number,) = trade.return_of()
    trade.approve(number)
    trade.receive(number, trade.arrived())
    answers = at_once(4, lambda _: trade.refund(number))
    assert sum(answer for answer in answers if isinstance(answer, int)) == 1999
    assert sum(isinstance(answer, IllegalReturnMove) for answer in answers) == 3
    assert trade.ask("select count(*) as n from refunds")[0].n == 1


@pytest.mark.feature("ORD-13")
def test_damaged_goods_are_written_off_and_wear_is_kept(trade):
    before = trade.on_hand()
    given = trade.whole(
        trade.want(2, "change_of_mind"),
        arrived=[trade.arrived(2, "damaged", keep_percent=50)],
    )
    assert given == 1999  # half of 39.98
    assert trade.on_hand() == before
    moves = trade.ask(
        "select kind, on_hand_delta as d from stock_movements where document like 'return:%'"
        " order by kind"
    )
    assert [(move.kind, move.d) for move in moves] == [("return", 2), ("write_off", -2)]
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.parametrize(
    ("arrived", "words"),
    [
        ({"accepted": 3}, "no more can have come"),
        ({"accepted": -1}, "no more can have come"),
        ({"accepted": 1, "condition": "shiny"}, "in which condition"),
        ({"accepted": 1, "condition": "faulty", "restocked": 1}, "cannot be sold again"),
        ({"accepted": 1, "restocked": 2}, "cannot be sold again"),
        ({"accepted": 1, "condition": "used", "keep_percent": 31}, "At most 30%"),
        ({"accepted": 1, "keep_percent": 1}, "At most 0%"),
        ({"accepted": 1, "condition": "used", "keep_percent": -1}, "At most 30%"),
    ],
)
def test_odd_arrivals_are_refused_and_nothing_moves(trade, arrived, words):
    (number,) = trade.return_of(trade.want(2, "change_of_mind"))
    trade.approve(number)
    before = trade.on_hand()
    with pytest.raises(Invalid, match=words):
        trade.receive(number, trade.arrived(**arrived))
    assert (trade.status(number), trade.on_hand()) == ("approved", before)


def test_every_line_needs_its_arrival(trade):
    (number,) = trade.return_of()
    trade.approve(number)
    for arrived in ([], [trade.arrived(offer=1)], [trade.arrived(), trade.arrived()]):
        with pytest.raises(Invalid, match="for each thing"):
            trade.receive(number, *arrived)


def test_nothing_in_the_parcel_closes_the_return_without_money(trade):
    given = trade.whole(trade.want(2), arrived=[Arrived(trade.line(), 0, "")])
    assert given == 0
    assert trade.ask("select status from returns")[0].status == "closed"
    assert trade.ask("select count(*) as n from refunds")[0].n == 0
    assert trade.return_of(trade.want(3))


def test_goods_go_back_to_the_warehouses_they_came_from():
    trade = Trade(pieces=(14, 1))  # ten lie near, so four come from afar
    assert [level.on_hand for level in trade.levels()] in ([0, 6], [6, 0])
    trade.whole(trade.want(14), arrived=[trade.arrived(14)])
    assert [level.on_hand for level in trade.levels()] == [10, 10]


def test_delivery_is_given_back_for_a_fault_in_parts():
    trade = Trade(pieces=(2, 1))  # 39.98: delivery of 4.95 was paid
    first = trade.whole(trade.want(1, "faulty"), arrived=[trade.arrived(1, "faulty")])
    second = trade.whole(trade.want(1, "wrong_item"), arrived=[trade.arrived(1)])
    assert (first, second) == (1999 + 248, 1999 + 247)


def test_tax_on_top_comes_back_too():
    trade = Trade(region="US", pieces=(3, 1))
    (part,) = trade.ask(
        "select total_minor from seller_orders where seller_id = :s", s=trade.sellers[0]
    )
    given = trade.whole(trade.want(3, "faulty"), arrived=[trade.arrived(3)])
    assert given == part.total_minor


def test_a_part_never_gives_back_more_than_was_paid_for_it(trade):
    (order,) = trade.ask("select order_id from order_numbers")
    facts = {"order_id": order.order_id, "seller_id": trade.sellers[0], "reason": "goodwill"}
    run_in_transaction(owe, **facts, amount_minor=5000, actor=STAFF)
    with pytest.raises(Conflict, match=r"At most €9\.97 of this order is left"):
        run_in_transaction(owe, **facts, amount_minor=998, actor=STAFF)
    with pytest.raises(Invalid):
        run_in_transaction(owe, **facts, amount_minor=0, actor=STAFF)
    (number,) = trade.return_of(trade.want(3))
    trade.approve(number)
    trade.receive(number, trade.arrived(3))
    trade.refund(number, give=False)
    assert trade.ask("select sum(amount_minor) as n from refunds")[0].n == 5997


def test_the_sweeper_gives_what_a_crash_left_owed(trade):
    (number,) = trade.return_of()
    trade.approve(number)
    trade.receive(number, trade.arrived())
    trade.refund(number, give=False)
    assert trade.status(number) == "refunded"
    assert give_back_owed(GATEWAYS) == 1
    assert trade.status(number) == "closed"


@pytest.mark.parametrize("seed", range(6))
def test_random_returns_never_give_back_more_than_was_paid(seed):
    chance = random.Random(seed)
    trade = Trade(region=chance.choice(["EU", "US"]), pieces=(chance.randint(1, 9), 2))
    reasons = ["change_of_mind", "faulty", "damaged", "wrong_item", "not_as_described"]
    given = 0
    for _ in range(12):
        offer = chance.randint(0, 1)
        try:
            (number,) = trade.return_of(
                trade.want(chance.randint(1, 4), chance.choice(reasons), offer)
            )
        except ShopError:
            continue
        if chance.random() < 0.15:
            trade.do(handling.reject, number, offer, reason="No")
            continue
        trade.approve(number, offer)
        (asked,) = trade.ask(
            "select l.* from return_lines l join returns r on r.id = l.return_id"
            " where r.number = :n", n=number,
        )  # fmt: skip
        accepted = chance.randint(0, asked.quantity)
        condition = chance.choice(["as_new", "faulty"])
        trade.receive(number, trade.arrived(accepted, condition, offer), seller=offer)
        given += trade.refund(number, offer)
    (paid,) = trade.ask("select * from payments")
    assert given == paid.refunded_minor == paid.refund_due_minor <= paid.amount_minor
    assert given == (trade.ask("select sum(amount_minor) as n from refunds")[0].n or 0)
    assert given == trade.ask("select sum(refund_minor) as n from return_lines")[0].n
    for part in trade.ask(
        "select so.total_minor, coalesce(sum(f.amount_minor), 0) as back from seller_orders so"
        " left join refunds f on f.order_id = so.order_id and f.seller_id = so.seller_id"
        " group by so.order_id, so.seller_id, so.total_minor"
    ):
        assert part.back <= part.total_minor
    assert run_in_transaction(stock_breaches) == []


def test_the_ledger_takes_back_just_what_the_shopper_gets():
    trade = Trade(pieces=(2, 1))  # two mugs of 19.99 and delivery of 4.95
    trade.whole(trade.want(1, "faulty"), arrived=[trade.arrived(1)])
    moved_back = trade.ask(
        "select e.line_no, sum(e.amount_minor) as n from ledger_entries e"
        " join ledger_transactions t on t.id = e.transaction_id"
        " where t.kind = 'refund' and e.account = 'clearing' group by 1 order by 1"
    )
    assert {row.line_no: abs(row.n) for row in moved_back} == {0: 248, trade.line(): 1999}
    assert trade.ask("select coalesce(sum(amount_minor), 0) as n from ledger_entries")[0].n == 0


def test_a_return_after_goodwill_is_shared_over_what_is_left(trade):
    (order,) = trade.ask("select order_id from order_numbers")
    facts = {"order_id": order.order_id, "seller_id": trade.sellers[0], "reason": "goodwill"}
    run_in_transaction(owe, **facts, amount_minor=1000, actor=STAFF)
    assert trade.whole(trade.want(3), arrived=[trade.arrived(3)]) == 1000 + 4997


def test_what_came_in_the_first_parcel_may_go_back_before_the_second_comes():
    trade = Trade(is_delivered=False)
    whose = {"seller_id": trade.sellers[0], "number": trade.number, "actor": trade.seller_actor()}
    run_in_transaction(fulfilment.send_parcel, **whose, pieces={trade.line(): 2})
    with pytest.raises(Conflict, match="has not arrived yet"):
        trade.return_of(trade.want(1))
    run_in_transaction(fulfilment.parcel_arrived, **whose, position=1)
    with pytest.raises(Conflict, match="2 more can come back"):
        trade.return_of(trade.want(3))
    assert trade.whole(trade.want(2, "change_of_mind"), arrived=[trade.arrived(2)]) == 3998
    with pytest.raises(Conflict, match="0 more can come back"):
        trade.return_of(trade.want(1))
