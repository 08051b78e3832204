"""The document of a first paint, and the ground in Reflex on which it stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import reflex as rx
from reflex_base.constants import Templates
from starlette.requests import Request

from shop_app.ui.first_paint.cache import PaintCache
from shop_app.ui.first_paint.document import Head, document, live_page, page_response
from shop_app.ui.first_paint.seed import (
    FrontEndMoved,
    seed_json,
    with_own_origin,
    with_seed,
)
from shop_app.ui.first_paint.shell import ShellMoved, parsed, script_hash
from shop_app.ui.first_paint.writer import html_of
from shop_app.ui.rendering import el, html_rendering
from shop_app.ui.routes import NOT_FOUND, SCREENS

HOSTILE = '</script><script>alert("1")</script><!--\u2028&'


@dataclass(frozen=True, slots=True)
class CardView:
    """What a card shows."""

    title: str = ""
    left: int = 0


class SeededState(rx.State):
    """A state as screens have it."""

    cards: tuple[CardView, ...] = ()
    ready: bool = False


def test_document_puts_everything_where_react_does_not_mind(built_front_end):
    with html_rendering():
        text = document(
            Head(
                title=HOSTILE,
                description="It's <here>",
                canonical="/p/mug",
                image="/media/mug.webp",
                json_ld=[{"@type": "Product", "name": HOSTILE}],
                hreflang={"en": "/p/mug"},
            ),
            el.main(el.h1(HOSTILE)),
            {SeededState: {"cards": (CardView(HOSTILE, 3),), "ready": True}},
        )
    head, body = text.split("</head>")

    assert head.startswith('<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charSet="utf-8"/>')
    assert '<link data-first-paint rel="canonical" href="http://localhost:3000/p/mug">' in head
    assert 'property="og:image" content="http://localhost:3000/media/mug.webp"' in head
    assert 'hreflang="en"' in head
    # Scripts of ours come after all of Reflex's, which React finds by their order.
    first_of_ours = re.search(r'<script type="application/ld\+json"', head).start()
    assert first_of_ours > head.rindex("theme script of Reflex")
    # The paint waits for nothing: styles are in the page, and the code starts after it.
    assert "<style>.display{font-size:2rem}</style>" in head
    assert 'media="not all" href="/assets/all-1.css"' in head
    assert 'rel="modulepreload"' not in head
    assert 'id="stoa-modules">["/assets/root-1.js"]</script>' in head
    assert "await window.stoaPainted;" in body
    # Nothing hostile opened or closed an element.
    assert head.count("</script>") == head.count("<script")
    assert "alert(" not in re.sub(r"<(?:title|meta)[^>]*>[^<]*|\{.*?\}(?=</script>)", "", head)
    assert body.startswith("<body><first-paint><main><h1>&lt;/script&gt;")
    data = re.search(r'<script type="application/ld\+json" data-first-paint>(.*?)</script>', head)
    assert json.loads(data[1])["name"] == HOSTILE


def test_seed_is_what_reflex_would_send(built_front_end):
    seed = json.loads(seed_json({SeededState: {"cards": (CardView("A", 3),), "ready": True}}))

    assert seed == {
        SeededState.get_full_name(): {
            "cards_rx_state_": [{"title": "A", "left": 3}],
            "ready_rx_state_": True,
        }
    }


def test_seed_for_a_var_that_is_not_there_is_refused():
    with pytest.raises(KeyError, match="SeededState has no vars"):
        seed_json({SeededState: {"card": 1}})


def test_reflex_still_looks_for_its_backend_where_our_patch_stands():
    source = (Path(Templates.Dirs.WEB_TEMPLATE) / "utils" / "state.js").read_text()

    patched = with_own_origin(source)

    assert "endpoint.port = window.location.port" in patched
    assert with_own_origin(patched) == patched
    with pytest.raises(FrontEndMoved):
        with_own_origin("another state.js")


def test_reflex_still_writes_the_initial_state_where_our_patch_stands():
    from reflex_base.compiler.templates import context_template

    source = context_template(is_dev_mode=False, default_color_mode='"system"', initial_state={})

    patched = with_seed(source)

    assert 'document.getElementById("stoa-seed")' in patched
    assert "const compiledState = {}" in patched
    assert with_seed(patched) == patched
    with pytest.raises(FrontEndMoved):
        with_seed("export const state = 1")


def test_built_page_without_its_parts_is_refused():
    with pytest.raises(ShellMoved):
        parsed("<p>Not Found</p>")


def test_hash_is_the_one_that_browsers_compute():
    # The example of the Content Security Policy specification.
    assert script_hash("alert('Hello, world.');") == (
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_live_page_says_when_it_is_ready():
    live = str(live_page(SeededState.ready, lambda: el.p("x")))

    assert '"data-ready"' in live
    assert "ready_rx_state_" in live
    with html_rendering():
        assert html_of(live_page(True, el.p("x"))) == (
            '<div data-ready="1" class="contents"><p>x</p></div>'
        )


def _request() -> Request:
    return Request({"type": "http", "method": "GET", "headers": [], "query_string": b""})


def test_paint_is_made_once_for_a_version(built_front_end):
    made = []

    def body():
        made.append(1)
        return el.p(f"number {len(made)}")

    def answer(version):
        key = ("test_paint_is_made_once", id(made))
        return page_response(
            _request(), head=Head("A"), body=body, cache_key=key, cache_version=version
        ).body

    assert b"number 1" in answer(1)
    assert b"number 1" in answer(1)
    assert b"number 2" in answer(2)
    assert len(made) == 2


def test_cache_forgets_what_was_used_least():
    cache = PaintCache(capacity_bytes=250)
    for name in ("a", "b"):
        cache.get(name, 1, lambda: b"x" * 100)
    cache.get("a", 1, lambda: b"never made")
    cache.get("c", 1, lambda: b"x" * 100)
    misses = cache.misses
    cache.get("a", 1, lambda: b"never made")
    assert cache.misses == misses
    cache.get("b", 1, lambda: b"x" * 100)
    assert cache.misses == misses + 1


def test_addresses_of_screens_are_unique_and_lead_somewhere():
    addresses = [screen.address for screen in SCREENS]

    assert len(addresses) == len(set(addresses))
    for screen in SCREENS:
        assert callable(screen.found(screen.component)), screen
        assert not screen.on_load or screen.found(screen.on_load), screen
        assert not screen.first_paint or callable(screen.found(screen.first_paint)), screen
        assert screen.title or screen.title_from or screen.address == NOT_FOUND, screen
