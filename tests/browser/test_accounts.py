"""Accounts in a real browser: refusals beside their fields, sessions, and tabs left open."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

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


def _sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_is_said_beside_the_field_and_the_typed_address_stays(person, page: Page):
    page.get_by_role("button", name="Sign out").click()
    page.goto("/login?next=/account/security")
    _sign_in(page, person, "not this one")
    sentence = "The e-mail address or the password is not right. Check both and try again."
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    field = page.get_by_role("textbox", name="Password")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(sentence)
    expect(page.get_by_role("textbox", name="Email")).to_have_value(person)
    assert person not in page.url
    _sign_in(page, person)
    expect(page).to_have_url(re.compile("/account/security$"))


def test_a_refusal_does_not_come_back_on_the_next_visit(page: Page):
    page.goto("/login")
    _sign_in(page, "nobody@example.com")
    expect(page.get_by_role("alert").filter(has_text="not right")).to_be_visible()
    page.goto("/login")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="not right")).to_have_count(0)


def test_signing_in_works_without_javascript(person, chromium, demo_shop):
    context = chromium.new_context(base_url=demo_shop.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account")
    expect(page).to_have_url(re.compile(r"/login\?next=%2Faccount$"))
    _sign_in(page, person)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ada Byron")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account")
    expect(page).to_have_url(re.compile("/login"))
    context.close()


def test_another_place_is_listed_and_can_be_ended(person, page: Page, chromium, demo_shop):
    other = chromium.new_context(
        base_url=demo_shop.url, user_agent="Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1"
    )
    elsewhere = other.new_page()
    elsewhere.goto("/login")
    _sign_in(elsewhere, person)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Hello, Ada Byron")

    page.goto("/account/security")
    expect(page.get_by_role("listitem").filter(has_text="This one")).to_have_count(1)
    row = page.get_by_role("listitem").filter(has_text="iPhone")
    row.get_by_role("button", name="End the session in Safari iPhone").click()
    expect(page.get_by_role("listitem").filter(has_text="iPhone")).to_have_count(0)

    elsewhere.wait_for_timeout(5_500)  # as long as a process may remember a session
    elsewhere.get_by_role("link", name="Security").first.click()
    expect(elsewhere).to_have_url(re.compile(r"/login\?next=%2Faccount%2Fsecurity"))
    other.close()


def test_who_is_signed_in_needs_no_form(person, page: Page):
    page.goto("/login?next=/account/orders")
    expect(page).to_have_url(re.compile("/account/orders$"))
    expect(page.get_by_role("heading", name="No orders yet")).to_be_visible()


def test_hostile_names_are_shown_as_they_read(page: Page):
    name = "<img src=x onerror=alert(1)> {{7*7}} ' OR 1=1"
    page.goto("/register")
    page.get_by_role("textbox", name="Full name").fill(name)
    page.get_by_role("textbox", name="Email").fill(f"x-{uuid4().hex[:12]}@example.com")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hello, {name}")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hello, {name}")
