"""Is the shop alive, and does it have its engines: for load balancers, scripts and tests."""

from __future__ import annotations

import asyncio

import httpx
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shop_app.core import redis
from shop_app.core.db import in_reading, rows
from shop_app.core.logging import logger
from shop_app.core.settings import settings

log = logger(__name__)

PATIENCE_SECONDS = 3.0
_FRESH = {"cache-control": "no-store"}


async def live(_request: Request) -> Response:
    """GET /health/live: this process answers."""
    return JSONResponse({"status": "alive"}, headers=_FRESH)


async def ready(request: Request) -> Response:
    """GET /health/ready: 200 when every engine answers, else 503 with the names of those away.

    `?need=postgresql` asks only for what the shop cannot do without: it sells without the others.
    """
    needed = request.query_params.getlist("need")
    checks = {"postgresql": _postgresql, "redis": _redis, "typesense": _typesense}
    if not settings().typesense_url:
        del checks["typesense"]  # PostgreSQL searches then
    asked = [name for name in checks if name in needed or not needed]
    answers = await asyncio.gather(*(_answers(name, checks[name]) for name in asked))
    engines = {name: "ready" if fine else "away" for name, fine in zip(asked, answers, strict=True)}
    away = [name for name, state in engines.items() if state == "away"]
    body = {"status": "not ready" if away else "ready", "engines": engines, "away": away}
    return JSONResponse(body, 503 if away else 200, headers=_FRESH)


async def _answers(name: str, check) -> bool:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await check()
    except Exception as error:
        log.warning("engine_away", engine=name, reason=type(error).__name__)
        return False
    return True


async def _postgresql() -> None:
    await in_reading(_one)


def _one(session: Session) -> int:
    return rows(session, "select 1 as one")[0].one


async def _redis() -> None:
    client = redis.async_client()
    try:
        await client.execute_command("PING")
    finally:
        await client.aclose()


async def _typesense() -> None:
    async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
        answer = await client.get(f"{settings().typesense_url.rstrip('/')}/health")
    answer.raise_for_status()
    if not answer.json().get("ok"):
        raise ConnectionError("typesense says that it is not well")


routes = [
    Route("/health/live", live, methods=["GET"]),
    Route("/health/ready", ready, methods=["GET"]),
]
