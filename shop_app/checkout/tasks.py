"""SWEEP: what is left over is brought to its end. Each task is repeatable and may run anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from shop_app.checkout.hot import call
from shop_app.checkout.place_order import read_payment, request_of, settle
from shop_app.checkout.provider_events import handle_waiting
from shop_app.checkout.refunds import give_back
from shop_app.core.clock import now
from shop_app.core.db import run_in_transaction
from shop_app.core.errors import Unavailable
from shop_app.core.logging import logger
from shop_app.inventory.service import sweep_expired
from shop_app.payments.gateway import Gateway, Verdict
from shop_app.payments.store_credit import gateway_of

log = logger(__name__)

LOST_AFTER = timedelta(minutes=2)  # a payment that nobody has heard of for so long is looked up
GRACE = timedelta(minutes=1)  # so long after its hold an unpaid order is still left alone


@dataclass(frozen=True, slots=True)
class Swept:
    """How many of each were brought to their end."""

    holds: int = 0
    events: int = 0
    payments: int = 0
    refunds: int = 0
    orders: int = 0


def sweep(gateways: Mapping[str, Gateway]) -> Swept:
    """All tasks in the order in which they help each other."""
    return Swept(
        events=handle_waiting(gateways),
        payments=finish_lost_payments(gateways),
        refunds=give_back_owed(gateways),
        orders=fail_unpaid_orders(),
        holds=sweep_expired_holds(),
    )


def sweep_expired_holds(*, limit: int = 500) -> int:
    """Tidy holds that have run out."""
    return run_in_transaction(sweep_expired, limit=limit)


def finish_lost_payments(gateways: Mapping[str, Gateway], *, limit: int = 100) -> int:
    """Ask the gateway about payments that we lost sight of, and finish or give them up.

    Paid ones become orders; those whose challenge nobody answers are given up with their hold.
    """
    moment = now()
    lost = call(
        "(select coalesce(jsonb_agg(x.id), '[]') from (select id from payments"
        " where status in ('started', 'challenged') and updated_at < %s"
        " order by updated_at limit %s) x)",
        moment - LOST_AFTER,
        limit,
    )
    finished = 0
    for payment_id in lost:
        try:
            finished += _finish(UUID(payment_id), gateways)
        except Unavailable as error:
            log.warning("payment_not_looked_up", payment=payment_id, reason=error.code)
    return finished


def give_back_owed(gateways: Mapping[str, Gateway], *, limit: int = 100) -> int:
    """Give back money that is owed; returns of how many payments."""
    owed = call(
        "(select coalesce(jsonb_agg(x.id), '[]') from (select id from payments"
        " where refund_due_minor > refunded_minor order by updated_at limit %s) x)",
        limit,
    )
    return sum(1 for payment_id in owed if give_back(UUID(payment_id), gateways))


def fail_unpaid_orders(*, limit: int = 200) -> int:
    """Close orders that nobody paid before their hold ran out; their carts stay.

    One order a transaction: the stock of several would be locked in no fixed order.
    """
    moment = now()
    failed = 0
    while failed < limit and call(
        "to_jsonb(fail_unpaid_orders(%s, %s, 1))", moment - GRACE, moment
    ):
        failed += 1
    return failed


def _finish(payment_id: UUID, gateways: Mapping[str, Gateway]) -> int:
    payment = read_payment(payment_id)
    gateway = gateway_of(gateways, payment["gateway"])
    answer = gateway.look_up(request_of(payment), payment["provider_reference"])
    if answer.verdict in (Verdict.CAPTURED, Verdict.DECLINED):
        settle(payment_id, answer, gateways)
        return 1
    if payment["hold_is_over"]:
        gateway.void(
            payment["provider_reference"], idempotency_key=f"void:{payment['idempotency_key']}"
        )
        call("place_unpaid(%s, 'voided', '', 'not_answered', %s)", payment_id, now())
        return 1
    return 0
