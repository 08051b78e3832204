"""Words, numbers and money by locale, in both renderings."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import reflex as rx
from babel.messages import Catalog

from shop_app.ui.i18n import (
    PSEUDO,
    Words,
    choose_locale,
    date_text,
    datetime_text,
    direction,
    money_text,
    nt,
    number_text,
    percent_text,
    t,
    use_locale,
    words_of,
)
from shop_app.ui.i18n.catalogues import script_of, source_messages
from shop_app.ui.i18n.pseudo import pseudo
from shop_app.ui.rendering import html_rendering

MODULE = Path(__file__).parents[2] / "assets" / "js" / "i18n.js"


@pytest.mark.feature("UXQ-04")
def test_money_numbers_and_dates_are_written_as_the_locale_writes_them():
    assert money_text(4210, "EUR", "en") == "€42.10"
    assert money_text(4210, "JPY", "en") == "¥4,210"
    assert money_text(123456, "EUR", "de") == "1.234,56\xa0€"
    assert number_text(1234, "en") == "1,234"
    assert number_text(1234, "de") == "1.234"
    assert percent_text(0.25, "en") == "25%"
    assert date_text(date(2025, 11, 23), "en") == "Nov 23, 2025"
    assert date_text(date(2025, 11, 23), "de") == "23.11.2025"
    moment = datetime(2025, 11, 23, 14, 5, tzinfo=UTC)
    assert datetime_text(moment, "en", "yyyy-MM-dd HH:mm") == "2025-11-23 14:05"
    assert direction("ar") == "rtl"


def test_words_of_the_first_paint_are_strings():
    with html_rendering():
        assert t("Delivery for {seller}", seller="<b>") == "Delivery for <b>"
        assert nt("{n} result", "{n} results", n=1) == "1 result"
        assert nt("{n} result", "{n} results", n=1234) == "1,234 results"


def test_words_of_the_live_page_are_found_in_the_browser():
    class CountState(rx.State):
        found: int = 0

    assert str(t("Add to cart")) == '(stoaSay("Add to cart", ({  })))'
    live = nt("{n} result", "{n} results", n=CountState.found)
    assert 'stoaCount("{n} result", "{n} results"' in str(live)
    assert any("i18n.js" in library for library, _ in live._get_all_var_data().imports)


def test_pseudo_locale_marks_every_word_and_keeps_the_places():
    assert pseudo("Hold {n} items") == "[!!! Hółđ {n} íţémš ··· !!!]"
    with html_rendering(), use_locale(PSEUDO):
        assert t("Cart") == "[!!! Çáŕţ · !!!]"


def test_locale_is_that_of_the_address_then_the_cookie_then_the_browser():
    assert choose_locale(accept_language="de-DE,de;q=0.9,en;q=0.5") == "en"  # only English is here
    assert choose_locale(query=PSEUDO) == "en"  # never offered to people
    assert choose_locale(query=PSEUDO, pseudo_allowed=True) == PSEUDO
    assert choose_locale(cookie=PSEUDO, pseudo_allowed=True) == PSEUDO
    assert choose_locale(query="zz\0", cookie="../..", accept_language=";;,*,\xff") == "en"


def test_plural_rules_are_those_of_the_catalogue():
    polish = Catalog(locale="pl")
    polish.add(("{n} thing", "{n} things"), ("{n} rzecz", "{n} rzeczy", "{n} rzeczy (5)"))
    words = Words("en")
    words._catalogue = polish

    assert [words.plural_form("{n} thing", "{n} things", n) for n in (1, 2, 5, 22)] == [
        "{n} rzecz",
        "{n} rzeczy",
        "{n} rzeczy (5)",
        "{n} rzeczy",
    ]


def test_handlers_say_words_to_one_person():
    assert words_of("en").t("Only {left} left", left=2) == "Only 2 left"


def test_every_message_of_the_sources_reaches_the_browser_in_the_pseudo_locale():
    messages = json.loads(script_of(PSEUDO).split("=", 1)[1].rstrip(";\n"))["messages"]

    assert "The connection is lost. We keep trying; nothing you did is lost." in messages
    assert {one for one, _ in source_messages()} == set(messages)


def test_browser_says_the_same_as_the_server(tmp_path):
    """The module is run by the Node.js of our wheel, with and without a catalogue."""
    from shop_app.cli.frontend import node_environment

    copy = tmp_path / "i18n.mjs"
    copy.write_text(MODULE.read_text())
    (tmp_path / "say.mjs").write_text(
        """
        import { say, count } from "./i18n.mjs";
        const out = [say("Delivery for {seller}", { seller: "<b>" }),
          say("{n} of {m}", { n: 1234 }),
          count("{n} result", "{n} results", 1), count("{n} result", "{n} results", 1234)];
        globalThis.window = { __STOA_WORDS__: { locale: "pl", messages: {
          "{n} thing": { one: "{n} rzecz", few: "{n} rzeczy", many: "{n} rzeczy (5)" } } } };
        out.push(...[1, 2, 5].map((n) => count("{n} thing", "{n} things", n)));
        console.log(JSON.stringify(out));
        """
    )
    done = subprocess.run(
        ["node", "say.mjs"], cwd=tmp_path, env=node_environment(), capture_output=True, check=True
    )

    assert json.loads(done.stdout) == [
        "Delivery for <b>",
        "1,234 of {m}",
        "1 result",
        "1,234 results",
        "1 rzecz",
        "2 rzeczy",
        "5 rzeczy (5)",
    ]
