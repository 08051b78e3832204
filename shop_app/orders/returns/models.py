"""Tables of returns, their lines, photos and timeline, and of refunds."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, UniqueConstraint, text

from shop_app.core.tables import (
    UUID,
    Field,
    Table,
    Uuid,
    currency_check,
    datetime,
    id_field,
    late_moment,
    moment_field,
    one_of,
)


class ReturnStatus(StrEnum):
    """Where a return stands; written only by orders.returns.status."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    RECEIVED = "received"
    REFUNDED = "refunded"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ReturnReason(StrEnum):
    """Why a thing comes back; orders.returns.rules says what follows from each."""

    CHANGE_OF_MIND = "change_of_mind"
    FAULTY = "faulty"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    NOT_AS_DESCRIBED = "not_as_described"


class Condition(StrEnum):
    """How a thing was when it came back."""

    AS_NEW = "as_new"
    USED = "used"
    DAMAGED = "damaged"
    FAULTY = "faulty"


class RefundDestination(StrEnum):
    """Where money goes back to: the way it was paid, or all of it as store credit."""

    METHOD = "method"
    CREDIT = "credit"


class RefundStatus(StrEnum):
    """`due` is owed and asked for, `given` was said yes to by the provider."""

    DUE = "due"
    GIVEN = "given"


class Return(Table, table=True):
    """Things of one order that go back to one seller. Times are when it reached that status."""

    __tablename__ = "returns"
    __table_args__ = (
        one_of("status", ReturnStatus),
        one_of("refund_to", RefundDestination),
        currency_check(),
        UniqueConstraint("request_key", "seller_id"),
        Index("ix_returns_seller_id", "seller_id", "id"),
        Index("ix_returns_user_id", "user_id", "id"),
        Index("ix_returns_requested_at", "requested_at", "id"),
        Index(
            "ix_returns_open", "id", postgresql_where=text("status in ('requested', 'received')")
        ),
    )

    id: UUID = id_field()
    number: str = Field(unique=True)
    order_id: UUID = Field(sa_type=Uuid, index=True)  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    user_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    status: str = ReturnStatus.REQUESTED
    currency: str
    words: str = ""
    refund_to: str = RefundDestination.METHOD
    instructions: str = ""
    decision: str = ""
    request_key: str
    version: int = 1
    requested_at: datetime = moment_field()
    decided_at: datetime | None = late_moment()
    received_at: datetime | None = late_moment()
    refunded_at: datetime | None = late_moment()
    closed_at: datetime | None = late_moment()


class ReturnLine(Table, table=True):
    """Pieces of one order line. Amounts are minor units, 0 until they are refunded.

    `goods_minor` is the share of the line's frozen total, `tax_minor` that of its frozen tax (part
    of the goods where prices include tax, on top elsewhere), `delivery_minor` of the delivery with
    its tax; `kept_minor` is kept back by the rules; `refund_minor` is what goes back.
    """

    __tablename__ = "return_lines"
    __table_args__ = (
        one_of("reason", ReturnReason),
        CheckConstraint(
            "condition in ('', 'as_new', 'used', 'damaged', 'faulty')", name="condition_known"
        ),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("accepted between 0 and quantity", name="accepted_within_quantity"),
        CheckConstraint("restocked between 0 and accepted", name="restocked_within_accepted"),
        CheckConstraint("keep_percent between 0 and 100", name="keep_percent_known"),
        CheckConstraint(
            "least(goods_minor, tax_minor, delivery_minor, kept_minor, refund_minor) >= 0",
            name="amounts_not_negative",
        ),
    )

    return_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="returns.id")  # pyright: ignore
    line_no: int = Field(primary_key=True, sa_type=Integer)  # pyright: ignore
    quantity: int
    reason: str
    words: str = ""
    condition: str = ""
    accepted: int = 0
    restocked: int = 0
    keep_percent: int = 0
    goods_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    tax_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    delivery_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    kept_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    refund_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore


class ReturnPhoto(Table, table=True):
    """A picture that the shopper sent along; its file is private (core.picture_files)."""

    __tablename__ = "return_photos"

    return_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="returns.id")  # pyright: ignore
    position: int = Field(primary_key=True, sa_type=Integer)  # pyright: ignore
    key: str
    small_key: str


class ReturnEvent(Table, table=True):
    """A step of a return's life: what happened, who did it, when."""

    __tablename__ = "return_events"

    return_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="returns.id")  # pyright: ignore
    id: UUID = id_field()
    from_status: str = ""
    to_status: str
    actor: str
    note: str = ""
    happened_at: datetime = moment_field()


class Refund(Table, table=True):
    """Money that goes back for one seller's part of an order, in minor units.

    `credit_minor` of it is store credit, given at once. `reaches_minor` is what is owed by the
    provider in all with this refund: as soon as so much has been given back, this refund is given.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        one_of("status", RefundStatus),
        one_of("destination", RefundDestination),
        currency_check(),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint("reaches_minor >= amount_minor - credit_minor", name="reaches_itself"),
        CheckConstraint("credit_minor between 0 and amount_minor", name="credit_within_amount"),
        Index(
            "uq_refunds_payment_id_reaches_minor",
            "payment_id",
            "reaches_minor",
            unique=True,
            postgresql_where=text("amount_minor > credit_minor"),
        ),
        Index("ix_refunds_seller_id", "seller_id", "id"),
    )

    id: UUID = id_field()
    order_id: UUID = Field(sa_type=Uuid, index=True)  # pyright: ignore
    seller_id: UUID = Field(sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    payment_id: UUID = Field(sa_type=Uuid, foreign_key="payments.id")  # pyright: ignore
    return_id: UUID | None = Field(
        default=None, sa_type=Uuid, foreign_key="returns.id", nullable=True, index=True
    )  # pyright: ignore
    cancellation_id: UUID | None = Field(
        default=None, sa_type=Uuid, foreign_key="cancellations.id", nullable=True, index=True
    )  # pyright: ignore
    amount_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    credit_minor: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": text("0")}
    )  # pyright: ignore
    reaches_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    currency: str
    destination: str = RefundDestination.METHOD
    status: str = RefundStatus.DUE
    provider_reference: str = ""
    reason: str = ""
    actor: str
    created_at: datetime = moment_field()
    given_at: datetime | None = late_moment()
