"""Store credit in a real browser: a return becomes credit, and credit pays a part of the next."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.journey import (
    add_to_cart,
    choose_payment,
    fill_checkout,
    live,
    open_buyable_product,
    open_page,
    order_heading,
    pay_button,
    sign_in,
)
from tests.browser.market_journey import database, register
from tests.shop import Shop

pytestmark = pytest.mark.browser

# An order that the demo seller delivered lately becomes the person's, as if they had bought it.
_ADOPT = """
    update orders set user_id = (select id from users where email = %s) where id = (
        select so.order_id from seller_orders so
        join orders o on o.id = so.order_id and o.currency = 'EUR'
        join seller_members m on m.seller_id = so.seller_id
        join users u on u.id = m.user_id and u.email = 'seller@demo.test'
        join order_events e on e.order_id = so.order_id and e.seller_id = so.seller_id
            and e.kind = 'delivered' and e.happened_at > now() - interval '10 days'
        where so.status = 'delivered' and so.items_minor > 1000
          and not exists (select from returns r where r.order_id = so.order_id)
          and (select count(*) from order_lines n where n.order_id = o.id) = 1
        order by o.id desc limit 1)
    returning number, (select title from order_lines l where l.order_id = orders.id limit 1)
"""


def adopted(shop: Shop, email: str) -> tuple[str, str]:
    """Number and title of a delivered order that is the person's now."""
    with database(shop) as connection:
        found = connection.execute(_ADOPT, [email]).fetchone()
    assert found is not None
    return found[0], found[1]


def credit_of(page: Page) -> str:
    """What the account says there is."""
    open_page(page, "/account/credit")
    return page.get_by_role("list", name="Store credit").get_by_role("listitem").inner_text()


def came_and_went(page: Page, what: str) -> Locator:
    """A movement in the account."""
    movements = page.get_by_role("list", name="What came and went")
    return movements.get_by_role("listitem").filter(has_text=what)


def give(office: Page, shop: Shop, email: str, amount: str, *, act: str = "Give credit") -> None:
    """Staff gives or takes credit on the customer's page."""
    with database(shop) as connection:
        row = connection.execute("select id from users where email = %s", [email]).fetchone()
    assert row is not None
    open_page(office, f"/admin/customers/{row[0]}")
    panel = office.get_by_role("region", name="Store credit")
    panel.get_by_text("Give or take store credit").click()
    panel.get_by_label("What to do").select_option(label=act)
    panel.get_by_label("Amount").fill(amount)
    panel.get_by_label("Reason of the credit").fill("A <b>late</b> parcel")
    panel.get_by_role("button", name="Save the credit").click()


@pytest.mark.feature("ORD-13")
def test_a_return_becomes_credit_that_pays_a_part_of_the_next_order(
    page: Page, chromium: Browser, demo_shop: Shop
):
    email = "credit@example.com"
    register(page, email, "Ada Byron")
    number, title = adopted(demo_shop, email)
    open_page(page, f"/orders/{number}/return")
    page.get_by_role("checkbox", name=f"Return {title}").check()
    page.get_by_label("Why").select_option(label="It arrived damaged")
    way = page.get_by_role("radiogroup", name="Where your money goes")
    expect(way.get_by_role("radio", name="Back to the way I paid")).to_be_checked()
    way.get_by_role("radio", name="As store credit").check(force=True)
    page.get_by_role("button", name="Send return request").click()
    expect(page.get_by_role("status").filter(has_text="Your request is sent")).to_be_visible()
    heading = page.get_by_role("heading", level=2, name=re.compile("^Return R"))
    return_number = heading.first.inner_text().removeprefix("Return ")

    seller = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    desk = seller.new_page()
    sign_in(desk, "seller@demo.test")
    open_page(desk, f"/seller/returns/{return_number}")
    expect(desk.get_by_text("Store credit").first).to_be_visible()
    desk.get_by_label("Where to send it and how").fill("Olive Mill, Harbour 1.")
    desk.get_by_role("button", name="Approve return").click()
    desk.get_by_label("Condition").select_option(label="Damaged")
    desk.get_by_role("button", name="Mark as received").click()
    pay = desk.get_by_role("button", name="Refund ")
    amount = pay.inner_text().removeprefix("Refund ")
    pay.click()
    expect(desk.get_by_text("Given back").first).to_be_visible()
    seller.close()

    assert credit_of(page) == amount
    row = came_and_went(page, "Refund of an order")
    expect(row).to_contain_text(f"+{amount}")
    expect(row.get_by_role("link", name=f"Order {number}")).to_be_visible()
    open_page(page, f"/orders/{number}")
    expect(page.get_by_text("Store credit was given for it").first).to_be_visible()

    # Two pieces of something, so that a part is left to pay.
    open_buyable_product(page)
    add_to_cart(page)
    open_page(page, "/cart")
    page.get_by_role("spinbutton", name=re.compile("^Quantity of ")).first.fill("4")
    page.keyboard.press("Tab")
    fill_checkout(page, email=email)
    before = pay_button(page).inner_text()
    page.get_by_role("checkbox", name=f"Use your store credit ({amount})").check()
    expect(page.get_by_text(re.compile("^Store credit pays "))).to_be_visible()
    expect(pay_button(page)).not_to_have_text(before)
    rest = pay_button(page).inner_text().removeprefix("Pay ")
    choose_payment(page, "Test card that is declined")
    pay_button(page).click()
    expect(page.get_by_role("alert").filter(has_text="The card was declined")).to_be_visible()
    assert credit_of(page) == amount

    open_page(page, "/checkout")
    expect(page.get_by_role("checkbox", name=re.compile("^Use your store credit"))).to_be_checked()
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    page.wait_for_url(re.compile("/orders/"))
    live(page)
    expect(order_heading(page)).to_be_visible()
    summary = page.get_by_role("region", name="Order summary")
    expect(summary).to_contain_text(f"Paid by store credit{amount}")
    expect(summary).to_contain_text(f"Paid by card{rest}")
    open_page(page, "/account/credit")
    expect(page.get_by_role("list", name="Store credit")).to_have_count(0)
    expect(came_and_went(page, "Used for an order")).to_contain_text(amount)


@pytest.mark.feature("ORD-13")
def test_staff_gives_credit_that_covers_a_whole_order_and_nobody_asks_for_a_card(
    page: Page, chromium: Browser, demo_shop: Shop
):
    email = "goodwill@example.com"
    register(page, email, "Bea Byron")
    staff = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    office = staff.new_page()
    sign_in(office, "admin@demo.test")
    give(office, demo_shop, email, "9999")
    expect(office.get_by_role("alert").filter(has_text="at most")).to_be_visible()
    give(office, demo_shop, email, "480")
    expect(office.get_by_text("Saved.")).to_be_visible()
    expect(came_and_went(office, "A <b>late</b> parcel")).to_contain_text("+€480.00")
    give(office, demo_shop, email, "500", act="Take credit")
    expect(office.get_by_role("alert").filter(has_text="can be taken")).to_be_visible()
    staff.close()

    assert credit_of(page).startswith("€480.00")
    open_buyable_product(page)
    add_to_cart(page)
    fill_checkout(page, email=email)
    page.get_by_role("checkbox", name="Use your store credit (€480.00)").check()
    expect(page.get_by_role("radiogroup", name="Payment method")).to_have_count(0)
    page.get_by_role("button", name=re.compile(r"^Pay .+ by store credit$")).click()
    page.wait_for_url(re.compile("/orders/"))
    live(page)
    expect(page.get_by_role("region", name="Order summary")).to_contain_text("Paid by store credit")

    open_page(page, "/account/credit")
    page.get_by_text("Give up your store credit").click()
    page.get_by_role("button", name="Give it up").click()
    expect(page.get_by_role("alert").filter(has_text="Tick the box")).to_be_attached()
    open_page(page, "/account/credit")
    page.get_by_text("Give up your store credit").click()
    page.get_by_role("checkbox", name="I am sure: I give up all of it").check()
    page.get_by_role("button", name="Give it up").click()
    expect(came_and_went(page, "Given up")).to_be_visible()
