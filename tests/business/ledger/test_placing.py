"""From the press of Pay to the ledger: commission frozen, sale posted in the same transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shop_app.checkout.place_order import place_order
from shop_app.checkout.queries import checkout_page
from shop_app.core.audit import SYSTEM
from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction
from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway
from shop_app.ledger.models import CommissionRule
from shop_app.orders.service import cancel_before_shipment
from tests.makers import Visitor, make_offer, make_seller, make_world, ready_checkout

pytestmark = pytest.mark.usefixtures("database")

GATEWAYS = {"sandbox": SandboxGateway()}


def ask(sql, **values):
    return run_in_transaction(rows, sql, **values)


def sums(seller):
    found = ask(
        "select account, sum(amount_minor)::bigint as n from ledger_entries"
        " where seller_id = :s group by 1 having sum(amount_minor) <> 0",
        s=seller,
    )
    return {row.account: row.n for row in found}


def add_rule(session, **values):
    session.add(CommissionRule(valid_from=now() - timedelta(minutes=1), **values))


@pytest.mark.feature("MKT-07", "PAY-12", "MKT-06")
def test_commission_is_frozen_and_the_sale_posted_and_a_cancelled_part_given_back():
    world = run_in_transaction(make_world)
    one = run_in_transaction(make_seller, name="One")
    two = run_in_transaction(make_seller, name="Two", commission=800)
    mug = run_in_transaction(make_offer, world, seller_id=one, eur=1999)
    bowl = run_in_transaction(make_offer, world, seller_id=two, eur=6000)
    run_in_transaction(
        add_rule, scope="seller", seller_id=one, basis_points=1000, fixed_minor=30, currency="EUR"
    )
    guest = Visitor()
    checkout = run_in_transaction(ready_checkout, guest, (mug, 2), (bowl, 1))
    for _ in range(2):
        total = run_in_transaction(checkout_page, **guest.who, gateways=GATEWAYS)
        placed = place_order(
            checkout_id=checkout,
            **guest.who,
            total_seen_minor=total.total_minor if total else 0,
            payment_method=SUCCEEDS,
            gateways=GATEWAYS,
        )
    (line,) = ask("select * from order_lines where seller_id = :s", s=one)
    assert (
        line.commission_basis_points, line.commission_fixed_minor, line.commission_minor,
    ) == (1000, 30, 400 + 60)  # fmt: skip
    run_in_transaction(add_rule, scope="default", basis_points=9000)
    assert ask("select * from order_lines where seller_id = :s", s=one) == [line]
    assert sums(one) == {
        "clearing": -3998 - 495, "tax": 694 + 86, "commission": 460,
        "seller_held": 3998 + 495 - 780 - 460,
    }  # fmt: skip
    assert sums(two)["commission"] == 480
    run_in_transaction(
        cancel_before_shipment, number=placed.number, reason="", actor=SYSTEM, seller_ids=[one]
    )
    assert sums(one) == {}
    assert sums(two)["clearing"] == -6000
    assert ask("select count(*) as n from ledger_transactions where kind = 'sale'")[0].n == 2
