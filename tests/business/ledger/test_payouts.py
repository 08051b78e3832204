"""Payouts: held, released, reserved, proposed by one, approved by another, paid once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotAllowed, NotFound
from shop_app.core.ids import new_id
from shop_app.ledger import payouts
from shop_app.ledger.balances import balances, terms_of
from shop_app.ledger.history import post_missing
from shop_app.ledger.releasing import release_due
from shop_app.ledger.service import post_refund
from shop_app.ledger.statements import statement, statement_lines, statements
from tests.makers import make_seller

ANN = Actor("staff", "Ann", user_id=new_id())
BEN = Actor("staff", "Ben", user_id=new_id())


def sold(books, seller, amount=5000, *, delivered_days_ago=10, commission=600):
    order = books.order(seller, (amount, 0, commission))
    if delivered_days_ago is not None:
        books.deliver(order, seller, now() - timedelta(days=delivered_days_ago))
    post_missing(books.session)
    return order


def balance(session, seller):
    (found,) = balances(session, seller_id=seller)
    return found


def run_whole(session):
    number = payouts.propose(session, actor=ANN)
    payouts.approve(session, number=number, actor=BEN)
    while payouts.pay_some(session, number=number, actor=BEN):
        pass
    return payouts.payout(session, number=number)


@pytest.mark.feature("MKT-10")
def test_money_is_held_until_some_days_after_delivery(session, books, seller):
    sold(books, seller, delivered_days_ago=6)
    assert (balance(session, seller).held_minor, balance(session, seller).available_minor) == (
        4400, 0,
    )  # fmt: skip
    assert balance(session, seller).reason == "empty"
    assert release_due(session, at=now() + timedelta(days=2)) == 1
    assert release_due(session, at=now() + timedelta(days=2)) == 0
    assert (balance(session, seller).held_minor, balance(session, seller).available_minor) == (
        0, 4400,
    )  # fmt: skip


@pytest.mark.feature("MKT-10")
def test_reserve_and_minimum_stay_and_the_run_is_due_on_its_weekday(session, books, seller):
    sold(books, seller)
    rows(
        session,
        "insert into payout_terms (id, seller_id, hold_days, reserve_basis_points, weekday,"
        " minimums, version) values (new_id(), :seller, 7, 1000, 3, '{\"EUR\": 3961}', 1)"
        " returning id",
        seller=seller,
    )
    found = balance(session, seller)
    assert (found.reserved_minor, found.next_minor, found.reason) == (440, 0, "below_minimum")
    rows(session, "update payout_terms set minimums = '{\"EUR\": 3960}' returning id")
    assert balance(session, seller).next_minor == 3960
    due = terms_of(session, seller_id=seller).next_run
    assert due.isoweekday() == 3
    assert 1 <= (due - now().date()).days <= 7


@pytest.mark.feature("MKT-10")
def test_a_run_pays_each_seller_once_and_needs_two_people(session, books, seller):
    other = make_seller(session, name="Other")
    sold(books, seller, 5000)
    sold(books, other, 9000)
    number = payouts.propose(session, actor=ANN)
    with pytest.raises(Conflict):
        payouts.propose(session, actor=BEN)
    with pytest.raises(Conflict):
        payouts.pay_some(session, number=number, actor=BEN)
    with pytest.raises(NotAllowed):
        payouts.approve(session, number=number, actor=ANN)
    with pytest.raises(DBAPIError, match="two_people"), session.begin_nested():
        rows(session, "update payouts set approved_by = proposed_by returning id")
    payouts.approve(session, number=number, actor=BEN)
    with pytest.raises(Conflict):
        payouts.approve(session, number=number, actor=BEN)
    # The first of two lines is paid, then the power goes; who comes next goes on with the other.
    assert payouts.pay_some(session, number=number, actor=ANN, most=1) == 1
    assert payouts.payout(session, number=number).status == "approved"
    assert payouts.pay_some(session, number=number, actor=ANN, most=1) == 0
    assert payouts.pay_some(session, number=number, actor=ANN) == 0
    run = payouts.payout(session, number=number)
    assert (run.status, run.sums()) == ("paid", {"EUR": 4400 + 8400})
    assert {line.status for line in run.lines} == {"paid"}
    assert (books.sums(seller)["paid_out"], books.sums(other)["paid_out"]) == (4400, 8400)
    with pytest.raises(Conflict):
        payouts.propose(session, actor=ANN)


def test_a_rejected_run_pays_nothing_and_frees_the_way(session, books, seller):
    sold(books, seller)
    number = payouts.propose(session, actor=ANN)
    payouts.reject(session, number=number, note="Bank closed", actor=BEN)
    assert payouts.payout(session, number=number).note == "Bank closed"
    assert run_whole(session).status == "paid"
    with pytest.raises(NotFound):
        payouts.payout(session, number="P-NONE")


@pytest.mark.feature("MKT-12")
def test_a_refund_after_the_payout_makes_a_debt_that_the_next_payout_nets(session, books, seller):
    order = sold(books, seller, 5000)
    run_whole(session)
    post_refund(session, key="r", order_id=order, seller_id=seller, amount_minor=5000)
    assert balance(session, seller).available_minor == -4400
    assert balance(session, seller).reason == "negative"
    with pytest.raises(Conflict):
        payouts.propose(session, actor=ANN)
    sold(books, seller, 10_000, commission=1200)
    assert run_whole(session).sums() == {"EUR": 8800 - 4400}
    assert balance(session, seller).available_minor == 0


def test_a_balance_that_falls_before_it_is_paid_leaves_its_line_out(session, books, seller):
    order = sold(books, seller, 5000)
    number = payouts.propose(session, actor=ANN)
    payouts.approve(session, number=number, actor=BEN)
    post_refund(session, key="r", order_id=order, seller_id=seller, amount_minor=1000)
    assert payouts.pay_some(session, number=number, actor=BEN) == 0
    (line,) = payouts.payout(session, number=number).lines
    assert (line.status, line.reason) == ("left_out", "balance_fell")
    assert "paid_out" not in books.sums()


@pytest.mark.feature("MKT-11")
def test_a_statement_opens_with_what_closed_before_and_its_lines_make_the_difference(
    session, books, seller
):
    last_month = now().replace(day=1) - timedelta(days=5)
    old = books.order(seller, (3000, 500, 360), delivery=500, placed_at=last_month)
    books.deliver(old, seller, last_month)
    post_missing(session)
    sold(books, seller, 5000)
    post_refund(session, key="r", order_id=old, seller_id=seller, amount_minor=1000)
    found = statements(session, seller_id=seller)
    assert [each.opening_minor for each in found] == [3500 - 860, 0]
    assert found[1].closing_minor == found[0].opening_minor
    for each in found:
        lines = statement_lines(session, seller_id=seller, period=each.period)
        assert each.opening_minor + sum(line.sum_minor for line in lines) == each.closing_minor
        assert len(lines) == each.lines
        assert all(
            line.sum_minor == line.goods_minor + line.delivery_minor + line.tax_minor
            + line.commission_minor + line.payout_minor for line in lines
        )  # fmt: skip
        assert all(line.order_number for line in lines)
    (held,) = balances(session, seller_id=seller)
    assert held.total_minor == found[0].closing_minor
    assert statement(session, seller_id=seller, period=found[1].period) == found[1]
    assert len(statement_lines(session, seller_id=seller, period=found[0].period, page=2)) == 0
    for wrong in ("2026-13-EUR", "x", "2020-01-EUR", "2026-01-EUR'--"):
        with pytest.raises(NotFound):
            statement(session, seller_id=seller, period=wrong)
    assert statements(session, seller_id=make_seller(session)) == []


@pytest.mark.feature("MKT-12", "PAY-12")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(("sale", "refund", "payout")), st.integers(1, 20_000)),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_happens_the_balance_is_what_was_earned_less_what_was_paid(session, books, steps):
    seller = make_seller(session)
    orders, earned = [], 0
    for step, amount in steps:
        if step == "sale":
            orders.append((sold(books, seller, amount, commission=amount // 8), amount))
            earned += amount - amount // 8
        elif step == "refund" and orders:
            order, paid = orders[amount % len(orders)]
            try:
                post_refund(
                    session, key=str(new_id()), order_id=order, seller_id=seller,
                    amount_minor=min(amount, paid),
                )  # fmt: skip
            except Conflict:
                continue
        elif step == "payout":
            try:
                run_whole(session)
            except Conflict:
                continue
        sums = books.sums(seller)
        assert sum(sums.values()) == 0
        money = sums.get("clearing", 0) + sums.get("commission", 0) + sums.get("paid_out", 0)
        found = balances(session, seller_id=seller)
        assert sum(each.total_minor for each in found) == -money
