"""The back office: settings that hold at once, the first run's checklist, the catalogue's list."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.journey import open_page, sign_in


@pytest.mark.feature("ADM-08", "ADM-03")
def test_staff_sets_regions_taxes_and_delivery_and_is_told_what_is_wrong(page, demo_shop):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/settings")
    main = page.get_by_role("main")
    expect(main.get_by_role("table", name="Tax rates by country")).to_be_visible()

    main.get_by_label("Country of the rate").fill("QQ")
    main.get_by_label("Percent").fill("21")
    main.get_by_role("button", name="Set the rate").click()
    expect(main.locator("#tax_country-error")).to_contain_text("QQ is no country’s code")
    main.get_by_label("Country of the rate").fill("IS")
    main.get_by_role("button", name="Set the rate").click()
    expect(main.get_by_text("Saved.")).to_be_visible()
    rates = main.get_by_role("table", name="Tax rates by country")
    iceland = rates.get_by_role("row").filter(has=page.get_by_role("cell", name="IS", exact=True))
    expect(iceland).to_contain_text("21")

    main.get_by_label("Name of the way").fill("By pigeon")
    main.get_by_label("Price").fill("7.25")
    main.get_by_role("button", name="Save the way to deliver").click()
    ways = main.get_by_role("table", name="The platform’s ways to deliver")
    expect(ways.get_by_role("row").filter(has_text="By pigeon")).to_contain_text("7.25")
    ways.get_by_role("button", name="Stop offering By pigeon").click()
    expect(ways.get_by_text("By pigeon")).to_have_count(0)

    open_page(page, "/admin/setup")
    expect(main.get_by_role("list", name="Steps").get_by_text("Done")).to_have_count(9)


def test_staff_lists_the_catalogue_and_takes_it_away_as_a_file(page, demo_shop):
    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/catalog?status=active")
    main = page.get_by_role("main")
    expect(main.get_by_role("table", name="Products, newest first")).to_be_visible()
    assert page.request.get("/lists/admin-catalog.csv").status == 200


def test_a_shopper_sees_none_of_it(page, demo_shop):
    sign_in(page, "shopper@demo.test")
    for address in ("/admin/settings", "/admin/setup", "/admin/catalog"):
        answer = page.request.get(address)
        assert "Set the rate" not in answer.text()
    assert page.request.get("/lists/admin-catalog.csv").status in (401, 403)
