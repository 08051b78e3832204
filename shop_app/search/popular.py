"""What people look for: noted quickly in Redis, folded into `search_queries` by a periodic job.

Pages are read in read-only transactions, so they cannot write it down themselves. Without Redis
nothing is noted, and nothing else is lost.
"""

from __future__ import annotations

import time

from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.core.errors import Unavailable
from shop_app.core.redis import RedisAway, client

_SEARCHED = "stoa:searched"
_FOUND = "stoa:searched:found"
_LONGEST = 80
_REST_SECONDS = 5.0
_MOST_KEPT = 20_000
_FOLD = """
    insert into search_queries as q (query, searched, found, last_at)
    select t.query, t.searched, t.found, :moment
    from jsonb_to_recordset(cast(:noted as jsonb)) as t(query text, searched bigint, found integer)
    order by t.query
    on conflict (query) do update
    set searched = q.searched + excluded.searched, found = excluded.found,
        last_at = excluded.last_at
    returning query
"""
_POPULAR = """
    select query from search_queries
    where query like :prefix and found > 0 and searched > 1
    order by searched desc, query limit :most
"""
_rests_until = 0.0


def note(query: str, *, found: int) -> None:
    """Somebody looked for this and found so many; never fails, and waits for nobody."""
    global _rests_until  # noqa: PLW0603 one switch for the process
    text = query.lower()
    if not text or len(text) > _LONGEST or time.monotonic() < _rests_until:
        return
    try:
        with client().pipeline(transaction=False) as pipeline:
            pipeline.hincrby(_SEARCHED, text, 1)
            pipeline.hset(_FOUND, text, str(found))
            pipeline.execute()
    except (*RedisAway, Unavailable):
        _rests_until = time.monotonic() + _REST_SECONDS


def take_noted() -> list[dict[str, str | int]]:
    """What was noted since the last time, taken out of Redis."""
    taken = f"{_SEARCHED}:taken"
    redis = client()
    if not redis.exists(_SEARCHED):
        return []
    redis.rename(_SEARCHED, taken)
    counted: dict = redis.hgetall(taken)  # pyright: ignore
    found: dict = redis.hgetall(_FOUND)  # pyright: ignore
    redis.delete(taken, _FOUND)
    noted = sorted(counted.items(), key=lambda pair: -int(pair[1]))[:_MOST_KEPT]
    return [
        {"query": query, "searched": int(count), "found": min(int(found.get(query, 0)), 2**31 - 1)}
        for query, count in noted
    ]


def fold(session: Session, *, noted: list[dict[str, str | int]]) -> int:
    """Add what was noted to the counts that are kept; how many queries."""
    import orjson

    if not noted:
        return 0
    return len(rows(session, _FOLD, noted=orjson.dumps(noted).decode(), moment=now()))


def popular_like(session: Session, *, text: str, most: int) -> list[str]:
    """What people often look for that begins like this and finds something."""
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return [row.query for row in rows(session, _POPULAR, prefix=f"{escaped}%", most=most)]
