"""Returns in a real browser: a guest sends a photo along, the seller pays back, staff sees all."""

from __future__ import annotations

import re
from io import BytesIO

import psycopg
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from shop_app.orders.access import order_address
from tests.browser.journey import live, open_page, sign_in
from tests.shop import Shop

pytestmark = pytest.mark.browser

_DELIVERED = """
    select o.number, l.title from seller_orders so
    join orders o on o.id = so.order_id
    join order_lines l on l.order_id = so.order_id and l.seller_id = so.seller_id
    join seller_members m on m.seller_id = so.seller_id
    join users u on u.id = m.user_id and u.email = 'seller@demo.test'
    join order_events e on e.order_id = so.order_id and e.seller_id = so.seller_id
        and e.kind = 'delivered' and e.happened_at > now() - interval '20 days'
    where so.status = 'delivered'
      and not exists (select from returns r where r.order_id = so.order_id)
      and (select count(*) from order_lines n where n.order_id = o.id and n.title = l.title) = 1
    order by o.id desc limit 1
"""


@pytest.fixture
def delivered(demo_shop: Shop) -> tuple[str, str]:
    """Number and a title of an order that the demo seller delivered lately."""
    address = demo_shop.environment["DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        found = connection.execute(_DELIVERED).fetchone()
    assert found is not None
    return found[0], found[1]


def picture() -> dict:
    """A photo of something broken, as a file to choose."""
    body = BytesIO()
    Image.new("RGB", (900, 700), "sienna").save(body, "JPEG")
    return {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": body.getvalue()}


def ask(page: Page, number: str, title: str) -> str:
    """Ask to return one piece as a guest with the key; returns the number of the return."""
    open_page(page, order_address(number))
    page.get_by_role("button", name="Return items").click()
    live(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Return items")
    page.get_by_role("checkbox", name=f"Return {title}").check()
    line = page.get_by_role("listitem").filter(
        has=page.get_by_role("checkbox", name=f"Return {title}")
    )
    line.get_by_label("Why").select_option(label="It arrived damaged")
    line.get_by_label("What is wrong with it").fill("A corner is <b>broken</b> off.")
    page.get_by_label("Photos").set_input_files(picture())
    page.get_by_role("button", name="Send return request").click()
    expect(page.get_by_role("status").filter(has_text="Your request is sent")).to_be_visible()
    heading = page.get_by_role("heading", level=2, name=re.compile("^Return R"))
    return heading.first.inner_text().removeprefix("Return ")


@pytest.mark.feature("ORD-11", "ORD-13")
def test_a_guest_returns_a_thing_with_a_photo_and_sees_the_money_come_back(
    page: Page, chromium: Browser, demo_shop: Shop, delivered
):
    number, title = delivered
    return_number = ask(page, number, title)
    expect(page.get_by_text("A corner is <b>broken</b> off.")).to_be_visible()
    photo = page.get_by_role("img", name="Photo 1")
    expect(photo).to_be_visible()
    assert photo.evaluate("image => image.naturalWidth") > 0

    seller = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    desk = seller.new_page()
    sign_in(desk, "seller@demo.test")
    open_page(desk, "/seller/returns")
    desk.get_by_role("link", name=return_number).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(f"Return {return_number}")
    expect(desk.get_by_role("img", name="Photo 1")).to_be_visible()
    desk.get_by_label("Where to send it and how").fill("Olive Mill, Harbour 1, with any carrier.")
    desk.get_by_role("button", name="Approve return").click()
    expect(desk.get_by_role("heading", name="Has the parcel come?")).to_be_visible()

    open_page(page, page.url)
    expect(page.get_by_text("Olive Mill, Harbour 1, with any carrier.").first).to_be_visible()

    desk.get_by_label("Condition").select_option(label="Damaged")
    desk.get_by_role("button", name="Mark as received").click()
    pay = desk.get_by_role("button", name="Refund ")
    amount = pay.inner_text().removeprefix("Refund ")
    pay.click()
    expect(desk.get_by_text("Given back").first).to_be_visible()
    seller.close()

    open_page(page, page.url)
    expect(page.get_by_text(f"{amount} was given back the way you paid.")).to_be_visible()
    open_page(page, order_address(number))
    expect(page.get_by_text("The money was given back").first).to_be_visible()

    staff = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    office = staff.new_page()
    sign_in(office, "admin@demo.test")
    open_page(office, f"/admin/returns?q={return_number}")
    expect(office.get_by_role("row").filter(has_text=return_number)).to_contain_text("Finished")
    staff.close()


def test_a_request_without_a_reason_is_told_beside_its_line_and_keeps_the_tick(
    page: Page, delivered
):
    number, title = delivered
    address = order_address(number).replace("?", "/return?")
    open_page(page, address)
    line = page.get_by_role("listitem").filter(
        has=page.get_by_role("checkbox", name=f"Return {title}")
    )
    line.get_by_role("checkbox").check()
    line.get_by_label("What is wrong with it").fill("Hm")
    page.get_by_role("button", name="Send return request").click()
    page.wait_for_url("**said=**")
    live(page)
    expect(line.get_by_role("alert").filter(has_text="Say why you return")).to_be_visible()
    expect(line.get_by_label("What is wrong with it")).to_have_value("Hm")
    expect(page.get_by_role("checkbox", name=f"Return {title}")).to_be_checked()


def test_strangers_find_no_page_of_returns(page: Page, delivered):
    page.goto(f"/orders/{delivered[0]}/return")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [(b"", "is empty. Choose another one."), (b"Words.", "is not a picture that can be read")],
)
def test_a_photo_that_is_none_is_refused_beside_its_field(
    page: Page, delivered, body: bytes, sentence: str
):
    number, title = delivered
    open_page(page, order_address(number))
    page.get_by_role("button", name="Return items").click()
    live(page)
    page.get_by_role("checkbox", name=f"Return {title}").check()
    page.get_by_label("Photos").set_input_files(
        {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": body}
    )
    page.get_by_role("button", name="Send return request").click()
    form = page.locator("form").filter(has=page.get_by_label("Photos"))
    expect(form.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(page.get_by_role("checkbox", name=f"Return {title}")).to_be_checked()
