"""A seller's own hand in its stock: exact, compared with what was seen, told when low."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop_app.core.audit import Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, Invalid, NotAllowed, NotFound
from shop_app.core.lists import list_query, read_list
from shop_app.inventory.counting import change_stock, set_low_point
from shop_app.inventory.seller_lists import (
    SELLER_STOCK,
    low_stock_count,
    movements_of,
    stock_item,
    warehouses_of,
)
from shop_app.inventory.service import claim
from shop_app.inventory.stock_file import apply_stock_rows, stock_rows, stock_rows_of
from shop_app.inventory.views import Demand
from tests.makers import at_once, make_offer, make_seller, make_world, stock_breaches, unknown_id


def acting(seller_id) -> Actor:
    return Actor("seller", "Milan", seller_id=seller_id)


@pytest.fixture
def shop(session):
    """(world, seller, offer): ten pieces near."""
    world = make_world(session)
    seller = make_seller(session)
    return world, seller, make_offer(session, world, seller_id=seller)


def change(session, shop, kind, quantity, **more):
    world, seller, offer = shop
    return change_stock(
        session, actor=acting(seller), offer_id=offer, warehouse_id=world.near, kind=kind,
        quantity=quantity, **more,
    )  # fmt: skip


def lows(session):
    session.flush()
    found = rows(session, "select payload from outbox where kind = 'stock.low' order by position")
    return [(row.payload["left"], row.payload["threshold"]) for row in found]


@pytest.mark.feature("INV-08")
def test_every_change_says_who_why_and_how_many(session, shop):
    _, seller, offer = shop
    assert change(session, shop, "receive", 5).on_hand == 15
    assert change(session, shop, "adjust", -3, reason="broken").on_hand == 12
    assert change(session, shop, "count", 20, reason="yearly count").on_hand == 20
    moves = movements_of(session, seller_id=seller, offer_id=offer).rows
    assert [(m.kind, m.on_hand_delta, m.reason, m.actor) for m in moves] == [
        ("count", 8, "yearly count", "Milan"),
        ("adjust", -3, "broken", "Milan"),
        ("receive", 5, "delivery", "Milan"),
        ("receive", 10, "delivery", "system"),
    ]
    assert stock_breaches(session) == []


@pytest.mark.feature("INV-10")
def test_the_second_of_two_writers_is_told(session, shop):
    seen = stock_item(session, seller_id=shop[1], offer_id=shop[2])[1][0].version
    change(session, shop, "count", 7, expected_version=seen)
    with pytest.raises(Conflict, match=r"has changed since you looked\. It is 7 now"):
        change(session, shop, "count", 9, expected_version=seen)
    assert stock_item(session, seller_id=shop[1], offer_id=shop[2])[1][0].on_hand == 7


@pytest.mark.feature("INV-10")
def test_of_many_writers_at_once_who_saw_the_same_one_wins(database):
    def prepare(session):
        world = make_world(session)
        seller = make_seller(session)
        return world, seller, make_offer(session, world, seller_id=seller)

    shop = run_in_transaction(prepare)

    def write(number):
        return run_in_transaction(change, shop, "count", 100 + number, expected_version=1)

    results = at_once(8, write)
    assert sum(isinstance(result, Conflict) for result in results) == 7
    assert run_in_transaction(stock_breaches) == []

    counted = at_once(8, lambda _: run_in_transaction(change, shop, "receive", 3))
    assert len({level.on_hand for level in counted}) == 8
    assert run_in_transaction(rows, "select on_hand from stock_levels")[0].on_hand in range(
        124, 132
    )
    assert run_in_transaction(stock_breaches) == []


@pytest.mark.parametrize(
    ("kind", "quantity", "more", "refusal"),
    [
        ("receive", 0, {}, Invalid),
        ("receive", 10**7, {}, Invalid),
        ("adjust", -1, {}, Invalid),
        ("adjust", 0, {"reason": "x"}, Invalid),
        ("adjust", -11, {"reason": "x"}, Conflict),
        ("count", -1, {}, Invalid),
        ("ship", 1, {}, Invalid),
        ("", 1, {}, Invalid),
    ],
)
def test_what_cannot_be_moves_nothing(session, shop, kind, quantity, more, refusal):
    with pytest.raises(refusal):
        change(session, shop, kind, quantity, **more)
    assert stock_item(session, seller_id=shop[1], offer_id=shop[2])[1][0].on_hand == 10


def test_less_than_is_promised_cannot_be_counted(session, shop):
    demand = [Demand(shop[2], 4)]
    assert claim(session, checkout_id=unknown_id(), region_code="EU", demands=demand) == []
    with pytest.raises(Conflict, match="4 pieces are promised"):
        change(session, shop, "count", 3)
    assert change(session, shop, "count", 4).available == 0


@pytest.mark.feature("INV-07")
def test_low_stock_is_told_once_a_crossing(session, shop):
    world, seller, offer = shop
    set_low_point(session, actor=acting(seller), offer_id=offer, warehouse_id=world.near, pieces=3)
    assert low_stock_count(session, seller_id=seller) == 0
    change(session, shop, "count", 4)
    assert lows(session) == []
    change(session, shop, "count", 3)
    assert lows(session) == [(3, 3)]
    change(session, shop, "count", 1)
    assert lows(session) == [(3, 3)]
    assert low_stock_count(session, seller_id=seller) == 1
    query = list_query({"low": "1"}, SELLER_STOCK)
    found = read_list(session, listing=SELLER_STOCK, query=query, seller_id=seller)
    assert [(row.on_hand, row.is_low) for row in found.rows] == [(1, True)]
    change(session, shop, "receive", 10)
    change(session, shop, "count", 2)
    assert lows(session) == [(3, 3), (2, 3)]


def test_no_seller_reaches_the_stock_of_another(session, shop):
    world, seller, offer = shop
    stranger = make_seller(session, name="Stranger")
    where = {"offer_id": offer, "warehouse_id": world.near}
    with pytest.raises(NotFound):
        change_stock(session, actor=acting(stranger), kind="count", quantity=1, **where)
    with pytest.raises(NotFound):
        set_low_point(session, actor=acting(stranger), pieces=1, **where)
    with pytest.raises(NotAllowed):
        change_stock(session, actor=Actor("staff", "X"), kind="count", quantity=1, **where)
    with pytest.raises(NotFound):
        stock_item(session, seller_id=stranger, offer_id=offer)
    assert movements_of(session, seller_id=stranger, offer_id=offer).rows == []
    assert list(stock_rows(session, seller_id=stranger)) == []
    query = list_query({}, SELLER_STOCK)
    assert read_list(session, listing=SELLER_STOCK, query=query, seller_id=stranger).rows == []
    assert low_stock_count(session, seller_id=stranger) == 0
    sku = next(iter(stock_rows(session, seller_id=seller)))[0]
    lines = stock_rows_of(["sku", "warehouse", "on hand", "version"], [(2, [sku, "AMS", "1", "1"])])
    changed, refused = apply_stock_rows(session, actor=acting(stranger), lines=lines)
    assert (changed, len(refused)) == (0, 1)


def test_another_sellers_warehouse_is_no_place(session, shop):
    from shop_app.inventory.models import Warehouse

    _, seller, offer = shop
    stranger = make_seller(session, name="Stranger")
    theirs = Warehouse(code="THEIRS", name="Theirs", country="NL", seller_id=stranger)
    session.add(theirs)
    session.flush()
    with pytest.raises(NotFound):
        change_stock(
            session, actor=acting(seller), offer_id=offer, warehouse_id=theirs.id, kind="receive",
            quantity=1,
        )  # fmt: skip
    assert [code for code, _ in warehouses_of(session, seller_id=seller)] == ["AMS", "MAD"]


@pytest.mark.feature("INV-10")
def test_the_stock_file_is_compared_and_set_row_by_row(session, shop):
    world, seller, offer = shop
    other = make_offer(session, world, seller_id=seller, title="Second", stock_near=2)
    third = make_offer(session, world, seller_id=seller, title="Third", stock_near=2)
    taken = {row[2]: row for row in stock_rows(session, seller_id=seller)}
    assert taken["Stoneware mug"][3:] == (10, 0, 0, 10, 0, 1)
    change(session, (world, seller, other), "receive", 1)
    header = ["SKU", "Warehouse", "On_hand", "Low at", "Version"]
    lines = [
        (2, [taken["Stoneware mug"][0], "AMS", "6", "8", "1"]),
        (3, [taken["Second"][0], "AMS", "9", "", "1"]),
        (4, [taken["Third"][0], "AMS", "2", "", "77"]),
        (5, [taken["Third"][0], "AMS", "=1+1", "", "1"]),
        (6, ["NO-SUCH", "AMS", "1", "", "1"]),
    ]
    changed, refused = apply_stock_rows(
        session, actor=acting(seller), lines=stock_rows_of(header, lines)
    )
    assert changed == 1
    assert [(each.row.number, type(each.error)) for each in refused] == [
        (3, Conflict), (5, Invalid), (6, Invalid),
    ]  # fmt: skip
    levels = {
        row.offer_id: (row.on_hand, row.reorder_point)
        for row in rows(session, "select offer_id, on_hand, reorder_point from stock_levels")
    }
    assert levels == {offer: (6, 8), other: (3, 0), third: (2, 0)}
    with pytest.raises(Invalid, match="columns warehouse, version are missing"):
        stock_rows_of(["sku", "on hand"], [])
    assert stock_breaches(session) == []


@settings(max_examples=15, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["receive", "adjust", "count"]), st.integers(-20, 40)),
        max_size=12,
    )
)
def test_the_movements_always_make_what_lies_there(migrated, steps):
    from sqlmodel import Session

    from shop_app.core.db import engine
    from shop_app.core.errors import ShopError

    with engine().connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            world = make_world(session)
            seller = make_seller(session)
            shop = (world, seller, make_offer(session, world, seller_id=seller))
            expected = 10
            for kind, quantity in steps:
                try:
                    level = change(session, shop, kind, quantity, reason="test")
                except ShopError:
                    continue
                expected = quantity if kind == "count" else expected + quantity
                assert level.on_hand == expected
            assert stock_breaches(session) == []
        outer.rollback()
