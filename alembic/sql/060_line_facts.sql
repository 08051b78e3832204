-- The lines of a cart as they are now, in the order in which they went in: what they are, who
-- sells them, what they cost, how they are taxed, and (`p_with_stock`) how many are left for this
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
            'commission_basis_points', s.commission_basis_points,
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
        where cl.cart_id = p_cart
    ), '[]');
end
$$;

-- All that a checkout is decided by, in one answer; null when there is none.
create or replace function checkout_facts(
    p_checkout uuid, p_now timestamptz, p_with_stock boolean
) returns jsonb language plpgsql stable as $$
declare
    c checkouts;
    k carts;
    g regions;
    v_country text;
    v_lines jsonb;
begin
    select * into c from checkouts where id = p_checkout;
    if not found then
        return null;
    end if;
    select * into k from carts where id = c.cart_id;
    select * into g from regions where code = c.region_code;
    v_country := coalesce(nullif(c.address->>'country', ''), g.default_country);
    v_lines := case when c.status = 'placed' then '[]' else
        line_facts(c.cart_id, c.currency, v_country, p_now, p_with_stock) end;
    return jsonb_build_object(
        'checkout_id', c.id,
        'cart_id', c.cart_id,
        'cart_version', k.version,
        'version', c.version,
        'status', c.status,
        'session_key', k.session_key,
        'user_id', k.user_id,
        'region_code', c.region_code,
        'region_name', g.name,
        'currency', c.currency,
        'countries', g.countries,
        'country', v_country,
        'tax_included', g.tax_included,
        'email', c.email,
        'address', c.address,
        'delivery', c.delivery,
        'payment_method', c.payment_method,
        'total_seen_minor', c.total_seen_minor,
        'held_until', extract(epoch from c.held_until),
        'order_id', c.order_id,
        'delivery_tax_basis_points', tax_rate_on(v_country, 'standard', p_now::date),
        'lines', v_lines,
        'methods', coalesce((
            select jsonb_agg(jsonb_build_object(
                'code', d.code, 'name', d.name, 'seller_id', d.seller_id,
                'price_minor', d.price_minor, 'free_from_minor', d.free_from_minor,
                'days_min', d.days_min, 'days_max', d.days_max
            ) order by d.position, d.price_minor, d.code)
            from delivery_methods d
            where d.region_code = c.region_code and (d.seller_id is null or d.seller_id in (
                select (x->>'seller_id')::uuid from jsonb_array_elements(v_lines) x
            ))
        ), '[]')
    );
end
$$;
