"""Commission: which rule wins, what it takes, and that it is frozen at placement."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_app.catalog.models import Category
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.ledger.commission import CommissionTerms, commission_of
from shop_app.ledger.fees import you_will_receive
from shop_app.ledger.models import CommissionRule
from tests.makers import make_offer, make_world, unknown_id


@pytest.fixture
def world(session):
    return make_world(session)


def rule(session, scope="default", *, basis_points=1000, **more):
    session.add(
        CommissionRule(
            scope=scope, basis_points=basis_points,
            **{"valid_from": now() - timedelta(days=1), **more},
        )
    )  # fmt: skip
    session.flush()


@pytest.mark.feature("MKT-06")
def test_the_most_specific_rule_wins(session, world, seller):
    deep = Category(
        slug="mugs", name="Mugs", path="kitchen/mugs", parent_id=world.category, depth=1
    )
    session.add(deep)
    session.flush()
    offer = make_offer(session, world, seller_id=seller)
    product = rows(
        session,
        "select v.product_id from offers o join variants v on v.id = o.variant_id where o.id = :id",
        id=offer,
    )[0].product_id

    def percent(price=1999, category: UUID | None = deep.id, currency="EUR"):
        return you_will_receive(
            session, seller_id=seller, category_id=category, product_id=product,
            price_minor=price, currency=currency,
        ).commission_basis_points  # fmt: skip

    assert percent() == 1200
    rule(session, basis_points=1500)
    assert percent() == 1500
    rule(session, "category", category_id=world.category, basis_points=1400)
    assert (percent(), percent(category=None)) == (1400, 1500)
    rule(session, "category", category_id=deep.id, basis_points=1300)
    assert (percent(), percent(category=world.category)) == (1300, 1400)
    rule(
        session, "category", category_id=deep.id, basis_points=900, currency="EUR",
        price_from_minor=5000, price_below_minor=9000,
    )  # fmt: skip
    assert [percent(price) for price in (4999, 5000, 8999, 9000)] == [1300, 900, 900, 1300]
    assert percent(5000, currency="USD") == 1300
    rule(session, "seller", seller_id=seller, basis_points=800)
    assert percent() == 800
    rule(session, "seller", seller_id=seller, basis_points=700, valid_from=now())
    assert percent() == 700
    rule(session, "product", product_id=product, basis_points=600, valid_to=now())
    assert percent() == 700
    rule(session, "product", product_id=product, basis_points=500)
    assert percent() == 500
    rule(
        session, "product", product_id=product, basis_points=1, valid_from=now().replace(year=2090)
    )
    assert percent() == 500


@pytest.mark.feature("MKT-13")
def test_a_seller_sees_what_a_price_leaves(session, world, seller):
    rule(session, basis_points=1000, fixed_minor=30, currency="EUR")
    euro = you_will_receive(
        session, seller_id=seller, category_id=world.category, price_minor=1999, currency="EUR"
    )
    assert (euro.commission_minor, euro.tax_minor, euro.receives_minor) == (230, 347, 1422)
    dollars = you_will_receive(
        session, seller_id=seller, category_id=world.category, price_minor=2199, currency="USD"
    )
    assert (dollars.tax_included, dollars.tax_minor) == (False, 176)
    assert dollars.receives_minor == 2199 - 285
    with pytest.raises(NotFound):
        you_will_receive(
            session, seller_id=unknown_id(), category_id=None, price_minor=1, currency="EUR"
        )


@pytest.mark.feature("MKT-06")
@pytest.mark.parametrize(
    ("terms", "paid", "pieces", "delivery", "taken"),
    [
        (CommissionTerms(1200), 1999, 1, 495, 240),
        (CommissionTerms(1200, fixed_minor=30), 3998, 2, 0, 540),
        (CommissionTerms(1200, on_delivery=True), 1999, 1, 501, 300),
        (CommissionTerms(1200, floor_minor=100), 500, 1, 0, 100),
        (CommissionTerms(1200, cap_minor=100), 3998, 2, 0, 200),
        (CommissionTerms(0, floor_minor=500), 300, 1, 0, 300),
    ],
)
def test_percent_fixed_floor_cap_and_delivery(terms, paid, pieces, delivery, taken):
    assert commission_of(terms, paid_minor=paid, quantity=pieces, delivery_minor=delivery) == taken


@given(
    terms=st.builds(
        CommissionTerms,
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        st.none() | st.integers(0, 10_000),
        st.none() | st.integers(0, 10_000),
        st.booleans(),
    ),
    paid=st.integers(0, 10**9),
    pieces=st.integers(1, 99),
    delivery=st.integers(0, 10_000),
)
def test_commission_is_never_negative_and_never_more_than_was_paid(terms, paid, pieces, delivery):
    taken = commission_of(terms, paid_minor=paid, quantity=pieces, delivery_minor=delivery)
    assert 0 <= taken <= paid + delivery
