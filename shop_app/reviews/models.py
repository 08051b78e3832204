"""Tables of reviews, their photos, and what others say of them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Texts,
    Uuid,
    datetime,
    id_field,
    late_moment,
    moment_field,
    one_of,
)

REPORT_REASONS = ("offensive", "spam", "false", "private", "other")


class Review(Table, table=True):
    """A person's word on a product; `verified` when it was bought here and has been delivered.

    `held_for` says why staff should look (words, duplicate, reports); `fingerprint` is a hash of
    the words without their signs and order.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("rating between 1 and 5", name="rating_1_to_5"),
        one_of("status", ("pending", "published", "rejected")),
        UniqueConstraint("product_id", "user_id"),
        Index("ix_reviews_product_id_created_at", "product_id", "created_at"),
        Index("ix_reviews_fingerprint", "fingerprint", postgresql_where=text("fingerprint <> ''")),
        Index("ix_reviews_waiting", "created_at", postgresql_where=text("status = 'pending'")),
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
    fingerprint: str = Field(default="", sa_column_kwargs={"server_default": ""})
    held_for: list[str] = Field(
        default_factory=list,
        sa_type=Texts,  # pyright: ignore
        nullable=False,
        sa_column_kwargs={"server_default": "{}"},
    )
    decided_at: datetime | None = late_moment()
    decision_note: str = Field(default="", sa_column_kwargs={"server_default": ""})


class ReviewPhoto(Table, table=True):
    """A picture of a review; the addresses are our own."""

    __tablename__ = "review_photos"

    review_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="reviews.id")  # pyright: ignore
    position: int = Field(primary_key=True)
    url: str
    small_url: str
    width: int = 0
    height: int = 0


class ReviewAnswer(Table, table=True):
    """What a seller of the product says to a review, for all to read: one answer to each review."""

    __tablename__ = "review_answers"
    __table_args__ = (
        one_of("status", ("pending", "published", "rejected")),
        Index(
            "ix_review_answers_waiting", "created_at", postgresql_where=text("status = 'pending'")
        ),
    )

    review_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="reviews.id")  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id", index=True)  # pyright: ignore
    body: str
    status: str = "published"
    created_at: datetime = moment_field()
    edited_at: datetime | None = late_moment()
    decided_at: datetime | None = late_moment()
    decision_note: str = ""


class ReviewVote(Table, table=True):
    """Somebody found a review helpful; each person once."""

    __tablename__ = "review_votes"

    review_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="reviews.id")  # pyright: ignore
    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    voted_at: datetime = moment_field()


class ReviewReport(Table, table=True):
    """Somebody thinks that a review should not be here; each person once."""

    __tablename__ = "review_reports"
    __table_args__ = (one_of("reason", REPORT_REASONS),)

    review_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="reviews.id")  # pyright: ignore
    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    reason: str
    words: str = ""
    reported_at: datetime = moment_field()
    settled_at: datetime | None = late_moment()
