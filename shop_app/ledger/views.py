"""What is asked of the ledger: frozen, in minor units, dates in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Balance:
    """A seller's money in one currency. `next_minor` is what the next run would pay, with `reason`
    where that is nothing: negative, below_minimum, seller_suspended or empty."""

    seller_id: UUID
    seller_name: str
    currency: str
    available_minor: int
    held_minor: int
    reserved_minor: int
    next_minor: int
    minimum_minor: int
    reason: str = ""

    @property
    def total_minor(self) -> int:
        """All that Stoa owes the seller."""
        return self.available_minor + self.held_minor


@dataclass(frozen=True, slots=True)
class Terms:
    """When money may leave: days after delivery, what stays, the ISO weekday of runs.

    `minimums` are the least amounts that are paid, in minor units by currency.
    """

    hold_days: int
    reserve_basis_points: int
    weekday: int
    next_run: date
    minimums: Mapping[str, int] = field(default_factory=dict)
    is_own: bool = False  # agreed with this seller alone


@dataclass(frozen=True, slots=True)
class Statement:
    """A month of one currency: opening + the sums = closing."""

    month: date
    currency: str
    opening_minor: int
    goods_minor: int
    delivery_minor: int
    tax_minor: int
    commission_minor: int
    refunds_minor: int
    payouts_minor: int
    closing_minor: int
    lines: int

    @property
    def period(self) -> str:
        """How addresses name it: `2026-11-EUR`."""
        return f"{self.month:%Y-%m}-{self.currency}"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One transaction of a statement; `order_number` is empty for payouts. Sum is what it moved."""

    kind: str
    happened_at: datetime
    order_number: str
    payout_number: str
    goods_minor: int
    delivery_minor: int
    tax_minor: int
    commission_minor: int
    payout_minor: int
    sum_minor: int


@dataclass(frozen=True, slots=True)
class FeePreview:
    """What a seller receives of a price; minor units. `tax_included` says whether the tax is in the
    price (and leaves it) or comes on top of it."""

    price_minor: int
    commission_minor: int
    tax_minor: int
    receives_minor: int
    commission_basis_points: int
    commission_fixed_minor: int
    currency: str
    tax_included: bool


@dataclass(frozen=True, slots=True)
class PayoutView:
    """A payout run with the sums of its lines by currency."""

    id: UUID
    number: str
    status: str
    proposed_by: UUID
    proposed_name: str
    proposed_at: datetime
    approved_name: str
    approved_at: datetime | None
    ended_at: datetime | None
    note: str
    lines: tuple[PayoutLineView, ...]

    def sums(self) -> dict[str, int]:
        """What is to be paid, by currency, without lines that were left out."""
        found: dict[str, int] = {}
        for line in self.lines:
            if line.status != "left_out":
                found[line.currency] = found.get(line.currency, 0) + line.amount_minor
        return found


@dataclass(frozen=True, slots=True)
class PayoutLineView:
    """One seller's line of a run."""

    seller_id: UUID
    seller_name: str
    currency: str
    available_minor: int
    reserved_minor: int
    amount_minor: int
    status: str
    reason: str
    paid_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountSum:
    """What stands in an account; positive is owed or earned, negative held or paid."""

    account: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PaidOut:
    """What one seller got from a run."""

    number: str
    currency: str
    amount_minor: int
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class RuleView:
    """A commission rule as staff sees it; `subject` is the name of what it is for."""

    id: UUID
    scope: str
    subject: str
    currency: str
    price_from_minor: int | None
    price_below_minor: int | None
    basis_points: int
    fixed_minor: int
    floor_minor: int | None
    cap_minor: int | None
    on_delivery: bool
    valid_from: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class CreditBalanceView:
    """A person's store credit in one currency; payments under way hold `held_minor` of it."""

    currency: str
    balance_minor: int
    held_minor: int

    @property
    def free_minor(self) -> int:
        """What can be spent now."""
        return self.balance_minor - self.held_minor


@dataclass(frozen=True, slots=True)
class CreditMovement:
    """Credit that came (above zero) or went; `kind` is that of its ledger transaction."""

    kind: str
    currency: str
    amount_minor: int
    happened_at: datetime
    order_number: str = ""
    reason: str = ""
    actor_name: str = ""
