"""Files that cannot be what a form asks for: a sentence stands beside the field."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.journey import open_page, sign_in

pytestmark = pytest.mark.browser


def picture() -> bytes:
    body = io.BytesIO()
    Image.effect_noise((80, 60), 90).convert("RGB").save(body, "PNG")
    return body.getvalue()


EMPTY = (b"", "is empty. Choose another one.")
PICTURE = (picture(), "This file is a picture. Send a table as CSV or Excel.")
WORDS = (b"These are words.\n", "This file is not a picture that can be read.")


def send(page: Page, label: str, button: str, *, name: str, body: bytes, sentence: str) -> None:
    """Choose a file, send it, and read the sentence beside its field."""
    page.get_by_label(label, exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": body}
    )
    page.get_by_role("button", name=button, exact=True).click()
    form = page.locator("form").filter(has=page.get_by_label(label, exact=True))
    expect(form.get_by_role("alert").filter(has_text=sentence)).to_be_visible()


@pytest.mark.parametrize(
    ("address", "label", "button"),
    [
        ("/seller/import", "File of products", "Send file"),
        ("/seller/stock", "Stock file", "Send stock file"),
    ],
)
def test_an_empty_file_and_a_picture_named_csv_are_refused_in_place(
    page: Page, demo_shop, address: str, label: str, button: str
):
    sign_in(page, "seller@demo.test")
    for body, sentence in (
        EMPTY,
        (b"\n \n", "This file is empty."),
        PICTURE,
        (b"%PDF-1.7\n", "This file is a PDF."),
        (b"sku,title\n", "no rows below them"),
    ):
        open_page(page, address)
        send(page, label, button, name="products.csv", body=body, sentence=sentence)
        expect(page.get_by_text(sentence)).to_have_count(1)


def test_pictures_of_a_product_that_are_none_are_refused_in_place(page: Page, demo_shop):
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/products")
    page.locator('tbody a[href^="/seller/products/"]').first.click()
    expect(page.get_by_role("heading", level=2, name="Pictures")).to_be_visible()
    pictures = page.locator("#pictures ~ ul li").count()
    for body, sentence in (EMPTY, WORDS):
        send(page, "Add pictures", "Upload", name="mug.png", body=body, sentence=sentence)
        expect(page.get_by_role("heading", level=2, name="Pictures")).to_be_visible()
    assert page.locator("#pictures ~ ul li").count() == pictures


def test_documents_of_an_applicant_that_are_none_are_refused_in_place(page: Page, demo_shop):
    sign_in(page, "shopper@demo.test")
    for body, sentence in (EMPTY, WORDS):
        open_page(page, "/sell/apply")
        send(page, "File", "Add the document", name="passport.pdf", body=body, sentence=sentence)
        expect(page.get_by_text(sentence)).to_have_count(1)
