"""Nothing found: the corrected query, filters that can go, and what others buy."""

from __future__ import annotations

import pytest


@pytest.mark.feature("SRCH-09")
def test_a_query_that_finds_nothing_shows_popular_products(found_shop, searching):
    page = found_shop.ask("q=zzqxwv", engine=searching)

    assert (page.total, page.cards, page.corrected_query) == (0, [], "")
    sold = {document.slug: document.sold for document in found_shop.documents if document.in_stock}
    best = sorted(sold.values(), reverse=True)[:8]
    assert [sold[card.slug] for card in page.popular] == best


@pytest.mark.feature("SRCH-09")
def test_a_query_far_from_any_word_is_corrected_and_says_so(found_shop, searching):
    page = found_shop.ask("q=waireles+hedphons", engine=searching)

    assert page.cards
    assert all("headphones" in card.title for card in page.cards)
    if page.corrected_query:
        assert page.corrected_query == "wireless headphones"
        assert page.corrected_href == "/search?q=wireless+headphones"
        assert page.query == "waireles hedphons"


@pytest.mark.feature("SRCH-09")
def test_filters_that_leave_nothing_are_offered_to_be_taken_off(found_shop, searching):
    alone = found_shop.ask("q=shirt&rating=2", engine=searching)

    page = found_shop.ask("q=shirt&rating=2&brand=nobody", engine=searching)

    assert page.total == 0
    assert [(chip.code, chip.count, chip.href) for chip in page.relaxed] == [
        ("brand", alone.total, "/search?q=shirt&rating=2")
    ]
    assert page.clear_href == "/search?q=shirt"
    assert page.popular
