"""What providers tell us about payments: kept once, then acted on; late and doubled is harmless.

An event names our payment by `payment_id`. Kinds: `payment.captured` and `payment.failed`; any
other is kept and left alone. An unknown payment is an outcome, not an error: the provider would
only send it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shop_app.checkout.hot import call
from shop_app.checkout.place_order import settle
from shop_app.checkout.results import Placed
from shop_app.core.clock import now
from shop_app.core.db import run_in_transaction
from shop_app.core.errors import NotFound, Unavailable
from shop_app.core.logging import logger
from shop_app.payments.gateway import Answer, Gateway, Verdict
from shop_app.payments.service import note_handled, receive_event

log = logger(__name__)

_VERDICTS = {"payment.captured": Verdict.CAPTURED, "payment.failed": Verdict.DECLINED}


def take_event(
    *,
    provider: str,
    event_id: str,
    kind: str,
    payload: dict[str, Any],
    gateways: Mapping[str, Gateway],
) -> str:
    """Keep an event and act on it; returns what came of it: placed, unpaid, ignored, repeated…"""
    is_new = run_in_transaction(
        receive_event, provider=provider, event_id=event_id, kind=kind, payload=payload
    )
    return _handle(provider, event_id, kind, payload, gateways) if is_new else "repeated"


def handle_waiting(gateways: Mapping[str, Gateway], *, limit: int = 100) -> int:
    """Act on events that were kept and not handled, a crash ago; returns how many.

    One whose gateway is away stays for the next time.
    """
    waiting = call(
        "(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (select provider, event_id, kind,"
        " payload from payment_events where handled_at is null"
        " and received_at < %s - interval '30 seconds' order by received_at limit %s) x)",
        now(),
        limit,
    )
    handled = 0
    for event in waiting:
        try:
            _handle(event["provider"], event["event_id"], event["kind"], event["payload"], gateways)
            handled += 1
        except Unavailable as error:
            log.warning("provider_event_waits", event_id=event["event_id"], reason=error.code)
    return handled


def _handle(
    provider: str,
    event_id: str,
    kind: str,
    payload: dict[str, Any],
    gateways: Mapping[str, Gateway],
) -> str:
    outcome = _outcome(kind, payload, gateways)
    run_in_transaction(note_handled, provider=provider, event_id=event_id, outcome=outcome)
    return outcome


def _outcome(kind: str, payload: dict[str, Any], gateways: Mapping[str, Gateway]) -> str:
    verdict = _VERDICTS.get(kind)
    if verdict is None:
        return "ignored"
    try:
        payment_id = UUID(str(payload.get("payment_id", "")))
        answer = Answer(
            verdict,
            reference=str(payload.get("reference", "")),
            failure_code=str(payload.get("failure_code", "card_declined")),
        )
        result = settle(payment_id, answer, gateways)
    except (ValueError, NotFound):
        return "unknown_payment"
    return "placed" if isinstance(result, Placed) else "unpaid"
