"""Finding: suggestions, typos, facets in the address, going back, empty results that help."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import cards, live, open_page

pytestmark = pytest.mark.browser


def test_suggestions_come_while_typing_and_arrows_choose(page):
    open_page(page, "/")
    box = page.get_by_role("combobox", name="Search products").or_(
        page.get_by_role("searchbox", name="Search products")
    )
    box.first.press_sequentially("snea", delay=40)
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    box.first.press("ArrowDown")
    box.first.press("Enter")
    page.wait_for_url(re.compile(r"/(search|p|c)[/?]"))


@pytest.mark.feature("SRCH-02", "SRCH-01")
def test_a_typo_still_finds(page):
    open_page(page, "/search?q=headfones")
    expect(cards(page).first).to_be_visible()
    assert (
        "head" in cards(page).first.inner_text().lower()
        or "ear" in cards(page).first.inner_text().lower()
    )


@pytest.mark.feature("SRCH-03", "UXQ-08")
def test_facets_live_in_the_address_and_back_returns(page):
    open_page(page, "/search?q=shirt")
    status = page.get_by_role("status").filter(has_text=re.compile(r"results?"))
    before = status.first.inner_text()
    filters = page.get_by_role("group", name="Filters")
    box = filters.get_by_role("checkbox", name=re.compile(r"^Brand: .+ \(\d+\)$")).first
    name = box.get_attribute("aria-label") or ""
    expected = re.findall(r"\((\d+)\)$", name)
    box.click()
    page.wait_for_url(re.compile(r"brand="))
    if expected:
        expect(status.first).to_contain_text(expected[0])
    page.go_back()
    expect(status.first).to_have_text(before)
    page.goto(page.url + "&brand=nobody")
    live(page)
    expect(
        page.get_by_role("button", name="Clear all filters")
        .or_(page.get_by_role("link", name="Clear all filters"))
        .first
    ).to_be_visible()


@pytest.mark.feature("SRCH-07")
def test_sorting_by_price_sorts(page):
    open_page(page, "/search?q=chair&sort=price")
    prices = page.locator("main [data-price-minor]:visible")
    values = [int(v) for v in prices.evaluate_all("e => e.map(x => x.dataset.priceMinor)")]
    assert len(values) > 2
    assert values == sorted(values)


@pytest.mark.feature("SRCH-09")
def test_nothing_found_still_helps(page):
    open_page(page, "/search?q=zzqxwv")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(cards(page).first).to_be_visible()


def test_paging_keeps_the_filters(page):
    open_page(page, "/search?q=shirt&sort=rating")
    following = page.get_by_role("link", name="Next page").first
    expect(following).to_be_visible()
    following.click()
    page.wait_for_url(re.compile(r"page=2"))
    expect(cards(page).first).to_be_visible()


@pytest.mark.feature("UXQ-05", "UXQ-06")
def test_without_javascript_people_search_page_and_fill_the_cart(chromium, demo_shop):
    context = chromium.new_context(base_url=demo_shop.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search products").first.fill("mug")
    page.get_by_label("Search products").first.press("Enter")
    page.wait_for_url(re.compile(r"/search\?.*q=mug"))
    cards(page).first.click()
    page.wait_for_url(re.compile(r"/p/"))
    page.get_by_role("button", name="Add to cart").first.click()
    page.wait_for_url(re.compile(r"/cart"))
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_attached()
    page.goto("/search?q=shirt")
    page.get_by_role("link", name="Next page").first.click()
    page.wait_for_url(re.compile(r"page=2"))
    assert cards(page).count() > 0
    context.close()


def test_an_unknown_product_is_a_real_404_that_helps(page):
    answer = page.goto("/p/there-is-no-such-thing")
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Search products").first).to_be_visible()
