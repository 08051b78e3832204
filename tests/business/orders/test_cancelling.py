"""Single pieces cancelled before they are sent: stock, money, ledger, timeline; and the race."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from shop_app.checkout.refunds import give_back
from shop_app.core.audit import SHOPPER, Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Invalid, NotFound, ShopError
from shop_app.invariants.ledger import INVARIANTS as LEDGER
from shop_app.invariants.orders import INVARIANTS as ORDERS
from shop_app.invariants.returns import INVARIANTS as RETURNS
from shop_app.inventory.service import receive
from shop_app.orders import staff
from shop_app.orders.cancelling import cancel_own_pieces, cancel_pieces, pieces_of
from shop_app.orders.documents import invoices_of, packing_slips_of
from shop_app.orders.returns import asking, handling
from shop_app.orders.returns.asking import Wanted
from shop_app.orders.returns.handling import Arrived
from shop_app.orders.staff_queries import staff_order
from shop_app.orders.status import IllegalMove
from tests.business.orders.test_parcels import GATEWAYS, Shop
from tests.makers import at_once, make_seller, stock_breaches

pytestmark = pytest.mark.usefixtures("database")

STAFF = Actor("staff", "Sol")


@pytest.fixture
def shop():
    return Shop()


def cancel(number, pieces, *, actor=STAFF, seller_id=None, reason="sold out"):
    """Cancel and give back; returns what was given back in minor units."""
    owed = run_in_transaction(
        cancel_pieces,
        number=number,
        pieces=pieces,
        reason=reason,
        actor=actor,
        seller_id=seller_id,
    )
    return sum(give_back(payment, GATEWAYS) for payment in owed)


def line_of(shop, number, title, seller=0):
    return shop.lines(number, seller)[title]


def breaches():
    def all_of(session):
        proofs = [*LEDGER, *ORDERS, *RETURNS]
        found = [(proof.name, proof.find(session)) for proof in proofs]
        return [each for each in found if each[1]] + stock_breaches(session)

    return run_in_transaction(all_of)


def refunded(number):
    (sums,) = run_in_transaction(
        rows,
        "select coalesce(sum(f.amount_minor), 0) as back, max(o.total_minor) as paid"
        " from orders o left join refunds f on f.order_id = o.id where o.number = :number",
        number=number,
    )
    return int(sums.back), sums.paid


@pytest.mark.feature("ORD-14", "ORD-01")
def test_a_seller_cancels_pieces_of_its_own_and_the_rest_is_sent(shop):
    number = shop.buy(3, 1, 1)
    mug = line_of(shop, number, "Mug").line_no
    lamp = line_of(shop, number, "Lamp", 1).line_no
    with pytest.raises(Invalid):
        cancel(number, {lamp: 1}, actor=shop.actor(), seller_id=shop.sellers[0])
    back = cancel(number, {mug: 2}, actor=shop.actor(), seller_id=shop.sellers[0])
    part = shop.page(number).parts[0]
    assert back == 2 * 1999
    assert [(line.title, line.cancelled, line.left) for line in part.lines] == [
        ("Mug", 2, 1),
        ("Bowl", 0, 1),
    ]
    assert shop.on_hand(0) == (30, 1)
    (slip,) = run_in_transaction(packing_slips_of, seller_id=shop.sellers[0], numbers=[number])
    assert [(line.title, line.quantity) for line in slip.lines] == [("Mug", 1), ("Bowl", 1)]
    assert run_in_transaction(invoices_of, number=number)[0].cancelled_text == "-€39.98"
    with pytest.raises(Invalid):
        shop.send(number, {mug: 2})
    shop.send(number)
    assert shop.page(number).parts[0].status == "shipped"
    assert shop.on_hand(0) == (29, 0)
    step = next(s for s in shop.page(number).timeline if s.kind == "pieces_cancelled")
    assert (step.note, step.actor) == ("2 × Mug (sold out)", "seller")
    (said,) = run_in_transaction(rows, "select * from audit_log where action like '%cancelled'")
    assert (said.action, said.after["reason"], said.seller_id) == (
        "order.pieces_cancelled",
        "sold out",
        shop.sellers[0],
    )
    assert breaches() == []


@pytest.mark.feature("ORD-14")
def test_the_shopper_cancels_single_items_of_an_order_and_at_last_all_of_it(shop):
    number = shop.buy(1, 1)
    who = {"session_key": shop.guest.session_key, "actor": SHOPPER}
    mug, bowl = (line_of(shop, number, title).line_no for title in ("Mug", "Bowl"))
    with pytest.raises(NotFound):
        run_in_transaction(
            cancel_own_pieces, number=number, pieces={mug: 1}, session_key="x", actor=SHOPPER
        )
    for pieces in ({}, {mug: 0}, {mug: 2}, {mug: -1}, {99: 1}):
        with pytest.raises(Invalid):
            run_in_transaction(cancel_own_pieces, number=number, pieces=pieces, **who)
    assert shop.page(number).can_cancel_items
    given_back = []
    for pieces in ({mug: 1}, {bowl: 1}):
        (payment,) = run_in_transaction(cancel_own_pieces, number=number, pieces=pieces, **who)
        given_back.append(give_back(payment, GATEWAYS))
    page = shop.page(number)
    assert (page.status, page.parts[0].status) == ("cancelled", "cancelled")
    assert not page.can_cancel_items
    # The delivery of €4.95 goes back with them: half of it with each, the odd cent with the first.
    assert given_back == [1999 + 248, 1999 + 247]
    assert sum(given_back) == page.total_minor
    assert (shop.on_hand(0), shop.on_hand(1)) == ((30, 0), (30, 0))
    with pytest.raises(IllegalMove):
        run_in_transaction(cancel_own_pieces, number=number, pieces={mug: 1}, **who)
    assert breaches() == []


@pytest.mark.feature("ORD-04")
def test_cancelling_the_rest_of_a_part_leaves_what_was_sent_as_all_of_it(shop):
    number = shop.buy(2, 1)
    mug, bowl = (line_of(shop, number, title).line_no for title in ("Mug", "Bowl"))
    shop.send(number, {mug: 1})
    cancel(number, {mug: 1, bowl: 1})
    assert shop.page(number).status == "shipped"
    shop.arrive(number, 1)
    assert shop.page(number).status == "delivered"
    other = shop.buy(2)
    mug = line_of(shop, other, "Mug").line_no
    shop.send(other, {mug: 1})
    shop.arrive(other, 1)
    cancel(other, {mug: 1})
    assert shop.page(other).status == "delivered"
    assert breaches() == []


def test_a_reason_is_needed_and_money_that_went_back_before_is_not_given_twice(shop):
    number = shop.buy(2)
    mug = line_of(shop, number, "Mug").line_no
    for reason in ("", "  ", "\x00"):
        with pytest.raises(Invalid):
            cancel(number, {mug: 1}, reason=reason)
    part = run_in_transaction(staff_order, number=number).parts[0].number
    run_in_transaction(
        staff.refund_part, number=number, part=part, amount="40", reason="x", actor=STAFF
    )
    cancel(number, {mug: 1})
    assert refunded(number)[0] == refunded(number)[1]
    cancel(number, {mug: 1})
    assert shop.page(number).status == "cancelled"
    assert breaches() == []


def test_the_database_refuses_to_cancel_what_was_sent(shop):
    number = shop.buy(2)
    mug = line_of(shop, number, "Mug").line_no
    cancel(number, {mug: 1})
    shop.send(number)
    with pytest.raises(IntegrityError, match="than its seller has to send"):
        run_in_transaction(
            rows, "update cancellation_lines set quantity = quantity + 1 returning quantity"
        )


@pytest.mark.feature("ORD-01")
def test_of_sending_and_cancelling_the_same_piece_exactly_one_wins(shop):
    for _ in range(4):
        number = shop.buy(1, 1)
        lines = {line.line_no: 1 for line in shop.lines(number).values()}
        mug = next(iter(lines))
        results = at_once(
            2,
            lambda turn, number=number, mug=mug: (
                shop.send(number, {mug: 1}) if turn else cancel(number, {mug: 1})
            ),
        )
        refused = [result for result in results if isinstance(result, ShopError)]
        assert len(refused) == 1, results
        (line,) = [x for x in shop.page(number).parts[0].lines if x.line_no == mug]
        assert line.sent + line.cancelled == 1
    assert breaches() == []


def test_fields_of_a_form_become_pieces():
    assert pieces_of({"cancel-1": "2", "cancel-2": "", "reason": "x", "cancel-x": "1"}) == {
        1: 2,
        2: 0,
    }
    assert pieces_of({"cancel-1": "two", "cancel-2": "-1", "cancel-3": "9" * 40}) == {
        1: -1,
        2: -1,
        3: -1,
    }


def test_another_seller_cancels_nothing(shop):
    number = shop.buy(1)
    stranger = run_in_transaction(make_seller, name="Stranger")
    with pytest.raises(Invalid):
        cancel(number, {1: 1}, actor=shop.actor(), seller_id=stranger)
    assert shop.page(number).status == "placed"


STEPS = st.lists(
    st.tuples(st.sampled_from(["send", "cancel", "return"]), st.integers(0, 1), st.integers(1, 3)),
    max_size=7,
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ordered=st.tuples(st.integers(1, 3), st.integers(1, 2)), steps=STEPS)
@pytest.mark.feature("ORD-04", "ORD-13", "ORD-14")
def test_any_sequence_of_part_sendings_cancellations_and_returns_keeps_the_sums(
    shop, ordered, steps
):
    for offer in shop.offers[:2]:
        run_in_transaction(_refill, offer)
    number = shop.buy(*ordered)
    lines = sorted(line.line_no for line in shop.lines(number).values())
    left, sent = list(ordered), [0, 0]
    for what, line, many in steps:
        fits = many <= (sent if what == "return" else left)[line]
        try:
            if what == "send":
                shop.arrive(number, shop.send(number, {lines[line]: many}))
            elif what == "cancel":
                cancel(number, {lines[line]: many})
            else:
                _return(shop, number, lines[line], many)
        except ShopError:
            assert not fits
            continue
        assert fits
        (sent if what == "return" else left)[line] -= many
        if what == "send":
            sent[line] += many
        back, paid = refunded(number)
        assert back <= paid
    shown = shop.page(number).parts[0].lines
    assert [line.sent + line.cancelled + line.left for line in shown] == list(ordered)[
        : len(shown)
    ] or shop.page(number).status == "cancelled"
    if shop.page(number).status == "cancelled":
        assert refunded(number)[0] == refunded(number)[1]
    elif any(left):  # the shop is used again: leave nothing set aside
        cancel(number, {no: many for no, many in zip(lines, left, strict=True) if many})
    assert breaches() == []


def _return(shop, number, line_no, many):
    names = run_in_transaction(
        asking.ask,
        number=number,
        wanted=[Wanted(line_no, many, "faulty")],
        request_key=f"{abs(hash((number, line_no, many, id(object())))):032d}"[:32],
        session_key=shop.guest.session_key,
    )
    whose = {"seller_id": shop.sellers[0], "number": names[0], "actor": shop.actor()}
    run_in_transaction(handling.approve, **whose, instructions="Mill Lane 1")
    run_in_transaction(handling.receive, **whose, arrived=[Arrived(line_no, many, "faulty")])
    payment = run_in_transaction(handling.refund, **whose)
    if payment:
        give_back(payment, GATEWAYS)


def _refill(session, offer):
    (level, *_) = rows(
        session, "select warehouse_id from stock_levels where offer_id = :offer", offer=offer
    )
    receive(session, offer_id=offer, warehouse_id=level.warehouse_id, quantity=6)
