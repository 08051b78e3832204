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

from shop_app.api.forms import asks_from
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
    select o.currency, count(*) as orders, sum(o.total_minor) as minor
    from orders o where o.placed_at > now() - interval '24 hours' and o.import_name = ''
      and o.status not in ('pending', 'failed', 'cancelled') group by 1 order by 1
"""


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
    found = [("stoa_database_connections_in_use", {}, float(pool.checkedout()))]
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
    ]
    found += [
        ("stoa_job_failed", {"job": job.name}, 1.0 if job.problem else 0.0) for job in now.jobs
    ]
    for row in rows(session, _BUSINESS):
        found.append(("stoa_orders_last_day", {"currency": row.currency}, row.orders))
        found.append(("stoa_revenue_minor_last_day", {"currency": row.currency}, float(row.minor)))
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
