"""Money: integer minor units with an ISO 4217 currency, one rounding rule, exact shares.

The law stands in docs/money.md: amounts are integers, rounding is half away from zero, shares
are split by largest remainder so that their sum is the whole, always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from babel.numbers import get_currency_precision, list_currencies

from shop_app.core.errors import Invalid


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were put together: a bug, never a person's mistake."""


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(list_currencies())


@lru_cache(maxsize=256)
def exponent(currency: str) -> int:
    """How many decimals the currency has (ISO 4217 by way of CLDR): JPY 0, EUR 2, KWD 3."""
    if currency not in _known():
        raise Invalid(
            "{given} is not a currency code. Use one such as EUR.",
            field="currency",
            given=currency,
        )
    return get_currency_precision(currency)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units of its currency: Money(1999, "EUR") is 19.99 euro."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, quantity: int) -> Money:
        return Money(self.minor * quantity, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} met {other.currency}")
        return other.minor

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum; zero of `currency` when there are none."""
    result = Money(0, currency)
    for amount in amounts:
        result = result + amount
    return result


def round_half_away(value: Fraction | Decimal) -> int:
    """The nearest integer, halves away from zero: the one rounding rule of the shop."""
    exact = Fraction(value)
    magnitude = (abs(exact.numerator) * 2 + exact.denominator) // (2 * exact.denominator)
    return magnitude if exact >= 0 else -magnitude


def parse_minor(text: str, currency: str) -> int:
    """Minor units of a plain decimal text such as "19.99". Raises Invalid with what to write."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise Invalid(
            "{given} is not an amount. Write it like 19.99.", field="price", given=text
        ) from None
    if not value.is_finite() or abs(value) > Decimal(10) ** 13:
        raise Invalid("{given} is not an amount that can be paid.", field="price", given=text)
    scaled = value.scaleb(exponent(currency))
    if scaled != scaled.to_integral_value(ROUND_HALF_UP):
        raise Invalid(
            "{given} has more decimals than {currency} allows ({decimals}).",
            field="price",
            given=text,
            currency=currency,
            decimals=exponent(currency),
        )
    return int(scaled)


def split(minor: int, weights: Sequence[int]) -> list[int]:
    """Shares of `minor` by `weights` (≥ 0), by largest remainder: they sum to `minor` exactly.

    Ties go to the earlier weight. With all weights zero the shares are as even as can be.
    Source of the method: Hamilton's apportionment.
    """
    if not weights:
        if minor:
            raise ValueError("an amount cannot be shared among nobody")
        return []
    if any(weight < 0 for weight in weights):
        raise ValueError("weights are not negative")
    whole = sum(weights)
    parts = list(weights) if whole else [1] * len(weights)
    whole = whole or len(parts)
    sign, magnitude = (-1, -minor) if minor < 0 else (1, minor)
    shares = [magnitude * part // whole for part in parts]
    remainders = [(-(magnitude * part % whole), index) for index, part in enumerate(parts)]
    for _, index in sorted(remainders)[: magnitude - sum(shares)]:
        shares[index] += 1
    return [sign * share for share in shares]


def tax_inside(gross_minor: int, rate_basis_points: int) -> int:
    """The tax contained in a gross amount: gross × rate / (1 + rate), rounded by the rule."""
    return round_half_away(Fraction(gross_minor * rate_basis_points, 10_000 + rate_basis_points))


def tax_on_top(net_minor: int, rate_basis_points: int) -> int:
    """The tax to add to a net amount, rounded by the rule."""
    return round_half_away(Fraction(net_minor * rate_basis_points, 10_000))
