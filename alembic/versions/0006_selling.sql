alter table sellers drop constraint ck_sellers_status_known
;
alter table sellers add constraint ck_sellers_status_known CHECK (status in ('applied', 'approved', 'suspended', 'rejected', 'closed'))
;
alter table seller_members drop constraint ck_seller_members_role_known
;
alter table seller_members add constraint ck_seller_members_role_known CHECK (role in ('owner', 'manager', 'shipping', 'finance', 'viewer'))
;
CREATE TABLE seller_applications (
	id UUID NOT NULL, 
	user_id UUID NOT NULL, 
	status VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	legal_name VARCHAR NOT NULL, 
	registration_number VARCHAR NOT NULL, 
	about VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	address JSONB NOT NULL, 
	returns_address JSONB NOT NULL, 
	terms_accepted_at TIMESTAMP WITH TIME ZONE, 
	reasons VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	seller_id UUID, 
	version INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	submitted_at TIMESTAMP WITH TIME ZONE, 
	decided_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_seller_applications PRIMARY KEY (id), 
	CONSTRAINT ck_seller_applications_status_known CHECK (status in ('draft', 'submitted', 'rejected', 'approved')), 
	CONSTRAINT uq_seller_applications_user_id UNIQUE (user_id), 
	CONSTRAINT fk_seller_applications_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_seller_applications_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_seller_applications_status_submitted_at ON seller_applications (status, submitted_at)
;
CREATE TABLE seller_documents (
	id UUID NOT NULL, 
	application_id UUID NOT NULL, 
	kind VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	media_type VARCHAR NOT NULL, 
	key VARCHAR NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	uploaded_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_seller_documents PRIMARY KEY (id), 
	CONSTRAINT ck_seller_documents_kind_known CHECK (kind in ('identity', 'registration', 'bank', 'other')), 
	CONSTRAINT fk_seller_documents_application_id FOREIGN KEY(application_id) REFERENCES seller_applications (id)
)
;
CREATE INDEX ix_seller_documents_application_id ON seller_documents (application_id)
;
alter table sellers add column return_policy varchar not null default ''
;
CREATE TABLE seller_invitations (
	id UUID NOT NULL, 
	seller_id UUID NOT NULL, 
	email VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_seller_invitations PRIMARY KEY (id), 
	CONSTRAINT fk_seller_invitations_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id), 
	CONSTRAINT uq_seller_invitations_code_hash UNIQUE (code_hash)
)
;
CREATE INDEX ix_seller_invitations_seller_id ON seller_invitations (seller_id)
;
