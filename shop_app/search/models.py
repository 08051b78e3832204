"""Tables of the listing read model: browse lists, and search while the engine is away."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Computed, Index
from sqlalchemy.dialects.postgresql import TSVECTOR

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Texts,
    Uuid,
    currency_check,
    datetime,
    json_field,
    moment_field,
)


class SearchDocument(Table, table=True):
    """A product as lists show it: rebuilt from the catalogue at any time.

    `brand` is the name, `brand_slug` its address. `sellers` and `collections` hold slugs,
    `categories` the slugs from the department down. `codes` are SKUs, barcodes and model numbers
    without dashes. `price_minor` is the lowest buyable price in the shop's first currency;
    `prices` maps currencies to the lowest buyable price; `sales` lists the currencies in which a
    sale runs. `facets` maps facet codes to lists of texts; `card` is what a list shows.
    """

    __tablename__ = "search_documents"
    __table_args__ = (
        Index("ix_search_documents_words", "words", postgresql_using="gin"),
        Index("ix_search_documents_categories", "categories", postgresql_using="gin"),
        Index("ix_search_documents_sellers", "sellers", postgresql_using="gin"),
        Index("ix_search_documents_collections", "collections", postgresql_using="gin"),
        Index("ix_search_documents_codes", "codes", postgresql_using="gin"),
        Index("ix_search_documents_sold", "sold", "product_id"),
        Index("ix_search_documents_price", "price_minor", "product_id"),
    )

    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id")  # pyright: ignore
    slug: str
    title: str
    brand: str = ""
    brand_slug: str = Field(default="", index=True)
    sellers: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    categories: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    collections: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    keywords: str = ""
    codes: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    price_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    prices: dict = json_field()
    rating: float = 0.0
    rating_count: int = 0
    sold: int = 0
    in_stock: bool = True
    sales: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    facets: dict = json_field()
    card: dict = json_field()
    words: str = Field(
        default=None,
        sa_column=Column(
            TSVECTOR,
            Computed(
                "setweight(to_tsvector('english', title), 'A')"
                " || setweight(to_tsvector('simple', brand), 'B')"
                " || setweight(to_tsvector('english', keywords), 'C')",
                persisted=True,
            ),
        ),
    )
    listed_at: datetime = moment_field(index=True)
    version: int = Field(default=1, sa_type=BigInteger)  # pyright: ignore


class CategoryListing(Table, table=True):
    """A product in a category or any of its ancestors, with what lists of a currency sort by."""

    __tablename__ = "category_listings"
    __table_args__ = (
        currency_check(),
        Index("ix_category_listings_sold", "category_slug", "currency", "sold", "product_id"),
        Index(
            "ix_category_listings_price", "category_slug", "currency", "price_minor", "product_id"
        ),
        Index("ix_category_listings_rating", "category_slug", "currency", "rating", "product_id"),
        Index(
            "ix_category_listings_listed", "category_slug", "currency", "listed_at", "product_id"
        ),
    )

    category_slug: str = Field(primary_key=True)
    currency: str = Field(primary_key=True)
    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    price_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    rating: float = 0.0
    sold: int = 0
    in_stock: bool = True
    listed_at: datetime = moment_field()


class SearchQuery(Table, table=True):
    """What people looked for, by day, for suggestions and for the zero-result report."""

    __tablename__ = "search_queries"

    query: str = Field(primary_key=True)
    searched: int = Field(default=1, sa_type=BigInteger)  # pyright: ignore
    found: int = 0
    last_at: datetime = moment_field()
