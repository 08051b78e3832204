alter table categories add column is_hidden boolean not null default false
;
alter table categories add column version integer not null default 1
;
CREATE TABLE category_redirects (
	old_slug VARCHAR NOT NULL, 
	category_id UUID NOT NULL, 
	moved_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_category_redirects PRIMARY KEY (old_slug), 
	CONSTRAINT fk_category_redirects_category_id FOREIGN KEY(category_id) REFERENCES categories (id) ON DELETE CASCADE
)
;
CREATE INDEX ix_category_redirects_category_id ON category_redirects (category_id)
