"""Rate limits: how often something may be tried, counted in Redis for all processes together.

Without Redis each process counts for itself, so that a limit may loosen but never closes the shop.
Limits on sign-in count what went wrong; the others count every try.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import time
from dataclasses import dataclass
from functools import lru_cache

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter

from shop_app.core.errors import TooManyRequests
from shop_app.core.logging import logger
from shop_app.core.redis import RedisAway
from shop_app.core.settings import settings

log = logger(__name__)

_AWAY_SECONDS = 5.0  # how long Redis is left alone after it did not answer
_away_until = 0.0


@dataclass(frozen=True, slots=True)
class Limit:
    """How often, and the sentence for the person; `{minutes}` is filled in.

    A `local` limit is counted in this process only: for what happens too often to ask Redis.
    """

    name: str
    rate: str
    sentence: str
    field: str = ""
    local: bool = False

    @property
    def item(self) -> RateLimitItem:
        """The limit as the library knows it."""
        return _item(self.rate)


# An account is held per address first, so that a stranger cannot lock its owner out with ten tries.
SIGN_IN_ACCOUNT = Limit(
    "sign-in-account",
    "10/15 minutes",
    "There were too many tries to sign in to this account. Try again in {minutes} min.",
    field="password",
)
SIGN_IN_ANYWHERE = Limit(
    "sign-in-anywhere", "100/15 minutes", SIGN_IN_ACCOUNT.sentence, field="password"
)
SIGN_IN_ADDRESS = Limit(
    "sign-in-address",
    "60/15 minutes",
    "There were too many tries to sign in from where you are. Try again in {minutes} min.",
    field="password",
)
SECOND_STEP = Limit(
    "second-step",
    "8/15 minutes",
    "There were too many wrong codes. Try again in {minutes} min.",
    field="code",
)
OWN_PASSWORD = Limit(
    "own-password",
    "10/15 minutes",
    "There were too many wrong passwords. Try again in {minutes} min.",
    field="password",
)
# Letters with links: by address so that nobody floods others' mailboxes, by account in silence.
RESET_ADDRESS = Limit(
    "reset-address",
    "20/1 hour",
    "Many links were asked for from where you are. Try again in {minutes} min.",
    field="email",
)
RESET_ACCOUNT = Limit("reset-account", "4/1 hour", RESET_ADDRESS.sentence)
VERIFICATION = Limit(
    "verification",
    "4/1 hour",
    "We have sent several links already. Look into your mail, or try again in {minutes} min.",
)
EXPORT = Limit(
    "export",
    "6/1 hour",
    "You have asked for your data several times. Try again in {minutes} min.",
)
REGISTRATION = Limit(
    "registration",
    "30/1 hour",
    "Many accounts were opened from where you are. Try again in {minutes} min.",
)
PROMOTION_CODE = Limit(
    "promotion-code",
    "10/10 minutes",
    "You tried many codes. Try again in {minutes} min.",
    field="code",
)
ADD_TO_CART = Limit(
    "add-to-cart",
    "120/1 minute",
    "That was a lot at once. Your cart is kept; try again in {minutes} min.",
)
PLACE_ORDER = Limit(
    "place-order",
    "30/10 minutes",
    "You tried to pay many times. Your cart is kept; try again in {minutes} min.",
)
EVENTS = Limit(
    "events",
    "1200/1 minute",
    "That was a lot at once. Nothing is lost; try again in {minutes} min.",
    local=True,
)
EVENTS_ADDRESS = Limit("events-address", "30000/1 minute", EVENTS.sentence, local=True)


def spend(limit: Limit, *whose: str) -> None:
    """Count one try by `whose`. Raises TooManyRequests with the fact `retry_after` in seconds.

    May ask Redis: call it from a worker thread, never from the event loop.
    """
    if not _hit(limit, whose):
        raise _refusal(limit, whose)


def count(limit: Limit, *whose: str) -> None:
    """Count one try, and refuse nothing: for what went wrong after `check`."""
    _hit(limit, whose)


def check(limit: Limit, *whose: str) -> None:
    """As `spend`, but counts nothing: for limits that count only what went wrong."""
    limiter = _limiter(limit)
    try:
        free = limiter.test(limit.item, limit.name, *_keys(whose))
    except RedisAway as error:
        _note_away(error)
        free = _local().test(limit.item, limit.name, *_keys(whose))
    if not free:
        raise _refusal(limit, whose)


def may(limit: Limit, *whose: str) -> bool:
    """Count one try of a `local` limit and say whether it is free; quick enough for each event."""
    return _event_counter().hit(limit.item, limit.name, *whose)


def forget(limit: Limit, *whose: str) -> None:
    """Start counting anew: after a sign-in that went right."""
    try:
        _limiter(limit).clear(limit.item, limit.name, *_keys(whose))
    except RedisAway as error:
        _note_away(error)
    _local().clear(limit.item, limit.name, *_keys(whose))


def forget_all() -> None:
    """Forget every count of this process and where Redis was: for tests and after a fork."""
    global _away_until  # noqa: PLW0603 one switch for the process
    _away_until = 0.0
    for cached in (_shared, _local, _event_counter):
        cached.cache_clear()


def client_address(peer: str, forwarded_for: str = "") -> str:
    """Who asks: the peer, or what the trusted proxies say; an IPv6 network counts as one."""
    hops = settings().trusted_proxy_hops
    named = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    address = named[-hops] if hops and len(named) >= hops else peer
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:64] or "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)
    return str(parsed)


def _hit(limit: Limit, whose: tuple[str, ...]) -> bool:
    try:
        return _limiter(limit).hit(limit.item, limit.name, *_keys(whose))
    except RedisAway as error:
        _note_away(error)
        return _local().hit(limit.item, limit.name, *_keys(whose))


def _refusal(limit: Limit, whose: tuple[str, ...]) -> TooManyRequests:
    try:
        reset = _limiter(limit).get_window_stats(limit.item, limit.name, *_keys(whose)).reset_time
    except RedisAway:
        reset = _local().get_window_stats(limit.item, limit.name, *_keys(whose)).reset_time
    seconds = max(1, math.ceil(reset - time.time()))
    log.warning("rate_limit_reached", limit=limit.name, retry_after=seconds)
    return TooManyRequests(
        limit.sentence, field=limit.field, minutes=math.ceil(seconds / 60), retry_after=seconds
    )


def _keys(whose: tuple[str, ...]) -> list[str]:
    """Identifiers as they are kept: never an e-mail address or a session in the clear."""
    return [hashlib.sha256(each.encode("utf-8", "replace")).hexdigest()[:32] for each in whose]


def _limiter(limit: Limit) -> RateLimiter:
    if limit.local or not settings().redis_url or time.monotonic() < _away_until:
        return _local()
    return _shared(settings().redis_url)


def _note_away(error: Exception) -> None:
    global _away_until  # noqa: PLW0603 one switch for the process
    _away_until = time.monotonic() + _AWAY_SECONDS
    log.warning("rate_limits_count_locally", reason=type(error).__name__)


@lru_cache(maxsize=64)
def _item(rate: str) -> RateLimitItem:
    return parse(rate)


@lru_cache(maxsize=1)
def _shared(address: str) -> RateLimiter:
    storage = RedisStorage(
        address, key_prefix="stoa:limit", socket_timeout=2, socket_connect_timeout=1
    )
    return MovingWindowRateLimiter(storage)


@lru_cache(maxsize=1)
def _local() -> RateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


@lru_cache(maxsize=1)
def _event_counter() -> RateLimiter:
    return FixedWindowRateLimiter(MemoryStorage())
