"""The rules for what a file does not say, the cleaning of texts, and the real catalogues."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_app.catalog.importing.assignment import (
    Shop,
    converted,
    seller_for,
    stock_for,
    with_all_prices,
    with_ending,
)
from shop_app.catalog.importing.cleaning import is_barcode, plain, safe_html
from shop_app.catalog.importing.formats import recognise
from shop_app.catalog.importing.records import OfferRecord, PriceRecord
from shop_app.catalog.importing.source import inspect

DATA = Path(__file__).parents[4] / "shared" / "data"
SHOP = Shop(("alder", "birch", "cedar"), ("MEM", "RTM"), ("EUR", "USD", "GBP", "JPY"))
BEST_BUY = DATA / "catalog_bestbuy" / "products.jsonl.gz"
ICECAT = DATA / "search_icecat" / "products.jsonl.gz"


def test_a_brand_has_one_seller_however_it_is_written():
    assert seller_for(SHOP, "Fjord", "a") == seller_for(SHOP, "FJORD", "b")
    assert {seller_for(SHOP, f"Brand {n}", "") for n in range(40)} == {"alder", "birch", "cedar"}


def test_about_eight_in_a_hundred_are_sold_out_and_the_others_have_3_to_120():
    stocks = [sum(stock_for(SHOP, f"SKU-{n}").values()) for n in range(2000)]
    assert 120 <= stocks.count(0) <= 200
    assert min(stock for stock in stocks if stock) >= 3
    assert max(stocks) <= 120
    assert stock_for(SHOP, "SKU-1") == stock_for(SHOP, "SKU-1")


@pytest.mark.feature("PRC-01")
@pytest.mark.parametrize(
    ("minor", "currency", "pleasant"),
    [(1000, "EUR", 999), (1048, "EUR", 999), (1049, "EUR", 1099), (437, "EUR", 439),
     (1, "EUR", 9), (165, "JPY", 170), (1650, "JPY", 1680), (2061, "JPY", 2080)],
)  # fmt: skip
def test_derived_prices_have_pleasant_endings(minor, currency, pleasant):
    assert with_ending(minor, currency) == pleasant


def test_a_price_is_derived_in_every_other_currency_of_the_shop_with_its_sale():
    offer = OfferRecord("", {"EUR": PriceRecord(10_000, 8_000)})
    prices = with_all_prices(SHOP, offer)
    assert {c: (p.amount_minor, p.sale_minor) for c, p in prices.items()} == {
        "EUR": (10_000, 8_000), "USD": (10_999, 8_799), "GBP": (8_599, 6_899),
        "JPY": (16_480, 13_180),
    }  # fmt: skip


@given(st.integers(1, 10**9), st.sampled_from(["EUR", "USD", "GBP", "JPY"]))
def test_a_derived_price_is_always_above_zero(minor, currency):
    assert converted(minor, "EUR", currency) > 0


@given(st.text())
def test_clean_text_is_one_line_that_cleaning_leaves_as_it_is(text):
    once = plain(text)
    assert plain(once) == once
    assert "\x00" not in once
    assert "\n" not in once


@given(st.text(alphabet=st.sampled_from("<>/=\"'& abscriptonx\n"), max_size=80))
def test_safe_html_stays_as_it_is_when_cleaned_again(text):
    once = safe_html(text)
    assert safe_html(once) == once or "<" not in once
    assert "<script" not in once.lower()


@pytest.mark.parametrize("code", ["4006381333931", "96385074", "036000291452", "10614141000415"])
def test_right_check_digits_are_known(code):
    assert is_barcode(code)
    assert not is_barcode(code[:-1] + str((int(code[-1]) + 1) % 10))
    assert not is_barcode(f"{code}00000")


@pytest.mark.skipif(not BEST_BUY.exists(), reason="the catalogue lies beside the project")
def test_best_buys_catalogue_comes_in_whole_and_twice_gives_the_same_shop(bring, ask):
    content = BEST_BUY.read_bytes()
    first = bring(content, batch_size=500)
    assert (first.products, first.new, first.refusals, first.warnings) == (3291, 3291, 0, 0)
    assert ask("select count(*) from products where category_id is null") == [(0,)]
    second = bring(content, batch_size=500)
    assert (second.products, second.new, second.changed) == (3291, 0, 0)


@pytest.mark.slow
@pytest.mark.skipif(not ICECAT.exists(), reason="the catalogue lies beside the project")
def test_icecats_catalogue_comes_in_whole(bring, ask):
    outcome = bring(ICECAT.read_bytes(), batch_size=500)
    assert (outcome.products, outcome.new, outcome.refusals) == (19406, 19406, 0)
    assert ask("select count(*) from attributes") == [(5355,)]
    assert ask("select count(*) from products where category_id is null") == [(0,)]


@pytest.mark.skipif(not DATA.exists(), reason="the catalogues lie beside the project")
def test_the_real_files_are_recognised():
    known = {path.name: recognise(inspect(path)).code for path in (BEST_BUY,)}
    assert known == {"products.jsonl.gz": "bestbuy"}
    assert recognise(inspect(ICECAT)).code == "icecat"
