"""What the shop asks of whoever moves money. Real ones and the sandbox stand in integrations.

A gateway never gets card data from us: people give that to the provider's own frame. Each call may
be repeated with the same key and then gives the first answer. None is made inside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from shop_app.core.errors import Invalid


class Verdict(StrEnum):
    """What a gateway says about a payment."""

    CAPTURED = "captured"
    DECLINED = "declined"
    CHALLENGE = "challenge"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to pay that a person may choose; `name` is what they see."""

    code: str
    name: str
    gateway: str


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """One attempt to pay one order, in minor units."""

    payment_id: UUID
    order_id: UUID
    order_number: str
    method: str
    amount_minor: int
    currency: str
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway said. `challenge_address` is where the person proves who they are."""

    verdict: Verdict
    reference: str = ""
    challenge_address: str = ""
    failure_code: str = ""


class Gateway(Protocol):
    """A provider of payments. Every method raises Unavailable when the provider is away."""

    name: str

    def methods(self, *, country: str, currency: str, amount_minor: int) -> list[PaymentMethod]:
        """The ways to pay such an amount from there, in the order in which they are shown."""
        ...

    def start(self, request: PaymentRequest) -> Answer:
        """Ask for the money."""
        ...

    def confirm(self, reference: str, *, approved: bool) -> Answer:
        """The person has answered the challenge."""
        ...

    def look_up(self, request: PaymentRequest, reference: str) -> Answer:
        """How an attempt stands that we lost sight of; WAITING when nobody knows it yet."""
        ...

    def void(self, reference: str, *, idempotency_key: str) -> None:
        """Give up an attempt that was not captured; harmless when it is unknown."""
        ...

    def refund(
        self, reference: str, *, amount_minor: int, currency: str, idempotency_key: str
    ) -> str:
        """Give money back; returns the provider's reference."""
        ...


def methods_of(
    gateways: Mapping[str, Gateway] | Iterable[Gateway],
    *,
    country: str,
    currency: str,
    amount_minor: int,
) -> list[PaymentMethod]:
    """Every way to pay that the gateways offer for this, in the gateways' order."""
    listed = gateways.values() if isinstance(gateways, Mapping) else gateways
    return [
        method
        for gateway in listed
        for method in gateway.methods(country=country, currency=currency, amount_minor=amount_minor)
    ]


def chosen_method(methods: Iterable[PaymentMethod], code: str) -> PaymentMethod:
    """The method with this code. Raises Invalid when it is not offered."""
    for method in methods:
        if method.code == code:
            return method
    raise Invalid("Choose how you want to pay.", field="payment_method")
