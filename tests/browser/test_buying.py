"""The main job on a real screen: find, look, put in the cart, check out, pay, see the order."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.journey import (
    ADDRESS,
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

pytestmark = pytest.mark.browser


@pytest.mark.feature("CHK-02", "CHK-04", "CHK-19", "PAY-03")
def test_a_guest_finds_buys_and_sees_the_order(page):
    title = open_buyable_product(page)
    add_to_cart(page)
    open_page(page, "/cart")
    expect(page.get_by_role("spinbutton", name=f"Quantity of {title}")).to_have_value("1")
    expect(page.get_by_role("region", name="Order summary")).to_be_visible()
    fill_checkout(page)
    expect(page.get_by_role("timer", name="Held for you")).to_be_visible()
    choose_payment(page, "Test card that succeeds")
    amount = pay_button(page).inner_text().removeprefix("Pay ").strip()
    expect(page.get_by_role("region", name="Order summary")).to_contain_text(amount)
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible(timeout=20_000)
    expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text(amount)
    expect(page.get_by_role("list", name="Timeline")).to_be_visible()
    page.reload()
    expect(order_heading(page)).to_be_visible()
    expect(page.get_by_role("link", name="Cart, 0 items")).to_be_attached()


def test_a_customer_registers_buys_and_finds_the_order_in_the_account(page):
    email = f"new-{secrets.token_hex(4)}@example.com"
    page.goto("/register")
    page.get_by_role("textbox", name="Full name").fill("Grace Hopper")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_label("Password", exact=True).fill("a-long-enough-phrase")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("link", name="Account").first).to_be_visible()
    open_buyable_product(page, "bowl")
    add_to_cart(page)
    fill_checkout(page, email=email)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible(timeout=20_000)
    number = order_heading(page).inner_text().removeprefix("Order ")
    open_page(page, "/account/orders")
    expect(page.get_by_role("link", name=re.compile(number))).to_be_visible()


@pytest.mark.feature("PAY-15")
def test_a_declined_card_keeps_cart_and_hold_and_another_method_pays(page):
    open_buyable_product(page, "vase")
    add_to_cart(page)
    fill_checkout(page)
    choose_payment(page, "Test card that is declined")
    pay_button(page).click()
    expect(page.get_by_role("alert").filter(has_text=re.compile("declined"))).to_be_visible()
    expect(page.get_by_role("timer", name="Held for you")).to_be_visible()
    expect(cart_link(page)).to_have_accessible_name("Cart, 1 item")
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible(timeout=20_000)


@pytest.mark.feature("PAY-08")
@pytest.mark.parametrize("answer", ["Approve", "Refuse"])
def test_three_d_secure_asks_and_the_answer_decides(page, answer):
    open_buyable_product(page, "lamp")
    add_to_cart(page)
    fill_checkout(page)
    choose_payment(page, "Test card that asks for 3-D Secure")
    pay_button(page).click()
    page.get_by_role("button", name=re.compile(answer)).click()
    if answer == "Approve":
        expect(order_heading(page)).to_be_visible(timeout=20_000)
    else:
        expect(page.get_by_role("alert").first).to_be_visible()
        expect(pay_button(page)).to_be_visible()


@pytest.mark.feature("CHK-18", "CHK-06")
def test_two_presses_of_pay_and_a_step_back_make_one_order(page, context):
    open_buyable_product(page, "pan")
    add_to_cart(page)
    fill_checkout(page)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).dblclick()
    expect(order_heading(page)).to_be_visible(timeout=20_000)
    number = order_heading(page).inner_text()
    page.goto("/checkout")
    expect(page.get_by_role("main")).not_to_contain_text("Pay ", timeout=10_000)
    page.goto(f"/orders/{number.removeprefix('Order ')}")
    expect(order_heading(page)).to_have_text(number)


@pytest.mark.feature("CHK-18")
def test_two_tabs_of_one_checkout_make_one_order(context, page):
    open_buyable_product(page, "kettle")
    add_to_cart(page)
    fill_checkout(page)
    choose_payment(page, "Test card that succeeds")
    other = context.new_page()
    open_page(other, "/checkout")
    choose_payment(other, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible(timeout=20_000)
    if pay_button(other).is_visible():
        pay_button(other).click()
        expect(order_heading(other)).to_have_text(order_heading(page).inner_text(), timeout=20_000)


@pytest.mark.feature("CHK-01")
def test_a_guest_cart_is_kept_through_sign_in(page):
    title = open_buyable_product(page, "cushion")
    add_to_cart(page)
    sign_in(page, "shopper@demo.test")
    open_page(page, "/cart")
    expect(page.get_by_role("main")).to_contain_text(title)
    page.get_by_role("button", name=f"Remove {title}").click()
    expect(page.get_by_role("spinbutton", name=f"Quantity of {title}")).to_have_count(0)


def test_quantity_and_remove_change_the_cart_in_place(page):
    title = open_buyable_product(page, "notebook")
    add_to_cart(page)
    open_page(page, "/cart")
    quantity = page.get_by_role("spinbutton", name=f"Quantity of {title}")
    quantity.fill("2")
    quantity.blur()
    expect(cart_link(page)).to_have_accessible_name("Cart, 2 items")
    quantity.fill("0")
    quantity.blur()
    expect(page.get_by_role("alert").filter(has_text="Give a quantity")).to_be_visible()
    page.get_by_role("button", name=f"Remove {title}").click()
    expect(cart_link(page)).to_have_accessible_name("Cart, 0 items")


def test_errors_stand_beside_the_field_and_nothing_is_lost(page):
    open_buyable_product(page, "plate")
    add_to_cart(page)
    fill_checkout(page)
    page.get_by_role("textbox", name="Email").fill("not an address")
    page.get_by_role("textbox", name="Email").blur()
    expect(page.get_by_role("alert").filter(has_text=re.compile("[Ee]-?mail"))).to_be_visible()
    expect(page.get_by_role("textbox", name="City")).to_have_value("Amsterdam")


def test_a_removed_line_comes_back_by_undo(page):
    title = open_buyable_product(page, "mug")
    add_to_cart(page)
    open_page(page, "/cart")
    page.get_by_role("button", name=f"Remove {title}").click()
    expect(cart_link(page)).to_have_accessible_name("Cart, 0 items")
    page.get_by_role("button", name="Undo").click()
    expect(cart_link(page)).to_have_accessible_name("Cart, 1 item")


def test_the_drawer_gives_the_focus_back_and_does_not_return_with_a_reload(page):
    open_buyable_product(page, "bowl")
    page.get_by_role("button", name="Add to cart").first.click()
    drawer = page.get_by_role("dialog", name="In your cart")
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_visible()
    expect(page.get_by_role("button", name="Add to cart").first).to_be_focused()
    page.get_by_role("button", name="Add to cart").first.click()
    expect(drawer).to_be_visible()
    open_page(page, "/cart")
    expect(drawer).not_to_be_visible()


def test_an_order_is_placed_and_cancelled_without_javascript(chromium, demo_shop):
    context = chromium.new_context(
        base_url=demo_shop.url, java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    page.goto("/search?q=vase&stock=1")
    page.locator('main a[href^="/p/"]').first.click()
    page.get_by_role("button", name="Add to cart").first.click()
    page.get_by_role("link", name="Checkout").click()
    page.get_by_role("textbox", name="Email").fill("ada@example.com")
    for name, value in ADDRESS.items():
        page.get_by_role("textbox", name=name, exact=True).fill(value)
    page.get_by_role("radio", name="Test card that succeeds").check()
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible()
    page.get_by_role("button", name="Cancel order").click()
    page.get_by_role("button", name="Yes, cancel the order").click()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("The money was given back")
    context.close()


def test_somebody_elses_order_is_not_there(page, chromium, demo_shop):
    open_buyable_product(page, "lamp")
    add_to_cart(page)
    fill_checkout(page)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible(timeout=20_000)
    address = page.url.partition("?")[0]
    stranger = chromium.new_context(locale="en-GB")
    assert stranger.new_page().goto(address).status == 404
    stranger.close()


@pytest.mark.feature("ORD-05")
def test_a_seller_packs_and_sends_its_part(page):
    assert page.goto("/seller").url.endswith("/login?next=%2Fseller")
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/orders?status=placed")
    page.locator("tbody").get_by_role("link").first.click()
    page.get_by_role("button", name="Start packing").click()
    expect(page.get_by_role("list", name="Timeline")).to_contain_text("Packing began")
    page.get_by_label("Tracking number").fill("3S-12345")
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_role("button", name="Mark parcel 1 as delivered")).to_be_visible()
    assert page.goto("/admin").status == 404


def test_staff_see_the_health_of_each_engine(page):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/system")
    engines = page.get_by_role("table", name="Engines")
    expect(engines).to_contain_text("PostgreSQL")
    expect(engines.get_by_text("Ready")).to_have_count(3)
