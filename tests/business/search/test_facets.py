"""Facets, against a model that counts by hand: the same documents, the plainest possible code."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from shop_app.core.db import run_reading
from shop_app.search.bands import price_band
from shop_app.search.index import Filters, Question

FACETS = ("category", "brand", "price", "rating", "stock", "sale", "seller")
ATTRIBUTES = ("a.colour", "a.material", "a.width")


def values_of(document: Any, code: str, currency: str = "EUR") -> list[str]:
    return {
        "category": lambda: document.categories,
        "brand": lambda: [document.brand_slug] if document.brand_slug else [],
        "seller": lambda: document.sellers,
        "price": lambda: [str(price_band(document.prices[currency]))],
        "rating": lambda: [str(int(document.rating))] if document.rating_count else [],
        "stock": lambda: ["in"] if document.in_stock else [],
        "sale": lambda: ["1"] if currency in document.sales else [],
    }.get(code, lambda: document.facets.get(code.removeprefix("a."), []))()


def fits(document: Any, filters: Filters, currency: str, *, but: str = "") -> bool:
    price = document.prices.get(currency)
    conditions = {
        "price": (filters.price_from or 0) <= price <= (filters.price_to or 10**15),
        "rating": not filters.rating_from
        or (document.rating_count > 0 and document.rating >= filters.rating_from),
        "stock": document.in_stock or not filters.in_stock,
        "sale": currency in document.sales or not filters.on_sale,
    }
    for code, chosen in filters.values.items():
        conditions[code] = bool(set(chosen) & set(values_of(document, code, currency)))
    return all(holds for code, holds in conditions.items() if code != but)


def drawn_filters(chance: random.Random, documents: list[Any], currency: str) -> Filters:
    model = chance.choice([d for d in documents if currency in d.prices])
    other = chance.choice(documents)
    codes = chance.sample(("brand", "seller", "a.colour", "a.material"), chance.randint(0, 3))
    values = {
        code: tuple(dict.fromkeys([*values_of(model, code), *values_of(other, code)]))[:3]
        for code in codes
    }
    price = model.prices[currency]
    return Filters(
        values={code: chosen for code, chosen in values.items() if chosen},
        price_from=chance.choice((None, price // 2, price)),
        price_to=chance.choice((None, price, price * 3, 49_999)),
        rating_from=chance.choice((0, 0, 2, 4)),
        in_stock=chance.random() < 0.3,
        on_sale=chance.random() < 0.15,
    )


@pytest.mark.feature("SRCH-03", "SRCH-04")
@pytest.mark.parametrize("seed", range(30))
def test_counts_are_right_under_any_choice(found_shop, searching, seed):
    chance = random.Random(seed)
    currency = chance.choice(("EUR", "USD", "JPY"))
    filters = drawn_filters(chance, found_shop.documents, currency)
    scope = chance.choice((None, ("category", "kitchen"), ("seller", "birch")))
    there = [
        d
        for d in found_shop.documents
        if currency in d.prices and (scope is None or scope[1] in [*d.categories, *d.sellers])
    ]

    found = run_reading(
        found_shop.engines[searching].search,
        Question(
            text="", currency=currency, scope=scope, filters=filters, per_page=200,
            facets=FACETS, attribute_facets=ATTRIBUTES,
        ),
    )  # fmt: skip

    expected = {d.product_id for d in there if fits(d, filters, currency)}
    assert set(found.product_ids) == expected
    assert found.total == len(expected)
    for code in (*FACETS, *ATTRIBUTES):
        counted = Counter(
            value
            for d in there
            if fits(d, filters, currency, but=code)
            for value in values_of(d, code, currency)
        )
        assert dict(found.counts.get(code, [])) == dict(counted), code


def test_each_value_of_a_facet_leads_to_as_many_products_as_it_says(found_shop, searching):
    page = found_shop.ask("q=shirt&brand=nordlys&brand=kaizen", engine=searching)

    checked = 0
    for facet in page.facets:
        for value in facet.choices[:3]:
            if value.selected or facet.code == "brand":
                continue
            assert value.href.startswith("/search?q=shirt")
            query = value.href.partition("?")[2]
            assert found_shop.ask(query, engine=searching).total == value.count, facet.code
            checked += 1
    assert checked > 6


def test_choosing_a_second_brand_adds_to_the_first(found_shop, searching):
    one = found_shop.ask("q=shirt&brand=nordlys", engine=searching)
    brands = next(facet for facet in one.facets if facet.code == "brand")
    other = next(value for value in brands.choices if not value.selected)

    both = found_shop.ask(other.href.partition("?")[2], engine=searching)

    assert both.total == one.total + other.count
    assert [chip.label for chip in both.chips] == ["Nordlys", other.label]


def test_a_category_shows_its_own_attributes_with_their_names_and_units(found_shop, searching):
    page = found_shop.ask("", kind="category", slug="home", engine=searching)

    facets = {facet.code: facet for facet in page.facets}
    assert facets["a.colour"].name == "Colour"
    assert facets["a.material"].name == "Material"
    assert all(value.label.endswith(" cm") for value in facets["a.width"].choices)
    assert "category" not in facets
    assert page.crumbs == []
    assert {link.name for link in page.subcategories} == {
        "Velvet sofas", "Desk lamps", "Wool rugs", "Oak chairs",
    }  # fmt: skip


def test_a_price_band_switches_on_and_off(found_shop, searching):
    page = found_shop.ask("", engine=searching)
    band = next(f for f in page.facets if f.code == "price").choices[2]

    narrowed = found_shop.ask(band.href.partition("?")[2], engine=searching)

    assert narrowed.total == band.count
    again = next(v for f in narrowed.facets if f.code == "price" for v in f.choices if v.selected)
    assert again.value == band.value
    assert again.href == "/search"
