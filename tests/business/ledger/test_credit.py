"""Store credit: granted, taken, spent, given back, given up; never below zero, in balance."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from shop_app.accounts import privacy
from shop_app.core.audit import SHOPPER, Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound, ShopError
from shop_app.ledger import credit
from shop_app.ledger.credit_queries import credit_balances, credit_movements
from shop_app.ledger.models import Account, Kind, Purpose
from shop_app.ledger.service import Entry, post
from shop_app.orders import staff
from shop_app.orders.refunds import owe
from shop_app.orders.returns.models import RefundDestination
from shop_app.orders.service import cancel_before_shipment
from tests.business.ledger.purse import Purse
from tests.business.notifications.telling import mails, told
from tests.business.orders.returning import Trade
from tests.makers import unknown_id

pytestmark = pytest.mark.usefixtures("database")


def moved(purse):
    page = run_in_transaction(credit_movements, user_id=purse.user_id)
    return [(row.kind, row.amount_minor) for row in page.rows]


def give(purse, number, minor, *, seller=0, to="method"):
    (order,) = purse.ask("select order_id as id from order_numbers where number = :n", n=number)
    return run_in_transaction(
        owe,
        order_id=order.id,
        seller_id=purse.sellers[seller],
        amount_minor=minor,
        reason="goodwill",
        actor=purse.staff,
        to=to,
    )


@pytest.mark.feature("ORD-13")
def test_staff_grants_credit_and_takes_it_with_reasons_that_are_audited():
    purse = Purse()
    purse.grant(1200)
    purse.take(200)
    assert purse.balance() == (1000, 0)
    assert purse.sums() == {"customer_credit": 1000, "goodwill": -1000}
    assert moved(purse) == [("credit_taken", -200), ("credit_granted", 1200)]
    page = run_in_transaction(credit_movements, user_id=purse.user_id)
    assert [(row.reason, row.actor_name) for row in page.rows] == [
        ("A parcel came late.", "Sam")
    ] * 2
    assert [(row.currency, row.free_minor) for row in run_in_transaction(
        credit_balances, user_id=purse.user_id)] == [("EUR", 1000)]  # fmt: skip
    audited = purse.ask(
        "select action, after from audit_log where subject = 'user' order by position"
    )
    assert [(row.action, row.after["amount_minor"]) for row in audited] == [
        ("credit.granted", 1200), ("credit.taken", 200),
    ]  # fmt: skip
    assert purse.broken() == []


def test_a_grant_needs_a_reason_an_amount_and_a_person():
    purse = Purse()
    asked = {
        "key": str(purse.user_id), "amount": "5.00", "currency": "EUR",
        "reason": "A parcel came late.", "actor": purse.staff,
    }  # fmt: skip
    for wrong in (
        {"reason": " x "}, {"amount": "0"}, {"amount": "-1"}, {"amount": "much"},
        {"amount": "1.001"}, {"currency": "XXX"}, {"currency": "JPY"},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            run_in_transaction(credit.grant, **{**asked, **wrong})
    for nobody in (str(unknown_id()), "x", "' or 1=1"):
        with pytest.raises(NotFound):
            run_in_transaction(credit.grant, **{**asked, "key": nobody})
    own = Actor("staff", "Ada", user_id=purse.user_id)
    with pytest.raises(NotAllowed):
        run_in_transaction(credit.grant, **{**asked, "actor": own})
    assert purse.balance() == (0, 0)


def test_one_person_gives_a_customer_at_most_so_much_a_day():
    purse = Purse()
    purse.grant(30_000, actor=purse.staff)
    with pytest.raises(Conflict, match=r"at most €500\.00"):
        purse.grant(20_001, actor=purse.staff)
    purse.grant(20_000, actor=purse.staff)
    purse.grant(1_000)  # somebody else
    assert purse.balance() == (51_000, 0)


def test_no_more_is_taken_than_there_is_and_the_database_refuses_it_too():
    purse = Purse(granted=1000)
    with pytest.raises(Conflict, match=r"Only €10\.00"):
        purse.take(1001)
    with pytest.raises(DBAPIError, match="never_below_zero"):
        run_in_transaction(
            post,
            key="too much",
            kind=Kind.CREDIT_TAKEN,
            user_id=purse.user_id,
            currency="EUR",
            entries=[
                Entry(Account.CUSTOMER_CREDIT, Purpose.CREDIT, -1001),
                Entry(Account.GOODWILL, Purpose.CREDIT, 1001),
            ],
        )
    assert purse.balance() == (1000, 0)
    assert purse.broken() == []


@pytest.mark.feature("ORD-13", "PAY-12")
def test_a_refund_as_credit_is_given_at_once_and_asks_no_provider():
    purse = Purse()
    number = purse.buy((0, 1))
    give(purse, number, 1000, to=RefundDestination.CREDIT)
    assert purse.balance() == (1000, 0)
    # The provider keeps what was paid; of it Stoa owes 10.00 to Ada instead of the seller.
    assert purse.sums() == {"clearing": -2494, "customer_credit": 1000}
    (refund,) = purse.ask("select amount_minor, credit_minor, status, destination from refunds")
    assert tuple(refund) == (1000, 1000, "given", "credit")
    (payment,) = purse.ask("select refund_due_minor, credit_back_minor from payments")
    assert tuple(payment) == (0, 1000)
    with pytest.raises(Conflict, match=r"At most €14\.94"):
        give(purse, number, 1495)
    give(purse, number, 1494)
    assert purse.ask("select refund_due_minor from payments")[0].refund_due_minor == 1494
    assert purse.balance() == (1000, 0)
    assert purse.broken() == []


@pytest.mark.feature("ORD-13")
def test_what_was_paid_by_credit_goes_back_to_credit_the_rest_to_the_method():
    purse = Purse(granted=1000)
    number = purse.buy((0, 1))  # 24.94: 10.00 by credit, 14.94 by card
    assert purse.balance() == (0, 0)
    given_back = []
    for minor in (1, 1000, 493, 1000):
        give(purse, number, minor)
        (payment,) = purse.ask("select refund_due_minor, credit_back_minor from payments")
        given_back.append(tuple(payment))
    assert given_back == [(1, 0), (600, 401), (895, 599), (1494, 1000)]
    assert purse.balance() == (1000, 0)
    assert purse.broken() == []


def test_credit_is_nobodys_without_an_account():
    purse = Purse()
    (order,) = [purse.buy((0, 1))]
    rows_changed = purse.ask("update orders set user_id = null returning id")
    assert len(rows_changed) == 1
    with pytest.raises(Conflict, match="needs an account"):
        give(purse, order, 100, to=RefundDestination.CREDIT)
    give(purse, order, 100)
    assert purse.balance() == (0, 0)


@pytest.mark.feature("ORD-13")
def test_a_cancelled_order_gives_each_part_back_the_way_it_was_paid():
    purse = Purse(granted=5000)
    number = purse.buy((0, 1), (1, 1))  # 24.94 and 60.00; 50.00 of it by credit
    owed = run_in_transaction(
        cancel_before_shipment, number=number, reason="changed my mind", actor=SHOPPER
    )
    assert len(owed) == 1
    (payment,) = purse.ask(
        "select amount_minor, credit_minor, refund_due_minor, credit_back_minor from payments"
    )
    assert tuple(payment) == (3494, 5000, 3494, 5000)
    assert purse.balance() == (5000, 0)
    assert purse.broken() == []


def test_staff_chooses_where_a_refund_goes():
    purse = Purse()
    number = purse.buy((0, 1))
    part = f"{number}-1"
    asked = {"number": number, "part": part, "reason": "late", "actor": purse.staff}
    run_in_transaction(staff.refund_part, **asked, amount="5.00", to="credit")
    assert purse.balance() == (500, 0)
    with pytest.raises(Invalid, match="where the money goes"):
        run_in_transaction(staff.refund_part, **asked, amount="5.00", to="my pocket")
    (audited,) = purse.ask("select after from audit_log where action = 'order.refunded'")
    assert (audited.after["to"], audited.after["amount_minor"]) == ("credit", 500)


def test_nobody_is_erased_with_credit_left_until_they_give_it_up():
    purse = Purse(granted=700)
    with pytest.raises(Conflict, match="store credit"):
        run_in_transaction(privacy.ensure_erasable, user_id=purse.user_id)
    run_in_transaction(credit.give_up, user_id=purse.user_id)
    assert purse.balance() == (0, 0)
    assert purse.sums() == {}
    run_in_transaction(privacy.erase, user_id=purse.user_id)
    with pytest.raises(NotFound):
        purse.grant(100)
    assert purse.ask("select reason from credit_grants")[0].reason == ""
    assert purse.broken() == []


def test_what_was_paid_by_credit_of_an_erased_person_does_not_come_back():
    purse = Purse(granted=1000)
    number = purse.buy((0, 1))
    purse.ask("update orders set status = 'delivered' returning id")
    run_in_transaction(privacy.erase, user_id=purse.user_id)
    with pytest.raises(Conflict, match="erased"):
        give(purse, number, 1495)
    give(purse, number, 1494)
    assert purse.ask("select refund_due_minor from payments")[0].refund_due_minor == 1494
    assert purse.balance() == (0, 0)


@pytest.mark.feature("ORD-11", "ORD-13")
def test_a_return_becomes_credit_where_its_owner_wants_it_and_is_done_at_once():
    trade = Trade()
    owner = Purse.person("ada@example.com")
    with pytest.raises(Invalid, match="where the money goes"):  # a guest, with the order's key
        trade.return_of(trade.want(), refund_to="credit")
    trade.ask("update orders set user_id = :id returning id", id=owner)
    for wrong in ("credit", "elsewhere"):
        with pytest.raises(Invalid, match="where the money goes"):
            trade.return_of(trade.want(), refund_to=wrong, key=trade.key)
    (number,) = trade.return_of(trade.want(2), refund_to="credit", user_id=owner)
    trade.approve(number)
    trade.receive(number, trade.arrived(2))
    assert trade.refund(number) == 0  # nothing for the provider
    assert trade.status(number) == "closed"
    (refund,) = trade.ask("select amount_minor, credit_minor, status, given_at from refunds")
    assert (refund.amount_minor, refund.credit_minor, refund.status) == (3998, 3998, "given")
    (balance,) = run_in_transaction(credit_balances, user_id=owner)
    assert balance.free_minor == 3998
    told("credit.given_back")
    (letter,) = mails("order_credited")
    assert "€39.98 of store credit" in letter.subject
    steps = trade.ask("select to_status from return_events order by happened_at, id")
    assert [step.to_status for step in steps][-2:] == ["refunded", "closed"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["grant", "take", "spend", "refund", "refund_as_credit", "give_up"]),
        st.integers(1, 9000),
    ),
    min_size=1,
    max_size=14,
)


@pytest.mark.feature("PAY-12")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_whatever_happens_the_books_balance_and_nobody_has_less_than_nothing(steps):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credit, "MOST_MAJOR", 10**6)
        purse = _fresh()
        expected, numbers = 0, []
        for what, minor in steps:
            try:
                expected += _step(purse, what, minor, numbers)
            except ShopError:
                continue
            assert purse.balance() == (expected, 0)
            assert expected >= 0
        assert purse.broken() == []
        found = run_in_transaction(
            rows, "select currency, sum(amount_minor) as sum from ledger_entries group by 1"
        )
        assert all(row.sum == 0 for row in found)


_KEPT: list[Purse] = []


def _fresh() -> Purse:
    """One world for all examples, and a new person in it for each."""
    if not _KEPT:
        _KEPT.append(Purse())
    purse = _KEPT[0]
    purse.user_id = Purse.person(f"{unknown_id().hex}@example.com")
    purse.ada = type(purse.ada)(user_id=purse.user_id)
    return purse


def _step(purse: Purse, what: str, minor: int, numbers: list[str]) -> int:
    """Do it; how the balance moves by it."""
    before = purse.balance()[0]
    match what:
        case "grant":
            purse.grant(minor)
            return minor
        case "take":
            purse.take(minor)
            return -minor
        case "spend":
            numbers.append(purse.buy((0, 1 + minor % 3)))
            total = purse.ask(
                "select o.total_minor from orders o where o.number = :n", n=numbers[-1]
            )[0].total_minor
            return -min(before, total)
        case "give_up":
            run_in_transaction(credit.give_up, user_id=purse.user_id)
            return -before
    if not numbers:
        return 0
    as_credit = what == "refund_as_credit"
    give(purse, numbers[-1], minor, to="credit" if as_credit else "method")
    (refund,) = purse.ask("select amount_minor, credit_minor from refunds order by id desc limit 1")
    assert not as_credit or refund.credit_minor == minor
    return refund.credit_minor
