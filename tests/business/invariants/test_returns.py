"""Each invariant of returns, broken on purpose, is the one that is named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from shop_app.core.db import run_in_transaction
from shop_app.invariants import ledger, returns, stock
from tests.business.orders.returning import Trade

pytestmark = pytest.mark.usefixtures("database")


def broken(session) -> set[str]:
    """The names of the invariants that do not hold."""
    return {i.name for i in returns.INVARIANTS if i.find(session)}


def test_sound_returns_break_nothing_and_each_breach_is_named():
    trade = Trade()
    trade.whole(trade.want(2), arrived=[trade.arrived(2, "faulty")])
    trade.whole(trade.want(1, "change_of_mind"), arrived=[trade.arrived(1)])
    trade.return_of(trade.want(offer=1))
    assert run_in_transaction(broken) == set()
    for known in (*stock.INVARIANTS, *ledger.INVARIANTS):
        assert run_in_transaction(known.find) is None, known.name
    for sql, name in (
        ("update return_lines set quantity = 2 where accepted = 0", "returned_was_bought"),
        ("update payments set refunded_minor = 0", "refunds_are_owed"),
        ("update return_lines set refund_minor = 1", "returns_make_their_refund"),
        ("update return_lines set restocked = 0", "restocked_is_moved"),
        ("update seller_orders set total_minor = 5996", "refunds_are_within_parts"),
    ):

        def find(session, sql=sql):
            session.connection().execute(text(sql))
            found = broken(session)
            session.rollback()
            return found

        assert f"returns.{name}" in run_in_transaction(find), name
