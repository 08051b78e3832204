"""Tables of the catalogue."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from shop_app.core.tables import (
    UUID,
    Field,
    Json,
    Table,
    Uuid,
    datetime,
    id_field,
    json_field,
    moment_field,
    one_of,
)


class ProductStatus(StrEnum):
    """Whether people can see a product."""

    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class AttributeKind(StrEnum):
    """The type of an attribute's values."""

    TEXT = "text"
    NUMBER = "number"
    ENUM = "enum"
    BOOLEAN = "boolean"
    REFERENCE = "reference"


class Condition(StrEnum):
    """The condition of what an offer sells."""

    NEW = "new"
    REFURBISHED = "refurbished"
    USED = "used"


class Category(Table, table=True):
    """A place in the tree. `path` holds the slugs from the department down, joined by `/`.

    A hidden one is in no menu and has no page; its products are found as ever.
    """

    __tablename__ = "categories"

    id: UUID = id_field()
    parent_id: UUID | None = Field(
        default=None, sa_type=Uuid, foreign_key="categories.id", index=True
    )  # pyright: ignore
    slug: str = Field(unique=True)
    name: str
    path: str = Field(unique=True)
    depth: int = 0
    position: int = 0
    description: str = ""
    image_url: str = ""
    is_hidden: bool = False
    version: int = 1


class CategoryRedirect(Table, table=True):
    """An address that a category had before."""

    __tablename__ = "category_redirects"

    old_slug: str = Field(primary_key=True)
    category_id: UUID = Field(
        sa_type=Uuid, foreign_key="categories.id", ondelete="CASCADE", index=True
    )  # pyright: ignore
    moved_at: datetime = moment_field()


class Brand(Table, table=True):
    """A maker's name."""

    __tablename__ = "brands"

    id: UUID = id_field()
    slug: str = Field(unique=True)
    name: str


class ProductType(Table, table=True):
    """What kind of thing a product is: decides which attributes it has."""

    __tablename__ = "product_types"

    id: UUID = id_field()
    code: str = Field(unique=True)
    name: str


class Attribute(Table, table=True):
    """A typed property. Enum values and the referenced noun stand in `choices`."""

    __tablename__ = "attributes"
    __table_args__ = (one_of("kind", AttributeKind),)

    id: UUID = id_field()
    code: str = Field(unique=True)
    name: str
    kind: str
    unit: str = ""
    choices: list = json_field(list)
    filterable: bool = False


class ProductTypeAttribute(Table, table=True):
    """An attribute that products of a type have."""

    __tablename__ = "product_type_attributes"

    product_type_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="product_types.id")  # pyright: ignore
    attribute_id: UUID = Field(
        primary_key=True, sa_type=Uuid, foreign_key="attributes.id", index=True
    )  # pyright: ignore
    position: int = 0
    required: bool = False


class Product(Table, table=True):
    """What is sold, shared by all sellers.

    `attributes` maps attribute codes to values of their kind. `options` lists what variants
    differ in: [{"name": "Colour", "values": [{"value": "Olive", "hex": "#6b7a3a"}]}].
    `source` and `source_key` name the row of an import that made it.
    """

    __tablename__ = "products"
    __table_args__ = (
        one_of("status", ProductStatus),
        UniqueConstraint("source", "source_key"),
        Index("ix_products_category_id_created_at", "category_id", "created_at"),
    )

    id: UUID = id_field()
    slug: str = Field(unique=True)
    title: str
    summary: str = ""
    description: str = ""
    highlights: list = json_field(list)
    brand_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="brands.id", index=True)  # pyright: ignore
    category_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="categories.id")  # pyright: ignore
    product_type_id: UUID | None = Field(
        default=None, sa_type=Uuid, foreign_key="product_types.id", index=True
    )  # pyright: ignore
    attributes: dict = json_field()
    options: list = json_field(list)
    tax_class: str = "standard"
    status: str = ProductStatus.ACTIVE
    rating_average: float = 0.0
    rating_count: int = 0
    units_sold: int = 0
    source: str = "shop"
    source_key: str
    version: int = 1
    created_at: datetime = moment_field(index=True)
    updated_at: datetime = moment_field()


class Variant(Table, table=True):
    """One buyable form of a product. `options` maps option names to values. Weight in grams."""

    __tablename__ = "variants"
    __table_args__ = (CheckConstraint("weight_grams >= 0", name="weight_not_negative"),)

    id: UUID = id_field()
    product_id: UUID = Field(sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    sku: str = Field(unique=True)
    barcode: str = Field(default="", index=True)
    title: str = ""
    options: dict = json_field()
    weight_grams: int = 0
    dimensions_mm: list = json_field(list)
    position: int = 0
    image_position: int | None = None


class Media(Table, table=True):
    """A picture of a product; `url` is our own path or an outside address."""

    __tablename__ = "media"
    __table_args__ = (UniqueConstraint("product_id", "position"),)

    id: UUID = id_field()
    product_id: UUID = Field(sa_type=Uuid, foreign_key="products.id")  # pyright: ignore
    position: int = 0
    url: str
    alt: str = ""
    option_value: str = ""
    width: int = 800
    height: int = 800


class Offer(Table, table=True):
    """One seller's terms for one variant. Carts, stock and prices hang on it."""

    __tablename__ = "offers"
    __table_args__ = (
        one_of("condition", Condition),
        one_of("status", ("active", "paused")),
        UniqueConstraint("variant_id", "seller_id", "condition"),
        CheckConstraint("handling_days between 0 and 90", name="handling_days_sane"),
    )

    id: UUID = id_field()
    variant_id: UUID = Field(sa_type=Uuid, foreign_key="variants.id")  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id", index=True)  # pyright: ignore
    condition: str = Condition.NEW
    handling_days: int = 1
    status: str = "active"
    version: int = 1
    created_at: datetime = moment_field()


class SlugRedirect(Table, table=True):
    """An old address of a product, kept for a 301."""

    __tablename__ = "slug_redirects"

    old_slug: str = Field(primary_key=True)
    product_id: UUID = Field(sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    moved_at: datetime = moment_field()


class Collection(Table, table=True):
    """A set of products: by hand (its rows) or by rule (conditions all of which must hold).

    A rule is {"price_below_minor": …, "currency": …, "newer_than_days": …, "rating_from": …,
    "category": slug, "brand": slug, "attribute": {code: value}, "on_sale": true}.
    """

    __tablename__ = "collections"

    id: UUID = id_field()
    slug: str = Field(unique=True)
    name: str
    description: str = ""
    image_url: str = ""
    rule: dict | None = Field(default=None, sa_type=Json, nullable=True)  # pyright: ignore
    position: int = 0


class CollectionProduct(Table, table=True):
    """A product placed in a collection by hand."""

    __tablename__ = "collection_products"

    collection_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="collections.id")  # pyright: ignore
    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    position: int = 0
