"""The takeover, seen in a real browser with the real Content-Security-Policy in force."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.shop import Shop

pytestmark = pytest.mark.browser

PAINTED = ["/", "/search?q=mug", "CATEGORY", "PRODUCT"]

# Notes on each frame: how many headings show, and how much text; every layout shift; and what the
# page was called in its first paint.
SAMPLER = """
window.frames_seen = [];
window.shifted = 0;
window.first_called = null;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
const look = () => {
  if (document.body) {
    const shown = [...document.querySelectorAll("h1")].filter((h) => h.getClientRects().length);
    window.frames_seen.push([shown.length, document.body.innerText.length]);
    if (!window.first_called && shown.length && document.querySelector("first-paint h1"))
      window.first_called = [document.title, shown[0].innerText];
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def until(page: Page, expression: str, seconds: float = 15) -> None:
    """Wait for a JavaScript expression without `eval` in the page, which its policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def taken_over(page: Page) -> None:
    """Wait until the live page has taken over."""
    until(page, "performance.getEntriesByName('takeover').length > 0")


@pytest.fixture
def visit(chromium: Browser, demo_shop: Shop) -> Iterator[Page]:
    """A page under the shop's own policy; its console must stay clean."""
    context = chromium.new_context(base_url=demo_shop.url, viewport={"width": 1280, "height": 800})
    context.add_init_script(SAMPLER)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def address_of(page: Page, kind: str) -> str:
    """A real address: the first category of the home page, or the first product of a search."""
    if kind == "CATEGORY":
        page.goto("/")
        return page.locator('a[href^="/c/"]').first.get_attribute("href")
    if kind == "PRODUCT":
        page.goto("/search?q=mug")
        return page.locator('main a[href^="/p/"]').first.get_attribute("href")
    return kind


@pytest.mark.feature("UXQ-05")
@pytest.mark.parametrize("kind", PAINTED)
def test_live_page_takes_over_without_a_blank_frame_or_a_shift(visit: Page, kind: str):
    address = address_of(visit, kind)
    visit.goto(address, wait_until="commit")
    taken_over(visit)
    visit.wait_for_timeout(500)

    frames = visit.evaluate("frames_seen")
    first = next(i for i, (headings, _) in enumerate(frames) if headings)
    assert [frame for frame in frames[first:] if frame[0] != 1 or frame[1] < 50] == []
    assert visit.evaluate("shifted") < 0.01
    assert visit.locator("first-paint").count() == 0
    called = [visit.title(), visit.locator("h1").first.inner_text()]
    assert visit.evaluate("first_called") == called


@pytest.mark.feature("UXQ-05")
@pytest.mark.parametrize("kind", PAINTED)
def test_first_paint_is_whole_without_javascript(chromium: Browser, demo_shop: Shop, kind: str):
    context = chromium.new_context(base_url=demo_shop.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(address_of(page, kind))

    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    for landmark in ("header", "nav", "main", "footer"):
        assert page.locator(f"{landmark}:visible").count(), landmark
    context.close()


@pytest.mark.feature("UXQ-05")
def test_a_wrong_address_still_leads_everywhere_without_javascript(
    chromium: Browser, demo_shop: Shop
):
    context = chromium.new_context(base_url=demo_shop.url, java_script_enabled=False)
    page = context.new_page()
    answer = page.goto("/p/no-such-thing")
    assert answer is not None
    assert answer.status == 404
    assert page.locator('nav a[href^="/c/"]:visible').count() >= 6
    assert page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.is_visible()
    context.close()


def test_typed_text_focus_and_scroll_survive_the_takeover(visit: Page):
    held = []
    visit.route("**/assets/entry.client*.js", lambda route: held.append(route))  # noqa: PLW0108
    visit.goto("/search?q=mug", wait_until="commit")
    box = visit.locator('first-paint input[name="q"]:visible').first
    box.wait_for()
    box.fill("")
    box.press_sequentially("teap")
    visit.evaluate("document.scrollingElement.scrollTop = 120")
    for route in held:
        route.continue_()
    taken_over(visit)

    # Before the next key: the browser itself scrolls to a field that somebody types into.
    assert visit.evaluate("scrollY") == 120
    visit.keyboard.type("ot")
    assert visit.locator('input[name="q"]:visible').first.input_value() == "teapot"


TYPED = {
    "/login": {"email": "ada@example.com", "password": "three olive trees"},
    "/register": {"name": "Ada", "email": "ada@example.com", "password": "three olive trees"},
    "/checkout": {"email": "ada@example.com", "name": "Ada Lovelace", "city": "Utrecht"},
}


@pytest.mark.parametrize("slowness", [1, 8])
@pytest.mark.parametrize("address", TYPED)
def test_fields_filled_before_the_takeover_keep_their_text_on_a_slow_machine(
    visit: Page, address: str, slowness: int
):
    if address == "/checkout":
        fill_cart(visit)
    held = []
    visit.route("**/assets/entry.client*.js", lambda route: held.append(route))  # noqa: PLW0108
    processor = visit.context.new_cdp_session(visit)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": slowness})
    visit.goto(address, wait_until="commit")
    for name, text in TYPED[address].items():
        visit.locator(f'first-paint main input[name="{name}"]').press_sequentially(text[:-3])
    for route in held:
        route.continue_()
    # The last letters while the code is read, and over the moment of the takeover.
    *_, (last, text) = TYPED[address].items()
    for sign in text[-3:]:
        visit.keyboard.type(sign, delay=150)
    taken_over(visit)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    visit.wait_for_timeout(1000)

    shown = {
        name: visit.locator(f'main input[name="{name}"]:visible').input_value()
        for name in TYPED[address]
    }
    assert shown == {
        name: text if name == last else text[:-3] for name, text in TYPED[address].items()
    }
    assert visit.evaluate("document.activeElement.name") == last


def test_what_was_filled_and_left_before_the_takeover_is_saved(visit: Page):
    fill_cart(visit)
    held = []
    visit.route("**/assets/entry.client*.js", lambda route: held.append(route))  # noqa: PLW0108
    visit.goto("/checkout", wait_until="commit")
    for name, text in TYPED["/checkout"].items():
        visit.locator(f'first-paint main input[name="{name}"]').press_sequentially(text)
    for route in held:
        route.continue_()
    visit.unroute("**/assets/entry.client*.js")
    taken_over(visit)
    visit.wait_for_timeout(2000)

    visit.goto("/checkout")
    taken_over(visit)
    expect(visit.get_by_role("textbox", name="Email")).to_have_value("ada@example.com")
    expect(visit.get_by_role("textbox", name="Full name")).to_have_value("Ada Lovelace")


def fill_cart(page: Page) -> None:
    """Put the first mug into the cart."""
    page.goto(address_of(page, "PRODUCT"))
    taken_over(page)
    page.get_by_role("button", name="Add to cart").first.click()
    expect(page.get_by_role("link", name=re.compile(r"^Cart, 1 item")).first).to_be_attached()


def test_page_stays_usable_when_its_scripts_do_not_come(chromium: Browser, demo_shop: Shop):
    context = chromium.new_context(base_url=demo_shop.url)
    page = context.new_page()
    page.route("**/assets/entry.client*.js", lambda route: route.abort())
    page.goto("/search?q=mug")
    page.locator('first-paint main a[href^="/p/"]').first.click()

    page.wait_for_url("**/p/**")
    assert page.locator("first-paint h1").is_visible()
    context.close()


@pytest.mark.feature("UXQ-14")
def test_dark_mode_is_right_before_the_live_page_is(chromium: Browser, demo_shop: Shop):
    context = chromium.new_context(base_url=demo_shop.url, color_scheme="dark")
    page = context.new_page()
    page.route("**/assets/entry.client*.js", lambda route: route.abort())
    page.goto("/")

    assert "dark" in page.evaluate("document.documentElement.className").split()
    context.close()


def test_links_inside_the_shop_load_no_new_document(visit: Page):
    documents = []
    visit.on(
        "request",
        lambda request: (
            documents.append(request.url) if request.resource_type == "document" else None
        ),
    )
    visit.goto("/search?q=mug")
    taken_over(visit)
    visit.locator('main a[href^="/p/"]:visible').first.click()
    visit.wait_for_url("**/p/**")
    visit.locator("h1:visible").first.wait_for()
    visit.go_back()
    visit.wait_for_url("**/search?q=mug")
    visit.locator('main a[href^="/p/"]:visible').first.wait_for()

    assert len(documents) == 1


def test_one_build_serves_two_ports(chromium: Browser, demo_shop: Shop):
    second = Shop(demo_shop.environment).start(with_worker=False)
    try:
        for shop in (demo_shop, second):
            page = chromium.new_context(base_url=shop.url).new_page()
            sockets: list[str] = []
            page.on("websocket", lambda socket, seen=sockets: seen.append(socket.url))
            page.goto("/")
            taken_over(page)
            assert sockets
            assert all(f":{shop.port}/_event" in url for url in sockets)
            page.context.close()
    finally:
        second.stop()


@pytest.mark.feature("UXQ-01")
def test_change_of_page_moves_the_focus_to_the_new_heading(visit: Page):
    visit.goto("/search?q=mug")
    taken_over(visit)
    visit.locator('main a[href^="/p/"]:visible').first.click()
    visit.wait_for_url("**/p/**")

    until(visit, "document.activeElement.tagName === 'H1'")
