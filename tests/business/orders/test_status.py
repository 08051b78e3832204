"""The state machine of orders: every legal move, no other, and the order follows its parts."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.ids import new_id
from shop_app.orders.models import Order, OrderStatus, SellerOrder, SellerOrderStatus
from shop_app.orders.status import MOVES, IllegalMove, derived, move
from tests.makers import make_seller

S = SellerOrderStatus
ENDS = {S.DELIVERED, S.CANCELLED}


@pytest.fixture
def seller(session):
    return make_seller(session)


def order_at(session, *statuses, sellers):
    order = Order(
        id=new_id(),
        number=f"S-{new_id().hex[-8:]}",
        email="ada@example.com",
        region_code="EU",
        currency="EUR",
        status=derived([S(status) for status in statuses]),
        items_minor=100,
        delivery_minor=0,
        total_minor=100,
    )
    session.add(order)
    for place, (status, seller_id) in enumerate(zip(statuses, sellers, strict=True), 1):
        session.add(
            SellerOrder(
                order_id=order.id,
                seller_id=seller_id,
                number=f"{order.number}-{place}",
                status=status,
                items_minor=100,
                delivery_minor=0,
                total_minor=100,
            )
        )
    session.flush()
    return order.id


def status_of(session, order_id):
    return rows(session, "select status from orders where id = :id", id=order_id)[0].status


@pytest.mark.parametrize(("before", "to"), list(product(S, S)))
def test_a_part_moves_where_the_table_says_and_nowhere_else(session, seller, before, to):
    order_id = order_at(session, before, sellers=[seller])
    moving = {"order_id": order_id, "seller_id": seller, "to": to, "actor": "seller"}
    if before is S.PENDING:
        with pytest.raises(NotFound):
            move(session, **moving)
    elif to in MOVES[before]:
        move(session, **moving)
        part = rows(session, "select status from seller_orders where order_id = :id", id=order_id)
        assert part[0].status == to
        assert status_of(session, order_id) == derived([to])
    else:
        with pytest.raises(IllegalMove):
            move(session, **moving)
        assert rows(session, "select 1 from order_events where order_id = :id", id=order_id) == []


def test_every_move_leaves_a_line_in_the_timeline_and_an_event(session, seller):
    order_id = order_at(session, S.PLACED, sellers=[seller])
    for to in (S.PREPARING, S.SHIPPED, S.DELIVERED):
        move(session, order_id=order_id, seller_id=seller, to=to, actor="seller", text="by hand")
    steps = rows(
        session,
        "select kind, from_status, to_status, actor, seller_id is null as whole from order_events"
        " where order_id = :id order by happened_at, id",
        id=order_id,
    )
    assert [tuple(step) for step in steps] == [
        ("preparing", "placed", "preparing", "seller", False),
        ("shipped", "preparing", "shipped", "seller", False),
        ("shipped", "placed", "shipped", "seller", True),
        ("delivered", "shipped", "delivered", "seller", False),
        ("delivered", "shipped", "delivered", "seller", True),
    ]
    session.flush()
    told = rows(
        session,
        "select kind, version from outbox where aggregate_id = :id order by id",
        id=order_id,
    )
    assert [tuple(event) for event in told] == [
        ("seller_order.preparing", 2),
        ("seller_order.shipped", 3),
        ("seller_order.delivered", 4),
    ]


@pytest.mark.feature("ORD-05")
def test_the_shopper_sees_one_order_that_follows_its_parts(session):
    sellers = [make_seller(session), make_seller(session)]
    order_id = order_at(session, S.PLACED, S.PLACED, sellers=sellers)

    def after(seller, to):
        move(session, order_id=order_id, seller_id=seller, to=to, actor="seller")
        return status_of(session, order_id)

    assert after(sellers[0], S.SHIPPED) == "partly_shipped"
    assert after(sellers[0], S.DELIVERED) == "partly_shipped"
    assert after(sellers[1], S.SHIPPED) == "shipped"
    assert after(sellers[1], S.DELIVERED) == "delivered"


@given(st.lists(st.sampled_from(list(S)), min_size=1, max_size=12))
def test_the_derived_status_says_what_is_true_of_the_parts(parts):
    status = derived(parts)
    live = [part for part in parts if part is not S.CANCELLED]
    assert (status is OrderStatus.CANCELLED) == (not live)
    assert (status is OrderStatus.DELIVERED) == (bool(live) and set(live) == {S.DELIVERED})
    if status in (OrderStatus.PLACED, OrderStatus.PENDING):
        assert not {S.SHIPPED, S.DELIVERED} & set(live)
    assert derived(list(reversed(parts))) is status


def test_every_status_can_end_and_no_end_goes_on():
    assert {status for status, targets in MOVES.items() if not targets} == ENDS
    for start in S:
        reached, edge = {start}, [start]
        while edge:
            edge = [to for at in edge for to in MOVES[at] if to not in reached]
            reached |= set(edge)
        assert reached & ENDS
