"""Finding products by words: typos, plurals, synonyms, numbers of models, order."""

from __future__ import annotations

import pytest


@pytest.mark.feature("SRCH-01")
def test_words_of_a_title_find_their_products_and_no_others(found_shop, searching):
    titles = found_shop.titles("q=velvet+sofa", engine=searching)

    assert titles
    assert all("Velvet sofa" in title for title in titles)


@pytest.mark.feature("SRCH-02")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("headfones", "headphones"),
        ("jumpr", "jumper"),
        ("velvit sofa", "sofa"),
        ("speeker", "speaker"),
    ],
)
def test_a_typo_still_finds(found_shop, searching, typed, meant):
    titles = found_shop.titles(f"q={typed}", engine=searching)

    assert titles
    assert all(meant in title for title in titles)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("mugs", "mug"), ("dresses", "dress"), ("knives", "knife"), ("couch", "sofa"),
     ("couches", "sofa"), ("sweater", "jumper"), ("carpet", "rug")],
)  # fmt: skip
def test_plurals_and_synonyms_find_the_same(found_shop, searching, typed, word):
    titles = found_shop.titles(f"q={typed}", engine=searching)

    assert titles
    assert all(word in title.lower() for title in titles[:5]), titles


def test_another_word_is_found_from_its_first_letters_on(found_shop):
    titles = found_shop.titles("q=swea")

    assert titles
    assert all("jumper" in title for title in titles)


@pytest.mark.parametrize("typed", ["WH-1000XM4", "wh1000xm4", "WH 1000XM4", "SKU-WHX-7", "skuwhx7"])
def test_model_numbers_are_found_with_and_without_dashes(found_shop, searching, typed):
    assert found_shop.titles(f"q={typed}", engine=searching)[0].startswith("Sonoro WH-1000XM4")


@pytest.mark.feature("SRCH-07")
def test_every_order_is_that_of_its_name(found_shop, searching):
    def cards(sort: str) -> list:
        return found_shop.ask(f"q=shirt&sort={sort}", engine=searching).cards

    prices = [card.price_minor for card in cards("price")]
    assert len(prices) > 3
    assert prices == sorted(prices)
    assert [card.price_minor for card in cards("-price")] == sorted(prices, reverse=True)
    ratings = [card.rating for card in cards("rating")]
    assert ratings == sorted(ratings, reverse=True)
    by_slug = {document.slug: document for document in found_shop.documents}
    sold = [by_slug[card.slug].sold for card in cards("sold")]
    assert sold == sorted(sold, reverse=True)
    listed = [by_slug[card.slug].listed_at for card in cards("newest")]
    assert listed == sorted(listed, reverse=True)


def test_pages_hold_every_product_once_in_both_kinds_of_lists(found_shop, searching):
    for kind, slug in (("search", ""), ("category", "home")):
        seen: list[str] = []
        first = found_shop.ask("sort=price", kind=kind, slug=slug, engine=searching)
        for number in range(1, -(-first.total // 24) + 1):
            page = found_shop.ask(
                f"sort=price&page={number}", kind=kind, slug=slug, engine=searching
            )
            seen += [card.product_id for card in page.cards]
        assert len(seen) == len(set(seen)) == first.total


def test_a_page_beyond_the_last_is_the_last(found_shop, searching):
    page = found_shop.ask("page=49", engine=searching)

    assert page.cards
    assert page.next_href == ""
    assert page.pages[-1].current


def test_products_without_a_price_in_the_region_are_not_listed_there(found_shop, searching):
    without = {d.slug for d in found_shop.documents if "USD" not in d.prices}
    assert without

    page = found_shop.ask("", region="US", engine=searching)

    assert page.total == len(found_shop.documents) - len(without)
    assert not without & {card.slug for card in page.cards}
    assert all(card.price_text.startswith("$") for card in page.cards)


def test_a_list_in_yen_is_sorted_by_yen(found_shop, searching):
    cards = found_shop.ask("sort=price", region="JP", engine=searching).cards

    prices = [card.price_minor for card in cards]
    assert prices == sorted(prices)
    assert cards[0].price_text == f"¥{prices[0]:,}"


@pytest.mark.feature("SRCH-07")
@pytest.mark.parametrize("sort", ["", "price"])
def test_a_word_said_in_passing_does_not_put_a_product_among_those_that_are_it(found_shop, sort):
    titles = found_shop.titles(f"q=mug&sort={sort}")

    assert titles
    assert all("mug" in title.lower() for title in titles)


def test_what_only_the_prose_says_is_found_when_nothing_else_has_the_word(found_shop, searching):
    assert found_shop.titles("q=bergamot", engine=searching) == ["Night balm"]
    assert found_shop.titles("q=bergamot+mug", engine=searching)[0] == "Night balm"
