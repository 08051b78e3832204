"""Single items cancelled before they are sent: by the shopper, by the seller, by staff."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import (
    add_to_cart,
    cart_link,
    choose_payment,
    fill_checkout,
    open_buyable_product,
    open_page,
    order_heading,
    pay_button,
    sign_in,
)
from tests.browser.test_fulfilment import first_waiting


def one_of(page):
    """The fields of the pieces in the open form."""
    return page.get_by_role("spinbutton", name=re.compile("^Cancel of "))


@pytest.mark.feature("ORD-14", "ORD-01")
def test_a_seller_cancels_a_piece_and_staff_and_shopper_see_it(page, chromium, demo_shop):
    sign_in(page, "seller@demo.test")
    number = first_waiting(page)
    open_page(page, f"/seller/orders/{number}")
    page.get_by_text("Something cannot be sent?").click()
    one_of(page).first.fill("1")
    page.get_by_role("button", name="Cancel these items").click()
    expect(page.get_by_text("1 cancelled")).to_have_count(0)  # a reason is needed first
    page.get_by_label("Why these items are not sent").fill("The glaze has a crack")
    page.get_by_role("button", name="Cancel these items").click()
    expect(page.get_by_text("1 cancelled").first).to_be_visible()
    timeline = page.get_by_role("list", name="Timeline")
    expect(timeline).to_contain_text("Items were cancelled")
    expect(timeline).to_contain_text("The glaze has a crack")

    context = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    staff = context.new_page()
    sign_in(staff, "admin@demo.test")
    open_page(staff, f"/admin/orders/{number}")
    expect(staff.get_by_text("1 cancelled").first).to_be_visible()
    expect(staff.get_by_role("list", name="Timeline")).to_contain_text("Money was given back")
    part = staff.get_by_role("region").filter(has=staff.get_by_text("Cancel single items")).first
    part.get_by_text("Cancel single items").click()
    one_of(part).first.fill("1")
    part.get_by_label("Why these items are not sent").fill("Out of stock")
    part.get_by_role("button", name="Cancel these items").click()
    expect(staff.get_by_role("status").filter(has_text="Done.")).to_be_visible()
    expect(staff.get_by_role("list", name="Timeline")).to_contain_text("Out of stock")
    context.close()


@pytest.mark.feature("ORD-14")
def test_a_guest_cancels_one_of_two_pieces_and_gets_the_money_back(page):
    title = open_buyable_product(page, "notebook")
    add_to_cart(page)
    open_page(page, "/cart")
    quantity = page.get_by_role("spinbutton", name=f"Quantity of {title}")
    quantity.fill("2")
    quantity.blur()
    expect(cart_link(page)).to_have_accessible_name("Cart, 2 items")
    fill_checkout(page)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible()
    page.get_by_text("Cancel single items").click()
    one_of(page).first.fill("1")
    page.get_by_role("button", name="Cancel these items").click()
    expect(page.get_by_text("1 piece cancelled")).to_be_visible()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("were cancelled")
    expect(page.get_by_text("Given back", exact=True)).to_be_visible()
    page.get_by_text("Cancel single items").click()
    one_of(page).first.fill("1")
    page.get_by_role("button", name="Cancel these items").click()
    expect(page.get_by_text("Cancelled", exact=True)).to_be_visible()
    expect(page.get_by_text("Cancel single items")).to_have_count(0)
