"""Tables of the ledger: transactions and entries, commission rules, payouts.

An account is its kind, its currency and the seller or, for store credit, the person it concerns;
it needs no opening. Amounts are signed: positive is what Stoa owes or has earned, negative what it
holds or has paid.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, text

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


class Account(StrEnum):
    """Where money stands."""

    CLEARING = "clearing"  # with the payment provider
    SELLER_HELD = "seller_held"  # the seller's, not to be paid out yet
    SELLER_AVAILABLE = "seller_available"  # the seller's, to be paid out
    COMMISSION = "commission"  # earned by the platform
    TAX = "tax"  # collected for the state
    PAID_OUT = "paid_out"  # sent to sellers' banks
    CUSTOMER_CREDIT = "customer_credit"  # a shopper's, to be spent here
    GOODWILL = "goodwill"  # what Stoa gave away as credit (negative)


class Kind(StrEnum):
    """What a transaction tells of."""

    SALE = "sale"
    REFUND = "refund"
    CANCELLATION = "cancellation"
    RELEASE = "release"
    PAYOUT = "payout"
    CREDIT_GRANTED = "credit_granted"
    CREDIT_TAKEN = "credit_taken"
    CREDIT_SPENT = "credit_spent"
    CREDIT_REFUND = "credit_refund"
    CREDIT_GIVEN_UP = "credit_given_up"


class Purpose(StrEnum):
    """What an entry is for."""

    GOODS = "goods"
    DELIVERY = "delivery"
    TAX = "tax"
    COMMISSION = "commission"
    RELEASE = "release"
    PAYOUT = "payout"
    CREDIT = "credit"


class RuleScope(StrEnum):
    """What a commission rule is for; the most specific one that fits wins."""

    DEFAULT = "default"
    CATEGORY = "category"
    SELLER = "seller"
    PRODUCT = "product"


class PayoutStatus(StrEnum):
    """Where a payout run stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    PAID = "paid"
    REJECTED = "rejected"


class PayoutLineStatus(StrEnum):
    """Where one seller's line of a payout run stands."""

    WAITING = "waiting"
    PAID = "paid"
    LEFT_OUT = "left_out"


class LedgerTransaction(Table, table=True):
    """Something that happened to the money of one seller or shopper in one currency, once by `key`.

    Never changed or deleted: the database refuses.
    """

    __tablename__ = "ledger_transactions"
    __table_args__ = (
        one_of("kind", Kind),
        currency_check(),
        CheckConstraint("(seller_id is null) <> (user_id is null)", name="one_owner"),
        Index("ix_ledger_transactions_order_id", "order_id", "seller_id"),
        Index("ix_ledger_transactions_seller_id", "seller_id", "kind", "happened_at"),
        Index("ix_ledger_transactions_happened_at", "happened_at", "id"),
        Index(
            "ix_ledger_transactions_user_id",
            "user_id",
            "happened_at",
            postgresql_where=text("user_id is not null"),
        ),
    )

    id: UUID = id_field()
    key: str = Field(unique=True)
    kind: str
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    user_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    order_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    payout_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    currency: str
    happened_at: datetime = moment_field()
    written_at: datetime = moment_field()


class LedgerEntry(Table, table=True):
    """One side of a transaction. `line_no` is the order's line, 0 for its delivery, in refunds."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        one_of("account", Account),
        one_of("purpose", Purpose),
        CheckConstraint("amount_minor <> 0", name="amount_not_zero"),
        CheckConstraint("(seller_id is null) <> (user_id is null)", name="one_owner"),
        CheckConstraint("(purpose = 'credit') = (user_id is not null)", name="credit_is_a_persons"),
        Index(
            "ix_ledger_entries_user_id",
            "user_id",
            "currency",
            postgresql_where=text("user_id is not null"),
        ),
        Index(
            "ix_ledger_entries_seller_id",
            "seller_id",
            "account",
            "currency",
            "happened_at",
            postgresql_include=["amount_minor"],
        ),
    )

    transaction_id: UUID = Field(primary_key=True, sa_type=Uuid)  # pyright: ignore
    position: int = Field(primary_key=True, sa_type=Integer)  # pyright: ignore
    account: str
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    user_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    currency: str
    purpose: str
    amount_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    line_no: int | None = Field(default=None, sa_type=Integer, nullable=True)  # pyright: ignore
    happened_at: datetime = moment_field()


class CreditBalance(Table, table=True):
    """A shopper's credit in one currency: the sum of their entries, and the row that is locked.

    `held_minor` of it is used by payments that are under way. Written by triggers alone.
    """

    __tablename__ = "credit_balances"
    __table_args__ = (
        currency_check(),
        CheckConstraint("held_minor between 0 and balance_minor", name="never_below_zero"),
    )

    user_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    currency: str = Field(primary_key=True)
    balance_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    held_minor: int = Field(sa_type=BigInteger)  # pyright: ignore


class CreditGrant(Table, table=True):
    """Credit that staff granted, or took (negative), and why; its transaction bears its id."""

    __tablename__ = "credit_grants"
    __table_args__ = (
        currency_check(),
        CheckConstraint("amount_minor <> 0", name="amount_not_zero"),
        Index("ix_credit_grants_user_id", "user_id", "id"),
    )

    id: UUID = id_field()
    user_id: UUID = Field(sa_type=Uuid, foreign_key="users.id")  # pyright: ignore
    currency: str
    amount_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    reason: str
    actor_id: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    actor_name: str
    created_at: datetime = moment_field()


class CommissionRule(Table, table=True):
    """What the platform takes; amounts are minor units of `currency`, per piece.

    The price band is [price_from, price_below) of the unit price. With `on_delivery` the percent
    is taken of the line's share of the delivery too.
    """

    __tablename__ = "commission_rules"
    __table_args__ = (
        one_of("scope", RuleScope),
        CheckConstraint("currency is null or currency ~ '^[A-Z]{3}$'", name="currency_iso4217"),
        CheckConstraint("basis_points between 0 and 10000", name="rate_between_0_and_1"),
        CheckConstraint(
            "fixed_minor >= 0 and coalesce(floor_minor, 0) >= 0 and coalesce(cap_minor, 0) >= 0"
            " and coalesce(floor_minor <= cap_minor, true)"
            " and coalesce(price_from_minor < price_below_minor, true)",
            name="amounts_in_order",
        ),
        CheckConstraint(
            "currency is not null or (fixed_minor = 0 and floor_minor is null and cap_minor is null"
            " and price_from_minor is null and price_below_minor is null)",
            name="amounts_have_a_currency",
        ),
        CheckConstraint(
            "(scope = 'category') = (category_id is not null)"
            " and (scope = 'seller') = (seller_id is not null)"
            " and (scope = 'product') = (product_id is not null)",
            name="scope_names_its_thing",
        ),
        CheckConstraint("valid_to is null or valid_from <= valid_to", name="dates_in_order"),
    )

    id: UUID = id_field()
    scope: str
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    category_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="categories.id")  # pyright: ignore
    product_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="products.id")  # pyright: ignore
    currency: str | None = None
    price_from_minor: int | None = Field(default=None, sa_type=BigInteger, nullable=True)  # pyright: ignore
    price_below_minor: int | None = Field(default=None, sa_type=BigInteger, nullable=True)  # pyright: ignore
    basis_points: int
    fixed_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    floor_minor: int | None = Field(default=None, sa_type=BigInteger, nullable=True)  # pyright: ignore
    cap_minor: int | None = Field(default=None, sa_type=BigInteger, nullable=True)  # pyright: ignore
    on_delivery: bool = False
    valid_from: datetime = moment_field()
    valid_to: datetime | None = late_moment()
    created_by: str = ""
    created_at: datetime = moment_field()


class PayoutTerms(Table, table=True):
    """When money may leave; the row without a seller is for all who have none of their own.

    `minimums` are minor units by currency; `weekday` is ISO (1 Monday) and says when runs are due.
    """

    __tablename__ = "payout_terms"
    __table_args__ = (
        CheckConstraint("hold_days between 0 and 365", name="hold_days_known"),
        CheckConstraint("reserve_basis_points between 0 and 10000", name="reserve_between_0_and_1"),
        CheckConstraint("weekday between 1 and 7", name="weekday_known"),
        Index(
            "uq_payout_terms_seller_id",
            "seller_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: UUID = id_field()
    seller_id: UUID | None = Field(default=None, sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    hold_days: int = 7
    reserve_basis_points: int = 0
    weekday: int = 1
    minimums: dict = json_field()
    version: int = 1


class Payout(Table, table=True):
    """A payout run: proposed by one person, approved by another. One is open at a time."""

    __tablename__ = "payouts"
    __table_args__ = (
        one_of("status", PayoutStatus),
        CheckConstraint("approved_by is distinct from proposed_by", name="two_people"),
        CheckConstraint(
            "status not in ('approved', 'paid') or approved_by is not null", name="approved_by_one"
        ),
        Index(
            "uq_payouts_open",
            text("(true)"),
            unique=True,
            postgresql_where=text("status in ('proposed', 'approved')"),
        ),
    )

    id: UUID = id_field()
    number: str = Field(unique=True)
    status: str = PayoutStatus.PROPOSED
    proposed_by: UUID = Field(sa_type=Uuid)  # pyright: ignore
    proposed_name: str
    proposed_at: datetime = moment_field()
    approved_by: UUID | None = Field(default=None, sa_type=Uuid, nullable=True)  # pyright: ignore
    approved_name: str = ""
    approved_at: datetime | None = late_moment()
    ended_at: datetime | None = late_moment()
    note: str = ""


class PayoutLine(Table, table=True):
    """What one seller gets in a run, in minor units; `available_minor` as it was when proposed."""

    __tablename__ = "payout_lines"
    __table_args__ = (
        one_of("status", PayoutLineStatus),
        currency_check(),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint(
            "amount_minor + reserved_minor <= available_minor", name="amount_within_available"
        ),
        Index("ix_payout_lines_seller_id", "seller_id", "payout_id"),
    )

    payout_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="payouts.id")  # pyright: ignore
    seller_id: UUID = Field(primary_key=True, sa_type=Uuid, foreign_key="sellers.id")  # pyright: ignore
    currency: str = Field(primary_key=True)
    available_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    reserved_minor: int = Field(default=0, sa_type=BigInteger)  # pyright: ignore
    amount_minor: int = Field(sa_type=BigInteger)  # pyright: ignore
    status: str = PayoutLineStatus.WAITING
    reason: str = ""
    paid_at: datetime | None = late_moment()
