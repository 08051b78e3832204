"""What the shop already has of a batch: products by key, variants by SKU, offers, slugs, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from psycopg import Cursor
from slugify import slugify

from shop_app.catalog.importing.assignment import Shop, draw
from shop_app.catalog.importing.records import ProductRecord

_LONGEST_SLUG = 80
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_MARKS = re.compile("[™®©]")  # they would become letters of the address
_FALLBACK_CURRENCY = "EUR"


@dataclass(slots=True)
class Places:
    """Sellers and warehouses by what files call them."""

    shop: Shop
    sellers: dict[str, UUID]
    seller_slugs: dict[UUID, str]
    warehouses: dict[str, UUID]


@dataclass(slots=True)
class Known:
    """Ids that are taken already. Offers are keyed by variant; the first one is the oldest."""

    products: dict[str, tuple[UUID, str]]
    variants: dict[str, tuple[UUID, UUID]]
    offers: dict[UUID, list[tuple[UUID, UUID, str]]]
    slugs: dict[str, UUID] = field(default_factory=dict)


def places(cursor: Cursor) -> Places:
    """Approved sellers, open warehouses of the platform and the currencies of the regions."""
    sellers = cursor.execute(
        "select id, slug, name from sellers where status = 'approved' order by slug"
    ).fetchall()
    warehouses = cursor.execute(
        "select code, id, seller_id is null from warehouses where is_open order by code"
    ).fetchall()
    regions = cursor.execute("select currency from regions order by position, code").fetchall()
    by_name = {name.casefold(): seller_id for seller_id, _, name in sellers}
    return Places(
        shop=Shop(
            sellers=[slug for _, slug, _ in sellers],
            warehouses=[code for code, _, is_ours in warehouses if is_ours],
            currencies=list(dict.fromkeys(row[0] for row in regions)) or [_FALLBACK_CURRENCY],
        ),
        sellers={**by_name, **{slug: seller_id for seller_id, slug, _ in sellers}},
        seller_slugs={seller_id: slug for seller_id, slug, _ in sellers},
        warehouses={code: warehouse_id for code, warehouse_id, _ in warehouses},
    )


def known(cursor: Cursor, source: str, records: Sequence[ProductRecord]) -> Known:
    """What the shop has of these records."""
    keys = [record.source_key for record in records]
    skus = [variant.sku for record in records for variant in record.variants]
    products = {
        key: (product_id, slug)
        for key, product_id, slug in cursor.execute(
            "select source_key, id, slug from products where source = %s and source_key = any(%s)",
            (source, keys),
        )
    }
    variants = {
        sku: (variant_id, product_id)
        for sku, variant_id, product_id in cursor.execute(
            "select sku, id, product_id from variants where sku = any(%s)", (skus,)
        )
    }
    offers: dict[UUID, list[tuple[UUID, UUID, str]]] = {}
    for variant_id, offer_id, seller_id, condition in cursor.execute(
        "select variant_id, id, seller_id, condition from offers where variant_id = any(%s)"
        " order by created_at, id",
        ([variant_id for variant_id, _ in variants.values()],),
    ):
        offers.setdefault(variant_id, []).append((offer_id, seller_id, condition))
    found = Known(products, variants, offers)
    found.slugs = _taken(cursor, [slug for r in records for slug in _wishes(source, r)])
    return found


def slug_for(found: Known, source: str, record: ProductRecord, product_id: UUID) -> str:
    """The product's address: what it has, unless the file names another; made from the title once.

    A slug that another product has, or had, gets an ending that depends on the key alone.
    """
    held = found.products.get(record.source_key)
    if held and not record.slug:
        return held[1]
    for wish in _wishes(source, record):
        if found.slugs.get(wish, product_id) == product_id:
            found.slugs[wish] = product_id
            return wish
    return f"{_wishes(source, record)[0]}-{product_id.hex[-12:]}"


def _wishes(source: str, record: ProductRecord) -> tuple[str, str]:
    words = _MARKS.sub("", record.slug or record.title)
    plain = slugify(words)[:_LONGEST_SLUG].strip("-") or "p"
    number = draw(source, record.source_key)
    ending = "".join(_LETTERS[number // 31**place % 31] for place in range(6))
    return plain, f"{plain}-{ending}"


def _taken(cursor: Cursor, wishes: list[str]) -> dict[str, UUID]:
    return dict(
        cursor.execute(
            "select old_slug, product_id from slug_redirects where old_slug = any(%(slugs)s)"
            " union all select slug, id from products where slug = any(%(slugs)s)",
            {"slugs": wishes},
        )
    )
