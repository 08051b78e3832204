CREATE TABLE returns (
	id UUID NOT NULL, 
	number VARCHAR NOT NULL, 
	order_id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	user_id UUID, 
	status VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	refund_to VARCHAR NOT NULL, 
	instructions VARCHAR NOT NULL, 
	decision VARCHAR NOT NULL, 
	request_key VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	requested_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	decided_at TIMESTAMP WITH TIME ZONE, 
	received_at TIMESTAMP WITH TIME ZONE, 
	refunded_at TIMESTAMP WITH TIME ZONE, 
	closed_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_returns PRIMARY KEY (id), 
	CONSTRAINT ck_returns_status_known CHECK (status in ('requested', 'approved', 'rejected', 'received', 'refunded', 'closed', 'cancelled')), 
	CONSTRAINT ck_returns_refund_to_known CHECK (refund_to in ('method')), 
	CONSTRAINT ck_returns_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT uq_returns_request_key_seller_id UNIQUE (request_key, seller_id), 
	CONSTRAINT uq_returns_number UNIQUE (number), 
	CONSTRAINT fk_returns_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_returns_open ON returns (id) WHERE status in ('requested', 'received')
;
CREATE INDEX ix_returns_order_id ON returns (order_id)
;
CREATE INDEX ix_returns_requested_at ON returns (requested_at, id)
;
CREATE INDEX ix_returns_seller_id ON returns (seller_id, id)
;
CREATE INDEX ix_returns_user_id ON returns (user_id, id)
;
CREATE TABLE return_lines (
	return_id UUID NOT NULL, 
	line_no INTEGER NOT NULL, 
	quantity INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	condition VARCHAR NOT NULL, 
	accepted INTEGER NOT NULL, 
	restocked INTEGER NOT NULL, 
	keep_percent INTEGER NOT NULL, 
	goods_minor BIGINT NOT NULL, 
	tax_minor BIGINT NOT NULL, 
	delivery_minor BIGINT NOT NULL, 
	kept_minor BIGINT NOT NULL, 
	refund_minor BIGINT NOT NULL, 
	CONSTRAINT pk_return_lines PRIMARY KEY (return_id, line_no), 
	CONSTRAINT ck_return_lines_reason_known CHECK (reason in ('change_of_mind', 'faulty', 'damaged', 'wrong_item', 'not_as_described')), 
	CONSTRAINT ck_return_lines_condition_known CHECK (condition in ('', 'as_new', 'used', 'damaged', 'faulty')), 
	CONSTRAINT ck_return_lines_quantity_positive CHECK (quantity > 0), 
	CONSTRAINT ck_return_lines_accepted_within_quantity CHECK (accepted between 0 and quantity), 
	CONSTRAINT ck_return_lines_restocked_within_accepted CHECK (restocked between 0 and accepted), 
	CONSTRAINT ck_return_lines_keep_percent_known CHECK (keep_percent between 0 and 100), 
	CONSTRAINT ck_return_lines_amounts_not_negative CHECK (least(goods_minor, tax_minor, delivery_minor, kept_minor, refund_minor) >= 0), 
	CONSTRAINT fk_return_lines_return_id FOREIGN KEY(return_id) REFERENCES returns (id)
)
;
CREATE TABLE return_photos (
	return_id UUID NOT NULL, 
	position INTEGER NOT NULL, 
	key VARCHAR NOT NULL, 
	small_key VARCHAR NOT NULL, 
	CONSTRAINT pk_return_photos PRIMARY KEY (return_id, position), 
	CONSTRAINT fk_return_photos_return_id FOREIGN KEY(return_id) REFERENCES returns (id)
)
;
CREATE TABLE return_events (
	return_id UUID NOT NULL, 
	id UUID NOT NULL, 
	from_status VARCHAR NOT NULL, 
	to_status VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_return_events PRIMARY KEY (return_id, id), 
	CONSTRAINT fk_return_events_return_id FOREIGN KEY(return_id) REFERENCES returns (id)
)
;
CREATE TABLE refunds (
	id UUID NOT NULL, 
	order_id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	payment_id UUID NOT NULL, 
	return_id UUID, 
	amount_minor BIGINT NOT NULL, 
	reaches_minor BIGINT NOT NULL, 
	currency VARCHAR NOT NULL, 
	destination VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	provider_reference VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	given_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_refunds PRIMARY KEY (id), 
	CONSTRAINT ck_refunds_status_known CHECK (status in ('due', 'given')), 
	CONSTRAINT ck_refunds_destination_known CHECK (destination in ('method')), 
	CONSTRAINT ck_refunds_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_refunds_amount_positive CHECK (amount_minor > 0), 
	CONSTRAINT ck_refunds_reaches_itself CHECK (reaches_minor >= amount_minor), 
	CONSTRAINT uq_refunds_payment_id_reaches_minor UNIQUE (payment_id, reaches_minor), 
	CONSTRAINT fk_refunds_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id), 
	CONSTRAINT fk_refunds_payment_id FOREIGN KEY(payment_id) REFERENCES payments (id), 
	CONSTRAINT fk_refunds_return_id FOREIGN KEY(return_id) REFERENCES returns (id)
)
;
CREATE INDEX ix_refunds_order_id ON refunds (order_id)
;
CREATE INDEX ix_refunds_return_id ON refunds (return_id)
;
CREATE INDEX ix_refunds_seller_id ON refunds (seller_id, id)

;
drop function note_refund(uuid, bigint, bigint, timestamptz)
;
-- Money went back to the shopper: from `p_before` to `p_after` minor units in all. Only the first
-- call that knows `p_before` writes; returns whether it was this one. The refunds that this sum
-- covers are given now, and the returns that waited for nothing else are closed.
create function note_refund(
    p_payment uuid, p_before bigint, p_after bigint, p_now timestamptz, p_reference text default ''
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
    update refunds set status = 'given', given_at = p_now, provider_reference = p_reference
    where payment_id = p_payment and status = 'due' and reaches_minor <= p_after;
    with finished as (
        update returns r set status = 'closed', closed_at = p_now, version = r.version + 1
        where r.order_id = pay.order_id and r.status = 'refunded'
          and not exists (select from refunds f where f.return_id = r.id and f.status = 'due')
        returning r.*
    ),
    steps as (
        insert into return_events (
            return_id, id, from_status, to_status, actor, note, happened_at)
        select id, new_id(), 'refunded', 'closed', 'system', '', p_now from finished
    )
    insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
    select new_id(), 'return.closed', 'return', f.id, f.version,
           jsonb_build_object('number', f.number, 'order_id', f.order_id, 'order_number', o.number,
                              'seller_id', f.seller_id, 'user_id', f.user_id), p_now
    from finished f join orders o on o.id = f.order_id;
    return true;
end
$$
