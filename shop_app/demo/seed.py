"""Fills an empty shop with the demo world, in one transaction: all of it, or nothing.

places ─▶ people, sellers ─▶ goods (by the importer) ─▶ thirteen months of orders and visits
─▶ reviews

The same seed makes the same world; only its dates follow the day. Run `reindex` after it. It is
refused in production.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlmodel import Session

from shop_app.accounts.demands import demand
from shop_app.analytics import rollups
from shop_app.catalog.importing.records import ProductRecord
from shop_app.core.audit import SYSTEM
from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.errors import Conflict, NotAllowed
from shop_app.core.settings import settings
from shop_app.demo import (
    goods,
    history,
    market,
    paid_out,
    people,
    places,
    reputation,
    sales,
    visits,
    world,
)
from shop_app.ledger.history import post_missing
from shop_app.sellers.models import MemberRole, SellerMember

SEED = 20
HISTORY_DAYS = 396
_LOCK = "select pg_advisory_xact_lock(hashtext('stoa.seed'))"
_SOMETHING = """
select exists (select from products) or exists (select from regions)
    or exists (select from users) as is_there
"""
_BUSIEST = """
select seller_id from seller_orders group by 1 order by count(*) desc, seller_id limit 1
"""
_ANALYZED = (
    "products", "variants", "offers", "prices", "stock_levels", "stock_movements", "media",
    "orders", "order_lines", "seller_orders", "reviews",
)  # fmt: skip


class Progress(Protocol):
    """Whoever wants to know how far the work is (cli.progress)."""

    def start(self, label: str, total: int | None = None) -> None:
        """A step of so many parts begins."""
        ...

    def advance(self, amount: int = 1) -> None:
        """So many parts more are done."""
        ...

    def done(self) -> None:
        """The step is over."""
        ...


def seed_if_empty(progress: Progress) -> bool:
    """Fill the shop when there is nothing in it; whether anything was done."""
    _refuse_in_production()
    return run_in_transaction(_seed, progress=progress, only_if_empty=True)


def seed(progress: Progress) -> None:
    """Fill the shop. Raises Conflict when something is in it, NotAllowed in production."""
    _refuse_in_production()
    run_in_transaction(_seed, progress=progress, only_if_empty=False)


def _refuse_in_production() -> None:
    if settings().mode == "production":
        raise NotAllowed("The demo world is not for production. Import your own catalogue.")


def _seed(session: Session, *, progress: Progress, only_if_empty: bool) -> bool:
    rows(session, _LOCK)
    if rows(session, _SOMETHING)[0].is_there:
        if only_if_empty:
            return False
        raise Conflict("The shop is not empty. Seed a new database instead.")
    until = now()
    since = (until - timedelta(days=HISTORY_DAYS)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    demand(session, actor=SYSTEM, audiences=())  # the demo's accounts open at once
    places.open_places(session)
    goods.add_sellers(session, since)
    records = list(world.product_records(until))
    progress.start("Demo products", len(records))
    for count in goods.add_products(session, records, since):
        progress.advance(count)
    progress.start("Demo orders")
    customers = people.make_customers(SEED, since, until)
    owner_id = people.add_people(session, customers, since)
    _add_own_deliveries(session)
    _add_orders(session, customers, since, until)
    _make_owner(session, owner_id, since)
    progress.start("Demo reviews")
    _add_reviews(session, records, customers, until)
    goods.add_collections(session)
    for table in _ANALYZED:
        session.connection().exec_driver_sql(f"analyze {table}")
    progress.done()
    return True


def _add_own_deliveries(session: Session) -> None:
    sellers = rows(session, "select id from sellers order by slug limit 40")
    places.add_own_deliveries(session, [seller.id for seller in sellers[::7]])


def _add_orders(
    session: Session, customers: Sequence[people.Customer], since: datetime, until: datetime
) -> None:
    stall = market.read_market(session, customers, seed=SEED)
    past = history.past_orders(stall, seed=SEED, since=since, until=until)
    sales.write_orders(session, past, opened_at=since)
    post_missing(session)
    paid_out.pay_the_past(session, since=since)
    visits.make_visits(session, since=since, until=until)
    rollups.rebuild(session, moment=until)


def _make_owner(session: Session, user_id: UUID, since: datetime) -> None:
    """The demo's seller account owns the busiest seller, so that there is something to do."""
    seller = rows(session, _BUSIEST)[0]
    session.add(
        SellerMember(
            seller_id=seller.seller_id, user_id=user_id, role=MemberRole.OWNER, joined_at=since
        )
    )
    session.flush()


def _add_reviews(
    session: Session,
    records: Sequence[ProductRecord],
    customers: Sequence[people.Customer],
    until: datetime,
) -> None:
    reputation.add_reviews(session, records, customers, source=goods.SOURCE, seed=SEED, until=until)
