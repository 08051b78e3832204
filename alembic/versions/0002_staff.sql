CREATE TABLE staff_roles (
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	permissions TEXT[] NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_staff_roles PRIMARY KEY (code)
)
;
CREATE TABLE staff_memberships (
	user_id UUID NOT NULL, 
	role_code VARCHAR NOT NULL, 
	granted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_staff_memberships PRIMARY KEY (user_id, role_code), 
	CONSTRAINT fk_staff_memberships_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_staff_memberships_role_code FOREIGN KEY(role_code) REFERENCES staff_roles (code)
)
;
CREATE INDEX ix_staff_memberships_role_code ON staff_memberships (role_code)
;
CREATE TABLE saved_views (
	user_id UUID NOT NULL, 
	list_name VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	query VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_saved_views PRIMARY KEY (user_id, list_name, name), 
	CONSTRAINT fk_saved_views_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE TABLE audit_log (
	id UUID NOT NULL, 
	chain VARCHAR NOT NULL, 
	position BIGINT NOT NULL, 
	actor_kind VARCHAR NOT NULL, 
	actor_id UUID, 
	actor_name VARCHAR NOT NULL, 
	seller_id UUID, 
	address VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	subject_id VARCHAR NOT NULL, 
	before JSONB, 
	after JSONB, 
	happened_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	previous_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_audit_log PRIMARY KEY (id)
)
 PARTITION BY RANGE (id)
;
CREATE INDEX ix_audit_log_chain_position ON audit_log (chain, position)
;
CREATE INDEX ix_audit_log_subject_subject_id ON audit_log (subject, subject_id)
;
CREATE TABLE audit_heads (
	chain VARCHAR NOT NULL, 
	position BIGINT NOT NULL, 
	hash VARCHAR NOT NULL, 
	CONSTRAINT pk_audit_heads PRIMARY KEY (chain)
)
;
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception using message = 'Rows of ' || tg_table_name || ' are never changed or deleted.';
end
$$
;
create trigger audit_log_is_kept before update or delete on audit_log
    for each row execute function refuse_change()
;
insert into staff_roles (code, name, permissions, version) values
    ('support', 'Customer support', '{orders.view,orders.manage,refunds.make,returns.manage,customers.view}', 1),
    ('catalogue', 'Catalogue', '{catalog.manage,listings.review,reviews.moderate}', 1),
    ('marketplace', 'Marketplace', '{sellers.manage,listings.review,orders.view,reports.view}', 1),
    ('finance', 'Finance', '{orders.view,refunds.make,payouts.propose,payouts.approve,ledger.view,reports.view}', 1),
    ('analyst', 'Analyst', '{reports.view}', 1),
    ('operations', 'Operations', '{system.view,mail.view,audit.view,settings.manage}', 1)
;
