"""Collections by rule: which products belong to them, decided when their documents are built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlmodel import Session

from shop_app.core.db import rows

_RULES = "select slug, rule from collections where jsonb_typeof(rule) = 'object' order by slug"


class Facts(Protocol):
    """What rules look at: a document."""

    @property
    def brand_slug(self) -> str: ...
    @property
    def categories(self) -> list[str]: ...
    @property
    def prices(self) -> dict[str, int]: ...
    @property
    def price_minor(self) -> int: ...
    @property
    def rating(self) -> float: ...
    @property
    def sales(self) -> list[str]: ...
    @property
    def facets(self) -> dict[str, list[str]]: ...
    @property
    def listed_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of the shop by the slugs of their collections."""

    by_slug: Mapping[str, Mapping[str, Any]]

    def matching(self, facts: Facts, moment: datetime) -> Iterator[str]:
        """The slugs of the collections whose conditions all hold; an empty rule holds nothing."""
        for slug, rule in self.by_slug.items():
            if rule and all(_holds(name, rule, facts, moment) for name in rule):
                yield slug


def rules_of(session: Session) -> Rules:
    """The shop's rules."""
    return Rules({row.slug: row.rule for row in rows(session, _RULES)})


def _holds(name: str, rule: Mapping[str, Any], facts: Facts, moment: datetime) -> bool:
    wanted = rule[name]
    match name:
        case "currency":  # says in what the price below is; no condition of its own
            return True
        case "price_below_minor":
            return facts.prices.get(rule.get("currency", ""), facts.price_minor) < wanted
        case "newer_than_days":
            return facts.listed_at > moment - timedelta(days=wanted)
        case "rating_from":
            return facts.rating >= wanted
        case "category":
            return wanted in facts.categories
        case "brand":
            return wanted == facts.brand_slug
        case "on_sale":
            return bool(facts.sales) == wanted
        case "attribute":
            return all(str(value) in facts.facets.get(code, []) for code, value in wanted.items())
    return False  # a condition that this version does not know is not met
