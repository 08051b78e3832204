"""Reviews as others see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A published review with its seller's answer; text as it was written, never markup."""

    review_id: UUID
    author_name: str
    rating: int
    title: str
    body: str
    verified: bool
    helpful_count: int
    created_at: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some reviews, the newest first, and how many gave how many stars (5 to 1)."""

    reviews: Sequence[ReviewFacts]
    histogram: Mapping[int, int]
    next_cursor: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPhotoView:
    """A photo of a review: whole and small, with the whole one's size in pixels."""

    url: str
    small_url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review as a certain visitor sees it: whether it is theirs, and what they did with it."""

    review_id: str
    author: str
    rating: int
    title: str
    body: str
    date_text: str
    verified: bool
    helpful_count: int = 0
    photos: list[ReviewPhotoView] = field(default_factory=list)
    answer: str = ""
    answered_by: str = ""
    answered_text: str = ""
    is_mine: bool = False
    voted: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True)
class StarBar:
    """How many gave so many stars, and whether only those are shown."""

    stars: int
    count: int
    percent: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class OwnReview:
    """A person's own word on a product. `status` is empty while there is none."""

    review_id: str = ""
    status: str = ""
    rating: int = 0
    title: str = ""
    body: str = ""
    note: str = ""
    date_text: str = ""
    product_title: str = ""
    product_href: str = ""
    image: str = ""
    helpful_count: int = 0
    product_id: str = ""


@dataclass(frozen=True, slots=True)
class ReviewList:
    """The reviews of a product, filtered and sorted; `count` is of those that match."""

    rows: list[ReviewRow] = field(default_factory=list)
    bars: list[StarBar] = field(default_factory=list)
    count: int = 0
    has_more: bool = False
    mine: OwnReview = OwnReview()


@dataclass(frozen=True, slots=True)
class OwnReviews:
    """What a person wrote, and delivered products that they have not written about."""

    written: list[OwnReview] = field(default_factory=list)
    waiting: list[OwnReview] = field(default_factory=list)
