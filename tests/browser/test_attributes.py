"""Staff keeps the attributes, and shoppers filter by them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import open_page, sign_in

pytestmark = pytest.mark.browser

ADDRESS = "/admin/catalog/attributes"
SAVED = "Saved. Lists and search follow within a minute."
SHELF = "/c/drinkware"


def save(page: Page) -> None:
    """Save the form and read the page's answer."""
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(SAVED, exact=True).first).to_be_visible()


def is_filter(page: Page, name: str, *, wanted: bool) -> bool:
    """Whether the shelf has, or has no more, a filter of this name within a minute."""
    for _ in range(60):
        open_page(page, SHELF)
        if bool(page.locator("main").get_by_text(name, exact=True).count()) == wanted:
            return True
        page.wait_for_timeout(1000)
    return False


@pytest.mark.feature("CAT-03")
def test_staff_renames_an_attribute_and_makes_it_a_filter_that_shoppers_see(page, demo_shop):
    name = f"Washes {uuid4().hex[:6]}"
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/catalog")
    rooms = page.get_by_role("navigation", name="Rooms of the catalogue")
    rooms.get_by_role("link", name="Attributes").click()
    expect(page.get_by_role("heading", level=1, name="Attributes")).to_be_visible()

    assert is_filter(page, "Dishwasher safe", wanted=True)
    open_page(page, f"{ADDRESS}/dishwasher_safe")
    expect(page.get_by_text("Only one that nobody uses can be removed.")).to_be_visible()
    box = page.get_by_role("checkbox", name="Lists can be filtered by it")
    box.uncheck()
    save(page)
    assert is_filter(page, "Dishwasher safe", wanted=False)

    open_page(page, f"{ADDRESS}/dishwasher_safe")
    expect(box).not_to_be_checked()
    page.get_by_role("textbox", name="Name").fill(name)
    box.check()
    save(page)
    assert is_filter(page, name, wanted=True)

    open_page(page, f"{ADDRESS}/dishwasher_safe")
    page.get_by_role("textbox", name="Name").fill("Dishwasher safe")
    save(page)


def test_a_new_attribute_is_merged_into_another_and_one_without_use_removed(page, demo_shop):
    mark = uuid4().hex[:6]
    sign_in(page, "admin@demo.test")
    for code in (f"weave_{mark}", f"weaves_{mark}"):
        open_page(page, f"{ADDRESS}/new")
        page.get_by_role("textbox", name="Name").fill(f"{code} <b>")
        page.get_by_role("textbox", name="Code").fill("No code")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("A code has small letters").first).to_be_visible()
        page.get_by_role("textbox", name="Code").fill(code)
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url(f"**{ADDRESS}/{code}")
        expect(page.get_by_role("heading", level=1, name=f"{code} <b>")).to_be_visible()

    page.get_by_label("Other attribute").select_option(value=f"weave_{mark}")
    page.get_by_role("button", name="Merge", exact=True).click()
    asked = page.get_by_role("dialog", name=f"Merge weaves_{mark} <b> into weave_{mark} <b>")
    lines = asked.get_by_role("listitem")
    expect(lines).to_have_text(["No product, draft or rule has it."])
    asked.get_by_role("button", name="Leave everything as it is").click()
    expect(asked).to_be_hidden()
    expect(page.get_by_role("heading", level=1, name=f"weaves_{mark} <b>")).to_be_visible()
    page.get_by_role("button", name="Merge", exact=True).click()
    asked.get_by_role("button", name="Yes, merge them").click()
    page.wait_for_url(f"**{ADDRESS}/weave_{mark}")
    expect(page.get_by_role("heading", level=1, name=f"weave_{mark} <b>")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.wait_for_url(f"**{ADDRESS}")
    open_page(page, f"{ADDRESS}?search=weave_{mark}")
    expect(page.get_by_role("link", name=f"weave_{mark} <b>")).to_have_count(0)
