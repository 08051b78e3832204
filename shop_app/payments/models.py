"""Tables of payments and of the events that providers send."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, text

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


class PaymentStatus(StrEnum):
    """Where a payment stands."""

    STARTED = "started"
    CHALLENGED = "challenged"
    CAPTURED = "captured"
    FAILED = "failed"
    VOIDED = "voided"
    REFUNDED = "refunded"


class Payment(Table, table=True):
    """One attempt to pay one order, in minor units. No card data is ever here (SAQ A).

    `amount_minor` is what the provider is asked for, `credit_minor` what the shopper's store credit
    pays beside it (held, spent and freed by a trigger: docs/ledger.md). `refund_due_minor` is what
    must be given back in all by the provider, `refunded_minor` what has been; `credit_back_minor`
    has gone back as credit.
    """

    __tablename__ = "payments"
    __table_args__ = (
        one_of("status", PaymentStatus),
        currency_check(),
        CheckConstraint("amount_minor >= 0", name="amount_not_negative"),
        CheckConstraint("refunded_minor between 0 and amount_minor", name="refund_within_amount"),
        CheckConstraint("refund_due_minor between 0 and amount_minor", name="due_within_amount"),
        CheckConstraint("credit_minor >= 0", name="credit_not_negative"),
        CheckConstraint(
            "credit_back_minor between 0 and amount_minor + credit_minor - refund_due_minor",
            name="credit_back_within_paid",
        ),
        Index(
            "ix_payments_unfinished",
            "updated_at",
            postgresql_where=text("status in ('started', 'challenged')"),
        ),
        Index(
            "ix_payments_owed",
            "updated_at",
            postgresql_where=text("refund_due_minor > refunded_minor"),
        ),
    )

    id: UUID = id_field()
    order_id: UUID = Field(sa_type=Uuid, index=True)  # pyright: ignore
    gateway: str
    method: str
    status: str = PaymentStatus.STARTED
    amount_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    refund_due_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    refunded_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    credit_minor: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": text("0")}
    )  # pyright: ignore
    credit_back_minor: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": text("0")}
    )  # pyright: ignore
    currency: str
    idempotency_key: str = Field(unique=True)
    provider_reference: str = Field(default="", index=True)
    failure_code: str = ""
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field()
    captured_at: datetime | None = late_moment()


class PaymentEvent(Table, table=True):
    """An event of a provider, kept once however often it is sent."""

    __tablename__ = "payment_events"
    __table_args__ = (
        Index(
            "ix_payment_events_waiting",
            "received_at",
            postgresql_where=text("handled_at is null"),
        ),
    )

    provider: str = Field(primary_key=True)
    event_id: str = Field(primary_key=True)
    kind: str
    payload: dict = json_field()
    received_at: datetime = moment_field()
    handled_at: datetime | None = late_moment()
    outcome: str = ""
