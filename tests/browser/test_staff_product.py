"""Staff keeps one product, and shoppers see it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import cards, open_page, reader_again, sign_in

pytestmark = pytest.mark.browser

SAVED = "Saved. Lists and search follow within a minute."


def found(page: Page, words: str, *, wanted: bool) -> bool:
    """Whether a search finds something, or finds nothing any more, within a minute."""
    for _ in range(60):
        open_page(page, f"/search?q={words}")
        if bool(cards(page).filter(has_text=words).count()) == wanted:
            return True
        page.wait_for_timeout(1000)
    return False


@pytest.mark.feature("CAT-01")
def test_staff_renames_moves_archives_and_puts_back_a_product(page, demo_shop):
    mark = f"zq{uuid4().hex[:8]}"
    open_page(page, "/search?q=kettle")
    slug = (cards(page).first.get_attribute("href") or "").rpartition("/")[2]
    sign_in(page, "admin@demo.test")
    open_page(page, f"/admin/catalog?q={slug}")
    page.locator("tbody").get_by_role("link").first.click()
    title = page.get_by_role("textbox", name="Title")
    expect(title).not_to_have_value("")
    before = title.input_value()
    expect(page.get_by_role("region", name="Variants and offers")).to_contain_text("For sale")

    title.fill(" ")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Give a title of at most 300 signs.").first).to_be_visible()
    title.fill(f"Kettle {mark}")
    page.get_by_label("Category", exact=True).select_option(label="Kitchen › Drinkware")
    page.get_by_role("textbox", name="Address").fill(f"kettle-{mark}")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/admin/catalog/products/kettle-{mark}")
    expect(page.get_by_role("heading", level=1, name=f"Kettle {mark}")).to_be_visible()
    expect(page.get_by_text("product.changed").first).to_be_visible()
    assert found(page, mark, wanted=True)
    cards(page).filter(has_text=mark).first.click()
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_contain_text("Drinkware")
    moved = page.request.get(f"/p/{slug}", max_redirects=0)
    assert (moved.status, moved.headers["location"]) == (301, f"/p/kettle-{mark}")

    open_page(page, f"/admin/catalog/products/kettle-{mark}")
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_text(re.compile("^Say why, in at most")).first).to_be_visible()
    page.get_by_role("textbox", name="Reason").fill("A recall")
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_text(SAVED, exact=True).first).to_be_visible()
    assert found(page, mark, wanted=False)

    open_page(page, f"/admin/catalog/products/kettle-{mark}")
    page.get_by_role("textbox", name="Reason").fill("Mended")
    page.get_by_role("button", name="Put back").click()
    expect(page.get_by_text(SAVED, exact=True).first).to_be_visible()
    page.get_by_role("textbox", name="Title").fill(before)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=before)).to_be_visible()


def test_of_two_people_the_later_one_is_told_and_loses_nothing(page, demo_shop):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/catalog")
    page.locator("tbody").get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="Title")).not_to_have_value("")
    other = page.context.new_page()
    open_page(other, page.url)
    for tab, words in ((other, "The first summary"), (page, "The second summary")):
        tab.get_by_role("textbox", name="Summary").fill(f"{words} {uuid4().hex[:4]}")
        tab.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text(SAVED, exact=True).first).to_be_visible()
    stale = "Somebody has changed this product meanwhile. Look at it again."
    expect(page.get_by_text(stale).first).to_be_visible()
    expect(page.get_by_role("textbox", name="Summary")).to_have_value(re.compile("^The second"))


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/admin/catalog/products/{slug}", ("Summary", "Reason")),
        ("/admin/catalog/categories", ("Name", "Description")),
        ("/admin/promotions", ("Name", "Percent off")),
    ],
)
def test_what_is_typed_stays_when_the_page_is_read_again(page, demo_shop, address, fields):
    open_page(page, "/search?q=kettle")
    slug = (cards(page).first.get_attribute("href") or "").rpartition("/")[2]
    sign_in(page, "admin@demo.test")
    read_again = reader_again(page)
    open_page(page, address.format(slug=slug))
    read_again()
    typed = [page.get_by_role("main").get_by_role("textbox", name=name).first for name in fields]
    for field in typed:
        field.fill("12")
    read_again()
    for field in typed:
        expect(field).to_have_value("12")
