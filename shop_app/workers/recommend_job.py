"""The periodic job of recommendations: pairs of what was sold since, and what sells now."""

from __future__ import annotations

from datetime import datetime, timedelta

from shop_app.core.clock import now
from shop_app.core.db import rows, run_in_transaction, run_reading
from shop_app.recommendations.reckoning import reckon_pairs, reckon_trends

EVERY = timedelta(minutes=5)
_OVERLAP = timedelta(minutes=5)  # an order may be committed a little after it was placed
_LONG_AGO = timedelta(days=3650)


def reckon(since: datetime) -> int:
    """Bring recommendations up to date; the first time from all orders. How much was done."""
    fresh = run_reading(lambda session: rows(session, "select 1 from product_pairs limit 1"))
    moment = now()
    start = since - _OVERLAP if fresh else moment - _LONG_AGO
    pairs = run_in_transaction(reckon_pairs, since=start, until=moment)
    return pairs + run_in_transaction(reckon_trends)
