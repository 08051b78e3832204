"""When an attribute changes: the facets are chosen anew, and whose documents must follow."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.search.facets import facet_plan, plan_facets

# Options are facets too, by the same code as an attribute would have.
_HAVING = """
    select id from products
    where status = 'active' and (
        jsonb_exists_any(attributes, cast(:codes as text[]))
        or exists (select from jsonb_array_elements(options) o
            where replace(lower(o->>'name'), ' ', '_') = any(:codes)))
"""


def replan_attribute(session: Session, *, code: str) -> set[UUID]:
    """Choose the facets of all categories anew; the products whose documents must be renewed.

    Before the first rebuild nothing is planned: every filterable attribute is taken as it is.
    """
    before = facet_plan(session)
    touched = {code}
    if before.by_category:
        plan_facets(session)
        after = facet_plan(session)
        touched |= (after.codes() or frozenset()) ^ (before.codes() or frozenset())
        touched |= after.exact_numbers ^ before.exact_numbers
    return {row.id for row in rows(session, _HAVING, codes=sorted(touched))}
