"""Folds what was noted, and what the outbox tells, into facts, visits and their hours.

A visit is what one browser does until it rests for half an hour. Facts have the id under which
they were noted, so that seeing one twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from shop_app.analytics import origins, visit_hours
from shop_app.analytics.models import BehaviourFact, Visit
from shop_app.analytics.noting import visitor_of
from shop_app.analytics.rollups import mark_orders, note_fresh
from shop_app.core.db import rows

REST = timedelta(minutes=30)
AGAIN = timedelta(seconds=10)  # the same page twice within this is one page: reloads, reconnects
DIRECT = "direct"
VISITS = "visits"
_STEPS = {"product": "viewed", "add_to_cart": "added", "checkout": "began", "paid": "paid"}
_KNOWN = "select id from behaviour_facts where id = any(:ids)"
_VISIT = """
    select id from visits where visitor = :visitor and last_seen_at >= :since
      and started_at <= :until order by last_seen_at desc limit 1
"""
_THINGS = """
    select p.slug, p.id as product_id, p.category_id from products p where p.slug = any(:slugs)
"""
_CATEGORIES = "select slug, id from categories where slug = any(:slugs)"
_SELLERS = "select slug, id from sellers where slug = any(:slugs)"
_CART_LINES = """
    select c.id as cart_id, c.session_key, c.user_id, v.product_id, o.seller_id, o.id as offer_id
    from carts c, offers o join variants v on v.id = o.variant_id
    where c.id = any(:carts) and o.id = any(:offers)
"""
_PAID = """
    select o.id, k.session_key, o.user_id, o.region_code, o.placed_at
    from orders o join checkouts k on k.id = o.checkout_id
    where o.id = any(:ids) and o.placed_at is not null
"""


def fold(session: Session, *, lines: Sequence[dict[str, Any]], moment: datetime) -> int:
    """Write facts and visits of noted lines; how many facts were new. All before `moment` is in."""
    rows(session, visit_hours.LOCK)
    known = {row.id for row in rows(session, _KNOWN, ids=[UUID(line["id"]) for line in lines])}
    fresh = [line for line in lines if UUID(line["id"]) not in known]
    things = _things(session, fresh)
    sources: dict[str, tuple[str, datetime]] = {}
    hours: set[datetime] = set()
    moved: set[UUID] = set()
    seen: dict[tuple[str, str], datetime] = {}
    viewed: dict[tuple[UUID, datetime], int] = {}
    written = 0
    for line in fresh:
        if line["kind"] == "arrival":
            sources[line["visitor"]] = (line["source"], line["at"])
            continue
        path = line.get("path", "")
        page = (line["visitor"], path)
        if path and page in seen and line["at"] - seen[page] < AGAIN:
            continue
        seen[page] = line["at"]
        began, orders = _write(session, line, things.get(path, {}), sources)
        hours.add(_hour(began))
        moved |= orders
        written += 1
        product = things.get(path, {}).get("product_id")
        if line["act"] == "product" and product:
            key = (product, _hour(line["at"]))
            viewed[key] = viewed.get(key, 0) + 1
    visit_hours.write(session, hours=hours)
    visit_hours.add_views(session, viewed=viewed)
    mark_orders(session, order_ids=moved)
    note_fresh(session, name=VISITS, moment=moment)
    return written


def lines_of_carts(session: Session, *, added: Sequence[tuple[UUID, UUID, UUID, datetime]]) -> list:
    """Noted lines for (event id, cart id, offer id, moment) of what was put into carts."""
    found = rows(
        session, _CART_LINES, carts=[a[1] for a in added], offers=[a[2] for a in added]
    )  # fmt: skip
    known = {(row.cart_id, row.offer_id): row for row in found}
    lines = []
    for event_id, cart_id, offer_id, at in added:
        row = known.get((cart_id, offer_id))
        if row is not None and row.session_key:
            lines.append(
                _line(event_id, "add_to_cart", row.session_key, row.user_id, at)
                | {"product_id": row.product_id, "seller_id": row.seller_id}
            )
    return lines


def lines_of_orders(session: Session, *, placed: Sequence[tuple[UUID, UUID]]) -> list:
    """Noted lines for (event id, order id) of orders that were paid."""
    found = {row.id: row for row in rows(session, _PAID, ids=[order for _, order in placed])}
    return [
        _line(event_id, "paid", row.session_key, row.user_id, row.placed_at)
        | {"order_id": row.id, "region": row.region_code}
        for event_id, order_id in placed
        if (row := found.get(order_id)) is not None and row.session_key
    ]


def _line(event_id: UUID, act: str, key: str, user_id: UUID | None, at: datetime) -> dict[str, Any]:
    return {
        "id": str(event_id),
        "kind": "event",
        "act": act,
        "visitor": visitor_of(key),
        "user_id": str(user_id) if user_id else None,
        "at": at,
    }


def _write(
    session: Session,
    line: dict[str, Any],
    thing: dict[str, UUID | None],
    sources: dict[str, tuple[str, datetime]],
) -> tuple[datetime, set[UUID]]:
    """Write one fact into its visit; when the visit began, and orders with another origin now."""
    at, visitor = line["at"], line["visitor"]
    visit = _visit(session, visitor, at)
    source, arrived = sources.get(visitor, ("", at))
    if visit is None:
        visit = Visit(
            visitor=visitor,
            device=line.get("device") or origins.UNKNOWN,
            source=source or DIRECT,
            region=line.get("region", ""),
            started_at=at,
            last_seen_at=at,
        )
        session.add(visit)
    elif source and visit.source == DIRECT and abs(visit.started_at - arrived) < REST:
        visit.source = source
    visit.last_seen_at = max(visit.last_seen_at, at)
    visit.pages += line["kind"] == "page"
    if visit.device == origins.UNKNOWN and line.get("device"):
        visit.device = line["device"]
    if step := _STEPS.get(line["act"]):
        setattr(visit, step, True)
    session.add(
        BehaviourFact(
            id=UUID(line["id"]),
            visitor=visitor,
            user_id=UUID(line["user_id"]) if line.get("user_id") else None,
            act=line["act"],
            product_id=line.get("product_id") or thing.get("product_id"),
            seller_id=line.get("seller_id") or thing.get("seller_id"),
            category_id=thing.get("category_id"),
            order_id=line.get("order_id"),
            region=line.get("region") or visit.region,
            device=visit.device,
            source=visit.source,
            happened_at=at,
        )
    )
    session.flush()
    moved = origins.turned_out(session, visit=visit) if visit.paid else set()
    if line.get("order_id"):
        moved |= origins.paid_in(session, order_id=line["order_id"], visit=visit)
    return visit.started_at, moved


def _visit(session: Session, visitor: str, at: datetime) -> Visit | None:
    found = rows(session, _VISIT, visitor=visitor, since=at - REST, until=at + REST)
    return session.get(Visit, found[0].id) if found else None


def _things(session: Session, lines: Sequence[dict[str, Any]]) -> dict[str, dict[str, UUID | None]]:
    """What the addresses of pages are about."""
    paths = {line.get("path", "") for line in lines}

    def slugs(start: str) -> list[str]:
        return [path.removeprefix(start) for path in paths if path.startswith(start)]

    things: dict[str, dict[str, UUID | None]] = {}
    for row in rows(session, _THINGS, slugs=slugs("/p/")):
        things[f"/p/{row.slug}"] = {"product_id": row.product_id, "category_id": row.category_id}
    for row in rows(session, _CATEGORIES, slugs=slugs("/c/")):
        things[f"/c/{row.slug}"] = {"category_id": row.id}
    for row in rows(session, _SELLERS, slugs=slugs("/s/")):
        things[f"/s/{row.slug}"] = {"seller_id": row.id}
    return things


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
