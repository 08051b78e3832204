"""Money that goes back after placement: one door, so that every refund is a row, owed once.

`owe` raises what is owed of the payment and writes the refund in the caller's transaction. The
caller asks the gateway after the commit (checkout.refunds.give_back), and the sweeper does if that
fails. Never more than was paid: for the order the database refuses it, for a seller's part this
module does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid
from shop_app.core.formats import money_text
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.ledger.service import RefundedLine, post_refund

_HISTORY = "select 1 from orders where id = :order_id and import_name <> ''"
_PAYMENT = """
    select id, amount_minor - refund_due_minor as left_minor from payments
    where order_id = :order_id and failure_code = '' and captured_at is not null
      and status in ('captured', 'refunded')
    order by captured_at, id limit 1 for update
"""
_PART = """
    select so.total_minor - coalesce((
        select sum(f.amount_minor) from refunds f
        where f.order_id = so.order_id and f.seller_id = so.seller_id), 0) as left_minor,
        o.currency, o.number
    from seller_orders so join orders o on o.id = so.order_id
    where so.order_id = :order_id and so.seller_id = :seller_id
"""
_OWE = """
    update payments set refund_due_minor = refund_due_minor + :amount, updated_at = :moment
    where id = :payment_id and refund_due_minor + :amount <= amount_minor
    returning refund_due_minor as reaches_minor
"""
_WRITE = """
    insert into refunds (id, order_id, seller_id, payment_id, return_id, amount_minor,
        reaches_minor, currency, destination, status, provider_reference, reason, actor, created_at)
    values (:id, :order_id, :seller_id, :payment_id, :return_id, :amount, :reaches, :currency,
        'method', 'due', '', :reason, :actor, :moment)
    returning id
"""
_SHARED = """
    select 1 from refunds
    where order_id = :order_id and seller_id = :seller_id and return_id is null limit 1
"""


def left_to_give_back(session: Session, *, order_id: UUID, seller_id: UUID) -> int:
    """The most that may still go back for a seller's part, in minor units; locks the payment."""
    payment = rows(session, _PAYMENT, order_id=order_id)
    part = rows(session, _PART, order_id=order_id, seller_id=seller_id)
    if not payment or not part:
        return 0
    return max(0, min(int(payment[0].left_minor), int(part[0].left_minor)))


def owe(
    session: Session,
    *,
    order_id: UUID,
    seller_id: UUID,
    amount_minor: int,
    reason: str,
    actor: Actor,
    return_id: UUID | None = None,
    lines: Sequence[RefundedLine] = (),
    delivery_minor: int = 0,
) -> UUID:
    """Owe the shopper an amount for a seller's part; returns the payment to give it back from.

    `lines` and `delivery_minor` say what of the part it is for; without them the ledger shares it
    over what is left of all. The ledger is posted in the same transaction. Raises Invalid for
    nothing or less, Conflict for more than is left of what was paid.
    """
    if amount_minor <= 0:
        raise Invalid("Give an amount above zero.", field="amount")
    if rows(session, _HISTORY, order_id=order_id):
        raise Conflict("This order came from another system as history. It stays as it is.")
    payment = rows(session, _PAYMENT, order_id=order_id)
    part = rows(session, _PART, order_id=order_id, seller_id=seller_id)
    left = min(int(payment[0].left_minor), int(part[0].left_minor)) if payment and part else 0
    if amount_minor > left:
        raise _too_much(part, left)
    moment = now()
    reached = rows(
        session, _OWE, amount=amount_minor, moment=moment, payment_id=payment[0].id
    )  # cannot miss: the row is locked and was compared above
    refund_id = new_id()
    rows(
        session,
        _WRITE,
        id=refund_id,
        order_id=order_id,
        seller_id=seller_id,
        payment_id=payment[0].id,
        return_id=return_id,
        amount=amount_minor,
        reaches=reached[0].reaches_minor,
        currency=part[0].currency,
        reason=reason[:200],
        actor=f"{actor.kind}: {actor.name}"[:200],
        moment=moment,
    )
    # Money that was shared over all lines leaves less of each than its pieces are worth.
    is_by_line = return_id is not None and not rows(
        session, _SHARED, order_id=order_id, seller_id=seller_id
    )
    post_refund(
        session,
        key=f"refund:{refund_id}",
        order_id=order_id,
        seller_id=seller_id,
        amount_minor=amount_minor,
        lines=lines if is_by_line else (),
        delivery_minor=delivery_minor if is_by_line else 0,
    )
    record(
        session,
        "refund.owed",
        aggregate="order",
        aggregate_id=order_id,
        refund_id=str(refund_id),
        seller_id=str(seller_id),
        return_id=str(return_id) if return_id else None,
        number=part[0].number,
        amount_minor=amount_minor,
        currency=part[0].currency,
    )
    return payment[0].id


def _too_much(part: list[Any], left_minor: int) -> Conflict:
    if not part or left_minor <= 0:
        return Conflict("Nothing of this order is left to give back.", field="amount")
    return Conflict(
        "At most {amount} of this order is left to give back.",
        field="amount",
        amount=money_text(left_minor, part[0].currency),
        left_minor=left_minor,
    )
