"""What an event may carry: a look at its size before any handler sees it."""

from __future__ import annotations

from typing import Any

MOST_PARTS = 500
MOST_LETTERS = 20_000
DEEPEST = 6
_LARGEST_NUMBER = 2**63


def is_sane(payload: Any) -> bool:
    """False for what no screen of ours would send: too much, too deep, numbers without end."""
    parts, letters = 0, 0
    waiting: list[tuple[Any, int]] = [(payload, 0)]
    while waiting:
        value, depth = waiting.pop()
        parts += 1
        if isinstance(value, str):
            letters += len(value)
        elif isinstance(value, dict):
            waiting.extend((each, depth + 1) for pair in value.items() for each in pair)
        elif isinstance(value, (list, tuple)):
            waiting.extend((each, depth + 1) for each in value)
        elif isinstance(value, (int, float)) and not abs(value) < _LARGEST_NUMBER:
            return False
        if parts > MOST_PARTS or letters > MOST_LETTERS or depth > DEEPEST:
            return False
        if len(waiting) > MOST_PARTS * 2:
            return False
    return True
