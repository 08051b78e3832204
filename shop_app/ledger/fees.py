"""What a seller would receive of a price: shown before anything is listed."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import NotFound
from shop_app.core.money import tax_inside, tax_on_top
from shop_app.ledger.commission import CommissionTerms, commission_of
from shop_app.ledger.views import FeePreview

_TERMS = """
    select coalesce(r.basis_points, s.commission_basis_points) as basis_points,
        coalesce(r.fixed_minor, 0) as fixed_minor, r.floor_minor, r.cap_minor,
        coalesce(g.tax_included, true) as tax_included,
        tax_rate_on(g.default_country, :tax_class, cast(:at as date)) as tax_basis_points
    from sellers s
    left join lateral commission_rule_of(
        cast(:product_id as uuid), s.id, cast(:category_id as uuid), cast(:currency as text),
        cast(:price_minor as bigint), cast(:at as timestamptz)) r on true
    left join lateral (
        select tax_included, default_country from regions where currency = :currency
        order by position, code limit 1
    ) g on true
    where s.id = :seller_id
"""


def you_will_receive(
    session: Session,
    *,
    seller_id: UUID,
    category_id: UUID | None,
    price_minor: int,
    currency: str,
    product_id: UUID | None = None,
    tax_class: str = "standard",
) -> FeePreview:
    """What is left of the price of one piece, sold to the default country of its currency.

    Delivery is left out: it is the seller's and is priced per parcel. Raises NotFound for a seller
    that is not there.
    """
    found = rows(
        session,
        _TERMS,
        seller_id=seller_id,
        category_id=category_id,
        product_id=product_id,
        currency=currency,
        price_minor=price_minor,
        tax_class=tax_class,
        at=now(),
    )
    if not found:
        raise NotFound("This seller is not here.")
    row = found[0]
    rate = row.tax_basis_points or 0
    tax = (tax_inside if row.tax_included else tax_on_top)(price_minor, rate)
    terms = CommissionTerms(row.basis_points, row.fixed_minor, row.floor_minor, row.cap_minor)
    paid = price_minor if row.tax_included else price_minor + tax
    commission = commission_of(terms, paid_minor=paid)
    return FeePreview(
        price_minor=price_minor,
        commission_minor=commission,
        tax_minor=tax,
        receives_minor=price_minor - commission - (tax if row.tax_included else 0),
        commission_basis_points=row.basis_points,
        commission_fixed_minor=row.fixed_minor,
        currency=currency,
        tax_included=row.tax_included,
    )
