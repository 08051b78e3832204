"""The shop over HTTP without screens: every route of `api/` behind the real edge."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest

MODULES = ("account_forms", "cart_forms", "health", "media", "robots", "sitemap")


@pytest.fixture
def routes_of_api() -> list:
    """The routes of all modules of `api/` that this folder tests."""
    return [route for name in MODULES for route in import_module(f"shop_app.api.{name}").routes]


@pytest.fixture
def http(database, routes_of_api) -> Iterator:
    """A browser's view of the routes: same origin, redirects not followed, cookies kept."""
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from shop_app.accounts import visitors
    from shop_app.api import sitemap
    from shop_app.core import limits
    from shop_app.core.settings import settings
    from shop_app.ui import edge

    limits.forget_all()
    visitors.forget_everyone()
    sitemap.boundaries.forget()
    origin = settings().origin
    app = edge.guarded(Starlette(routes=routes_of_api))
    with TestClient(app, base_url=origin, follow_redirects=False) as client:
        client.headers.update({"origin": origin, "sec-fetch-site": "same-origin"})
        yield client


@pytest.fixture(autouse=True)
def _own_counts(request, settings_of_tests) -> Iterator[None]:
    """No test inherits what another has counted."""
    import redis

    yield
    client = redis.Redis.from_url(settings_of_tests["REDIS_URL"])
    for key in client.scan_iter("stoa:limit*"):
        client.delete(key)


def session_cookie(response) -> str:
    """The session token that a response gives, or ""."""
    for header in response.headers.get_list("set-cookie"):
        if header.startswith("stoa_session="):
            return header.partition("=")[2].partition(";")[0]
    return ""
