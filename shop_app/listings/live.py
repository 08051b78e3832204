"""A listing as the catalogue shows it now, and how an approved one gets into the catalogue."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

import orjson
from slugify import slugify
from sqlmodel import Session

from shop_app.catalog.importing.cleaning import safe_html
from shop_app.catalog.service import free_address
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict
from shop_app.core.outbox import record
from shop_app.inventory import service as stock
from shop_app.listings.content import Content, OptionLine, VariantLine, type_of_category
from shop_app.pricing.service import set_price

_PRODUCT = """
    select p.title, p.category_id, coalesce(b.name, '') as brand, p.description, p.attributes,
        p.options, p.status
    from products p left join brands b on b.id = p.brand_id where p.id = :product_id
"""
_VARIANTS = """
    select v.id, v.sku, v.options, v.barcode, v.weight_grams, o.id as offer_id, o.status
    from variants v
    left join offers o on o.variant_id = v.id and o.seller_id = :seller_id and o.condition = 'new'
    where v.product_id = :product_id order by v.position, v.sku
"""
_PRICES = """
    select p.offer_id, p.currency, p.amount_minor from prices p
    join offers o on o.id = p.offer_id and o.seller_id = :seller_id
    join variants v on v.id = o.variant_id and v.product_id = :product_id
"""
_MEDIA = """
    select url, alt, option_value, width, height from media
    where product_id = :product_id order by position
"""
_BRAND = """
    insert into brands (id, slug, name) values (new_id(), :slug, :name)
    on conflict (slug) do update set name = brands.name returning id
"""
_ADD_PRODUCT = """
    insert into products (id, slug, title, summary, description, highlights, brand_id, category_id,
        product_type_id, attributes, options, tax_class, status, rating_average, rating_count,
        units_sold, source, source_key, version, created_at, updated_at)
    values (:product_id, :slug, :title, '', :description, '[]', :brand_id, :category_id,
        :product_type_id, cast(:attributes as jsonb), cast(:options as jsonb), 'standard', 'active',
        0, 0, 0, 'listing', :source_key, 1, :moment, :moment)
    returning version
"""
_CHANGE_PRODUCT = """
    update products set title = :title, description = :description, brand_id = :brand_id,
        category_id = :category_id, product_type_id = coalesce(:product_type_id, product_type_id),
        attributes = cast(:attributes as jsonb), options = cast(:options as jsonb),
        status = case when status = 'draft' then 'active' else status end,
        version = version + 1, updated_at = :moment
    where id = :product_id returning version
"""
_PUT_VARIANT = """
    insert into variants (id, product_id, sku, barcode, title, options, weight_grams,
        dimensions_mm, position)
    values (:id, :product_id, :sku, :barcode, :title, cast(:options as jsonb), :weight_grams, '[]',
        :position)
    on conflict (id) do update
    set sku = excluded.sku, barcode = excluded.barcode, title = excluded.title,
        options = excluded.options, weight_grams = excluded.weight_grams,
        position = excluded.position
    where variants.product_id = :product_id
    returning id
"""
_PUT_OFFER = """
    insert into offers (id, variant_id, seller_id, condition, handling_days, status, version,
        created_at)
    select new_id(), :variant_id, s.id, 'new', s.handling_days, :status, 1, :moment
    from sellers s where s.id = :seller_id
    on conflict (variant_id, seller_id, condition) do update
    set status = excluded.status,
        version = offers.version + cast(offers.status <> excluded.status as integer)
    returning id, version, (xmax = 0) as is_new
"""
_PAUSE_OTHERS = """
    update offers o set status = 'paused', version = o.version + 1
    from variants v
    where v.id = o.variant_id and v.product_id = :product_id and o.seller_id = :seller_id
      and o.status = 'active' and v.id <> all(:kept)
    returning o.id, o.version
"""
_ADD_MEDIA = """
    insert into media (id, product_id, position, url, alt, option_value, width, height)
    values (new_id(), :product_id, :position, :url, :alt, :option_value, :width, :height)
    returning id
"""
_DROP_PRICE = """
    delete from prices where offer_id = :offer_id and currency <> all(:kept) returning currency
"""
_FIRST_WAREHOUSE = """
    select id from warehouses
    where is_open and (seller_id = :seller_id or seller_id is null)
    order by (seller_id is null), code limit 1
"""


def is_in_catalogue(session: Session, product_id: UUID) -> bool:
    """Whether the listing was approved before, so that there is a product."""
    return bool(rows(session, "select 1 from products where id = :id", id=product_id))


def live_content(session: Session, *, product_id: UUID, seller_id: UUID) -> Content | None:
    """What the catalogue shows of a product, with this seller's terms; None when there is none.

    Variants that the seller does not sell are switched off.
    """
    found = rows(session, _PRODUCT, product_id=product_id)
    if not found:
        return None
    product = found[0]
    prices: dict[UUID, dict[str, int]] = defaultdict(dict)
    for price in rows(session, _PRICES, product_id=product_id, seller_id=seller_id):
        prices[price.offer_id][price.currency] = price.amount_minor
    return Content(
        title=product.title,
        category_id=product.category_id,
        brand=product.brand,
        description=safe_html(product.description),
        attributes=product.attributes,
        options=[
            OptionLine(name=option["name"], values=[value["value"] for value in option["values"]])
            for option in product.options
        ],
        variants=[
            VariantLine(
                id=row.id,
                sku=row.sku,
                options=row.options,
                barcode=row.barcode,
                weight_grams=row.weight_grams,
                prices=prices.get(row.offer_id, {}),
                on=row.status == "active",
            )
            for row in rows(session, _VARIANTS, product_id=product_id, seller_id=seller_id)
        ],
        pictures=[row._asdict() for row in rows(session, _MEDIA, product_id=product_id)],  # pyright: ignore
    )


def with_terms_of(content: Content, live: Content) -> Content:
    """The content with the prices and switches that hold now where a variant is sold already."""
    terms = {line.id: line for line in live.variants}
    return content.model_copy(
        update={
            "variants": [
                line.model_copy(update={"prices": terms[line.id].prices, "on": terms[line.id].on})
                if line.id in terms
                else line
                for line in content.variants
            ]
        }
    )


def publish(session: Session, *, product_id: UUID, seller_id: UUID, content: Content) -> int:
    """Write an approved listing into the catalogue; returns the product's version.

    Variants that are left out are paused, never deleted: orders name them.
    """
    moment = now()
    known = rows(session, "select options from products where id = :id", id=product_id)
    facts: dict[str, Any] = {
        "product_id": product_id,
        "title": content.title,
        "description": content.description,
        "brand_id": brand_of(session, content.brand),
        "category_id": content.category_id,
        "product_type_id": type_of_category(session, content.category_id),
        "attributes": orjson.dumps(content.attributes).decode(),
        "options": orjson.dumps(_options(content, known[0].options if known else [])).decode(),
        "moment": moment,
    }
    if known:
        changed = rows(session, _CHANGE_PRODUCT, **facts)
    else:
        slug = free_address(session, content.title)
        changed = rows(session, _ADD_PRODUCT, **facts, slug=slug, source_key=str(product_id))
    for position, line in enumerate(content.variants):
        put = rows(
            session,
            _PUT_VARIANT,
            id=line.id,
            product_id=product_id,
            sku=line.sku,
            barcode=line.barcode,
            title=" / ".join(line.options.values()),
            options=orjson.dumps(line.options).decode(),
            weight_grams=line.weight_grams,
            position=position,
        )
        if not put:
            raise Conflict("A variant of this listing belongs to another product.")
    _pictures(session, product_id, content)
    set_terms(session, product_id=product_id, seller_id=seller_id, content=content)
    record(
        session,
        "product.changed" if known else "product.created",
        aggregate="product",
        aggregate_id=product_id,
        version=changed[0].version,
    )
    return changed[0].version


def set_terms(session: Session, *, product_id: UUID, seller_id: UUID, content: Content) -> None:
    """Prices and switches of the variants that the catalogue knows; these need no approval.

    A new offer gets its first pieces into the seller's warehouse, else into the house's first.
    """
    there = {
        row.id
        for row in rows(session, "select id from variants where product_id = :id", id=product_id)
    }
    lines = [line for line in content.variants if line.id in there]
    for line in lines:
        _offer(session, seller_id, line)
    paused = rows(
        session,
        _PAUSE_OTHERS,
        product_id=product_id,
        seller_id=seller_id,
        kept=[line.id for line in lines],
    )
    for offer in paused:
        tell_offer(session, offer.id, offer.version)


def tell_offer(session: Session, offer_id: UUID, version: int) -> None:
    """Say that an offer was switched on or off."""
    record(session, "offer.changed", aggregate="offer", aggregate_id=offer_id, version=version)


def _offer(session: Session, seller_id: UUID, line: VariantLine) -> None:
    before = rows(
        session,
        "select id, status from offers where variant_id = :variant_id and seller_id = :seller_id"
        " and condition = 'new'",
        variant_id=line.id,
        seller_id=seller_id,
    )
    if not before and not line.on:
        return
    status = "active" if line.on else "paused"
    offer = rows(
        session,
        _PUT_OFFER,
        variant_id=line.id,
        seller_id=seller_id,
        status=status,
        moment=now(),
    )[0]
    if not before or before[0].status != status:
        tell_offer(session, offer.id, offer.version)
    _prices(session, seller_id, offer.id, line)
    place = rows(session, _FIRST_WAREHOUSE, seller_id=seller_id) if offer.is_new else []
    if place and line.stock:
        stock.receive(
            session,
            offer_id=offer.id,
            warehouse_id=place[0].id,
            quantity=line.stock,
            reason="first stock",
        )


def _prices(session: Session, seller_id: UUID, offer_id: UUID, line: VariantLine) -> None:
    known = rows(
        session, "select currency, amount_minor, sale_minor, sale_from, sale_to from prices"
        " where offer_id = :offer_id", offer_id=offer_id,
    )  # fmt: skip
    now_known = {row.currency: row for row in known}
    for currency, minor in line.prices.items():
        price = now_known.get(currency)
        if price and price.amount_minor == minor:
            continue
        keeps_sale = price is not None and price.sale_minor is not None and price.sale_minor < minor
        sale = price if keeps_sale else None
        set_price(
            session,
            offer_id=offer_id,
            seller_id=seller_id,
            currency=currency,
            amount_minor=minor,
            sale_minor=sale.sale_minor if sale else None,
            sale_from=sale.sale_from if sale else None,
            sale_to=sale.sale_to if sale else None,
        )
    if any(currency not in line.prices for currency in now_known):
        rows(session, _DROP_PRICE, offer_id=offer_id, kept=list(line.prices))
        record(session, "offer.price_changed", aggregate="offer", aggregate_id=offer_id)


def _pictures(session: Session, product_id: UUID, content: Content) -> None:
    before = rows(session, _MEDIA, product_id=product_id)
    after = [picture.model_dump(exclude={"small_url"}) for picture in content.pictures]
    if [row._asdict() for row in before] == after:
        return
    rows(session, "delete from media where product_id = :id returning id", id=product_id)
    for position, picture in enumerate(after):
        rows(session, _ADD_MEDIA, product_id=product_id, position=position, **picture)


def _options(content: Content, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The options as products keep them; a swatch that was known stays."""
    known = {(o["name"], v["value"]): v for o in before for v in o["values"]}
    return [
        {
            "name": option.name,
            "values": [known.get((option.name, v), {"value": v}) for v in option.values],
        }
        for option in content.options
    ]


def brand_of(session: Session, name: str) -> UUID | None:
    """The brand of this name, made when there is none; None for no name."""
    slug = slugify(name, max_length=80)
    return rows(session, _BRAND, slug=slug, name=name)[0].id if slug else None
