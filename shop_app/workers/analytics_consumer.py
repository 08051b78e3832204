"""The consumer `analytics`, and the jobs that keep the numbers fresh.

Events of orders mark the hours whose sums they change; a job makes those hours anew every few
seconds. What people do (pages at the edge, carts and orders in the outbox) becomes facts.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from shop_app.analytics import behaviour, noting, rollups
from shop_app.core.clock import now
from shop_app.core.db import run_in_transaction, run_reading
from shop_app.core.operations import operations
from shop_app.workers.events import Event
from shop_app.workers.schedule import Unfinished

RUN_SECONDS = 5.0
_ORDERS = ("order", "seller_order", "refund", "return", "payment", "shipment")


def handle(events: Sequence[Event]) -> None:
    """Mark the hours of the orders that the events touch; write what people did as facts."""
    if orders := _order_ids(events):
        run_in_transaction(rollups.mark_orders, order_ids=orders)
    if any(event.kind in ("cart.line_added", "order.placed") for event in events):
        run_in_transaction(_facts, events)


def renew_sales(_since: datetime) -> int:
    """Make the marked hours anew, a slice in each transaction and for some seconds in each run.

    Fresh up to now when no event waits on its way here and no hour is left.
    """
    end, done = time.monotonic() + RUN_SECONDS, 0
    while True:
        moment = now()
        waits = run_reading(operations).events_waiting
        done += run_in_transaction(rollups.renew, as_of=None if waits else moment)
        if not run_reading(rollups.is_waiting):
            return done
        if time.monotonic() >= end:
            return Unfinished(done)


def mark_wrong_sales(_since: datetime) -> int:
    """Mark the days whose sums do not agree with the orders; how many."""
    return run_in_transaction(rollups.mark_wrong)


def fold_behaviour(_since: datetime) -> int:
    """Fold what was noted at the edge into facts; how many."""
    moment, lines = now(), noting.take()
    ready, early = noting.settled(lines, moment)
    try:
        written = run_in_transaction(behaviour.fold, lines=ready, moment=moment)
    except Exception:
        noting.put_back(lines)  # somebody tries again
        raise
    noting.put_back(early)
    return written


def _order_ids(events: Sequence[Event]) -> set[UUID]:
    found: set[UUID] = set()
    for event in events:
        if event.kind.partition(".")[0] not in _ORDERS:
            continue
        if event.aggregate == "order":
            found.add(event.aggregate_id)
        elif named := event.payload.get("order_id"):
            found.add(UUID(str(named)))
    return found


def _facts(session: Session, events: Sequence[Event]) -> int:
    added = [
        (event.event_id, event.aggregate_id, UUID(str(event.payload["offer_id"])), event.created_at)
        for event in events
        if event.kind == "cart.line_added" and "offer_id" in event.payload
    ]
    placed = [(e.event_id, e.aggregate_id) for e in events if e.kind == "order.placed"]
    lines = behaviour.lines_of_carts(session, added=added) if added else []
    if placed:
        lines += behaviour.lines_of_orders(session, placed=placed)
    lines.sort(key=lambda line: line["at"])
    return behaviour.fold(session, lines=lines, moment=now()) if lines else 0
