-- Let go of everything that a checkout holds. Returns how many pieces came free.
create or replace function release_stock(
    p_checkout uuid, p_reason text, p_now timestamptz, p_actor text default 'system'
) returns integer language plpgsql as $$
declare
    v_pieces integer;
begin
    perform 1 from stock_levels l
    where (l.offer_id, l.warehouse_id) in (
        select r.offer_id, r.warehouse_id from reservations r
        where r.checkout_id = p_checkout and r.status = 'held'
    )
    order by l.offer_id, l.warehouse_id for update;
    with freed as (
        update reservations r set status = 'released'
        where r.checkout_id = p_checkout and r.status = 'held'
        returning r.offer_id, r.warehouse_id, r.quantity
    ),
    moved as (
        insert into stock_movements (
            id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
            reason, document, actor, moved_at
        )
        select new_id(), offer_id, warehouse_id, 'release', 0, -quantity, 0,
               p_reason, 'checkout:' || p_checkout, p_actor, p_now
        from freed
    ),
    changed as (
        update stock_levels l
        set reserved = l.reserved - f.pieces, version = l.version + 1, updated_at = p_now
        from (
            select offer_id, warehouse_id, sum(quantity)::integer as pieces
            from freed group by offer_id, warehouse_id
        ) f
        where l.offer_id = f.offer_id and l.warehouse_id = f.warehouse_id
        returning l.*
    ),
    told as (
        insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
        select new_id(), 'stock.changed', 'offer', offer_id, version,
               jsonb_build_object('warehouse_id', warehouse_id, 'available', available), p_now
        from changed
    )
    select coalesce(sum(quantity), 0) into v_pieces from freed;
    return v_pieces;
end
$$;
