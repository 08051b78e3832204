"""Suggestions while somebody types."""

from __future__ import annotations

import pytest

from shop_app.core.db import run_in_transaction, run_reading
from shop_app.core.redis import client
from shop_app.search import popular
from shop_app.search.suggestions import suggest


@pytest.mark.feature("SRCH-05")
def test_queries_categories_brands_and_products_are_suggested(found_shop, searching):
    client().delete("stoa:searched", "stoa:searched:found")
    popular.note("Sofa velvet", found=4)
    popular.note("sofa velvet", found=4)
    popular.note("sofa that is not there", found=0)
    run_in_transaction(popular.fold, noted=popular.take_noted())

    def ask(words: str):
        return run_reading(
            suggest,
            found_shop.engines[searching],
            words=words,
            region=found_shop.regions["EU"],
            locale="en",
        )

    sofas = ask("sof")
    assert ("query", "sofa velvet", "/search?q=sofa+velvet") in [
        (item.kind, item.label, item.href) for item in sofas
    ]
    assert "sofa that is not there" not in [item.label for item in ask("sofa th")]
    assert ("category", "/c/velvet-sofas") in [(item.kind, item.href) for item in ask("velvet")]
    products = [item for item in sofas if item.kind == "product"]
    assert products
    assert all("sofa" in item.label and item.price_text[0] == "€" for item in products)
    assert ("brand", "Nordlys", "/search?brand=nordlys") in [
        (item.kind, item.label, item.href) for item in ask("nord")
    ]
    assert ask("s") == []
    assert ask("%") == []
