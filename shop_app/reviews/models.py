"""Tables of reviews."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    datetime,
    id_field,
    moment_field,
    one_of,
)


class Review(Table, table=True):
    """A person's word on a product; `verified` when an order of theirs holds it."""

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("rating between 1 and 5", name="rating_1_to_5"),
        one_of("status", ("pending", "published", "rejected")),
        UniqueConstraint("product_id", "user_id"),
        Index("ix_reviews_product_id_created_at", "product_id", "created_at"),
    )

    id: UUID = id_field()
    product_id: UUID = Field(sa_type=Uuid, foreign_key="products.id")  # pyright: ignore
    user_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    author_name: str
    rating: int
    title: str = ""
    body: str = ""
    verified: bool = False
    helpful_count: int = 0
    status: str = "published"
    created_at: datetime = moment_field()
