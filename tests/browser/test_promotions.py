"""A sale: staff looks ahead and makes it, the shopper pays its price, and it ends."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import (
    add_to_cart,
    choose_payment,
    fill_checkout,
    live,
    open_page,
    order_heading,
    pay_button,
    sign_in,
)
from tests.browser.market_journey import database, product_of, seller_of

pytestmark = pytest.mark.browser

PRICE = """
    select p.amount_minor from prices p
    join offers o on o.id = p.offer_id join variants v on v.id = o.variant_id
    join products r on r.id = v.product_id
    where r.slug = %s and p.currency = 'EUR' and p.sale_minor is null
    order by p.amount_minor limit 1
"""
# A seller whose offers have no sale, so that what the test sees is its own.
FREE = """
    update prices set sale_minor = null, sale_from = null, sale_to = null
    where offer_id in (select id from offers where seller_id = %s) returning 1
"""


def fill_sale(page: Page, **values: str) -> None:
    """Fill the form of a new sale and look ahead."""
    section = page.get_by_role("region", name="New sale")
    for label, value in values.items():
        section.get_by_label(label.replace("_", " "), exact=True).fill(value)
    section.get_by_role("button", name="Look ahead").click()


def day(days: int) -> str:
    """A day from today on, UTC, as date fields take it."""
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


@pytest.mark.feature("PRC-03")
def test_a_sellers_sale_is_seen_paid_and_ended(page, demo_shop):
    mark = uuid4().hex[:6]
    seller = seller_of(demo_shop, "seller@demo.test")
    with database(demo_shop) as connection:
        connection.execute(FREE, [seller])
    slug, _title, _ = product_of(demo_shop, "seller@demo.test")
    with database(demo_shop) as connection:
        row = connection.execute(PRICE, [slug]).fetchone()
        slug_of = connection.execute("select slug from sellers where id = %s", [seller]).fetchone()
    assert row is not None
    assert slug_of is not None
    before = row[0]
    after = (before * 75 + 50) // 100

    sign_in(page, "admin@demo.test")
    open_page(page, "/admin/promotions")
    fill_sale(page, Name=f"Week {mark}", Percent_off="25", First_day=day(2), Last_day=day(1))
    expect(page.get_by_text("A sale must end after it begins.").first).to_be_visible()
    fill_sale(page, First_day="", Last_day=day(7), **{"Seller's_address_name": slug_of[0]})
    expect(
        page.get_by_text(re.compile(r"^\d[\d,]* prices of \d+ products would change"))
    ).to_be_visible()
    page.get_by_role("button", name="Make the sale").click()
    expect(page.get_by_role("status").filter(has_text="The sale is made.")).to_be_visible()
    line = page.get_by_role("row").filter(has_text=f"Week {mark}")
    expect(line).to_contain_text("Running")

    page.context.clear_cookies()
    open_page(page, f"/p/{slug}")
    expect(page.locator(f'[data-price-minor="{after}"]').first).to_be_visible()
    expect(page.get_by_text("−25%").first).to_be_visible()
    add_to_cart(page)
    fill_checkout(page, email=f"sale-{mark}@example.com")
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible(timeout=30_000)
    number = order_heading(page).inner_text().removeprefix("Order ")
    with database(demo_shop) as connection:
        paid = connection.execute(
            "select l.unit_price_minor from order_lines l join orders o on o.id = l.order_id"
            " where o.number = %s",
            [number],
        ).fetchone()
    assert paid == (after,)

    page.context.clear_cookies()
    sign_in(page, "seller@demo.test")
    open_page(page, "/seller/promotions")
    page.get_by_role("checkbox", name=f"Select Week {mark}").check()
    page.get_by_role("button", name="Apply to the selected").click()
    expect(page.get_by_role("row").filter(has_text=f"Week {mark}")).to_contain_text("Ended")
    open_page(page, f"/p/{slug}")
    expect(page.locator(f'[data-price-minor="{before}"]').first).to_be_visible()
    live(page)
