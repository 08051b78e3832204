"""What every page must be: accessible, whole on a phone, right without a mouse, honest offline."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.journey import add_to_cart, cards, fill_checkout, live, open_page, sign_in

pytestmark = pytest.mark.browser

OPEN_PAGES = [
    "/",
    "/search?q=shirt",
    "/search?q=zzqxwv",
    "/cart",
    "/login",
    "/register",
    "/track",
    "/help",
    "/p/there-is-no-such-thing",
]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def serious(page) -> list[str]:
    """The serious findings of axe, each with the first place that it names."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{v['id']}: {v['help']} at {v['nodes'][0]['html'][:160]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


def first_category(page) -> str:
    """The address of the first department."""
    page.goto("/")
    return page.locator('a[href^="/c/"]').first.get_attribute("href")


@pytest.mark.feature("UXQ-01", "UXQ-02")
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("address", OPEN_PAGES)
def test_axe_finds_nothing_serious_on_open_pages(page, address, mode):
    page.emulate_media(color_scheme=mode)
    page.goto(address)
    live(page)
    assert serious(page) == []


@pytest.mark.feature("UXQ-02")
def test_axe_finds_nothing_serious_where_people_buy(page):
    open_page(page, first_category(page))
    assert serious(page) == []
    cards(page).first.click()
    page.wait_for_url(re.compile(r"/p/"))
    expect(page.get_by_role("button", name="Add to cart").first).to_be_visible()
    assert serious(page) == []
    open_page(page, "/search?q=mug&stock=1")
    cards(page).first.click()
    page.wait_for_url(re.compile(r"/p/"))
    add_to_cart(page)
    fill_checkout(page)
    assert serious(page) == []


@pytest.mark.feature("UXQ-02")
@pytest.mark.parametrize("address", ["/account", "/account/orders", "/account/security"])
def test_axe_finds_nothing_serious_in_the_account(page, address):
    sign_in(page, "shopper@demo.test")
    open_page(page, address)
    assert serious(page) == []


@pytest.mark.feature("UXQ-09")
@pytest.mark.parametrize("address", OPEN_PAGES)
def test_nothing_sticks_out_on_a_phone(chromium, demo_shop, address):
    context = chromium.new_context(
        base_url=demo_shop.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(address)
    live(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.fixture
def phone(chromium, demo_shop):
    """A page on a phone."""
    context = chromium.new_context(
        base_url=demo_shop.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


@pytest.mark.feature("UXQ-09", "SRCH-05")
def test_on_a_phone_the_filters_unfold_and_narrow_the_list(phone):
    open_page(phone, "/search?q=shirt")
    choice = phone.get_by_role("checkbox", name=re.compile("^Category: "))
    expect(choice.first).to_be_hidden()
    phone.locator("#filters > summary").tap()
    expect(choice.first).to_be_visible()
    choice.first.tap()
    phone.wait_for_url(re.compile("category="))


@pytest.mark.feature("UXQ-09")
def test_on_a_phone_the_portal_menu_and_the_filters_of_a_list_unfold(phone):
    sign_in(phone, "admin@demo.test")
    open_page(phone, "/admin/orders")
    status = phone.get_by_role("combobox", name="Status", exact=True)
    expect(status).to_be_hidden()
    phone.get_by_text("Filters", exact=True).tap()
    expect(status).to_be_visible()
    menu = phone.get_by_role("navigation", name="Portal")
    expect(menu.get_by_role("link", name="Customers").first).to_be_hidden()
    menu.get_by_text("Menu", exact=True).tap()
    menu.get_by_role("link", name="Customers").first.tap()
    phone.wait_for_url(re.compile("/admin/customers"))
    expect(phone.get_by_role("heading", level=1, name="Customers")).to_be_visible()
    expect(menu.get_by_role("link", name="Orders").first).to_be_hidden()


@pytest.mark.feature("UXQ-09")
def test_on_a_phone_add_to_cart_stays_in_reach(chromium, demo_shop):
    context = chromium.new_context(
        base_url=demo_shop.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        bypass_csp=True,
    )
    page = context.new_page()
    open_page(page, "/search?q=mug&stock=1")
    cards(page).first.click()
    page.wait_for_url(re.compile(r"/p/"))
    expect(page.get_by_role("button", name="Add to cart").first).to_be_visible()
    page.mouse.wheel(0, 2500)
    page.wait_for_timeout(300)
    in_view = page.get_by_role("button", name="Add to cart").evaluate_all(
        "all => all.some(e => {const r = e.getBoundingClientRect();"
        " return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight})"
    )
    assert in_view
    context.close()


def test_every_page_has_its_landmarks_and_one_heading(page):
    for address in OPEN_PAGES:
        page.goto(address)
        live(page)
        for role in ("banner", "main", "contentinfo"):
            assert page.get_by_role(role).count() == 1, (address, role)
        assert page.get_by_role("heading", level=1).count() == 1, address
        assert page.get_by_role("link", name="Skip to content").count() == 1, address
        expect(page.get_by_role("link", name=re.compile(r"^Cart, \d+ items?$"))).to_be_attached()


def test_a_person_without_a_mouse_reaches_the_cart(page):
    open_page(page, "/search?q=mug&stock=1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    cards(page).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/p/"))
    button = page.get_by_role("button", name="Add to cart").first
    expect(button).to_be_enabled()
    button.focus()
    outline = button.evaluate(
        "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow"
    )
    assert outline != "nonenone"
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_attached()


@pytest.mark.feature("UXQ-14")
def test_dark_mode_follows_the_system_and_the_switch_is_kept(page):
    page.emulate_media(color_scheme="dark")
    open_page(page, "/")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role(
        "button", name=re.compile("colour mode|light|dark", re.IGNORECASE)
    ).first.click()
    page.wait_for_function(f"getComputedStyle(document.body).backgroundColor !== '{dark}'")
    chosen = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    live(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == chosen


@pytest.mark.feature("UXQ-14")
def test_reduced_motion_is_respected(page):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, "/")
    longest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')].map(e =>"
        " parseFloat(getComputedStyle(e).transitionDuration) || 0))"
    )
    assert longest <= 0.02


@pytest.mark.feature("UXQ-13")
def test_a_lost_connection_is_said_and_the_cart_survives(page, demo_shop):
    open_page(page, "/search?q=mug&stock=1")
    cards(page).first.click()
    page.wait_for_url(re.compile(r"/p/"))
    add_to_cart(page)
    demo_shop.stop_web()
    notice = page.get_by_text(re.compile("connection is lost"))
    try:
        expect(notice).to_be_visible(timeout=40_000)
    finally:
        demo_shop.start_web()
    expect(notice).to_be_hidden(timeout=60_000)
    open_page(page, "/cart")
    expect(page.get_by_role("link", name="Cart, 1 item")).to_be_attached()


@pytest.mark.feature("UXQ-12")
def test_pictures_keep_their_ratio_and_nothing_shifts(page):
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach(e => {"
        " if (!e.hadRecentInput) window.shift += e.value}))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in ("/", "/search?q=shirt"):
        open_page(page, address)
        page.wait_for_timeout(800)
        assert page.evaluate("window.shift") < 0.02, address
    sized = page.locator("main img").evaluate_all(
        "all => all.every(e => e.hasAttribute('width') && e.hasAttribute('height'))"
    )
    assert sized


@pytest.mark.feature("UXQ-04")
def test_money_follows_the_region(page):
    open_page(page, "/search?q=mug")
    price = page.locator("main article").first
    expect(price).to_contain_text("€")
    with page.expect_navigation():
        page.get_by_role("combobox", name="Country and currency").first.select_option("JP")
    open_page(page, "/search?q=mug")
    expect(price).to_contain_text(re.compile("[¥¥]"))
