-- The money was refused, or waits for the person: the order stays open, hold and cart are kept.
-- `p_status` is failed, voided or challenged. Answers {outcome: declined | challenged | placed |
-- unknown}; `placed` when the order got paid by another attempt meanwhile.
create or replace function place_unpaid(
    p_payment uuid, p_status text, p_reference text, p_code text, p_now timestamptz
) returns jsonb language plpgsql as $$
declare
    c checkouts;
    pay payments;
    v_order uuid;
    v_number text;
begin
    select order_id into v_order from payments where id = p_payment;
    if not found then
        return jsonb_build_object('outcome', 'unknown');
    end if;
    select number into v_number from orders where id = v_order;
    select * into c from checkouts where order_id = v_order for update;
    select * into pay from payments where id = p_payment for update;
    if c.status = 'placed' then
        return jsonb_build_object('outcome', 'placed', 'order_id', v_order, 'number', v_number);
    end if;
    if pay.status in ('started', 'challenged') and pay.status <> p_status then
        update payments
        set status = p_status, failure_code = p_code, updated_at = p_now,
            provider_reference = coalesce(nullif(p_reference, ''), provider_reference)
        where id = p_payment;
        if p_status <> 'challenged' then
            update checkouts set status = 'open', updated_at = p_now
            where id = c.id and status = 'paying' and not exists (
                select from payments where order_id = v_order and status in ('started', 'challenged')
            );
            insert into order_events (
                order_id, id, kind, from_status, to_status, actor, note, happened_at)
            values (v_order, new_id(), 'payment_' || p_status, 'pending', 'pending', 'system',
                    p_code, p_now);
            insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
            values (new_id(), 'payment.failed', 'order', v_order, 0,
                    jsonb_build_object('payment_id', p_payment, 'code', p_code,
                                       'method', pay.method), p_now);
        end if;
    end if;
    return jsonb_build_object(
        'outcome', case when p_status = 'challenged' then 'challenged' else 'declined' end,
        'order_id', v_order, 'number', v_number);
end
$$;
