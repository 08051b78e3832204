"""Rows of our tables for documents of another system.

Ids come from the import's name and the source's keys, so that the same file twice makes the same
rows. An order's lines are those above zero; whatever gives back or corrects is a credit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from slugify import slugify

from shop_app.catalog.importing.loader import keyed_id
from shop_app.history.books import Books
from shop_app.history.mapping import Mapping as SourceMapping
from shop_app.history.reading import Document, Line

BEGINNING = datetime(1970, 1, 2, tzinfo=UTC)
_STATUS = {"preparing": "placed"}  # an order is placed while its parts are packed
COLUMNS = {
    "users": "id, email, name, phone, locale, created_at",
    "sellers": "id, slug, name, description, email, city, country, logo_url, status,"
    " handling_days, return_days, commission_basis_points, rating_average, rating_count,"
    " created_at, approved_at",
    "history_sellers": "seller_id, source, source_key",
    "products": "id, slug, title, summary, description, highlights, attributes, options,"
    " tax_class, status, rating_average, rating_count, units_sold, source, source_key, version,"
    " created_at, updated_at",
    "orders": "id, number, user_id, email, address, region_code, currency, locale, status,"
    " items_minor, discount_minor, delivery_minor, tax_minor, tax_included, total_minor, key_hash,"
    " version, created_at, placed_at, updated_at, import_name",
    "order_numbers": "number, order_id",
    "seller_orders": "order_id, seller_id, number, status, items_minor, discount_minor,"
    " delivery_minor, tax_minor, total_minor, commission_minor, delivery_code, delivery_name,"
    " promised_from, promised_to, tracking, updated_at",
    "order_lines": "order_id, line_no, seller_id, offer_id, variant_id, product_id, sku, title,"
    " variant_title, slug, image_url, quantity, unit_price_minor, discount_minor,"
    " tax_basis_points, tax_minor, total_minor, commission_basis_points, commission_minor",
    "history_lines": "order_id, line_no, category_key, delivery_minor",
    "order_events": "order_id, id, seller_id, kind, from_status, to_status, actor, note,"
    " happened_at",
    "payments": "id, order_id, gateway, method, status, amount_minor, refund_due_minor,"
    " refunded_minor, currency, idempotency_key, provider_reference, failure_code, created_at,"
    " updated_at, captured_at",
    "reviews": "id, product_id, user_id, author_name, rating, title, body, verified,"
    " helpful_count, status, created_at",
    "history_credits": "id, import_name, source_key, number, line_no, happened_at, currency,"
    " country, email, seller_id, product_id, category_key, sku, title, quantity, unit_price_minor,"
    " value_minor",
}


@dataclass(slots=True)
class Entries:
    """Rows by table, in the order in which they may be written."""

    name: str
    mapping: SourceMapping
    books: Books
    rows: dict[str, list[tuple]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def user_id(self, person: str) -> UUID:
        """The account of a person of the source."""
        return keyed_id(BEGINNING, "history-user", self.mapping.name, person)

    def seller_id(self, key: str) -> UUID:
        """The seller of ours for a seller of the source."""
        return keyed_id(BEGINNING, "history-seller", self.mapping.name, key)

    def product_id(self, key: str) -> UUID:
        """The product of ours for a product of the source."""
        return keyed_id(BEGINNING, "history-product", self.mapping.name, key)

    def category(self, line: Line) -> str:
        """The source's category of a line."""
        return line.category or self.books.products.get(line.product, {}).get("category", "")

    def person(self, document: Document) -> tuple[str, dict[str, str]]:
        """The person's own key ("" for nobody) and what the source says of them."""
        said = self.books.customers.get(document.customer, {})
        return said.get("person") or document.customer, said


def people(entries: Entries) -> Iterator[tuple]:
    """Accounts that nobody can sign in to: they are known by what they bought."""
    seen: dict[str, tuple] = {}
    source = entries.mapping.name
    for document in entries.books.documents.values():
        person, said = entries.person(document)
        if person and person not in seen:
            name = said.get("name") or f"Customer {person[:8]}"
            email = said.get("email") or _email(source, person)
            seen[person] = (
                entries.user_id(person), email[:254], name[:200], "", "en", document.placed_at,
            )  # fmt: skip
    yield from seen.values()


def sellers(entries: Entries) -> Iterator[tuple[tuple, tuple]]:
    """A seller and its key in the source, for each that sold something."""
    mapping = entries.mapping
    keys = {line.seller: line for lines in entries.books.lines.values() for line in lines}
    for key in keys:
        said = entries.books.sellers.get(key, {})
        only = mapping.seller.name if mapping.seller and mapping.seller.key == key else ""
        city = said.get("city", "").title()
        name = said.get("name") or only or f"{city or mapping.name.title()} {key[:6]}"
        slug = f"{mapping.name}-{slugify(key)[:40] or 'seller'}-{_short(key)}"
        country = said.get("country", "") or mapping.country
        yield (
            (entries.seller_id(key), slug, name[:200], "", "", city, country[:2].upper(), "",
             "suspended", 1, 30, 0, 0.0, 0, BEGINNING, None),
            (entries.seller_id(key), mapping.name, key),
        )  # fmt: skip


def products(entries: Entries) -> Iterator[tuple]:
    """Products that are not for sale any more, so that lines and reviews have what they are of."""
    used = {line.product for lines in entries.books.lines.values() for line in lines}
    for key in used:
        title = title_of(entries, key)
        slug = f"{entries.mapping.name}-{slugify(title)[:60] or 'product'}-{_short(key)}"
        yield (
            entries.product_id(key), slug, title, "", "", "[]", "{}", "[]", "standard", "archived",
            0.0, 0, 0, f"history:{entries.mapping.name}", key, 1, BEGINNING, BEGINNING,
        )  # fmt: skip


def title_of(entries: Entries, key: str) -> str:
    """What the source calls a product, or its category and key where it has no name."""
    said = entries.books.products.get(key, {})
    category = said.get("category", "").replace("_", " ").capitalize()
    return (said.get("title") or f"{category or 'Product'} {key[:8]}")[:300]


def enter(entries: Entries, document: Document) -> None:
    """The rows of one document: an order with its parts, or credits, or both."""
    lines = entries.books.lines.get(document.order, [])
    goods = [line for line in lines if line.quantity > 0 and line.value_minor >= 0]
    given_back = [line for line in lines if line.quantity < 0 or line.value_minor < 0]
    person, said = entries.person(document)
    email = (said.get("email") or _email(entries.mapping.name, person)) if person else ""
    if goods or not given_back:
        _order(entries, document, goods, person, said, email)
    for number, line in enumerate(given_back, 1):
        moment = line.placed_at or document.placed_at
        entries.rows["history_credits"].append(
            (keyed_id(moment, "credit", entries.name, document.order, str(number)), entries.name,
             document.order, _number(entries, document), number, moment,
             entries.mapping.currency, _country(entries, document),
             email, entries.seller_id(line.seller), entries.product_id(line.product),
             entries.category(line), line.product, line.title or title_of(entries, line.product),
             line.quantity, line.unit_minor, line.value_minor)
        )  # fmt: skip


def _order(
    entries: Entries,
    document: Document,
    goods: Sequence[Line],
    person: str,
    said: Mapping[str, str],
    email: str,
) -> None:
    rows, name, currency = entries.rows, entries.name, entries.mapping.currency
    order_id = keyed_id(document.placed_at, "history-order", name, document.order)
    number = _number(entries, document)
    user_id = entries.user_id(person) if person else None
    items, delivery, tax = _sums(goods)
    last = document.delivered_at or document.shipped_at or document.placed_at
    rows["orders"].append(
        (order_id, number, user_id, email, _address(entries, document, said), "", currency, "en",
         _STATUS.get(document.status, document.status), items, 0, delivery, tax, True,
         items + delivery, "", 1,
         document.placed_at, document.placed_at, last, name)
    )  # fmt: skip
    rows["order_numbers"].append((number, order_id))
    for place, (seller, own) in enumerate(_by_seller(goods).items(), 1):
        items, delivery, tax = _sums(own)
        promised = document.promised_to.date() if document.promised_to else None
        rows["seller_orders"].append(
            (order_id, entries.seller_id(seller), f"{number}-{place}", document.status, items, 0,
             delivery, tax, items + delivery, 0, "", "", promised, promised, "", last)
        )  # fmt: skip
    for place, line in enumerate(goods, 1):
        _line(entries, order_id, place, line)
    rows["order_events"].extend(_events(entries, document, order_id))
    for place, part in enumerate(entries.books.payments.get(document.order, []), 1):
        rows["payments"].append(
            (keyed_id(document.placed_at, "history-payment", name, document.order, str(place)),
             order_id, entries.mapping.name, part.method, "captured", part.amount_minor, 0, 0,
             currency, f"history:{name}:{document.order}:{part.part or place}", "", "",
             document.placed_at, document.placed_at, document.placed_at)
        )  # fmt: skip
    _reviews(entries, document, goods, user_id, said)


def _line(entries: Entries, order_id: UUID, place: int, line: Line) -> None:
    quantity, unit, title = line.quantity, line.unit_minor, line.title
    if unit * quantity != line.value_minor:
        # A price of tenths of a cent: the worth of the line is exact, so the line is one of it.
        title = f"{title or title_of(entries, line.product)} (× {quantity})"
        quantity, unit = 1, line.value_minor
    product_id = entries.product_id(line.product)
    entries.rows["order_lines"].append(
        (order_id, place, entries.seller_id(line.seller), product_id, product_id, product_id,
         line.product[:80], title or title_of(entries, line.product), "", "", "", quantity, unit,
         0, 0, line.tax_minor, line.value_minor, 0, 0)
    )  # fmt: skip
    entries.rows["history_lines"].append(
        (order_id, place, entries.category(line), line.delivery_minor)
    )


def _reviews(
    entries: Entries,
    document: Document,
    goods: Sequence[Line],
    user_id: UUID | None,
    said: Mapping[str, str],
) -> None:
    """A review of an order is one of its first product; without a product there is none."""
    for opinion in entries.books.reviews.get(document.order, [])[:1] if goods else []:
        moment = opinion.created_at or document.placed_at + timedelta(days=7)
        author = said.get("name") or "Customer"
        entries.rows["reviews"].append(
            (keyed_id(moment, "history-review", entries.name, document.order),
             entries.product_id(goods[0].product), user_id, author[:60], opinion.rating,
             opinion.title, opinion.body, True, 0, "published", moment)
        )  # fmt: skip


def _events(entries: Entries, document: Document, order_id: UUID) -> Iterator[tuple]:
    note = f"Imported as history: {entries.name}, order {document.order}"[:500]
    moments = [(document.placed_at, "placed")]
    if document.status == "cancelled":
        moments.append((document.placed_at, "cancelled"))
    else:
        moments += [
            (moment, word)
            for moment, word in (
                (document.shipped_at, "shipped"),
                (document.delivered_at, "delivered"),
            )
            if moment
        ]
    before = ""
    for place, (moment, word) in enumerate(moments):
        event_id = keyed_id(moment, "history-event", entries.name, document.order, str(place))
        yield (order_id, event_id, None, word, before, word, "system", note, moment)
        before = word


def _number(entries: Entries, document: Document) -> str:
    return f"H-{_short(entries.name, document.order, length=12).upper()}"


def _sums(lines: Sequence[Line]) -> tuple[int, int, int]:
    return (
        sum(line.value_minor for line in lines),
        sum(line.delivery_minor for line in lines),
        sum(line.tax_minor for line in lines),
    )


def _by_seller(lines: Sequence[Line]) -> dict[str, list[Line]]:
    parts: dict[str, list[Line]] = {}
    for line in lines:
        parts.setdefault(line.seller, []).append(line)
    return parts


def _country(entries: Entries, document: Document) -> str:
    said = entries.books.customers.get(document.customer, {})
    return document.country or said.get("country", "") or entries.mapping.country


def _address(entries: Entries, document: Document, said: Mapping[str, Any]) -> str:
    return orjson.dumps(
        {
            "name": said.get("name", ""),
            "line1": "",
            "line2": "",
            "postal_code": said.get("postal_code", ""),
            "city": said.get("city", "").title(),
            "region": said.get("region", ""),
            "country": _country(entries, document),
            "phone": "",
        }
    ).decode()


def _email(source: str, person: str) -> str:
    return f"{_short(source, person, length=16)}@{source}.history.invalid"


def _short(*words: str, length: int = 8) -> str:
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:length]
