"""Which locales there are, and which one a request gets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from babel import Locale, negotiate_locale

SOURCE = "en"
PSEUDO = "en-XA"  # English with accents and brackets: shows what was never translated
CATALOGUES = Path(__file__).parent / "locales"
DOMAIN = "stoa"

_current: ContextVar[str] = ContextVar("stoa_locale", default=SOURCE)


@lru_cache(maxsize=1)
def offered_locales() -> tuple[str, ...]:
    """The locales that people may choose: English and each that has a catalogue."""
    found = {
        path.parent.parent.name.replace("_", "-")
        for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    }
    return (SOURCE, *sorted(found - {SOURCE}))


def current_locale() -> str:
    """The locale of the request that is being answered."""
    return _current.get()


@contextmanager
def use_locale(locale: str) -> Iterator[None]:
    """Answer what is inside in `locale`."""
    token = _current.set(locale)
    try:
        yield
    finally:
        _current.reset(token)


def choose_locale(
    *,
    query: str | None = None,
    cookie: str = "",
    accept_language: str = "",
    pseudo_allowed: bool = False,
) -> str:
    """The locale by the address, else by the cookie, else by what the browser prefers."""
    allowed = set(offered_locales()) | ({PSEUDO} if pseudo_allowed else set())
    for wish in (query, cookie):
        if wish in allowed:
            return wish
    preferred = [part.split(";")[0].strip() for part in accept_language[:200].split(",")]
    return negotiate_locale([wish for wish in preferred if wish], offered_locales(), "-") or SOURCE


@lru_cache(maxsize=64)
def babel_locale(locale: str) -> Locale:
    """Babel's own object for the locale; the pseudo-locale counts and dates as English."""
    return Locale.parse(SOURCE if locale == PSEUDO else locale, sep="-")


def direction(locale: str) -> str:
    """`ltr` or `rtl`."""
    return babel_locale(locale).text_direction
