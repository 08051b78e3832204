"""What came of pressing Pay."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Placed:
    """The order is placed and paid; `key` opens it without an account."""

    order_id: UUID
    number: str
    key: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """The person must prove who they are at this address; then call `finish_challenge`."""

    payment_id: UUID
    address: str
    number: str


@dataclass(frozen=True, slots=True)
class Declined:
    """No money was taken; hold and cart are kept, and another method may be tried.

    `code` is card_declined, authentication_refused, superseded (another attempt took its place),
    too_late, paid_twice, no_credit or no_stock (taken money is given back).
    """

    code: str
    number: str
    is_refunded: bool = False


Result = Placed | Challenge | Declined
