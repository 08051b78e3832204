CREATE TABLE sales (
	id UUID NOT NULL, 
	name VARCHAR NOT NULL, 
	percent INTEGER NOT NULL, 
	starts_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	ends_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	seller_id UUID, 
	category_id UUID, 
	status VARCHAR NOT NULL, 
	made_by VARCHAR NOT NULL, 
	made_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_sales PRIMARY KEY (id), 
	CONSTRAINT ck_sales_status_known CHECK (status in ('on', 'ended')), 
	CONSTRAINT ck_sales_percent_sensible CHECK (percent between 1 and 90), 
	CONSTRAINT ck_sales_dates_in_order CHECK (starts_at < ends_at), 
	CONSTRAINT fk_sales_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id), 
	CONSTRAINT fk_sales_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE SET NULL
)
;
CREATE INDEX ix_sales_seller_id ON sales (seller_id)
;
CREATE TABLE sale_prices (
	sale_id UUID NOT NULL, 
	offer_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	sale_minor BIGINT NOT NULL, 
	CONSTRAINT pk_sale_prices PRIMARY KEY (sale_id, offer_id, currency), 
	CONSTRAINT fk_sale_prices_sale_id FOREIGN KEY(sale_id) REFERENCES sales (id)
)
