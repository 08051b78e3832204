"""Hostile texts as queries, filters, and addresses: an answer, never an error, never markup."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from shop_app.core.db import run_reading
from shop_app.search.suggestions import suggest
from shop_app.search.views import ListPage

LIST_OF_STRINGS = Path(__file__).parents[4] / "shared/data/hostile_input/blns.json.gz"
OWN = [
    "' or 1=1 --", '"; drop table products; --', "<script>alert(1)</script>", "{{7*7}}",
    "%s%s%n", "\x00", "\ud800", "\u202ekcab", "\ufdfd" * 50, "😀😀😀", "`brand:=[x]`",
    "a && b || c", "_text_match(buckets: 1)", "../../etc/passwd", "(((((", "]]]]", ":*",
    "& | !", "a' :* & b", "\\", "\n\r\t", "NULL", "-0", "1e309", "\ufb00", "İ", "ß", " ", "*",
    "q" * 10_000,
]  # fmt: skip


def hostile() -> list[str]:
    if LIST_OF_STRINGS.exists():
        return OWN + json.loads(gzip.decompress(LIST_OF_STRINGS.read_bytes()))
    return OWN


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def test_any_query_gets_a_list(found_shop, searching):
    for text in hostile():
        page = found_shop.ask(f"q={encoded(text)}", engine=searching)
        assert isinstance(page, ListPage)
        assert page.cards or page.popular
        assert not page.is_fallback, text


def test_any_filter_gets_a_list(found_shop, searching):
    for text in hostile()[::3]:
        told = encoded(text)
        page = found_shop.ask(
            f"brand={told}&seller={told}&a.colour={told}&a.{told}=x&price_from={told}"
            f"&rating={told}&page={told}&sort={told}",
            engine=searching,
        )
        assert isinstance(page, ListPage)
        assert not page.is_fallback, text


def test_any_slug_is_a_list_or_none(found_shop):
    for text in OWN:
        clean = text.encode("utf-8", "ignore").decode()
        for kind in ("category", "collection", "seller", clean):
            assert found_shop.ask("", kind=kind, slug=clean) is None


def test_any_letters_get_suggestions_or_none(found_shop, searching):
    for text in OWN:
        found = run_reading(
            suggest,
            found_shop.engines[searching],
            words=text,
            region=found_shop.regions["EU"],
        )
        assert isinstance(found, list)


@pytest.mark.parametrize("text", ["<b>mug</b>", "mug<script>"])
def test_markup_in_a_query_stays_text(found_shop, text):
    assert found_shop.ask(f"q={encoded(text)}").query == text
