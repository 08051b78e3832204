"""What the processes of the shop count: requests, events, what consumers handled; for /metrics.

Several processes share one folder of counters (PROMETHEUS_MULTIPROC_DIR, set by `run` and `serve`),
so that any of them can tell for all. Labels hold no personal data and few values: addresses are
told by their first word.
"""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from shop_app.core.metrics_folder import FOLDER

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10)

_requests = Counter("stoa_requests", "HTTP requests", ["area", "method", "status"])
_seconds = Histogram(
    "stoa_request_seconds", "Seconds until an answer begins", ["area"], buckets=_SECONDS
)
_events = Counter("stoa_ui_events", "Events of live pages", ["handler"])
_handled = Counter("stoa_events_handled", "Outbox events that consumers handled", ["consumer"])
_paints = Counter("stoa_first_paints", "First paints asked of the cache", ["result"])
_put_aside = Counter("stoa_events_put_aside", "Events that consumers gave up on", ["consumer"])


def area_of(path: str) -> str:
    """The first word of an address, or of a portal's address the first two."""
    words = path.strip("/").split("/")
    if words[0] in ("seller", "admin", "account", "health") and len(words) > 1:
        return f"/{words[0]}/{words[1][:30]}"
    known = ("p", "c", "s", "search", "cart", "checkout", "orders", "login", "register", "media")
    known += ("assets", "api", "webhooks", "lists", "events", "help", "track", "wishlist", "seller")
    known += ("admin", "account", "metrics", "words", "collections", "sell")
    return f"/{words[0]}" if words[0] in known or not words[0] else "/other"


def count_request(path: str, method: str, status: int, seconds: float) -> None:
    """One HTTP answer has begun."""
    area = area_of(path)
    _requests.labels(area, method if method in ("GET", "POST", "HEAD") else "other", status).inc()
    _seconds.labels(area).observe(seconds)


def count_event(handler: str) -> None:
    """One event of a live page."""
    _events.labels(handler.rpartition("___")[2][:80]).inc()


def count_paint(*, found: bool) -> None:
    """A first paint was found finished, or had to be made."""
    _paints.labels("hit" if found else "miss").inc()


def count_handled(consumer: str, count: int) -> None:
    """A consumer has handled so many events."""
    _handled.labels(consumer).inc(count)


def count_put_aside(consumer: str) -> None:
    """A consumer has given up on an event."""
    _put_aside.labels(consumer).inc()


def counted() -> str:
    """All counters of all processes in the text format of Prometheus."""
    registry = CollectorRegistry()
    if FOLDER in os.environ:
        MultiProcessCollector(registry)
        return generate_latest(registry).decode()
    return generate_latest().decode()
