"""`make shots`: every screen as guest, shopper, seller and admin, in four variants, on sheets.

Starts a demo shop of its own (or takes the running one at STOA_URL), walks the table of screens
and lays the pictures out under test-results/shots/, one labelled sheet per person and variant.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect, sync_playwright

from shop_app.ui.routes import SCREENS
from tests.browser.journey import add_to_cart, cards, fill_checkout, sign_in
from tests.find_chromium import launch_arguments
from tests.shop import PROJECT, RESULTS, Shop

FOLDER = RESULTS / "shots"
WIDTHS = {"desktop": 1440, "phone": 390}
MODES = ("light", "dark")
COLUMNS = {"desktop": 4, "phone": 8}
SCALE = {"desktop": 0.33, "phone": 0.6}

Steps = Callable[[Page], None] | None


def goto(address: str) -> Callable[[Page], None]:
    """A step that opens an address."""

    def step(page: Page) -> None:
        page.goto(address)
        page.wait_for_selector('[data-ready="1"]', state="attached", timeout=15_000)
        page.wait_for_timeout(500)

    return step


def product(page: Page) -> None:
    """The first mug that can be bought."""
    goto("/search?q=mug&stock=1")(page)
    cards(page).first.click()
    page.wait_for_url(re.compile("/p/"))
    page.wait_for_timeout(700)


def department(page: Page) -> None:
    """The first department."""
    goto("/")(page)
    goto(page.locator('a[href^="/c/"]').first.get_attribute("href") or "/")(page)


def drawer(page: Page) -> None:
    """The drawer after adding."""
    product(page)
    add_to_cart(page)
    page.wait_for_timeout(400)


def filled_checkout(page: Page) -> None:
    """A checkout with everything filled in."""
    fill_checkout(page)
    page.wait_for_timeout(400)


def shows(*steps: Callable[[Page], None], text: str | re.Pattern[str]) -> Callable[[Page], None]:
    """Steps after which the page's main part must say so: a shot of a state shows that state."""

    def step(page: Page) -> None:
        for each in steps:
            each(page)
        expect(page.get_by_role("main").get_by_text(text).first).to_be_visible()

    return step


def wrong_checkout(page: Page) -> None:
    """A checkout with an error beside a field."""
    fill_checkout(page)
    page.get_by_role("textbox", name="Email").fill("nobody")
    page.get_by_role("textbox", name="Email").blur()


def wrong_sign_in(page: Page) -> None:
    """Somebody who is not known tries to sign in."""
    goto("/login")(page)
    page.get_by_role("textbox", name="Email").fill("nobody@demo.test")
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/login\?.*said="))
    page.wait_for_selector('[data-ready="1"]', state="attached", timeout=15_000)


def seller_front(page: Page) -> None:
    """The shop front of the product's seller."""
    product(page)
    goto(page.locator('main a[href^="/s/"]').first.get_attribute("href") or "/")(page)


GUEST: dict[str, Steps] = {
    "home": goto("/"),
    "department": department,
    "search": goto("/search?q=shirt"),
    "search filtered": goto("/search?q=shirt&sort=price&rating=4"),
    "nothing found": shows(goto("/search?q=zzqxwv"), text="Nothing matches all of this"),
    "product": product,
    "seller": seller_front,
    "cart empty": shows(goto("/cart"), text="Your cart is empty"),
    "checkout empty": shows(goto("/checkout"), text="There is nothing to pay"),
    "login": goto("/login"),
    "login error": shows(wrong_sign_in, text="or the password is not right"),
    "register": goto("/register"),
    "track": goto("/track"),
    "help": goto("/help"),
    "not found": shows(goto("/p/no-such-thing"), text="There is nothing at this address"),
    "drawer": drawer,
    "cart": goto("/cart"),
    "checkout": filled_checkout,
    "checkout error": shows(wrong_checkout, text="like name@example.com"),
}


def first_of(address: str) -> Callable[[Page], None]:
    """A step that opens the first row of a list, or the list where it has none."""

    def step(page: Page) -> None:
        goto(address)(page)
        rows = page.locator('tbody a[href^="/"]')
        if rows.count():
            goto(rows.first.get_attribute("href") or address)(page)

    return step


def portal(beginning: str) -> dict[str, Steps]:
    """Every screen below an address; one with a key is opened by a row of its list."""
    found: dict[str, Steps] = {}
    lists = {screen.address for screen in SCREENS}
    for screen in SCREENS:
        if not (screen.address + "/").startswith(beginning + "/"):
            continue
        plain = screen.address.partition("/[")[0]
        while plain not in lists:
            plain = plain.rpartition("/")[0]
        name = screen.address.strip("/").replace("/", " ")
        found[name] = goto(plain) if plain == screen.address else first_of(plain)
    return found


SHOPPER: dict[str, Steps] = {**portal("/account"), "wishlist": goto("/wishlist")}
SHOPPER |= {"sell": goto("/sell"), "apply": goto("/sell/apply")}
SELLER = portal("/seller")
ADMIN = portal("/admin")
PEOPLE = {
    "guest": ("", GUEST),
    "shopper": ("shopper@demo.test", SHOPPER),
    "seller": ("seller@demo.test", SELLER),
    "admin": ("admin@demo.test", ADMIN),
}


@contextmanager
def open_shop() -> Iterator[str]:
    """The address of a shop to look at."""
    if os.environ.get("STOA_URL"):
        yield os.environ["STOA_URL"]
        return
    from shop_app.core.settings import settings
    from shop_app.engines import ensure

    engines = ensure(settings().shop_home)
    environment = engines.environment()
    for command in ("migrate", "seed", "reindex", "build"):
        subprocess.run(
            [sys.executable, "-m", "shop_app", command],
            env={**os.environ, **environment},
            cwd=PROJECT,
            check=True,
        )
    shop = Shop(environment).start()
    try:
        yield shop.url
    finally:
        shop.stop()
        engines.stop()


def shoot(browser: Browser, url: str, person: str, device: str, mode: str) -> list[Path]:
    """Pictures of all screens of one person in one variant."""
    email, screens = PEOPLE[person]
    context = browser.new_context(
        base_url=url,
        viewport={"width": WIDTHS[device], "height": 900 if device == "desktop" else 844},
        color_scheme=mode,
        locale="en-GB",
        bypass_csp=True,
    )
    page = context.new_page()
    if email:
        sign_in(page, email)
    taken = []
    for name, step in screens.items():
        path = FOLDER / device / mode / person / f"{name.replace(' ', '-')}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if step:
                step(page)
            page.screenshot(path=path, full_page=name != "drawer")
        except Exception as problem:
            print(f"{person} {device} {mode} {name}: {str(problem)[:200]}")  # noqa: T201
            page.screenshot(path=path)
        taken.append(path)
    context.close()
    return taken


def lay_out(pictures: list[Path], device: str, target: Path) -> None:
    """One labelled sheet of the pictures, cut to a sensible height."""
    thumbs = []
    for path in pictures:
        image = Image.open(path).convert("RGB")
        image = image.crop((0, 0, image.width, min(image.height, image.width * 5 // 2)))
        size = (int(image.width * SCALE[device]), int(image.height * SCALE[device]))
        thumbs.append((path.stem, image.resize(size, Image.Resampling.LANCZOS)))
    columns = COLUMNS[device]
    width = max(image.width for _, image in thumbs) + 16
    rows = [thumbs[i : i + columns] for i in range(0, len(thumbs), columns)]
    heights = [max(image.height for _, image in row) + 36 for row in rows]
    sheet = Image.new("RGB", (width * columns, sum(heights)), "#888")
    draw = ImageDraw.Draw(sheet)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for column, (label, image) in enumerate(row):
            draw.text((column * width + 8, top + 6), label, fill="white", font_size=16)
            sheet.paste(image, (column * width + 8, top + 28))
        top += height
    sheet.save(target)


def main() -> None:
    """Take all pictures and lay them out."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    people = sys.argv[1:] or list(PEOPLE)
    with open_shop() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        for device in WIDTHS:
            for mode in MODES:
                for person in people:
                    target = FOLDER / f"{person}-{device}-{mode}.png"
                    lay_out(shoot(browser, url, person, device, mode), device, target)
                    print(target.relative_to(PROJECT))  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main()
