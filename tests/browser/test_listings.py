"""Listings and stock in a real browser: written, approved, found by a guest; files; stock."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import live, open_page, sign_in

pytestmark = pytest.mark.browser


def picture() -> dict:
    """A picture file as a browser sends it."""
    buffer = io.BytesIO()
    Image.new("RGB", (640, 640), (122, 88, 54)).save(buffer, "PNG")
    return {"name": "board.png", "mimeType": "image/png", "buffer": buffer.getvalue()}


def another_page(chromium: Browser, demo_shop) -> Page:
    """A page of somebody else."""
    context = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    context.set_default_timeout(15_000)
    return context.new_page()


def write_product(page: Page, title: str, sku: str) -> None:
    """Fill in a new product with two variants, up to the point where it can be submitted."""
    open_page(page, "/seller/products/new")
    page.get_by_role("textbox", name="Title").fill(title)
    category = page.get_by_label("Category")
    category.select_option(index=4)
    page.get_by_role("textbox", name="Description").fill("Cut from one plank.\n\nOiled by hand.")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url(re.compile(r"/seller/products/[0-9a-f-]{36}$"))
    live(page)
    page.get_by_label("Add pictures").set_input_files(picture())
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("button", name="Remove picture 1")).to_be_visible()
    page.get_by_role("textbox", name="Option 1", exact=True).fill("Length")
    page.get_by_role("textbox", name="Values of option 1").fill("Short, Long")
    page.get_by_role("button", name="Make variants").click()
    for name, price in (("Short", "39.50"), ("Long", "59")):
        page.get_by_role("textbox", name=f"SKU of {name}").fill(f"{sku}-{name[0]}")
        page.get_by_role("textbox", name=f"Price of {name} in EUR").fill(price)
        page.get_by_role("textbox", name=f"First stock of {name}").fill("7")
    page.get_by_role("textbox", name="Title").click()
    expect(page.get_by_text("You will receive").first).to_be_visible()


@pytest.mark.feature("MKT-05", "MKT-13")
def test_a_product_is_written_sent_back_mended_approved_and_found(page, chromium, demo_shop):
    mark = uuid4().hex[:8]
    title = f"Walnut board {mark}"
    sign_in(page, "seller@demo.test")
    write_product(page, title, f"WB-{mark}")
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_role("status").filter(has_text="Submitted")).to_be_visible()

    staff = another_page(chromium, demo_shop)
    sign_in(staff, "admin@demo.test")
    open_page(staff, f"/admin/listings?q={mark}")
    staff.get_by_role("link", name=title).click()
    staff.get_by_label("The pictures are missing").check()
    staff.get_by_role("textbox", name="Words to the seller").fill("Show the grain.")
    staff.get_by_role("button", name="Send back").click()
    expect(staff.get_by_role("status").filter(has_text="The seller is told")).to_be_visible()

    page.reload()
    live(page)
    expect(page.get_by_text("Show the grain.")).to_be_visible()
    page.get_by_role("textbox", name="Title").fill(f"{title} of oak")
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_role("status").filter(has_text="Submitted")).to_be_visible()

    open_page(staff, f"/admin/listings?status=submitted&q={mark}")
    staff.get_by_role("checkbox", name=re.compile("^Select Walnut board")).check()
    staff.get_by_role("button", name="Apply to the selected").click()
    expect(staff.get_by_role("status").filter(has_text="1 row done")).to_be_visible()

    open_page(page, f"/seller/products?q={mark}")
    expect(page.get_by_role("table").get_by_text("On sale")).to_be_visible()
    guest = another_page(chromium, demo_shop)
    for _ in range(20):
        open_page(guest, f"/search?q=walnut+board+{mark}")
        if guest.locator('main a[href^="/p/walnut-board"]').count():
            break
        guest.wait_for_timeout(500)
    guest.locator('main a[href^="/p/walnut-board"]').first.click()
    expect(guest.get_by_role("heading", level=1)).to_have_text(f"{title} of oak")
    expect(guest.get_by_role("radiogroup", name="Length")).to_be_visible()
    expect(guest.get_by_role("button", name="Add to cart").first).to_be_enabled()


def test_the_second_of_two_windows_is_told_and_what_was_typed_stays(page):
    mark = uuid4().hex[:8]
    sign_in(page, "seller@demo.test")
    write_product(page, f"Two windows {mark}", f"TW-{mark}")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    other = page.context.new_page()
    open_page(other, page.url)
    other.get_by_role("textbox", name="Title").fill(f"First {mark}")
    other.get_by_role("button", name="Save draft").click()
    expect(other.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    page.get_by_role("textbox", name="Title").fill(f"Second {mark}")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert").filter(has_text="in another window")).to_be_visible()
    expect(page.get_by_role("textbox", name="Title")).to_have_value(f"Second {mark}")


@pytest.mark.feature("MKT-20")
def test_a_file_with_errors_is_looked_at_brought_in_and_mended(page):
    mark = uuid4().hex[:6].upper()
    text = (
        "Name;Code;Price EUR;Qty\n"
        f"Linen towel {mark};LT-{mark};12,50;4\n"
        f"Bad towel {mark};BT-{mark};much;4\n"
    )
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/import")
    page.get_by_label("File of products").set_input_files(
        {"name": "towels.csv", "mimeType": "text/csv", "buffer": text.encode("utf-16")}
    )
    page.get_by_role("button", name="Send file").click()
    page.wait_for_url(re.compile(r"\?file="))
    live(page)
    expect(page.get_by_role("heading", name="towels.csv")).to_be_visible()
    page.get_by_label("Code", exact=True).select_option(label="SKU")
    page.get_by_role("button", name="Use these columns").click()
    ahead = page.get_by_role("region", name="What would happen to the first products")
    expect(ahead.get_by_text("New", exact=True)).to_be_visible()
    expect(ahead.get_by_text("Refused", exact=True)).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    outcome = page.get_by_role("status").filter(has_text="1 new product")
    expect(outcome).to_contain_text("1 row refused")
    with page.expect_download() as download:
        page.get_by_role("link", name="Refused rows with reasons (CSV)").click()
    refused = download.value.path().read_text("utf-8-sig")
    assert f"BT-{mark}" in refused
    assert "Price EUR" in refused.splitlines()[1]
    open_page(page, f"/seller/products?q=LT-{mark}")
    expect(page.get_by_role("link", name=f"Linen towel {mark}")).to_be_visible()


@pytest.mark.feature("INV-07", "INV-08", "INV-10")
def test_stock_is_changed_in_place_and_a_second_writer_is_told(page):
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/stock")
    first = page.locator("main tbody tr").first
    other = page.context.new_page()
    open_page(other, "/seller/stock")

    for window in (page, other):
        row = window.locator("main tbody tr").first
        row.get_by_role("combobox").select_option("receive")
        row.get_by_role("spinbutton").fill("1")
        row.get_by_role("button", name=re.compile("^Save ")).click()
    expect(page.get_by_role("status").filter(has_text="Saved: ")).to_be_visible()
    expect(other.get_by_role("alert").filter(has_text="changed since you looked")).to_be_visible()

    first.get_by_role("link").first.click()
    page.wait_for_url(re.compile(r"/seller/stock/[0-9a-f-]{36}"))
    history = page.get_by_role("region", name="What happened, newest first")
    expect(history.get_by_text("Received").first).to_be_visible()
    low = page.get_by_role("spinbutton", name=re.compile("^Low at")).first
    low.fill("5000")
    page.get_by_role("button", name=re.compile("^Set low point")).first.click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    open_page(page, "/seller/stock?low=1")
    expect(page.locator("main tbody tr").first.get_by_text("Low", exact=True)).to_be_visible()


@pytest.mark.feature("INV-10")
def test_the_stock_file_goes_out_and_comes_back(page):
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/stock")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take the stock file").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("sku,warehouse,title,on hand")
    cells = lines[1].split(",")
    text = f"sku,warehouse,on hand,version\n{cells[0]},{cells[1]},77,999\nNONE,X,1,1\n"
    page.get_by_label("Stock file").set_input_files(
        {"name": "stock.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Send stock file").click()
    page.wait_for_url(re.compile("changed=0"))
    live(page)
    expect(page.get_by_role("alert").filter(has_text="2 rows were not taken")).to_be_visible()
    with page.expect_download() as refused:
        page.get_by_role("link", name="Rows that were not taken (CSV)").click()
    assert "has changed since you looked" in refused.value.path().read_text("utf-8-sig")
