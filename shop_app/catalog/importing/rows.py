"""Rows for the staging tables, in the order of their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from psycopg import Cursor

from shop_app.catalog.importing import staging
from shop_app.catalog.importing.records import (
    MediaRecord,
    OfferRecord,
    OptionRecord,
    ProductRecord,
    VariantRecord,
)

Ids = tuple[UUID | None, UUID | None, UUID | None]


@dataclass(slots=True)
class BatchRows:
    """The rows of one batch by staging table."""

    products: list[tuple] = field(default_factory=list)
    variants: list[tuple] = field(default_factory=list)
    media: list[tuple] = field(default_factory=list)
    offers: list[tuple] = field(default_factory=list)
    prices: list[tuple] = field(default_factory=list)
    levels: list[tuple] = field(default_factory=list)

    def add_media(
        self,
        product_id: UUID,
        media: tuple[MediaRecord, ...],
        id_of: Callable[[int], UUID],
    ) -> None:
        """Pictures in their order."""
        for place, picture in enumerate(media):
            self.media.append(
                (id_of(place), product_id, place, picture.url, picture.alt, picture.option_value)
            )

    def add_offer(
        self,
        offer_id: UUID,
        product_id: UUID,
        variant_id: UUID,
        seller_id: UUID,
        offer: OfferRecord,
        created: datetime,
    ) -> None:
        """An offer with its prices."""
        self.offers.append(
            (offer_id, product_id, variant_id, seller_id, offer.condition, offer.handling_days,
             created)
        )  # fmt: skip
        for currency, price in offer.prices.items():
            self.prices.append(
                (offer_id, product_id, currency, price.amount_minor, price.sale_minor,
                 price.sale_from, price.sale_to)
            )  # fmt: skip

    def copy(self, cursor: Cursor) -> None:
        """COPY everything into the staging tables."""
        staging.copy_rows(cursor, "staged_products", self.products)
        staging.copy_rows(cursor, "staged_variants", self.variants)
        staging.copy_rows(cursor, "staged_media", self.media)
        staging.copy_rows(cursor, "staged_offers", self.offers)
        staging.copy_rows(cursor, "staged_prices", self.prices)
        staging.copy_rows(cursor, "staged_levels", self.levels)


def product_row(
    product_id: UUID,
    slug: str,
    record: ProductRecord,
    ids: Ids,
    attributes: Mapping[str, Any],
    source: str,
    created: datetime,
) -> tuple:
    """A row of staged_products; `ids` are brand, category and product type."""
    return (
        product_id, slug, record.title, record.summary, record.description,
        _json(list(record.highlights)), *ids, _json(attributes),
        _json([_option(option) for option in record.options]), record.tax_class, record.status,
        record.rating_average, record.rating_count, record.units_sold, source, record.source_key,
        created,
    )  # fmt: skip


def variant_row(variant_id: UUID, product_id: UUID, position: int, variant: VariantRecord) -> tuple:
    """A row of staged_variants."""
    return (
        variant_id, product_id, variant.sku, variant.barcode, " / ".join(variant.options.values()),
        _json(dict(variant.options)), variant.weight_grams, _json(list(variant.dimensions_mm)),
        position, variant.image_position,
    )  # fmt: skip


def _option(option: OptionRecord) -> dict[str, Any]:
    values = [
        {"value": item.value, "hex": item.hex} if item.hex else {"value": item.value}
        for item in option.values
    ]
    return {"name": option.name, "values": values}


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
