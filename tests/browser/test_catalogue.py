"""Staff keeps the tree of categories, and shoppers see it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import cards, live, open_page, sign_in

pytestmark = pytest.mark.browser


def said(page: Page, words: str):
    """The page's own answer."""
    return expect(page.get_by_text(words, exact=True).first)


def open_form(page: Page, name: str) -> None:
    """Open the form of the category of this name."""
    page.get_by_role("button", name=re.compile(rf"^Change (.* › )?{re.escape(name)}$")).click()
    expect(page.get_by_role("heading", level=2, name=f"Change {name}")).to_be_visible()


@pytest.mark.feature("CAT-02")
def test_staff_makes_a_category_that_shoppers_find_and_whose_old_address_leads_on(page, demo_shop):
    mark = uuid4().hex[:6]
    open_page(page, "/search?q=mug")
    slug = (cards(page).first.get_attribute("href") or "").rpartition("/")[2]
    title = cards(page).first.get_attribute("aria-label") or ""
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/catalog/categories")

    page.get_by_role("textbox", name="Name").fill(f"Mugs of {mark}")
    page.get_by_label("Lies in").select_option(label="Kitchen › Drinkware")
    page.get_by_role("button", name="Save").click()
    said(page, "Saved. Menus follow within a minute.").to_be_visible()

    page.get_by_role("textbox", name="Name").fill(f"mugs OF {mark}")
    page.get_by_label("Lies in").select_option(label="Kitchen › Drinkware")
    page.get_by_role("textbox", name="Address").fill(f"other-{mark}")
    page.get_by_role("button", name="Save").click()
    said(page, "There is a category of this name at this place.").to_be_visible()

    open_form(page, f"Mugs of {mark}")
    page.get_by_text("Bring products here", exact=True).click()
    page.get_by_role("textbox", name="Products").fill(f"{slug}\nno-such-{mark}")
    page.get_by_role("button", name="Bring them").click()
    said(page, f"There is no product no-such-{mark}. None was moved.").to_be_visible()
    page.get_by_role("textbox", name="Products").fill(slug)
    page.get_by_role("button", name="Bring them").click()
    said(page, "Saved. Menus follow within a minute.").to_be_visible()

    page.get_by_role("textbox", name="Address").fill(f"fine-mugs-{mark}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"/c/fine-mugs-{mark}")).to_be_visible()

    moved = page.request.get(f"/c/mugs-of-{mark}", max_redirects=0)
    assert (moved.status, moved.headers["location"]) == (301, f"/c/fine-mugs-{mark}")
    for _ in range(40):
        open_page(page, f"/c/fine-mugs-{mark}")
        if cards(page).count() == 1:  # an empty shelf shows what others buy
            break
        page.wait_for_timeout(500)
    expect(cards(page)).to_have_count(1)
    expect(page.get_by_role("link", name=title).first).to_be_visible()
    expect(page.get_by_role("navigation", name="Breadcrumb")).to_contain_text("Drinkware")

    open_page(page, "/admin/catalog/categories")
    open_form(page, f"Mugs of {mark}")
    page.get_by_role("checkbox", name="Hidden: in no menu and without a page").check()
    page.get_by_role("button", name="Save").click()
    said(page, "Saved. Menus follow within a minute.").to_be_visible()
    assert page.request.get(f"/c/fine-mugs-{mark}").status == 404

    open_form(page, f"Mugs of {mark}")
    page.get_by_text("Remove the category", exact=True).click()
    page.get_by_role("button", name="Remove", exact=True).click()
    said(page, "Products lie in it (1). Choose where they move.").to_be_visible()
    page.get_by_label("Its products move to").select_option(label="Kitchen › Drinkware")
    page.get_by_role("button", name="Remove", exact=True).click()
    said(page, "Saved. Menus follow within a minute.").to_be_visible()
    expect(page.get_by_text(f"/c/fine-mugs-{mark}")).to_have_count(0)
    live(page)
