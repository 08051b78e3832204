"""GET /metrics: what Prometheus reads; for this machine, or with the token in METRICS_TOKEN."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shop_app.analytics.behaviour import VISITS
from shop_app.analytics.rollups import SALES, as_of
from shop_app.api.forms import asks_from
from shop_app.core import clock
from shop_app.core.db import engine, in_reading, rows
from shop_app.core.errors import Unavailable
from shop_app.core.logging import logger
from shop_app.core.metrics import counted
from shop_app.core.operations import operations
from shop_app.core.outbox import STREAM
from shop_app.core.redis import RedisAway, client
from shop_app.core.settings import settings

log = logger(__name__)
_BUSINESS = """
    select o.currency, count(*) as orders, sum(o.total_minor) as minor,
        count(*) filter (where o.placed_at > now() - interval '1 hour') as orders_last_hour
    from orders o where o.placed_at > now() - interval '24 hours' and o.import_name = ''
      and o.status not in ('pending', 'failed', 'cancelled') group by 1 order by 1
"""
# The rule by which PostgreSQL itself refuses to sell what is not there; off while not validated.
_GUARD = """
    select count(*) as n from pg_constraint
    where conrelid = 'stock_levels'::regclass and conname = 'ck_stock_levels_never_oversold'
      and convalidated
"""
_BACKENDS = "select count(*) as n from pg_stat_activity where datname = current_database()"


async def metrics(request: Request) -> Response:
    """All counters of all processes, and how long the queues are now."""
    if not _may_read(request):
        return PlainTextResponse("Send the token of METRICS_TOKEN as bearer.", 403)
    gauges = await asyncio.gather(_of_database(), asyncio.to_thread(_of_stream))
    text = counted() + "".join(_line(*gauge) for found in gauges for gauge in found)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4")


def _may_read(request: Request) -> bool:
    wanted = settings().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if wanted:
        return hmac.compare_digest(given.encode(), wanted.encode())
    try:
        return ipaddress.ip_address(asks_from(request)).is_loopback
    except ValueError:
        return False


async def _of_database() -> list[tuple[str, dict[str, str], float]]:
    pool: Any = engine().pool
    most = settings().database_pool_size * 3  # the pool and its overflow (core.db)
    found = [
        ("stoa_database_connections_in_use", {}, float(pool.checkedout())),
        ("stoa_database_connections_most", {}, float(most)),
    ]
    try:
        found += await in_reading(_read)
    except Unavailable:
        return [*found, ("stoa_database_up", {}, 0.0)]
    return [*found, ("stoa_database_up", {}, 1.0)]


def _read(session: Session) -> list[tuple[str, dict[str, str], float]]:
    now = operations(session)
    found: list[tuple[str, dict[str, str], float]] = [
        ("stoa_outbox_waiting", {}, now.events_waiting),
        ("stoa_outbox_oldest_seconds", {}, now.oldest_seconds),
        ("stoa_products_listed", {}, now.products_listed),
        ("stoa_oversell_guard", {}, rows(session, _GUARD)[0].n),
        ("stoa_database_backends", {}, rows(session, _BACKENDS)[0].n),
    ]
    for job in now.jobs:
        told = {"job": job.name}
        found += [
            ("stoa_job_failed", told, 1.0 if job.problem else 0.0),
            ("stoa_job_runs", told, 1.0 if job.runs else 0.0),
            ("stoa_job_seconds", told, job.milliseconds / 1000),
            ("stoa_job_late_seconds", told, job.late_seconds),
        ]
    for name in (SALES, VISITS):
        if fresh := as_of(session, name=name):
            age = max(0.0, (clock.now() - fresh).total_seconds())
            found.append(("stoa_analytics_age_seconds", {"of": name}, age))
    for row in rows(session, _BUSINESS):
        told = {"currency": row.currency}
        found.append(("stoa_orders_last_day", told, row.orders))
        found.append(("stoa_orders_last_hour", told, row.orders_last_hour))
        found.append(("stoa_revenue_minor_last_day", told, float(row.minor)))
    return found


def _of_stream() -> list[tuple[str, dict[str, str], float]]:
    try:
        groups: Any = client().xinfo_groups(STREAM) if client().exists(STREAM) else []
        found = [("stoa_redis_up", {}, 1.0)]
        for group in groups:
            labels = {"consumer": group["name"]}
            found.append(("stoa_consumer_lag", labels, float(group.get("lag") or 0)))
            found.append(("stoa_consumer_pending", labels, float(group["pending"])))
            dead: Any = client().xlen(f"stoa:dead:{group['name']}")
            found.append(("stoa_consumer_dead", labels, float(dead)))
    except RedisAway as error:
        log.warning("metrics_without_redis", reason=type(error).__name__)
        return [("stoa_redis_up", {}, 0.0)]
    return found


def _line(name: str, labels: dict[str, str], value: float) -> str:
    said = ",".join(f'{label}="{text}"' for label, text in labels.items())
    return f"{name}{{{said}}} {value:g}\n" if said else f"{name} {value:g}\n"


routes = [Route("/metrics", metrics, methods=["GET"])]
