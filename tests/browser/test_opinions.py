"""Opinions and what is kept: a review through to staff's decision, a wishlist, what was viewed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import cart_link, live, open_buyable_product, open_page, sign_in


def reviews(page: Page):
    return page.get_by_role("region", name="Reviews")


@pytest.mark.feature("REV-01", "REV-03")
def test_a_review_with_a_bad_word_waits_until_staff_publishes_it(page):
    sign_in(page, "shopper@demo.test")
    title = open_buyable_product(page, "lamp")
    live(page)
    address = page.url
    section = reviews(page)
    section.get_by_role("button", name=re.compile("Write a review|Change your review")).click()
    section.get_by_role("button", name="Send review").click()
    expect(section.get_by_role("alert").filter(has_text="stars")).to_be_visible()
    section.get_by_role("radio", name="4 stars").check()
    section.get_by_role("textbox", name="Title").fill("Bright and <b>warm</b>")
    section.get_by_role("textbox", name="What do you think").fill(
        "A damn good lamp, no bullshit, for reading in the evening."
    )
    section.get_by_role("button", name="Send review").click()
    expect(section.get_by_text("Staff reads your review before it shows.")).to_be_visible()
    open_page(page, "/account/reviews")
    expect(page.get_by_role("region", name="What you wrote").get_by_text(title)).to_be_visible()
    expect(page.get_by_text("Being read by staff").first).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/reviews?queue=waiting&q=Bright+and")
    expect(page.get_by_role("status").filter(has_text="1 row")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("Select Bright and")).check()
    page.get_by_label("Do with the selected").last.select_option("publish")
    page.get_by_role("button", name="Apply to the selected").click()
    expect(page.get_by_text("1 row done.")).to_be_visible()

    open_page(page, address)
    expect(reviews(page).get_by_text("Bright and <b>warm</b>")).to_be_visible()


@pytest.mark.feature("REV-08")
def test_a_guest_keeps_a_thing_brings_it_back_and_moves_it_to_the_cart(page):
    title = open_buyable_product(page, "mug")
    live(page)
    page.get_by_role("button", name="Add to wishlist").click()
    expect(page.get_by_role("button", name="In your wishlist")).to_be_visible()

    open_page(page, "/wishlist")
    main = page.get_by_role("main")
    main.get_by_role("button", name=f"Remove {title}").click()
    expect(main.get_by_text("is out of the list")).to_be_visible()
    main.get_by_role("button", name="Undo").click()
    expect(main.get_by_role("link", name=title)).to_be_visible()

    main.get_by_role("button", name="Share this list").click()
    shared = main.get_by_role("link", name=re.compile("^.wishlist."))
    expect(shared).to_be_visible()
    link = shared.get_attribute("href")
    move = main.get_by_role("button", name="Move to cart")
    if move.count():
        move.click()
        expect(main.get_by_text("It is in your cart.")).to_be_visible()
        expect(cart_link(page)).to_have_accessible_name("Cart, 1 item")

    page.context.clear_cookies()
    open_page(page, link)
    expect(page.get_by_role("heading", level=1, name="Wishlist")).to_be_visible()
    expect(page.get_by_role("button", name="Stop sharing")).to_have_count(0)


@pytest.mark.feature("REV-11")
def test_what_was_looked_at_stands_on_the_front_door(page):
    title = open_buyable_product(page, "mug")
    live(page)
    page.wait_for_timeout(500)
    open_page(page, "/")
    row = page.get_by_role("region", name="Recently viewed")
    expect(row.get_by_role("link", name=title, exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="For you")).to_be_visible()
