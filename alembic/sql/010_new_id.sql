-- UUIDv7 made by the database: its own function from PostgreSQL 18 on, the same by hand before.
do $do$
begin
    if current_setting('server_version_num')::integer >= 180000 then
        create or replace function new_id() returns uuid language sql volatile parallel safe
        as 'select uuidv7()';
    else
        create or replace function new_id() returns uuid language sql volatile parallel safe
        as $body$
            select encode(
                set_bit(set_bit(
                    overlay(
                        uuid_send(gen_random_uuid())
                        placing substring(
                            int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3
                        )
                        from 1 for 6
                    ), 52, 1), 53, 1), 'hex')::uuid
        $body$;
    end if;
end
$do$;
