"""Finished first paints, kept in this process until their version changes or room is needed."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from shop_app.core.metrics import count_paint


@dataclass(slots=True)
class Paint:
    """One finished document; the compressed copy is made when first asked for."""

    version: Hashable
    document: bytes
    compressed: bytes | None = None

    def gzipped(self) -> bytes:
        """The document for browsers that read gzip."""
        if self.compressed is None:
            self.compressed = gzip.compress(self.document, 5, mtime=0)
        return self.compressed


class PaintCache:
    """The most recently used paints, at most `capacity_bytes` of them."""

    def __init__(self, capacity_bytes: int = 64 * 1024 * 1024) -> None:
        self._capacity = capacity_bytes
        self._size = 0
        self._paints: OrderedDict[Hashable, Paint] = OrderedDict()
        self._lock = threading.Lock()
        self.hits = 0
        self.misses = 0

    def get(self, key: Hashable, version: Hashable, paint: Callable[[], bytes]) -> Paint:
        """The paint for `key` at `version`; made by `paint` when there is none or an older one."""
        with self._lock:
            found = self._paints.get(key)
            if found is not None and found.version == version:
                self._paints.move_to_end(key)
                self.hits += 1
                count_paint(found=True)
                return found
            self.misses += 1
        count_paint(found=False)
        # Made outside the lock: two requests may make the same paint, which is harmless.
        made = Paint(version, paint())
        with self._lock:
            self._forget(key)
            self._paints[key] = made
            self._size += len(made.document)
            while self._size > self._capacity and len(self._paints) > 1:
                self._forget(next(iter(self._paints)))
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._paints.clear()
            self._size = 0

    def _forget(self, key: Hashable) -> None:
        old = self._paints.pop(key, None)
        if old is not None:
            self._size -= len(old.document)


PAINTS = PaintCache()
