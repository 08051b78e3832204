"""Two-step sign-in demanded of staff and sellers: portals shut before, proof again, lost phones."""

from __future__ import annotations

import re
import time
from uuid import uuid4

import psycopg
import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import live, open_page, sign_in

pytestmark = pytest.mark.browser

WORKER = """
    with person as (
        insert into users (id, email, name, password_hash, phone, locale, created_at)
        select new_id(), %(email)s, %(name)s, password_hash, '', 'en', now()
        from users where email = 'admin@demo.test' returning id
    ), staff as (
        insert into user_roles (user_id, role, granted_at)
        select id, role, now() from person, unnest(array['staff', 'admin']) role
    )
    insert into seller_members (seller_id, user_id, role, joined_at)
    select m.seller_id, person.id, 'manager', now() from person, seller_members m
    join users u on u.id = m.user_id where u.email = 'seller@demo.test' limit 1
"""
DEMAND = """
    update shop_settings set value = cast(%s as jsonb) where key = 'second_step.demanded'
"""
LONG_AGO = """
    update sessions set proved_at = now() - interval '16 minutes'
    where user_id = (select id from users where email = %s)
"""


def in_database(shop, statement: str, *facts):
    """Run a statement in the shop's database."""
    url = shop.environment["DATABASE_URL"].replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url, passfile=shop.environment.get("PGPASSFILE", "")) as connection:
        connection.execute(statement, facts[0] if len(facts) == 1 and facts else facts)


@pytest.fixture
def worker(demo_shop) -> str:
    """The address of an admin who belongs to a seller's team too, without a second step."""
    email = f"worker-{uuid4().hex[:10]}@demo.test"
    in_database(demo_shop, WORKER, {"email": email, "name": "Wim Worker"})
    return email


@pytest.fixture
def demanded(demo_shop):
    """The shop demands it of staff and sellers, until the test is over."""
    in_database(demo_shop, DEMAND, ('["staff", "seller"]',))
    yield
    in_database(demo_shop, DEMAND, ("[]",))


def set_up(page: Page) -> pyotp.TOTP:
    """Set up an app on the page that is open, with the code of half a minute ago."""
    page.get_by_role("textbox", name="Password").fill("demo-shop")
    page.get_by_role("button", name="Set up an app").click()
    expect(page.get_by_role("img", name="QR code with the key of your account")).to_be_visible()
    app = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
    page.get_by_role("textbox", name="Code").fill(app.at(time.time() - 30))
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_role("list", name="Recovery codes").get_by_role("listitem")).to_have_count(
        10
    )
    return app


@pytest.mark.feature("CUS-03")
def test_a_portal_leads_to_the_second_step_and_opens_after_it(page, demo_shop, worker, demanded):
    sign_in(page, worker)
    for address in ("/admin/orders", "/seller/orders"):
        page.goto(address)
        expect(page).to_have_url(re.compile(r"/account/security/two-step\?next=%2F"))
    assert page.request.get("/lists/admin-orders.csv").status == 403
    assert page.request.get("/lists/seller-orders.csv").status == 403
    live(page)
    expect(page.get_by_text("asks everybody who works in it for a second step")).to_be_visible()
    set_up(page)
    page.get_by_role("link", name="Kept them: go on").click()
    expect(page.get_by_role("heading", level=1, name="Orders")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/seller/orders"))
    assert page.request.get("/lists/admin-orders.csv").status == 200


@pytest.mark.feature("CUS-03")
def test_staff_demands_it_in_the_settings_and_meets_the_demand_first(page, demo_shop, worker):
    sign_in(page, worker)
    open_page(page, "/admin/settings")
    try:
        page.get_by_role("checkbox", name="Demanded of staff").check()
        page.get_by_role("button", name="Save two-step sign-in").click()
        expect(page).to_have_url(re.compile("/account/security/two-step"))
        live(page)
        set_up(page)
        page.get_by_role("link", name="Kept them: go on").click()
        expect(page.get_by_role("checkbox", name="Demanded of staff")).to_be_checked()
        expect(page.get_by_role("checkbox", name="Demanded of sellers")).not_to_be_checked()
    finally:
        in_database(demo_shop, DEMAND, ("[]",))


@pytest.mark.feature("CUS-03")
def test_weighty_acts_ask_for_a_code_again_and_take_none_twice(page, demo_shop, worker):
    sign_in(page, worker)
    open_page(page, "/account/security/two-step")
    app = set_up(page)
    in_database(demo_shop, LONG_AGO, (worker,))
    open_page(page, "/admin/payouts/terms")
    days = page.get_by_role("textbox", name="Days that money is held after delivery").first
    before = days.input_value()
    days.fill("9")
    page.get_by_role("button", name="Save the usual terms").click()
    dialog = page.get_by_role("dialog", name="Confirm that it is you")
    expect(dialog).to_be_visible()
    code = app.now()
    dialog.get_by_role("textbox", name="Code").fill(code)
    dialog.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Saved. Balances and the next run follow it.")).to_be_visible()
    expect(dialog).to_be_hidden()
    expect(days).to_have_value("9")

    in_database(demo_shop, LONG_AGO, (worker,))
    days.fill(before)
    page.get_by_role("button", name="Save the usual terms").click()
    dialog.get_by_role("textbox", name="Code").fill(code)
    dialog.get_by_role("button", name="Confirm").click()
    expect(dialog.get_by_text("This code is not right. Take the newest one.")).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    in_database(demo_shop, "update sessions set proved_at = now() where user_id ="
                " (select id from users where email = %s)", (worker,))  # fmt: skip
    page.get_by_role("button", name="Save the usual terms").click()
    expect(days).to_have_value(before)


@pytest.mark.feature("CUS-03")
def test_a_colleague_resets_the_second_step_of_who_lost_their_phone(
    page, demo_shop, worker, chromium: Browser
):
    lost = chromium.new_context(base_url=demo_shop.url, bypass_csp=True)
    theirs = lost.new_page()
    sign_in(theirs, worker)
    open_page(theirs, "/account/security/two-step")
    set_up(theirs)

    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/team")
    row = page.locator("details").filter(has_text=worker)
    expect(row.get_by_text("Two-step sign-in", exact=True).first).to_be_visible()
    row.locator("summary").click()
    row.get_by_role("button", name="Reset two-step sign-in of Wim Worker").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Reset two-step sign-in of Wim Worker")).to_have_count(0)
    theirs.wait_for_timeout(5_500)  # as long as a process may remember a session
    theirs.goto("/account")
    expect(theirs).to_have_url(re.compile("/login"))
    sign_in(theirs, worker)  # the password alone is enough again
    lost.close()
