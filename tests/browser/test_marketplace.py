"""The whole marketplace in real browsers: from an application to the payout, proved by `check`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from shop_app.orders.access import order_address
from tests.browser import market_journey as steps
from tests.browser.journey import open_page, sign_in
from tests.browser.test_listings import write_product
from tests.shop import Shop

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

DEMO_SELLER = "seller@demo.test"


@pytest.fixture
def people(chromium: Browser, demo_shop: Shop) -> Iterator[dict[str, Page]]:
    """A browser for each person of the journey."""
    with ExitStack() as stack:
        pages = {}
        for name in ("seller", "neighbour", "staff", "second"):
            context = stack.enter_context(
                chromium.new_context(base_url=demo_shop.url, locale="en-GB", bypass_csp=True)
            )
            context.set_default_timeout(30_000)
            pages[name] = context.new_page()
        yield pages


@pytest.mark.feature("MKT-01", "MKT-02", "MKT-05", "MKT-06", "MKT-10", "MKT-11", "ORD-05", "ORD-11")
def test_a_person_becomes_a_seller_sells_with_another_one_and_everybody_gets_their_money(
    page: Page, people: dict[str, Page], demo_shop: Shop
):
    seller, neighbour, staff, second = people.values()
    page.set_default_timeout(30_000)
    mark = uuid4().hex[:8]
    owner, guest, colleague = (f"{who}-{mark}@example.com" for who in ("owner", "guest", "money"))
    shop_name, title = f"Werf {mark}", f"Elm board {mark}"
    sign_in(staff, "admin@demo.test")
    sign_in(neighbour, DEMO_SELLER)

    steps.register(seller, owner, "Nora Werf")
    steps.apply_to_sell(seller, shop_name)
    steps.approve_application(staff, shop_name)
    steps.enter_portal(seller)

    write_product(seller, title, f"EB-{mark}")
    seller.get_by_role("button", name="Submit for approval").click()
    expect(seller.get_by_role("status").filter(has_text="Submitted")).to_be_visible()
    steps.approve_listing(staff, title, mark)

    other = steps.product_of(demo_shop, DEMO_SELLER)
    number = steps.buy_both(page, title, other, guest)

    steps.send_parcel(seller, number, f"A{mark}", 1)
    steps.send_parcel(seller, number, f"B{mark}", 1)
    steps.send_parcel(neighbour, number, f"C{mark}", 1)
    page.context.clear_cookies()
    steps.track(page, number, [f"A{mark}", f"B{mark}", f"C{mark}"])
    steps.parcels_arrive(seller, number, 2)
    steps.parcels_arrive(neighbour, number, 1)

    asked = steps.ask_to_return_one(page, number, title)
    amount = steps.take_back(seller, asked)
    assert "39.50" in amount
    open_page(page, page.url)
    expect(page.get_by_text(f"{amount} was given back the way you paid.")).to_be_visible()
    open_page(page, order_address(number))
    expect(page.get_by_text("The money was given back").first).to_be_visible()

    steps.register(page, guest, "Gil Guest")
    steps.review(page, other[0], f"Like it {mark}")

    lines = steps.read_statement(seller, number)
    assert [row["What"] for row in lines] == ["Opening", "sale", "refund", "Closing"]
    assert float(lines[0]["Sum"]) == 0

    steps.register(second, colleague, "Ben Second")
    steps.make_staff(staff, colleague)
    with steps.paid_at_once(demo_shop, [owner, DEMO_SELLER]):
        run = steps.propose_run(staff)
        steps.approve_and_pay(second, run, shop_name)
    lines = steps.read_statement(seller, number)
    assert [row["What"] for row in lines][-2:] == ["payout", "Closing"]
    assert float(lines[-1]["Sum"]) == 0

    steps.find_revenue(staff, number)
    open_page(staff, f"/admin/orders?q={number}")
    staff.get_by_role("link", name=number).click()
    expect(staff.get_by_role("list", name="Parcels").first).to_contain_text(f"A{mark}")
    expect(staff.get_by_role("list", name="Timeline")).to_contain_text(re.compile("given back"))

    demo_shop.prove()
