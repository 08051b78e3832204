"""The catalogues: what Babel collects from the sources, and what translators made of it.

`collect()` writes `locales/stoa.pot` and brings each `<locale>/LC_MESSAGES/stoa.po` up to date;
catalogues are read as they are, so there is nothing to compile.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from shop_app.ui.i18n.locales import CATALOGUES, DOMAIN, PSEUDO, SOURCE, offered_locales

# Refusals are written in English where they arise and said in the person's language at the edge.
REFUSALS = (
    *("Conflict", "Expired", "Invalid", "NotAllowed", "NotFound", "OutOfStock"),
    *("PriceChanged", "SignInNeeded", "TooManyRequests", "Unavailable"),
    *("EmailTaken", "WeakPassword", "WrongPassword", "WrongCode"),
)
KEYWORDS = {"t": None, "nt": (1, 2), "Limit": (3,), **dict.fromkeys(REFUSALS)}
SOURCES = Path(__file__).parents[2]


@lru_cache(maxsize=16)
def catalogue_of(locale: str) -> Catalog | None:
    """The catalogue of a locale; None for English, which is the source."""
    if locale in (SOURCE, PSEUDO):
        return None
    path = CATALOGUES / locale.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale.replace("-", "_"), domain=DOMAIN)


@lru_cache(maxsize=1)
def source_messages() -> tuple[tuple[str, str | None], ...]:
    """All messages in the sources, each with its plural or None, sorted."""
    found: set[tuple[str, str | None]] = set()
    for message in collected():
        if isinstance(message.id, tuple):
            found.add((message.id[0], message.id[1]))
        elif message.id:
            found.add((message.id, None))
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1] or "")))


def collected() -> Catalog:
    """A fresh template of every message in the sources, with the places where it stands."""
    template = Catalog(project="Stoa", charset="utf-8", fuzzy=False)
    for name, line, message, comments, _ in extract_from_dir(
        SOURCES,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("for translators:",),
    ):
        template.add(message, None, [(f"shop_app/{name}", line)], auto_comments=comments)
    return template


def collect() -> list[Path]:
    """Write the template and update each catalogue from it; returns the files written."""
    template = collected()
    written = [CATALOGUES / f"{DOMAIN}.pot"]
    CATALOGUES.mkdir(exist_ok=True)
    with written[0].open("wb") as file:
        write_po(file, template, width=100, sort_output=True, omit_header=True)
    for locale in offered_locales():
        if locale == SOURCE:
            continue
        path = CATALOGUES / locale.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale.replace("-", "_"), domain=DOMAIN)
        catalogue.update(template)
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, ignore_obsolete=True)
        written.append(path)
    return written


@lru_cache(maxsize=16)
def script_of(locale: str) -> str:
    """The JavaScript that gives the live page the words of a locale."""
    from shop_app.ui.i18n.words import words_of

    said = words_of(locale).for_browser(list(source_messages()))
    data = json.dumps({"locale": locale, "messages": said}, ensure_ascii=False, sort_keys=True)
    return f"window.__STOA_WORDS__ = {data};\n"
