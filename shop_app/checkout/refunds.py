"""Money that goes back: asked of the gateway outside any transaction, once, however often tried.

What is owed stands on the payment (`refund_due_minor`), written by whoever caused it: a payment
that could not become its order, or a part of an order that was cancelled. Giving back may be
interrupted anywhere and is taken up again by the sweeper. Store credit is no part of it: what goes
back as credit is posted where the refund is written (orders.refunds).
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from shop_app.checkout.hot import call
from shop_app.core.clock import now
from shop_app.core.logging import logger
from shop_app.payments.gateway import Gateway
from shop_app.payments.store_credit import gateway_of

log = logger(__name__)


def give_back(payment_id: UUID, gateways: Mapping[str, Gateway]) -> int:
    """Give back what is still owed of a payment; returns it in minor units, 0 for nothing.

    Repeatable: the gateway is asked with a key that names the sum after this refund.
    """
    owed = call(
        "(select to_jsonb(x) from (select gateway, provider_reference, currency, amount_minor,"
        " refunded_minor, refund_due_minor from payments where id = %s"
        " and refund_due_minor > refunded_minor) x)",
        payment_id,
    )
    if owed is None:
        return 0
    before, after = owed["refunded_minor"], owed["refund_due_minor"]
    reference = gateway_of(gateways, owed["gateway"]).refund(
        owed["provider_reference"],
        amount_minor=after - before,
        currency=owed["currency"],
        idempotency_key=f"refund:{payment_id}:{after}",
    )
    noted = call(
        "to_jsonb(note_refund(%s, %s, %s, %s, %s))", payment_id, before, after, now(), reference
    )
    if not noted:
        return 0
    log.info("refund_given", payment=str(payment_id), amount_minor=after - before)
    return after - before
