"""Dashboards and reports in a real browser: the day's revenue is found and leads to its orders."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def staff(page: Page) -> Page:
    """A page of somebody who may see reports."""
    sign_in(page, "admin@demo.test")
    return page


def _figure(page: Page, name: str):
    return page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}"))


@pytest.mark.feature("ANA-01", "ANA-02", "ANA-11")
def test_the_dashboard_shows_figures_that_lead_to_their_orders(staff: Page):
    staff.goto("/admin?period=28days&compare=1")
    for name in ("Revenue", "Orders", "Average order", "Conversion", "Visits", "Returning rate"):
        expect(_figure(staff, name).first).to_be_visible()
    expect(staff.get_by_role("main").get_by_text("as of")).to_be_visible()
    expect(staff.get_by_role("checkbox", name="Compare to previous period")).to_be_checked()
    expect(staff.get_by_text("compared to")).to_be_visible()
    staff.locator("summary").filter(has_text="What it means").first.click()
    expect(
        staff.get_by_text("What shoppers paid for orders placed in the period, with")
    ).to_be_visible()
    expect(staff.locator(".chart .js-plotly-plot")).to_be_visible()
    staff.get_by_role("combobox", name="Period").select_option(label="Last 7 days")
    expect(staff).to_have_url(re.compile("period=7days"))
    _figure(staff, "Orders").first.click()
    expect(staff).to_have_url(re.compile(r"/admin/orders\?from=.*&to="))


@pytest.mark.feature("ANA-11", "ANA-02", "ADM-03")
def test_the_orders_behind_a_figure_are_as_many_as_it_says_in_its_time_zone(staff: Page):
    staff.goto("/admin?period=yesterday&zone=America%2FNew_York")
    orders = _figure(staff, "Orders").first
    expect(orders).to_be_visible()
    number = (orders.inner_text().split("\n")[-1]).strip()
    expect(orders).to_have_attribute("href", re.compile("zone=America%2FNew_York"))
    orders.click()
    expect(staff).to_have_url(re.compile(r"/admin/orders\?from=.*zone=America%2FNew_York"))
    word = "row" if number == "1" else "rows"
    expect(staff.get_by_role("status").filter(has_text=f"{number} {word}")).to_be_visible()
    expect(staff.get_by_role("combobox", name="Time zone")).to_have_value("America/New_York")
    expect(staff.get_by_role("cell", name="America/New York").first).to_be_visible()
    first = staff.get_by_label("From").input_value()
    placed = staff.get_by_role("cell", name="America/New York").first.inner_text()
    assert f"{date.fromisoformat(first):%b %-d, %Y}" in placed

    staff.goto("/admin?period=7days&zone=America%2FNew_York")
    _figure(staff, "Revenue").first.click()
    expect(staff).to_have_url(re.compile("days=moved"))
    expect(staff.get_by_role("combobox", name="What happened then")).to_have_value("moved")
    expect(staff.locator("table tbody tr").first).to_be_visible()


@pytest.mark.feature("ANA-04", "ANA-03")
def test_the_past_of_the_demo_has_visits_by_device_and_source(staff: Page):
    staff.goto("/admin/reports/funnel?period=90days")
    for name in ("By device", "By source"):
        part = staff.get_by_role("region", name=name)
        expect(part.get_by_role("row").nth(1)).to_be_visible()
    expect(staff.get_by_role("region", name="By device").get_by_text("Phone")).to_be_visible()
    expect(staff.get_by_role("region", name="By source").get_by_text("newsletter")).to_be_visible()
    staff.goto("/admin?period=28days")
    share = _figure(staff, "Conversion").first.inner_text().split("\n")[-1]
    assert 0.5 < float(share.strip().rstrip("%")) < 8


@pytest.mark.feature("OPS-03")
def test_the_system_page_tells_of_every_job_when_it_ran_and_runs_next(staff: Page):
    staff.goto("/admin/system")
    table = staff.get_by_role("table", name="Periodic jobs")
    expect(table.get_by_role("columnheader", name="Next run (UTC)")).to_be_visible()
    line = table.get_by_role("row").filter(has_text="mail.send")
    expect(line).to_be_visible(timeout=20_000)
    cells = line.get_by_role("cell")
    expect(cells.nth(1)).to_have_text(re.compile("Fine|Runs now"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", cells.nth(5).inner_text())


def test_periods_that_cannot_be_get_a_sentence(staff: Page):
    staff.goto("/admin?period=custom&from=2026-05-02&to=2026-05-01")
    expect(staff.get_by_role("alert").filter(has_text="ends before it begins")).to_be_visible()
    staff.goto("/admin/reports/sales?period=custom&from=1991-01-01&to=2091-01-01")
    expect(staff.get_by_role("alert").filter(has_text="at most ten years")).to_be_visible()


@pytest.mark.feature("ANA-03", "ANA-04", "ANA-05", "ANA-08", "ANA-09")
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("sales", "By payment method"),
        ("products", "By product"),
        ("customers", "Cohorts: who came back"),
        ("sellers", "Sellers"),
        ("funnel", "By device"),
        ("finance", "From the ledger"),
    ],
)
def test_each_report_stands_and_can_be_taken_away(staff: Page, name: str, heading: str):
    staff.goto(f"/admin/reports/{name}?period=365days")
    part = staff.get_by_role("main").get_by_role("heading", level=2, name=heading, exact=True)
    expect(part).to_be_visible()
    link = staff.get_by_role("button", name=f"Export CSV: {heading}", exact=True)
    answer = staff.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    lines = list(csv.reader(io.StringIO(answer.text())))
    assert len(lines[0]) > 1
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)


def test_reports_and_their_files_are_for_staff_alone(page: Page):
    assert page.request.get("/lists/reports/sales?part=time").status in (401, 403)
    sign_in(page, "seller@demo.test")
    assert page.request.get("/lists/reports/sales?part=time").status == 403
    assert page.request.get("/lists/analytics?part=time").status == 200


@pytest.mark.feature("MKT-14")
def test_a_seller_sees_own_sales_against_the_period_before(page: Page):
    sign_in(page, "seller@demo.test")
    page.goto("/seller/analytics?period=90days&compare=1")
    for name in ("Sales", "Orders", "Units", "Page views", "Conversion", "Returned units"):
        expect(_figure(page, name).first).to_be_visible()
    expect(page.get_by_text("before:").first).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="By product")).to_be_visible()


@pytest.mark.feature("MKT-14", "ANA-11")
def test_what_a_seller_gave_back_opens_the_rows_of_those_days(page: Page):
    sign_in(page, "seller@demo.test")
    for name, address in (("Refunds", "/seller/orders"), ("Returned units", "/seller/returns")):
        page.goto("/seller/analytics?period=28days&zone=Europe%2FBerlin&currency=EUR")
        _figure(page, name).first.click()
        expect(page).to_have_url(re.compile(f"{address}\\?from=.*zone=Europe%2FBerlin"))
        expect(page.get_by_role("combobox", name="What happened then")).to_have_value("refunded")
        expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Europe/Berlin")
        days = [page.get_by_label(label).input_value() for label in ("From", "Until")]
        assert (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days == 27
        expect(
            page.get_by_role("status").filter(has_text=re.compile(r"\d rows?")).first
        ).to_be_visible()
