"""What waits to be sent, counted for a seller and for the shop."""

from __future__ import annotations

from datetime import timedelta

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.operations import operations
from shop_app.orders.to_do import to_do_of_all, to_do_of_seller
from tests import makers
from tests.business.orders.test_status import order_at


def test_a_seller_counts_its_own_parts_and_the_shop_counts_all(session):
    makers.make_world(session)
    mine, other = makers.make_seller(session), makers.make_seller(session, name="Elm")
    order_at(session, "placed", "preparing", sellers=[mine, other])
    order_at(session, "shipped", sellers=[mine])
    late = order_at(session, "preparing", sellers=[mine])
    rows(session, "update orders set placed_at = :moment returning id", moment=now())
    rows(
        session,
        "update seller_orders set promised_from = :day where order_id = :id returning number",
        day=now().date() - timedelta(days=1),
        id=late,
    )
    own, whole = to_do_of_seller(session, seller_id=mine), to_do_of_all(session)
    assert (own.to_ship, own.late, own.placed_today) == (2, 1, 3)
    assert (whole.to_ship, whole.late, whole.placed_today) == (3, 1, 4)


def test_events_wait_until_a_relay_has_read_them(session):
    before = operations(session).events_waiting
    makers.fill_cart(
        session,
        makers.Visitor(),
        (makers.make_offer(session, makers.make_world(session)), 1),
    )
    assert operations(session).events_waiting > before
