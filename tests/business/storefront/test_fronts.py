"""The home page, departments, collections and sellers' fronts."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from shop_app.catalog.models import Collection, CollectionProduct
from shop_app.cli.progress import SilentProgress
from shop_app.core.clock import now
from shop_app.core.db import run_in_transaction, run_reading
from shop_app.search.rebuild import rebuild
from shop_app.storefront import queries as storefront


def test_the_home_page_shows_departments_and_shelves_of_different_sellers(found_shop):
    page = run_reading(storefront.home_page, region=found_shop.regions["EU"], locale="en")

    assert {link.name for link in page.departments} == {"Home", "Kitchen", "Clothes", "Sound"}
    assert all(link.image and int(link.count_text) > 0 for link in page.departments)
    shelves = {shelf.code: shelf for shelf in page.shelves}
    assert set(shelves) == {"trending", "sale", "new", "rated"}
    shown = [card.product_id for shelf in page.shelves for card in shelf.cards]
    assert len(shown) == len(set(shown))
    assert all(card.was_price_text for card in shelves["sale"].cards)
    sellers = Counter(card.seller_name for card in shelves["trending"].cards[:6])
    assert max(sellers.values()) == 2
    assert (
        page.version == run_reading(storefront.home_page, region=found_shop.regions["US"]).version
    )


@pytest.mark.feature("CAT-02")
def test_categories_nest_and_each_lists_all_below_it(found_shop, searching):
    tree = run_reading(storefront.category_tree)
    home = next(node for node in tree if node.slug == "home")
    assert len(home.children) == 4

    whole = found_shop.ask("", kind="category", slug="home", engine=searching).total
    below = [
        found_shop.ask("", kind="category", slug=child.slug, engine=searching)
        for child in home.children
    ]

    own = [d for d in found_shop.documents if d.categories == ["home"]]
    assert sum(page.total for page in below) + len(own) == whole
    assert [crumb.label for crumb in below[0].crumbs] == ["Home"]


@pytest.mark.feature("CAT-02")
def test_collections_by_hand_and_by_rule_hold_what_they_should(found_shop):
    documents = found_shop.documents
    chosen = [d.product_id for d in documents[:3]]
    rules = {
        "low": {"price_below_minor": 5_000, "currency": "EUR"},
        "oak": {"attribute": {"material": "Oak"}, "rating_from": 3},
        "reduced": {"on_sale": True, "category": "kitchen"},
        "fresh": {"newer_than_days": 120, "brand": "nordlys"},
        "riddle": {"something_new": 1},
    }

    def add(session) -> None:
        by_hand = Collection(slug="by-hand", name="By hand", description="Three of ours.")
        session.add(by_hand)
        session.add_all([Collection(slug=slug, name=slug, rule=r) for slug, r in rules.items()])
        session.flush()
        session.add_all(
            [CollectionProduct(collection_id=by_hand.id, product_id=item) for item in chosen]
        )

    run_in_transaction(add)
    rebuild(found_shop.engines["typesense"], SilentProgress())
    fresh = now() - timedelta(days=120)
    expected = {
        "by-hand": {d.product_id for d in documents[:3]},
        "low": {d.product_id for d in documents if d.prices["EUR"] < 5_000},
        "oak": {
            d.product_id
            for d in documents
            if "Oak" in d.facets.get("material", []) and d.rating >= 3
        },
        "reduced": {d.product_id for d in documents if d.sales and "kitchen" in d.categories},
        "fresh": {
            d.product_id for d in documents if d.listed_at > fresh and d.brand_slug == "nordlys"
        },
        "riddle": set(),
    }
    for slug, products in expected.items():
        for engine in ("typesense", "postgres"):
            page = found_shop.ask("", kind="collection", slug=slug, engine=engine)
            assert page.total == len(products), (slug, engine)
            assert {card.product_id for card in page.cards} <= {str(item) for item in products}
    assert found_shop.ask("", kind="collection", slug="nothing") is None


def test_a_sellers_front_says_who_they_are_and_lists_their_goods(found_shop, searching):
    front = run_reading(storefront.seller_page, "birch", locale="en")
    goods = found_shop.ask("", kind="seller", slug="birch", engine=searching)

    assert (front.name, front.rating_text, front.return_days) == ("Birch", "4.1", 30)
    assert goods.title == "Birch"
    assert goods.total == sum("birch" in d.sellers for d in found_shop.documents)
    assert "seller" not in [facet.code for facet in goods.facets]
    assert run_reading(storefront.seller_page, "nobody") is None
