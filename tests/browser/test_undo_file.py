"""A file of products is brought in and taken back, once, with what stayed."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.journey import live, open_page, sign_in


@pytest.mark.feature("MKT-20")
def test_a_seller_takes_a_file_back_and_reads_what_became_of_it(page):
    mark = uuid4().hex[:6].upper()
    text = f"sku;name;price EUR;qty\nTB-{mark};Tea bowl {mark};12,50;4\n"
    open_page(page, "/login")  # its code is there: what is typed next is not lost to the takeover
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/import")
    page.get_by_label("File of products").set_input_files(
        {"name": f"bowls-{mark}.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Send file").click()
    page.wait_for_url(re.compile(r"\?file="))
    live(page)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status").filter(has_text="1 new product")).to_be_visible()
    open_page(page, "/seller/import")
    page.get_by_role("link", name=f"Undo bowls-{mark}.csv").click()
    page.get_by_text("Undo this file").click()
    page.get_by_role("button", name="Take everything back").click()
    done = page.get_by_role("region", name="Taken back")
    expect(done.get_by_role("status")).to_contain_text("1 draft removed")
    expect(page.get_by_role("button", name="Take everything back")).to_have_count(0)
    open_page(page, f"/seller/products?q=TB-{mark}")
    expect(page.get_by_role("link", name=f"Tea bowl {mark}")).to_have_count(0)
    open_page(page, "/seller/import")
    row = page.get_by_role("row").filter(has_text=f"bowls-{mark}.csv")
    expect(row).to_contain_text("Taken back")
