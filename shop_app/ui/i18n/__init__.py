"""Every word that a person reads passes through here: `t` and `nt`, money, dates, numbers.

In a component write `t("Add to cart")`, `t("Delivery for {seller}", seller=name)` or
`nt("{n} result", "{n} results", n=count)`: a string in the first paint, a Var in the live page.
In a state's handler, which belongs to one person, write `words_of(locale).t(…)`.
"""

from shop_app.ui.i18n.formats import (
    date_text,
    datetime_text,
    money_text,
    number_text,
    percent_text,
)
from shop_app.ui.i18n.locales import (
    PSEUDO,
    SOURCE,
    choose_locale,
    current_locale,
    direction,
    offered_locales,
    use_locale,
)
from shop_app.ui.i18n.words import Words, nt, t, words_of

__all__ = [
    "PSEUDO",
    "SOURCE",
    "Words",
    "choose_locale",
    "current_locale",
    "date_text",
    "datetime_text",
    "direction",
    "money_text",
    "nt",
    "number_text",
    "offered_locales",
    "percent_text",
    "t",
    "use_locale",
    "words_of",
]
