CREATE TABLE product_pairs (
	product_id UUID NOT NULL, 
	other_id UUID NOT NULL, 
	orders INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	reckoned_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_product_pairs PRIMARY KEY (product_id, other_id), 
	CONSTRAINT fk_product_pairs_product_id FOREIGN KEY(product_id) REFERENCES products (id), 
	CONSTRAINT fk_product_pairs_other_id FOREIGN KEY(other_id) REFERENCES products (id)
)
;
CREATE INDEX ix_product_pairs_other_id ON product_pairs (other_id)
;
CREATE INDEX ix_product_pairs_score ON product_pairs (product_id, score)
;
CREATE TABLE product_trends (
	region_code VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	product_id UUID NOT NULL, 
	score FLOAT NOT NULL, 
	pieces INTEGER NOT NULL, 
	CONSTRAINT pk_product_trends PRIMARY KEY (region_code, category, product_id), 
	CONSTRAINT fk_product_trends_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE INDEX ix_product_trends_pieces ON product_trends (region_code, category, pieces)
;
CREATE INDEX ix_product_trends_product_id ON product_trends (product_id)
;
CREATE INDEX ix_product_trends_score ON product_trends (region_code, category, score)
;
