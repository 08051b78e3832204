"""What all visitors share and hardly ever changes: regions and departments, read every minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from shop_app.core.db import in_reading
from shop_app.core.settings import settings
from shop_app.pricing import queries as prices
from shop_app.pricing.views import RegionView
from shop_app.search.views import CategoryLink
from shop_app.storefront import queries as storefront

T = TypeVar("T")
FRESH_SECONDS = 60.0


class Shared(Generic[T]):
    """The answer to one question, kept for a minute. An empty answer is asked for again."""

    def __init__(self, question: Callable[..., list[T]]) -> None:
        self._question = question
        self._answers: dict[str, tuple[float, list[T]]] = {}

    async def get(self) -> list[T]:
        """The answer, at most a minute old."""
        database = settings().database_url
        asked_at, answer = self._answers.get(database, (float("-inf"), []))
        if answer and time.monotonic() - asked_at < FRESH_SECONDS:
            return answer
        answer = await in_reading(self._question)
        self._answers = {database: (time.monotonic(), answer)}
        return answer

    def forget(self) -> None:
        """Ask again at the next need: something has changed."""
        self._answers = {}


regions: Shared[RegionView] = Shared(prices.regions)
departments: Shared[CategoryLink] = Shared(storefront.departments)
