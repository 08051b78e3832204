"""Tables of carts."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    currency_check,
    datetime,
    id_field,
    moment_field,
    one_of,
)


class Cart(Table, table=True):
    """A cart. Open carts are unique per session key (guests) and per user (accounts).

    `session_key` is the SHA-256 of the session cookie. `version` grows with every change.
    """

    __tablename__ = "carts"
    __table_args__ = (
        one_of("status", ("open", "ordered", "merged")),
        currency_check(),
        Index(
            "uq_carts_open_user", "user_id", unique=True, postgresql_where=text("status = 'open'")
        ),
        Index(
            "uq_carts_open_session",
            "session_key",
            unique=True,
            postgresql_where=text("status = 'open' and user_id is null"),
        ),
    )

    id: UUID = id_field()
    session_key: str
    user_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    region_code: str = Field(foreign_key="regions.code")
    currency: str
    status: str = "open"
    version: int = 1
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field(index=True)


class CartLine(Table, table=True):
    """An offer in a cart. `price_seen_minor` is what the person saw when it went in."""

    __tablename__ = "cart_lines"
    __table_args__ = (
        UniqueConstraint("cart_id", "offer_id"),
        CheckConstraint("quantity between 1 and 999", name="quantity_sane"),
    )

    id: UUID = id_field()
    cart_id: UUID = Field(sa_type=Uuid, foreign_key="carts.id")  # pyright: ignore
    offer_id: UUID = Field(sa_type=Uuid, foreign_key="offers.id", index=True)  # pyright: ignore
    quantity: int
    price_seen_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    added_at: datetime = moment_field()
