-- Give back what expired holds keep on these offers, but not those of `p_but_checkout`.
-- The caller holds the levels' locks. Returns how many holds were tidied.
create or replace function tidy_holds(
    p_offers uuid[], p_now timestamptz, p_but_checkout uuid default null
) returns integer language plpgsql as $$
declare
    v_count integer;
begin
    with expired as (
        select r.id from reservations r
        where r.status = 'held' and r.offer_id = any(p_offers) and r.held_until <= p_now
          and r.checkout_id is distinct from p_but_checkout
        for update skip locked
    ),
    freed as (
        update reservations r set status = 'released' from expired e where r.id = e.id
        returning r.offer_id, r.warehouse_id, r.quantity, r.checkout_id
    ),
    moved as (
        insert into stock_movements (
            id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
            reason, document, actor, moved_at
        )
        select new_id(), offer_id, warehouse_id, 'release', 0, -quantity, 0,
               'hold expired', 'checkout:' || checkout_id, 'system', p_now
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
    select count(*) into v_count from freed;
    return v_count;
end
$$;

-- Tidy a batch of expired holds wherever they are. Levels that somebody works on are left for the
-- next time, so that the sweeper waits for nobody. Returns how many holds were tidied.
create or replace function sweep_holds(
    p_now timestamptz, p_limit integer
) returns integer language plpgsql as $$
declare
    v_offers uuid[];
begin
    select array_agg(distinct offer_id) into v_offers from (
        select offer_id from reservations
        where status = 'held' and held_until <= p_now order by held_until limit p_limit
    ) found;
    if v_offers is null then
        return 0;
    end if;
    -- Offers of which every level is free now.
    with locked as (
        select l.offer_id from stock_levels l where l.offer_id = any(v_offers)
        order by l.offer_id, l.warehouse_id for update skip locked
    ),
    counted as (select offer_id, count(*) as free from locked group by offer_id)
    select array_agg(c.offer_id) into v_offers
    from counted c
    where c.free = (select count(*) from stock_levels l where l.offer_id = c.offer_id);
    if v_offers is null then
        return 0;
    end if;
    return tidy_holds(v_offers, p_now);
end
$$;
