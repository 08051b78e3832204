"""The one writer of a return's status: which moves there are, who may make them, what they leave.

requested → approved → received → refunded → closed, and from requested to rejected (with a reason)
or cancelled (by the shopper). Staff may besides approve what was rejected, refund what was approved
without waiting for the goods, and close what was approved and never came. `refunded` becomes
`closed` when the provider has said yes (the SQL function note_refund).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.core.audit import Actor
from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Conflict, NotFound
from shop_app.core.ids import new_id
from shop_app.core.outbox import record
from shop_app.orders.returns.models import ReturnStatus

S = ReturnStatus

MOVES: dict[ReturnStatus, frozenset[ReturnStatus]] = {
    S.REQUESTED: frozenset({S.APPROVED, S.REJECTED, S.CANCELLED}),
    S.APPROVED: frozenset({S.RECEIVED}),
    S.RECEIVED: frozenset({S.REFUNDED, S.CLOSED}),
    S.REFUNDED: frozenset({S.CLOSED}),
    S.REJECTED: frozenset(),
    S.CANCELLED: frozenset(),
    S.CLOSED: frozenset(),
}
STAFF_MOVES: dict[ReturnStatus, frozenset[ReturnStatus]] = {
    S.REJECTED: frozenset({S.APPROVED}),
    S.APPROVED: frozenset({S.REFUNDED, S.CLOSED}),
}
_MOMENT = {
    S.APPROVED: "decided_at",
    S.REJECTED: "decided_at",
    S.CANCELLED: "closed_at",
    S.RECEIVED: "received_at",
    S.REFUNDED: "refunded_at",
    S.CLOSED: "closed_at",
}


class IllegalReturnMove(Conflict):
    """This return cannot go there from where it stands: facts `status`, `wanted`."""

    code = "illegal_return_move"


def allowed(status: str, *, by_staff: bool) -> frozenset[ReturnStatus]:
    """Where a return may go from there."""
    here = ReturnStatus(status)
    return MOVES[here] | (STAFF_MOVES.get(here, frozenset()) if by_staff else frozenset())


def locked(session: Session, *, number: str, seller_id: UUID | None) -> Any:
    """The return with this number, its order's payments and itself locked, in the shop's order.

    `seller_id` None is the staff's view of all. Raises NotFound for a return of another seller.
    """
    found = rows(
        session,
        "select r.id, r.order_id from returns r where r.number = :number"
        " and (cast(:seller_id as uuid) is null or r.seller_id = :seller_id)",
        number=number[:40],
        seller_id=seller_id,
    )
    if not found:
        raise NotFound("This return is not here.")
    rows(
        session,
        "select id from payments where order_id = :order_id order by id for update",
        order_id=found[0].order_id,
    )
    rows(session, "select id from orders where id = :id for update", id=found[0].order_id)
    rows(session, "select id from returns where id = :id for update", id=found[0].id)
    return read(session, found[0].id)


def read(session: Session, return_id: UUID) -> Any:
    """A return with its order's number and whether the order's prices include tax."""
    return rows(
        session,
        "select r.*, o.number as order_number, o.tax_included from returns r"
        " join orders o on o.id = r.order_id where r.id = :id",
        id=return_id,
    )[0]


def move(
    session: Session, here: Any, *, to: ReturnStatus, actor: Actor, note: str = "", **columns: Any
) -> None:
    """Move a return that `locked` gave, and write its other columns; timeline and event follow.

    Raises IllegalReturnMove when it stands elsewhere or the actor may not.
    """
    if to not in allowed(here.status, by_staff=actor.kind == "staff"):
        raise IllegalReturnMove(
            "This return is {status}; it cannot become {wanted} any more.",
            status=here.status,
            wanted=str(to),
        )
    moment = now()
    values = {**columns, _MOMENT[to]: moment}
    rows(
        session,
        "update returns set status = :to, version = version + 1"
        + "".join(f", {name} = :{name}" for name in values)
        + " where id = :id returning id",
        to=str(to),
        id=here.id,
        **values,
    )
    write_step(session, here.id, before=here.status, to=to, actor=actor, note=note)
    tell(session, here, to=to, version=here.version + 1)


def write_step(
    session: Session, return_id: UUID, *, before: str, to: ReturnStatus, actor: Actor, note: str
) -> None:
    """A row of the timeline."""
    rows(
        session,
        "insert into return_events (return_id, id, from_status, to_status, actor, note,"
        " happened_at) values (:return_id, :id, :before, :to, :actor, :note, :moment) returning id",
        return_id=return_id,
        id=new_id(),
        before=before,
        to=str(to),
        actor=actor.kind,
        note=note[:1000],
        moment=now(),
    )


def tell(session: Session, here: Any, *, to: ReturnStatus, version: int) -> None:
    """The event `return.{status}` for whoever sends mail, counts or posts."""
    record(
        session,
        f"return.{to}",
        aggregate="return",
        aggregate_id=here.id,
        version=version,
        number=here.number,
        order_id=str(here.order_id),
        order_number=here.order_number,
        seller_id=str(here.seller_id),
        user_id=str(here.user_id) if here.user_id else None,
    )
