"""How fast a shopper sees a page: `python bench/pages.py URL` prints JSON lines.

For home, category, search and product: cold loads in a fresh Chromium profile (median and p95 of
20) from navigation to the first content and to visible content (the largest element of the screen
is painted: https://web.dev/articles/lcp), time to takeover, transferred JS and CSS; in-app
navigation from click to visible. Paints are read from the browser's own records of loads
that nothing else watches: an observer in the page and the network's events cost 20 to 30 ms. The
reference in the same run is the smallest static file of the same server (favicon-like), so that a
busy machine shows in both.
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
SETTLE_MS = 700  # the last tab is still being torn down, by the browser and by the server
WATCH = """
window.__seen = {};
new MutationObserver(() => {
  if (!window.__seen.live && document.querySelector('[data-ready="1"]') &&
      !document.documentElement.classList.contains('first-paint'))
    window.__seen.live = performance.now();
}).observe(document, {childList: true, subtree: true, attributes: true});
"""


PAINTS = """
() => new Promise(done => {
  let largest = 0;
  new PerformanceObserver(list => { largest = list.getEntries().at(-1).startTime })
    .observe({type: 'largest-contentful-paint', buffered: true});
  const load = performance.getEntriesByType('navigation')[0];
  const first = performance.getEntriesByName('first-contentful-paint')[0];
  setTimeout(() => done({
    first: first ? first.startTime : 0, largest,
    server: load.responseStart - load.requestStart,
  }), 50);
})
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


def fresh(browser: Browser, url: str) -> Page:
    """A tab of a profile that has never been here, once the last one is gone."""
    context = browser.new_context(
        bypass_csp=True, base_url=url, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.wait_for_timeout(SETTLE_MS)
    return page


def painted(browser: Browser, url: str, address: str) -> dict[str, float]:
    """One cold load that nothing watches: what the browser noted of its paints."""
    page = fresh(browser, url)
    page.goto(address)
    page.wait_for_timeout(SETTLE_MS)
    noted = page.evaluate(PAINTS)
    page.context.close()
    return noted


def taken_over(browser: Browser, url: str, address: str) -> dict[str, float]:
    """One cold load, watched: when the live page took over, and the bytes it took."""
    page = fresh(browser, url)
    page.add_init_script(WATCH)
    sizes = {"js": 0, "css": 0}
    session = page.context.new_cdp_session(page)
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
    live = page.evaluate("window.__seen.live")
    page.context.close()
    return {"live": live, "js_bytes": sizes["js"], "css_bytes": sizes["css"]}


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
            paints = [painted(browser, url, address) for _ in range(ROUNDS)]
            rounds = [taken_over(browser, url, address) for _ in range(ROUNDS)]
            print(
                json.dumps(
                    {
                        "page": name,
                        "first": summary([p["first"] for p in paints]),
                        "visible": summary([p["largest"] for p in paints]),
                        "takeover": summary([r["live"] for r in rounds]),
                        "server": summary([p["server"] for p in paints]),
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
    page = fresh(browser, url)
    page.goto("/robots.txt")
    took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    page.context.close()
    return took


if __name__ == "__main__":
    main()
