alter table orders add column import_name varchar not null default ''
;
CREATE TABLE history_imports (
	name VARCHAR NOT NULL, 
	mapping VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	counts JSONB NOT NULL, 
	started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	finished_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_history_imports PRIMARY KEY (name), 
	CONSTRAINT ck_history_imports_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$')
)
;
CREATE TABLE history_lines (
	order_id UUID NOT NULL, 
	line_no INTEGER NOT NULL, 
	category_key VARCHAR NOT NULL, 
	delivery_minor BIGINT NOT NULL, 
	CONSTRAINT pk_history_lines PRIMARY KEY (order_id, line_no)
)
;
CREATE TABLE history_credits (
	id UUID NOT NULL, 
	import_name VARCHAR NOT NULL, 
	source_key VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	line_no INTEGER NOT NULL, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	currency VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	seller_id UUID NOT NULL, 
	product_id UUID NOT NULL, 
	category_key VARCHAR NOT NULL, 
	sku VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	quantity INTEGER NOT NULL, 
	unit_price_minor BIGINT NOT NULL, 
	value_minor BIGINT NOT NULL, 
	CONSTRAINT pk_history_credits PRIMARY KEY (id), 
	CONSTRAINT uq_history_credits_import_name_source_key_line_no UNIQUE (import_name, source_key, line_no), 
	CONSTRAINT ck_history_credits_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$')
)
;
CREATE INDEX ix_history_credits_import_name_happened_at ON history_credits (import_name, happened_at)
;
CREATE TABLE history_sellers (
	seller_id UUID NOT NULL, 
	source VARCHAR NOT NULL, 
	source_key VARCHAR NOT NULL, 
	CONSTRAINT pk_history_sellers PRIMARY KEY (seller_id), 
	CONSTRAINT uq_history_sellers_source_source_key UNIQUE (source, source_key)
)
;
create index ix_orders_import_name on orders (import_name) where import_name <> ''
;
