"""What would happen to many orders at once is said before it is done, and holds."""

from __future__ import annotations

import pytest

from shop_app.checkout.refunds import give_back
from shop_app.core.audit import Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import NotFound
from shop_app.orders import staff
from shop_app.orders.bulk import send_one
from shop_app.orders.bulk_ahead import cancel_ahead, send_ahead
from shop_app.orders.cancelling import cancel_pieces
from shop_app.orders.status import IllegalMove
from tests.business.orders.test_parcels import GATEWAYS, Shop

pytestmark = pytest.mark.usefixtures("database")

STAFF = Actor("staff", "Sol")


@pytest.fixture
def shop():
    return Shop()


def keys():
    found = run_in_transaction(rows, "select id::text as key, number from orders")
    return {row.number: row.key for row in found}


@pytest.mark.feature("ORD-17")
def test_cancelling_many_is_foreseen_to_the_cent_and_nothing_is_changed_by_looking(shop):
    whole, cut, sent = shop.buy(2, 0, 1), shop.buy(2), shop.buy(1)
    line = next(iter(shop.lines(cut).values())).line_no
    run_in_transaction(cancel_pieces, number=cut, pieces={line: 1}, reason="x", actor=STAFF)
    shop.send(sent)
    known = keys()
    asked = [known[whole], known[cut], known[sent], "nothing", known[whole]]
    seen = run_in_transaction(cancel_ahead, actor=STAFF, keys=asked)
    assert [row.number for row in seen] == [whole, cut, sent, "nothing"]
    assert [row.back_minor for row in seen] == [6987, 1999 + 247, 0, 0]
    assert [row.currency for row in seen][:2] == ["EUR", "EUR"]
    assert isinstance(seen[2].refusal, IllegalMove)
    assert "shipped" in seen[2].refusal.sentence
    assert isinstance(seen[3].refusal, NotFound)
    assert [shop.page(number).status for number in (whole, cut)] == ["placed", "placed"]
    for row in seen[:2]:
        owed = run_in_transaction(staff.cancel, number=row.number, reason="fraud", actor=STAFF)
        due = sum(give_back(payment, GATEWAYS) for payment in owed)
        before = 0 if row.number == whole else 1999 + 248
        assert due == row.back_minor + before
    again = run_in_transaction(cancel_ahead, actor=STAFF, keys=[known[whole]])
    assert isinstance(again[0].refusal, IllegalMove)


@pytest.mark.feature("ORD-17")
def test_sending_many_is_foreseen_for_the_sellers_own_parts_only(shop):
    both, sent = shop.buy(2, 1, 1), shop.buy(1)
    known = keys()
    line = shop.lines(both)["Mug"].line_no
    run_in_transaction(cancel_pieces, number=both, pieces={line: 1}, reason="x", actor=STAFF)
    shop.send(sent)
    seen = run_in_transaction(
        send_ahead, actor=shop.actor(), keys=[known[both], known[sent], "nothing"]
    )
    assert [(row.number, row.pieces, row.refusal is None) for row in seen] == [
        (f"{both}-1", 2, True),
        (f"{sent}-1", 0, False),
        ("nothing", 0, False),
    ]
    (other,) = run_in_transaction(send_ahead, actor=shop.actor(1), keys=[known[sent]])
    assert isinstance(other.refusal, NotFound)
    run_in_transaction(send_one, actor=shop.actor(), key=known[both], note="")
    assert shop.page(both).parts[0].status == "shipped"
