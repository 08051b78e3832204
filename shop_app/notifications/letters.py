"""A letter: what it says, as blocks; and how it looks, as HTML and as plain text.

The HTML uses inline styles, since many mail programs drop all others; the one style sheet only
turns the colours around for readers in the dark. No picture is fetched from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

_FONT = "font-family:'Instrument Sans',-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
_SERIF = "font-family:'Instrument Serif',Georgia,'Times New Roman',serif"
_MUTED = "color:#5f5a51"
_DARK = (
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "@media(prefers-color-scheme:dark){"
    ".ground{background:#171512!important}.sheet{background:#211e1a!important}"
    ".ink{color:#f3efe7!important}.muted{color:#b5aea1!important}"
    ".rule{border-color:#3b362f!important}"
    ".act{background:#f0a58b!important;color:#2a120a!important}}"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: what, a detail below it, and a figure at its end."""

    title: str
    detail: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said. `rows` are things, `totals` sums below them, `lines` such as an address."""

    subject: str
    heading: str
    paragraphs: Sequence[str] = ()
    rows: Sequence[Row] = ()
    totals: Sequence[Row] = ()
    lines: Sequence[str] = ()
    lines_title: str = ""
    button: str = ""
    address: str = ""  # where the button leads, with the origin
    closing: Sequence[str] = field(default_factory=tuple)


def html_of(letter: Letter, *, shop: str, home: str, reason: str, locale: str) -> str:
    """The letter as HTML; `reason` says at its foot why the person gets it."""
    body = "".join(
        (
            _heading(letter.heading),
            *(_paragraph(text) for text in letter.paragraphs),
            _rows(letter.rows, letter.totals),
            _lines(letter.lines_title, letter.lines),
            _button(letter.button, letter.address),
            *(_paragraph(text, muted=True) for text in letter.closing),
        )
    )
    return (
        f'<!doctype html><html lang="{escape(locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><base target="_blank">'
        f"<title>{escape(letter.subject)}</title><style>{_DARK}</style></head>"
        '<body class="ground" style="margin:0;padding:24px 12px;background:#f6f3ec">'
        '<div class="sheet" style="max-width:560px;margin:0 auto;background:#fffdf9;'
        'border-radius:14px;padding:32px 28px">'
        f'<p style="margin:0 0 24px"><a class="ink" href="{escape(home)}" style="{_SERIF};'
        f'font-size:26px;color:#211e1a;text-decoration:none">{escape(shop)}</a></p>'
        f"{body}</div>"
        '<p class="muted" style="max-width:560px;margin:16px auto 0;padding:0 28px;'
        f'{_FONT};font-size:13px;line-height:1.5;{_MUTED}">{escape(reason)}</p>'
        "</body></html>"
    )


def text_of(letter: Letter, *, shop: str, home: str, reason: str) -> str:
    """The letter as plain text."""
    parts = [letter.heading, *letter.paragraphs]
    if letter.rows:
        parts.append("\n".join(_text_row(row) for row in letter.rows))
    if letter.totals:
        parts.append("\n".join(f"{row.title}: {row.figure}" for row in letter.totals))
    if letter.lines:
        parts.append("\n".join((letter.lines_title, *letter.lines)))
    if letter.button:
        parts.append(f"{letter.button}:\n{letter.address}")
    parts += [*letter.closing, f"{shop}\n{home}", reason]
    return "\n\n".join(part for part in parts if part) + "\n"


def _text_row(row: Row) -> str:
    beside = f"  {row.figure}" if row.figure else ""
    below = f"\n  {row.detail}" if row.detail else ""
    return f"- {row.title}{beside}{below}"


def _heading(text: str) -> str:
    return (
        f'<h1 class="ink" style="{_SERIF};font-weight:400;font-size:30px;line-height:1.2;'
        f'color:#211e1a;margin:0 0 16px">{escape(text)}</h1>'
    )


def _paragraph(text: str, *, muted: bool = False) -> str:
    name, colour, size = ("muted", _MUTED, 14) if muted else ("ink", "color:#211e1a", 16)
    return (
        f'<p class="{name}" style="{_FONT};font-size:{size}px;line-height:1.55;{colour};'
        f'margin:0 0 16px;overflow-wrap:anywhere">{escape(text)}</p>'
    )


def _rows(rows: Sequence[Row], totals: Sequence[Row]) -> str:
    if not rows and not totals:
        return ""
    body = "".join(_row(row) for row in rows)
    body += "".join(
        _row(row, rule=index == 0, strong=index == len(totals) - 1)
        for index, row in enumerate(totals)
    )
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"'
        f' style="{_FONT};margin:8px 0 20px;border-collapse:collapse">{body}</table>'
    )


def _row(row: Row, *, rule: bool = False, strong: bool = False) -> str:
    border = "border-top:1px solid #ddd6c9;" if rule else ""
    weight = "font-weight:600;" if strong else ""
    below = (
        f'<br><span class="muted" style="{_MUTED};font-size:14px">{escape(row.detail)}</span>'
        if row.detail
        else ""
    )
    cell = f"{border}{weight}padding:8px 0;color:#211e1a;font-size:15px;line-height:1.45;"
    return (
        f'<tr><td class="ink rule" style="{cell}overflow-wrap:anywhere">'
        f"{escape(row.title)}{below}</td>"
        f'<td class="ink rule" align="right" valign="top" style="{cell}white-space:nowrap;'
        f'padding-left:16px">{escape(row.figure)}</td></tr>'
    )


def _lines(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    told = "<br>".join(escape(line) for line in lines)
    return (
        f'<p class="ink" style="{_FONT};font-size:15px;line-height:1.55;color:#211e1a;'
        f'margin:0 0 20px"><strong>{escape(title)}</strong><br>{told}</p>'
    )


def _button(label: str, address: str) -> str:
    if not label:
        return ""
    return (
        f'<p style="margin:8px 0 24px"><a class="act" href="{escape(address)}" style="{_FONT};'
        "display:inline-block;background:#8f3a1d;color:#fff;font-size:16px;font-weight:600;"
        'text-decoration:none;padding:13px 22px;border-radius:10px">'
        f"{escape(label)}</a></p>"
    )
