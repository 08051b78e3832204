-- Wakes the relay when something rare happens: a price, a product, a review, an import.
--
-- NOTIFY makes the commits of a database queue behind one lock. Orders and stock come in hundreds a
-- second and must not, so they wait for the relay's next look, at most a tenth of a second later.
create or replace function outbox_wakes_relay() returns trigger language plpgsql as $$
begin
    perform pg_notify('stoa_outbox', '');
    return null;
end
$$;

create or replace trigger outbox_wakes_relay
    after insert on outbox for each row
    when (split_part(new.kind, '.', 1) not in ('stock', 'order', 'payment', 'cart'))
    execute function outbox_wakes_relay();
