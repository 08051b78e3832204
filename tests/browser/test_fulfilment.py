"""A seller sends an order in two parcels, the shopper sees both; staff finds it and settles it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import open_page, sign_in


def first_waiting(page):
    """The number of an order of which the demo seller has to send two pieces or more."""
    open_page(page, "/seller/orders?waiting=all")
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.nth(1)).to_be_visible()
    for row in range(1, rows.count()):
        cells = rows.nth(row).get_by_role("cell")
        if int(cells.nth(7).inner_text()) > 1:
            return cells.nth(1).get_by_role("link").first.inner_text().rsplit("-", 1)[0]
    pytest.fail("no order with two pieces waits")


@pytest.mark.feature("ORD-04", "ORD-05", "ORD-01")
def test_a_seller_sends_two_parcels_and_staff_sees_both(page, chromium, demo_shop):
    sign_in(page, "seller@demo.test")
    number = first_waiting(page)
    open_page(page, f"/seller/orders/{number}")
    pieces = page.get_by_role("spinbutton")
    expect(pieces.first).to_be_visible()
    total = sum(int(pieces.nth(place).input_value()) for place in range(pieces.count()))
    for place in range(pieces.count()):
        pieces.nth(place).fill("0")
    pieces.first.fill("1")
    page.get_by_label("Carrier").fill("DHL")
    page.get_by_label("Tracking number").fill("JD0001")
    page.get_by_role("button", name="Mark as sent").click()
    parcels = page.get_by_role("list", name="Parcels")
    expect(parcels.get_by_role("link", name="JD0001")).to_have_attribute(
        "href", re.compile("^https://www.dhl.com/")
    )
    left = [int(pieces.nth(place).input_value()) for place in range(pieces.count())]
    assert sum(left) == total - 1
    page.get_by_label("Tracking number").fill("JD0002")
    page.get_by_role("button", name="Mark as sent").click()
    expect(parcels.get_by_role("heading", name="Parcel 2")).to_be_visible()
    expect(page.get_by_role("button", name="Mark as sent")).to_have_count(0)
    page.get_by_role("button", name="Mark parcel 1 as delivered").click()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("Parcel 1 was delivered")
    slip = page.request.get(f"/seller/orders/{number}/packing.pdf")
    assert (slip.status, slip.body()[:5]) == (200, b"%PDF-")

    context = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    staff = context.new_page()
    assert staff.request.get(f"/seller/orders/{number}/packing.pdf").status == 401
    assert staff.request.get(f"/orders/{number}/invoice.pdf").status == 404
    sign_in(staff, "admin@demo.test")
    assert staff.request.get(f"/seller/orders/{number}/packing.pdf").status == 403
    invoice = staff.request.get(f"/orders/{number}/invoice.pdf")
    assert (invoice.status, invoice.body()[:5]) == (200, b"%PDF-")
    open_page(staff, f"/admin/orders?q={number}")
    staff.get_by_role("link", name=number).click()
    boxes = staff.get_by_role("list", name="Parcels")
    expect(boxes.first).to_contain_text("JD0001")
    expect(boxes.first).to_contain_text("JD0002")
    context.close()


@pytest.mark.feature("ORD-14", "ORD-17", "ADM-03")
def test_staff_tags_refunds_and_notes_and_never_gives_back_more_than_was_paid(page):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/orders?status=delivered")
    page.get_by_role("table").get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Money")).to_be_visible()
    part = page.get_by_role("region").filter(has=page.get_by_text("Give money back")).first
    part.get_by_text("Give money back").click()
    part.get_by_label("Amount").fill("100000")
    part.get_by_label("Reason of the refund").fill("scratched")
    part.get_by_role("button", name="Give it back").click()
    refusal = page.get_by_role("alert").filter(has_text="is left to give back")
    expect(refusal).to_be_visible()
    part.get_by_label("Amount").fill("1")
    part.get_by_label("Reason of the refund").fill("scratched")
    part.get_by_role("button", name="Give it back").click()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("Money was given back")
    page.get_by_label("New tag").fill("Scratched")
    page.get_by_role("button", name="Put it on").click()
    expect(page.get_by_role("button", name="Take the tag scratched off")).to_be_visible()
    page.get_by_label("Note for the staff").fill("Called the shopper")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("Called the shopper")


def test_the_pick_list_holds_what_is_to_send(page):
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/pick")
    expect(page.get_by_role("table")).to_contain_text("S-")


@pytest.mark.feature("ORD-14")
def test_a_shopper_finds_invoice_and_buys_again(page):
    sign_in(page, "shopper@demo.test")
    open_page(page, "/account/orders")
    page.get_by_role("main").get_by_role("link", name=re.compile("S-")).first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Order S-"))).to_be_visible()
    expect(page.get_by_role("list", name="Timeline")).to_be_visible()
    page.get_by_role("button", name="Buy again").click()
    page.wait_for_url("**/cart**")
    expect(page.get_by_role("heading", name="Your cart")).to_be_visible()
