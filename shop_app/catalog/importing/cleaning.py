"""Texts made safe to keep: no control characters, no active HTML, codes with right check digits."""

from __future__ import annotations

import html
import re

import nh3

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_BLANK_LINE = re.compile(r"\n\s*\n")
_TAGS = {
    "p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "h2", "h3", "h4", "h5",
    "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td", "sub", "sup", "span", "div",
}  # fmt: skip
_BARCODE_LENGTHS = (8, 12, 13, 14)


def plain(text: str) -> str:
    """One line of plain text: control characters out, white space single. Tags stay text."""
    if text.isprintable() and text.isascii() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def safe_html(text: str) -> str:
    """HTML that may be shown as it is: an allowed list of tags, no scripts, no styles.

    Text without tags is escaped, and its blank lines make paragraphs.
    """
    cleaned = _CONTROL.sub("", text).strip()
    if not cleaned:
        return ""
    if not _TAG.search(cleaned):
        parts = [_SPACE.sub(" ", part).strip() for part in _BLANK_LINE.split(cleaned)]
        return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts if part)
    return nh3.clean(
        cleaned,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "td": {"colspan"}, "th": {"colspan"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
        strip_comments=True,
    )


def is_barcode(code: str) -> bool:
    """Whether the code is an EAN-8, UPC-A, EAN-13 or GTIN-14 with the right check digit."""
    if not (code.isascii() and code.isdigit() and len(code) in _BARCODE_LENGTHS):
        return False
    digits = [int(digit) for digit in reversed(code)]
    weighted = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return weighted % 10 == 0
