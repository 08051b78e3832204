-- Make the hold of a checkout exactly what it asks for, in one round trip.
--
-- Locks: the caller holds the checkout; here the levels of all offers concerned are locked in the
-- one order that everybody keeps (offer_id, warehouse_id). Reservations of others are only touched
-- with `skip locked`, so that nobody who holds a level ever waits for a reservation.
-- Returns the refused offers as [{offer_id, wanted, left}]; then nothing was claimed or let go.
create or replace function claim_stock(
    p_checkout uuid,
    p_region text,
    p_offers uuid[],
    p_quantities integer[],
    p_now timestamptz,
    p_until timestamptz,
    p_order uuid default null
) returns jsonb language plpgsql as $$
declare
    v_is_right boolean;
    v_offers uuid[];
    v_refused jsonb := '[]';
    v_missing integer;
    v_take integer;
    v_plan_offers uuid[] := '{}';
    v_plan_warehouses uuid[] := '{}';
    v_plan_quantities integer[] := '{}';
    line record;
    level record;
begin
    -- A hold that is right and still runs is only made longer: no stock row is touched.
    with extended as (
        update reservations r
        set held_until = greatest(r.held_until, p_until), order_id = coalesce(p_order, r.order_id)
        where r.checkout_id = p_checkout and r.status = 'held' and r.held_until > p_now
        returning r.offer_id, r.quantity
    ),
    held as (select offer_id, sum(quantity) as pieces from extended group by offer_id),
    wanted as (
        select offer_id, sum(quantity) as pieces
        from unnest(p_offers, p_quantities) as x(offer_id, quantity) group by offer_id
    )
    select not exists (
        select from wanted full join held using (offer_id)
        where wanted.pieces is distinct from held.pieces
    ) into v_is_right;
    if v_is_right then
        return v_refused;
    end if;

    select array_agg(distinct x.offer_id) into v_offers from (
        select unnest(p_offers) as offer_id
        union
        select r.offer_id from reservations r
        where r.checkout_id = p_checkout and r.status = 'held'
    ) x;
    perform 1 from stock_levels l where l.offer_id = any(v_offers)
        order by l.offer_id, l.warehouse_id for update;

    perform tidy_holds(v_offers, p_now, p_checkout);

    for line in
        select x.offer_id, sum(x.quantity)::integer as wanted
        from unnest(p_offers, p_quantities) as x(offer_id, quantity)
        group by x.offer_id order by x.offer_id
    loop
        v_missing := line.wanted;
        -- One warehouse that has it all comes first, else they serve in the region's order.
        for level in
            select found.warehouse_id, found.free
            from (
                select l.warehouse_id, p.priority, l.available + coalesce((
                    select sum(r.quantity) from reservations r
                    where r.checkout_id = p_checkout and r.status = 'held'
                      and r.offer_id = l.offer_id and r.warehouse_id = l.warehouse_id
                ), 0)::integer as free
                from stock_levels l
                join warehouses w on w.id = l.warehouse_id and w.is_open
                left join warehouse_priorities p
                    on p.warehouse_id = l.warehouse_id and p.region_code = p_region
                where l.offer_id = line.offer_id
            ) found
            where found.free > 0
            order by (found.free >= line.wanted) desc,
                     coalesce(found.priority, 2147483647), found.warehouse_id
        loop
            v_take := least(v_missing, level.free);
            v_plan_offers := v_plan_offers || line.offer_id;
            v_plan_warehouses := v_plan_warehouses || level.warehouse_id;
            v_plan_quantities := v_plan_quantities || v_take;
            v_missing := v_missing - v_take;
            exit when v_missing = 0;
        end loop;
        if v_missing > 0 then
            v_refused := v_refused || jsonb_build_object(
                'offer_id', line.offer_id, 'wanted', line.wanted, 'left', line.wanted - v_missing
            );
        end if;
    end loop;
    if v_refused <> '[]' then
        return v_refused;
    end if;

    with own as (
        update reservations r set status = 'released'
        where r.checkout_id = p_checkout and r.status = 'held'
        returning r.offer_id, r.warehouse_id, r.quantity
    ),
    plan as (
        select * from unnest(v_plan_offers, v_plan_warehouses, v_plan_quantities)
            as x(offer_id, warehouse_id, quantity)
    ),
    held as (
        insert into reservations (
            id, checkout_id, order_id, offer_id, warehouse_id, quantity, status, held_until,
            created_at
        )
        select new_id(), p_checkout, p_order, offer_id, warehouse_id, quantity, 'held', p_until,
               p_now
        from plan
    ),
    moves as (
        select offer_id, warehouse_id, 'release' as kind, -quantity as delta from own
        union all
        select offer_id, warehouse_id, 'reserve', quantity from plan
    ),
    moved as (
        insert into stock_movements (
            id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
            reason, document, actor, moved_at
        )
        select new_id(), offer_id, warehouse_id, kind, 0, delta, 0,
               'checkout', 'checkout:' || p_checkout, 'shopper', p_now
        from moves
    ),
    changed as (
        update stock_levels l
        set reserved = l.reserved + d.delta, version = l.version + 1, updated_at = p_now
        from (
            select offer_id, warehouse_id, sum(delta)::integer as delta
            from moves group by offer_id, warehouse_id having sum(delta) <> 0
        ) d
        where l.offer_id = d.offer_id and l.warehouse_id = d.warehouse_id
        returning l.*
    )
    insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
    select new_id(), 'stock.changed', 'offer', offer_id, version,
           jsonb_build_object('warehouse_id', warehouse_id, 'available', available), p_now
    from changed;
    return v_refused;
end
$$;
