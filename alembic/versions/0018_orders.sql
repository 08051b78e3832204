CREATE TABLE cancellations (
    id UUID NOT NULL,
    order_id UUID NOT NULL,
    seller_id UUID NOT NULL,
    reason VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    cancelled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_cancellations PRIMARY KEY (id),
    CONSTRAINT fk_cancellations_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_cancellations_order_id ON cancellations (order_id, seller_id)
;
CREATE TABLE cancellation_lines (
    cancellation_id UUID NOT NULL,
    line_no INTEGER NOT NULL,
    order_id UUID NOT NULL,
    quantity INTEGER NOT NULL,
    goods_minor BIGINT NOT NULL,
    tax_minor BIGINT NOT NULL,
    delivery_minor BIGINT NOT NULL,
    refund_minor BIGINT NOT NULL,
    CONSTRAINT pk_cancellation_lines PRIMARY KEY (cancellation_id, line_no),
    CONSTRAINT ck_cancellation_lines_quantity_positive CHECK (quantity > 0),
    CONSTRAINT ck_cancellation_lines_amounts_not_negative CHECK (goods_minor >= 0 and tax_minor >= 0 and delivery_minor >= 0 and refund_minor >= 0),
    CONSTRAINT fk_cancellation_lines_cancellation_id FOREIGN KEY(cancellation_id) REFERENCES cancellations (id)
)
;
CREATE INDEX ix_cancellation_lines_order_id_line_no ON cancellation_lines (order_id, line_no)
;
CREATE TABLE listing_import_products (
    import_id UUID NOT NULL,
    product_id UUID NOT NULL,
    what VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    before JSONB NOT NULL,
    after JSONB NOT NULL,
    levels JSONB NOT NULL,
    outcome VARCHAR NOT NULL,
    kept JSONB NOT NULL,
    CONSTRAINT pk_listing_import_products PRIMARY KEY (import_id, product_id),
    CONSTRAINT ck_listing_import_products_what_known CHECK (what in ('created', 'changed')),
    CONSTRAINT ck_listing_import_products_outcome_known CHECK (outcome in ('', 'removed', 'unlisted', 'restored', 'partly', 'kept')),
    CONSTRAINT fk_listing_import_products_import_id FOREIGN KEY(import_id) REFERENCES listing_imports (id)
)
;
CREATE INDEX ix_listing_import_products_open ON listing_import_products (import_id) WHERE outcome = ''
;
alter table refunds add column cancellation_id uuid constraint fk_refunds_cancellation_id references cancellations (id)
;
CREATE INDEX ix_refunds_cancellation_id ON refunds (cancellation_id)
;
alter table listing_imports add column undone_at timestamptz
;
alter table listing_imports add column undone_by varchar not null default ''
;
-- What is in parcels and what is cancelled of a line are together never more than was ordered.
create or replace function refuse_overshipping() returns trigger language plpgsql as $$
declare
    v_wrong record;
begin
    perform 1 from order_lines l
    where (l.order_id, l.line_no) in (select order_id, line_no from added)
    order by l.order_id, l.line_no for update;
    select a.order_id, a.line_no into v_wrong
    from (select distinct order_id, line_no from added) a
    left join order_lines l on l.order_id = a.order_id and l.line_no = a.line_no
    join lateral (
        select coalesce(sum(sl.quantity), 0) as pieces, count(*) filter (
            where s.seller_id <> l.seller_id or s.order_id <> l.order_id) as strange
        from shipment_lines sl join shipments s on s.id = sl.shipment_id
        where sl.order_id = a.order_id and sl.line_no = a.line_no
    ) sent on true
    join lateral (
        select coalesce(sum(cl.quantity), 0) as pieces, count(*) filter (
            where c.seller_id <> l.seller_id or c.order_id <> l.order_id) as strange
        from cancellation_lines cl join cancellations c on c.id = cl.cancellation_id
        where cl.order_id = a.order_id and cl.line_no = a.line_no
    ) cancelled on true
    where l.quantity is null or sent.pieces + cancelled.pieces > l.quantity
       or sent.strange + cancelled.strange > 0
    limit 1;
    if found then
        raise exception using errcode = 'check_violation',
            message = 'More of line ' || v_wrong.line_no || ' of order ' || v_wrong.order_id
                || ' is in parcels than its seller has to send.';
    end if;
    return null;
end
$$
;
create trigger overcancelling_inserted after insert on cancellation_lines
    referencing new table as added for each statement execute function refuse_overshipping()
;
create trigger overcancelling_updated after update on cancellation_lines
    referencing new table as added for each statement execute function refuse_overshipping()
;
-- So many pieces of these offers, allocated to one seller's part of an order, are for sale again.
-- A reservation of which only some are let go is split. Returns the pieces that came free.
create function deallocate_stock(
    p_order uuid, p_seller uuid, p_offers uuid[], p_quantities integer[], p_reason text,
    p_actor text, p_now timestamptz
) returns integer language plpgsql as $$
declare
    v_wanted record;
    v_held record;
    v_left integer;
    v_take integer;
    v_pieces integer := 0;
begin
    perform 1 from stock_levels l
    where (l.offer_id, l.warehouse_id) in (
        select r.offer_id, r.warehouse_id from reservations r
        join offers o on o.id = r.offer_id
        where r.order_id = p_order and r.status = 'allocated' and o.seller_id = p_seller
          and r.offer_id = any(p_offers)
    )
    order by l.offer_id, l.warehouse_id for update;
    for v_wanted in
        select x.offer_id, sum(x.quantity)::integer as pieces
        from unnest(p_offers, p_quantities) as x(offer_id, quantity)
        join offers o on o.id = x.offer_id and o.seller_id = p_seller
        group by x.offer_id order by x.offer_id
    loop
        v_left := v_wanted.pieces;
        for v_held in
            select r.* from reservations r
            where r.order_id = p_order and r.offer_id = v_wanted.offer_id
              and r.status = 'allocated'
            order by r.warehouse_id desc, r.id desc for update
        loop
            exit when v_left = 0;
            v_take := least(v_left, v_held.quantity);
            if v_take = v_held.quantity then
                update reservations set status = 'released' where id = v_held.id;
            else
                update reservations set quantity = quantity - v_take where id = v_held.id;
                insert into reservations (id, checkout_id, order_id, offer_id, warehouse_id,
                    quantity, status, held_until, created_at)
                values (new_id(), v_held.checkout_id, p_order, v_held.offer_id,
                    v_held.warehouse_id, v_take, 'released', v_held.held_until, p_now);
            end if;
            insert into stock_movements (
                id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
                reason, document, actor, moved_at)
            values (new_id(), v_held.offer_id, v_held.warehouse_id, 'deallocate', 0, 0, -v_take,
                p_reason, 'order:' || p_order, p_actor, p_now);
            with changed as (
                update stock_levels
                set allocated = allocated - v_take, version = version + 1, updated_at = p_now
                where offer_id = v_held.offer_id and warehouse_id = v_held.warehouse_id
                returning *
            )
            insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
            select new_id(), 'stock.changed', 'offer', offer_id, version,
                   jsonb_build_object('warehouse_id', warehouse_id, 'available', available), p_now
            from changed;
            v_left := v_left - v_take;
            v_pieces := v_pieces + v_take;
        end loop;
    end loop;
    return v_pieces;
end
$$
