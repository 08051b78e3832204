"""Tables of imports of the past: which there are, and what orders of ours have no place for."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint

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
)


class HistoryImport(Table, table=True):
    """One named import. Orders that came with it carry the name in `orders.import_name`."""

    __tablename__ = "history_imports"
    __table_args__ = (currency_check(),)

    name: str = Field(primary_key=True)
    mapping: str
    currency: str
    counts: dict = json_field()
    started_at: datetime = moment_field()
    finished_at: datetime | None = late_moment()


class HistoryLine(Table, table=True):
    """What the source says of an imported order line beside what order lines hold.

    `delivery_minor` is the line's own share of delivery; keys are the source's.
    """

    __tablename__ = "history_lines"

    order_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    line_no: int = Field(primary_key=True)
    category_key: str = ""
    delivery_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore


class HistoryCredit(Table, table=True):
    """A line that gives money or goods back, or corrects the books: no order can hold it.

    `value_minor` = quantity × price, below zero for what is given back.
    """

    __tablename__ = "history_credits"
    __table_args__ = (
        UniqueConstraint("import_name", "source_key", "line_no"),
        currency_check(),
        Index("ix_history_credits_import_name_happened_at", "import_name", "happened_at"),
    )

    id: UUID = id_field()
    import_name: str
    source_key: str
    number: str  # of the order that the same document made, or would have made
    line_no: int
    happened_at: datetime = moment_field()
    currency: str
    country: str = ""
    email: str = ""
    seller_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    product_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    category_key: str = ""
    sku: str = ""
    title: str = ""
    quantity: int
    unit_price_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    value_minor: int = Field(sa_type=BigInteger)  # pyright: ignore


class HistorySeller(Table, table=True):
    """Which seller of ours a seller of a source is."""

    __tablename__ = "history_sellers"
    __table_args__ = (UniqueConstraint("source", "source_key"),)

    seller_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    source: str
    source_key: str
