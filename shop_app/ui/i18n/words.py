"""The words themselves: `t` and `nt` for both renderings, and the words of one locale."""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import c2py
from typing import Any

from babel.messages import Catalog
from reflex_base.utils.imports import ImportVar
from reflex_base.vars.base import LiteralVar, Var, VarData
from reflex_base.vars.function import FunctionStringVar

from shop_app.ui.i18n.catalogues import catalogue_of
from shop_app.ui.i18n.formats import number_text
from shop_app.ui.i18n.locales import PSEUDO, SOURCE, babel_locale, current_locale
from shop_app.ui.i18n.pseudo import pseudo
from shop_app.ui.rendering import is_html

_PLACE = re.compile(r"\{(\w+)\}")
_MODULE = "$/public/js/i18n.js"


def _in_browser(function: str, alias: str) -> FunctionStringVar:
    return FunctionStringVar.create(
        alias, _var_data=VarData(imports={_MODULE: [ImportVar(tag=function, alias=alias)]})
    )


_say = _in_browser("say", "stoaSay")
_count = _in_browser("count", "stoaCount")


def t(message: str, /, **arguments: Any) -> Any:
    """The words for `message`, an English literal with `{places}` for the arguments.

    A string in the HTML rendering and a Var in the live one; whole numbers are written as the
    locale writes them. Babel collects the literals, so never pass a variable.
    """
    if is_html():
        return words_of(current_locale()).t(message, **arguments)
    return _say.call(message, LiteralVar.create(arguments)).to(str)


def nt(one: str, many: str, /, *, n: Any, **arguments: Any) -> Any:
    """The words for `n` things: `nt("{n} result", "{n} results", n=count)`."""
    if is_html():
        return words_of(current_locale()).nt(one, many, n=n, **arguments)
    return _count.call(one, many, n, LiteralVar.create(arguments)).to(str)


class Words:
    """The words of one locale, for code that knows whom it speaks to (handlers, e-mail)."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._catalogue: Catalog | None = catalogue_of(locale)

    def t(self, message: str, /, **arguments: Any) -> str:
        """As `t`, always a string."""
        found = self._catalogue.get(message) if self._catalogue else None
        return self._filled(self._shown(found.string if found else "", message), arguments)

    def nt(self, one: str, many: str, /, *, n: int, **arguments: Any) -> str:
        """As `nt`, always a string."""
        return self._filled(self.plural_form(one, many, n), {**arguments, "n": n})

    def plural_form(self, one: str, many: str, n: int) -> str:
        """The message for `n` things, its places not yet filled."""
        source = one if n == 1 else many
        found = self._catalogue.get(one) if self._catalogue else None
        if not found or not isinstance(found.string, tuple):
            return self._shown("", source)
        rule = _plural_index(self._catalogue.plural_expr)  # type: ignore[union-attr]
        return self._shown(found.string[rule(n)], source)

    def _shown(self, translated: str, source: str) -> str:
        return translated or (pseudo(source) if self.locale == PSEUDO else source)

    def _filled(self, message: str, arguments: dict[str, Any]) -> str:
        if not arguments:
            return message

        def value(place: re.Match[str]) -> str:
            given = arguments.get(place[1], place[0])
            if isinstance(given, Var):
                raise TypeError(f"a Var came as {place[0]} of {message!r} in the HTML rendering")
            if isinstance(given, int) and not isinstance(given, bool):
                return number_text(given, self.locale)
            return str(given)

        return _PLACE.sub(value, message)

    def for_browser(self, messages: list[tuple[str, str | None]]) -> dict[str, Any]:
        """What the browser needs to say `messages` (singular, plural or None) in this locale."""
        said: dict[str, Any] = {}
        for one, many in messages:
            if many is None:
                said[one] = self._shown(
                    found.string if self._catalogue and (found := self._catalogue.get(one)) else "",
                    one,
                )
            else:
                said[one] = {
                    category: self.plural_form(one, many, example)
                    for category, example in _plural_examples(self.locale).items()
                }
        return said


@lru_cache(maxsize=16)
def words_of(locale: str) -> Words:
    """The words of a locale; those of English when there are none of it."""
    return Words(locale or SOURCE)


@lru_cache(maxsize=16)
def _plural_index(expression: str) -> Any:
    return c2py(expression)


@lru_cache(maxsize=16)
def _plural_examples(locale: str) -> dict[str, int]:
    """One number for each plural category that whole numbers of the locale have."""
    form = babel_locale(locale).plural_form
    examples: dict[str, int] = {}
    for number in (*range(201), 1000, 1_000_000):
        examples.setdefault(form(number), number)
    examples.setdefault("other", 1_000_001)
    return examples
