\set a random(1, :half)
\set b random(:half + 1, :half * 2)
\set k random(1, :checkouts)
select c.id as checkout, c.cart_id as cart, x.id as offer_a, x.warehouse_id as house, x.product_id as product_a, y.id as offer_b, y.product_id as product_b, s.id as seller, new_id() as order_id, new_id() as payment from bench_checkouts bc join checkouts c on c.id = bc.id, bench_offers x, bench_offers y, (select id from sellers limit 1) s where bc.n = :k and x.n = :a and y.n = :b \gset
begin;
select 1 from checkouts where id = :checkout::uuid for update;
insert into order_numbers (number, order_id) values ('R-' || :order_id, :order_id::uuid);
insert into orders (id, number, checkout_id, email, address, region_code, currency, locale, status, items_minor, discount_minor, delivery_minor, tax_minor, tax_included, total_minor, key_hash, version, created_at, updated_at) values (:order_id::uuid, 'R-' || :order_id, :checkout::uuid, 'ada@example.com', '{"name": "Ada Lovelace", "line1": "Keizersgracht 12", "city": "Amsterdam", "country": "NL"}', 'EU', 'EUR', 'en', 'pending', 3998, 0, 495, 780, true, 4493, repeat('0', 64), 1, now(), now());
insert into order_events (order_id, id, kind, from_status, to_status, actor, note, happened_at) values (:order_id::uuid, new_id(), 'opened', '', 'pending', 'shopper', '', now());
insert into seller_orders (order_id, seller_id, number, status, items_minor, discount_minor, delivery_minor, tax_minor, total_minor, commission_minor, delivery_code, delivery_name, promised_from, promised_to, tracking, updated_at) values (:order_id::uuid, :seller::uuid, 'R-' || :order_id || '-1', 'pending', 3998, 0, 495, 780, 4493, 480, 'standard', 'Standard', '2026-11-26', '2026-11-30', '', now());
insert into order_lines (order_id, line_no, seller_id, offer_id, variant_id, product_id, sku, title, variant_title, slug, image_url, quantity, unit_price_minor, discount_minor, tax_basis_points, tax_minor, total_minor, commission_basis_points, commission_minor) values (:order_id::uuid, 1, :seller::uuid, :offer_a::uuid, :offer_a::uuid, :product_a::uuid, 'SKU', 'Stoneware mug', 'Olive', 'mug', '', 1, 1999, 0, 2100, 347, 1999, 1200, 240), (:order_id::uuid, 2, :seller::uuid, :offer_b::uuid, :offer_b::uuid, :product_b::uuid, 'SKU', 'Stoneware mug', 'Olive', 'mug', '', 1, 1999, 0, 2100, 347, 1999, 1200, 240);
insert into payments (id, order_id, gateway, method, status, amount_minor, refund_due_minor, refunded_minor, currency, idempotency_key, provider_reference, failure_code, created_at, updated_at) values (:payment::uuid, :order_id::uuid, 'sandbox', 'test', 'started', 4493, 0, 0, 'EUR', 'raw:' || :order_id, '', '', now(), now());
insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at) values (new_id(), 'payment.started', 'order', :order_id::uuid, 1, '{}', now());
update checkouts set status = 'paying', updated_at = now() where id = :checkout::uuid;
insert into reservations (id, checkout_id, order_id, offer_id, warehouse_id, quantity, status, held_until, created_at) values (new_id(), :checkout::uuid, :order_id::uuid, :offer_a::uuid, :house::uuid, 1, 'held', now() + interval '15 minutes', now()), (new_id(), :checkout::uuid, :order_id::uuid, :offer_b::uuid, :house::uuid, 1, 'held', now() + interval '15 minutes', now());
insert into stock_movements (id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta, reason, document, actor, moved_at) values (new_id(), :offer_a::uuid, :house::uuid, 'reserve', 0, 1, 0, 'checkout', '', 'shopper', now()), (new_id(), :offer_b::uuid, :house::uuid, 'reserve', 0, 1, 0, 'checkout', '', 'shopper', now());
insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at) values (new_id(), 'stock.changed', 'offer', :offer_a::uuid, 1, '{"available": 1}', now()), (new_id(), 'stock.changed', 'offer', :offer_b::uuid, 1, '{"available": 1}', now());
update stock_levels set reserved = reserved + 1, version = version + 1, updated_at = now() where offer_id = :offer_a::uuid and warehouse_id = :house::uuid;
update stock_levels set reserved = reserved + 1, version = version + 1, updated_at = now() where offer_id = :offer_b::uuid and warehouse_id = :house::uuid;
commit;
begin;
select 1 from checkouts where id = :checkout::uuid for update;
update payments set status = 'captured', captured_at = now(), provider_reference = 'raw' where id = :payment::uuid;
update orders set status = 'placed', placed_at = now(), updated_at = now(), version = version + 1 where id = :order_id::uuid;
update seller_orders set status = 'placed', updated_at = now() where order_id = :order_id::uuid;
insert into order_events (order_id, id, kind, from_status, to_status, actor, note, happened_at) values (:order_id::uuid, new_id(), 'placed', 'pending', 'placed', 'shopper', '', now());
update checkouts set status = 'open', updated_at = now() where id = :checkout::uuid;
update carts set updated_at = now() where id = :cart::uuid;
insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at) values (new_id(), 'order.placed', 'order', :order_id::uuid, 2, '{"number": "R"}', now());
update products set units_sold = units_sold + 1 where id = :product_a::uuid;
update products set units_sold = units_sold + 1 where id = :product_b::uuid;
update reservations set status = 'allocated' where order_id = :order_id::uuid;
insert into stock_movements (id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta, reason, document, actor, moved_at) values (new_id(), :offer_a::uuid, :house::uuid, 'allocate', 0, -1, 1, 'order placed', '', 'shopper', now()), (new_id(), :offer_b::uuid, :house::uuid, 'allocate', 0, -1, 1, 'order placed', '', 'shopper', now());
update stock_levels set reserved = reserved - 1, allocated = allocated + 1, version = version + 1, updated_at = now() where offer_id = :offer_a::uuid and warehouse_id = :house::uuid;
update stock_levels set reserved = reserved - 1, allocated = allocated + 1, version = version + 1, updated_at = now() where offer_id = :offer_b::uuid and warehouse_id = :house::uuid;
commit;
