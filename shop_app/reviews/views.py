"""Reviews as others see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A published review; text as it was written, never markup."""

    review_id: UUID
    author_name: str
    rating: int
    title: str
    body: str
    verified: bool
    helpful_count: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some reviews, the newest first, and how many gave how many stars (5 to 1)."""

    reviews: Sequence[ReviewFacts]
    histogram: Mapping[int, int]
    next_cursor: str = ""
