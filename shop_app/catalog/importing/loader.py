"""Records brought into the shop in bulk: resolve, stage by COPY, merge, announce.

    ensure nouns ──▶ resolve what is there ──▶ rows ──▶ COPY ──▶ merge ──▶ outbox

One call is one batch in the caller's transaction. Batches of different imports take turns (an
advisory lock), so that two never make the same category, slug or SKU at once. Prices and stock
belong to packages above the catalogue; they are written here by SQL alone, because a product
without them cannot be sold and they must come in with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Cursor
from sqlmodel import Session

from shop_app.catalog.importing import assignment, merge, resolving, staging
from shop_app.catalog.importing.nouns import Nouns
from shop_app.catalog.importing.problems import RowProblem
from shop_app.catalog.importing.reading import Reading
from shop_app.catalog.importing.records import OfferRecord, ProductRecord, VariantRecord
from shop_app.catalog.importing.rows import BatchRows, product_row, variant_row
from shop_app.core import outbox
from shop_app.core.clock import now
from shop_app.core.ids import id_at, lowest_id_at

IMPORTED = "products.imported"
_LOCK = "select pg_advisory_xact_lock(hashtext('stoa.import'))"
_NO_HOUSE = "the shop has no approved seller or no open warehouse"


@dataclass(frozen=True, slots=True)
class Loading:
    """What holds for all batches of one import.

    `moment` dates what has no date of its own, and the stock that comes in. With `is_history`, the
    past of a demo shop, stock came with the product, at `moment` at the earliest. Who does not
    `announce` what has changed builds the search index anew.
    """

    source: str
    document: str
    moment: datetime
    run_id: UUID
    nouns: Nouns
    count_stock: bool = False
    is_history: bool = False
    announce: bool = True


@dataclass(slots=True)
class Loaded:
    """What one batch came to."""

    products: int = 0
    new: int = 0
    changed: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def load_batch(session: Session, *, readings: Sequence[Reading], loading: Loading) -> Loaded:
    """Bring examined readings in; wrong parts that only the shop can see come back as problems."""
    cursor = cursor_of(session)
    cursor.execute(_LOCK)
    staging.prepare(cursor)
    loaded = Loaded()
    pairs = [(reading.row, reading.record) for reading in readings if reading.record]
    records = [record for _, record in pairs]
    loading.nouns.refresh(cursor)
    loading.nouns.ensure(cursor, records)
    batch = _Batch(
        loading, resolving.places(cursor), resolving.known(cursor, loading.source, records), loaded
    )
    for row, record in pairs:
        batch.add(row, record)
    batch.rows.copy(cursor)
    changed, new = merge.merge(cursor, document=loading.document, count_stock=loading.count_stock)
    loaded.changed, loaded.new = len(changed), len(new)
    if changed and loading.announce:
        outbox.record(
            session,
            IMPORTED,
            aggregate="import",
            aggregate_id=loading.run_id,
            product_ids=[str(product_id) for product_id in changed],
        )
    return loaded


def cursor_of(session: Session) -> Cursor:
    """The session's connection as psycopg knows it: COPY needs it."""
    connection: Any = session.connection().connection.driver_connection
    return connection.cursor()


def keyed_id(moment: datetime, *words: str) -> UUID:
    """A UUIDv7 of that moment whose chance is the words: the same words, the same id."""
    chance = int.from_bytes(hashlib.sha256("\x1f".join(words).encode()).digest()[:10], "big")
    low = chance & (2**62 - 1)
    high = chance >> 62 & 0xFFF
    return UUID(int=lowest_id_at(moment).int | high << 64 | low)


@dataclass(slots=True)
class _Batch:
    """Rows of one batch while they are made."""

    loading: Loading
    places: resolving.Places
    known: resolving.Known
    loaded: Loaded
    rows: BatchRows = field(default_factory=BatchRows)

    def add(self, row: int, record: ProductRecord) -> None:
        """Make the rows of a product; nothing of it when no variant can come in."""
        created = min(record.created_at or self.loading.moment, now())
        held = self.known.products.get(record.source_key)
        source = self.loading.source
        product_id = held[0] if held else keyed_id(created, "product", source, record.source_key)
        offered = [
            (variant, offers)
            for variant in record.variants
            if self._is_free(row, variant, product_id)
            and (offers := self._offers(row, record, variant))
        ]
        if not offered:
            self._refuse(row, "sku", record.source_key, "no variant is left", "see the rows above")
            return
        slug = resolving.slug_for(self.known, source, record, product_id)
        nouns = self.loading.nouns
        ids = (
            nouns.brand_id(record.brand),
            nouns.category_id(record.category_path),
            nouns.type_id(record.product_type),
        )
        codes = {a.code: nouns.attribute_code(a) for a in record.attribute_records}
        attributes = {codes.get(code, code): value for code, value in record.attributes.items()}
        self.rows.products.append(
            product_row(product_id, slug, record, ids, attributes, source, created)
        )
        self.rows.add_media(
            product_id,
            record.media,
            lambda place: keyed_id(created, "media", source, record.source_key, str(place)),
        )
        for position, (variant, offers) in enumerate(offered):
            self._add_variant(product_id, position, variant, offers, created)
        self.loaded.products += 1

    def _is_free(self, row: int, variant: VariantRecord, product_id: UUID) -> bool:
        held = self.known.variants.get(variant.sku)
        if held and held[1] != product_id:
            self._refuse(
                row, "sku", variant.sku, "another product has this SKU",
                "give every variant a SKU of its own",
            )  # fmt: skip
            return False
        return True

    def _offers(self, row: int, record: ProductRecord, variant: VariantRecord) -> list[OfferRecord]:
        offers: dict[tuple[UUID, str], OfferRecord] = {}
        for offer in variant.offers:
            seller = offer.seller.casefold() or self._assigned_seller(record, variant)
            unknown = [code for code in offer.stock if code and code not in self.places.warehouses]
            if not seller or not self.places.shop.warehouses:
                self._refuse(row, "seller", "", _NO_HOUSE, "add them, then import again")
            elif seller not in self.places.sellers:
                self._refuse(
                    row, "seller", offer.seller, "no approved seller has this name",
                    "approve the seller first, or leave the seller out",
                )  # fmt: skip
            elif unknown:
                self._refuse(
                    row, f"stock:{unknown[0]}", unknown[0], "no open warehouse has this code",
                    f"use one of {', '.join(self.places.warehouses)}",
                )  # fmt: skip
            elif (self.places.sellers[seller], offer.condition) in offers:
                self._refuse(
                    row, "seller", seller, "this seller offers the variant twice",
                    "give one offer per seller and condition",
                )  # fmt: skip
            else:
                place = (self.places.sellers[seller], offer.condition)
                offers[place] = self._complete(offer, seller, variant.sku)
        return list(offers.values())

    def _assigned_seller(self, record: ProductRecord, variant: VariantRecord) -> str:
        """Who sells it already, so that a second import changes nothing; else by the rule."""
        held = self.known.variants.get(variant.sku)
        sold_by = self.known.offers.get(held[0], []) if held else []
        for _, seller_id, _ in sold_by:
            if seller_id in self.places.seller_slugs:
                return self.places.seller_slugs[seller_id]
        shop = self.places.shop
        return assignment.seller_for(shop, record.brand, record.source_key) if shop.sellers else ""

    def _complete(self, offer: OfferRecord, seller: str, sku: str) -> OfferRecord:
        shop = self.places.shop
        stock = {code or shop.warehouses[0]: pieces for code, pieces in offer.stock.items()}
        return OfferRecord(
            seller=seller,
            prices=assignment.with_all_prices(shop, offer),
            stock=stock or assignment.stock_for(shop, sku),
            condition=offer.condition,
            handling_days=offer.handling_days,
        )

    def _add_variant(
        self,
        product_id: UUID,
        position: int,
        variant: VariantRecord,
        offers: list[OfferRecord],
        created: datetime,
    ) -> None:
        held = self.known.variants.get(variant.sku)
        variant_id = held[0] if held else keyed_id(created, "variant", variant.sku)
        self.known.variants[variant.sku] = (variant_id, product_id)
        self.rows.variants.append(variant_row(variant_id, product_id, position, variant))
        moment = self.loading.moment
        received = max(created, moment) if self.loading.is_history else moment
        is_given = {offer.condition for offer in variant.offers if offer.stock}
        for offer in offers:
            seller_id = self.places.sellers[offer.seller]
            offer_id = self._offer_id(variant_id, seller_id, offer, variant.sku, created)
            self.rows.add_offer(offer_id, product_id, variant_id, seller_id, offer, created)
            for code, pieces in offer.stock.items():
                warehouse_id = self.places.warehouses[code]
                self.rows.levels.append(
                    (offer_id, product_id, warehouse_id, pieces, offer.condition in is_given,
                     id_at(received), received)
                )  # fmt: skip

    def _offer_id(
        self, variant_id: UUID, seller_id: UUID, offer: OfferRecord, sku: str, created: datetime
    ) -> UUID:
        for offer_id, held_by, condition in self.known.offers.get(variant_id, []):
            if (held_by, condition) == (seller_id, offer.condition):
                return offer_id
        slug = self.places.seller_slugs[seller_id]
        return keyed_id(created, "offer", sku, slug, offer.condition)

    def _refuse(self, row: int, column: str, value: str, problem: str, remedy: str) -> None:
        self.loaded.problems.append(RowProblem(row, column, value, problem, remedy))
