"""Recommendations as people see them."""

from __future__ import annotations

from dataclasses import dataclass, field

from shop_app.search.views import ProductCard


@dataclass(frozen=True, slots=True)
class Suggested:
    """Products and why: `reason` is viewed, kept, bought (all with the `title` of one of the
    person's things) or trending; empty when there is nothing to say."""

    cards: list[ProductCard] = field(default_factory=list)
    reason: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ForHome:
    """What the front door shows of a person: what may suit them, and what they saw."""

    for_you: Suggested = Suggested()
    viewed: list[ProductCard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ForProduct:
    """What a product page adds: bought together with it, and what the person saw before."""

    product_id: str = ""
    together: list[ProductCard] = field(default_factory=list)
    viewed: list[ProductCard] = field(default_factory=list)
