"""People in a real browser: letters and their links, second step, addresses, notices, privacy."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import live, open_page, sign_in

pytestmark = pytest.mark.browser

PASSWORD = "three olive trees"


@pytest.fixture
def person(page: Page) -> str:
    """The address of somebody who has just registered in this browser."""
    email = f"ada-{uuid4().hex[:12]}@example.com"
    page.goto("/register")
    page.get_by_role("textbox", name="Full name").fill("Ada Byron")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ada Byron")
    return email


@pytest.fixture
def admin(chromium: Browser, demo_shop) -> Page:
    """A page of an admin in a browser of their own."""
    context = chromium.new_context(
        base_url=demo_shop.url, viewport={"width": 1440, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    sign_in(page, "admin@demo.test")
    yield page
    context.close()


def _letter(admin: Page, recipient: str, subject: str) -> Page:
    """The page of the newest letter to somebody with this subject."""
    for _ in range(40):
        open_page(admin, f"/admin/system/mail?q={recipient}")
        found = admin.get_by_role("link", name=subject)
        if found.count():
            found.first.click()
            expect(admin.get_by_role("heading", level=2, name=subject)).to_be_visible()
            # Until it is captured, a letter that opens something is shown to nobody.
            if admin.locator('iframe[title="The letter"]').count():
                return admin
        time.sleep(0.5)
    raise AssertionError(f"no letter {subject!r} to {recipient}")


def _link(admin: Page, name: str) -> str:
    """The path behind the letter's button."""
    frame = admin.frame_locator('iframe[title="The letter"]')
    href = frame.get_by_role("link", name=name).get_attribute("href") or ""
    return re.sub(r"^https?://[^/]+", "", href)


@pytest.mark.feature("CUS-01", "NOT-01")
def test_an_address_is_confirmed_by_the_link_in_the_captured_letter(person, page, admin):
    _letter(admin, person, "Confirm your e-mail address")
    there = _link(admin, "Confirm this address")
    page.goto(there)
    page.get_by_role("button", name="Confirm this address").click()
    expect(page.get_by_text("This address is confirmed. Thank you.")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_text("open it to confirm your address")).to_have_count(0)


@pytest.mark.feature("CUS-01")
def test_a_forgotten_password_is_set_anew_once_and_other_places_are_signed_out(
    person, page, admin, chromium, demo_shop
):
    other = chromium.new_context(base_url=demo_shop.url, bypass_csp=True)
    away = other.new_page()
    away.goto("/login")
    away.get_by_role("link", name="Forgot your password?").click()
    away.wait_for_url("**/reset-password")  # the page before it has a field of that name too
    away.get_by_role("textbox", name="Email").fill(person)
    away.get_by_role("button", name="Send the link").click()
    said = "If there is an account with this address, a link is on its way to it now."
    expect(away.get_by_text(said)).to_be_visible()
    _letter(admin, person, "Set a new password")
    there = _link(admin, "Choose a new password")
    away.goto(there)
    away.get_by_role("textbox", name="New password").fill("short")
    away.get_by_role("button", name="Set the password").click()
    expect(
        away.get_by_role("alert").filter(has_text="at least 10 characters").first
    ).to_be_visible()
    away.get_by_role("textbox", name="New password").fill("olives in the rain")
    away.get_by_role("button", name="Set the password").click()
    expect(away.get_by_text("Your new password is set. Sign in with it.")).to_be_visible()
    page.wait_for_timeout(5_500)  # as long as a process may remember a session
    page.goto("/account")
    expect(page).to_have_url(re.compile(r"/login\?next=%2Faccount$"))
    away.goto(there)
    away.get_by_role("textbox", name="New password").fill("olives in the snow")
    away.get_by_role("button", name="Set the password").click()
    expect(away.get_by_role("alert").filter(has_text="not good any more").first).to_be_visible()
    sign_in(away, person, "olives in the rain")
    other.close()


def test_an_unknown_address_gets_the_same_answer(page):
    page.goto("/reset-password")
    page.get_by_role("textbox", name="Email").fill("nobody-at-all@example.com")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("If there is an account with this address")).to_be_visible()


@pytest.mark.feature("CUS-03")
def test_an_app_becomes_the_second_step_and_a_recovery_code_stands_in_for_it(person, page):
    open_page(page, "/account/security/two-step")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Set up an app").click()
    expect(page.get_by_role("img", name="QR code with the key of your account")).to_be_visible()
    secret = page.locator("code").inner_text().replace(" ", "")
    app = pyotp.TOTP(secret)
    page.get_by_role("textbox", name="Code").fill("000000")
    page.get_by_role("button", name="Switch on").click()
    expect(
        page.get_by_role("alert").filter(has_text="This code is not right").first
    ).to_be_visible()
    page.get_by_role("textbox", name="Code").fill(app.at(time.time() - 30))
    page.get_by_role("button", name="Switch on").click()
    codes = page.get_by_role("list", name="Recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()

    page.get_by_role("button", name="Sign out").click()
    _password(page, person)
    expect(page).to_have_url(re.compile("/login/code"))
    page.goto("/account")
    expect(page).to_have_url(re.compile("/login"))
    page.goto("/login/code")
    page.get_by_role("textbox", name="Code").fill("123456")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(
        page.get_by_role("alert").filter(has_text="This code is not right").first
    ).to_be_visible()
    page.get_by_role("textbox", name="Code").fill(app.now())
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ada Byron")

    page.get_by_role("button", name="Sign out").click()
    _password(page, person)
    page.get_by_role("textbox", name="Code").fill(recovery)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ada Byron")


def _password(page: Page, email: str) -> None:
    page.goto("/login")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-step sign-in")


@pytest.mark.feature("CUS-05")
def test_the_address_book_is_kept_changed_and_emptied(person, page):
    open_page(page, "/account/addresses")
    page.get_by_role("link", name="Add an address").click()
    live(page)
    _fill(page, "Ada Lovelace", "Keizersgracht 12")
    page.get_by_role("textbox", name="City").fill("")
    page.get_by_role("button", name="Save address").click()
    expect(
        page.get_by_role("alert").filter(has_text="Tell us the city or town.").first
    ).to_be_visible()
    expect(page.get_by_role("textbox", name="Full name")).to_have_value("Ada Lovelace")
    _fill(page, "Ada Lovelace", "Keizersgracht 12")
    page.get_by_role("button", name="Save address").click()
    expect(page.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    expect(page.get_by_text("Default", exact=True)).to_be_visible()

    page.get_by_role("link", name="Add an address").click()
    _fill(page, "Work", "Damrak 1")
    page.get_by_role("button", name="Save address").click()
    page.get_by_role("button", name="Make the address of Work the default").click()
    default = (
        page.get_by_role("main")
        .get_by_role("listitem")
        .filter(has=page.get_by_text("Default", exact=True))
    )
    expect(default).to_contain_text("Work")

    page.get_by_role("link", name="Edit the address of Work").click()
    live(page)
    expect(page.get_by_role("textbox", name="Address", exact=True)).to_have_value("Damrak 1")
    page.get_by_role("textbox", name="Address", exact=True).fill("Damrak 2")
    page.get_by_role("button", name="Save address").click()
    expect(page.get_by_text("Damrak 2")).to_be_visible()
    page.get_by_role("button", name="Remove the address of Work").click()
    expect(page.get_by_role("heading", name="Work")).to_have_count(0)
    expect(page.get_by_text("Default", exact=True)).to_be_visible()


def _fill(page: Page, name: str, line: str) -> None:
    page.get_by_role("combobox", name="Country", exact=True).select_option("NL")
    page.get_by_role("textbox", name="Full name").fill(name)
    page.get_by_role("textbox", name="Address", exact=True).fill(line)
    page.get_by_role("textbox", name="Postal code").fill("1015 CS")
    page.get_by_role("textbox", name="City").fill("Amsterdam")


@pytest.mark.feature("CUS-08")
def test_a_person_takes_the_data_away_and_is_erased(person, page, admin):
    open_page(page, "/account/privacy")
    with page.expect_download() as file:
        page.get_by_role("button", name="Download my data").click()
    assert file.value.suggested_filename == "my-data.json"
    assert person in file.value.path().read_text()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("alert").filter(has_text="Tick the box").first).to_be_visible()
    page.get_by_role("checkbox", name="I am sure").check()
    page.get_by_role("textbox", name="Password").fill("not this one")
    page.get_by_role("button", name="Erase my account").click()
    expect(
        page.get_by_role("alert").filter(has_text="The password is not right").first
    ).to_be_visible()
    page.get_by_role("checkbox", name="I am sure").check()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Erase my account").click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/login")
    page.get_by_role("textbox", name="Email").fill(person)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").filter(has_text="is not right").first).to_be_visible()
    open_page(admin, "/admin/customers?q=erased.invalid")
    admin.locator("tbody").get_by_role("link", name="Erased person").first.click()
    expect(admin.get_by_role("heading", level=2, name="Erased person")).to_be_visible()


@pytest.mark.feature("NOT-03")
def test_a_sellers_bell_counts_a_new_order_and_falls_silent_when_it_is_read(
    page, chromium, demo_shop
):
    from tests.browser.journey import (
        add_to_cart,
        choose_payment,
        fill_checkout,
        open_buyable_product,
        order_heading,
        pay_button,
    )

    context = chromium.new_context(base_url=demo_shop.url, bypass_csp=True)
    seller = context.new_page()
    sign_in(seller, "admin@demo.test")
    open_page(seller, "/admin/audit")
    expect(seller.get_by_role("link", name=re.compile(r"\d+ unread notice"))).to_be_visible()
    context.close()

    sign_in(page, "shopper@demo.test")
    open_buyable_product(page)
    add_to_cart(page)
    fill_checkout(page, email="shopper@demo.test")
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible()
    for _ in range(80):
        open_page(page, "/account/notices")
        if page.get_by_text("was placed.").count():
            break
        page.wait_for_timeout(500)
    expect(page.get_by_text("Unread").first).to_be_attached()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("Unread")).to_have_count(0)


@pytest.mark.parametrize(
    ("list_address", "gone", "said"),
    [
        ("/admin/customers?q=demo.test", "/admin/customers/{id}", "There is no such customer."),
        ("/admin/sellers", "/admin/sellers/{id}", "There is no such seller."),
        ("/admin/catalog", "/admin/catalog/products/{id}", "This product is not here."),
    ],
)
def test_of_one_who_is_gone_nobody_elses_page_is_shown(page, demo_shop, list_address, gone, said):
    sign_in(page, "admin@demo.test")
    open_page(page, list_address)
    page.locator("tbody").get_by_role("link").first.click()
    expect(page.locator("main form:visible").first).to_be_visible()
    open_page(page, gone.format(id=uuid4()))
    expect(page.get_by_text(said).first).to_be_visible()
    expect(page.locator("main form:visible")).to_have_count(0)
