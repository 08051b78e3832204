"""Many orders at once: first what would happen, then the yes, then how each went."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.journey import open_page, sign_in


def choose(page, action, *, rows, note=""):
    """Select the first rows of the list and ask for an action."""
    boxes = page.get_by_role("table").get_by_role("checkbox")
    expect(boxes.nth(1)).to_be_visible()
    for place in range(1, rows + 1):
        boxes.nth(place).check()
    page.get_by_role("combobox", name="Do with the selected").select_option(label=action)
    if note:
        page.get_by_role("textbox", name="Tag, or reason of cancelling").fill(note)
    page.get_by_role("button", name="Apply to the selected").click()


@pytest.mark.feature("ORD-17")
def test_staff_sees_what_cancelling_would_do_before_it_is_done(page):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/orders")
    choose(page, "Cancel the orders", rows=3)
    expect(page.get_by_role("alert").filter(has_text="Say why the orders")).to_be_visible()
    choose(page, "Cancel the orders", rows=20, note="Double orders")
    panel = page.get_by_role("region", name="Cancel the orders: look first")
    expect(panel.get_by_role("status")).to_contain_text("can be done")
    before = page.get_by_role("table", name="All orders").inner_text()
    panel.get_by_role("button", name="Leave everything as it is").click()
    expect(panel).to_have_count(0)
    assert page.get_by_role("table", name="All orders").inner_text() == before

    open_page(page, "/admin/orders?status=placed")
    choose(page, "Cancel the orders", rows=2, note="Double orders")
    expect(panel.get_by_role("status")).to_contain_text("2 rows can be done.")
    expect(panel.get_by_role("status")).to_contain_text("Given back: ")
    panel.get_by_role("button", name="Yes, do it with 2 rows").click()
    outcome = page.get_by_role("region", name="How it went")
    expect(outcome.get_by_role("status")).to_contain_text("2 rows done.")
    expect(outcome.get_by_role("table")).to_contain_text("Done")
    number = outcome.get_by_role("table").get_by_role("rowheader").first.inner_text()
    outcome.get_by_role("button", name="Close").click()
    open_page(page, f"/admin/orders/{number}")
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("Double orders")


@pytest.mark.feature("ORD-17")
def test_a_seller_sees_what_sending_would_do_and_each_rows_result(page):
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/orders?status=delivered")
    choose(page, "Mark as sent", rows=1)
    panel = page.get_by_role("region", name="Mark as sent: look first")
    expect(panel.get_by_role("status")).to_contain_text("1 row cannot.")
    expect(panel.get_by_role("button", name="Yes, do it")).to_have_count(0)
    open_page(page, "/seller/orders?waiting=all")
    choose(page, "Mark as sent", rows=1)
    panel.get_by_role("button", name="Yes, do it with 1 row").click()
    outcome = page.get_by_role("region", name="How it went")
    expect(outcome.get_by_role("status")).to_contain_text("1 row done.")
