"""Who was here a moment ago: a short memory of this process, so that events need no query each.

Five seconds is how long a session that was ended elsewhere may still be known here.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from shop_app.accounts.views import Visitor
from shop_app.core.clock import now

REMEMBERED = timedelta(seconds=5)
_ROOM = 20_000

_lock = threading.Lock()
_known: OrderedDict[str, tuple[datetime, Visitor]] = OrderedDict()


def remembered(session_key: str) -> Visitor | None:
    """The visitor with this session, when it was looked up less than five seconds ago."""
    with _lock:
        found = _known.get(session_key)
        if found is None:
            return None
        until, visitor = found
        if now() < until:
            return visitor
        del _known[session_key]
        return None


def remember(visitor: Visitor) -> Visitor:
    """Keep the visitor for a moment."""
    with _lock:
        _known[visitor.session_key] = (now() + REMEMBERED, visitor)
        _known.move_to_end(visitor.session_key)
        while len(_known) > _ROOM:
            _known.popitem(last=False)
    return visitor


def forget(session_key: str) -> None:
    """The session has begun or ended: look again."""
    with _lock:
        _known.pop(session_key, None)


def forget_everyone() -> None:
    """Look everyone up again: after sessions of many were ended, and in tests."""
    with _lock:
        _known.clear()
