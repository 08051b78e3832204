alter table ledger_transactions alter column seller_id drop not null
;
alter table ledger_transactions add column user_id uuid
;
alter table ledger_transactions drop constraint ck_ledger_transactions_kind_known
;
alter table ledger_transactions add constraint ck_ledger_transactions_kind_known CHECK (kind in ('sale', 'refund', 'cancellation', 'release', 'payout', 'credit_granted', 'credit_taken', 'credit_spent', 'credit_refund', 'credit_given_up'))
;
alter table ledger_transactions add constraint ck_ledger_transactions_one_owner CHECK ((seller_id is null) <> (user_id is null))
;
CREATE INDEX ix_ledger_transactions_user_id ON ledger_transactions (user_id, happened_at) WHERE user_id is not null
;
alter table ledger_entries alter column seller_id drop not null
;
alter table ledger_entries add column user_id uuid
;
alter table ledger_entries drop constraint ck_ledger_entries_account_known
;
alter table ledger_entries add constraint ck_ledger_entries_account_known CHECK (account in ('clearing', 'seller_held', 'seller_available', 'commission', 'tax', 'paid_out', 'customer_credit', 'goodwill'))
;
alter table ledger_entries drop constraint ck_ledger_entries_purpose_known
;
alter table ledger_entries add constraint ck_ledger_entries_purpose_known CHECK (purpose in ('goods', 'delivery', 'tax', 'commission', 'release', 'payout', 'credit'))
;
alter table ledger_entries add constraint ck_ledger_entries_one_owner CHECK ((seller_id is null) <> (user_id is null))
;
alter table ledger_entries add constraint ck_ledger_entries_credit_is_a_persons CHECK ((purpose = 'credit') = (user_id is not null))
;
CREATE INDEX ix_ledger_entries_user_id ON ledger_entries (user_id, currency) WHERE user_id is not null
;
CREATE TABLE credit_balances (
	user_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	balance_minor BIGINT NOT NULL, 
	held_minor BIGINT NOT NULL, 
	CONSTRAINT pk_credit_balances PRIMARY KEY (user_id, currency), 
	CONSTRAINT ck_credit_balances_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_credit_balances_never_below_zero CHECK (held_minor between 0 and balance_minor), 
	CONSTRAINT fk_credit_balances_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE TABLE credit_grants (
	id UUID NOT NULL, 
	user_id UUID NOT NULL, 
	currency VARCHAR NOT NULL, 
	amount_minor BIGINT NOT NULL, 
	reason VARCHAR NOT NULL, 
	actor_id UUID, 
	actor_name VARCHAR NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_credit_grants PRIMARY KEY (id), 
	CONSTRAINT ck_credit_grants_currency_iso4217 CHECK (currency ~ '^[A-Z]{3}$'), 
	CONSTRAINT ck_credit_grants_amount_not_zero CHECK (amount_minor <> 0), 
	CONSTRAINT fk_credit_grants_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
;
CREATE INDEX ix_credit_grants_user_id ON credit_grants (user_id, id)
;
alter table checkouts add column use_credit boolean default false not null
;
alter table payments add column credit_minor bigint default 0 not null
;
alter table payments add column credit_back_minor bigint default 0 not null
;
alter table payments add constraint ck_payments_credit_not_negative CHECK (credit_minor >= 0)
;
alter table payments add constraint ck_payments_credit_back_within_paid CHECK (credit_back_minor between 0 and amount_minor + credit_minor - refund_due_minor)
;
alter table refunds add column credit_minor bigint default 0 not null
;
alter table refunds drop constraint ck_refunds_destination_known
;
alter table refunds add constraint ck_refunds_destination_known CHECK (destination in ('method', 'credit'))
;
alter table refunds drop constraint ck_refunds_reaches_itself
;
alter table refunds add constraint ck_refunds_reaches_itself CHECK (reaches_minor >= amount_minor - credit_minor)
;
alter table refunds add constraint ck_refunds_credit_within_amount CHECK (credit_minor between 0 and amount_minor)
;
alter table refunds drop constraint uq_refunds_payment_id_reaches_minor
;
CREATE UNIQUE INDEX uq_refunds_payment_id_reaches_minor ON refunds (payment_id, reaches_minor) WHERE amount_minor > credit_minor
;
alter table returns drop constraint ck_returns_refund_to_known
;
alter table returns add constraint ck_returns_refund_to_known CHECK (refund_to in ('method', 'credit'))
;
-- As in 0003, with people beside sellers as owners of a transaction.
create or replace function ledger_is_balanced() returns trigger language plpgsql as $$
begin
    if exists (
        select from written group by transaction_id, currency, seller_id, user_id
        having sum(amount_minor) <> 0
    ) then
        raise exception using errcode = '23514', constraint = 'ledger_sums_to_zero',
            message = 'The entries of a ledger transaction do not sum to zero.';
    end if;
    if exists (
        select from written w
        left join ledger_transactions t on t.id = w.transaction_id and t.currency = w.currency
            and t.seller_id is not distinct from w.seller_id
            and t.user_id is not distinct from w.user_id
        where t.id is null
    ) then
        raise exception using errcode = '23503', constraint = 'ledger_entry_has_transaction',
            message = 'A ledger entry has no transaction of its owner and currency.';
    end if;
    return null;
end
$$
;
-- A person's balance follows the entries of their credit, whoever writes them. Its row is the lock
-- under which credit is spent, and its check refuses what is not there.
create function credit_follows_ledger() returns trigger language plpgsql as $$
declare
    moved record;
begin
    for moved in
        select user_id, currency, sum(amount_minor)::bigint as amount from written
        where account = 'customer_credit' group by user_id, currency order by user_id, currency
    loop
        insert into credit_balances (user_id, currency, balance_minor, held_minor)
        values (moved.user_id, moved.currency, 0, 0) on conflict do nothing;
        update credit_balances set balance_minor = balance_minor + moved.amount
        where user_id = moved.user_id and currency = moved.currency;
    end loop;
    return null;
end
$$
;
create trigger credit_follows_ledger after insert on ledger_entries
    referencing new table as written for each statement execute function credit_follows_ledger()
;
-- What a payment uses of its shopper's credit is held while the payment is under way, spent when it
-- is captured for its order, and free again in every other case. No other code holds or spends.
create function credit_follows_payment() returns trigger language plpgsql as $$
declare
    v_user uuid;
    v_transaction uuid;
    v_before bigint := 0;
    v_after bigint := case when new.status in ('started', 'challenged') then new.credit_minor
        else 0 end;
    v_is_spent boolean := new.captured_at is not null and new.failure_code = '';
begin
    if tg_op = 'UPDATE' then
        v_before := case when old.status in ('started', 'challenged') then old.credit_minor
            else 0 end;
        v_is_spent := v_is_spent and old.captured_at is null;
    end if;
    if v_before = v_after and not v_is_spent then
        return null;
    end if;
    select user_id into v_user from orders where id = new.order_id;
    update credit_balances set held_minor = held_minor + v_after - v_before
    where user_id = v_user and currency = new.currency;
    if not found then
        raise exception using errcode = '23514', constraint = 'credit_is_a_persons',
            message = 'A payment by credit needs a person who has some.';
    end if;
    if not v_is_spent then
        return null;
    end if;
    insert into ledger_transactions (
        id, key, kind, user_id, order_id, currency, happened_at, written_at)
    values (new_id(), 'credit_spent:' || new.id, 'credit_spent', v_user, new.order_id,
            new.currency, new.captured_at, now())
    returning id into v_transaction;
    insert into ledger_entries (
        transaction_id, position, account, user_id, currency, purpose, amount_minor, happened_at)
    values
        (v_transaction, 1, 'customer_credit', v_user, new.currency, 'credit', -new.credit_minor,
         new.captured_at),
        (v_transaction, 2, 'clearing', v_user, new.currency, 'credit', new.credit_minor,
         new.captured_at);
    return null;
end
$$
;
create trigger credit_follows_payment after insert or update of status, credit_minor on payments
    for each row when (new.credit_minor > 0) execute function credit_follows_payment()
;
-- PREPARE with credit, or of an order that was tried before: `p_credit` of the total is paid by the
-- credit of `p_user`, and the provider is asked for the rest. An attempt under way that used another
-- amount is given up. Answers as place_prepare, and {outcome: credit_short, left} when the credit
-- is not there any more: then nothing has happened.
--
-- Locks checkout and credit first, then as place_prepare does.
create function place_prepare_with_credit(
    p jsonb, p_user uuid, p_credit bigint
) returns jsonb language plpgsql as $$
declare
    c checkouts;
    v_left bigint := 0;
    v_done jsonb;
begin
    select * into c from checkouts where id = (p->>'checkout_id')::uuid for update;
    if not found or c.status in ('placed', 'abandoned') then
        return place_prepare(p);
    end if;
    if p_credit > 0 then
        select balance_minor - held_minor into v_left from credit_balances
        where user_id = p_user and currency = c.currency for update;
        v_left := coalesce(v_left, 0) + coalesce((
            select sum(credit_minor) from payments
            where order_id = c.order_id and status in ('started', 'challenged')), 0);
        if v_left < p_credit then
            return jsonb_build_object('outcome', 'credit_short', 'left', v_left);
        end if;
    end if;
    if exists (
        select from payments where order_id = c.order_id and status in ('started', 'challenged')
          and credit_minor <> p_credit
    ) then
        update checkouts set prepared_version = -1 where id = c.id;
    end if;
    v_done := place_prepare(p);
    if v_done->>'outcome' = 'prepared' and p_credit > 0 then
        update payments set credit_minor = p_credit, amount_minor = amount_minor - p_credit
        where id = (v_done->>'payment_id')::uuid;
    end if;
    return v_done;
end
$$
;
-- Whether the credit of a payment can be spent: it is held, or, where the payment was given up
-- before and its money came all the same, it is still there. Locks it.
create function credit_is_there(pay payments) returns boolean language plpgsql as $$
declare
    v_left bigint;
begin
    if pay.status not in ('failed') then
        return true;
    end if;
    select b.balance_minor - b.held_minor into v_left
    from credit_balances b join orders o on o.user_id = b.user_id and o.id = pay.order_id
    where b.currency = pay.currency for update of b;
    return coalesce(v_left, 0) >= pay.credit_minor;
end
$$
;
-- FINALIZE, whichever migration wrote it last: a payment and its credit together are the total.
do $do$
declare
    v_old text := 'elsif pay.status = ''voided'' or pay.amount_minor <> o.total_minor then';
    v_new text := 'elsif pay.credit_minor > 0 and not credit_is_there(pay) then
        v_problem := ''no_credit'';
    elsif pay.status = ''voided'' or pay.amount_minor + pay.credit_minor <> o.total_minor then';
    v_text text := pg_get_functiondef('place_finalize(uuid, text, timestamptz)'::regprocedure);
begin
    if strpos(v_text, v_old) = 0 then
        raise exception 'place_finalize does not compare payment and order as 0015 knows it';
    end if;
    execute replace(v_text, v_old, v_new);
end
$do$
