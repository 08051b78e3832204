"""What the shop sells and how, read once so that a past can be made up from it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.demo.history import Ware, World
from shop_app.demo.people import Customer
from shop_app.shipping.queries import methods_of_region

_MOST_FAVOURED = 120
_WARES = """
select o.id as offer_id, v.id as variant_id, p.id as product_id, o.seller_id, p.category_id,
    v.sku, p.title, v.title as variant_title, p.slug, p.tax_class, s.commission_basis_points,
    o.handling_days, p.created_at as since, p.units_sold,
    coalesce((
        select m.url from media m where m.product_id = p.id
        order by (m.position = v.image_position) desc nulls last, m.position limit 1
    ), '') as image_url,
    coalesce((select jsonb_object_agg(r.currency, r.amount_minor) from prices r
        where r.offer_id = o.id), '{}') as prices,
    coalesce((select array_agg(l.warehouse_id order by l.on_hand desc, l.warehouse_id)
        from stock_levels l where l.offer_id = o.id), '{}') as warehouses
from offers o
join variants v on v.id = o.variant_id
join products p on p.id = v.product_id and p.status = 'active'
join sellers s on s.id = o.seller_id and s.status = 'approved'
order by v.sku, s.slug, o.condition
"""


def read_market(session: Session, customers: Sequence[Customer], *, seed: int) -> World:
    """Offers, bought as much as their products say they have sold; regions, ways, taxes."""
    chance = random.Random(seed)
    wares = []
    for row in rows(session, _WARES):
        facts = row._asdict()
        weight = min(max(facts.pop("units_sold"), 1), _MOST_FAVOURED)
        facts["warehouses"] = tuple(row.warehouses)
        wares.append(Ware(**facts, weight=weight * chance.uniform(0.5, 1.5)))
    regions = rows(session, "select code, currency, tax_included from regions order by position")
    sellers = list({ware.seller_id for ware in wares})
    taxes: dict[tuple[str, str], list[tuple[date, int]]] = defaultdict(list)
    for rate in rows(session, "select * from tax_rates order by valid_from"):
        taxes[rate.country, rate.tax_class].append((rate.valid_from, rate.basis_points))
    return World(
        wares=wares,
        customers=customers,
        currencies={region.code: region.currency for region in regions},
        tax_included={region.code: region.tax_included for region in regions},
        methods={
            region.code: methods_of_region(session, region_code=region.code, seller_ids=sellers)
            for region in regions
        },
        taxes=taxes,
    )
