"""Place an order: the map of the whole.

REPLAY    This checkout has an order already: it is the answer. A second press, a second tab, a
          reload and a repeat after a lost answer all end here or join the payment under way.
PREPARE   The total is reckoned anew and compared with the one that the shopper saw. Then one
          transaction (alembic/sql, place_prepare): lock the checkout, compare the versions that
          the quote was made from, write the order, its parts and lines with their commission
          frozen, open the payment, claim the stock. Too little of it undoes all and names the line.
          Store credit pays a part, or all: it is held by the payment (place_prepare_with_credit).
PAY       No transaction. The gateway is asked with the key `place:{checkout}:{attempt}`; it
          captures, declines, or wants the person to prove who they are.
FINALIZE  One transaction, repeatable (place_finalize): payment captured, hold turned into
          allocation, order and parts placed, cart closed, event written. The screen, the
          provider's event or the sweeper calls it, whichever is first; the others change nothing.
SWEEP     checkout.tasks: expired holds are let go, paid orders finished, money without an order
          given back, orders that nobody paid closed.

A decline leaves checkout, hold and cart as they are, and credit is free again; the next attempt,
with any method, is a new payment of the same order. Where credit covers all, nobody is asked.

These functions open their own transactions, unlike services: a call to the outside stands between
two of them, and no transaction may be open across it. Call them from an edge, in a worker thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shop_app.checkout import facts as facts_
from shop_app.checkout.credit import credit_short
from shop_app.checkout.hot import TooLittleStock, call, json_argument
from shop_app.checkout.prepare import payload_of
from shop_app.checkout.refunds import give_back
from shop_app.checkout.results import Challenge, Declined, Placed, Result
from shop_app.core.clock import now
from shop_app.core.errors import Conflict, Invalid, NotFound, PriceChanged, Unavailable
from shop_app.core.logging import logger
from shop_app.inventory.service import hold_time
from shop_app.orders.access import order_key
from shop_app.payments.gateway import (
    Answer,
    Gateway,
    PaymentMethod,
    PaymentRequest,
    Verdict,
    chosen_method,
    methods_of,
)
from shop_app.payments.store_credit import BY_CREDIT, gateway_of

log = logger(__name__)

_TRIES = 5


def place_order(
    *,
    checkout_id: UUID,
    session_key: str,
    user_id: UUID | None,
    total_seen_minor: int,
    payment_method: str,
    gateways: Mapping[str, Gateway],
    locale: str = "en",
    credit_seen_minor: int = 0,
) -> Result:
    """Place the order of a checkout and pay it, once, however often this is called.

    `credit_seen_minor` of the total is paid by the shopper's store credit, as they saw it. Raises
    NotFound for a checkout of somebody else, Expired for one that has ended, Invalid with the
    field for what is missing, PriceChanged when the total is not the one seen, CreditChanged when
    so much credit is not there any more, OutOfStock or Conflict naming the line, Unavailable when
    an engine or the provider is away.
    """
    for _ in range(_TRIES):
        facts = facts_.ensure_own(
            call("checkout_facts(%s, %s, false)", checkout_id, now()),
            session_key=session_key,
            user_id=user_id,
        )
        if facts["status"] == "placed":
            return _placed(facts["order_id"])
        prepared = _prepare(
            facts, total_seen_minor, credit_seen_minor, payment_method, gateways, locale
        )
        if prepared["outcome"] in ("prepared", "joined"):
            return _pay(prepared, gateways)
    raise Conflict("Your cart is being changed in another tab. Look again, then pay.")


def finish_challenge(
    *,
    payment_id: UUID,
    approved: bool,
    session_key: str,
    user_id: UUID | None,
    gateways: Mapping[str, Gateway],
) -> Result:
    """The person has answered the provider's question. Repeatable; raises as `place_order`."""
    payment = read_payment(payment_id)
    facts_.ensure_own(payment, session_key=session_key, user_id=user_id)
    if payment["status"] in ("captured", "refunded"):
        return finalize(payment_id, payment["provider_reference"], gateways)
    if payment["status"] in ("failed", "voided"):
        code = payment["failure_code"] or "superseded"
        return _settled_unpaid(payment_id, "failed", "", code)
    if payment["status"] == "started":
        raise Conflict("This payment is still being asked for. Wait a moment, then look again.")
    gateway = gateway_of(gateways, payment["gateway"])
    answer = gateway.confirm(payment["provider_reference"], approved=approved)
    return settle(payment_id, answer, gateways)


def settle(payment_id: UUID, answer: Answer, gateways: Mapping[str, Gateway]) -> Result:
    """Write down what the gateway said about a payment; repeatable."""
    if answer.verdict is Verdict.CAPTURED:
        return finalize(payment_id, answer.reference, gateways)
    if answer.verdict is Verdict.DECLINED:
        return _settled_unpaid(payment_id, "failed", answer.reference, answer.failure_code)
    if answer.verdict is Verdict.CHALLENGE:
        return _settled_unpaid(
            payment_id, "challenged", answer.reference, "", address=answer.challenge_address
        )
    raise Unavailable(
        "The payment provider has not answered yet. We finish your order as soon as it does."
    )


def finalize(payment_id: UUID, reference: str, gateways: Mapping[str, Gateway]) -> Result:
    """FINALIZE: the money is there. Repeatable; gives money back that cannot become the order."""
    outcome = call("place_finalize(%s, %s, %s)", payment_id, reference, now())
    if outcome["outcome"] == "unknown":
        raise NotFound("This payment is not here.")
    if outcome["outcome"] == "placed":
        log.info("order_placed", order=outcome["number"])
        return _as_placed(outcome)
    log.warning("paid_but_impossible", order=outcome["number"], reason=outcome.get("reason", ""))
    give_back(payment_id, gateways)
    return Declined(outcome.get("reason", "too_late"), outcome["number"], is_refunded=True)


def read_payment(payment_id: UUID) -> dict[str, Any]:
    """A payment with the owner of its checkout. Raises NotFound."""
    found = call(
        "(select to_jsonb(x) from (select p.id, p.order_id, p.gateway, p.method, p.status,"
        " p.amount_minor, p.currency, p.idempotency_key, p.provider_reference, p.failure_code,"
        " k.session_key, k.user_id, c.held_until < %s as hold_is_over, n.number as order_number"
        " from payments p join checkouts c on c.order_id = p.order_id"
        " join carts k on k.id = c.cart_id join order_numbers n on n.order_id = p.order_id"
        " where p.id = %s) x)",
        now(),
        payment_id,
    )
    if found is None:
        raise NotFound("This payment is not here.")
    return found


def request_of(payment: Mapping[str, Any]) -> PaymentRequest:
    """What a gateway is asked about a payment that was read."""
    return PaymentRequest(
        payment_id=UUID(payment["id"]),
        order_id=UUID(payment["order_id"]),
        order_number=payment["order_number"],
        method=payment["method"],
        amount_minor=payment["amount_minor"],
        currency=payment["currency"],
        idempotency_key=payment["idempotency_key"],
    )


def _prepare(
    facts: facts_.Facts,
    total_seen_minor: int,
    credit_minor: int,
    payment_method: str,
    gateways: Mapping[str, Gateway],
    locale: str,
) -> dict[str, Any]:
    """PREPARE. Answers with what the SQL function said; `stale` means: look again."""
    at = now()
    facts_.ensure_live(facts)
    facts_.ensure_buyable(facts)
    facts_.ensure_complete(facts)
    deliveries = facts_.plan_deliveries(facts, at=at)
    quoted = facts_.quote_of(facts, deliveries)
    if quoted.total_minor != total_seen_minor:
        raise PriceChanged(
            "The total has changed since you saw it. Look at it again, then pay.",
            seen_minor=total_seen_minor,
            now_minor=quoted.total_minor,
            currency=quoted.currency,
        )
    if not 0 <= credit_minor <= quoted.total_minor or (credit_minor and not facts["user_id"]):
        raise Invalid("This form cannot be read. Load the page again, then pay.", field="credit")
    rest = quoted.total_minor - credit_minor
    method = _method(facts, payment_method, gateways, rest, by_credit=credit_minor > 0)
    payload = payload_of(
        facts, quoted, deliveries, method=method, locale=locale, at=at, hold=hold_time()
    )
    try:
        prepared = _prepared(facts, json_argument(payload), credit_minor)
    except TooLittleStock as refusal:
        raise facts_.out_of_stock(facts, refusal.refused) from refusal
    if prepared["outcome"] == "credit_short":
        raise credit_short()
    prepared["request"] = (
        PaymentRequest(
            payment_id=UUID(prepared["payment_id"]),
            order_id=UUID(prepared["order_id"]),
            order_number=prepared["number"],
            method=method.code,
            amount_minor=rest,
            currency=quoted.currency,
            idempotency_key=prepared["key"],
        )
        if "payment_id" in prepared
        else None
    )
    prepared["gateway"] = method.gateway
    return prepared


def _method(
    facts: facts_.Facts,
    chosen: str,
    gateways: Mapping[str, Gateway],
    amount_minor: int,
    *,
    by_credit: bool,
) -> PaymentMethod:
    """How the rest is paid; by credit itself where it leaves nothing. Raises Invalid."""
    if by_credit and not amount_minor:
        return BY_CREDIT
    offered = methods_of(
        gateways,
        country=facts["country"],
        currency=facts["currency"],
        amount_minor=amount_minor,
    )
    return chosen_method(offered, chosen)


def _prepared(facts: facts_.Facts, payload: str, credit_minor: int) -> dict[str, Any]:
    """One call; where an attempt was made before, it may use other credit and be given up."""
    if not credit_minor and not facts["order_id"]:
        prepared = call("place_prepare(%s::jsonb)", payload)
        if prepared["outcome"] != "joined":
            return prepared
    return call(
        "place_prepare_with_credit(%s::jsonb, %s::uuid, %s)",
        payload,
        facts["user_id"],
        credit_minor,
    )


def _pay(prepared: dict[str, Any], gateways: Mapping[str, Gateway]) -> Result:
    """PAY: give up the attempts that this one replaces, then ask for the money."""
    for old in prepared["superseded"]:
        gateway_of(gateways, old["gateway"]).void(
            old["provider_reference"], idempotency_key=f"void:{old['idempotency_key']}"
        )
    request = prepared["request"]
    answer = gateway_of(gateways, prepared["gateway"]).start(request)
    return settle(request.payment_id, answer, gateways)


def _settled_unpaid(
    payment_id: UUID, status: str, reference: str, code: str, *, address: str = ""
) -> Result:
    outcome = call("place_unpaid(%s, %s, %s, %s, %s)", payment_id, status, reference, code, now())
    if outcome["outcome"] == "unknown":
        raise NotFound("This payment is not here.")
    if outcome["outcome"] == "placed":
        return _as_placed(outcome)
    if status == "challenged":
        return Challenge(payment_id, address, outcome["number"])
    log.info("payment_declined", order=outcome["number"], code=code)
    return Declined(code, outcome["number"])


def _placed(order_id: str) -> Placed:
    number = call("(select to_jsonb(number) from order_numbers where order_id = %s)", order_id)
    return Placed(UUID(order_id), number, order_key(number))


def _as_placed(outcome: Mapping[str, Any]) -> Placed:
    return Placed(UUID(outcome["order_id"]), outcome["number"], order_key(outcome["number"]))
