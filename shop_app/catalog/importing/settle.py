"""After an import: which attributes are worth a filter, and which texts are choices of a list.

A text attribute becomes an enum when few short values serve many products. A number or a yes/no is
worth a filter when enough products have it and they differ in it. Nothing is taken back: what a
person has made filterable stays so.
"""

from __future__ import annotations

from sqlmodel import Session

from shop_app.core.db import rows

_FEWEST_PRODUCTS = 20
_MOST_CHOICES = 60
_LONGEST_CHOICE = 40

_USES = f"""
with used as (
    select pair.key as code, pair.value #>> '{{}}' as value, count(*) as products
    from products, jsonb_each(attributes) pair
    where source = :source
    group by 1, 2
), summed as (
    select code, sum(products) as products, count(*) as choices, max(length(value)) as longest,
        (array_agg(value order by products desc, value))[1:{_MOST_CHOICES}] as listed
    from used group by code
    having sum(products) >= {_FEWEST_PRODUCTS} and count(*) > 1
)
"""
_ENUMS = f"""
{_USES}
update attributes a
set kind = 'enum', filterable = true, choices = to_jsonb(s.listed)
from summed s
where s.code = a.code and a.kind = 'text' and s.choices <= {_MOST_CHOICES}
  and s.longest <= {_LONGEST_CHOICE} and s.products >= 3 * s.choices
returning 1
"""
_FILTERS = f"""
{_USES}
update attributes a set filterable = true
from summed s
where s.code = a.code and a.kind in ('number', 'boolean') and not a.filterable
returning 1
"""
_CHOICES = f"""
{_USES}
update attributes a
set choices = a.choices || (
    select jsonb_agg(value order by value)
    from unnest(s.listed) value where not a.choices ? value
)
from summed s
where s.code = a.code and a.kind = 'enum' and s.choices <= {_MOST_CHOICES}
  and not a.choices @> to_jsonb(s.listed)
returning 1
"""


def settle_attributes(session: Session, *, source: str) -> int:
    """Set kinds and filters of the attributes that a source's products use; how many changed."""
    return sum(
        len(rows(session, statement, source=source)) for statement in (_ENUMS, _CHOICES, _FILTERS)
    )
