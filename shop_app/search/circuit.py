"""Two engines as one: while the first does not answer, the second does, and says that it did."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session

from shop_app.core.logging import logger
from shop_app.search.documents import Document
from shop_app.search.index import Found, Index, Question, SearchAway

log = logger(__name__)
Answer = TypeVar("Answer")

REST_SECONDS = 5.0


class IndexWithFallback:
    """Asks `first`; after a failure leaves it alone for five seconds and asks `second`.

    When the rest is over one question tries `first` again, the others still go to `second`.
    Writing always goes to `first`, whose keeper must hear of failures.
    """

    def __init__(self, first: Index, second: Index, *, rest_seconds: float = REST_SECONDS) -> None:
        self.first = first
        self.second = second
        self._rest_seconds = rest_seconds
        self._lock = threading.Lock()
        self._resting_until = 0.0
        self.is_away = False

    def search(self, session: Session, question: Question) -> Found:
        """One page of what is found; `is_fallback` when the second engine answered."""
        return self._ask(
            lambda: self.first.search(session, question),
            lambda: replace(self.second.search(session, question), is_fallback=True),
        )

    def counts_without(
        self, session: Session, question: Question, facets: Sequence[str]
    ) -> dict[str, int]:
        """How many would be found without the filter of each of the facets."""
        return self._ask(
            lambda: self.first.counts_without(session, question, facets),
            lambda: self.second.counts_without(session, question, facets),
        )

    def suggest(self, session: Session, *, text: str, currency: str, most: int) -> list[UUID]:
        """Products whose names begin like the words typed so far."""
        return self._ask(
            lambda: self.first.suggest(session, text=text, currency=currency, most=most),
            lambda: self.second.suggest(session, text=text, currency=currency, most=most),
        )

    def put(self, documents: Sequence[Document]) -> None:
        """Keep these documents in the first engine; the second reads PostgreSQL anyway."""
        self.first.put(documents)

    def remove(self, product_ids: Sequence[UUID]) -> None:
        """Forget these products."""
        self.first.remove(product_ids)

    def begin_rebuild(self) -> None:
        """Start an empty index beside the one in use."""
        self.first.begin_rebuild()

    def end_rebuild(self) -> None:
        """Put the new index in place."""
        self.first.end_rebuild()

    def is_whole(self, expected: int) -> bool:
        """Whether the first engine holds so many products."""
        return self.first.is_whole(expected)

    def _ask(self, first: Callable[[], Answer], second: Callable[[], Answer]) -> Answer:
        if not self._may_try():
            return second()
        try:
            answer = first()
        except SearchAway as error:
            self._note(away=True, reason=str(error))
            return second()
        self._note(away=False)
        return answer

    def _may_try(self) -> bool:
        if not self.is_away:
            return True
        with self._lock:
            if time.monotonic() < self._resting_until:
                return False
            self._resting_until = time.monotonic() + self._rest_seconds
            return True

    def _note(self, *, away: bool, reason: str = "") -> None:
        with self._lock:
            changed, self.is_away = self.is_away != away, away
            if away:
                self._resting_until = time.monotonic() + self._rest_seconds
        if changed and away:
            log.warning("search_engine_is_away", reason=reason)
        elif changed:
            log.info("search_engine_is_back")
