"""Tables of checkouts."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, Index, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    currency_check,
    datetime,
    id_field,
    json_field,
    late_moment,
    moment_field,
    one_of,
)


class CheckoutStatus(StrEnum):
    """Where a checkout stands. `paying` means that an order was prepared and money is asked for."""

    OPEN = "open"
    PAYING = "paying"
    PLACED = "placed"
    ABANDONED = "abandoned"


class Checkout(Table, table=True):
    """A cart on its way to an order. One open checkout per cart; at most one order per checkout.

    `address` holds name, line1, line2, postal_code, city, region, country, phone. `delivery`
    maps seller ids to method codes. `total_seen_minor` is the total that the shopper saw.
    `prepared_…` are the versions of checkout and cart from which its order was last written.
    """

    __tablename__ = "checkouts"
    __table_args__ = (
        one_of("status", CheckoutStatus),
        currency_check(),
        Index(
            "uq_checkouts_live_cart",
            "cart_id",
            unique=True,
            postgresql_where=text("status in ('open', 'paying')"),
        ),
        Index(
            "ix_checkouts_unpaid",
            "held_until",
            postgresql_where=text("status in ('open', 'paying') and order_id is not null"),
        ),
    )

    id: UUID = id_field()
    cart_id: UUID = Field(sa_type=Uuid, foreign_key="carts.id")  # pyright: ignore
    session_key: str = Field(index=True)
    user_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="users.id", index=True)  # pyright: ignore
    region_code: str = Field(foreign_key="regions.code")
    currency: str
    status: str = CheckoutStatus.OPEN
    email: str = ""
    address: dict = json_field()
    delivery: dict = json_field()
    payment_method: str = ""
    use_credit: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    total_seen_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    order_id: UUID | None = Field(default=None, sa_type=Uuid, unique=True, nullable=True)  # pyright: ignore
    version: int = 1
    prepared_version: int = 0
    prepared_cart_version: int = 0
    held_until: datetime | None = late_moment()
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field(index=True)
