"""`check` finds books that were cooked, and history is posted whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.ids import new_id
from shop_app.invariants.ledger import INVARIANTS
from shop_app.ledger import payouts
from shop_app.ledger.history import Posted, post_missing


def broken(session):
    return {each.name for each in INVARIANTS if each.find(session)}


def do(session, sql, **values):
    session.connection().exec_driver_sql("set local session_replication_role = replica")
    rows(session, sql, **values)
    session.connection().exec_driver_sql("set local session_replication_role = origin")


@pytest.fixture
def past(session, books, seller):
    """A delivered order, a cancelled one, one on its way, and a run that was paid."""
    old = now() - timedelta(days=30)
    delivered = books.order(seller, (1999, 347, 240), (500, 87, 60), delivery=495, placed_at=old)
    books.deliver(delivered, seller, old)
    books.order(seller, (700, 121, 84), tax_included=False, status="cancelled", placed_at=old)
    books.order(seller, (900, 156, 108), placed_at=old)
    books.order(seller, (900, 156, 108), status="pending", placed_at=old)
    return delivered


@pytest.mark.feature("PAY-12")
def test_history_is_posted_whole_and_once(session, books, seller, past):
    assert broken(session) == {"ledger.sales_once"}
    assert post_missing(session) == Posted(sales=3, refunds=0, cancellations=1, releases=1)
    assert post_missing(session) == Posted()
    assert broken(session) == set()
    assert books.sums() == {
        "clearing": -2994 - 900,
        "seller_available": 2994 - 434 - 300,
        "seller_held": 900 - 156 - 108,
        "tax": 434 + 156,
        "commission": 300 + 108,
    }


def test_every_cooked_book_is_found(session, books, seller, past):
    post_missing(session)
    number = payouts.propose(session, actor=Actor("staff", "A", user_id=new_id()))
    ben = Actor("staff", "B", user_id=new_id())
    payouts.approve(session, number=number, actor=ben)
    payouts.pay_some(session, number=number, actor=ben)
    assert broken(session) == set()
    for sql, found in (
        (
            "update ledger_entries set amount_minor = 9 where account = 'tax' returning 1",
            {"ledger.transactions", "ledger.currencies"},
        ),
        (
            "update seller_orders set commission_minor = commission_minor + 1 returning 1",
            {"ledger.sales_as_sold"},
        ),
        ("update payout_lines set amount_minor = 1 returning 1", {"ledger.payouts"}),
        (
            "update seller_orders set total_minor = 1 where status = 'cancelled' returning 1",
            {"ledger.sales_as_sold", "ledger.refunds"},
        ),
    ):
        with session.begin_nested() as point:
            do(session, sql)
            assert broken(session) == found, sql
            point.rollback()
