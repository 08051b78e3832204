"""What selling costs, for people who think of it: the default and the categories' own shares."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows

USUAL_BASIS_POINTS = 1200
_RULES = """
    select r.scope, r.basis_points, r.fixed_minor, r.currency, c.name as category
    from commission_rules r left join categories c on c.id = r.category_id
    where r.scope in ('default', 'category') and r.valid_from <= :moment
      and (r.valid_to is null or r.valid_to > :moment)
    order by r.scope <> 'default', c.name, r.currency nulls first limit 100
"""


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One line of the table; an empty `category` is everything else. Basis points, minor units."""

    category: str = ""
    basis_points: int = 0
    fixed_minor: int = 0
    currency: str = ""


def fee_table(session: Session) -> list[FeeRow]:
    """The rules that hold now and are no single seller's or product's."""
    found = [
        FeeRow(row.category or "", row.basis_points, row.fixed_minor, row.currency or "")
        for row in rows(session, _RULES, moment=now())
    ]
    return found or [FeeRow(basis_points=USUAL_BASIS_POINTS)]
