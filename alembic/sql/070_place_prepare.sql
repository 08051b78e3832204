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
            tax_basis_points, tax_minor, total_minor, commission_basis_points, commission_minor
        )
        select v_order, x.line_no, x.seller_id, x.offer_id, x.variant_id, x.product_id, x.sku,
               x.title, x.variant_title, x.slug, x.image, x.quantity, x.unit_minor,
               x.discount_minor, x.tax_basis_points, x.tax_minor, x.total_minor,
               x.commission_basis_points, x.commission_minor
        from jsonb_to_recordset(p->'lines') as x(
            line_no integer, seller_id uuid, offer_id uuid, variant_id uuid, product_id uuid,
            sku text, title text, variant_title text, slug text, image text, quantity integer,
            unit_minor bigint, discount_minor bigint, tax_basis_points integer, tax_minor bigint,
            total_minor bigint, commission_basis_points integer, commission_minor bigint);
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
$$;
