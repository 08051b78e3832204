"""A staged batch merged into the shop: only what differs is written, and all that changed is named.

Whatever is changed leaves its product in `changed_products`, so that versions grow once and the
search hears of it.
"""

from __future__ import annotations

from uuid import UUID

from psycopg import Cursor

_FACTS = (
    "slug", "title", "summary", "description", "highlights", "brand_id", "category_id",
    "product_type_id", "attributes", "options", "tax_class", "status",
)  # fmt: skip


def _list(template: str) -> str:
    return ", ".join(template.format(name=name) for name in _FACTS)


_NEW_PRODUCTS = """
select id from staged_products s where not exists (select from products p where p.id = s.id)
"""

_REDIRECTS = """
insert into slug_redirects (old_slug, product_id, moved_at)
select p.slug, p.id, now() from products p join staged_products s using (id)
where p.slug <> s.slug on conflict (old_slug) do nothing
"""

_REOPENED = "delete from slug_redirects r using staged_products s where r.old_slug = s.slug"

_PRODUCTS = f"""
with merged as (
    insert into products as p (id, {_list("{name}")}, rating_average, rating_count, units_sold,
        source, source_key, version, created_at, updated_at)
    select id, {_list("{name}")}, rating_average, rating_count, units_sold,
        source, source_key, 1, created_at, now() from staged_products
    on conflict (source, source_key) do update
    set {_list("{name} = excluded.{name}")}, version = p.version + 1, updated_at = now()
    where ({_list("p.{name}")}) is distinct from ({_list("excluded.{name}")})
    returning id
)
insert into changed_products select id, true from merged
"""

_VARIANTS = """
with merged as (
    insert into variants as v (id, product_id, sku, barcode, title, options, weight_grams,
        dimensions_mm, position, image_position)
    select * from staged_variants
    on conflict (sku) do update
    set barcode = excluded.barcode, title = excluded.title, options = excluded.options,
        weight_grams = excluded.weight_grams, dimensions_mm = excluded.dimensions_mm,
        position = excluded.position, image_position = excluded.image_position
    where v.product_id = excluded.product_id
      and (v.barcode, v.title, v.options, v.weight_grams, v.dimensions_mm, v.position,
           v.image_position)
      is distinct from (excluded.barcode, excluded.title, excluded.options, excluded.weight_grams,
           excluded.dimensions_mm, excluded.position, excluded.image_position)
    returning product_id
)
insert into changed_products select product_id, false from merged
"""

_MEDIA = """
with merged as (
    insert into media as m (id, product_id, position, url, alt, option_value, width, height)
    select id, product_id, position, url, alt, option_value, 800, 800 from staged_media
    on conflict (product_id, position) do update
    set url = excluded.url, alt = excluded.alt, option_value = excluded.option_value
    where (m.url, m.alt, m.option_value)
      is distinct from (excluded.url, excluded.alt, excluded.option_value)
    returning product_id
), gone as (
    delete from media m using (
        select s.id, coalesce(max(f.position), -1) as last
        from staged_products s left join staged_media f on f.product_id = s.id group by s.id
    ) kept where m.product_id = kept.id and m.position > kept.last
    returning m.product_id
)
insert into changed_products
select product_id, false from merged union all select product_id, false from gone
"""

_OFFERS = """
with merged as (
    insert into offers as o (id, variant_id, seller_id, condition, handling_days, status, version,
        created_at)
    select id, variant_id, seller_id, condition, handling_days, 'active', 1, created_at
    from staged_offers
    on conflict (variant_id, seller_id, condition) do update
    set handling_days = excluded.handling_days, version = o.version + 1
    where o.handling_days <> excluded.handling_days
    returning id
)
insert into changed_products
select s.product_id, false from merged join staged_offers s using (id)
"""

_PRICES = """
with merged as (
    insert into prices as p (offer_id, currency, amount_minor, sale_minor, sale_from, sale_to,
        version, updated_at)
    select offer_id, currency, amount_minor, sale_minor, sale_from, sale_to, 1, now()
    from staged_prices
    on conflict (offer_id, currency) do update
    set amount_minor = excluded.amount_minor, sale_minor = excluded.sale_minor,
        sale_from = excluded.sale_from, sale_to = excluded.sale_to,
        version = p.version + 1, updated_at = now()
    where (p.amount_minor, p.sale_minor, p.sale_from, p.sale_to) is distinct from
        (excluded.amount_minor, excluded.sale_minor, excluded.sale_from, excluded.sale_to)
    returning offer_id
)
insert into changed_products
select distinct s.product_id, false from merged join staged_prices s using (offer_id)
"""

# A level is new once; what was received for it is a movement, so that on_hand is their sum.
_NEW_LEVELS = """
with made as (
    insert into stock_levels (offer_id, warehouse_id, on_hand, reserved, allocated, safety_stock,
        reorder_point, version, updated_at)
    select offer_id, warehouse_id, on_hand, 0, 0, 0, 0, 1, now() from staged_levels
    order by offer_id, warehouse_id
    on conflict (offer_id, warehouse_id) do nothing
    returning offer_id, warehouse_id
), staged as (
    select s.* from staged_levels s join made using (offer_id, warehouse_id)
), moved as (
    insert into stock_movements (id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta,
        allocated_delta, reason, document, actor, moved_at)
    select movement_id, offer_id, warehouse_id, 'receive', on_hand, 0, 0, 'import', %(document)s,
        'import', moved_at
    from staged where on_hand > 0
)
insert into changed_products select distinct product_id, false from staged
"""

# Asked for, a file's stock is a count: never below what is promised to people.
_COUNTED_LEVELS = """
with counted as (
    update stock_levels l
    set on_hand = s.target, version = l.version + 1, updated_at = now()
    from (
        select c.*, greatest(c.on_hand, o.reserved + o.allocated) as target, o.on_hand as before
        from staged_levels c join stock_levels o using (offer_id, warehouse_id)
        where c.is_counted order by c.offer_id, c.warehouse_id for update of o
    ) s
    where l.offer_id = s.offer_id and l.warehouse_id = s.warehouse_id and l.on_hand <> s.target
    returning s.product_id, s.movement_id, s.offer_id, s.warehouse_id, s.target - s.before as delta
), moved as (
    insert into stock_movements (id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta,
        allocated_delta, reason, document, actor, moved_at)
    select movement_id, offer_id, warehouse_id, 'count', delta, 0, 0, 'import', %(document)s,
        'import', now()
    from counted
)
insert into changed_products select distinct product_id, false from counted
"""

_VERSIONS = """
update products set version = version + 1, updated_at = now()
where id in (
    select product_id from changed_products group by product_id having not bool_or(is_row)
)
"""


def merge(cursor: Cursor, *, document: str, count_stock: bool) -> tuple[list[UUID], list[UUID]]:
    """Merge what is staged; returns the ids of changed products and those of new ones."""
    new_ids = [row[0] for row in cursor.execute(_NEW_PRODUCTS)]
    for statement in (_REDIRECTS, _REOPENED, _PRODUCTS, _VARIANTS, _MEDIA, _OFFERS, _PRICES):
        cursor.execute(statement.encode())
    cursor.execute(_NEW_LEVELS, {"document": document})
    if count_stock:
        cursor.execute(_COUNTED_LEVELS, {"document": document})
    cursor.execute(_VERSIONS)
    changed = cursor.execute("select distinct product_id from changed_products order by 1")
    return [row[0] for row in changed], new_ids
