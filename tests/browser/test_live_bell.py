"""The bell of an open page: a new order is counted on it without a reload."""

from __future__ import annotations

import re

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.journey import (
    add_to_cart,
    choose_payment,
    fill_checkout,
    open_page,
    order_heading,
    pay_button,
    sign_in,
)

# A product that the demo's seller sells alone and has in its house's warehouses.
SOLD_ALONE = """
    select p.slug from products p
    join variants v on v.product_id = p.id
    join offers o on o.variant_id = v.id and o.status = 'active'
    join stock_levels l on l.offer_id = o.id
    where p.status = 'active' and o.seller_id in (
        select m.seller_id from seller_members m join users u on u.id = m.user_id
        where u.email = 'seller@demo.test')
    group by p.id having min(l.available) > 1
      and not exists (
        select from variants v2 join offers o2 on o2.variant_id = v2.id
        where v2.product_id = p.id and o2.seller_id <> min(o.seller_id::text)::uuid)
    order by p.slug limit 1
"""
LIVE = 60_000  # milliseconds: the relay, the consumer, and the count every half minute


def slug_of_the_demo_seller(shop):
    """The address of something that only the demo's seller sells."""
    url = shop.environment["DATABASE_URL"].replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url, passfile=shop.environment.get("PGPASSFILE", "")) as connection:
        found = connection.execute(SOLD_ALONE).fetchone()
    assert found
    return found[0]


def unread(page):
    """The number on the bell of the page as it stands, without loading it again."""
    name = page.get_by_role("link", name=re.compile(r"\d+ unread notice")).first
    return int(re.findall(r"\d+", name.get_attribute("aria-label") or "")[0])


@pytest.mark.feature("NOT-03")
def test_a_new_order_is_counted_on_the_sellers_open_page(page, chromium, demo_shop):
    context = chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
    seller = context.new_page()
    open_page(seller, "/login")
    sign_in(seller, "seller@demo.test")
    open_page(seller, "/account/notices")
    if seller.get_by_role("button", name="Mark all as read").count():
        seller.get_by_role("button", name="Mark all as read").click()
        expect(seller.get_by_text("Unread")).to_have_count(0)
    open_page(seller, "/seller")
    expect(seller.get_by_role("link", name=re.compile(r"\d+ unread notice")).first).to_be_visible()
    before = unread(seller)
    seller.evaluate("window.openedOnce = true")

    open_page(page, f"/p/{slug_of_the_demo_seller(demo_shop)}")
    add_to_cart(page)
    fill_checkout(page)
    choose_payment(page, "Test card that succeeds")
    pay_button(page).click()
    expect(order_heading(page)).to_be_visible()

    more = re.compile(rf"^{before + 1} unread notices?$")
    expect(seller.get_by_role("link", name=more).first).to_be_visible(timeout=LIVE)
    assert seller.evaluate("window.openedOnce")
    open_page(seller, "/account/notices")
    expect(seller.get_by_text(re.compile(r"New order S-.* to send\.")).first).to_be_visible()
    context.close()
