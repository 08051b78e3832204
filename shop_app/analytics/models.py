"""Tables of analytics: facts of behaviour, visits, rollups of sales, how fresh they are.

Nothing here is the truth of an order: rollups can be thrown away and made anew from the orders.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, Index, Integer

from shop_app.core.tables import (
    UUID,
    Field,
    Moment,
    Table,
    Uuid,
    by_month,
    currency_check,
    datetime,
    id_field,
    moment_field,
    one_of,
)


class Act(StrEnum):
    """What somebody did."""

    PAGE = "page"
    PRODUCT = "product"
    LIST = "list"
    SEARCH = "search"
    SELLER = "seller"
    ADD_TO_CART = "add_to_cart"
    CHECKOUT = "checkout"
    PAID = "paid"


class Dimension(StrEnum):
    """By what a rollup of sales is split; `all` is not split."""

    ALL = "all"
    COUNTRY = "country"
    PAYMENT = "payment"
    DEVICE = "device"
    SOURCE = "source"
    SELLER = "seller"
    CATEGORY = "category"
    PRODUCT = "product"


def _minor() -> int:
    return Field(default=0, sa_type=BigInteger)  # pyright: ignore


def _uuid() -> UUID | None:
    return Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore


class BehaviourFact(Table, table=True):
    """One thing that somebody did on the storefront. `visitor` is a keyed hash, no person."""

    __tablename__ = "behaviour_facts"
    __table_args__ = (
        one_of("act", Act),
        Index("ix_behaviour_facts_product_id", "product_id", "happened_at"),
        Index("ix_behaviour_facts_user_id", "user_id", "id"),
        by_month("behaviour_facts"),
    )

    id: UUID = id_field()
    visitor: str
    user_id: UUID | None = _uuid()
    act: str
    product_id: UUID | None = _uuid()
    seller_id: UUID | None = _uuid()
    category_id: UUID | None = _uuid()
    order_id: UUID | None = _uuid()
    region: str = ""
    device: str = ""
    source: str = ""
    happened_at: datetime = moment_field()


class Visit(Table, table=True):
    """What one browser did until it rested for half an hour."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_visitor", "visitor", "last_seen_at"),
        Index("ix_visits_started_at", "started_at"),
    )

    id: UUID = id_field()
    visitor: str
    device: str = ""
    source: str = ""
    region: str = ""
    pages: int = 0
    viewed: bool = False
    added: bool = False
    began: bool = False
    paid: bool = False
    started_at: datetime = moment_field()
    last_seen_at: datetime = moment_field()


class OrderVisit(Table, table=True):
    """The visit in which an order was paid: where the order came from."""

    __tablename__ = "order_visits"
    __table_args__ = (Index("ix_order_visits_visit_id", "visit_id"),)

    order_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    visit_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    device: str
    source: str


class VisitHour(Table, table=True):
    """Visits that began in an hour (UTC), and how many of them went how far."""

    __tablename__ = "visit_hours"

    hour: datetime = Field(primary_key=True, sa_type=Moment)  # pyright: ignore
    device: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    visits: int = 0
    pages: int = 0
    viewed: int = 0
    added: int = 0
    began: int = 0
    paid: int = 0


class ViewHour(Table, table=True):
    """How often a product's page was seen in an hour (UTC)."""

    __tablename__ = "view_hours"

    product_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    hour: datetime = Field(primary_key=True, sa_type=Moment)  # pyright: ignore
    views: int = 0


class CustomerSale(Table, table=True):
    """A placed order of a customer who is known: by account, else by e-mail (both hashed)."""

    __tablename__ = "customer_sales"
    __table_args__ = (
        currency_check(),
        Index("ix_customer_sales_placed_at", "placed_at"),
        Index("ix_customer_sales_currency", "currency", "placed_at"),
    )

    customer: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    placed_at: datetime = Field(primary_key=True, sa_type=Moment)  # pyright: ignore
    order_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    currency: str
    total_minor: int = _minor()


class _Sales(Table):
    """What is summed, in minor units of `currency`; docs/analytics.md defines each."""

    dimension: str = Field(primary_key=True)
    currency: str = Field(primary_key=True)


class SalesHour(_Sales, table=True):
    """Sales of an hour (UTC), by dimension and currency."""

    __tablename__ = "sales_hours"
    __table_args__ = (one_of("dimension", Dimension), Index("ix_sales_hours_hour", "hour"))

    hour: datetime = Field(primary_key=True, sa_type=Moment)  # pyright: ignore
    member: str = Field(primary_key=True)
    orders: int = 0
    new_orders: int = 0
    returning_orders: int = 0
    cancelled_orders: int = 0
    units: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    goods_minor: int = _minor()
    discount_minor: int = _minor()
    delivery_minor: int = _minor()
    tax_minor: int = _minor()
    total_minor: int = _minor()
    commission_minor: int = _minor()
    refunds: int = 0
    refund_minor: int = _minor()
    returned_units: int = 0


class SalesDay(_Sales, table=True):
    """The hours of a UTC day summed up, so that long ranges are short work."""

    __tablename__ = "sales_days"
    __table_args__ = (one_of("dimension", Dimension), Index("ix_sales_days_day", "day"))

    day: datetime = Field(primary_key=True, sa_type=Moment)  # pyright: ignore
    member: str = Field(primary_key=True)
    orders: int = 0
    new_orders: int = 0
    returning_orders: int = 0
    cancelled_orders: int = 0
    units: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    goods_minor: int = _minor()
    discount_minor: int = _minor()
    delivery_minor: int = _minor()
    tax_minor: int = _minor()
    total_minor: int = _minor()
    commission_minor: int = _minor()
    refunds: int = 0
    refund_minor: int = _minor()
    returned_units: int = 0


class StaleHour(Table, table=True):
    """An hour whose sums have to be made anew."""

    __tablename__ = "analytics_stale_hours"

    hour: datetime = Field(primary_key=True, sa_type=Moment)  # pyright: ignore
    marked: int = Field(default=1, sa_type=Integer)  # pyright: ignore


class Freshness(Table, table=True):
    """Up to when a rollup knows everything."""

    __tablename__ = "analytics_freshness"

    name: str = Field(primary_key=True)
    as_of: datetime = moment_field()
