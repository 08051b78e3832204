"""A small indexed shop on real engines: made once for each module of tests, and kept as it is."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from shop_app.bootstrap import search_index
from shop_app.catalog.importing.run import import_file
from shop_app.cli.progress import SilentProgress
from shop_app.cli.reindex import reindex
from shop_app.core.db import dispose, engine, run_reading
from shop_app.core.ids import new_id
from shop_app.core.settings import forget_settings
from shop_app.core.tables import SQLModel
from shop_app.integrations.postgres_index import PostgresIndex
from shop_app.pricing.queries import regions
from shop_app.pricing.views import RegionView
from shop_app.search import queries
from shop_app.search.index import Index
from shop_app.search.views import ListPage

__all__ = ["FoundShop", "found_shop", "make_places", "product", "searching"]

SELLERS = ("alder", "birch", "cedar")
COLOURS = {"Olive": "#6b7a3a", "Ink": "#222831", "Marble": "#f1ece3", "Rust": "#b7410e"}
MATERIALS = ("Cotton", "Oak", "Steel", "Wool")
KINDS = {
    "Home": ("Velvet sofa", "Desk lamp", "Wool rug", "Oak chair"),
    "Kitchen": ("Stoneware mug", "Frying pan", "Chef's knife"),
    "Clothes": ("Linen shirt", "Winter jumper", "Summer dress"),
    "Sound": ("Wireless headphones", "Portable speaker"),
}
BRANDS = ("Nordlys", "Belmont", "Kaizen", "Solveig", "Marlow")


@dataclass
class FoundShop:
    """The shop: its regions by code, and both engines."""

    regions: dict[str, RegionView]
    engines: dict[str, Index]
    documents: list[Any] = field(default_factory=list)

    def ask(
        self,
        query_string: str = "",
        *,
        kind: str = "search",
        slug: str = "",
        region: str = "EU",
        engine: str = "typesense",
        locale: str = "en",
    ) -> ListPage | None:
        """The list at an address, as one engine finds it."""
        queries._lists.forget()
        return run_reading(
            queries.list_page,
            self.engines[engine],
            kind=kind,
            slug=slug,
            query_string=query_string,
            region=self.regions[region],
            locale=locale,
        )

    def titles(self, query_string: str, **more: Any) -> list[str]:
        """The titles of the list's cards."""
        page = self.ask(query_string, **more)
        assert page is not None
        return [card.title for card in page.cards]


def make_places() -> None:
    """Three regions with a delivery method, three sellers, a warehouse."""
    tables = SQLModel.metadata.tables
    places = [("EU", "EUR", "NL", True), ("US", "USD", "US", False), ("JP", "JPY", "JP", True)]
    with engine().begin() as connection:
        connection.execute(
            tables["regions"].insert(),
            [
                {"code": code, "name": code, "currency": currency, "countries": [country],
                 "default_country": country, "locale": "en", "tax_included": included,
                 "position": position}
                for position, (code, currency, country, included) in enumerate(places)
            ],
        )  # fmt: skip
        connection.execute(
            tables["delivery_methods"].insert(),
            [
                {"id": new_id(), "code": "standard", "name": "Standard", "region_code": code,
                 "price_minor": 495, "free_from_minor": 5000, "days_min": 2, "days_max": 4}
                for code, *_ in places
            ],
        )  # fmt: skip
        connection.execute(
            tables["sellers"].insert(),
            [
                {"id": new_id(), "slug": slug, "name": slug.title(), "status": "approved",
                 "rating_average": 4.0 + position / 10, "rating_count": 10}
                for position, slug in enumerate(SELLERS)
            ],
        )  # fmt: skip
        connection.execute(
            tables["warehouses"].insert(),
            [{"id": new_id(), "code": "MEM", "name": "MEM", "country": "NL", "address": {}}],
        )


def product(key: str, title: str, **changes: Any) -> dict[str, Any]:
    """A product as our JSON Lines have it: one variant, sold by Alder at 20 euro."""
    price = changes.pop("price", 2000)
    stock = changes.pop("stock", 10)
    offer = {"seller": "alder", "prices": {"EUR": {"amount_minor": price}}, "stock": {"MEM": stock}}
    variant = {"sku": f"SKU-{key}", "options": {}, "offers": [offer]}
    return {
        "source_key": key, "title": title, "category_path": ["Home"], "variants": [variant],
        **changes,
    }  # fmt: skip


def _world() -> list[dict[str, Any]]:
    """130 products drawn from a seed, and a few that tests name."""
    chance = random.Random(20261123)
    products = [_drawn(chance, number) for number in range(130)]
    named = [
        product(
            "WHX-7", "Sonoro WH-1000XM4 studio monitors", brand="Sonoro", category_path=["Sound"]
        ),
        product("mitt", "Oven mitt", summary="Heat-proof up to 250 degrees.", units_sold=3),
        product(
            "balm", "Night balm", summary="Smaller than a mug, and smells of bergamot.", price=300
        ),
    ]
    return products + named


def _drawn(chance: random.Random, number: int) -> dict[str, Any]:
    department = chance.choice(list(KINDS))
    name = chance.choice(KINDS[department])
    brand = chance.choice(BRANDS)
    colours = chance.sample(list(COLOURS), 2)
    base = chance.randint(400, 60_000)
    variants = []
    for colour in colours:
        offers = []
        for seller in chance.sample(SELLERS, chance.choice((1, 1, 2))):
            price: dict[str, Any] = {"amount_minor": base + chance.randint(0, 300)}
            if number % 6 == 0:
                price["sale_minor"] = base - 100
            prices = {
                "EUR": price,
                "JPY": {"amount_minor": base * 2},
                "USD": {"amount_minor": base + 400},
            }
            offers.append(
                {"seller": seller, "prices": prices, "stock": {"MEM": chance.choice((0, 0, 4, 30))}}
            )
        variants.append(
            {"sku": f"SKU-{number}-{colour.upper()}", "options": {"Colour": colour},
             "offers": offers}
        )  # fmt: skip
    return {
        "source_key": f"p{number}",
        "title": f"{brand} {name} No. {number}",
        "brand": brand,
        "category_path": [department, f"{name}s"],
        "attributes": {"material": chance.choice(MATERIALS), "width": chance.randint(5, 200)},
        "attribute_records": [
            {"code": "material", "name": "Material", "kind": "enum", "choices": list(MATERIALS),
             "filterable": True},
            {"code": "width", "name": "Width", "kind": "number", "unit": "cm", "filterable": True},
        ],
        "options": [
            {"name": "Colour", "values": [{"value": c, "hex": COLOURS[c]} for c in colours]}
        ],
        "media": [
            {"url": f"/media/{number}-{colour}.svg", "alt": colour, "option_value": colour}
            for colour in colours
        ],
        "variants": variants,
        "rating_average": round(chance.uniform(1, 5), 1),
        "rating_count": chance.choice((0, 3, 40)),
        "units_sold": chance.randint(0, 500),
        "created_at": f"2026-0{chance.randint(1, 9)}-11T10:00:00+00:00",
    }  # fmt: skip


@pytest.fixture(scope="module")
def found_shop(migrated, fresh_database, tmp_path_factory) -> Iterator[FoundShop]:
    """The shop in a database and a search index of the module's own."""
    before = dict(os.environ)
    dispose()
    with fresh_database(before["DATABASE_URL"]) as url:
        os.environ["DATABASE_URL"] = url
        os.environ["SEARCH_PREFIX"] = f"{before['SEARCH_PREFIX']}_{new_id().hex[-8:]}"
        forget_settings()
        make_places()
        folder: Path = tmp_path_factory.mktemp("found")
        file = folder / "world.jsonl"
        file.write_text("".join(json.dumps(item) + "\n" for item in _world()))
        import_file(file, report_folder=folder)
        _take_prices_away()
        reindex(SilentProgress())
        yield _opened()
        dispose()
        os.environ.clear()
        os.environ.update(before)
        forget_settings()


def _take_prices_away() -> None:
    """Every fifth product is not sold in dollars: an import gives prices in all currencies."""
    with engine().begin() as connection:
        connection.execute(
            text(
                "delete from prices where currency = 'USD' and offer_id in (select o.id from offers"
                " o join variants v on v.id = o.variant_id join products p on p.id = v.product_id"
                " where p.source_key ~ '[05]$')"
            )
        )


def _opened() -> FoundShop:
    with engine().connect() as connection:
        documents = list(connection.execute(text("select * from search_documents")))
    return FoundShop(
        {region.code: region for region in run_reading(regions)},
        {"typesense": search_index(), "postgres": PostgresIndex()},
        documents,
    )


@pytest.fixture(params=["typesense", "postgres"])
def searching(request) -> str:
    """The name of each engine in turn."""
    return request.param
