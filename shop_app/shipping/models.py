"""Tables of delivery methods."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index

from shop_app.core.tables import UUID, Field, Table, Uuid, id_field


class DeliveryMethod(Table, table=True):
    """A way to deliver to a region; the platform's default when it has no seller.

    Prices are minor units of the region's currency. From `free_from_minor` of one seller's goods
    on, delivery is free. Days are working days after handling.
    """

    __tablename__ = "delivery_methods"
    __table_args__ = (
        CheckConstraint("price_minor >= 0", name="price_not_negative"),
        CheckConstraint("days_min between 0 and days_max", name="days_in_order"),
        Index(
            "uq_delivery_methods_place",
            "region_code",
            "code",
            "seller_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: UUID = id_field()
    code: str
    name: str
    region_code: str = Field(foreign_key="regions.code")
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="sellers.id", index=True)  # pyright: ignore
    price_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    free_from_minor: int | None = Field(default=None, sa_type=BigInteger, nullable=True)  # pyright: ignore
    days_min: int = 2
    days_max: int = 4
    position: int = 0
