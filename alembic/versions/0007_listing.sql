CREATE TABLE listings (
	product_id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	status VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	content JSONB NOT NULL, 
	reasons JSONB NOT NULL, 
	reason_words VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	submitted_at TIMESTAMP WITH TIME ZONE, 
	decided_at TIMESTAMP WITH TIME ZONE, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_listings PRIMARY KEY (product_id), 
	CONSTRAINT ck_listings_status_known CHECK (status in ('draft', 'submitted', 'approved', 'rejected')), 
	CONSTRAINT ck_listings_version_positive CHECK (version > 0), 
	CONSTRAINT fk_listings_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_listings_seller_id_updated_at ON listings (seller_id, updated_at)
;
CREATE INDEX ix_listings_submitted_at ON listings (submitted_at) WHERE status = 'submitted'
;
CREATE TABLE listing_imports (
	id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	file_name VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	header JSONB NOT NULL, 
	mapping JSONB NOT NULL, 
	row_count INTEGER NOT NULL, 
	submits BOOLEAN NOT NULL, 
	status VARCHAR NOT NULL, 
	rows_done INTEGER NOT NULL, 
	created_count INTEGER NOT NULL, 
	changed_count INTEGER NOT NULL, 
	refused_count INTEGER NOT NULL, 
	problems JSONB NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	finished_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_listing_imports PRIMARY KEY (id), 
	CONSTRAINT ck_listing_imports_status_known CHECK (status in ('uploaded', 'running', 'finished')), 
	CONSTRAINT fk_listing_imports_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_listing_imports_seller_id_created_at ON listing_imports (seller_id, created_at)
;
CREATE FUNCTION stock_runs_low() RETURNS trigger LANGUAGE plpgsql AS $$
begin
    insert into outbox (id, kind, aggregate, aggregate_id, version, payload, created_at)
    values (new_id(), 'stock.low', 'offer', new.offer_id, new.version,
        jsonb_build_object('warehouse_id', new.warehouse_id,
            'left', new.on_hand - new.allocated, 'threshold', new.reorder_point),
        new.updated_at);
    return null;
end $$
;
CREATE TRIGGER stock_runs_low AFTER UPDATE ON stock_levels FOR EACH ROW
WHEN (new.reorder_point > 0
    AND new.on_hand - new.allocated <= new.reorder_point
    AND old.on_hand - old.allocated > new.reorder_point)
EXECUTE FUNCTION stock_runs_low()
;
