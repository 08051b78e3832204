"""A guest's order joins the account that proves its address; the seller answers the review."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.journey import (
    add_to_cart,
    choose_payment,
    fill_checkout,
    open_buyable_product,
    open_page,
    order_heading,
    pay_button,
    sign_in,
)
from tests.browser.test_people import _letter, _link

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(chromium: Browser, demo_shop):
    """A page of an admin in a browser of their own."""
    context = chromium.new_context(
        base_url=demo_shop.url, viewport={"width": 1440, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    sign_in(page, "admin@demo.test")
    yield page
    context.close()


@pytest.mark.feature("CUS-01")
def test_what_was_bought_as_a_guest_is_in_the_account_once_the_address_is_confirmed(page, admin):
    email = f"guest-{uuid4().hex[:12]}@example.com"
    open_buyable_product(page)
    add_to_cart(page)
    fill_checkout(page, email=email)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    number = order_heading(page).inner_text().removeprefix("Order ")
    page.goto("/register")
    page.get_by_role("textbox", name="Full name").fill("Ada Byron")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("textbox", name="Password").fill("three olive trees")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ada Byron")
    open_page(page, "/account/orders")
    expect(page.get_by_text(number)).to_have_count(0)
    _letter(admin, email, "Confirm your e-mail address")
    page.goto(_link(admin, "Confirm this address"))
    page.get_by_role("button", name="Confirm this address").click()
    expect(page.get_by_text("This address is confirmed. Thank you.")).to_be_visible()
    open_page(page, "/account/orders")
    expect(page.get_by_text(number).first).to_be_visible()


@pytest.mark.feature("REV-04")
def test_a_seller_answers_a_review_and_staff_hides_the_answer(page, admin, demo_shop):
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller")
    expect(page.get_by_text("Reviews to answer")).to_be_visible()
    open_page(page, "/seller/reviews?answer=none")
    table = page.get_by_role("table", name="Reviews of your goods, newest first")
    row = table.get_by_role("row").nth(1)
    product = row.locator('a[href^="/p/"]').get_attribute("href")
    row.locator('a[href^="/seller/reviews/"]').click()
    expect(page.get_by_role("heading", level=2, name="Your answer")).to_be_visible()
    words = f"Thank you, we have changed the glaze. {uuid4().hex[:8]}"
    page.get_by_role("textbox", name="For everybody who reads the review").fill("x")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Write 2 to 2,000 signs.")).to_be_visible()
    page.get_by_role("textbox", name="For everybody who reads the review").fill(words)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Your answer shows under the review.")).to_be_visible()
    assert words in page.request.get(f"{product}").text()

    open_page(admin, f"/admin/reviews?q={words.rsplit(' ', 1)[1]}")
    found = admin.get_by_role("row").filter(has_text=words)
    found.get_by_role("checkbox").check()
    admin.get_by_label("Do with the selected").last.select_option("hide-answer")
    admin.get_by_role("textbox", name=re.compile("^Why it is rejected")).last.fill("Not kind")
    admin.get_by_role("button", name="Apply to the selected").click()
    expect(admin.get_by_text("1 row done.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Staff: Not kind")).to_be_visible()
    assert words not in page.request.get(f"{product}").text()
