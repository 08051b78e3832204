"""The checkout of who has addresses: chosen by cards, another one kept, also without JavaScript."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import (
    add_to_cart,
    choose_payment,
    open_buyable_product,
    open_page,
    order_heading,
    pay_button,
)

pytestmark = pytest.mark.browser

HOME = {
    "Full name": "Ada Byron", "Address": "Keizersgracht 12", "Postal code": "1015 CS",
    "City": "Amsterdam",
}  # fmt: skip
WORK = {**HOME, "Full name": "Ada at work", "Address": "Damrak 1"}


def _fill(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        page.get_by_role("textbox", name=name, exact=True).fill(value)


@pytest.fixture
def shopper(page: Page) -> Page:
    """Somebody with one address and a mug in their cart."""
    page.goto("/register")
    page.get_by_role("textbox", name="Full name").fill("Ada Byron")
    page.get_by_role("textbox", name="Email").fill(f"ada-{uuid4().hex[:12]}@example.com")
    page.get_by_role("textbox", name="Password").fill("three olive trees")
    page.get_by_role("button", name="Create account").click()
    open_page(page, "/account/addresses/new")
    _fill(page, HOME)
    page.get_by_role("main").get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_text("Keizersgracht 12")).to_be_visible()
    open_buyable_product(page)
    add_to_cart(page)
    return page


@pytest.mark.feature("CUS-05")
def test_another_address_is_typed_kept_and_chosen_the_next_time(shopper):
    page = shopper
    open_page(page, "/checkout")
    cards = page.get_by_role("radiogroup", name="Saved addresses")
    expect(cards.get_by_role("radio", name="Ada Byron")).to_be_checked()
    expect(page.get_by_role("textbox", name="Full name")).to_be_hidden()
    cards.get_by_role("radio", name="Another address").check(force=True)
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("")
    _fill(page, WORK)
    page.get_by_role("checkbox", name="Save this address in your account").check()
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible()
    expect(page.get_by_text("Damrak 1").first).to_be_visible()
    open_page(page, "/account/addresses")
    expect(page.get_by_text("Damrak 1")).to_be_visible()

    open_buyable_product(page)
    add_to_cart(page)
    open_page(page, "/checkout")
    cards.get_by_role("radio", name="Ada at work").check(force=True)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible()
    expect(page.get_by_text("Damrak 1").first).to_be_visible()


@pytest.mark.feature("CUS-05")
def test_cards_and_fields_work_without_javascript(shopper, chromium: Browser, demo_shop):
    cookies = shopper.context.cookies()
    plain = chromium.new_context(base_url=demo_shop.url, java_script_enabled=False)
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto("/checkout")
    expect(page.get_by_role("textbox", name="Full name")).to_be_hidden()
    page.get_by_role("radio", name="Another address").check(force=True)
    expect(page.get_by_role("textbox", name="Full name")).to_be_visible()
    _fill(page, WORK)
    page.get_by_role("checkbox", name="Save this address in your account").check()
    page.get_by_role("button", name=re.compile("^Pay ")).click()
    expect(order_heading(page)).to_be_visible()
    expect(page.get_by_text("Damrak 1").first).to_be_visible()
    page.goto("/account/addresses")
    expect(page.get_by_text("Damrak 1")).to_be_visible()
    plain.close()
