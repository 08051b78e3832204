"""The demo world before it is seeded: big, the same again, well written, and true to itself."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from shop_app.demo import world
from shop_app.demo.details import CARE, DETAILS, is_plural
from shop_app.demo.makers import maker_names
from shop_app.demo.products import ean13
from shop_app.demo.shelves import SHELVES
from shop_app.demo.words import MATERIALS, USES
from shop_app.pictures.gallery import KINDS, svg_for
from shop_app.pictures.scenes import scene_for

TODAY = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def products():
    return list(world.product_records(TODAY))


@pytest.mark.feature("CAT-01", "CAT-02")
def test_the_shop_is_as_large_as_promised(products):
    variants = [variant for product in products for variant in product.variants]
    assert len(products) >= 2000
    assert len(variants) >= 6000
    assert len({product.category_path[0] for product in products}) >= 12
    assert len({p.category_path[:n] for p in products for n in (1, 2, 3)}) >= 70
    assert len(world.seller_records()) == 40
    assert len({product.brand for product in products}) >= 80
    assert all(len(set(maker_names(shelf.department))) == 7 for shelf in SHELVES)


def test_the_same_day_gives_the_same_world(products):
    assert list(world.product_records(TODAY)) == products


def test_nothing_that_must_be_unique_comes_twice(products):
    variants = [variant for product in products for variant in product.variants]
    assert len({product.title for product in products}) == len(products)
    assert len({product.description for product in products}) == len(products)
    assert len({variant.sku for variant in variants}) == len(variants)
    assert len({variant.barcode for variant in variants}) == len(variants)


def test_barcodes_are_ean_13_of_the_shop_s_own_range(products):
    assert ean13(1) == "2000000000015"
    for product in products[:200]:
        for variant in product.variants:
            digits = [int(digit) for digit in variant.barcode]
            assert len(digits) == 13
            assert 20 <= int(variant.barcode[:2]) <= 29
            assert (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


@pytest.mark.feature("CAT-03")
def test_attributes_are_typed_and_hold_what_they_declare(products):
    kinds = {"number": (int, float), "enum": str, "boolean": bool, "text": str}
    seen = Counter()
    for product in products:
        records = {record.code: record for record in product.attribute_records}
        assert set(product.attributes) <= set(records)
        for code, value in product.attributes.items():
            assert isinstance(value, kinds[records[code].kind]), (product.title, code)
            seen[records[code].kind] += 1
    assert {"number", "enum", "boolean"} <= set(seen)


@pytest.mark.feature("PRC-01", "PRC-03")
def test_prices_are_set_in_four_currencies_and_sales_are_lower(products):
    sales = 0
    for product in products:
        for offer in (o for v in product.variants for o in v.offers):
            assert set(offer.prices) == {"EUR", "USD", "GBP", "JPY"}
            for currency, price in offer.prices.items():
                assert price.amount_minor > 0
                assert price.amount_minor % 10 == (0 if currency == "JPY" else 9) or (
                    price.amount_minor % 100 in (0, 95)
                )
                if price.sale_minor is not None:
                    sales += 1
                    assert price.sale_minor < price.amount_minor
                    assert price.sale_from <= TODAY < price.sale_to
    assert sales > 500


@pytest.mark.feature("CAT-12")
def test_some_products_are_offered_by_more_than_one_seller(products):
    shared = [p for p in products if len({o.seller for v in p.variants for o in v.offers}) > 1]
    assert len(shared) > 100
    assert any(o.condition == "refurbished" for p in shared for v in p.variants for o in v.offers)


def test_stock_is_mostly_there_sometimes_low_and_sometimes_gone(products):
    left = [sum(o.stock.values()) for p in products for v in p.variants for o in v.offers]
    assert sum(1 for pieces in left if pieces > 5) > 0.75 * len(left)
    assert sum(1 for pieces in left if 0 < pieces <= 5) > 0.03 * len(left)
    assert sum(1 for pieces in left if pieces == 0) > 0.02 * len(left)


def test_every_picture_can_be_drawn_and_shows_the_colour_it_stands_for(products):
    for product in products[::40]:
        for media in product.media:
            assert svg_for(media.url), media.url
            assert f"/{media.option_value.lower()}" in media.url
    pictures = world.category_pictures().values()
    assert all(svg_for(url) or scene_for(url) for url in pictures)
    assert all(
        sum(m.option_value == p.media[0].option_value for m in p.media) >= 3 for p in products
    )


def test_words_fit_the_thing_and_hold_no_placeholder(products):
    for product in products:
        text = " ".join((product.title, product.summary, product.description, *product.highlights))
        assert not re.search(r"[{}]|lorem|\bNone\b|  ", text), text
        for value in product.attributes.values():
            if isinstance(value, float | int) and not isinstance(value, bool):
                assert f"{value}" in " ".join(product.highlights)
    assert {shelf.kind for shelf in SHELVES} <= set(KINDS)
    assert {shelf.kind for shelf in SHELVES} <= set(DETAILS)
    assert {shelf.use for shelf in SHELVES} <= set(USES)
    assert {material for shelf in SHELVES for material in shelf.materials} <= set(MATERIALS)
    assert {material for shelf in SHELVES for material in shelf.materials} <= set(CARE)
    assert is_plural("sunglasses")
    assert not is_plural("wine glass")


def test_reviews_follow_the_j_and_do_not_repeat_on_a_page(products):
    stars = Counter()
    for product in products:
        reviews = list(world.reviews_of(product))
        stars.update(review.rating for review in reviews)
        words = [review.body for review in reviews[:8]]
        assert len(set(words)) == len(words)
        assert not any(re.search(r"[{}|]|  ", text) for text in words)
    assert stars[5] > stars[4] > stars[3]
    assert stars[1] > stars[2]
