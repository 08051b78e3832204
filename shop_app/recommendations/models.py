"""Tables of what was reckoned from orders: products bought together, and what sells now."""

from __future__ import annotations

from sqlalchemy import Index

from shop_app.core.tables import UUID, Field, Table, Uuid, datetime, moment_field


class ProductPair(Table, table=True):
    """How strongly another product is bought with a product: orders with both, over how often
    each is bought (cosine). Both directions stand here."""

    __tablename__ = "product_pairs"
    __table_args__ = (Index("ix_product_pairs_score", "product_id", "score"),)

    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id")  # pyright: ignore
    other_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    orders: int
    score: float
    reckoned_at: datetime = moment_field()


class ProductTrend(Table, table=True):
    """Pieces sold in a region, each counting half as much after every fortnight that passed.

    `category` is a slug, the category's own or that of one above it; empty for the whole shop.
    """

    __tablename__ = "product_trends"
    __table_args__ = (
        Index("ix_product_trends_score", "region_code", "category", "score"),
        Index("ix_product_trends_pieces", "region_code", "category", "pieces"),
    )

    region_code: str = Field(primary_key=True)
    category: str = Field(primary_key=True)
    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    score: float
    pieces: int
