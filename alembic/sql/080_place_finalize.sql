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
$$;
