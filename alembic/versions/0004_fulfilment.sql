alter table seller_orders drop constraint ck_seller_orders_status_known
;
alter table seller_orders add constraint ck_seller_orders_status_known CHECK (status in ('pending', 'placed', 'preparing', 'partly_shipped', 'shipped', 'delivered', 'cancelled'))
;
CREATE TABLE shipments (
	id UUID NOT NULL, 
	order_id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	position INTEGER NOT NULL, 
	carrier VARCHAR NOT NULL, 
	tracking_number VARCHAR NOT NULL, 
	tracking_url VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	sent_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	delivered_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_shipments PRIMARY KEY (id), 
	CONSTRAINT ck_shipments_status_known CHECK (status in ('sent', 'delivered')), 
	CONSTRAINT ck_shipments_position_positive CHECK (position > 0), 
	CONSTRAINT ck_shipments_delivered_has_its_moment CHECK ((status = 'delivered') = (delivered_at is not null)), 
	CONSTRAINT uq_shipments_order_id_seller_id_position UNIQUE (order_id, seller_id, position), 
	CONSTRAINT fk_shipments_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_shipments_seller_id ON shipments (seller_id, id)
;
CREATE TABLE shipment_lines (
	shipment_id UUID NOT NULL, 
	line_no INTEGER NOT NULL, 
	order_id UUID NOT NULL, 
	quantity INTEGER NOT NULL, 
	CONSTRAINT pk_shipment_lines PRIMARY KEY (shipment_id, line_no), 
	CONSTRAINT ck_shipment_lines_quantity_positive CHECK (quantity > 0), 
	CONSTRAINT fk_shipment_lines_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipments (id)
)
;
CREATE INDEX ix_shipment_lines_order_id_line_no ON shipment_lines (order_id, line_no)
;
CREATE TABLE order_tags (
	order_id UUID NOT NULL, 
	tag VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_order_tags PRIMARY KEY (order_id, tag)
)
;
CREATE INDEX ix_order_tags_tag ON order_tags (tag, order_id)
;
-- Orders are found by the words of their name and e-mail; the number has the small table.
create index ix_orders_people on orders using gin (
    to_tsvector('simple',
        translate(email || ' ' || coalesce(address ->> 'name', ''), '@.+-_', '     ')))
;
create index ix_order_numbers_prefix on order_numbers (number text_pattern_ops)
;
create index ix_order_lines_sku on order_lines (seller_id, sku text_pattern_ops)
;
create index ix_seller_orders_waiting on seller_orders (seller_id, promised_from, order_id)
    where status in ('placed', 'preparing', 'partly_shipped')
;
-- What was sent before parcels were kept: one parcel for each part, with all of it.
insert into shipments (id, order_id, seller_id, position, carrier, tracking_number, tracking_url,
    status, actor, sent_at, delivered_at)
select new_id(), so.order_id, so.seller_id, 1, '', so.tracking, '',
    case when so.status = 'delivered' then 'delivered' else 'sent' end, 'seller',
    coalesce(e.sent_at, so.updated_at),
    case when so.status = 'delivered' then coalesce(e.delivered_at, so.updated_at) end
from seller_orders so
left join lateral (
    select min(happened_at) filter (where to_status = 'shipped') as sent_at,
        min(happened_at) filter (where to_status = 'delivered') as delivered_at
    from order_events ev where ev.order_id = so.order_id and ev.seller_id = so.seller_id
) e on true
where so.status in ('shipped', 'delivered')
;
insert into shipment_lines (shipment_id, line_no, order_id, quantity)
select s.id, l.line_no, l.order_id, l.quantity
from shipments s
join order_lines l on l.order_id = s.order_id and l.seller_id = s.seller_id
;
-- The lines that a statement has put into parcels: each is its seller's, and no more of it is sent
-- than was ordered. The lines are locked in the order of their keys, so that two parcels wait.
create function refuse_overshipping() returns trigger language plpgsql as $$
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
        select sum(sl.quantity) as pieces, count(*) filter (where s.seller_id <> l.seller_id
            or s.order_id <> l.order_id) as strange
        from shipment_lines sl join shipments s on s.id = sl.shipment_id
        where sl.order_id = a.order_id and sl.line_no = a.line_no
    ) sent on true
    where l.quantity is null or sent.pieces > l.quantity or sent.strange > 0
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
create trigger overshipping_inserted after insert on shipment_lines
    referencing new table as added for each statement execute function refuse_overshipping()
;
create trigger overshipping_updated after update on shipment_lines
    referencing new table as added for each statement execute function refuse_overshipping()
;
-- So many pieces of these offers, allocated to one seller's part of an order, leave in a parcel.
-- A reservation of which only some leave is split. Returns the pieces: fewer than were asked for
-- when fewer were set aside.
create function ship_stock(
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
            order by r.warehouse_id, r.id for update
        loop
            exit when v_left = 0;
            v_take := least(v_left, v_held.quantity);
            if v_take = v_held.quantity then
                update reservations set status = 'shipped' where id = v_held.id;
            else
                update reservations set quantity = quantity - v_take where id = v_held.id;
                insert into reservations (id, checkout_id, order_id, offer_id, warehouse_id,
                    quantity, status, held_until, created_at)
                values (new_id(), v_held.checkout_id, p_order, v_held.offer_id,
                    v_held.warehouse_id, v_take, 'shipped', v_held.held_until, p_now);
            end if;
            insert into stock_movements (
                id, offer_id, warehouse_id, kind, on_hand_delta, reserved_delta, allocated_delta,
                reason, document, actor, moved_at)
            values (new_id(), v_held.offer_id, v_held.warehouse_id, 'ship', -v_take, 0, -v_take,
                p_reason, 'order:' || p_order, p_actor, p_now);
            update stock_levels
            set on_hand = on_hand - v_take, allocated = allocated - v_take,
                version = version + 1, updated_at = p_now
            where offer_id = v_held.offer_id and warehouse_id = v_held.warehouse_id;
            v_left := v_left - v_take;
            v_pieces := v_pieces + v_take;
        end loop;
    end loop;
    return v_pieces;
end
$$
;
