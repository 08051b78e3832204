"""Staff and sellers at their lists: found, filtered, cancelled, refunded, tagged; papers."""

from __future__ import annotations

import pytest

from shop_app.checkout.refunds import give_back
from shop_app.core.audit import Actor
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, Invalid, NotFound
from shop_app.core.lists import ListQuery, read_all, read_list
from shop_app.orders import staff
from shop_app.orders.bulk import orders_of_keys, prepare_one, send_one, send_written
from shop_app.orders.documents import invoices_of, packing_slips_of
from shop_app.orders.picking import numbers_to_send, pick_list
from shop_app.orders.seller_lists import SELLER_ORDERS
from shop_app.orders.staff_lists import STAFF_ORDERS
from shop_app.orders.staff_queries import staff_order
from shop_app.orders.status import IllegalMove
from tests.business.orders.test_parcels import GATEWAYS, Shop
from tests.makers import make_seller, stock_breaches

pytestmark = pytest.mark.usefixtures("database")

STAFF = Actor("staff", "Sol")


@pytest.fixture
def shop():
    return Shop()


def found_by_staff(search="", **filters):
    page = run_in_transaction(
        read_list, listing=STAFF_ORDERS, query=ListQuery(search=search, filters=filters)
    )
    return [row.number for row in page.rows]


def found_by_seller(seller_id, search="", **filters):
    page = run_in_transaction(
        read_list,
        listing=SELLER_ORDERS,
        query=ListQuery(search=search, filters=filters),
        seller_id=seller_id,
    )
    return [row.order_number for row in page.rows]


def seen(number):
    return run_in_transaction(staff_order, number=number)


@pytest.mark.feature("ADM-03", "ORD-17")
def test_staff_find_an_order_by_number_name_and_e_mail(shop):
    first, second = shop.buy(1), shop.buy(0, 0, 1)
    assert found_by_staff() == [second, first]
    for search in (first, first.lower(), first[:7]):
        assert first in found_by_staff(search)
    for search in ("ada@example.com", "Lovelace", "ada love", "ADA@EX"):
        assert found_by_staff(search) == [second, first]
    for search in ("nobody", "%", "_", "' or 1=1 --", "a & b | !c", "\\", ":*", "((", "'"):
        assert isinstance(found_by_staff(search), list)
    assert found_by_staff("zzz") == []
    assert found_by_staff(seller="Clay") == [second]
    assert found_by_staff(status="placed", country="nl", payment="captured") == [second, first]
    assert found_by_staff(status="shipped") == found_by_staff(payment="owed") == []
    with pytest.raises(Invalid):
        found_by_staff(**{"from": "soon"})
    listed = run_in_transaction(
        lambda session: list(read_all(session, listing=STAFF_ORDERS, query=ListQuery()))
    )
    assert [row.name for row in listed] == ["Ada Lovelace"] * 2


@pytest.mark.feature("ORD-17")
def test_orders_are_tagged_and_cancelled_many_at_a_time(shop):
    keep, drop = shop.buy(1), shop.buy(2, 0, 1)
    keys = {row.number: str(row.id) for row in run_in_transaction(_all_orders)}
    for number in (keep, drop):
        run_in_transaction(staff.tag_one, actor=STAFF, key=keys[number], note=" Press  Kit ")
    assert found_by_staff(tag="press kit") == [drop, keep]
    run_in_transaction(staff.untag, number=keep, word="press kit", actor=STAFF)
    assert found_by_staff(tag="press kit") == [drop]
    with pytest.raises(Invalid):
        run_in_transaction(staff.cancel_one, actor=STAFF, key=keys[drop], note="  ")
    run_in_transaction(staff.cancel_one, actor=STAFF, key=keys[drop], note="fraud")
    assert found_by_staff(status="cancelled", payment="owed") == [drop]
    with pytest.raises(IllegalMove):
        shop.send(drop)
    for key in ("", "x", keys[keep][:-1] + "0" * 40):
        with pytest.raises(NotFound):
            run_in_transaction(staff.tag_one, actor=STAFF, key=key, note="a")
    actions = run_in_transaction(rows, "select action from audit_log order by position")
    assert [row.action for row in actions] == [
        "order.tagged", "order.tagged", "order.untagged", "order.cancelled",
    ]  # fmt: skip


def _all_orders(session):
    return rows(session, "select id, number from orders")


@pytest.mark.feature("ORD-01")
def test_the_order_page_of_the_staff_adds_up_and_refuses_more_than_was_paid(shop):
    number = shop.buy(2, 0, 1)
    first, second = seen(number).parts
    assert (first.total_text, second.total_text) == ("€44.93", "€24.94")
    assert seen(number).can_cancel
    shop.send(number, carrier="UPS", tracking="1Z")
    page = seen(number)
    assert (page.can_cancel, page.parts[0].can_cancel, page.parts[1].can_cancel) == (
        False,
        False,
        True,
    )
    for amount in ("44.94", "0", "-1", "ten", "1.234", "1e9"):
        with pytest.raises((Invalid, Conflict)):
            give(number, first.number, amount)
    payment = give(number, first.number, "4.93")
    assert give_back(payment, GATEWAYS) == 493
    payments = run_in_transaction(
        staff.cancel, number=number, part=second.number, reason="no stock", actor=STAFF
    )
    assert [give_back(payment, GATEWAYS) for payment in payments] == [2494]
    page = seen(number)
    assert (page.paid_text, page.refunded_text, page.owed_text) == ("€69.87", "€29.87", "€0.00")
    assert (page.parts[0].left, page.parts[1].left) == ("40.00", "0.00")
    assert (page.status, page.parts[1].status) == ("shipped", "cancelled")
    with pytest.raises(Conflict):
        give(number, second.number, "0.01")
    run_in_transaction(staff.add_note, number=number, text="Called\x00 the shopper", actor=STAFF)
    notes = [step for step in seen(number).timeline if step.kind == "note"]
    assert [(step.note, step.actor) for step in notes] == [("Called the shopper", "staff: Sol")]
    assert "note" not in [step.kind for step in shop.page(number).timeline]
    with pytest.raises(NotFound):
        give(number, "S-NONE", "1")
    assert run_in_transaction(stock_breaches) == []


def give(number, part, amount):
    return run_in_transaction(
        staff.refund_part, number=number, part=part, amount=amount, reason="scratch", actor=STAFF
    )


@pytest.mark.feature("ORD-17", "ORD-05")
def test_a_sellers_list_picks_and_slips_hold_its_own_parts_only(shop):
    both, mine = shop.buy(2, 1, 1), shop.buy(1)
    one, two = shop.sellers
    stranger = run_in_transaction(make_seller, name="Stranger")
    assert found_by_seller(one) == [mine, both]
    assert (found_by_seller(two), found_by_seller(stranger)) == ([both], [])
    assert found_by_seller(one, both) == [both]
    sku = shop.lines(both)["Bowl"].sku
    assert found_by_seller(one, sku.lower()) == [both]
    assert found_by_seller(two, sku) == []
    assert found_by_seller(one, waiting="all", status="placed") == [mine, both]
    assert found_by_seller(one, waiting="late") == []
    assert run_in_transaction(numbers_to_send, seller_id=one, limit=9) == [both, mine]
    listed = run_in_transaction(pick_list, seller_id=one)
    assert sorted((pick.title, pick.pieces) for pick in listed.picks) == [("Bowl", 1), ("Mug", 3)]
    assert (listed.pieces, listed.orders) == (4, 2)
    assert run_in_transaction(pick_list, seller_id=stranger).picks == []
    shop.send(both, {shop.lines(both)["Mug"].line_no: 2})
    (slip,) = run_in_transaction(packing_slips_of, seller_id=one, numbers=[both])
    assert [(line.title, line.quantity) for line in slip.lines] == [("Bowl", 1)]
    keys = {row.number: str(row.id) for row in run_in_transaction(_all_orders)}
    assert run_in_transaction(orders_of_keys, seller_id=two, keys=list(keys.values())) == [both]
    for refused in (
        lambda: run_in_transaction(packing_slips_of, seller_id=stranger, numbers=[both]),
        lambda: run_in_transaction(orders_of_keys, seller_id=stranger, keys=list(keys.values())),
        lambda: run_in_transaction(send_one, actor=shop.actor(1), key=keys[mine], note=""),
        lambda: run_in_transaction(prepare_one, actor=STAFF, key=keys[mine], note=""),
        lambda: run_in_transaction(
            send_written, seller_id=stranger, line=f"{mine};DHL;1", actor=shop.actor()
        ),
    ):
        with pytest.raises((NotFound, Invalid)):
            refused()
    run_in_transaction(
        send_written, seller_id=one, line=f"{mine.lower()}-1\tups\t1Z9", actor=shop.actor()
    )
    (parcel,) = shop.page(mine).parts[0].parcels
    assert (parcel.carrier, parcel.tracking_number) == ("UPS", "1Z9")
    for line in ("", ";", "a;b;c;d"):
        with pytest.raises((Invalid, NotFound)):
            run_in_transaction(send_written, seller_id=one, line=line, actor=shop.actor())


def test_an_invoice_names_the_tax_by_rate_and_adds_up(shop):
    number = shop.buy(2, 0, 1)
    first, second = run_in_transaction(invoices_of, number=number)
    assert (first.number, first.total_text) == (f"I-{number}-1", "€44.93")
    assert [(line.title, line.quantity, line.total_text) for line in first.lines] == [
        ("Mug · Olive", 2, "€39.98")
    ]
    assert [(tax.rate_text, tax.net_text, tax.tax_text) for tax in first.taxes] == [
        ("21%", "€33.04", "€6.94"),
        ("", "€4.09", "€0.86"),
    ]
    assert first.tax_text == "€7.80"
    assert second.seller_name == "Clay Works"
    run_in_transaction(staff.cancel, number=number, reason="x", actor=STAFF)
    with pytest.raises(NotFound):
        run_in_transaction(invoices_of, number=number)
