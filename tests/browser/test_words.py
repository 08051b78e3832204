"""No word escapes translation: in the pseudo-locale every text is marked, or it is data."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import httpx
import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/search?q=mug",
    "/search?q=zzqxwv",
    "/cart",
    "/login",
    "/register",
    "/help",
    "/track",
]
NAMES = ("aria-label", "placeholder", "title", "alt")
SILENT = {"script", "style", "svg", "template"}


class Texts(HTMLParser):
    """All that a person reads or hears inside the first paint, and the seed beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.seed = ""
        self._inside = False
        self._silent: list[str] = []
        self._in_seed = False

    def handle_starttag(self, tag, attrs):
        """Enter an element; its spoken attributes are texts too."""
        given = dict(attrs)
        self._inside = self._inside or tag == "first-paint"
        self._in_seed = given.get("id") == "stoa-seed"
        if tag in SILENT or given.get("translate") == "no":
            self._silent.append(tag)
        if self._inside and not self._silent:
            self.seen += [given[name] for name in NAMES if given.get(name)]

    def handle_endtag(self, tag):
        """Leave an element."""
        self._in_seed = False
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()
        if tag == "first-paint":
            self._inside = False

    def handle_data(self, data):
        """A text between two tags."""
        if self._in_seed:
            self.seed += data
        elif self._inside and not self._silent and data.strip():
            self.seen.append(data.strip())


def strings_of(value) -> set[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        return {value.strip()}
    if isinstance(value, dict):
        return set().union(*map(strings_of, value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(strings_of, value)) if value else set()
    return set()


DEMO_ACCOUNTS = {"shopper@demo.test", "seller@demo.test", "admin@demo.test", "demo-shop"}


def escaped_texts(html: str) -> list[str]:
    """Texts that are neither marked, nor made of data alone, nor without letters."""
    page = Texts()
    page.feed(html)
    data = DEMO_ACCOUNTS | (strings_of(json.loads(page.seed)) if page.seed else set())
    longest_first = sorted((d for d in data if len(d) > 1), key=len, reverse=True)

    def is_word(text: str) -> bool:
        for known in longest_first:
            text = text.replace(known, "")
        return bool(re.search(r"[A-Za-z]{2}", text))

    return [text for text in page.seen if "[!!!" not in text and is_word(text)]


@pytest.mark.feature("UXQ-04")
@pytest.mark.parametrize("address", PAGES)
def test_every_word_of_a_page_passes_through_translation(demo_shop, address):
    joined = "&" if "?" in address else "?"
    answer = httpx.get(f"{demo_shop.url}{address}{joined}locale=en-XA", timeout=30)
    assert answer.status_code == 200
    assert "[!!!" in answer.text
    assert escaped_texts(answer.text) == []


def test_the_finder_finds_a_word_that_escaped():
    html = '<first-paint><p>[!!! marked !!!]</p><p>plain</p><img alt="spoken"></first-paint>'
    assert escaped_texts(html) == ["plain", "spoken"]
