"""The document of a first paint: head, visible block and seed, put into the built page.

Rules that let React take the page over without an error (measured on Reflex 0.10.1): titles, metas
and links stand anywhere in the head; scripts, styles and JSON at its end; the visible block is a
custom element straight in the body; nothing else of the built page changes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.settings import settings
from shop_app.ui.first_paint.cache import PAINTS, Paint
from shop_app.ui.first_paint.seed import SEED_ELEMENT, seed_json
from shop_app.ui.first_paint.shell import screen_modules, shell
from shop_app.ui.first_paint.writer import html_of
from shop_app.ui.i18n import SOURCE, current_locale, direction
from shop_app.ui.rendering import el, html_rendering, made, when

Seed = Mapping[type[rx.State], Mapping[str, Any]]
GZIP_FROM_BYTES = 1024
_HIDE = "html.first-paint body>*:not(first-paint):not(script){display:none!important}"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head. Addresses may be paths; they are made whole with the public URL."""

    title: str
    description: str = ""
    canonical: str = ""
    image: str = ""
    kind: str = "website"  # og:type
    robots: str = ""
    json_ld: Sequence[Mapping[str, Any]] = ()
    hreflang: Mapping[str, str] = field(default_factory=dict)
    previous: str = ""
    following: str = ""


def page_response(
    request: Request,
    *,
    head: Head,
    body: rx.Component | Callable[[], rx.Component] | None = None,
    seed: Seed | Callable[[], Seed] | None = None,
    status: int = 200,
    cache_key: Hashable | None = None,
    cache_version: Hashable | None = None,
) -> Response:
    """The whole page as a response.

    Give `body` and `seed` as functions: they are called only when the cache has no copy. With
    `cache_key` (what distinguishes the page beside its locale: slug, region, filters) and
    `cache_version` (what changes when its content does) the finished document is kept in this
    process. Such a page must hold nothing personal.
    """
    locale = current_locale()

    def paint() -> bytes:
        with html_rendering():
            component = body() if callable(body) else body
        values = seed() if callable(seed) else seed
        address = request.scope.get("stoa_screen", "")
        text = document(head, component, values, locale, modules=screen_modules(address))
        return text.encode("utf-8", "replace")

    if cache_key is not None and cache_version is not None and status == 200:
        finished = PAINTS.get((cache_key, locale, settings().origin), cache_version, paint)
    else:
        finished = Paint(None, paint())
    return _response(request, finished, status)


def _response(request: Request, finished: Paint, status: int) -> Response:
    headers = {"cache-control": "private, no-cache", "vary": "accept-encoding, cookie"}
    content = finished.document
    if "gzip" in request.headers.get("accept-encoding", "") and len(content) >= GZIP_FROM_BYTES:
        headers["content-encoding"] = "gzip"
        content = (
            finished.gzipped()
            if finished.version is not None
            else gzip.compress(content, 3, mtime=0)
        )
    return Response(content, status, headers, media_type="text/html")


def document(
    head: Head,
    body: rx.Component | None,
    seed: Seed | None,
    locale: str = SOURCE,
    *,
    modules: Sequence[str] = (),
) -> str:
    """The text of the whole document; `modules` are the addresses of the screen's own code."""
    page = shell()
    painted = f"<first-paint>{html_of(body)}</first-paint>" if body is not None else ""
    return "".join(
        (
            page.before_html,
            f'<html lang="{escape(locale)}" dir="{direction(locale)}">',
            "<head>",
            page.charset,
            head_html(head),
            page.head,
            _head_end(head, seed, locale, painted=bool(painted)),
            f"<style>{page.styles}</style>",
            _json_element("stoa-modules", json.dumps((*page.modules, *modules))),
            f"<script>{page.takeover}</script>",
            "</head>",
            page.body_tag,
            painted,
            page.body,
        )
    )


def head_html(head: Head) -> str:
    """Title, metas and links."""
    parts = [f"<title data-first-paint>{escape(head.title, quote=False)}</title>"]

    def meta(kind: str, name: str, content: str) -> None:
        if content:
            parts.append(
                f'<meta data-first-paint {kind}="{name}" content="{escape(content, quote=True)}">'
            )

    def link(rel: str, address: str, more: str = "") -> None:
        if address:
            parts.append(
                f'<link data-first-paint rel="{rel}" href="{escape(whole(address))}"{more}>'
            )

    meta("name", "description", head.description)
    meta("name", "robots", head.robots)
    link("canonical", head.canonical)
    link("prev", head.previous)
    link("next", head.following)
    meta("property", "og:title", head.title)
    meta("property", "og:description", head.description)
    meta("property", "og:type", head.kind)
    meta("property", "og:url", whole(head.canonical) if head.canonical else "")
    meta("property", "og:image", whole(head.image) if head.image else "")
    meta("property", "og:site_name", settings().shop_name)
    meta("name", "twitter:card", "summary_large_image" if head.image else "summary")
    for language, address in head.hreflang.items():
        link("alternate", address, f' hreflang="{escape(language)}"')
    return "".join(parts)


def _head_end(head: Head, seed: Seed | None, locale: str, *, painted: bool) -> str:
    parts = [
        f'<script type="application/ld+json" data-first-paint>{json_text(block)}</script>'
        for block in head.json_ld
    ]
    if locale != SOURCE:
        parts.append(f'<script src="/words/{escape(locale)}.js"></script>')
    if seed:
        parts.append(_json_element(SEED_ELEMENT, seed_json(seed)))
    if painted:
        parts.append(f"<style>{_HIDE}</style>")
    return "".join(parts)


def _json_element(name: str, text: str) -> str:
    return f'<script type="application/json" id="{name}">{safe_json(text)}</script>'


def json_text(block: Mapping[str, Any]) -> str:
    """A JSON-LD block as text that cannot end its script element."""
    return safe_json(json.dumps(block, ensure_ascii=False, separators=(",", ":")))


def safe_json(text: str) -> str:
    """JSON that may stand inside a script element."""
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def whole(address: str) -> str:
    """An address with the shop's origin in front when it is a path."""
    return settings().origin + address if address.startswith("/") else address


def live_page(ready: Any, content: Any, *, skeleton: Any = None) -> rx.Component:
    """The live page: takes over from the first paint as soon as `ready` is true.

    `content` and `skeleton` are components or functions that make them; the skeleton shows when
    people come here by a link inside the shop and the content is still on its way.
    """
    return el.div(
        made(content) if skeleton is None else when(ready, content, skeleton),
        data_ready=when(ready, "1", "0"),
        class_name="contents",
    )
