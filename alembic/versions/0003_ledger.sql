CREATE TABLE ledger_transactions (
	id UUID NOT NULL, 
	key VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	seller_id UUID NOT NULL, 
	order_id UUID, 
	payout_id UUID, 
	currency VARCHAR NOT NULL, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	written_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_ledger_transactions PRIMARY KEY (id), 
	CONSTRAINT ck_ledger_transactions_kind_known CHECK (kind in ('sale', 'refund', 'cancellation', 'release', 'payout')), 
	CONSTRAINT ck_ledger_transactions_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT uq_ledger_transactions_key UNIQUE (key)
)
;
CREATE INDEX ix_ledger_transactions_happened_at ON ledger_transactions (happened_at, id)
;
CREATE INDEX ix_ledger_transactions_order_id ON ledger_transactions (order_id, seller_id)
;
CREATE INDEX ix_ledger_transactions_seller_id ON ledger_transactions (seller_id, kind, happened_at)
;
CREATE TABLE ledger_entries (
	transaction_id UUID NOT NULL, 
	position INTEGER NOT NULL, 
	account VARCHAR NOT NULL, 
	seller_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	purpose VARCHAR NOT NULL, 
	amount_minor BIGINT NOT NULL, 
	line_no INTEGER, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_ledger_entries PRIMARY KEY (transaction_id, position), 
	CONSTRAINT ck_ledger_entries_account_known CHECK (account in ('clearing', 'seller_held', 'seller_available', 'commission', 'tax', 'paid_out')), 
	CONSTRAINT ck_ledger_entries_purpose_known CHECK (purpose in ('goods', 'delivery', 'tax', 'commission', 'release', 'payout')), 
	CONSTRAINT ck_ledger_entries_amount_not_zero CHECK (amount_minor <> 0)
)
;
CREATE INDEX ix_ledger_entries_seller_id ON ledger_entries (seller_id, account, currency, happened_at) INCLUDE (amount_minor)
;
CREATE TABLE commission_rules (
	id UUID NOT NULL, 
	scope VARCHAR NOT NULL, 
	seller_id UUID, 
	category_id UUID, 
	product_id UUID, 
	currency VARCHAR, 
	price_from_minor BIGINT, 
	price_below_minor BIGINT, 
	basis_points INTEGER NOT NULL, 
	fixed_minor BIGINT NOT NULL, 
	floor_minor BIGINT, 
	cap_minor BIGINT, 
	on_delivery BOOLEAN NOT NULL, 
	valid_from TIMESTAMP WITH TIME ZONE NOT NULL, 
	valid_to TIMESTAMP WITH TIME ZONE, 
	created_by VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_commission_rules PRIMARY KEY (id), 
	CONSTRAINT ck_commission_rules_scope_known CHECK (scope in ('default', 'category', 'seller', 'product')), 
	CONSTRAINT ck_commission_rules_currency_iso4217 CHECK (currency is null or currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_commission_rules_rate_between_0_and_1 CHECK (basis_points between 0 and 10000), 
	CONSTRAINT ck_commission_rules_amounts_in_order CHECK (fixed_minor >= 0 and coalesce(floor_minor, 0) >= 0 and coalesce(cap_minor, 0) >= 0 and coalesce(floor_minor <= cap_minor, true) and coalesce(price_from_minor < price_below_minor, true)), 
	CONSTRAINT ck_commission_rules_amounts_have_a_currency CHECK (currency is not null or (fixed_minor = 0 and floor_minor is null and cap_minor is null and price_from_minor is null and price_below_minor is null)), 
	CONSTRAINT ck_commission_rules_scope_names_its_thing CHECK ((scope = 'category') = (category_id is not null) and (scope = 'seller') = (seller_id is not null) and (scope = 'product') = (product_id is not null)), 
	CONSTRAINT ck_commission_rules_dates_in_order CHECK (valid_to is null or valid_from <= valid_to), 
	CONSTRAINT fk_commission_rules_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id), 
	CONSTRAINT fk_commission_rules_category_id FOREIGN KEY(category_id) REFERENCES categories (id), 
	CONSTRAINT fk_commission_rules_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE TABLE payout_terms (
	id UUID NOT NULL, 
	seller_id UUID, 
	hold_days INTEGER NOT NULL, 
	reserve_basis_points INTEGER NOT NULL, 
	weekday INTEGER NOT NULL, 
	minimums JSONB NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_payout_terms PRIMARY KEY (id), 
	CONSTRAINT ck_payout_terms_hold_days_known CHECK (hold_days between 0 and 365), 
	CONSTRAINT ck_payout_terms_reserve_between_0_and_1 CHECK (reserve_basis_points between 0 and 10000), 
	CONSTRAINT ck_payout_terms_weekday_known CHECK (weekday between 1 and 7), 
	CONSTRAINT fk_payout_terms_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE UNIQUE INDEX uq_payout_terms_seller_id ON payout_terms (seller_id) NULLS NOT DISTINCT
;
CREATE TABLE payouts (
	id UUID NOT NULL, 
	number VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	proposed_by UUID NOT NULL, 
	proposed_name VARCHAR NOT NULL, 
	proposed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	approved_by UUID, 
	approved_name VARCHAR NOT NULL, 
	approved_at TIMESTAMP WITH TIME ZONE, 
	ended_at TIMESTAMP WITH TIME ZONE, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_payouts PRIMARY KEY (id), 
	CONSTRAINT ck_payouts_status_known CHECK (status in ('proposed', 'approved', 'paid', 'rejected')), 
	CONSTRAINT ck_payouts_two_people CHECK (approved_by is distinct from proposed_by), 
	CONSTRAINT ck_payouts_approved_by_one CHECK (status not in ('approved', 'paid') or approved_by is not null), 
	CONSTRAINT uq_payouts_number UNIQUE (number)
)
;
CREATE UNIQUE INDEX uq_payouts_open ON payouts ((true)) WHERE status in ('proposed', 'approved')
;
CREATE TABLE payout_lines (
	payout_id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	available_minor BIGINT NOT NULL, 
	reserved_minor BIGINT NOT NULL, 
	amount_minor BIGINT NOT NULL, 
	status VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	paid_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_payout_lines PRIMARY KEY (payout_id, seller_id, currency), 
	CONSTRAINT ck_payout_lines_status_known CHECK (status in ('waiting', 'paid', 'left_out')), 
	CONSTRAINT ck_payout_lines_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_payout_lines_amount_positive CHECK (amount_minor > 0), 
	CONSTRAINT ck_payout_lines_amount_within_available CHECK (amount_minor + reserved_minor <= available_minor), 
	CONSTRAINT fk_payout_lines_payout_id FOREIGN KEY(payout_id) REFERENCES payouts (id), 
	CONSTRAINT fk_payout_lines_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_payout_lines_seller_id ON payout_lines (seller_id, payout_id)
;
alter table order_lines add column commission_fixed_minor bigint not null default 0
;
insert into payout_terms (id, hold_days, reserve_basis_points, weekday, minimums, version)
values (new_id(), 7, 0, 1, '{"EUR": 1000, "USD": 1000, "GBP": 1000, "JPY": 1500, "KWD": 3000}', 1)
;
create trigger ledger_transactions_are_kept before update or delete on ledger_transactions
    for each row execute function refuse_change()
;
create trigger ledger_entries_are_kept before update or delete on ledger_entries
    for each row execute function refuse_change()
;
create trigger ledger_transactions_stay before truncate on ledger_transactions
    for each statement execute function refuse_change()
;
create trigger ledger_entries_stay before truncate on ledger_entries
    for each statement execute function refuse_change()
;
-- The entries that one statement writes sum to zero for each transaction, currency and seller, and
-- their transaction is there. Since every statement is balanced, so is every transaction, always.
-- One check a statement: a million entries of imported history cost one pass, not a million.
create function ledger_is_balanced() returns trigger language plpgsql as $$
begin
    if exists (
        select from written group by transaction_id, currency, seller_id
        having sum(amount_minor) <> 0
    ) then
        raise exception using errcode = '23514', constraint = 'ledger_sums_to_zero',
            message = 'The entries of a ledger transaction do not sum to zero.';
    end if;
    if exists (
        select from written w
        left join ledger_transactions t on t.id = w.transaction_id
            and t.currency = w.currency and t.seller_id = w.seller_id
        where t.id is null
    ) then
        raise exception using errcode = '23503', constraint = 'ledger_entry_has_transaction',
            message = 'A ledger entry has no transaction of its seller and currency.';
    end if;
    return null;
end
$$
;
create trigger ledger_sums_to_zero after insert on ledger_entries
    referencing new table as written for each statement execute function ledger_is_balanced()
;
-- The sale of each seller's part of these orders, once; returns how many were written.
-- The shopper's money stands with the provider; of it the seller has goods and delivery, the state
-- its tax (out of the seller's where prices include it), the platform its commission.
create function ledger_post_sales(p_orders uuid[]) returns integer language plpgsql as $$
declare
    v_count integer;
begin
    with parts as materialized (
        select new_id() as id, 'sale:' || so.order_id || ':' || so.seller_id as key, so.order_id,
               so.seller_id, o.currency, coalesce(o.placed_at, o.created_at) as happened_at,
               so.items_minor - so.discount_minor as goods, so.delivery_minor as delivery,
               so.tax_minor as tax, so.commission_minor as commission, o.tax_included
        from seller_orders so join orders o on o.id = so.order_id
        where so.order_id = any(p_orders) and o.status not in ('pending', 'failed')
    ), written as (
        insert into ledger_transactions (
            id, key, kind, seller_id, order_id, currency, happened_at, written_at)
        select id, key, 'sale', seller_id, order_id, currency, happened_at, now() from parts
        on conflict (key) do nothing
        returning id
    ), entered as (
        insert into ledger_entries (
            transaction_id, position, account, seller_id, currency, purpose, amount_minor,
            happened_at)
        select p.id, e.position, e.account, p.seller_id, p.currency, e.purpose, e.amount,
               p.happened_at
        from parts p join written w on w.id = p.id
        cross join lateral (values
            (1, 'clearing', 'goods',
                -(goods + delivery + case when tax_included then 0 else tax end)),
            (2, 'seller_held', 'goods', goods),
            (3, 'seller_held', 'delivery', delivery),
            (4, 'seller_held', 'tax', case when tax_included then -tax else 0 end),
            (5, 'tax', 'tax', tax),
            (6, 'seller_held', 'commission', -commission),
            (7, 'commission', 'commission', commission)
        ) e(position, account, purpose, amount)
        where e.amount <> 0
    )
    select count(*) into v_count from written;
    return v_count;
end
$$
;
-- The commission rule for a piece of a product at a price; nothing where none fits. The most
-- specific wins: product, seller, category (the nearest), default; among those of one place the
-- one with a price band, then the one with a currency, then the newer.
create function commission_rule_of(
    p_product uuid, p_seller uuid, p_category uuid, p_currency text, p_unit_minor bigint,
    p_at timestamptz
) returns setof commission_rules language sql stable rows 1 as $$
    select r.*
    from commission_rules r
    left join categories rc on rc.id = r.category_id
    where r.valid_from <= p_at and (r.valid_to is null or p_at < r.valid_to)
      and (r.currency is null or r.currency = p_currency)
      and (r.price_from_minor is null or p_unit_minor >= r.price_from_minor)
      and (r.price_below_minor is null or p_unit_minor < r.price_below_minor)
      and case r.scope
          when 'product' then r.product_id = p_product
          when 'seller' then r.seller_id = p_seller
          when 'category' then exists (
              select from categories c
              where c.id = p_category
                and (c.id = rc.id or starts_with(c.path, rc.path || '/')))
          else true end
    order by array_position(array['product', 'seller', 'category', 'default'], r.scope::text),
        rc.depth desc nulls last,
        (r.price_from_minor is not null or r.price_below_minor is not null) desc,
        (r.currency is not null) desc, r.valid_from desc, r.id desc
    limit 1
$$
;
-- The lines of a cart as they are now, in the order in which they went in: what they are, who
-- sells them, what they cost, how they are taxed, what the platform takes, and (`p_with_stock`) how many are left for this
-- cart: available, expired holds, and what its own checkout holds.
create or replace function line_facts(
    p_cart uuid, p_currency text, p_country text, p_now timestamptz, p_with_stock boolean
) returns jsonb language plpgsql stable as $$
begin
    return coalesce((
        select jsonb_agg(jsonb_build_object(
            'line_id', cl.id,
            'offer_id', o.id,
            'variant_id', v.id,
            'product_id', p.id,
            'seller_id', s.id,
            'seller_name', s.name,
            'seller_slug', s.slug,
            'commission_basis_points', coalesce(cr.basis_points, s.commission_basis_points),
            'commission_fixed_minor', coalesce(cr.fixed_minor, 0),
            'commission_floor_minor', cr.floor_minor,
            'commission_cap_minor', cr.cap_minor,
            'commission_on_delivery', coalesce(cr.on_delivery, false),
            'handling_days', o.handling_days,
            'sku', v.sku,
            'title', p.title,
            'variant_title', v.title,
            'slug', p.slug,
            'image', coalesce(m.url, ''),
            'image_alt', coalesce(m.alt, ''),
            'quantity', cl.quantity,
            'price_seen_minor', cl.price_seen_minor,
            'amount_minor', pr.amount_minor,
            'unit_minor', price_now(
                pr.amount_minor, pr.sale_minor, pr.sale_from, pr.sale_to, p_now),
            'tax_basis_points', tax_rate_on(p_country, p.tax_class, p_now::date),
            'is_sold', o.status = 'active' and p.status = 'active' and s.status = 'approved',
            'cut_off_hour', coalesce((
                select min(w.cut_off_hour) from stock_levels l
                join warehouses w on w.id = l.warehouse_id and w.is_open
                where l.offer_id = o.id and l.on_hand > 0), 15),
            'left', case when p_with_stock then
                coalesce((
                    select sum(l.available) from stock_levels l
                    join warehouses w on w.id = l.warehouse_id and w.is_open
                    where l.offer_id = o.id), 0)
                + coalesce((
                    select sum(r.quantity) from reservations r
                    where r.offer_id = o.id and r.status = 'held' and (
                        r.held_until <= p_now
                        or r.checkout_id in (select c.id from checkouts c where c.cart_id = p_cart)
                    )), 0)
                end
        ) order by cl.added_at, cl.id)
        from cart_lines cl
        join offers o on o.id = cl.offer_id
        join variants v on v.id = o.variant_id
        join products p on p.id = v.product_id
        join sellers s on s.id = o.seller_id
        left join prices pr on pr.offer_id = o.id and pr.currency = p_currency
        left join lateral (
            select media.url, media.alt from media where media.product_id = p.id
            order by (media.position = v.image_position) desc nulls last, media.position
            limit 1
        ) m on true
        left join lateral commission_rule_of(
            p.id, s.id, p.category_id, p_currency,
            price_now(pr.amount_minor, pr.sale_minor, pr.sale_from, pr.sale_to, p_now), p_now
        ) cr on true
        where cl.cart_id = p_cart
    ), '[]');
end
$$
;
-- PREPARE: one transaction that opens the order, its parts, lines and payment, and claims stock.
--
-- Locks in this order: checkout, cart, payments of its order, reservations, stock levels (last,
-- so that a hot product is locked for as short as can be). `p` is what checkout.prepare built; the
-- quote in it was made from the versions named in it, and those are compared under the lock.
-- Answers {outcome: prepared | joined | replay | ended | stale | number_taken, …}. Too little
-- stock raises SQLSTATE ST001 with the refused lines as detail: then nothing has happened.
create or replace function place_prepare(p jsonb) returns jsonb language plpgsql as $$
declare
    c checkouts;
    k carts;
    pay payments;
    v_now timestamptz := (p->>'now')::timestamptz;
    v_until timestamptz := (p->>'held_until')::timestamptz;
    v_order uuid := (p#>>'{order,id}')::uuid;
    v_total bigint := (p#>>'{order,total_minor}')::bigint;
    v_payment uuid := (p#>>'{payment,id}')::uuid;
    v_is_new boolean;
    v_is_same boolean := false;
    v_attempt integer;
    v_superseded jsonb;
    v_refused jsonb;
    v_number text := p#>>'{order,number}';
begin
    select * into c from checkouts where id = (p->>'checkout_id')::uuid for update;
    if not found or c.status = 'abandoned' then
        return jsonb_build_object('outcome', 'ended');
    elsif c.status = 'placed' then
        return jsonb_build_object('outcome', 'replay');
    end if;
    select * into k from carts where id = c.cart_id for update;
    if k.status <> 'open' or c.version <> (p->>'version')::integer
        or k.version <> (p->>'cart_version')::integer
    then
        return jsonb_build_object('outcome', 'stale');
    end if;

    v_is_new := c.order_id is null;
    if not v_is_new then
        v_order := c.order_id;
        select o.number,
               o.total_minor = v_total and c.prepared_version = c.version
                   and c.prepared_cart_version = k.version
        into v_number, v_is_same
        from orders o where o.id = v_order;
    end if;
    if v_is_same then
        -- A second press of the same button joins the payment that is under way.
        select * into pay from payments
        where order_id = v_order and status in ('started', 'challenged')
          and gateway = p#>>'{payment,gateway}' and method = p#>>'{payment,method}'
        order by created_at desc limit 1;
        if found then
            return jsonb_build_object(
                'outcome', 'joined', 'order_id', v_order, 'number', v_number,
                'payment_id', pay.id, 'key', pay.idempotency_key, 'superseded', '[]'::jsonb
            );
        end if;
    end if;

    if v_is_new then
        insert into order_numbers (number, order_id) values (v_number, v_order)
        on conflict (number) do nothing;
        if not found then
            return jsonb_build_object('outcome', 'number_taken');
        end if;
        insert into orders (
            id, number, checkout_id, user_id, email, address, region_code, currency, locale,
            status, items_minor, discount_minor, delivery_minor, tax_minor, tax_included,
            total_minor, key_hash, version, created_at, updated_at
        )
        select v_order, v_number, c.id, k.user_id, c.email,
               c.address || jsonb_build_object('country', p#>>'{order,country}'), c.region_code, c.currency,
               p#>>'{order,locale}', 'pending', x.items_minor, x.discount_minor, x.delivery_minor,
               x.tax_minor, x.tax_included, x.total_minor, x.key_hash, 1, v_now, v_now
        from jsonb_to_record(p->'order') as x(
            items_minor bigint, discount_minor bigint, delivery_minor bigint, tax_minor bigint,
            tax_included boolean, total_minor bigint, key_hash text);
        insert into order_events (
            order_id, id, kind, from_status, to_status, actor, note, happened_at)
        values (v_order, new_id(), 'opened', '', 'pending', 'shopper', '', v_now);
    elsif not v_is_same then
        delete from order_lines where order_id = v_order;
        delete from seller_orders where order_id = v_order;
        update orders o
        set user_id = k.user_id, email = c.email,
            address = c.address || jsonb_build_object('country', p#>>'{order,country}'),
            items_minor = x.items_minor, discount_minor = x.discount_minor,
            delivery_minor = x.delivery_minor, tax_minor = x.tax_minor,
            tax_included = x.tax_included, total_minor = x.total_minor,
            version = o.version + 1, updated_at = v_now
        from jsonb_to_record(p->'order') as x(
            items_minor bigint, discount_minor bigint, delivery_minor bigint, tax_minor bigint,
            tax_included boolean, total_minor bigint)
        where o.id = v_order;
    end if;

    if not v_is_same then
        insert into seller_orders (
            order_id, seller_id, number, status, items_minor, discount_minor, delivery_minor,
            tax_minor, total_minor, commission_minor, delivery_code, delivery_name, promised_from,
            promised_to, tracking, updated_at
        )
        select v_order, x.seller_id, v_number || '-' || x.part, 'pending', x.items_minor,
               x.discount_minor, x.delivery_minor, x.tax_minor, x.total_minor, x.commission_minor,
               x.delivery_code, x.delivery_name, x.promised_from, x.promised_to, '', v_now
        from jsonb_to_recordset(p->'sellers') as x(
            seller_id uuid, part integer, items_minor bigint, discount_minor bigint,
            delivery_minor bigint, tax_minor bigint, total_minor bigint, commission_minor bigint,
            delivery_code text, delivery_name text, promised_from date, promised_to date);
        insert into order_lines (
            order_id, line_no, seller_id, offer_id, variant_id, product_id, sku, title,
            variant_title, slug, image_url, quantity, unit_price_minor, discount_minor,
            tax_basis_points, tax_minor, total_minor, commission_basis_points, commission_fixed_minor,
            commission_minor
        )
        select v_order, x.line_no, x.seller_id, x.offer_id, x.variant_id, x.product_id, x.sku,
               x.title, x.variant_title, x.slug, x.image, x.quantity, x.unit_minor,
               x.discount_minor, x.tax_basis_points, x.tax_minor, x.total_minor,
               x.commission_basis_points, coalesce(x.commission_fixed_minor, 0), x.commission_minor
        from jsonb_to_recordset(p->'lines') as x(
            line_no integer, seller_id uuid, offer_id uuid, variant_id uuid, product_id uuid,
            sku text, title text, variant_title text, slug text, image text, quantity integer,
            unit_minor bigint, discount_minor bigint, tax_basis_points integer, tax_minor bigint,
            total_minor bigint, commission_basis_points integer, commission_fixed_minor bigint,
            commission_minor bigint);
    end if;

    if v_is_new then
        v_attempt := 1;
        v_superseded := '[]';
    else
        with superseded as (
            update payments set status = 'voided', updated_at = v_now
            where order_id = v_order and status in ('started', 'challenged')
            returning id, gateway, method, provider_reference, idempotency_key
        )
        select coalesce(jsonb_agg(to_jsonb(s)), '[]') into v_superseded from superseded s;
        select count(*) + 1 into v_attempt from payments where order_id = v_order;
    end if;
    insert into payments (
        id, order_id, gateway, method, status, amount_minor, refund_due_minor, refunded_minor,
        currency, idempotency_key, provider_reference, failure_code, created_at, updated_at
    )
    values (
        v_payment, v_order, p#>>'{payment,gateway}', p#>>'{payment,method}', 'started', v_total, 0, 0,
        c.currency, 'place:' || c.id || ':' || v_attempt, '', '', v_now, v_now
    );
    insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
    values (new_id(), 'payment.started', 'order', v_order, v_attempt,
            jsonb_build_object('payment_id', v_payment, 'attempt', v_attempt), v_now);
    update checkouts
    set status = 'paying', order_id = v_order, payment_method = p#>>'{payment,method}',
        total_seen_minor = v_total, held_until = v_until, prepared_version = c.version,
        prepared_cart_version = k.version, updated_at = v_now
    where id = c.id;

    select claim_stock(
        c.id, c.region_code, array_agg(x.offer_id), array_agg(x.quantity), v_now, v_until, v_order)
    into v_refused
    from jsonb_to_recordset(p->'lines') as x(offer_id uuid, quantity integer);
    if v_refused <> '[]' then
        raise exception using errcode = 'ST001', message = 'too little stock',
            detail = v_refused::text;
    end if;
    return jsonb_build_object(
        'outcome', 'prepared', 'order_id', v_order, 'number', v_number, 'payment_id', v_payment,
        'key', 'place:' || c.id || ':' || v_attempt, 'superseded', v_superseded
    );
end
$$
;
-- FINALIZE: the money is there. One transaction, repeatable; called by the screen, by the
-- provider's event or by the sweeper, whichever is first.
--
-- Locks as in PREPARE: checkout, payment, order, cart, reservations, products, stock levels.
-- Answers {outcome: placed | refund | unknown, order_id, number}: `refund` when the money cannot
-- become this order (paid twice, too late, no stock left); `failure_code` on the payment then says
-- why, and checkout.refunds gives the money back.
create or replace function place_finalize(
    p_payment uuid, p_reference text, p_now timestamptz
) returns jsonb language plpgsql as $$
declare
    c checkouts;
    k carts;
    pay payments;
    o orders;
    v_order uuid;
    v_offers uuid[];
    v_quantities integer[];
    v_new_cart uuid;
    v_problem text := '';
begin
    select order_id into v_order from payments where id = p_payment;
    if not found then
        return jsonb_build_object('outcome', 'unknown');
    end if;
    select * into c from checkouts where order_id = v_order for update;
    select * into pay from payments where id = p_payment for update;
    select * into o from orders where id = v_order for update;
    if pay.status in ('captured', 'refunded') then
        return jsonb_build_object(
            'outcome', case when pay.failure_code = '' then 'placed' else 'refund' end,
            'order_id', o.id, 'number', o.number);
    end if;

    if o.status <> 'pending' then
        v_problem := case when o.status in ('failed', 'cancelled') then 'too_late'
            else 'paid_twice' end;
    elsif pay.status = 'voided' or pay.amount_minor <> o.total_minor then
        v_problem := 'superseded';
    else
        -- The hold is the order's, unless it ran out or the cart was changed in another tab.
        select array_agg(l.offer_id), array_agg(l.quantity) into v_offers, v_quantities
        from order_lines l where l.order_id = v_order;
        if exists (
            select from (
                select offer_id, sum(quantity) as pieces
                from unnest(v_offers, v_quantities) as x(offer_id, quantity) group by offer_id
            ) wanted
            full join (
                select r.offer_id, sum(r.quantity) as pieces from reservations r
                where r.checkout_id = c.id and r.status = 'held' group by r.offer_id
            ) held using (offer_id)
            where wanted.pieces is distinct from held.pieces
        ) and claim_stock(
            c.id, c.region_code, v_offers, v_quantities, p_now, p_now + interval '1 minute',
            v_order) <> '[]'
        then
            v_problem := 'no_stock';
        end if;
    end if;

    update payments
    set status = 'captured', captured_at = p_now, updated_at = p_now, failure_code = v_problem,
        refund_due_minor = case when v_problem = '' then 0 else amount_minor end,
        provider_reference = coalesce(nullif(p_reference, ''), provider_reference)
    where id = p_payment;
    if v_problem <> '' then
        if v_problem = 'no_stock' then
            perform fail_order(v_order, c.id, 'no_stock', p_now);
        end if;
        return jsonb_build_object(
            'outcome', 'refund', 'order_id', o.id, 'number', o.number, 'reason', v_problem);
    end if;

    update orders set status = 'placed', placed_at = p_now, updated_at = p_now,
        version = version + 1
    where id = v_order;
    update seller_orders set status = 'placed', updated_at = p_now where order_id = v_order;
    perform ledger_post_sales(array[v_order]);
    insert into order_events (
        order_id, id, kind, from_status, to_status, actor, note, happened_at)
    values (v_order, new_id(), 'placed', 'pending', 'placed', 'shopper', '', p_now);
    update checkouts set status = 'placed', updated_at = p_now where id = c.id;

    update carts set status = 'ordered', updated_at = p_now where id = c.cart_id and status = 'open'
    returning * into k;
    if found and k.version <> c.prepared_cart_version then
        -- What went into the cart while the money was asked for stays, in a cart of its own.
        v_new_cart := new_id();
        insert into carts (id, session_key, user_id, region_code, currency, status, version,
                           created_at, updated_at)
        values (v_new_cart, k.session_key, k.user_id, k.region_code, k.currency, 'open', 1,
                p_now, p_now);
        update cart_lines cl set cart_id = v_new_cart
        where cl.cart_id = k.id and not cl.offer_id = any(v_offers);
    end if;

    insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
    select new_id(), 'order.placed', 'order', v_order, o.version + 1,
           jsonb_build_object(
               'number', o.number, 'region', o.region_code, 'currency', o.currency,
               'total_minor', o.total_minor, 'payment_id', p_payment,
               'lines', jsonb_agg(jsonb_build_object(
                   'offer_id', l.offer_id, 'product_id', l.product_id, 'seller_id', l.seller_id,
                   'quantity', l.quantity, 'total_minor', l.total_minor) order by l.line_no)),
           p_now
    from order_lines l where l.order_id = v_order;

    perform 1 from products where id in (
        select product_id from order_lines where order_id = v_order
    ) order by id for no key update;
    update products p set units_sold = p.units_sold + s.pieces
    from (
        select product_id, sum(quantity)::integer as pieces
        from order_lines where order_id = v_order group by product_id
    ) s
    where p.id = s.product_id;
    perform allocate_stock(c.id, v_order, p_now);
    return jsonb_build_object('outcome', 'placed', 'order_id', o.id, 'number', o.number);
end
$$
;
