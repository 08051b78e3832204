CREATE TABLE outbox (
	id UUID NOT NULL, 
	position BIGINT GENERATED ALWAYS AS IDENTITY, 
	transaction_id xid8 DEFAULT pg_current_xact_id() NOT NULL, 
	kind VARCHAR NOT NULL, 
	aggregate VARCHAR NOT NULL, 
	aggregate_id UUID NOT NULL, 
	version BIGINT NOT NULL, 
	payload JSONB NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id)
)
 PARTITION BY RANGE (id)
;
CREATE INDEX ix_outbox_order ON outbox (transaction_id, position)
;
CREATE TABLE relay_cursors (
	name VARCHAR NOT NULL, 
	transaction_id xid8 NOT NULL, 
	position BIGINT NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_relay_cursors PRIMARY KEY (name)
)
;
CREATE TABLE inbox (
	consumer VARCHAR NOT NULL, 
	event_id UUID NOT NULL, 
	handled_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (consumer, event_id)
)
;
CREATE TABLE idempotency_keys (
	scope VARCHAR NOT NULL, 
	key VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	answer JSONB NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_idempotency_keys PRIMARY KEY (scope, key)
)
;
CREATE TABLE shop_settings (
	key VARCHAR NOT NULL, 
	value JSONB NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_shop_settings PRIMARY KEY (key)
)
;
CREATE TABLE import_runs (
	id UUID NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	file_format VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	rows_done INTEGER NOT NULL, 
	rows_failed INTEGER NOT NULL, 
	report_path VARCHAR NOT NULL, 
	started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	finished_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_import_runs PRIMARY KEY (id), 
	CONSTRAINT ck_import_runs_status_known CHECK (status in ('running', 'finished', 'failed')), 
	CONSTRAINT uq_import_runs_fingerprint UNIQUE (fingerprint)
)
;
CREATE TABLE users (
	id UUID NOT NULL, 
	email VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	password_hash VARCHAR, 
	phone VARCHAR NOT NULL, 
	locale VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	verified_at TIMESTAMP WITH TIME ZONE, 
	disabled_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_users PRIMARY KEY (id)
)
;
CREATE UNIQUE INDEX uq_users_email_lower ON users (lower(email))
;
CREATE TABLE sellers (
	id UUID NOT NULL, 
	slug VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	city VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	logo_url VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	handling_days INTEGER NOT NULL, 
	return_days INTEGER NOT NULL, 
	commission_basis_points INTEGER NOT NULL, 
	rating_average FLOAT NOT NULL, 
	rating_count INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	approved_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_sellers PRIMARY KEY (id), 
	CONSTRAINT ck_sellers_status_known CHECK (status in ('applied', 'approved', 'suspended', 'rejected')), 
	CONSTRAINT ck_sellers_commission_between_0_and_1 CHECK (commission_basis_points between 0 and 10000), 
	CONSTRAINT uq_sellers_slug UNIQUE (slug)
)
;
CREATE TABLE categories (
	id UUID NOT NULL, 
	parent_id UUID, 
	slug VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	depth INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	description VARCHAR NOT NULL, 
	image_url VARCHAR NOT NULL, 
	CONSTRAINT pk_categories PRIMARY KEY (id), 
	CONSTRAINT fk_categories_parent_id FOREIGN KEY(parent_id) REFERENCES categories (id), 
	CONSTRAINT uq_categories_slug UNIQUE (slug), 
	CONSTRAINT uq_categories_path UNIQUE (path)
)
;
CREATE INDEX ix_categories_parent_id ON categories (parent_id)
;
CREATE TABLE brands (
	id UUID NOT NULL, 
	slug VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_brands PRIMARY KEY (id), 
	CONSTRAINT uq_brands_slug UNIQUE (slug)
)
;
CREATE TABLE product_types (
	id UUID NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_product_types PRIMARY KEY (id), 
	CONSTRAINT uq_product_types_code UNIQUE (code)
)
;
CREATE TABLE attributes (
	id UUID NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	choices JSONB NOT NULL, 
	filterable BOOLEAN NOT NULL, 
	CONSTRAINT pk_attributes PRIMARY KEY (id), 
	CONSTRAINT ck_attributes_kind_known CHECK (kind in ('text', 'number', 'enum', 'boolean', 'reference')), 
	CONSTRAINT uq_attributes_code UNIQUE (code)
)
;
CREATE TABLE collections (
	id UUID NOT NULL, 
	slug VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	image_url VARCHAR NOT NULL, 
	rule JSONB, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_collections PRIMARY KEY (id), 
	CONSTRAINT uq_collections_slug UNIQUE (slug)
)
;
CREATE TABLE regions (
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	countries TEXT[] NOT NULL, 
	default_country VARCHAR NOT NULL, 
	locale VARCHAR NOT NULL, 
	tax_included BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_regions PRIMARY KEY (code), 
	CONSTRAINT ck_regions_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$')
)
;
CREATE TABLE tax_rates (
	country VARCHAR NOT NULL, 
	tax_class VARCHAR NOT NULL, 
	valid_from DATE NOT NULL, 
	basis_points INTEGER NOT NULL, 
	CONSTRAINT pk_tax_rates PRIMARY KEY (country, tax_class, valid_from), 
	CONSTRAINT ck_tax_rates_rate_between_0_and_1 CHECK (basis_points between 0 and 10000)
)
;
CREATE TABLE stock_movements (
	id UUID NOT NULL, 
	offer_id UUID NOT NULL, 
	warehouse_id UUID NOT NULL, 
	kind VARCHAR NOT NULL, 
	on_hand_delta INTEGER NOT NULL, 
	reserved_delta INTEGER NOT NULL, 
	allocated_delta INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	moved_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_stock_movements PRIMARY KEY (id), 
	CONSTRAINT ck_stock_movements_kind_known CHECK (kind in ('receive', 'adjust', 'count', 'transfer_out', 'transfer_in', 'reserve', 'release', 'allocate', 'deallocate', 'ship', 'return', 'write_off'))
)
 PARTITION BY RANGE (id)
;
CREATE INDEX ix_stock_movements_offer_id_warehouse_id ON stock_movements (offer_id, warehouse_id)
;
CREATE TABLE reservations (
	id UUID NOT NULL, 
	checkout_id UUID NOT NULL, 
	order_id UUID, 
	offer_id UUID NOT NULL, 
	warehouse_id UUID NOT NULL, 
	quantity INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	held_until TIMESTAMP WITH TIME ZONE NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_reservations PRIMARY KEY (id), 
	CONSTRAINT ck_reservations_status_known CHECK (status in ('held', 'allocated', 'released', 'shipped')), 
	CONSTRAINT ck_reservations_quantity_positive CHECK (quantity > 0)
)
;
CREATE INDEX ix_reservations_held ON reservations (offer_id, warehouse_id, held_until) WHERE status = 'held'
;
CREATE INDEX ix_reservations_checkout_id ON reservations (checkout_id)
;
CREATE INDEX ix_reservations_held_until ON reservations (held_until) WHERE status = 'held'
;
CREATE INDEX ix_reservations_order_id ON reservations (order_id)
;
CREATE TABLE search_queries (
	query VARCHAR NOT NULL, 
	searched BIGINT NOT NULL, 
	found INTEGER NOT NULL, 
	last_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_search_queries PRIMARY KEY (query)
)
;
CREATE TABLE payments (
	id UUID NOT NULL, 
	order_id UUID NOT NULL, 
	gateway VARCHAR NOT NULL, 
	method VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	amount_minor BIGINT NOT NULL, 
	refund_due_minor BIGINT NOT NULL, 
	refunded_minor BIGINT NOT NULL, 
	currency VARCHAR NOT NULL, 
	idempotency_key VARCHAR NOT NULL, 
	provider_reference VARCHAR NOT NULL, 
	failure_code VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	captured_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_payments PRIMARY KEY (id), 
	CONSTRAINT ck_payments_status_known CHECK (status in ('started', 'challenged', 'captured', 'failed', 'voided', 'refunded')), 
	CONSTRAINT ck_payments_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_payments_amount_not_negative CHECK (amount_minor >= 0), 
	CONSTRAINT ck_payments_refund_within_amount CHECK (refunded_minor between 0 and amount_minor), 
	CONSTRAINT ck_payments_due_within_amount CHECK (refund_due_minor between 0 and amount_minor), 
	CONSTRAINT uq_payments_idempotency_key UNIQUE (idempotency_key)
)
;
CREATE INDEX ix_payments_unfinished ON payments (updated_at) WHERE status in ('started', 'challenged')
;
CREATE INDEX ix_payments_owed ON payments (updated_at) WHERE refund_due_minor > refunded_minor
;
CREATE INDEX ix_payments_order_id ON payments (order_id)
;
CREATE INDEX ix_payments_provider_reference ON payments (provider_reference)
;
CREATE TABLE payment_events (
	provider VARCHAR NOT NULL, 
	event_id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	payload JSONB NOT NULL, 
	received_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	handled_at TIMESTAMP WITH TIME ZONE, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT pk_payment_events PRIMARY KEY (provider, event_id)
)
;
CREATE INDEX ix_payment_events_waiting ON payment_events (received_at) WHERE handled_at is null
;
CREATE TABLE orders (
	id UUID NOT NULL, 
	number VARCHAR NOT NULL, 
	checkout_id UUID, 
	user_id UUID, 
	email VARCHAR NOT NULL, 
	address JSONB NOT NULL, 
	region_code VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	locale VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	items_minor BIGINT NOT NULL, 
	discount_minor BIGINT NOT NULL, 
	delivery_minor BIGINT NOT NULL, 
	tax_minor BIGINT NOT NULL, 
	tax_included BOOLEAN NOT NULL, 
	total_minor BIGINT NOT NULL, 
	key_hash VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	placed_at TIMESTAMP WITH TIME ZONE, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_orders PRIMARY KEY (id), 
	CONSTRAINT ck_orders_status_known CHECK (status in ('pending', 'placed', 'partly_shipped', 'shipped', 'delivered', 'cancelled', 'failed')), 
	CONSTRAINT ck_orders_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_orders_total_adds_up CHECK (total_minor = items_minor - discount_minor + delivery_minor + case when tax_included then 0 else tax_minor end), 
	CONSTRAINT ck_orders_total_not_negative CHECK (total_minor >= 0)
)
 PARTITION BY RANGE (id)
;
CREATE INDEX ix_orders_user_id ON orders (user_id, id)
;
CREATE INDEX ix_orders_status ON orders (status, id)
;
CREATE TABLE order_numbers (
	number VARCHAR NOT NULL, 
	order_id UUID NOT NULL, 
	CONSTRAINT pk_order_numbers PRIMARY KEY (number), 
	CONSTRAINT uq_order_numbers_order_id UNIQUE (order_id)
)
;
CREATE TABLE seller_orders (
	order_id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	number VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	items_minor BIGINT NOT NULL, 
	discount_minor BIGINT NOT NULL, 
	delivery_minor BIGINT NOT NULL, 
	tax_minor BIGINT NOT NULL, 
	total_minor BIGINT NOT NULL, 
	commission_minor BIGINT NOT NULL, 
	delivery_code VARCHAR NOT NULL, 
	delivery_name VARCHAR NOT NULL, 
	promised_from DATE, 
	promised_to DATE, 
	tracking VARCHAR NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_seller_orders PRIMARY KEY (order_id, seller_id), 
	CONSTRAINT ck_seller_orders_status_known CHECK (status in ('pending', 'placed', 'preparing', 'shipped', 'delivered', 'cancelled'))
)
 PARTITION BY RANGE (order_id)
;
CREATE INDEX ix_seller_orders_seller_id ON seller_orders (seller_id, order_id)
;
CREATE TABLE order_lines (
	order_id UUID NOT NULL, 
	line_no INTEGER NOT NULL, 
	seller_id UUID NOT NULL, 
	offer_id UUID NOT NULL, 
	variant_id UUID NOT NULL, 
	product_id UUID NOT NULL, 
	sku VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	variant_title VARCHAR NOT NULL, 
	slug VARCHAR NOT NULL, 
	image_url VARCHAR NOT NULL, 
	quantity INTEGER NOT NULL, 
	unit_price_minor BIGINT NOT NULL, 
	discount_minor BIGINT NOT NULL, 
	tax_basis_points INTEGER NOT NULL, 
	tax_minor BIGINT NOT NULL, 
	total_minor BIGINT NOT NULL, 
	commission_basis_points INTEGER NOT NULL, 
	commission_minor BIGINT NOT NULL, 
	CONSTRAINT pk_order_lines PRIMARY KEY (order_id, line_no), 
	CONSTRAINT ck_order_lines_quantity_positive CHECK (quantity > 0), 
	CONSTRAINT ck_order_lines_total_adds_up CHECK (total_minor = unit_price_minor * quantity - discount_minor)
)
 PARTITION BY RANGE (order_id)
;
CREATE INDEX ix_order_lines_product_id ON order_lines (product_id)
;
CREATE TABLE order_events (
	order_id UUID NOT NULL, 
	id UUID NOT NULL, 
	seller_id UUID, 
	kind VARCHAR NOT NULL, 
	from_status VARCHAR NOT NULL, 
	to_status VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_order_events PRIMARY KEY (order_id, id)
)
 PARTITION BY RANGE (order_id)
;
CREATE TABLE user_roles (
	user_id UUID NOT NULL, 
	role VARCHAR NOT NULL, 
	granted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_user_roles PRIMARY KEY (user_id, role), 
	CONSTRAINT ck_user_roles_role_known CHECK (role in ('staff', 'admin')), 
	CONSTRAINT fk_user_roles_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE TABLE sessions (
	id UUID NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	user_id UUID, 
	user_agent VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	seen_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	revoked_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_sessions PRIMARY KEY (id), 
	CONSTRAINT uq_sessions_token_hash UNIQUE (token_hash), 
	CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)
;
CREATE INDEX ix_sessions_user_id ON sessions (user_id)
;
CREATE TABLE addresses (
	id UUID NOT NULL, 
	user_id UUID NOT NULL, 
	name VARCHAR NOT NULL, 
	line1 VARCHAR NOT NULL, 
	line2 VARCHAR NOT NULL, 
	postal_code VARCHAR NOT NULL, 
	city VARCHAR NOT NULL, 
	region VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	is_default BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_addresses PRIMARY KEY (id), 
	CONSTRAINT fk_addresses_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_addresses_user_id ON addresses (user_id)
;
CREATE TABLE seller_members (
	seller_id UUID NOT NULL, 
	user_id UUID NOT NULL, 
	role VARCHAR NOT NULL, 
	joined_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_seller_members PRIMARY KEY (seller_id, user_id), 
	CONSTRAINT ck_seller_members_role_known CHECK (role in ('owner', 'manager', 'shipping')), 
	CONSTRAINT fk_seller_members_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id), 
	CONSTRAINT fk_seller_members_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_seller_members_user_id ON seller_members (user_id)
;
CREATE TABLE product_type_attributes (
	product_type_id UUID NOT NULL, 
	attribute_id UUID NOT NULL, 
	position INTEGER NOT NULL, 
	required BOOLEAN NOT NULL, 
	CONSTRAINT pk_product_type_attributes PRIMARY KEY (product_type_id, attribute_id), 
	CONSTRAINT fk_product_type_attributes_product_type_id FOREIGN KEY(product_type_id) REFERENCES product_types (id), 
	CONSTRAINT fk_product_type_attributes_attribute_id FOREIGN KEY(attribute_id) REFERENCES attributes (id)
)
;
CREATE INDEX ix_product_type_attributes_attribute_id ON product_type_attributes (attribute_id)
;
CREATE TABLE products (
	id UUID NOT NULL, 
	slug VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	summary VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	highlights JSONB NOT NULL, 
	brand_id UUID, 
	category_id UUID, 
	product_type_id UUID, 
	attributes JSONB NOT NULL, 
	options JSONB NOT NULL, 
	tax_class VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	rating_average FLOAT NOT NULL, 
	rating_count INTEGER NOT NULL, 
	units_sold INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	source_key VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_products PRIMARY KEY (id), 
	CONSTRAINT ck_products_status_known CHECK (status in ('draft', 'active', 'archived')), 
	CONSTRAINT uq_products_source_source_key UNIQUE (source, source_key), 
	CONSTRAINT uq_products_slug UNIQUE (slug), 
	CONSTRAINT fk_products_brand_id FOREIGN KEY(brand_id) REFERENCES brands (id), 
	CONSTRAINT fk_products_category_id FOREIGN KEY(category_id) REFERENCES categories (id), 
	CONSTRAINT fk_products_product_type_id FOREIGN KEY(product_type_id) REFERENCES product_types (id)
)
;
CREATE INDEX ix_products_product_type_id ON products (product_type_id)
;
CREATE INDEX ix_products_category_id_created_at ON products (category_id, created_at)
;
CREATE INDEX ix_products_created_at ON products (created_at)
;
CREATE INDEX ix_products_brand_id ON products (brand_id)
;
CREATE TABLE warehouses (
	id UUID NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	seller_id UUID, 
	country VARCHAR NOT NULL, 
	address JSONB NOT NULL, 
	cut_off_hour INTEGER NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_warehouses PRIMARY KEY (id), 
	CONSTRAINT uq_warehouses_code UNIQUE (code), 
	CONSTRAINT fk_warehouses_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_warehouses_seller_id ON warehouses (seller_id)
;
CREATE TABLE delivery_methods (
	id UUID NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	region_code VARCHAR NOT NULL, 
	seller_id UUID, 
	price_minor BIGINT NOT NULL, 
	free_from_minor BIGINT, 
	days_min INTEGER NOT NULL, 
	days_max INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_delivery_methods PRIMARY KEY (id), 
	CONSTRAINT ck_delivery_methods_price_not_negative CHECK (price_minor >= 0), 
	CONSTRAINT ck_delivery_methods_days_in_order CHECK (days_min between 0 and days_max), 
	CONSTRAINT fk_delivery_methods_region_code FOREIGN KEY(region_code) REFERENCES regions (code), 
	CONSTRAINT fk_delivery_methods_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE UNIQUE INDEX uq_delivery_methods_place ON delivery_methods (region_code, code, seller_id) NULLS NOT DISTINCT
;
CREATE INDEX ix_delivery_methods_seller_id ON delivery_methods (seller_id)
;
CREATE TABLE carts (
	id UUID NOT NULL, 
	session_key VARCHAR NOT NULL, 
	user_id UUID, 
	region_code VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_carts PRIMARY KEY (id), 
	CONSTRAINT ck_carts_status_known CHECK (status in ('open', 'ordered', 'merged')), 
	CONSTRAINT ck_carts_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT fk_carts_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_carts_region_code FOREIGN KEY(region_code) REFERENCES regions (code)
)
;
CREATE INDEX ix_carts_updated_at ON carts (updated_at)
;
CREATE UNIQUE INDEX uq_carts_open_session ON carts (session_key) WHERE status = 'open' and user_id is null
;
CREATE UNIQUE INDEX uq_carts_open_user ON carts (user_id) WHERE status = 'open'
;
CREATE TABLE variants (
	id UUID NOT NULL, 
	product_id UUID NOT NULL, 
	sku VARCHAR NOT NULL, 
	barcode VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	options JSONB NOT NULL, 
	weight_grams INTEGER NOT NULL, 
	dimensions_mm JSONB NOT NULL, 
	position INTEGER NOT NULL, 
	image_position INTEGER, 
	CONSTRAINT pk_variants PRIMARY KEY (id), 
	CONSTRAINT ck_variants_weight_not_negative CHECK (weight_grams >= 0), 
	CONSTRAINT fk_variants_product_id FOREIGN KEY(product_id) REFERENCES products (id), 
	CONSTRAINT uq_variants_sku UNIQUE (sku)
)
;
CREATE INDEX ix_variants_barcode ON variants (barcode)
;
CREATE INDEX ix_variants_product_id ON variants (product_id)
;
CREATE TABLE media (
	id UUID NOT NULL, 
	product_id UUID NOT NULL, 
	position INTEGER NOT NULL, 
	url VARCHAR NOT NULL, 
	alt VARCHAR NOT NULL, 
	option_value VARCHAR NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	CONSTRAINT pk_media PRIMARY KEY (id), 
	CONSTRAINT uq_media_product_id_position UNIQUE (product_id, position), 
	CONSTRAINT fk_media_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE TABLE slug_redirects (
	old_slug VARCHAR NOT NULL, 
	product_id UUID NOT NULL, 
	moved_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_slug_redirects PRIMARY KEY (old_slug), 
	CONSTRAINT fk_slug_redirects_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE INDEX ix_slug_redirects_product_id ON slug_redirects (product_id)
;
CREATE TABLE collection_products (
	collection_id UUID NOT NULL, 
	product_id UUID NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_collection_products PRIMARY KEY (collection_id, product_id), 
	CONSTRAINT fk_collection_products_collection_id FOREIGN KEY(collection_id) REFERENCES collections (id), 
	CONSTRAINT fk_collection_products_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE INDEX ix_collection_products_product_id ON collection_products (product_id)
;
CREATE TABLE warehouse_priorities (
	region_code VARCHAR NOT NULL, 
	warehouse_id UUID NOT NULL, 
	priority INTEGER NOT NULL, 
	CONSTRAINT pk_warehouse_priorities PRIMARY KEY (region_code, warehouse_id), 
	CONSTRAINT fk_warehouse_priorities_region_code FOREIGN KEY(region_code) REFERENCES regions (code), 
	CONSTRAINT fk_warehouse_priorities_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES warehouses (id)
)
;
CREATE INDEX ix_warehouse_priorities_warehouse_id ON warehouse_priorities (warehouse_id)
;
CREATE TABLE reviews (
	id UUID NOT NULL, 
	product_id UUID NOT NULL, 
	user_id UUID, 
	author_name VARCHAR NOT NULL, 
	rating INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	verified BOOLEAN NOT NULL, 
	helpful_count INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (id), 
	CONSTRAINT ck_reviews_rating_1_to_5 CHECK (rating between 1 and 5), 
	CONSTRAINT ck_reviews_status_known CHECK (status in ('pending', 'published', 'rejected')), 
	CONSTRAINT uq_reviews_product_id_user_id UNIQUE (product_id, user_id), 
	CONSTRAINT fk_reviews_product_id FOREIGN KEY(product_id) REFERENCES products (id), 
	CONSTRAINT fk_reviews_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_reviews_user_id ON reviews (user_id)
;
CREATE INDEX ix_reviews_product_id_created_at ON reviews (product_id, created_at)
;
CREATE TABLE search_documents (
	product_id UUID NOT NULL, 
	slug VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	brand VARCHAR NOT NULL, 
	brand_slug VARCHAR NOT NULL, 
	sellers TEXT[] NOT NULL, 
	categories TEXT[] NOT NULL, 
	collections TEXT[] NOT NULL, 
	keywords VARCHAR NOT NULL, 
	codes TEXT[] NOT NULL, 
	price_minor BIGINT NOT NULL, 
	prices JSONB NOT NULL, 
	rating FLOAT NOT NULL, 
	rating_count INTEGER NOT NULL, 
	sold INTEGER NOT NULL, 
	in_stock BOOLEAN NOT NULL, 
	sales TEXT[] NOT NULL, 
	facets JSONB NOT NULL, 
	card JSONB NOT NULL, 
	words TSVECTOR GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', brand), 'B') || setweight(to_tsvector('english', keywords), 'C')) STORED, 
	listed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_search_documents PRIMARY KEY (product_id), 
	CONSTRAINT fk_search_documents_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE INDEX ix_search_documents_brand_slug ON search_documents (brand_slug)
;
CREATE INDEX ix_search_documents_words ON search_documents USING gin (words)
;
CREATE INDEX ix_search_documents_listed_at ON search_documents (listed_at)
;
CREATE INDEX ix_search_documents_collections ON search_documents USING gin (collections)
;
CREATE INDEX ix_search_documents_price ON search_documents (price_minor, product_id)
;
CREATE INDEX ix_search_documents_codes ON search_documents USING gin (codes)
;
CREATE INDEX ix_search_documents_sellers ON search_documents USING gin (sellers)
;
CREATE INDEX ix_search_documents_sold ON search_documents (sold, product_id)
;
CREATE INDEX ix_search_documents_categories ON search_documents USING gin (categories)
;
CREATE TABLE category_listings (
	category_slug VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	product_id UUID NOT NULL, 
	price_minor BIGINT NOT NULL, 
	rating FLOAT NOT NULL, 
	sold INTEGER NOT NULL, 
	in_stock BOOLEAN NOT NULL, 
	listed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_category_listings PRIMARY KEY (category_slug, currency, product_id), 
	CONSTRAINT ck_category_listings_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT fk_category_listings_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE INDEX ix_category_listings_sold ON category_listings (category_slug, currency, sold, product_id)
;
CREATE INDEX ix_category_listings_price ON category_listings (category_slug, currency, price_minor, product_id)
;
CREATE INDEX ix_category_listings_product_id ON category_listings (product_id)
;
CREATE INDEX ix_category_listings_listed ON category_listings (category_slug, currency, listed_at, product_id)
;
CREATE INDEX ix_category_listings_rating ON category_listings (category_slug, currency, rating, product_id)
;
CREATE TABLE checkouts (
	id UUID NOT NULL, 
	cart_id UUID NOT NULL, 
	session_key VARCHAR NOT NULL, 
	user_id UUID, 
	region_code VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	address JSONB NOT NULL, 
	delivery JSONB NOT NULL, 
	payment_method VARCHAR NOT NULL, 
	total_seen_minor BIGINT NOT NULL, 
	order_id UUID, 
	version INTEGER NOT NULL, 
	prepared_version INTEGER NOT NULL, 
	prepared_cart_version INTEGER NOT NULL, 
	held_until TIMESTAMP WITH TIME ZONE, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_checkouts PRIMARY KEY (id), 
	CONSTRAINT ck_checkouts_status_known CHECK (status in ('open', 'paying', 'placed', 'abandoned')), 
	CONSTRAINT ck_checkouts_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT fk_checkouts_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id), 
	CONSTRAINT fk_checkouts_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_checkouts_region_code FOREIGN KEY(region_code) REFERENCES regions (code), 
	CONSTRAINT uq_checkouts_order_id UNIQUE (order_id)
)
;
CREATE INDEX ix_checkouts_session_key ON checkouts (session_key)
;
CREATE INDEX ix_checkouts_user_id ON checkouts (user_id)
;
CREATE INDEX ix_checkouts_unpaid ON checkouts (held_until) WHERE status in ('open', 'paying') and order_id is not null
;
CREATE INDEX ix_checkouts_updated_at ON checkouts (updated_at)
;
CREATE UNIQUE INDEX uq_checkouts_live_cart ON checkouts (cart_id) WHERE status in ('open', 'paying')
;
CREATE TABLE offers (
	id UUID NOT NULL, 
	variant_id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	condition VARCHAR NOT NULL, 
	handling_days INTEGER NOT NULL, 
	status VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_offers PRIMARY KEY (id), 
	CONSTRAINT ck_offers_condition_known CHECK (condition in ('new', 'refurbished', 'used')), 
	CONSTRAINT ck_offers_status_known CHECK (status in ('active', 'paused')), 
	CONSTRAINT uq_offers_variant_id_seller_id_condition UNIQUE (variant_id, seller_id, condition), 
	CONSTRAINT ck_offers_handling_days_sane CHECK (handling_days between 0 and 90), 
	CONSTRAINT fk_offers_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id), 
	CONSTRAINT fk_offers_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_offers_seller_id ON offers (seller_id)
;
CREATE TABLE prices (
	offer_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	amount_minor BIGINT NOT NULL, 
	sale_minor BIGINT, 
	sale_from TIMESTAMP WITH TIME ZONE, 
	sale_to TIMESTAMP WITH TIME ZONE, 
	version INTEGER NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_prices PRIMARY KEY (offer_id, currency), 
	CONSTRAINT ck_prices_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_prices_amount_positive CHECK (amount_minor > 0), 
	CONSTRAINT ck_prices_sale_below_amount CHECK (sale_minor is null or (sale_minor > 0 and sale_minor < amount_minor)), 
	CONSTRAINT ck_prices_sale_dates_in_order CHECK (sale_to is null or sale_from < sale_to), 
	CONSTRAINT fk_prices_offer_id FOREIGN KEY(offer_id) REFERENCES offers (id)
)
;
CREATE TABLE stock_levels (
	offer_id UUID NOT NULL, 
	warehouse_id UUID NOT NULL, 
	on_hand INTEGER NOT NULL, 
	reserved INTEGER NOT NULL, 
	allocated INTEGER NOT NULL, 
	available INTEGER GENERATED ALWAYS AS (on_hand - reserved - allocated) STORED, 
	safety_stock INTEGER NOT NULL, 
	reorder_point INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_stock_levels PRIMARY KEY (offer_id, warehouse_id), 
	CONSTRAINT ck_stock_levels_on_hand_not_negative CHECK (on_hand >= 0), 
	CONSTRAINT ck_stock_levels_reserved_not_negative CHECK (reserved >= 0), 
	CONSTRAINT ck_stock_levels_allocated_not_negative CHECK (allocated >= 0), 
	CONSTRAINT ck_stock_levels_never_oversold CHECK (reserved + allocated <= on_hand), 
	CONSTRAINT fk_stock_levels_offer_id FOREIGN KEY(offer_id) REFERENCES offers (id), 
	CONSTRAINT fk_stock_levels_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES warehouses (id)
)
 WITH (fillfactor = 70)
;
CREATE INDEX ix_stock_levels_warehouse_id ON stock_levels (warehouse_id)
;
CREATE TABLE cart_lines (
	id UUID NOT NULL, 
	cart_id UUID NOT NULL, 
	offer_id UUID NOT NULL, 
	quantity INTEGER NOT NULL, 
	price_seen_minor BIGINT NOT NULL, 
	added_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_cart_lines PRIMARY KEY (id), 
	CONSTRAINT uq_cart_lines_cart_id_offer_id UNIQUE (cart_id, offer_id), 
	CONSTRAINT ck_cart_lines_quantity_sane CHECK (quantity between 1 and 999), 
	CONSTRAINT fk_cart_lines_cart_id FOREIGN KEY(cart_id) REFERENCES carts (id), 
	CONSTRAINT fk_cart_lines_offer_id FOREIGN KEY(offer_id) REFERENCES offers (id)
)
;
CREATE INDEX ix_cart_lines_offer_id ON cart_lines (offer_id)
;
