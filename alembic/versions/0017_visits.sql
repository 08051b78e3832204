CREATE TABLE order_visits (
	order_id UUID NOT NULL, 
	visit_id UUID NOT NULL, 
	device VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	CONSTRAINT pk_order_visits PRIMARY KEY (order_id)
)
;
CREATE INDEX ix_order_visits_visit_id ON order_visits (visit_id)
;
ALTER TABLE sales_hours DROP CONSTRAINT ck_sales_hours_dimension_known
;
ALTER TABLE sales_hours ADD CONSTRAINT ck_sales_hours_dimension_known CHECK (dimension in ('all', 'country', 'payment', 'device', 'source', 'seller', 'category', 'product'))
;
ALTER TABLE sales_days DROP CONSTRAINT ck_sales_days_dimension_known
;
ALTER TABLE sales_days ADD CONSTRAINT ck_sales_days_dimension_known CHECK (dimension in ('all', 'country', 'payment', 'device', 'source', 'seller', 'category', 'product'))
;
INSERT INTO order_visits (order_id, visit_id, device, source)
SELECT DISTINCT ON (f.order_id) f.order_id, v.id, v.device, v.source
FROM behaviour_facts f
JOIN visits v ON v.visitor = f.visitor AND v.started_at <= f.happened_at AND v.last_seen_at >= f.happened_at
WHERE f.act = 'paid' AND f.order_id IS NOT NULL
ORDER BY f.order_id, v.last_seen_at DESC
;
INSERT INTO analytics_stale_hours (hour, marked)
SELECT DISTINCT hour, 1 FROM sales_hours WHERE dimension = 'all'
ON CONFLICT (hour) DO NOTHING
;
CREATE INDEX ix_orders_status_placed_at ON orders (status, placed_at)
;
CREATE INDEX ix_orders_currency_placed_at ON orders (currency, placed_at)
;
