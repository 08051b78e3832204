"""The gateway of payments for which nobody outside is asked: store credit has covered it all."""

from __future__ import annotations

from collections.abc import Mapping

from shop_app.payments.gateway import Answer, Gateway, PaymentMethod, PaymentRequest, Verdict

BY_CREDIT = PaymentMethod("store_credit", "Store credit", "store_credit")


class StoreCredit:
    """A Gateway that asks for nothing: what it captures is zero, so there is nothing to refund.

    Credit itself is held, spent and freed with the payment's row (docs/ledger.md).
    """

    name = BY_CREDIT.gateway

    def methods(self, *, country: str, currency: str, amount_minor: int) -> list[PaymentMethod]:  # noqa: ARG002 nobody chooses it
        """None: it is used where nothing is left to pay."""
        return []

    def start(self, request: PaymentRequest) -> Answer:  # noqa: ARG002
        """Always yes."""
        return Answer(Verdict.CAPTURED)

    def confirm(self, reference: str, *, approved: bool) -> Answer:  # noqa: ARG002 it never asked
        """Always yes."""
        return Answer(Verdict.CAPTURED, reference)

    def look_up(self, request: PaymentRequest, reference: str) -> Answer:  # noqa: ARG002
        """What `start` said."""
        return self.start(request)

    def void(self, reference: str, *, idempotency_key: str) -> None:
        """Nothing was asked that could be given up."""

    def refund(
        self,
        reference: str,
        *,
        amount_minor: int,  # noqa: ARG002 never above zero
        currency: str,  # noqa: ARG002
        idempotency_key: str,  # noqa: ARG002
    ) -> str:
        """Nothing was taken that could go back."""
        return reference


_STORE_CREDIT = StoreCredit()


def gateway_of(gateways: Mapping[str, Gateway], name: str) -> Gateway:
    """The gateway with this name, store credit among them. Raises KeyError for an unknown one."""
    return _STORE_CREDIT if name == StoreCredit.name else gateways[name]
