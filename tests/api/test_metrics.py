"""/metrics tells Prometheus what goes on; only this machine or whoever has the token may read."""

from __future__ import annotations

import re

import httpx
import pytest

pytestmark = pytest.mark.feature("OPS-03")


def read(url: str) -> str:
    answer = httpx.get(f"{url}/metrics", timeout=10)
    answer.raise_for_status()
    return answer.text


def test_requests_queues_and_business_are_told(demo_shop):
    for _ in range(3):
        httpx.get(f"{demo_shop.url}/help", timeout=10).raise_for_status()

    text = read(demo_shop.url)

    told = re.search(r'stoa_requests_total{area="/help",method="GET",status="200"} (\S+)', text)
    assert float(told[1]) >= 3
    assert 'stoa_request_seconds_bucket{area="/help",le="0.2"}' in text
    assert re.search(r"^stoa_outbox_waiting \d+$", text, re.MULTILINE)
    assert "stoa_database_up 1" in text
    assert "stoa_redis_up 1" in text
    assert 'stoa_consumer_lag{consumer="search"}' in text
    assert re.search(r'^stoa_orders_last_day{currency="EUR"} \d+$', text, re.MULTILINE)
    assert "@" not in text


def test_strangers_may_not_read(demo_shop, monkeypatch):
    from starlette.requests import Request

    from shop_app.api.metrics import _may_read
    from shop_app.core.settings import forget_settings

    def asked(peer: str, token: str = "") -> Request:
        headers = [(b"authorization", f"Bearer {token}".encode())] if token else []
        return Request({"type": "http", "client": (peer, 1), "headers": headers})

    assert _may_read(asked("127.0.0.1"))
    assert not _may_read(asked("203.0.113.7"))
    monkeypatch.setenv("METRICS_TOKEN", "right-token")
    forget_settings()
    assert _may_read(asked("203.0.113.7", "right-token"))
    assert not _may_read(asked("127.0.0.1", "wrong-token"))
    monkeypatch.undo()
    forget_settings()
