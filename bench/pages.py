"""How fast a shopper sees a page: `python bench/pages.py URL` prints JSON lines.

For home, category, search and product: cold loads in a fresh Chromium profile (median and p95 of
20) from navigation to visible content, time to takeover, transferred JS and CSS; in-app navigation
from click to visible. The reference in the same run is the smallest static file of the same server
(favicon-like), so that a busy machine shows in both.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.find_chromium import launch_arguments

ROUNDS = 20
WATCH = """
window.__seen = {};
new MutationObserver(() => {
  const h = document.querySelector('h1');
  if (h && !window.__seen.content) requestAnimationFrame(() => {
    window.__seen.content = window.__seen.content || performance.now() });
  if (!window.__seen.live && document.querySelector('[data-ready="1"]') &&
      !document.documentElement.classList.contains('first-paint'))
    window.__seen.live = performance.now();
}).observe(document, {childList: true, subtree: true, attributes: true});
"""


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def summary(values: list[float]) -> dict[str, float]:
    """Median and p95 in milliseconds."""
    return {
        "median_ms": round(statistics.median(values), 1),
        "p95_ms": round(percentile(values, 0.95), 1),
    }


def cold(browser: Browser, url: str, address: str) -> dict[str, float]:
    """One cold load in a context of its own."""
    context = browser.new_context(
        bypass_csp=True, base_url=url, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    sizes = {"js": 0, "css": 0}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    session.on(
        "Network.responseReceived",
        lambda e: kinds.update({e["requestId"]: e["type"]}),
    )

    def finished(event: dict) -> None:
        kind = {"Script": "js", "Stylesheet": "css"}.get(kinds.get(event["requestId"], ""))
        if kind:
            sizes[kind] += event["encodedDataLength"]

    session.on("Network.loadingFinished", finished)
    page.goto(address)
    page.wait_for_function("window.__seen.live", timeout=20_000)
    seen = page.evaluate("window.__seen")
    paint = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
    )
    server = page.evaluate(
        "(() => {const n = performance.getEntriesByType('navigation')[0];"
        " return n.responseStart - n.requestStart})()"
    )
    context.close()
    return {
        "content": max(seen["content"], paint),
        "live": seen["live"],
        "server": server,
        "js_bytes": sizes["js"],
        "css_bytes": sizes["css"],
    }


def in_app(page: Page, address: str) -> float:
    """Milliseconds from the click on a card to the product's heading, inside the live app."""
    page.goto(address)
    page.wait_for_function("document.querySelector('[data-ready=\"1\"]')")
    page.wait_for_timeout(400)
    return page.evaluate(
        """() => new Promise(done => {
          const card = document.querySelector('main a[href^="/p/"]');
          const before = document.querySelector('h1').textContent;
          const start = performance.now();
          const look = () => {
            const h = document.querySelector('h1');
            if (location.pathname.startsWith('/p/') && h && h.textContent !== before)
              requestAnimationFrame(() => done(performance.now() - start));
            else requestAnimationFrame(look);
          };
          card.click(); look();
        })"""
    )


def main() -> None:
    """Measure the shop at the given address."""
    url = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:3000").rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        page = browser.new_context(base_url=url, bypass_csp=True).new_page()
        page.goto("/")
        category = page.locator('a[href^="/c/"]').first.get_attribute("href")
        page.goto("/search?q=mug")
        product = page.locator('main a[href^="/p/"]').first.get_attribute("href")
        pages = {"home": "/", "category": category, "search": "/search?q=mug", "product": product}
        reference = [cold_reference(browser, url) for _ in range(ROUNDS)]
        print(json.dumps({"page": "reference: robots.txt", **summary(reference)}))
        for name, address in pages.items():
            rounds = [cold(browser, url, address) for _ in range(ROUNDS)]
            print(
                json.dumps(
                    {
                        "page": name,
                        "visible": summary([r["content"] for r in rounds]),
                        "takeover": summary([r["live"] for r in rounds]),
                        "server": summary([r["server"] for r in rounds]),
                        "js_kB": round(rounds[0]["js_bytes"] / 1000, 1),
                        "css_kB": round(rounds[0]["css_bytes"] / 1000, 1),
                    }
                ),
                flush=True,
            )
        times = [in_app(page, "/search?q=" + q) for q in ["mug", "shirt", "lamp", "chair"] * 5]
        print(json.dumps({"page": "in-app: list to product", **summary(times)}))
        browser.close()


def cold_reference(browser: Browser, url: str) -> float:
    """The cost of navigating to almost nothing: what the browser and the machine take alone."""
    context = browser.new_context(base_url=url)
    page = context.new_page()
    page.goto("/robots.txt")
    took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return took


if __name__ == "__main__":
    main()
