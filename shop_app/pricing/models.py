"""Tables of regions, prices and tax rates."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Texts,
    Uuid,
    currency_check,
    datetime,
    id_field,
    late_moment,
    moment_field,
    one_of,
)


class Region(Table, table=True):
    """Countries that share a currency and a way to show prices."""

    __tablename__ = "regions"
    __table_args__ = (currency_check(),)

    code: str = Field(primary_key=True)
    name: str
    currency: str
    countries: list[str] = Field(sa_type=Texts)  # pyright: ignore
    default_country: str
    locale: str = "en"
    tax_included: bool = True
    position: int = 0


class Price(Table, table=True):
    """What an offer costs in a currency, in minor units, tax as the region says.

    While `now` lies in [sale_from, sale_to) the sale amount is charged and `amount_minor` is the
    was-price. An offer without a row in a currency is not sold in it.
    """

    __tablename__ = "prices"
    __table_args__ = (
        currency_check(),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint(
            "sale_minor is null or (sale_minor > 0 and sale_minor < amount_minor)",
            name="sale_below_amount",
        ),
        CheckConstraint("sale_to is null or sale_from < sale_to", name="sale_dates_in_order"),
    )

    offer_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="offers.id")  # pyright: ignore
    currency: str = Field(primary_key=True)
    amount_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    sale_minor: int | None = Field(default=None, sa_type=BigInteger, nullable=True)  # pyright: ignore
    sale_from: datetime | None = late_moment()
    sale_to: datetime | None = late_moment()
    version: int = 1
    updated_at: datetime = moment_field()


class TaxRate(Table, table=True):
    """The tax of a country for a class of goods, in basis points, valid from a day on."""

    __tablename__ = "tax_rates"
    __table_args__ = (
        CheckConstraint("basis_points between 0 and 10000", name="rate_between_0_and_1"),
    )

    country: str = Field(primary_key=True)
    tax_class: str = Field(primary_key=True)
    valid_from: date = Field(primary_key=True)
    basis_points: int


class SaleStatus(StrEnum):
    """Whether a sale still holds or will."""

    ON = "on"
    ENDED = "ended"


class Sale(Table, table=True):
    """A share off the prices of a seller's offers, or of everybody's, between two moments."""

    __tablename__ = "sales"
    __table_args__ = (
        one_of("status", SaleStatus),
        CheckConstraint("percent between 1 and 90", name="percent_sensible"),
        CheckConstraint("starts_at < ends_at", name="dates_in_order"),
    )

    id: UUID = id_field()
    name: str
    percent: int
    starts_at: datetime = moment_field()
    ends_at: datetime = moment_field()
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="sellers.id", index=True)  # pyright: ignore
    category_id: UUID | None = Field(
        default=None, sa_type=Uuid, foreign_key="categories.id", ondelete="SET NULL"
    )  # pyright: ignore
    status: str = SaleStatus.ON
    made_by: str = ""
    made_at: datetime = moment_field()


class SalePrice(Table, table=True):
    """A price that a sale has set, in minor units of its currency."""

    __tablename__ = "sale_prices"

    sale_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="sales.id")  # pyright: ignore
    offer_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    currency: str = Field(primary_key=True)
    sale_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
