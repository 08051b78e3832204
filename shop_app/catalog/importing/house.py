"""A seller and a warehouse of the house's own, for the first import into an empty shop."""

from __future__ import annotations

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.ids import new_id
from shop_app.core.settings import settings

SELLER_SLUG = "house"
WAREHOUSE_CODE = "MAIN"
_SELLER = """
insert into sellers (id, slug, name, description, email, city, country, logo_url, status,
    handling_days, return_days, commission_basis_points, rating_average, rating_count,
    created_at, approved_at)
select :id, :slug, :name, '', '', '', :country, '', 'approved', 1, 30, 0, 0, 0, now(), now()
where not exists (select from sellers where status = 'approved')
on conflict (slug) do nothing returning 1
"""
_WAREHOUSE = """
insert into warehouses (id, code, name, seller_id, country, address, cut_off_hour, is_open,
    created_at)
select :id, :code, 'Main warehouse', null, :country, '{}', 15, true, now()
where not exists (select from warehouses where is_open and seller_id is null)
on conflict (code) do nothing returning 1
"""


def ensure_house(session: Session) -> None:
    """Make an approved seller and an open warehouse where the shop has none."""
    found = rows(session, "select default_country from regions order by position, code limit 1")
    country = found[0][0] if found else "NL"
    name = f"{settings().shop_name} Direct"
    rows(session, _SELLER, id=new_id(), slug=SELLER_SLUG, name=name, country=country)
    rows(session, _WAREHOUSE, id=new_id(), code=WAREHOUSE_CODE, country=country)
