"""A shop in which something has happened, and what people were told of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from shop_app.checkout.place_order import place_order
from shop_app.checkout.queries import checkout_page
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.ids import new_id
from shop_app.core.models import OutboxEvent
from shop_app.integrations.sandbox_gateway import SUCCEEDS, SandboxGateway
from shop_app.workers.events import Event
from shop_app.workers.notifications_consumer import handle
from tests.makers import Visitor, make_offer, make_seller, make_world, ready_checkout

GATEWAYS = {"sandbox": SandboxGateway()}


class Trade:
    """A seller with an address for mail, and a guest who bought two mugs."""

    def __init__(self, user_id: UUID | None = None) -> None:
        def build(session: Session) -> tuple[UUID, UUID]:
            world = make_world(session)
            seller = make_seller(session)
            rows(
                session,
                "update sellers set email = 'shop@olive.example' where id = :id returning id",
                id=seller,
            )
            return seller, make_offer(session, world, seller_id=seller)

        self.seller, self.offer = run_in_transaction(build)
        self.guest = Visitor(user_id=user_id)
        checkout = run_in_transaction(ready_checkout, self.guest, (self.offer, 2))
        page = run_in_transaction(checkout_page, **self.guest.who, gateways=GATEWAYS)
        placed: Any = place_order(
            checkout_id=checkout,
            **self.guest.who,
            total_seen_minor=page.total_minor,
            payment_method=SUCCEEDS,
            gateways=GATEWAYS,
        )
        self.number = placed.number


def happened(*kinds: str) -> list[Event]:
    """The events of the outbox in order, only those of the kinds if any are named."""

    def read(session: Session) -> list[OutboxEvent]:
        return list(session.exec(select(OutboxEvent).order_by(col(OutboxEvent.id))))

    return [
        Event(
            entry="0-1",
            event_id=row.id,
            kind=row.kind,
            aggregate=row.aggregate,
            aggregate_id=row.aggregate_id,
            version=row.version,
            payload=row.payload,
            created_at=row.created_at,
        )
        for row in run_in_transaction(read)
        if not kinds or row.kind in kinds
    ]


def told(*kinds: str) -> None:
    """Let the consumer hear what happened."""
    handle(happened(*kinds))


def event(kind: str, aggregate_id: UUID, **payload: Any) -> Event:
    """An event that was never in the outbox."""
    from shop_app.core.clock import now

    return Event("0-1", new_id(), kind, "thing", aggregate_id, 0, payload, now())


def ask(sql: str, **values: Any) -> list[Any]:
    """Rows of a question on what was committed."""
    return run_in_transaction(rows, sql, **values)


def mails(kind: str = "") -> list[Any]:
    """The letters, oldest first."""
    return ask(
        "select * from outgoing_mail where :kind = '' or kind = :kind order by id", kind=kind
    )
