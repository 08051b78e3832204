"""The sandbox: test methods that do what their names say. No money moves, no card number is seen.

It keeps nothing: what it said follows from the method and stands in the payments table, and its
references carry what it must know when it is asked again. For demo mode only.
"""

from __future__ import annotations

from hashlib import sha256

from shop_app.payments.gateway import Answer, PaymentMethod, PaymentRequest, Verdict

SUCCEEDS = "test_card_succeeds"
DECLINED = "test_card_declined"
SECURE = "test_card_3ds"

_NAMES = {
    SUCCEEDS: "Test card that succeeds",
    DECLINED: "Test card that is declined",
    SECURE: "Test card that asks for 3-D Secure",
}


class SandboxGateway:
    """A Gateway for trying the shop out."""

    name = "sandbox"

    def methods(self, *, country: str, currency: str, amount_minor: int) -> list[PaymentMethod]:  # noqa: ARG002 offers the same everywhere
        """The three test cards, everywhere and for any amount."""
        return [PaymentMethod(code, name, self.name) for code, name in _NAMES.items()]

    def start(self, request: PaymentRequest) -> Answer:
        """Succeed, decline or ask for 3-D Secure, as the method says."""
        reference = _reference(request.idempotency_key)
        if request.method == SUCCEEDS:
            return Answer(Verdict.CAPTURED, reference)
        if request.method == SECURE:
            address = f"/checkout/challenge?payment={request.payment_id}"
            return Answer(Verdict.CHALLENGE, reference, challenge_address=address)
        return Answer(Verdict.DECLINED, reference, failure_code="card_declined")

    def confirm(self, reference: str, *, approved: bool) -> Answer:
        """The person approved or refused on the challenge's page."""
        if approved:
            return Answer(Verdict.CAPTURED, reference)
        return Answer(Verdict.DECLINED, reference, failure_code="authentication_refused")

    def look_up(self, request: PaymentRequest, reference: str) -> Answer:  # noqa: ARG002 it keeps no list of its own
        """What `start` said, or would say, to the same request."""
        answer = self.start(request)
        return Answer(Verdict.WAITING) if answer.verdict is Verdict.CHALLENGE else answer

    def void(self, reference: str, *, idempotency_key: str) -> None:
        """Nothing is kept here that could be given up."""

    def refund(
        self,
        reference: str,
        *,
        amount_minor: int,  # noqa: ARG002 no money moves here
        currency: str,  # noqa: ARG002
        idempotency_key: str,
    ) -> str:
        """Say yes; the reference is the same for the same key."""
        return f"{reference}_{_reference(idempotency_key)}"


def _reference(key: str) -> str:
    return f"sandbox_{sha256(key.encode()).hexdigest()[:24]}"
