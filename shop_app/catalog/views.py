"""What the catalogue tells the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A category. `path` holds the slugs from the department down, joined by `/`."""

    category_id: UUID
    slug: str
    name: str
    path: str
    depth: int
    description: str
    image_url: str


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """A product as the catalogue knows it, without prices and stock."""

    product_id: UUID
    slug: str
    title: str
    summary: str
    description: str
    highlights: list[str]
    brand: str
    brand_slug: str
    category_slug: str
    category_path: str
    attributes: dict[str, Any]
    options: list[dict[str, Any]]
    rating_average: float
    rating_count: int
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """One buyable form of a product."""

    variant_id: UUID
    sku: str
    barcode: str
    options: dict[str, str] = field(default_factory=dict)
    image_position: int | None = None


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """A picture of a product."""

    position: int
    url: str
    alt: str
    option_value: str


@dataclass(frozen=True, slots=True)
class AttributeFacts:
    """A typed attribute."""

    code: str
    name: str
    kind: str
    unit: str
