-- Money went back to the shopper: from `p_before` to `p_after` minor units in all. Only the first
-- call that knows `p_before` writes; returns whether it was this one.
create or replace function note_refund(
    p_payment uuid, p_before bigint, p_after bigint, p_now timestamptz
) returns boolean language plpgsql as $$
declare
    pay payments;
begin
    update payments
    set refunded_minor = p_after, updated_at = p_now,
        status = case when p_after = amount_minor then 'refunded' else status end
    where id = p_payment and refunded_minor = p_before
    returning * into pay;
    if not found then
        return false;
    end if;
    insert into order_events (
        order_id, id, kind, from_status, to_status, actor, note, happened_at)
    values (pay.order_id, new_id(), 'refunded', '', '', 'system',
            (p_after - p_before) || ' ' || pay.currency, p_now);
    insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
    values (new_id(), 'payment.refunded', 'order', pay.order_id, 0,
            jsonb_build_object('payment_id', p_payment, 'amount_minor', p_after - p_before,
                               'currency', pay.currency), p_now);
    return true;
end
$$;

-- Pending orders that nobody pays any more: their hold ran out before `p_before` and no payment is
-- under way. They fail, their checkouts end, their carts stay. Returns how many.
create or replace function fail_unpaid_orders(
    p_before timestamptz, p_now timestamptz, p_limit integer
) returns integer language plpgsql as $$
declare
    v_count integer := 0;
    found_one record;
begin
    for found_one in
        select c.id, c.order_id from checkouts c
        where c.status in ('open', 'paying') and c.order_id is not null
          and c.held_until < p_before
          and not exists (
              select from payments p
              where p.order_id = c.order_id and p.status in ('started', 'challenged'))
        order by c.held_until limit p_limit
        for update skip locked
    loop
        if fail_order(found_one.order_id, found_one.id, 'not_paid', p_now) then
            v_count := v_count + 1;
        end if;
    end loop;
    return v_count;
end
$$;
