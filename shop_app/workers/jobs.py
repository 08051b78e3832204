"""The periodic jobs of the shop: what they do and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from shop_app.bootstrap import gateways, search_index
from shop_app.checkout.tasks import sweep
from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction
from shop_app.core.partitions import ensure_partitions
from shop_app.ledger.releasing import release_due
from shop_app.search import popular
from shop_app.workers import recommend_job
from shop_app.workers.analytics_consumer import fold_behaviour, mark_wrong_sales, renew_sales
from shop_app.workers.indexing import renew_sold, renew_turned_sales
from shop_app.workers.notifications_consumer import forget_old, send_due
from shop_app.workers.schedule import Job

_OUTBOX_DAYS = 35
_SESSION_DAYS = 7
_MONTHS_AHEAD = 6
_AT_ONCE = 10_000
_SPENT_SESSIONS = """
    delete from sessions where id in (
        select id from sessions where expires_at < :before order by expires_at limit :most)
    returning id
"""
# Behind every relay's cursor and a month old: nobody will ask for these again.
_OLD_EVENTS = """
    delete from outbox where (id, position) in (
        select o.id, o.position from outbox o
        where o.created_at < :before and not exists (
            select from relay_cursors c
            where (o.transaction_id, o.position) > (c.transaction_id, c.position))
          and exists (select from relay_cursors)
        limit :most)
    returning id
"""


def jobs() -> list[Job]:
    """Every periodic job of this version."""
    return [
        Job("checkout.sweep", timedelta(seconds=10), _sweep),
        Job("search.sold", timedelta(seconds=10), lambda _since: renew_sold(search_index())),
        Job("search.sales", timedelta(seconds=30), _turned_sales),
        Job("search.noted", timedelta(seconds=20), _fold_searches),
        Job("ledger.release", timedelta(minutes=10), _release),
        Job("analytics.reconcile", timedelta(minutes=10), mark_wrong_sales),
        Job("analytics.sales", timedelta(seconds=10), renew_sales),
        Job("analytics.behaviour", timedelta(seconds=5), fold_behaviour),
        Job("recommendations.reckon", recommend_job.EVERY, recommend_job.reckon),
        Job("core.partitions", timedelta(hours=6), _partitions),
        Job("core.outbox", timedelta(hours=6), _old_events),
        Job("mail.send", timedelta(seconds=3), send_due),
        Job("mail.old", timedelta(hours=6), forget_old),
        Job("accounts.sessions", timedelta(hours=1), _spent_sessions),
    ]


def _sweep(_since: datetime) -> int:
    swept = sweep(gateways())
    return swept.events + swept.payments + swept.refunds + swept.orders + swept.holds


def _release(_since: datetime) -> int:
    return run_in_transaction(release_due)


def _turned_sales(since: datetime) -> int:
    return renew_turned_sales(search_index(), since=since, until=now())


def _fold_searches(_since: datetime) -> int:
    return run_in_transaction(popular.fold, noted=popular.take_noted())


def _partitions(_since: datetime) -> int:
    return run_in_transaction(_ensure_partitions)


def _ensure_partitions(session: Session) -> int:
    today = now()
    return ensure_partitions(
        session.connection(), first=today, last=today + timedelta(days=_MONTHS_AHEAD * 31)
    )


def _old_events(_since: datetime) -> int:
    return run_in_transaction(_purge, _OLD_EVENTS, now() - timedelta(days=_OUTBOX_DAYS))


def _spent_sessions(_since: datetime) -> int:
    return run_in_transaction(_purge, _SPENT_SESSIONS, now() - timedelta(days=_SESSION_DAYS))


def _purge(session: Session, sql: str, before: datetime) -> int:
    return len(rows(session, sql, before=before, most=_AT_ONCE))
