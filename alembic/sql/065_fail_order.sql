-- A pending order comes to nothing: its hold is let go, its checkout ends, its cart stays.
-- The caller holds the checkout's lock. Returns false when the order is not pending any more.
create or replace function fail_order(
    p_order uuid, p_checkout uuid, p_reason text, p_now timestamptz
) returns boolean language plpgsql as $$
begin
    update orders set status = 'failed', updated_at = p_now, version = version + 1
    where id = p_order and status = 'pending';
    if not found then
        return false;
    end if;
    update seller_orders set status = 'cancelled', updated_at = p_now where order_id = p_order;
    insert into order_events (
        order_id, id, kind, from_status, to_status, actor, note, happened_at)
    values (p_order, new_id(), 'failed', 'pending', 'failed', 'system', p_reason, p_now);
    update checkouts set status = 'abandoned', updated_at = p_now
    where id = p_checkout and status in ('open', 'paying');
    insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
    values (new_id(), 'order.failed', 'order', p_order, 0,
            jsonb_build_object('reason', p_reason), p_now);
    perform release_stock(p_checkout, p_reason, p_now);
    return true;
end
$$;
