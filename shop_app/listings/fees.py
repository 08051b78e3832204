"""What is left of a price for the seller, by the seller's commission."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.money import round_half_away


def receives_minor(
    session: Session,
    *,
    seller_id: UUID,
    category_id: UUID | None,  # noqa: ARG001 the rule may come to ask for it
    price_minor: int,
    currency: str,  # noqa: ARG001
) -> int:
    """Minor units of a price with tax that the seller gets. Raises NotFound for no seller."""
    found = rows(
        session, "select commission_basis_points from sellers where id = :id", id=seller_id
    )
    if not found:
        raise NotFound("This seller is not here.")
    share = Fraction(price_minor * found[0].commission_basis_points, 10_000)
    return price_minor - round_half_away(share)
