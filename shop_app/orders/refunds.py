"""Money that goes back after placement: one door, so that every refund is a row, owed once.

`owe` raises what is owed of the payment and writes the refund in the caller's transaction. The
caller asks the gateway after the commit (checkout.refunds.give_back), and the sweeper does if that
fails. What goes back as store credit is posted at once: all of it where the shopper chose so, else
in the proportion in which credit and method paid what is left. Never more than was paid: for the
order the database refuses it, for a seller's part this module does.
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
from shop_app.core.money import split
from shop_app.core.outbox import record
from shop_app.ledger import credit
from shop_app.ledger.service import RefundedLine, post_refund
from shop_app.orders.returns.models import RefundDestination
from shop_app.orders.status import note

_HISTORY = "select 1 from orders where id = :order_id and import_name <> ''"
# `owner_id` is the person whose credit it may become; nobody where a guest bought or who is erased.
_PAYMENT = """
    select p.id, p.amount_minor - p.refund_due_minor as method_left,
        greatest(0, p.credit_minor - p.credit_back_minor) as credit_left,
        p.amount_minor + p.credit_minor - p.refund_due_minor - p.credit_back_minor as left_minor,
        (select o.user_id from orders o join users u on u.id = o.user_id
         where o.id = p.order_id and u.erased_at is null) as owner_id
    from payments p
    where p.order_id = :order_id and p.failure_code = '' and p.captured_at is not null
      and p.status in ('captured', 'refunded')
    order by p.captured_at, p.id limit 1 for update of p
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
    update payments set refund_due_minor = refund_due_minor + :method,
        credit_back_minor = credit_back_minor + :credit, updated_at = :moment
    where id = :payment_id and refund_due_minor + :method <= amount_minor
    returning refund_due_minor as reaches_minor
"""
_WRITE = """
    insert into refunds (id, order_id, seller_id, payment_id, return_id, amount_minor, credit_minor,
        reaches_minor, currency, destination, status, provider_reference, reason, actor, created_at,
        given_at, cancellation_id)
    values (:id, :order_id, :seller_id, :payment_id, :return_id, :amount, :credit, :reaches,
        :currency, :destination, :status, '', :reason, :actor, :moment, :given_at,
        :cancellation_id)
    returning id
"""
_SHARED = """
    select 1 from refunds
    where order_id = :order_id and seller_id = :seller_id and return_id is null
      and cancellation_id is null limit 1
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
    to: str = RefundDestination.METHOD,
    return_id: UUID | None = None,
    cancellation_id: UUID | None = None,
    lines: Sequence[RefundedLine] = (),
    delivery_minor: int = 0,
) -> UUID:
    """Owe the shopper an amount for a seller's part; returns the payment to give it back from.

    `to` is a RefundDestination: the way it was paid, or all of it as credit. `lines` and
    `delivery_minor` say what of the part it is for; without them the ledger shares it over what is
    left of all. The ledger is posted in the same transaction. Raises Invalid for nothing or less,
    Conflict for more than is left of what was paid, or for credit of somebody without an account.
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
    as_credit = _share_of_credit(payment[0], amount_minor, to)
    by_method, moment = amount_minor - as_credit, now()
    reached = rows(
        session, _OWE, method=by_method, credit=as_credit, moment=moment, payment_id=payment[0].id
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
        cancellation_id=cancellation_id,
        amount=amount_minor,
        credit=as_credit,
        reaches=reached[0].reaches_minor,
        currency=part[0].currency,
        destination=str(to),
        status="due" if by_method else "given",
        reason=reason[:200],
        actor=f"{actor.kind}: {actor.name}"[:200],
        moment=moment,
        given_at=None if by_method else moment,
    )
    # Money that was shared over all lines leaves less of each than its pieces are worth.
    is_by_line = (return_id or cancellation_id) is not None and not rows(
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
    if as_credit:
        credit.give_back(
            session,
            refund_id=refund_id,
            order_id=order_id,
            user_id=payment[0].owner_id,
            amount_minor=as_credit,
            currency=part[0].currency,
        )
        note(
            session,
            order_id=order_id,
            kind="credited",
            actor="system",
            text=f"{as_credit} {part[0].currency}",
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
        credit_minor=as_credit,
        currency=part[0].currency,
    )
    return payment[0].id


def _share_of_credit(payment: Any, amount_minor: int, to: str) -> int:
    """How much of a refund becomes credit. Raises Conflict where there is nobody to have it."""
    if to == RefundDestination.CREDIT:
        if payment.owner_id is None:
            raise Conflict(
                "Store credit needs an account. Give the money back the way it was paid.",
                field="to",
            )
        return amount_minor
    if payment.owner_id is None:
        if amount_minor > payment.method_left:
            raise Conflict(
                "The account is erased, and with it the store credit that paid this.",
                field="amount",
            )
        return 0
    return split(amount_minor, [payment.credit_left, payment.method_left])[0]


def _too_much(part: list[Any], left_minor: int) -> Conflict:
    if not part or left_minor <= 0:
        return Conflict("Nothing of this order is left to give back.", field="amount")
    return Conflict(
        "At most {amount} of this order is left to give back.",
        field="amount",
        amount=money_text(left_minor, part[0].currency),
        left_minor=left_minor,
    )
