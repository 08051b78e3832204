"""The money law: integers, one rounding, exact shares."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_app.core import money
from shop_app.core.errors import Invalid
from shop_app.core.money import Money

amounts = st.integers(min_value=-(10**12), max_value=10**12)
weights = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=500)


@pytest.mark.feature("PRC-14")
@given(minor=amounts, weights=weights)
def test_shares_sum_to_the_whole(minor, weights):
    assert sum(money.split(minor, weights)) == minor


@given(minor=st.integers(min_value=0, max_value=10**12), weights=weights)
def test_no_share_is_a_unit_or_more_from_its_exact_part(minor, weights):
    whole = sum(weights) or len(weights)
    for share, weight in zip(money.split(minor, weights), weights, strict=True):
        part = weight if sum(weights) else 1
        assert abs(Fraction(minor * part, whole) - share) < 1


def test_the_odd_cents_go_to_the_largest_remainders():
    assert money.split(100, [1, 1, 1]) == [34, 33, 33]
    assert money.split(-100, [1, 1, 1]) == [-34, -33, -33]
    assert money.split(10, [0, 0]) == [5, 5]
    assert money.split(0, []) == []


def test_an_amount_cannot_be_shared_among_nobody():
    with pytest.raises(ValueError, match="among nobody"):
        money.split(1, [])


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.5", 1), ("-0.5", -1), ("1.5", 2), ("2.5", 3), ("-2.5", -3), ("2.4999", 2), ("-2.51", -3)],
)
def test_halves_go_away_from_zero(value, rounded):
    assert money.round_half_away(Decimal(value)) == rounded


@given(value=st.fractions())
def test_rounding_is_symmetric_and_near(value):
    rounded = money.round_half_away(value)
    assert abs(value - rounded) <= Fraction(1, 2)
    assert money.round_half_away(-value) == -rounded


@given(gross=st.integers(min_value=0, max_value=10**12), rate=st.integers(0, 10_000))
def test_tax_inside_and_on_top_are_each_other(gross, rate):
    inside = money.tax_inside(gross, rate)
    assert abs(money.tax_on_top(gross - inside, rate) - inside) <= 1
    assert 0 <= inside <= gross


def test_nineteen_percent_inside_one_hundred_and_nineteen():
    assert money.tax_inside(11900, 1900) == 1900
    assert money.tax_on_top(10000, 1900) == 1900


@pytest.mark.parametrize(("currency", "decimals"), [("JPY", 0), ("EUR", 2), ("KWD", 3)])
def test_the_exponent_is_that_of_iso_4217(currency, decimals):
    assert money.exponent(currency) == decimals


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("19.99", "EUR", 1999), ("980", "JPY", 980), ("1.234", "KWD", 1234), (" -2 ", "USD", -200)],
)
def test_plain_decimals_become_minor_units(text, currency, minor):
    assert money.parse_minor(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("19.999", "EUR"),
        ("1.5", "JPY"),
        ("abc", "EUR"),
        ("NaN", "EUR"),
        ("1e99", "EUR"),
        ("", "EUR"),
    ],
)
def test_what_is_not_an_amount_is_refused_with_a_sentence(text, currency):
    with pytest.raises(Invalid) as refusal:
        money.parse_minor(text, currency)
    assert refusal.value.field == "price"
    assert refusal.value.sentence


def test_two_currencies_never_meet():
    with pytest.raises(money.CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


def test_an_unknown_currency_is_refused():
    with pytest.raises(Invalid, match="XXQ is not a currency code"):
        money.exponent("XXQ")
