"""Pages that people open are noted here at the edge: cheap, waiting for nobody, never failing.

`page` and `arrival` put a line into this process's memory; a thread carries the lines to Redis
twice a second; the worker folds them into the facts (analytics.behaviour). While Redis is away the
lines of that time are lost: statistics, nothing else. A visitor is a keyed hash of the session, so
that facts cannot be joined with sessions by whoever reads them alone.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
import time
from collections import deque
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import orjson

from shop_app.core.clock import now
from shop_app.core.errors import Unavailable
from shop_app.core.ids import new_id
from shop_app.core.logging import logger
from shop_app.core.redis import RedisAway, client
from shop_app.core.settings import settings

log = logger(__name__)

NOTED = "stoa:behaviour"
_MOST_KEPT = 200_000
_AT_ONCE = 1000
_EVERY_SECONDS = 0.5
_PATIENCE = timedelta(minutes=1)  # from the first byte of a page to the browser that is live
_BOT = re.compile(
    r"bot\b|crawl|spider|slurp|preview|monitor|curl|wget|python|http-?client", re.IGNORECASE
)
_TABLET = re.compile(r"ipad|tablet|android(?!.*mobile)", re.IGNORECASE)
_PHONE = re.compile(r"mobi|iphone|ipod", re.IGNORECASE)
_ACTS = {
    "/p/": "product",
    "/c/": "list",
    "/collections/": "list",
    "/search": "search",
    "/s/": "seller",
    "/checkout": "checkout",
}
_PORTALS = ("/admin", "/seller", "/account", "/login", "/register", "/sell")
_WORD = re.compile(r"[^a-z0-9._-]+")

_waiting: deque[bytes] = deque(maxlen=10_000)
_starting = threading.Lock()
_carrier: threading.Thread | None = None


def page(
    *, session_key: str, address: str, user_agent: str, region: str, user_id: UUID | None
) -> None:
    """Somebody has opened a page of the storefront in a live browser."""
    path = urlsplit(address).path or "/"
    if not session_key or path.startswith(_PORTALS) or is_bot(user_agent):
        return
    _note(
        "page",
        session_key,
        path=path[:300],
        act=act_of(path),
        device=device_of(user_agent),
        region=region[:8],
        user_id=str(user_id) if user_id else None,
    )


def arrival(*, session_key: str, query: str, referrer: str, own_origin: str) -> None:
    """Somebody came from outside: where from is remembered for the visit that begins now."""
    source = source_of(query=query, referrer=referrer, own_origin=own_origin)
    if session_key and source:
        _note("arrival", session_key, source=source)


def act_of(path: str) -> str:
    """What opening an address counts as; `page` for everything else."""
    if path.startswith("/checkout/"):
        return "page"
    return next((act for start, act in _ACTS.items() if path.startswith(start)), "page")


def is_bot(user_agent: str) -> bool:
    """Whether a browser says that nobody sits before it."""
    return not user_agent or _BOT.search(user_agent) is not None


def device_of(user_agent: str) -> str:
    """phone, tablet or desktop, by what the browser says of itself."""
    if _TABLET.search(user_agent):
        return "tablet"
    return "phone" if _PHONE.search(user_agent) else "desktop"


def source_of(*, query: str, referrer: str, own_origin: str) -> str:
    """utm_source, else the host that linked here without www; "" for our own pages and none."""
    named = parse_qs(query[:2048]).get("utm_source", [""])[0]
    host = urlsplit(referrer[:2048]).hostname if referrer else ""
    if not named and (not host or host == urlsplit(own_origin).hostname):
        return ""
    return _WORD.sub("-", (named or (host or "").removeprefix("www.")).lower()).strip("-")[:60]


def visitor_of(session_key: str) -> str:
    """The keyed hash by which facts know a session."""
    secret = settings().secret_key.encode()
    return hmac.new(secret, session_key.encode(), hashlib.sha256).hexdigest()[:32]


def _note(kind: str, session_key: str, **facts: Any) -> None:
    line = {"id": str(new_id()), "kind": kind, "at": now().isoformat(), **facts}
    _waiting.append(orjson.dumps({**line, "visitor": visitor_of(session_key)}))
    _begin()


def _begin() -> None:
    global _carrier  # noqa: PLW0603 one thread for the process
    if _carrier is not None and _carrier.is_alive():
        return
    with _starting:
        if _carrier is None or not _carrier.is_alive():
            _carrier = threading.Thread(target=_carry, name="noting", daemon=True)
            _carrier.start()


def _carry() -> None:
    while True:
        time.sleep(_EVERY_SECONDS)
        flush()


def flush() -> int:
    """Carry what waits in this process to Redis; how many lines. What cannot go is dropped."""
    lines = [_waiting.popleft() for _ in range(min(len(_waiting), _AT_ONCE))]
    if not lines:
        return 0
    try:
        with client().pipeline(transaction=False) as pipeline:
            pipeline.rpush(NOTED, *lines)
            pipeline.ltrim(NOTED, -_MOST_KEPT, -1)
            pipeline.execute()
    except (*RedisAway, Unavailable) as error:
        log.debug("noted_lines_lost", lines=len(lines), reason=type(error).__name__)
        return 0
    return len(lines)


def take(most: int = 5000) -> list[dict[str, Any]]:
    """Lines that wait in Redis, the oldest first, taken out. Raises RedisAway."""
    taken: Any = client().lpop(NOTED, most)
    found = [orjson.loads(line) for line in taken or ()]
    for line in found:
        line["at"] = datetime.fromisoformat(line["at"])
    return sorted(found, key=lambda line: line["at"])


def settled(
    lines: list[dict[str, Any]], moment: datetime
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines to fold now, and arrivals that wait a little for the page that they belong to."""
    last_seen = {line["visitor"]: line["at"] for line in lines if line["kind"] != "arrival"}
    ready: list[dict[str, Any]] = []
    early: list[dict[str, Any]] = []
    for line in lines:
        waits = line["kind"] == "arrival" and moment - line["at"] < _PATIENCE
        follows = last_seen.get(line["visitor"])
        (early if waits and (not follows or follows < line["at"]) else ready).append(line)
    return ready, early


def put_back(lines: list[dict[str, Any]]) -> None:
    """Lines that could not be folded, to be taken again. Raises RedisAway."""
    if lines:
        client().rpush(
            NOTED, *[orjson.dumps({**line, "at": line["at"].isoformat()}) for line in lines]
        )
