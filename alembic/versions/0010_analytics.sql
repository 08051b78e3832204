CREATE TABLE behaviour_facts (
	id UUID NOT NULL, 
	visitor VARCHAR NOT NULL, 
	user_id UUID, 
	act VARCHAR NOT NULL, 
	product_id UUID, 
	seller_id UUID, 
	category_id UUID, 
	order_id UUID, 
	region VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_behaviour_facts PRIMARY KEY (id), 
	CONSTRAINT ck_behaviour_facts_act_known CHECK (act in ('page', 'product', 'list', 'search', 'seller', 'add_to_cart', 'checkout', 'paid'))
)
 PARTITION BY RANGE (id)
;
CREATE INDEX ix_behaviour_facts_product_id ON behaviour_facts (product_id, happened_at)
;
CREATE INDEX ix_behaviour_facts_user_id ON behaviour_facts (user_id, id)
;
CREATE TABLE visits (
	id UUID NOT NULL, 
	visitor VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	region VARCHAR NOT NULL, 
	pages INTEGER NOT NULL, 
	viewed BOOLEAN NOT NULL, 
	added BOOLEAN NOT NULL, 
	began BOOLEAN NOT NULL, 
	paid BOOLEAN NOT NULL, 
	started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_visits PRIMARY KEY (id)
)
;
CREATE INDEX ix_visits_started_at ON visits (started_at)
;
CREATE INDEX ix_visits_visitor ON visits (visitor, last_seen_at)
;
CREATE TABLE visit_hours (
	hour TIMESTAMP WITH TIME ZONE NOT NULL, 
	device VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	visits INTEGER NOT NULL, 
	pages INTEGER NOT NULL, 
	viewed INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	began INTEGER NOT NULL, 
	paid INTEGER NOT NULL, 
	CONSTRAINT pk_visit_hours PRIMARY KEY (hour, device, source)
)
;
CREATE TABLE view_hours (
	product_id UUID NOT NULL, 
	hour TIMESTAMP WITH TIME ZONE NOT NULL, 
	views INTEGER NOT NULL, 
	CONSTRAINT pk_view_hours PRIMARY KEY (product_id, hour)
)
;
CREATE TABLE customer_sales (
	customer UUID NOT NULL, 
	placed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	order_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	total_minor BIGINT NOT NULL, 
	CONSTRAINT pk_customer_sales PRIMARY KEY (customer, placed_at, order_id), 
	CONSTRAINT ck_customer_sales_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$')
)
;
CREATE INDEX ix_customer_sales_currency ON customer_sales (currency, placed_at)
;
CREATE INDEX ix_customer_sales_placed_at ON customer_sales (placed_at)
;
CREATE TABLE sales_hours (
	dimension VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	hour TIMESTAMP WITH TIME ZONE NOT NULL, 
	member VARCHAR NOT NULL, 
	orders INTEGER NOT NULL, 
	new_orders INTEGER NOT NULL, 
	returning_orders INTEGER NOT NULL, 
	cancelled_orders INTEGER NOT NULL, 
	units BIGINT NOT NULL, 
	goods_minor BIGINT NOT NULL, 
	discount_minor BIGINT NOT NULL, 
	delivery_minor BIGINT NOT NULL, 
	tax_minor BIGINT NOT NULL, 
	total_minor BIGINT NOT NULL, 
	commission_minor BIGINT NOT NULL, 
	refunds INTEGER NOT NULL, 
	refund_minor BIGINT NOT NULL, 
	returned_units INTEGER NOT NULL, 
	CONSTRAINT pk_sales_hours PRIMARY KEY (dimension, currency, hour, member), 
	CONSTRAINT ck_sales_hours_dimension_known CHECK (dimension in ('all', 'country', 'payment', 'seller', 'category', 'product'))
)
;
CREATE INDEX ix_sales_hours_hour ON sales_hours (hour)
;
CREATE TABLE sales_days (
	dimension VARCHAR NOT NULL, 
	currency VARCHAR NOT NULL, 
	day TIMESTAMP WITH TIME ZONE NOT NULL, 
	member VARCHAR NOT NULL, 
	orders INTEGER NOT NULL, 
	new_orders INTEGER NOT NULL, 
	returning_orders INTEGER NOT NULL, 
	cancelled_orders INTEGER NOT NULL, 
	units BIGINT NOT NULL, 
	goods_minor BIGINT NOT NULL, 
	discount_minor BIGINT NOT NULL, 
	delivery_minor BIGINT NOT NULL, 
	tax_minor BIGINT NOT NULL, 
	total_minor BIGINT NOT NULL, 
	commission_minor BIGINT NOT NULL, 
	refunds INTEGER NOT NULL, 
	refund_minor BIGINT NOT NULL, 
	returned_units INTEGER NOT NULL, 
	CONSTRAINT pk_sales_days PRIMARY KEY (dimension, currency, day, member), 
	CONSTRAINT ck_sales_days_dimension_known CHECK (dimension in ('all', 'country', 'payment', 'seller', 'category', 'product'))
)
;
CREATE INDEX ix_sales_days_day ON sales_days (day)
;
CREATE TABLE analytics_stale_hours (
	hour TIMESTAMP WITH TIME ZONE NOT NULL, 
	marked INTEGER NOT NULL, 
	CONSTRAINT pk_analytics_stale_hours PRIMARY KEY (hour)
)
;
CREATE TABLE analytics_freshness (
	name VARCHAR NOT NULL, 
	as_of TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_analytics_freshness PRIMARY KEY (name)
)
;
CREATE INDEX IF NOT EXISTS ix_orders_placed_at ON orders (placed_at)
;
CREATE INDEX ix_seller_orders_cancelled_at ON seller_orders (updated_at) WHERE status = 'cancelled'
;
CREATE INDEX ix_refunds_created_at ON refunds (created_at)
;
CREATE INDEX ix_returns_refunded_at ON returns (refunded_at) WHERE refunded_at IS NOT NULL
;
