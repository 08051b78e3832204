"""Tables of wishlists and of what people looked at."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    currency_check,
    datetime,
    id_field,
    moment_field,
)


class Wishlist(Table, table=True):
    """A list with a name. `owner` is an account's id, or a guest's session key.

    `share_key` opens it, read only, for whoever has the link; empty while it is not shared. The
    current list is the one that hearts fill.
    """

    __tablename__ = "wishlists"
    __table_args__ = (
        UniqueConstraint("owner", "name"),
        Index("uq_wishlists_current", "owner", unique=True, postgresql_where=text("is_current")),
        Index(
            "uq_wishlists_share_key",
            "share_key",
            unique=True,
            postgresql_where=text("share_key <> ''"),
        ),
    )

    id: UUID = id_field()
    owner: str
    user_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    name: str
    is_current: bool = False
    share_key: str = ""
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field(index=True)


class WishlistItem(Table, table=True):
    """A product in a list, with what it cost (minor units) when it was put there."""

    __tablename__ = "wishlist_items"
    __table_args__ = (currency_check(),)

    wishlist_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="wishlists.id")  # pyright: ignore
    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    currency: str
    price_minor: int | None = Field(default=None, sa_type=BigInteger)  # pyright: ignore
    added_at: datetime = moment_field()


class ViewedProduct(Table, table=True):
    """A product that somebody looked at last at this moment; `owner` as of a wishlist."""

    __tablename__ = "viewed_products"
    __table_args__ = (Index("ix_viewed_products_owner_viewed_at", "owner", "viewed_at"),)

    owner: str = Field(primary_key=True)
    product_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="products.id", index=True)  # pyright: ignore
    viewed_at: datetime = moment_field(index=True)
