"""Which column of a seller's file means what: the targets, the guesses, what is remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from shop_app.core.db import rows
from shop_app.core.errors import Invalid

PLAIN = (
    "sku", "key", "title", "category", "brand", "description", "barcode", "weight", "stock",
    "images", "option",
)  # fmt: skip
MANY = ("option", "images")  # targets that several columns may have
_SYNONYMS = {
    "sku": ("sku", "seller sku", "item sku", "variant sku", "article number", "artikelnummer"),
    "key": ("key", "handle", "product id", "parent", "parent sku", "group", "style"),
    "title": ("title", "name", "product name", "product title", "item name", "product"),
    "category": ("category", "product category", "department", "type"),
    "brand": ("brand", "vendor", "maker", "manufacturer", "marke"),
    "description": ("description", "body html", "body (html)", "text", "long description"),
    "barcode": ("barcode", "ean", "gtin", "upc", "variant barcode"),
    "weight": ("weight g", "weight", "variant grams", "grams"),
    "stock": ("stock", "quantity", "qty", "on hand", "inventory", "variant inventory qty"),
    "images": ("image", "images", "image src", "picture", "pictures", "photo", "image url"),
    "option": ("colour", "color", "size", "material", "style name", "option1 value"),
}
_PRICE = re.compile(r"^(?:variant )?price\s*[:\s(\[]*\s*([a-z]{3})?\s*[)\]]?$")
_REMEMBERED = """
    select mapping from listing_imports
    where seller_id = :seller_id and status <> 'uploaded' order by created_at desc limit 10
"""


def targets(currencies: Sequence[str]) -> list[str]:
    """All that a column may mean."""
    return [*PLAIN, *(f"price:{currency}" for currency in currencies)]


def guessed(
    header: Sequence[str], *, currencies: Sequence[str], remembered: Mapping[str, str]
) -> dict[str, str]:
    """What each column probably means: as last time, else by its name; nothing twice."""
    known = set(targets(currencies))
    mapping: dict[str, str] = {}
    for name in header:
        target = remembered.get(name, "")
        if target not in known:
            target = _by_name(name, currencies)
        if target in mapping.values() and target not in MANY:
            target = ""
        mapping[name] = target
    return mapping


def remembered_columns(session: Session, *, seller_id: UUID) -> dict[str, str]:
    """What the seller's columns meant in the last files, the newest first."""
    known: dict[str, str] = {}
    for row in rows(session, _REMEMBERED, seller_id=seller_id):
        for name, target in row.mapping.items():
            known.setdefault(name, target)
    return known


def checked_mapping(
    asked: Mapping[str, str], header: Sequence[str], currencies: Sequence[str]
) -> dict[str, str]:
    """The mapping as it may be used. Raises Invalid without a SKU or with a target twice."""
    known = set(targets(currencies))
    mapping = {name: asked.get(name, "") for name in header}
    mapping = {name: target if target in known else "" for name, target in mapping.items()}
    used = [target for target in mapping.values() if target and target not in MANY]
    twice = next((target for target in used if used.count(target) > 1), "")
    if twice:
        raise Invalid("Two columns are both read as {target}.", field="mapping", target=twice)
    if "sku" not in used:
        raise Invalid("Say which column is the SKU.", field="mapping")
    return mapping


def _by_name(name: str, currencies: Sequence[str]) -> str:
    plain = re.sub(r"[\s_]+", " ", name.casefold()).strip()
    for target, names in _SYNONYMS.items():
        if plain in names:
            return target
    price = _PRICE.match(plain)
    if price:
        currency = (price[1] or "").upper() or (currencies[0] if currencies else "")
        return f"price:{currency}" if currency in currencies else ""
    return ""
