"""Money of sellers: balance, statements with files, a payout run by two people, commission."""

from __future__ import annotations

import csv
import io
import re

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.journey import open_page, sign_in


def figure(page, name):
    return page.get_by_role("main").locator("div.panel").filter(has_text=name).first


@pytest.mark.feature("MKT-11", "MKT-10")
def test_a_seller_reads_balance_and_statement_and_takes_it_away(page, demo_shop):
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/balance")
    expect(page.get_by_role("heading", level=1, name="Balance")).to_be_visible()
    for name in ("Available", "Held", "Reserved", "Next payout"):
        expect(figure(page, name)).to_be_visible()
    page.get_by_role("link", name="Statements").click()
    table = page.get_by_role("table", name="Statements by month, UTC")
    row = table.get_by_role("row").nth(1)
    expect(row).to_contain_text("EUR")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("^Statement "))).to_be_visible()
    lines = page.get_by_role("table", name="Lines of the statement, by time (UTC)")
    expect(lines.get_by_role("link").first).to_have_attribute(
        "href", re.compile(r"^/seller/orders/S-")
    )
    csv_href = page.get_by_role("link", name="Download CSV").get_attribute("href")
    text = page.request.get(csv_href or "").text()
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    sums = [round(float(row["Sum"]) * 100) for row in rows]
    assert (rows[0]["What"], rows[-1]["What"]) == ("Opening", "Closing")
    assert sum(sums[:-1]) == sums[-1]
    pdf_href = page.get_by_role("link", name="Download PDF").get_attribute("href") or ""
    assert page.request.get(pdf_href).body().startswith(b"%PDF")


COLLEAGUE = """
    with person as (
        insert into users (id, email, name, password_hash, phone, locale, created_at)
        select new_id(), 'ben@demo.test', 'Ben', password_hash, '', 'en', now()
        from users where email = 'admin@demo.test' returning id
    ), staff as (
        insert into user_roles (user_id, role, granted_at)
        select id, 'staff', now() from person
    )
    insert into staff_memberships (user_id, role_code, granted_at)
    select id, 'finance', now() from person
"""


def add_colleague(shop):
    """Somebody else of the staff, who may approve."""
    url = shop.environment["DATABASE_URL"].replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url, passfile=shop.environment.get("PGPASSFILE", "")) as connection:
        connection.execute(COLLEAGUE)


@pytest.mark.feature("MKT-06", "MKT-10")
def test_staff_proposes_a_run_that_a_second_person_approves_and_pays(page, demo_shop):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/commission")
    seller = page.request.get("/search?q=mug").text()
    slug = re.findall(r'href="/s/([a-z0-9-]+)"', seller)
    page.get_by_role("textbox", name="Seller's address name").fill(slug[0] if slug else "nobody")
    page.get_by_role("textbox", name="Price", exact=True).fill("100")
    page.get_by_role("button", name="Reckon").click()
    if slug:
        expect(page.get_by_text("The seller receives")).to_be_visible()
    else:
        expect(page.get_by_text("There is no seller with this address name.")).to_be_visible()
    open_page(page, "/admin/payouts")
    page.get_by_role("button", name="Propose run").click()
    page.wait_for_url(re.compile(r"/admin/payouts/P-"))
    expect(page.get_by_text("Waits for approval").first).to_be_visible()
    expect(
        page.get_by_text("You proposed this run. Somebody else must approve it.")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    add_colleague(demo_shop)
    run = page.url.rpartition("/")[2]
    page.context.clear_cookies()
    sign_in(page, "ben@demo.test")
    open_page(page, f"/admin/payouts/{run}")
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Pay now").click()
    expect(page.get_by_text("Approved by Ben")).to_be_visible()
    expect(page.get_by_role("button", name="Pay now")).to_have_count(0, timeout=30_000)
    expect(page.get_by_role("main").locator(".badge", has_text="Waits")).to_have_count(0)
    expect(page.get_by_role("main").locator(".badge", has_text="Paid").first).to_be_visible()
    open_page(page, "/admin/ledger")
    accounts = page.get_by_role("table", name="Accounts")
    expect(accounts.get_by_role("row").nth(1)).to_contain_text("EUR")
    expect(accounts.get_by_role("row").nth(1).get_by_role("cell").last).to_have_text("€0.00")


def test_nobody_else_gets_a_statement(page, demo_shop):
    for address in ("/api/seller/statements/2026-10-EUR.csv", "/api/seller/statements/x.pdf"):
        assert page.request.get(address).status in (401, 403)
    sign_in(page, "shopper@demo.test")
    assert page.request.get("/api/seller/statements/2026-10-EUR.csv").status == 403
