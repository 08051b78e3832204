"""The way to Redis: copies, counters and limits live there, never the truth."""

from __future__ import annotations

from functools import lru_cache

import redis
import redis.asyncio

from shop_app.core.errors import Unavailable
from shop_app.core.settings import settings

RedisAway = (redis.ConnectionError, redis.TimeoutError)


def _address() -> str:
    address = settings().redis_url
    if not address:
        raise Unavailable("No Redis is named. Start the shop with `python -m shop_app run`.")
    return address


@lru_cache(maxsize=1)
def client() -> redis.Redis:
    """The blocking client of this process, decoding to text."""
    return redis.Redis.from_url(
        _address(), decode_responses=True, socket_timeout=5, socket_connect_timeout=2
    )


def async_client() -> redis.asyncio.Redis:
    """A client for the running event loop; the caller closes it."""
    return redis.asyncio.Redis.from_url(_address(), decode_responses=True, socket_connect_timeout=2)
