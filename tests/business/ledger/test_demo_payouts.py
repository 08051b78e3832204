"""The demo's past is paid month by month, like the present."""

from __future__ import annotations

from datetime import timedelta

from shop_app.core.clock import now
from shop_app.demo.paid_out import pay_the_past
from shop_app.invariants.ledger import INVARIANTS
from shop_app.ledger.balances import balances
from shop_app.ledger.history import post_missing
from shop_app.ledger.statements import statements


def test_what_was_available_is_paid_on_the_first_of_each_month(session, books, seller):
    since = now() - timedelta(days=100)
    for days in (95, 60, 50):
        order = books.order(seller, (5000, 0, 600), placed_at=now() - timedelta(days=days))
        books.deliver(order, seller, now() - timedelta(days=days - 1))
    books.order(seller, (900, 0, 108))
    post_missing(session)
    assert pay_the_past(session, since=since) >= 2
    (found,) = balances(session, seller_id=seller)
    assert (found.available_minor, found.held_minor) == (0, 792)
    assert sum(each.payouts_minor for each in statements(session, seller_id=seller)) == -13200
    assert [each.name for each in INVARIANTS if each.find(session)] == []
