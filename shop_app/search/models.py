"""Table of the listing read model: browse lists, and search while the engine is away."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Computed, Index
from sqlalchemy.dialects.postgresql import TSVECTOR

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Texts,
    Uuid,
    datetime,
    json_field,
    moment_field,
)


class SearchDocument(Table, table=True):
    """A product as lists show it: rebuilt from the catalogue at any time.

    `categories` holds the slugs from the department down; `price_minor` is the lowest buyable
    price in the shop's base currency; `facets` maps facet codes to lists of texts; `card` is what a
    list shows, with prices by currency.
    """

    __tablename__ = "search_documents"
    __table_args__ = (
        Index("ix_search_documents_words", "words", postgresql_using="gin"),
        Index("ix_search_documents_categories", "categories", postgresql_using="gin"),
        Index(
            "ix_search_documents_facets",
            "facets",
            postgresql_using="gin",
            postgresql_ops={"facets": "jsonb_path_ops"},
        ),
        Index("ix_search_documents_sold", "sold", "product_id"),
        Index("ix_search_documents_price", "price_minor", "product_id"),
    )

    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id")  # pyright: ignore
    slug: str
    title: str
    brand: str = ""
    sellers: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    categories: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    collections: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    keywords: str = ""
    codes: list[str] = Field(default_factory=list, sa_type=Texts)  # pyright: ignore
    price_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    rating: float = 0.0
    rating_count: int = 0
    sold: int = 0
    in_stock: bool = True
    on_sale: bool = False
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
    """A product in a category or any of its ancestors, with what lists sort by: keyset indexes."""

    __tablename__ = "category_listings"
    __table_args__ = (
        Index("ix_category_listings_sold", "category_slug", "sold", "product_id"),
        Index("ix_category_listings_price", "category_slug", "price_minor", "product_id"),
        Index("ix_category_listings_rating", "category_slug", "rating", "product_id"),
        Index("ix_category_listings_listed", "category_slug", "listed_at", "product_id"),
    )

    category_slug: str = Field(primary_key=True)
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
