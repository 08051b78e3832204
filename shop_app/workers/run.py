"""Everything that runs beside the web, in one process: relay, consumers, schedule."""

from __future__ import annotations

import threading
from collections.abc import Callable

from shop_app.bootstrap import search_index
from shop_app.core.logging import logger
from shop_app.workers import analytics_consumer, notifications_consumer
from shop_app.workers.consumers import Consumer
from shop_app.workers.indexing import SearchConsumer
from shop_app.workers.jobs import jobs
from shop_app.workers.relay import Relay
from shop_app.workers.schedule import Schedule

log = logger(__name__)

END_SECONDS = 15.0


def run_until(stop: threading.Event) -> None:
    """Run all of it until `stop` is set, then let each finish what it has in hand.

    A part that ends by itself is a bug: all stop, so that the process is started anew.
    """
    parts: dict[str, Callable[[], None]] = {
        "relay": Relay(stop).run,
        "search": Consumer("search", SearchConsumer(search_index()), stop).run,
        "mail": Consumer("mail", notifications_consumer.handle, stop).run,
        "analytics": Consumer("analytics", analytics_consumer.handle, stop).run,
        "schedule": Schedule(jobs(), stop).run,
    }
    threads = [
        threading.Thread(target=_guarded, args=(name, work, stop), name=name, daemon=True)
        for name, work in parts.items()
    ]
    for thread in threads:
        thread.start()
    log.info("worker_runs", parts=list(parts))
    stop.wait()
    for thread in threads:
        thread.join(END_SECONDS)
    log.info("worker_stopped")


def _guarded(name: str, work: Callable[[], None], stop: threading.Event) -> None:
    try:
        work()
    except Exception:
        log.exception("worker_part_failed", part=name)
    finally:
        stop.set()
