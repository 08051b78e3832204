ALTER TABLE users ADD COLUMN erased_at TIMESTAMP WITH TIME ZONE
;
CREATE TABLE account_codes (
	id UUID NOT NULL, 
	user_id UUID NOT NULL, 
	purpose VARCHAR NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_account_codes PRIMARY KEY (id), 
	CONSTRAINT ck_account_codes_purpose_known CHECK (purpose in ('verify_email', 'reset_password')), 
	CONSTRAINT fk_account_codes_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT uq_account_codes_code_hash UNIQUE (code_hash)
)
;
CREATE INDEX ix_account_codes_user_id ON account_codes (user_id, purpose)
;
CREATE TABLE second_factors (
	user_id UUID NOT NULL, 
	secret_encrypted VARCHAR NOT NULL, 
	last_step BIGINT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	confirmed_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_second_factors PRIMARY KEY (user_id), 
	CONSTRAINT fk_second_factors_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE TABLE recovery_codes (
	user_id UUID NOT NULL, 
	code_hash VARCHAR NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_recovery_codes PRIMARY KEY (user_id, code_hash), 
	CONSTRAINT fk_recovery_codes_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE TABLE outgoing_mail (
	id UUID NOT NULL, 
	key VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	recipient VARCHAR NOT NULL, 
	locale VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	html VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	has_secret BOOLEAN NOT NULL, 
	state VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	problem VARCHAR NOT NULL, 
	next_try_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	sent_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_outgoing_mail PRIMARY KEY (id), 
	CONSTRAINT ck_outgoing_mail_state_known CHECK (state in ('waiting', 'sent', 'captured', 'failed')), 
	CONSTRAINT uq_outgoing_mail_key UNIQUE (key)
)
;
CREATE INDEX ix_outgoing_mail_recipient_lower ON outgoing_mail (lower(recipient))
;
CREATE INDEX ix_outgoing_mail_waiting ON outgoing_mail (next_try_at) WHERE state = 'waiting'
;
CREATE TABLE notices (
	id UUID NOT NULL, 
	key VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	user_id UUID, 
	seller_id UUID, 
	permission VARCHAR, 
	facts JSONB NOT NULL, 
	href VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_notices PRIMARY KEY (id), 
	CONSTRAINT ck_notices_for_exactly_one CHECK (num_nonnulls(user_id, seller_id, permission) = 1), 
	CONSTRAINT uq_notices_key UNIQUE (key), 
	CONSTRAINT fk_notices_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_notices_seller_id FOREIGN KEY(seller_id) REFERENCES sellers (id)
)
;
CREATE INDEX ix_notices_permission ON notices (permission, id)
;
CREATE INDEX ix_notices_seller_id ON notices (seller_id, id)
;
CREATE INDEX ix_notices_user_id ON notices (user_id, id)
;
CREATE TABLE notice_reads (
	user_id UUID NOT NULL, 
	notice_id UUID NOT NULL, 
	read_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_notice_reads PRIMARY KEY (user_id, notice_id), 
	CONSTRAINT fk_notice_reads_user_id FOREIGN KEY(user_id) REFERENCES users (id), 
	CONSTRAINT fk_notice_reads_notice_id FOREIGN KEY(notice_id) REFERENCES notices (id)
)
;
