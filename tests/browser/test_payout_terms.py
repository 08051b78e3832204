"""Payout terms: the usual ones, an exception, two people at once, and what the seller reads."""

from __future__ import annotations

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import open_page, sign_in

pytestmark = pytest.mark.browser

SAVED = "Saved. Balances and the next run follow it."
SLUG = """
    select s.slug, s.name from sellers s join seller_members m on m.seller_id = s.id
    join users u on u.id = m.user_id where u.email = 'seller@demo.test'
"""


@pytest.fixture
def seller(demo_shop) -> tuple[str, str]:
    """Address name and name of the demo's seller."""
    url = demo_shop.environment["DATABASE_URL"].replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url, passfile=demo_shop.environment.get("PGPASSFILE", "")) as connection:
        return connection.execute(SLUG).fetchone()


def _days(page: Page, part: int = 0):
    return page.get_by_role("textbox", name="Days that money is held after delivery").nth(part)


@pytest.mark.feature("MKT-10")
def test_an_exception_is_made_read_by_its_seller_and_dropped(page, demo_shop, seller, chromium):
    slug, name = seller
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/payouts")
    page.get_by_role("link", name="Payout terms").click()
    expect(page.get_by_role("heading", level=1, name="Payout terms")).to_be_visible()
    page.get_by_role("textbox", name="Seller's address name").fill("nobody-at-all")
    page.get_by_role("button", name="Save the exception").click()
    expect(page.get_by_text("There is no seller with this address name.")).to_be_visible()
    page.get_by_role("textbox", name="Seller's address name").fill(slug)
    _days(page, 1).fill("21")
    page.get_by_role("textbox", name="Reserve, percent of what is available").nth(1).fill("12.5")
    page.get_by_role("combobox", name="Runs are due on").nth(1).select_option("Friday")
    page.get_by_role("button", name="Save the exception").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    table = page.get_by_role("table", name="Sellers with terms of their own")
    expect(table.get_by_role("row").filter(has_text=name)).to_contain_text("21 days after delivery")

    other = chromium.new_context(base_url=demo_shop.url, bypass_csp=True)
    theirs = other.new_page()
    sign_in(theirs, "seller@demo.test")
    open_page(theirs, "/seller/balance")
    terms = theirs.get_by_role("region", name="Your payout terms")
    expect(terms).to_contain_text("21 days after delivery")
    expect(terms).to_contain_text("Agreed with you.")
    expect(terms).to_contain_text("12.5%")
    other.close()

    page.get_by_role("button", name=f"Usual terms for {name} again").click()
    expect(page.get_by_text("No seller has terms of its own.")).to_be_visible()


@pytest.mark.feature("MKT-10")
def test_who_saves_terms_that_somebody_else_has_changed_is_told(page, demo_shop, context):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/payouts/terms")
    second = context.new_page()
    open_page(second, "/admin/payouts/terms")
    before = _days(page).input_value()
    _days(page).fill("10")
    page.get_by_role("button", name="Save the usual terms").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    _days(second).fill("11")
    second.get_by_role("button", name="Save the usual terms").click()
    expect(second.get_by_text("These terms have changed since you opened them")).to_be_visible()
    _days(page).fill("999")
    page.get_by_role("button", name="Save the usual terms").click()
    expect(page.get_by_text("Write a whole number from 0 to 365.")).to_be_visible()
    _days(page).fill(before)
    page.get_by_role("button", name="Save the usual terms").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
