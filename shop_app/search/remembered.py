"""Answers that this process remembers until the version they were made from has passed."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from shop_app.core.settings import settings

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """The most recently asked answers, at most `most` of them, each at most `seconds` old."""

    def __init__(self, most: int = 500, seconds: float = 900.0) -> None:
        self._most = most
        self._seconds = seconds
        self._answers: OrderedDict[Hashable, tuple[Hashable, float, Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, version: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer for `key` at `version`; made anew when it is of another version or too old.

        Made outside the lock: two threads may make the same answer, which is harmless.
        """
        key = (settings().database_url, key)
        with self._lock:
            found = self._answers.get(key)
            if found and found[0] == version and time.monotonic() < found[1]:
                self._answers.move_to_end(key)
                return found[2]
        answer = make()
        with self._lock:
            self._answers[key] = (version, time.monotonic() + self._seconds, answer)
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer

    def drop(self, key: Hashable) -> None:
        """Forget one answer: it was not as good as the next one may be."""
        with self._lock:
            self._answers.pop((settings().database_url, key), None)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
