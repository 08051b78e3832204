"""Steps that several journeys take, in the words of the screen contract (roles and names)."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

ADDRESS = {
    "Full name": "Ada Lovelace",
    "Address": "Keizersgracht 12",
    "Postal code": "1015 CS",
    "City": "Amsterdam",
    "Phone": "+31 20 555 0100",
}


def live(page: Page) -> Page:
    """Wait until Reflex has taken over from the first paint."""
    page.wait_for_function("!document.documentElement.classList.contains('first-paint')")
    page.wait_for_selector('[data-ready="1"]', state="attached")
    return page


def open_page(page: Page, address: str) -> Page:
    """Go to an address and wait for the takeover."""
    page.goto(address)
    return live(page)


def reader_again(page: Page) -> Callable[[], None]:
    """Before the page is opened: what makes it read its content again, and waits until it has.

    A live page does so after a restart of the server, and when its address changes.
    """
    readings: list[str] = []

    def hear(text: str | bytes) -> None:
        if 'hydrated_rx_state_":true' in str(text):
            readings.append("read")

    def wait_for(number: int) -> None:
        for _ in range(150):
            if len(readings) >= number:
                return
            page.wait_for_timeout(100)
        raise AssertionError("the page has not read its content")

    def again() -> None:
        wait_for(1)
        before = len(readings)
        page.evaluate(f"history.pushState({{}}, '', '?again={before}')")
        page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
        wait_for(before + 1)

    page.on("websocket", lambda line: line.on("framereceived", hear))
    return again


def cart_link(page: Page) -> Locator:
    """The link to the cart, whatever the number of items."""
    return page.get_by_role("link", name=re.compile(r"^Cart, \d+ items?$"))


def cards(page: Page) -> Locator:
    """The product cards of a list."""
    return page.locator('main a[href^="/p/"]:visible')


def open_buyable_product(page: Page, query: str = "mug") -> str:
    """Search, open the first product that is in stock, return its title."""
    open_page(page, f"/search?q={query}&stock=1")
    cards(page).first.click()
    page.wait_for_url(re.compile(r"/p/"))
    expect(page.get_by_role("button", name="Add to cart").first).to_be_enabled()
    return page.get_by_role("heading", level=1).inner_text()


def add_to_cart(page: Page) -> None:
    """Press the button and wait until the header counts one more."""
    before = int(re.findall(r"\d+", cart_link(page).get_attribute("aria-label") or "0")[0])
    page.get_by_role("button", name="Add to cart").first.click()
    expect(
        page.get_by_role("link", name=re.compile(rf"^Cart, {before + 1} items?$"))
    ).to_be_attached()


def fill_checkout(page: Page, *, email: str = "ada@example.com") -> None:
    """Open the checkout and fill contact and address."""
    open_page(page, "/checkout")
    page.get_by_role("textbox", name="Email").fill(email)
    another = page.get_by_role("radio", name="Another address")
    if another.count():  # somebody with addresses in their book
        another.check(force=True)
        expect(page.get_by_role("textbox", name="Full name")).to_have_value("")
    for name, value in ADDRESS.items():
        page.get_by_role("textbox", name=name, exact=True).fill(value)
    page.get_by_role("textbox", name="Phone").blur()
    expect(page.get_by_role("radiogroup", name=re.compile("^Delivery for ")).first).to_be_visible()


def choose_payment(page: Page, method: str) -> None:
    """Choose a payment method by its visible name."""
    page.get_by_role("radiogroup", name="Payment method").get_by_role("radio", name=method).check(
        force=True
    )


def pay_button(page: Page) -> Locator:
    """The button that says what is paid."""
    return page.get_by_role("button", name=re.compile(r"^Pay .+\d"))


def order_heading(page: Page) -> Locator:
    """The heading of an order's page."""
    return page.get_by_role("heading", name=re.compile(r"^Order S-\w{4}-\w{4}$"))


def sign_in(page: Page, email: str, password: str = "demo-shop") -> None:
    """Sign in through the form."""
    page.goto("/login")
    page.get_by_role("textbox", name="Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/login" not in url)
