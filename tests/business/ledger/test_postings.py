"""Sales, refunds and cancellations: to the cent, once, and never unbalanced."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.ledger.models import Account, Kind, Purpose
from shop_app.ledger.service import Entry, RefundedLine, post, post_cancellation, post_refund
from shop_app.ledger.shares import PaidLine, share_back
from tests.makers import make_seller, unknown_id


def post_sale(session, order_id):
    return rows(session, "select ledger_post_sales(array[cast(:id as uuid)]) as n", id=order_id)[
        0
    ].n


@pytest.mark.feature("PAY-12")
def test_a_sale_gives_each_their_part_and_sums_to_zero(session, books, seller):
    order = books.order(seller, (1999, 347, 240), (1050, 87, 126), delivery=495, delivery_tax=86)
    assert post_sale(session, order) == 1
    assert books.sums() == {
        "clearing": -3544, "seller_held": 3544 - 520 - 366, "tax": 520, "commission": 366,
    }  # fmt: skip
    assert post_sale(session, order) == 0
    assert sum(books.sums().values()) == 0


def test_where_tax_comes_on_top_it_never_is_the_sellers(session, books, seller):
    order = books.order(
        seller, (2199, 176, 285), delivery=495, delivery_tax=40, tax_included=False, currency="USD"
    )
    post_sale(session, order)
    assert books.sums() == {
        "clearing": -2910, "seller_held": 2199 + 495 - 285, "tax": 216, "commission": 285,
    }  # fmt: skip


def test_an_order_that_is_not_placed_is_not_posted(session, books, seller):
    assert post_sale(session, books.order(seller, (1999, 347, 240), status="pending")) == 0
    assert books.sums() == {}


@pytest.mark.feature("PAY-12")
def test_a_refund_gives_back_tax_and_commission_of_its_line(session, books, seller):
    order = books.order(seller, (2000, 347, 240), (1000, 83, 200), delivery=500, delivery_tax=87)
    post_sale(session, order)
    for _ in range(2):
        post_refund(
            session, key="refund:1", order_id=order, seller_id=seller, amount_minor=1250,
            lines=[RefundedLine(2, 1000)], delivery_minor=250,
        )  # fmt: skip
    assert books.sums() == {
        "clearing": -3500 + 1250,
        "tax": 517 - 83 - 44,
        "commission": 440 - 200,
        "seller_held": 2250 - 390 - 240,
    }
    post_refund(session, key="refund:2", order_id=order, seller_id=seller, amount_minor=2250)
    assert books.sums() == {}


def test_more_than_was_paid_never_goes_back(session, books, seller):
    order = books.order(seller, (2000, 347, 240), (1000, 83, 200))
    with pytest.raises(Conflict) as refusal:
        post_refund(session, key="a", order_id=order, seller_id=seller, amount_minor=3001)
    assert refusal.value.facts["left_minor"] == 3000
    with pytest.raises(Conflict):
        post_refund(
            session, key="b", order_id=order, seller_id=seller, amount_minor=1001,
            lines=[RefundedLine(2, 1001)],
        )  # fmt: skip
    with pytest.raises(Invalid):
        post_refund(
            session, key="c", order_id=order, seller_id=seller, amount_minor=10,
            lines=[RefundedLine(9, 10)],
        )  # fmt: skip
    with pytest.raises(Invalid):
        post_refund(session, key="d", order_id=order, seller_id=seller, amount_minor=0)
    with pytest.raises(NotFound):
        post_refund(session, key="e", order_id=order, seller_id=unknown_id(), amount_minor=1)
    assert books.sums()["clearing"] == -3000


def test_a_cancelled_part_leaves_nothing_and_the_others_as_they_were(session, books, seller):
    other = make_seller(session, name="Other")
    mine = books.order(seller, (1999, 347, 240), delivery=495, delivery_tax=86)
    theirs = books.order(other, (5000, 868, 600))
    post_sale(session, theirs)
    post_refund(session, key="part", order_id=mine, seller_id=seller, amount_minor=777)
    post_cancellation(session, order_id=mine, seller_id=seller)
    post_cancellation(session, order_id=mine, seller_id=seller)
    assert books.sums(seller) == {}
    assert books.sums(other)["seller_held"] == 5000 - 868 - 600


@settings(max_examples=200, deadline=None)
@given(
    paid=st.integers(1, 10**9),
    whole=st.integers(0, 10**9),
    cuts=st.lists(st.integers(0, 10**9), max_size=12),
)
def test_however_often_a_line_goes_back_its_shares_make_the_whole(paid, whole, cuts):
    whole = min(whole, paid)
    marks = sorted({0, paid, *(cut % (paid + 1) for cut in cuts)})
    shares = [
        share_back(whole, PaidLine(1, paid, 0, 0, back_minor=low), high - low)
        for low, high in pairwise(marks)
    ]
    assert sum(shares) == whole
    assert min(shares) >= 0


@pytest.mark.feature("PAY-12")
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=st.lists(
        st.tuples(st.integers(1, 10**6), st.integers(0, 100), st.integers(0, 100)),
        min_size=1,
        max_size=5,
    ),
    delivery=st.integers(0, 5000),
    included=st.booleans(),
    refunds=st.lists(st.integers(1, 10**5), max_size=5),
)
def test_whatever_goes_back_in_whatever_steps_the_end_is_zero(
    session, books, seller, lines, delivery, included, refunds
):
    given_lines = [(goods, goods * tax // 500, goods * cut // 200) for goods, tax, cut in lines]
    order = books.order(
        seller, *given_lines, delivery=delivery, delivery_tax=delivery // 6, tax_included=included
    )
    before = books.sums(seller)
    for amount in refunds:
        try:
            post_refund(
                session,
                key=f"{order}:{unknown_id()}",
                order_id=order,
                seller_id=seller,
                amount_minor=amount,
            )
        except Conflict:
            continue
        assert sum(books.sums().values()) == 0
    post_cancellation(session, order_id=order, seller_id=seller)
    assert books.sums(seller) == before


@pytest.mark.feature("PAY-12")
def test_the_database_refuses_what_does_not_sum_to_zero(session, seller):
    def write(amounts, currency="EUR"):
        with session.begin_nested():
            post(
                session, key=str(unknown_id()), kind=Kind.SALE, seller_id=seller,
                currency=currency,
                entries=[Entry(account, Purpose.GOODS, n) for account, n in amounts],
            )  # fmt: skip

    write([(Account.CLEARING, -5), (Account.TAX, 5)])
    with pytest.raises(DBAPIError, match="do not sum to zero"):
        write([(Account.CLEARING, -5), (Account.TAX, 4)])
    with pytest.raises(DBAPIError, match="do not sum to zero"):
        write([(Account.CLEARING, -5)])
    with pytest.raises(DBAPIError, match="has no transaction"), session.begin_nested():
        rows(
            session,
            "insert into ledger_entries (transaction_id, position, account, seller_id, currency,"
            " purpose, amount_minor, happened_at) select id, 90 + n, 'tax', seller_id, 'JPY',"
            " 'tax', n, now() from ledger_transactions, (values (-1), (1)) v(n) returning 1",
        )


@pytest.mark.feature("PAY-12")
@pytest.mark.parametrize("table", ["ledger_transactions", "ledger_entries"])
def test_the_database_refuses_to_change_or_delete(session, books, seller, table):
    post_sale(session, books.order(seller, (1999, 347, 240)))
    for command in (f"update {table} set seller_id = seller_id", f"delete from {table}"):
        with pytest.raises(DBAPIError, match="never changed or deleted"), session.begin_nested():
            session.connection().exec_driver_sql(command)
    with pytest.raises(DBAPIError, match="never changed or deleted"), session.begin_nested():
        session.connection().exec_driver_sql(f"truncate {table}")
