"""Tables of orders, their parts, lines and timeline."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, UniqueConstraint, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    by_month,
    currency_check,
    datetime,
    id_field,
    json_field,
    late_moment,
    moment_field,
    one_of,
)


class OrderStatus(StrEnum):
    """Where an order stands for the shopper; written only by orders.status."""

    PENDING = "pending"
    PLACED = "placed"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    FAILED = "failed"


class SellerOrderStatus(StrEnum):
    """Where one seller's part stands."""

    PENDING = "pending"
    PLACED = "placed"
    PREPARING = "preparing"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class ShipmentStatus(StrEnum):
    """Where a parcel is."""

    SENT = "sent"
    DELIVERED = "delivered"


class Order(Table, table=True):
    """What a person bought, in minor units of `currency`.

    total = items − discount + delivery, plus the tax where it comes on top; `tax_included` says.
    """

    __tablename__ = "orders"
    __table_args__ = (
        one_of("status", OrderStatus),
        currency_check(),
        CheckConstraint(
            "total_minor = items_minor - discount_minor + delivery_minor"
            " + case when tax_included then 0 else tax_minor end",
            name="total_adds_up",
        ),
        CheckConstraint("total_minor >= 0", name="total_not_negative"),
        Index("ix_orders_user_id", "user_id", "id"),
        Index("ix_orders_status", "status", "id"),
        Index(
            "ix_orders_guest_email", text("lower(email)"), postgresql_where=text("user_id is null")
        ),
        Index("ix_orders_import_name", "import_name", postgresql_where=text("import_name <> ''")),
        by_month("orders"),
    )

    id: UUID = id_field()
    number: str
    checkout_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    user_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    email: str
    address: dict = json_field()
    region_code: str
    currency: str
    locale: str = "en"
    status: str = OrderStatus.PENDING
    items_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    discount_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    delivery_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    tax_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    tax_included: bool = True
    total_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    key_hash: str = ""
    import_name: str = Field(default="", sa_column_kwargs={"server_default": ""})  # of history
    version: int = 1
    created_at: datetime = moment_field()
    placed_at: datetime | None = late_moment()
    updated_at: datetime = moment_field()


class OrderNumber(Table, table=True):
    """Numbers are unique over all months; this small table holds them to it."""

    __tablename__ = "order_numbers"

    number: str = Field(primary_key=True)
    order_id: UUID = Field(sa_type=Uuid, unique=True)  # pyright: ignore


class SellerOrder(Table, table=True):
    """One seller's part of an order: its goods, its delivery, its status."""

    __tablename__ = "seller_orders"
    __table_args__ = (
        one_of("status", SellerOrderStatus),
        Index("ix_seller_orders_seller_id", "seller_id", "order_id"),
        by_month("seller_orders"),
    )

    order_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    seller_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    number: str
    status: str = SellerOrderStatus.PENDING
    items_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    discount_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    delivery_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    tax_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    total_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    commission_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    delivery_code: str = ""
    delivery_name: str = ""
    promised_from: date | None = None
    promised_to: date | None = None
    tracking: str = ""
    updated_at: datetime = moment_field()


class OrderLine(Table, table=True):
    """A line as it was at placement; nothing of it is recomputed later."""

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint(
            "total_minor = unit_price_minor * quantity - discount_minor", name="total_adds_up"
        ),
        Index("ix_order_lines_product_id", "product_id"),
        by_month("order_lines"),
    )

    order_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    line_no: int = Field(primary_key=True, sa_type=Integer)  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    offer_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    variant_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    product_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    sku: str
    title: str
    variant_title: str = ""
    slug: str = ""
    image_url: str = ""
    quantity: int
    unit_price_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    discount_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    tax_basis_points: int = 0
    tax_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    total_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    commission_basis_points: int = 0
    commission_fixed_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    commission_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore


class OrderEvent(Table, table=True):
    """A step of an order's life: what changed, who did it, when."""

    __tablename__ = "order_events"
    __table_args__ = (by_month("order_events"),)

    order_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    id: UUID = id_field()
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    kind: str
    from_status: str = ""
    to_status: str = ""
    actor: str = "system"
    note: str = ""
    happened_at: datetime = moment_field()


class Shipment(Table, table=True):
    """A parcel of one seller's part; `position` counts the parcels of that part from 1."""

    __tablename__ = "shipments"
    __table_args__ = (
        one_of("status", ShipmentStatus),
        CheckConstraint("position > 0", name="position_positive"),
        CheckConstraint(
            "(status = 'delivered') = (delivered_at is not null)", name="delivered_has_its_moment"
        ),
        UniqueConstraint(
            "order_id", "seller_id", "position", name="uq_shipments_order_id_seller_id_position"
        ),
        Index("ix_shipments_seller_id", "seller_id", "id"),
    )

    id: UUID = id_field()
    order_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    position: int
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""
    status: str = ShipmentStatus.SENT
    actor: str = "system"
    sent_at: datetime = moment_field()
    delivered_at: datetime | None = late_moment()


class ShipmentLine(Table, table=True):
    """How many pieces of a line are in a parcel. The database refuses more than were ordered."""

    __tablename__ = "shipment_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_shipment_lines_order_id_line_no", "order_id", "line_no"),
    )

    shipment_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="shipments.id")  # pyright: ignore
    line_no: int = Field(primary_key=True, sa_type=Integer)  # pyright: ignore
    order_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    quantity: int


class Cancellation(Table, table=True):
    """Pieces of one seller's part that will not be sent, cancelled together; why, and by whom."""

    __tablename__ = "cancellations"
    __table_args__ = (Index("ix_cancellations_order_id", "order_id", "seller_id"),)

    id: UUID = id_field()
    order_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    reason: str
    actor: str
    cancelled_at: datetime = moment_field()


class CancellationLine(Table, table=True):
    """How many pieces of a line are cancelled and what goes back for them, in minor units.

    The database refuses more than is neither in a parcel nor cancelled. A part that is cancelled
    as a whole has no lines here: its status says it.
    """

    __tablename__ = "cancellation_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint(
            "goods_minor >= 0 and tax_minor >= 0 and delivery_minor >= 0 and refund_minor >= 0",
            name="amounts_not_negative",
        ),
        Index("ix_cancellation_lines_order_id_line_no", "order_id", "line_no"),
    )

    cancellation_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="cancellations.id")  # pyright: ignore
    line_no: int = Field(primary_key=True, sa_type=Integer)  # pyright: ignore
    order_id: UUID = Field(sa_type=Uuid)  # pyright: ignore
    quantity: int
    goods_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    tax_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    delivery_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    refund_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore


class OrderTag(Table, table=True):
    """A word that staff has put on an order, to find it again."""

    __tablename__ = "order_tags"
    __table_args__ = (Index("ix_order_tags_tag", "tag", "order_id"),)

    order_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    tag: str = Field(primary_key=True)
    actor: str = "system"
    created_at: datetime = moment_field()
