"""The documented form of a product on its way in: what every format is read to.

Amounts are minor units. Attribute values are str (text, enum, reference), int or float (number,
in the attribute's unit) or bool (boolean).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

AttributeValue = str | int | float | bool


@dataclass(frozen=True, slots=True)
class AttributeRecord:
    """A typed attribute: kind is text, number, enum, boolean or reference."""

    code: str
    name: str
    kind: str = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()
    filterable: bool = False


@dataclass(frozen=True, slots=True)
class OptionValue:
    """A value that variants may take; `hex` is the swatch of a colour."""

    value: str
    hex: str = ""


@dataclass(frozen=True, slots=True)
class OptionRecord:
    """Something that variants differ in, such as Colour."""

    name: str
    values: tuple[OptionValue, ...]


@dataclass(frozen=True, slots=True)
class MediaRecord:
    """A picture; `option_value` ties it to variants that have this value (a colour)."""

    url: str
    alt: str = ""
    option_value: str = ""


@dataclass(frozen=True, slots=True)
class PriceRecord:
    """A price in one currency; the sale holds from `sale_from` until `sale_to` (aware)."""

    amount_minor: int
    sale_minor: int | None = None
    sale_from: datetime | None = None
    sale_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """One seller's terms. `stock` maps warehouse codes to pieces on hand."""

    seller: str
    prices: Mapping[str, PriceRecord]
    stock: Mapping[str, int] = field(default_factory=dict)
    condition: str = "new"
    handling_days: int = 1


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """One buyable form. Weight in grams, dimensions in millimetres (length, width, height)."""

    sku: str
    options: Mapping[str, str] = field(default_factory=dict)
    barcode: str = ""
    weight_grams: int = 0
    dimensions_mm: tuple[int, ...] = ()
    image_position: int | None = None
    offers: tuple[OfferRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product as a file gives it. `source_key` is stable: the same key is the same product."""

    source_key: str
    title: str
    category_path: tuple[str, ...] = ()
    brand: str = ""
    slug: str = ""
    summary: str = ""
    description: str = ""
    highlights: tuple[str, ...] = ()
    product_type: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    attribute_records: tuple[AttributeRecord, ...] = ()
    options: tuple[OptionRecord, ...] = ()
    media: tuple[MediaRecord, ...] = ()
    variants: tuple[VariantRecord, ...] = ()
    tax_class: str = "standard"
    status: str = "active"
    rating_average: float = 0.0
    rating_count: int = 0
    units_sold: int = 0
    created_at: datetime | None = None
