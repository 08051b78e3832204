"""A payment that did not happen, said to the person: why, and what to do next."""

from __future__ import annotations

from shop_app.checkout.results import Declined
from shop_app.core.errors import Conflict


class PaymentRefused(Conflict):
    """No money was taken, or it is given back: fact `reason`, the code of the decline."""

    code = "payment_refused"


def refusal_of(declined: Declined) -> PaymentRefused:
    """The refusal that tells a decline."""
    return PaymentRefused(_sentence(declined), reason=declined.code)


def _sentence(declined: Declined) -> str:
    match declined.code:
        case "card_declined":
            return (
                "The card was declined and no money was taken. Your cart is kept: choose another "
                "way to pay, or ask your bank why."
            )
        case "authentication_refused":
            return (
                "The payment was not approved and no money was taken. Your cart is kept: try "
                "again, or choose another way to pay."
            )
        case "superseded":
            return "A newer try to pay took the place of this one. No money was taken by this one."
        case "paid_twice":
            return "This order was paid already. The second payment is given back."
        case "no_credit":
            return (
                "Your store credit was spent on another order while you were paying. The money is "
                "given back; look at the amount again."
            )
        case "no_stock":
            return (
                "The last pieces went while you were paying. The money is given back; look at "
                "your cart to see what is left."
            )
    if declined.is_refunded:
        return "The payment came after the order had ended. The money is given back."
    return "The payment did not go through and no money was taken. Choose another way to pay."
