"""The quote: exact sums in every currency, whatever the lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop_app.checkout.quote import QuoteLine, quote
from shop_app.core.money import tax_inside, tax_on_top
from shop_app.ledger.commission import CommissionTerms

CURRENCIES = ("JPY", "USD", "EUR", "KWD")
SELLERS = ("a", "b", "c")

lines = st.lists(
    st.builds(
        QuoteLine,
        offer_id=st.uuids().map(str),
        seller_id=st.sampled_from(SELLERS),
        quantity=st.integers(1, 999),
        unit_minor=st.integers(1, 10**9),
        tax_basis_points=st.sampled_from((0, 550, 900, 2100, 2700)),
        commission=st.builds(
            CommissionTerms,
            basis_points=st.integers(0, 10_000),
            fixed_minor=st.integers(0, 500),
            on_delivery=st.booleans(),
        ),
    ),
    min_size=1,
    max_size=500,
)


@pytest.mark.feature("PRC-14")
@pytest.mark.parametrize("currency", CURRENCIES)
@settings(max_examples=40, deadline=None)
@given(
    lines=lines,
    included=st.booleans(),
    deliveries=st.dictionaries(st.sampled_from(SELLERS), st.integers(0, 10**6)),
    discount=st.integers(0, 10**12),
)
def test_lines_parts_and_total_add_up_to_the_last_unit(
    currency, lines, included, deliveries, discount
):
    quoted = quote(
        lines,
        currency=currency,
        tax_included=included,
        deliveries=deliveries,
        delivery_tax_basis_points=2100,
        discount_minor=discount,
    )
    goods = sum(line.total_minor for line in quoted.lines)
    on_top = 0 if included else quoted.tax_minor
    assert goods == quoted.items_minor - quoted.discount_minor
    assert quoted.total_minor == goods + quoted.delivery_minor + on_top
    assert quoted.total_minor == sum(part.total_minor for part in quoted.sellers)
    assert quoted.discount_minor == min(discount, quoted.items_minor)
    for part in quoted.sellers:
        own = [line for line in quoted.lines if line.seller_id == part.seller_id]
        assert part.items_minor - part.discount_minor == sum(line.total_minor for line in own)
        assert part.commission_minor == sum(line.commission_minor for line in own)
        tax_of = tax_inside if included else tax_on_top
        assert part.tax_minor == sum(line.tax_minor for line in own) + tax_of(
            part.delivery_minor, 2100
        )
    for line in quoted.lines:
        assert 0 <= line.total_minor == line.unit_minor * line.quantity - line.discount_minor
        assert line.tax_minor >= 0


@pytest.mark.feature("PRC-14")
@settings(max_examples=60, deadline=None)
@given(lines=lines, included=st.booleans())
def test_a_lines_share_of_tax_is_less_than_one_unit_from_exact(lines, included):
    quoted = quote(lines, currency="EUR", tax_included=included)
    for line in quoted.lines:
        below = 10_000 + line.tax_basis_points if included else 10_000
        assert abs(line.tax_minor * below - line.total_minor * line.tax_basis_points) < 2 * below


def test_tax_is_rounded_once_for_a_seller_and_rate():
    three = [QuoteLine(str(i), "a", 1, 3, tax_basis_points=1000) for i in range(5)]
    quoted = quote(three, currency="EUR", tax_included=False)
    assert [line.tax_minor for line in quoted.lines] == [1, 1, 0, 0, 0]
    assert (quoted.tax_minor, quoted.total_minor) == (2, 17)


def test_an_order_of_two_sellers_in_euro():
    quoted = quote(
        [
            QuoteLine("mug", "a", 2, 1999, 2100, CommissionTerms(1200)),
            QuoteLine("book", "a", 1, 1050, 900, CommissionTerms(1200)),
            QuoteLine("bowl", "b", 1, 2500, 2100, CommissionTerms(800)),
        ],
        currency="EUR",
        tax_included=True,
        deliveries={"a": 495, "b": 0},
        delivery_tax_basis_points=2100,
    )
    assert [line.tax_minor for line in quoted.lines] == [694, 87, 434]
    assert [line.commission_minor for line in quoted.lines] == [480, 126, 200]
    assert [(part.items_minor, part.tax_minor, part.total_minor) for part in quoted.sellers] == [
        (5048, 867, 5543),
        (2500, 434, 2500),
    ]
    assert (quoted.total_minor, quoted.tax_minor) == (8043, 1301)


def test_a_quote_of_nothing_is_nothing():
    assert quote([], currency="EUR", tax_included=True).total_minor == 0
