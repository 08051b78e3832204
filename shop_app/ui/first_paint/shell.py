"""The built page without content: taken apart once, so that each first paint only joins strings."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# The folder of the build in use; set by `serve` for itself and its workers.
BUILD_VARIABLE = "STOA_FRONT_END"
TAKEOVER = Path(__file__).parents[3] / "assets" / "js" / "takeover.js"

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_HTML = re.compile(r"<html[^>]*>")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>")
_PRELOAD = re.compile(r'<link[^>]*rel="modulepreload"[^>]*>')
_ADDRESS = re.compile(r'href="([^"]+)"')
_STYLESHEET = re.compile(r'<link(?=[^>]*rel="stylesheet")[^>]*href="(?P<address>[^"]+)"[^>]*>')
_STYLE_PRELOAD = re.compile(r'<link(?=[^>]*rel="preload")(?=[^>]*as="style")[^>]*>')
_START = re.compile(
    r'import "(?P<manifest>[^"]+)";\s*import \* as route0 from "(?P<root>[^"]+)";'
    r'\s*window\.__reactRouterRouteModules = \{"root":route0\};\s*import\("(?P<entry>[^"]+)"\);'
)
_COMMENT = re.compile(r"^\s*//.*\n?", re.MULTILINE)


class ShellMoved(RuntimeError):
    """The built page no longer has the parts that a first paint is put between."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The parts of the built page, in order, and the hashes of the scripts that may run in it.

    `modules` are the addresses of the code that every page needs; it is asked for when the first
    paint is on screen, because on a small machine reading it beforehand delays that paint by half.
    """

    before_html: str
    charset: str
    head: str
    body_tag: str
    body: str
    takeover: str
    styles: str
    modules: tuple[str, ...]
    script_hashes: tuple[str, ...]


def client_folder() -> Path:
    """Where the built front end lies."""
    return Path(os.environ.get(BUILD_VARIABLE, ".web")) / "build" / "client"


@lru_cache(maxsize=1)
def shell() -> Shell:
    """The shell of the build in use. Raises ShellMoved when its parts cannot be told apart."""
    return parsed((client_folder() / "index.html").read_text(encoding="utf-8"))


def parsed(page: str) -> Shell:
    """Take the built page apart."""
    page, styles = _styles_inline(_code_after_paint(page))
    html = _HTML.search(page)
    body = _BODY.search(page)
    head_start = page.find("<head>")
    head_end = page.find("</head>")
    if not (html and body and -1 < head_start < head_end < body.start()):
        raise ShellMoved("the built index.html has no <html>, <head> and <body> in that order")
    takeover = takeover_script()
    # The character set must come within the first kilobyte, before our own tags.
    charset, tag_end, rest = page[head_start + len("<head>") : head_end].partition("/>")
    if "charset" not in charset.lower():
        raise ShellMoved("the head of the built index.html does not begin with its charset")
    charset += tag_end
    inline = [
        match["text"]
        for match in _SCRIPT.finditer(page)
        if match["text"] and "application/" not in match["attributes"]
    ]
    return Shell(
        before_html=page[: html.start()],
        charset=charset,
        head=_PRELOAD.sub("", _TITLE.sub("", rest)),
        body_tag=body[0],
        body=page[body.end() :],
        takeover=takeover,
        styles=styles,
        modules=tuple(_ADDRESS.findall("".join(_PRELOAD.findall(rest)))),
        script_hashes=tuple(script_hash(text) for text in (*inline, takeover)),
    )


def _code_after_paint(page: str) -> str:
    """The page whose code starts when `window.stoaPainted` (takeover.js) says so."""

    def waiting(match: re.Match[str]) -> str:
        return (
            "await window.stoaPainted;"
            f'await import("{match["manifest"]}");'
            f'const root=await import("{match["root"]}");'
            "window.__reactRouterRouteModules={root};"
            f'import("{match["entry"]}");'
        )

    page, count = _START.subn(waiting, page)
    if count != 1:
        raise ShellMoved("the built index.html does not start its code in the known way")
    return page


def _styles_inline(page: str) -> tuple[str, str]:
    """The page whose stylesheet holds nothing up, and that stylesheet's text for the head.

    The link stays where React expects it, but applies to nothing.
    """
    page = _STYLE_PRELOAD.sub("", page)
    link = _STYLESHEET.search(page)
    if link is None:
        raise ShellMoved("the built index.html has no stylesheet")
    styles = (client_folder() / link["address"].lstrip("/")).read_text(encoding="utf-8")
    return page.replace(link[0], link[0].replace("<link", '<link media="not all"', 1)), styles


@lru_cache(maxsize=256)
def screen_modules(address: str) -> tuple[str, ...]:
    """The code of one screen that the shell does not ask for already, to be fetched early.

    Without this the browser learns of it only after the router has started. Empty for an address
    that the build does not know.
    """
    path = re.sub(r"\[+(?:\.\.\.)?(\w+)\]+", r":\1", address).strip("/")
    for route in _manifest().values():
        if route.get("path", "").strip("/") == path and route["id"] != "root":
            wanted = [route["module"], *route["imports"]]
            return tuple(name for name in wanted if name not in shell().modules)
    return ()


@lru_cache(maxsize=1)
def _manifest() -> dict[str, Any]:
    for file in (client_folder() / "assets").glob("manifest-*.js"):
        text = file.read_text(encoding="utf-8")
        start = text.find("{")
        return json.JSONDecoder().raw_decode(text[start:])[0]["routes"]
    raise ShellMoved("the build has no assets/manifest-*.js")


def takeover_script() -> str:
    """The takeover script as it is put into each page: without its comments."""
    return _COMMENT.sub("", TAKEOVER.read_text(encoding="utf-8")).strip()


def script_hash(text: str) -> str:
    """The Content-Security-Policy source of one inline script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
