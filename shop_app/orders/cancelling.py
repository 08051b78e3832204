"""Single pieces cancelled before they are sent: by the shopper, by the seller, or by staff.

The pieces are for sale again, and what was paid for them goes back with their share of tax and
delivery. Where nothing of a seller's part is left to send and nothing was sent, the part is
cancelled as a whole, with all that is left of its delivery. docs/returns.md has the rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor, audit
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, Invalid
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.inventory import service as stock
from shop_app.inventory.views import Demand
from shop_app.ledger.service import RefundedLine
from shop_app.orders.models import SellerOrderStatus
from shop_app.orders.queries import order_page
from shop_app.orders.refunds import left_to_give_back, owe
from shop_app.orders.returns.facts import facts_of, lines_by_number
from shop_app.orders.returns.rules import LineRefund, cancelled_share, within
from shop_app.orders.service import cancel_before_shipment, order_id_of, said_by
from shop_app.orders.status import IllegalMove, is_open, move, note

S = SellerOrderStatus
LONGEST_REASON = 500
_LONGEST_NUMBER = 6
BY_THE_SHOPPER = "cancelled by the shopper"

_LINES = """
    select l.line_no, l.seller_id, l.offer_id, l.title, l.quantity, so.status as part_status,
        so.number as part_number,
        coalesce((select sum(sl.quantity) from shipment_lines sl
            where sl.order_id = l.order_id and sl.line_no = l.line_no), 0) as sent,
        coalesce((select sum(cl.quantity) from cancellation_lines cl
            where cl.order_id = l.order_id and cl.line_no = l.line_no), 0) as cancelled
    from order_lines l
    join seller_orders so on so.order_id = l.order_id and so.seller_id = l.seller_id
    where l.order_id = :order_id and so.status <> 'pending'
      and (cast(:seller_id as uuid) is null or l.seller_id = :seller_id)
    order by l.line_no
"""
_OPEN = """
    insert into cancellations (id, order_id, seller_id, reason, actor, cancelled_at)
    values (:id, :order_id, :seller_id, :reason, :actor, :moment) returning id
"""
_FILL = """
    insert into cancellation_lines (cancellation_id, line_no, order_id, quantity, goods_minor,
        tax_minor, delivery_minor, refund_minor)
    select :id, x.line_no, :order_id, x.quantity, x.goods, x.tax, x.delivery, x.refund
    from unnest(cast(:lines as integer[]), cast(:quantities as integer[]),
        cast(:goods as bigint[]), cast(:taxes as bigint[]), cast(:deliveries as bigint[]),
        cast(:refunds as bigint[])) x (line_no, quantity, goods, tax, delivery, refund)
    returning line_no
"""
_UNDER_WAY = """
    select 1 from shipments
    where order_id = :order_id and seller_id = :seller_id and status = 'sent' limit 1
"""


def cancel_pieces(
    session: Session,
    *,
    number: str,
    pieces: Mapping[int, int],
    reason: str,
    actor: Actor,
    seller_id: UUID | None = None,
) -> list[UUID]:
    """Cancel so many pieces of each line, by its number in the order; returns the payments owing.

    With `seller_id` only that seller's lines are there. Who may cancel is for the caller to know;
    the caller asks the gateway after the commit. Raises Invalid without a reason or pieces, and for
    more than is left to send, NotFound for no such order, IllegalMove once all is sent.
    """
    words = _words(reason)
    order_id = order_id_of(session, number)
    order = _locked(session, order_id, number)
    lines = rows(session, _LINES, order_id=order_id, seller_id=seller_id)
    chosen = _chosen(lines, pieces)
    payments: dict[UUID, None] = {}
    for part_seller in dict.fromkeys(line.seller_id for line in lines):
        own = [line for line in lines if line.seller_id == part_seller]
        wanted = {line.line_no: chosen[line.line_no] for line in own if line.line_no in chosen}
        if not wanted:
            continue
        if not any(line.sent for line in own) and sum(map(_left, own)) == sum(wanted.values()):
            owed = cancel_before_shipment(
                session, number=number, reason=words, actor=actor, seller_ids=[part_seller]
            )
        else:
            owed = _cancel_some(session, order, part_seller, own, wanted, words, actor)
        payments.update(dict.fromkeys(owed))
        _audit(session, actor, number, own, wanted, words)
    return list(payments)


def pieces_of(form: Mapping[str, Any]) -> dict[int, int]:
    """The pieces in a form's fields `cancel-{line}`; -1 (refused) for what is no number."""
    found = {}
    for name, value in form.items():
        line = name.removeprefix("cancel-")
        if line == name or not line.isdecimal() or len(line) > _LONGEST_NUMBER:
            continue
        many = str(value).strip() or "0"
        found[int(line)] = int(many) if many.isdecimal() and len(many) <= _LONGEST_NUMBER else -1
    return found


def cancel_own_pieces(
    session: Session,
    *,
    number: str,
    pieces: Mapping[int, int],
    user_id: UUID | None = None,
    session_key: str = "",
    key: str = "",
    actor: Actor,
) -> list[UUID]:
    """The shopper cancels pieces of an order that they may see. Raises NotFound for strangers."""
    page = order_page(session, number, user_id=user_id, session_key=session_key, key=key)
    return cancel_pieces(
        session, number=page.number, pieces=pieces, reason=BY_THE_SHOPPER, actor=actor
    )


def _cancel_some(
    session: Session,
    order: Any,
    seller_id: UUID,
    lines: Sequence[Any],
    wanted: Mapping[int, int],
    reason: str,
    actor: Actor,
) -> list[UUID]:
    whose = {"order_id": order.id, "seller_id": seller_id}
    amounts = _amounts(session, order, seller_id, wanted)
    cancellation_id = new_id()
    who = said_by(actor)
    rows(session, _OPEN, id=cancellation_id, **whose, reason=reason, actor=who, moment=now())
    rows(
        session,
        _FILL,
        id=cancellation_id,
        order_id=order.id,
        lines=list(wanted),
        quantities=list(wanted.values()),
        goods=[amounts[line_no].goods_minor for line_no in wanted],
        taxes=[amounts[line_no].tax_minor for line_no in wanted],
        deliveries=[amounts[line_no].delivery_minor for line_no in wanted],
        refunds=[amounts[line_no].refund_minor for line_no in wanted],
    )
    demands = [
        Demand(line.offer_id, wanted[line.line_no]) for line in lines if line.line_no in wanted
    ]
    stock.deallocate_some(session, **whose, demands=demands, reason=reason, actor=who)
    titles = {line.line_no: line.title for line in lines}
    said = ", ".join(f"{many} × {titles[line_no]}" for line_no, many in wanted.items())
    note(
        session,
        order_id=order.id,
        seller_id=seller_id,
        kind="pieces_cancelled",
        actor=who,
        text=f"{said} ({reason})" if actor.kind != "shopper" else said,
    )
    payment = _owed(session, whose, amounts, cancellation_id, reason, actor)
    _settle(session, order, seller_id, lines, wanted, who)
    record(
        session,
        "order.pieces_cancelled",
        aggregate="order",
        aggregate_id=order.id,
        cancellation_id=str(cancellation_id),
        seller_id=str(seller_id),
        number=order.number,
    )
    return [payment] if payment else []


def _amounts(
    session: Session, order: Any, seller_id: UUID, wanted: Mapping[int, int]
) -> dict[int, LineRefund]:
    """What goes back by line, never more than is left of what was paid for the part."""
    parts = facts_of(
        session, order_id=order.id, tax_included=order.tax_included, seller_id=seller_id
    )
    known = lines_by_number(parts)
    shares = [cancelled_share(known[line_no][1].frozen, many) for line_no, many in wanted.items()]
    left = left_to_give_back(session, order_id=order.id, seller_id=seller_id)
    return dict(zip(wanted, within(shares, left), strict=True))


def _owed(
    session: Session,
    whose: Mapping[str, UUID],
    amounts: Mapping[int, LineRefund],
    cancellation_id: UUID,
    reason: str,
    actor: Actor,
) -> UUID | None:
    total = sum(amount.refund_minor for amount in amounts.values())
    if not total:
        return None
    delivery = {
        line_no: min(amount.delivery_minor, amount.refund_minor)
        for line_no, amount in amounts.items()
    }
    return owe(
        session,
        order_id=whose["order_id"],
        seller_id=whose["seller_id"],
        amount_minor=total,
        reason=reason,
        actor=actor,
        cancellation_id=cancellation_id,
        lines=[
            RefundedLine(line_no, amount.refund_minor - delivery[line_no])
            for line_no, amount in amounts.items()
            if amount.refund_minor
        ],
        delivery_minor=sum(delivery.values()),
    )


def _settle(
    session: Session,
    order: Any,
    seller_id: UUID,
    lines: Sequence[Any],
    wanted: Mapping[int, int],
    actor: str,
) -> None:
    """Where the rest of a part was cancelled, what was sent of it is all of it."""
    whose = {"order_id": order.id, "seller_id": seller_id}
    if sum(map(_left, lines)) > sum(wanted.values()):
        rows(
            session,
            "update orders set version = version + 1, updated_at = :moment where id = :id"
            " returning id",
            id=order.id,
            moment=now(),
        )
        return
    move(session, **whose, to=S.SHIPPED, actor=actor, kind="nothing_left")
    if not rows(session, _UNDER_WAY, **whose):
        move(session, **whose, to=S.DELIVERED, actor=actor)


def _locked(session: Session, order_id: UUID, number: str) -> Any:
    """The order, locked; its payments before it, as everywhere."""
    rows(
        session,
        "select id from payments where order_id = :order_id order by id for update",
        order_id=order_id,
    )
    (order,) = rows(
        session,
        "select id, number, tax_included, import_name from orders where id = :id for update",
        id=order_id,
    )
    if order.import_name:
        raise Conflict(
            "Order {number} came from another system as history. It stays as it is.",
            number=number,
        )
    return order


def _left(line: Any) -> int:
    return line.quantity - int(line.sent) - int(line.cancelled)


def _chosen(lines: Sequence[Any], pieces: Mapping[int, int]) -> dict[int, int]:
    """How many pieces of which line; checked against what is neither sent nor cancelled."""
    known = {line.line_no: line for line in lines}
    for line_no, many in pieces.items():
        if line_no not in known:
            raise Invalid("This line is not part of your order.", field="pieces")
        line = known[line_no]
        if many and not is_open(line.part_status):
            raise IllegalMove(
                "{title} is on its way or cancelled already, so it cannot be cancelled any more.",
                title=line.title,
                status=line.part_status,
                wanted=str(S.CANCELLED),
            )
        if not 0 <= many <= _left(line):
            raise Invalid(
                "At most {left} of {title} can still be cancelled.",
                field=f"cancel-{line_no}",
                left=_left(line),
                title=line.title,
            )
    chosen = {line_no: many for line_no, many in sorted(pieces.items()) if many}
    if not chosen:
        raise Invalid("Say how many pieces are cancelled.", field="pieces")
    return chosen


def _words(reason: str) -> str:
    clean = "".join(c if c.isprintable() else " " for c in reason)
    words = " ".join(clean.split())[:LONGEST_REASON]
    if not words:
        raise Invalid("Say why it is cancelled.", field="reason")
    return words


def _audit(
    session: Session,
    actor: Actor,
    number: str,
    lines: Sequence[Any],
    wanted: Mapping[int, int],
    reason: str,
) -> None:
    if actor.kind not in ("staff", "seller"):
        return
    audit(
        session,
        actor,
        "order.pieces_cancelled",
        subject="order",
        subject_id=number,
        before={"status": lines[0].part_status},
        after={
            "part": lines[0].part_number,
            "pieces": {str(line_no): many for line_no, many in wanted.items()},
            "reason": reason,
        },
        seller_id=lines[0].seller_id,
    )
