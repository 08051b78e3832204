"""Words of a locale outside the screens: for e-mail and other text that the shop itself sends.

The catalogues are those of the screens; Babel collects `t("…")` and `nt("…", "…", n=…)` from all
sources. Screens have their own `t` (ui.i18n), which also serves the browser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.pofile import read_po

from shop_app.core.formats import number_text

SOURCE = "en"
CATALOGUES = Path(__file__).parents[1] / "ui" / "i18n" / "locales"
_PLACE = re.compile(r"\{(\w+)\}")


class PlainWords:
    """The words of one locale; English where a catalogue has none."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._catalogue = _catalogue(locale)

    def t(self, message: str, /, **facts: Any) -> str:
        """The words for an English literal with `{places}`; whole numbers as the locale writes."""
        found = self._catalogue.get(message) if self._catalogue else None
        said = found.string if found and isinstance(found.string, str) else ""
        return self._filled(said or message, facts)

    def nt(self, one: str, many: str, /, *, n: int, **facts: Any) -> str:
        """The words for `n` things."""
        found = self._catalogue.get(one) if self._catalogue else None
        said = one if n == 1 else many
        if self._catalogue and found and isinstance(found.string, tuple):
            said = found.string[_plural(self._catalogue.plural_expr)(n)] or said
        return self._filled(said, {**facts, "n": n})

    def _filled(self, message: str, facts: dict[str, Any]) -> str:
        def value(place: re.Match[str]) -> str:
            given = facts.get(place[1], place[0])
            whole = isinstance(given, int) and not isinstance(given, bool)
            return number_text(given, self.locale) if whole else str(given)

        return _PLACE.sub(value, message)


@lru_cache(maxsize=16)
def plain_words(locale: str) -> PlainWords:
    """The words of a locale, or of English when there are none of it."""
    return PlainWords(locale or SOURCE)


@lru_cache(maxsize=16)
def _catalogue(locale: str) -> Catalog | None:
    # A locale comes from a database row: only letters and hyphens may become part of a path.
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", locale):
        return None
    path = CATALOGUES / locale.replace("-", "_") / "LC_MESSAGES" / "stoa.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=locale.replace("-", "_"), domain="stoa")


@lru_cache(maxsize=16)
def _plural(expression: str) -> Any:
    from gettext import c2py

    return c2py(expression)
