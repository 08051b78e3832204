alter table reviews
    add column fingerprint varchar default '' not null,
    add column held_for text[] default '{}' not null,
    add column decided_at timestamp with time zone,
    add column decision_note varchar default '' not null
;
CREATE INDEX ix_reviews_fingerprint ON reviews (fingerprint) WHERE fingerprint <> ''
;
CREATE INDEX ix_reviews_waiting ON reviews (created_at) WHERE status = 'pending'
;
CREATE TABLE review_photos (
	review_id UUID NOT NULL, 
	position INTEGER NOT NULL, 
	url VARCHAR NOT NULL, 
	small_url VARCHAR NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	CONSTRAINT pk_review_photos PRIMARY KEY (review_id, position), 
	CONSTRAINT fk_review_photos_review_id FOREIGN KEY(review_id) REFERENCES reviews (id)
)
;
CREATE TABLE review_votes (
	review_id UUID NOT NULL, 
	user_id UUID NOT NULL, 
	voted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_review_votes PRIMARY KEY (review_id, user_id), 
	CONSTRAINT fk_review_votes_review_id FOREIGN KEY(review_id) REFERENCES reviews (id), 
	CONSTRAINT fk_review_votes_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_review_votes_user_id ON review_votes (user_id)
;
CREATE TABLE review_reports (
	review_id UUID NOT NULL, 
	user_id UUID NOT NULL, 
	reason VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	reported_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	settled_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_review_reports PRIMARY KEY (review_id, user_id), 
	CONSTRAINT ck_review_reports_reason_known CHECK (reason in ('offensive', 'spam', 'false', 'private', 'other')), 
	CONSTRAINT fk_review_reports_review_id FOREIGN KEY(review_id) REFERENCES reviews (id), 
	CONSTRAINT fk_review_reports_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_review_reports_user_id ON review_reports (user_id)
;
CREATE TABLE wishlists (
	id UUID NOT NULL, 
	owner VARCHAR NOT NULL, 
	user_id UUID, 
	name VARCHAR NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	share_key VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_wishlists PRIMARY KEY (id), 
	CONSTRAINT uq_wishlists_owner_name UNIQUE (owner, name), 
	CONSTRAINT fk_wishlists_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_wishlists_updated_at ON wishlists (updated_at)
;
CREATE INDEX ix_wishlists_user_id ON wishlists (user_id)
;
CREATE UNIQUE INDEX uq_wishlists_current ON wishlists (owner) WHERE is_current
;
CREATE UNIQUE INDEX uq_wishlists_share_key ON wishlists (share_key) WHERE share_key <> ''
;
CREATE TABLE wishlist_items (
	wishlist_id UUID NOT NULL, 
	product_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	price_minor BIGINT, 
	added_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_wishlist_items PRIMARY KEY (wishlist_id, product_id), 
	CONSTRAINT ck_wishlist_items_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT fk_wishlist_items_wishlist_id FOREIGN KEY(wishlist_id) REFERENCES wishlists (id), 
	CONSTRAINT fk_wishlist_items_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE INDEX ix_wishlist_items_product_id ON wishlist_items (product_id)
;
CREATE TABLE viewed_products (
	owner VARCHAR NOT NULL, 
	product_id UUID NOT NULL, 
	viewed_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_viewed_products PRIMARY KEY (owner, product_id), 
	CONSTRAINT fk_viewed_products_product_id FOREIGN KEY(product_id) REFERENCES products (id)
)
;
CREATE INDEX ix_viewed_products_owner_viewed_at ON viewed_products (owner, viewed_at)
;
CREATE INDEX ix_viewed_products_product_id ON viewed_products (product_id)
;
CREATE INDEX ix_viewed_products_viewed_at ON viewed_products (viewed_at)
;
