-- What a price row charges at a moment: the sale amount within [sale_from, sale_to), else the
-- amount. Carts, quotes and lists all ask this one function.
create or replace function price_now(
    amount_minor bigint,
    sale_minor bigint,
    sale_from timestamptz,
    sale_to timestamptz,
    moment timestamptz
) returns bigint language sql immutable parallel safe as $$
    select case
        when sale_minor is not null
            and (sale_from is null or sale_from <= moment)
            and (sale_to is null or moment < sale_to)
        then sale_minor
        else amount_minor
    end
$$;

-- The tax of a country for a class of goods on a day, in basis points. A class that the country
-- does not name is taxed as `standard`; a country without rates takes none.
create or replace function tax_rate_on(
    in_country text, of_class text, on_day date
) returns integer language sql stable parallel safe as $$
    select coalesce(
        (select basis_points from tax_rates
          where country = in_country and tax_class in (of_class, 'standard')
            and valid_from <= on_day
          order by (tax_class = of_class) desc, valid_from desc
          limit 1),
        0)
$$;
