"""Tables of listings under way and of the files that sellers bring in."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    datetime,
    id_field,
    json_field,
    late_moment,
    moment_field,
    one_of,
)


class ListingStatus(StrEnum):
    """Where the words and pictures of a listing stand; `approved` means they are what is shown."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class SellerListing(Table, table=True):
    """A product as its seller has written it last.

    `product_id` is the id that the product has or will have: there is a product as soon as the
    listing was approved once. `content` is a listings.content.Content.
    """

    __tablename__ = "listings"
    __table_args__ = (
        one_of("status", ListingStatus),
        CheckConstraint("version > 0", name="version_positive"),
        Index("ix_listings_seller_id_updated_at", "seller_id", "updated_at"),
        Index(
            "ix_listings_submitted_at",
            "submitted_at",
            postgresql_where=text("status = 'submitted'"),
        ),
    )

    product_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    status: str = ListingStatus.DRAFT
    title: str = ""
    content: dict = json_field()
    reasons: list = json_field(list)
    reason_words: str = ""
    decided_by: str = ""
    version: int = 1
    submitted_at: datetime | None = late_moment()
    decided_at: datetime | None = late_moment()
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field()


class ListingImport(Table, table=True):
    """A file of a seller: its rows as CSV in UTF-8, how its columns are read, how far it came."""

    __tablename__ = "listing_imports"
    __table_args__ = (
        one_of("status", ("uploaded", "running", "finished")),
        Index("ix_listing_imports_seller_id_created_at", "seller_id", "created_at"),
    )

    id: UUID = id_field()
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    file_name: str
    body: str
    header: list = json_field(list)
    mapping: dict = json_field()
    row_count: int = 0
    submits: bool = False
    status: str = "uploaded"
    rows_done: int = 0
    created_count: int = 0
    changed_count: int = 0
    refused_count: int = 0
    problems: list = json_field(list)
    version: int = 1
    created_at: datetime = moment_field()
    finished_at: datetime | None = late_moment()
    undone_at: datetime | None = late_moment()
    undone_by: str = Field(default="", sa_column_kwargs={"server_default": ""})


class ListingImportProduct(Table, table=True):
    """What a file did to a product, so that it can be taken back.

    `before` (empty for a new product) and `after` are listings.content.Content; `levels` are counts
    of stock: offer, warehouse, SKU, pieces before and after, version after. `outcome` is what
    undoing did, "" until then, and `kept` what could not go back.
    """

    __tablename__ = "listing_import_products"
    __table_args__ = (
        one_of("what", ("created", "changed")),
        one_of("outcome", ("", "removed", "unlisted", "restored", "partly", "kept")),
        Index(
            "ix_listing_import_products_open", "import_id", postgresql_where=text("outcome = ''")
        ),
    )

    import_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="listing_imports.id")  # pyright: ignore
    product_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    what: str
    title: str
    before: dict = json_field()
    after: dict = json_field()
    levels: list = json_field(list)
    outcome: str = ""
    kept: list = json_field(list)
