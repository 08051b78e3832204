"""What the platform takes of a line: pure arithmetic, written once at placement.

Percent of what the line is paid (with tax; with its share of the delivery where the rule says so),
and a fixed amount for each piece; not less than the floor and not more than the cap for each piece,
and never more than what is paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from shop_app.core.money import round_half_away


@dataclass(frozen=True, slots=True)
class CommissionTerms:
    """The rate in basis points; amounts in minor units, each per piece."""

    basis_points: int = 0
    fixed_minor: int = 0
    floor_minor: int | None = None
    cap_minor: int | None = None
    on_delivery: bool = False


NO_COMMISSION = CommissionTerms()


def commission_of(
    terms: CommissionTerms, *, paid_minor: int, quantity: int = 1, delivery_minor: int = 0
) -> int:
    """The commission of a line that is paid so much, rounded once by the rule."""
    base = paid_minor + (delivery_minor if terms.on_delivery else 0)
    taken = round_half_away(Fraction(base * terms.basis_points, 10_000))
    taken += terms.fixed_minor * quantity
    if terms.floor_minor is not None:
        taken = max(taken, terms.floor_minor * quantity)
    if terms.cap_minor is not None:
        taken = min(taken, terms.cap_minor * quantity)
    return max(0, min(taken, base))
