-- Turn the hold of a checkout into the allocation of its order: what was kept is now sold.
-- What is available does not change, so no `stock.changed` is told. Returns the pieces allocated.
create or replace function allocate_stock(
    p_checkout uuid, p_order uuid, p_now timestamptz
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
    with taken as (
        update reservations r set status = 'allocated', order_id = p_order
        where r.checkout_id = p_checkout and r.status = 'held'
        returning r.offer_id, r.warehouse_id, r.quantity
    ),
    moved as (
        insert into stock_movements (
            id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
            reason, document, actor, moved_at
        )
        select new_id(), offer_id, warehouse_id, 'allocate', 0, -quantity, quantity,
               'order placed', 'order:' || p_order, 'shopper', p_now
        from taken
    ),
    changed as (
        update stock_levels l
        set reserved = l.reserved - t.pieces, allocated = l.allocated + t.pieces,
            version = l.version + 1, updated_at = p_now
        from (
            select offer_id, warehouse_id, sum(quantity)::integer as pieces
            from taken group by offer_id, warehouse_id
        ) t
        where l.offer_id = t.offer_id and l.warehouse_id = t.warehouse_id
    )
    select coalesce(sum(quantity), 0) into v_pieces from taken;
    return v_pieces;
end
$$;

-- What was allocated to one seller's part of an order leaves: `ship` takes it off the shelf,
-- `deallocate` makes it available again. Returns the pieces.
create or replace function settle_allocation(
    p_order uuid, p_seller uuid, p_kind text, p_reason text, p_actor text, p_now timestamptz
) returns integer language plpgsql as $$
declare
    v_pieces integer;
    v_is_shipped boolean := p_kind = 'ship';
begin
    perform 1 from stock_levels l
    where (l.offer_id, l.warehouse_id) in (
        select r.offer_id, r.warehouse_id from reservations r
        join offers o on o.id = r.offer_id
        where r.order_id = p_order and r.status = 'allocated' and o.seller_id = p_seller
    )
    order by l.offer_id, l.warehouse_id for update;
    with taken as (
        update reservations r
        set status = case when v_is_shipped then 'shipped' else 'released' end
        from offers o
        where o.id = r.offer_id and o.seller_id = p_seller
          and r.order_id = p_order and r.status = 'allocated'
        returning r.offer_id, r.warehouse_id, r.quantity
    ),
    moved as (
        insert into stock_movements (
            id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
            reason, document, actor, moved_at
        )
        select new_id(), offer_id, warehouse_id, p_kind,
               case when v_is_shipped then -quantity else 0 end, 0, -quantity,
               p_reason, 'order:' || p_order, p_actor, p_now
        from taken
    ),
    changed as (
        update stock_levels l
        set on_hand = l.on_hand - case when v_is_shipped then t.pieces else 0 end,
            allocated = l.allocated - t.pieces,
            version = l.version + 1, updated_at = p_now
        from (
            select offer_id, warehouse_id, sum(quantity)::integer as pieces
            from taken group by offer_id, warehouse_id
        ) t
        where l.offer_id = t.offer_id and l.warehouse_id = t.warehouse_id
        returning l.*
    ),
    told as (
        insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
        select new_id(), 'stock.changed', 'offer', offer_id, version,
               jsonb_build_object('warehouse_id', warehouse_id, 'available', available), p_now
        from changed where not v_is_shipped
    )
    select coalesce(sum(quantity), 0) into v_pieces from taken;
    return v_pieces;
end
$$;
