"""Which attributes lists can be filtered by, and a product's values for them, as texts.

A category shows the few attributes that most of its products have; they are chosen at each rebuild
of the index and kept in the shop's settings, so that documents built one by one agree with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from slugify import slugify
from sqlmodel import Session

from shop_app.core.clock import now
from shop_app.core.db import rows
from shop_app.search.bands import number_band, plain_number

PER_CATEGORY = 8
SETTING = "search.facets"
_MOST_EXACT_NUMBERS = 12
_MOST_SAMPLED = 400
_LEAST_COVERAGE = 0.2
_LONGEST_VALUE = 60

_PLAN = "select value from shop_settings where key = :key"
_SAVE = """
    insert into shop_settings (key, value, updated_at)
    values (:key, cast(:value as jsonb), :moment)
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
    returning key
"""
_ATTRIBUTES = """
    select code, name, kind, unit from attributes where filterable
"""
_SAMPLE = """
    select p.attributes, p.options, c.path
    from categories c
    cross join lateral (
        select attributes, options from products
        where category_id = c.id and status = 'active' limit :most
    ) p
"""


@dataclass(frozen=True, slots=True)
class FacetAttribute:
    """A filterable attribute as lists need it."""

    code: str
    name: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class FacetPlan:
    """Which facets each category shows, and which numbers are told one by one.

    Without a plan (before the first rebuild) every filterable attribute is taken.
    """

    attributes: Mapping[str, FacetAttribute]
    by_category: Mapping[str, list[str]]
    exact_numbers: frozenset[str]

    def codes(self) -> frozenset[str] | None:
        """All codes that any category shows; None when nothing was planned yet."""
        if not self.by_category:
            return None
        return frozenset(code for codes in self.by_category.values() for code in codes)


def facet_plan(session: Session) -> FacetPlan:
    """The plan as the last rebuild left it."""
    attributes = {row.code: FacetAttribute(**row._asdict()) for row in rows(session, _ATTRIBUTES)}
    found = rows(session, _PLAN, key=SETTING)
    value = found[0].value if found else {}
    return FacetPlan(
        attributes, value.get("categories", {}), frozenset(value.get("exact_numbers", ()))
    )


def facets_of(
    product: Any, variant_options: Iterable[Mapping[str, str]], plan: FacetPlan
) -> dict[str, list[str]]:
    """The product's values by facet code; its variants' options are facets as well."""
    wanted = plan.codes()
    found: dict[str, list[str]] = {}
    for options in variant_options:
        for name, value in options.items():
            _add(found, option_code(name), value, wanted)
    for code, value in product.attributes.items():
        attribute = plan.attributes.get(code)
        if attribute is not None:
            _add(found, code, _text(value, attribute, plan.exact_numbers), wanted)
    return found


def option_code(name: str) -> str:
    """The facet code of an option: `Colour` is `colour`, as is the attribute of that code."""
    return slugify(name, separator="_")


def _add(found: dict[str, list[str]], code: str, value: str, wanted: frozenset[str] | None) -> None:
    if not code or not value or len(value) > _LONGEST_VALUE:
        return
    if wanted is None or code in wanted:
        values = found.setdefault(code, [])
        if value not in values:
            values.append(value)


def _text(value: Any, attribute: FacetAttribute, exact: frozenset[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        is_told = attribute.code in exact
        return plain_number(value) if is_told else number_band(value)
    return str(value).strip()


def plan_facets(session: Session) -> None:
    """Choose each category's facets from a sample of its products, and keep the choice."""
    import orjson

    attributes = {row.code: FacetAttribute(**row._asdict()) for row in rows(session, _ATTRIBUTES)}
    tally = _Tally()
    for row in rows(session, _SAMPLE, most=_MOST_SAMPLED):
        values = {option_code(option["name"]): "option" for option in row.options}
        values |= {
            code: repr(value) for code, value in row.attributes.items() if code in attributes
        }
        tally.add([slug for slug in row.path.split("/") if slug], values)
    plan = {
        "categories": tally.chosen(attributes),
        "exact_numbers": [
            code
            for code, seen in tally.values.items()
            if code in attributes
            and attributes[code].kind == "number"
            and len(seen) <= _MOST_EXACT_NUMBERS
        ],
    }
    rows(session, _SAVE, key=SETTING, value=orjson.dumps(plan).decode(), moment=now())


class _Tally:
    """How many products of each category have which attribute, and which values were seen."""

    def __init__(self) -> None:
        self.products: dict[str, int] = {}
        self.having: dict[str, dict[str, int]] = {}
        self.values: dict[str, set[str]] = {}

    def add(self, categories: list[str], values: Mapping[str, str]) -> None:
        """Count one product."""
        for code, value in values.items():
            seen = self.values.setdefault(code, set())
            if len(seen) <= _MOST_EXACT_NUMBERS:
                seen.add(value)
        for slug in categories:
            self.products[slug] = self.products.get(slug, 0) + 1
            having = self.having.setdefault(slug, {})
            for code in values:
                having[code] = having.get(code, 0) + 1

    def chosen(self, attributes: Mapping[str, FacetAttribute]) -> dict[str, list[str]]:
        """The best facets of each category: options and lists of choices before numbers."""
        order = {"enum": 0.0, "reference": 0.1, "text": 0.3, "number": 0.3, "boolean": 0.5}

        def rank(code: str, share: float) -> float:
            attribute = attributes.get(code)
            return share - (order[attribute.kind] if attribute else -0.2)

        chosen = {}
        for slug, having in self.having.items():
            shares = {code: count / self.products[slug] for code, count in having.items()}
            fitting = [
                code
                for code, share in shares.items()
                if share >= _LEAST_COVERAGE
                and (len(self.values[code]) > 1 or code not in attributes)
            ]
            fitting.sort(key=lambda code: (-rank(code, shares[code]), code))
            chosen[slug] = fitting[:PER_CATEGORY]
        return chosen
