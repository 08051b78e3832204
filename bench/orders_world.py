"""The world of bench/orders.py: offers with much stock, and checkouts that only wait for Pay."""

from __future__ import annotations

from uuid import UUID

from shop_app.core.db import rows, run_in_transaction

OFFERS = 2000
SESSION = "bench"

_WORLD = """
    insert into regions (code, name, currency, countries, default_country, locale, tax_included,
                         position)
    values ('EU', 'European Union', 'EUR', '{NL}', 'NL', 'en', true, 0);
    insert into tax_rates (country, tax_class, valid_from, basis_points)
    values ('NL', 'standard', '2020-01-01', 2100);
    insert into delivery_methods (id, code, name, region_code, price_minor, days_min, days_max,
                                  position)
    values (new_id(), 'standard', 'Standard', 'EU', 495, 2, 4, 0);
    insert into sellers (id, slug, name, description, email, city, country, logo_url, status,
                         handling_days, return_days, commission_basis_points, rating_average,
                         rating_count, created_at)
    values (new_id(), 'bench', 'Bench', '', '', '', '', '', 'approved', 1, 30, 1200, 0, 0, now());
    insert into warehouses (id, code, name, country, address, cut_off_hour, is_open, created_at)
    values (new_id(), 'AMS', 'Amsterdam', 'NL', '{}', 15, true, now());
    insert into warehouse_priorities (region_code, warehouse_id, priority)
    select 'EU', id, 1 from warehouses;
    create table bench_offers as
    select n, new_id() as id, new_id() as product_id, new_id() as variant_id,
           (select id from warehouses) as warehouse_id
    from generate_series(0, {offers}) n;
    insert into products (id, slug, title, summary, description, highlights, attributes, options,
                          tax_class, status, rating_average, rating_count, units_sold, source,
                          source_key, version, created_at, updated_at)
    select product_id, 'mug-' || n, 'Stoneware mug ' || n, '', repeat('A mug. ', 40), '[]', '{}',
           '[]', 'standard', 'active', 0, 0, 0, 'bench', n, 1, now(), now()
    from bench_offers;
    insert into variants (id, product_id, sku, barcode, title, options, weight_grams,
                          dimensions_mm, position)
    select variant_id, product_id, 'SKU-' || n, '', 'Olive', '{}', 300, '[]', 0 from bench_offers;
    insert into offers (id, variant_id, seller_id, condition, handling_days, status, version,
                        created_at)
    select id, variant_id, (select id from sellers), 'new', 1, 'active', 1, now()
    from bench_offers;
    insert into prices (offer_id, currency, amount_minor, version, updated_at)
    select id, 'EUR', 1999, 1, now() from bench_offers;
    insert into stock_levels (offer_id, warehouse_id, on_hand, reserved, allocated, safety_stock,
                              reorder_point, version, updated_at)
    select id, warehouse_id, case n when 0 then 100 else 1000000 end, 0, 0, 0, 0, 1, now()
    from bench_offers;
    insert into stock_movements (id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta,
                                 allocated_delta, reason, document, actor, moved_at)
    select new_id(), offer_id, warehouse_id, 'receive', on_hand, 0, 0, 'delivery', '', 'bench',
           now()
    from stock_levels;
    create table bench_checkouts (n bigserial primary key, id uuid, batch text);
    create index on bench_offers (n);
"""
_CHECKOUTS = """
    create temporary table made on commit drop as
    select new_id() as cart_id, new_id() as checkout_id, g as n from generate_series(1, {count}) g;
    insert into carts (id, session_key, region_code, currency, status, version, created_at,
                       updated_at)
    select cart_id, cart_id::text, 'EU', 'EUR', 'open', 1, now(), now() from made;
    insert into cart_lines (id, cart_id, offer_id, quantity, price_seen_minor, added_at)
    select new_id(), m.cart_id, o.id, 1, 1999, now()
    from made m join lateral (
        select floor(random() * {half})::integer + 1 as a,
               {half} + floor(random() * {half})::integer + 1 as b, m.n
    ) pick on true
    join bench_offers o on o.n in ({which});
    insert into checkouts (id, cart_id, session_key, region_code, currency, status, email, address,
                           delivery, payment_method, total_seen_minor, version, prepared_version,
                           prepared_cart_version, created_at, updated_at)
    select checkout_id, cart_id, cart_id::text, 'EU', 'EUR', 'open', 'ada@example.com',
           '{address}', '{}', '', 0, 1, 0, 0, now(), now()
    from made;
    insert into bench_checkouts (id, batch) select checkout_id, '{batch}' from made;
"""
_ADDRESS = (
    '{"name": "Ada Lovelace", "line1": "Keizersgracht 12", "postal_code": "1015 CS",'
    ' "city": "Amsterdam", "country": "NL"}'
)


def build() -> None:
    """Everything but checkouts; offer 0 has 100 pieces, the others a million."""
    _run(_WORLD.replace("{offers}", str(OFFERS)))


def add_checkouts(batch: str, count: int, *, hot: bool = False) -> None:
    """Complete checkouts without a hold: of two random offers, or of one piece of offer 0."""
    script = _CHECKOUTS
    for name, value in {
        "count": count,
        "half": OFFERS // 2,
        "which": "0" if hot else "pick.a, pick.b",
        "address": _ADDRESS,
        "batch": batch,
    }.items():
        script = script.replace(f"{{{name}}}", str(value))
    _run(script)


def checkouts_of(batch: str) -> list[tuple[UUID, str]]:
    """Ids and session keys of a batch."""
    found = run_in_transaction(
        rows,
        "select c.id, c.session_key from bench_checkouts b join checkouts c on c.id = b.id"
        " where b.batch = :batch order by b.n",
        batch=batch,
    )
    return [(row.id, row.session_key) for row in found]


def _run(script: str) -> None:
    run_in_transaction(lambda session: session.connection().exec_driver_sql(script))
