"""The demo world in one place: what the seed brings in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from slugify import slugify

from shop_app.catalog.importing.records import ProductRecord
from shop_app.demo.makers import SellerRecord, seller_records
from shop_app.demo.products import product_records
from shop_app.demo.shelves import ABOUT, SHELVES
from shop_app.demo.voices import voices
from shop_app.pictures.gallery import address

__all__ = [
    "COLLECTIONS",
    "CollectionRecord",
    "ReviewRecord",
    "SellerRecord",
    "category_pictures",
    "category_texts",
    "product_records",
    "reviews_of",
    "seller_records",
]


@dataclass(frozen=True, slots=True)
class CollectionRecord:
    """A collection by rule, or by hand when it has none (then every `nth` product of a category)."""

    slug: str
    name: str
    description: str
    rule: dict[str, Any] | None = None
    by_hand_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """What somebody says of a product; `days_ago` before the seed's day."""

    rating: int
    title: str
    body: str
    days_ago: int
    helpful: int


_USES = {tuple(shelf.category.split("/")): shelf.use for shelf in SHELVES}

COLLECTIONS = (
    CollectionRecord(
        "gifts-under-30",
        "Gifts under €30",
        "Small things that people keep.",
        {"price_below_minor": 3000, "currency": "EUR"},
    ),
    CollectionRecord("new-this-month", "New this month", "Just unpacked.", {"newer_than_days": 31}),
    CollectionRecord(
        "best-rated", "Best rated", "What people are happiest with.", {"rating_from": 4.5}
    ),
    CollectionRecord("on-sale-now", "On sale now", "For a few weeks only.", {"on_sale": True}),
    CollectionRecord(
        "the-long-table",
        "The long table",
        "Chosen by hand for a dinner that goes on.",
        None,
        ("Plates", "Bowls", "Glasses", "Cutlery", "Candles"),
    ),
    CollectionRecord(
        "a-desk-of-ones-own",
        "A desk of one's own",
        "Chosen by hand for working at home.",
        None,
        ("Table lamps", "Notebooks", "Pens", "Keyboards", "Headphones"),
    ),
)


def category_texts() -> dict[str, str]:
    """The sentence of each department, by its name."""
    return dict(ABOUT)


def category_pictures() -> dict[str, str]:
    """A picture for every category, by its path of names joined by `/`."""
    pictures: dict[str, str] = {}
    for shelf in SHELVES:
        steps = shelf.category.split("/")
        picture = address(shelf.kind, shelf.colours[0], shelf.materials[0], 2, seed=len(pictures))
        pictures.setdefault(steps[0], f"/media/art/scene/department-{slugify(steps[0])}.svg")
        for depth in range(2, len(steps) + 1):
            pictures.setdefault("/".join(steps[:depth]), picture)
    return pictures


def reviews_of(record: ProductRecord) -> Iterator[ReviewRecord]:
    """The reviews of a product: more for what sells, mostly kind, sometimes not."""
    chance = random.Random(f"reviews of {record.source_key}")
    count = min(40, int(record.units_sold * chance.uniform(0.1, 0.5)))
    spoken = voices(
        chance,
        use=_USES[record.category_path],
        noun=_lowered(record.product_type),
        material=str(record.attributes.get("material", "make")).lower(),
        colour=record.options[0].values[0].value.lower(),
    )
    for stars, title, text in islice(spoken, count):
        yield ReviewRecord(
            stars, title, text, chance.randrange(2, 390), int(chance.expovariate(0.5))
        )


def _lowered(noun: str) -> str:
    return noun if noun[1:2].isupper() or noun[1:2] == "-" else noun[0].lower() + noun[1:]
