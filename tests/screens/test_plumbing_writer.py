"""The writer of HTML: what it escapes, what it leaves out, and that it cannot be tricked."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
import reflex as rx
from hypothesis import given
from hypothesis import strategies as some

from shop_app.ui.first_paint.writer import NotHtml, html_of
from shop_app.ui.rendering import (
    choose,
    each,
    el,
    form,
    html_rendering,
    join,
    link,
    native_form,
    raw_html,
    text_of,
    when,
)


@pytest.fixture(autouse=True)
def _first_paint():
    with html_rendering():
        yield


class Seen(HTMLParser):
    """What a browser would find: elements, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(attrs)

    def handle_data(self, data):
        self.text += data


# NUL has no place in HTML and is taken out; lone surrogates are replaced when encoded.
words = some.text(some.characters(exclude_characters="\0\r", exclude_categories=["Cs"]))


@given(words)
def test_hostile_text_stays_text(text):
    seen = Seen(html_of(el.p(text, el.b("after"))))

    assert seen.tags == ["p", "b"]
    assert seen.text == text + "after"


@given(words)
def test_hostile_attributes_stay_in_their_attribute(text):
    seen = Seen(html_of(el.p("x", title=text, data_of=text, aria_label=text)))

    assert seen.tags == ["p"]
    assert set(seen.attributes) == {"title", "data-of", "aria-label"}
    assert seen.attributes["title"] == text


@given(words)
def test_hostile_styles_set_one_property_at_most(text):
    style = Seen(html_of(el.p("x", style={"color": text}))).attributes.get("style") or ""

    assert style == f"color:{text}" or style == ""
    assert ";" not in style


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"],
)
def test_addresses_that_would_run_code_are_left_out(address):
    assert html_of(link("x", href=address)) == "<a>x</a>"
    assert html_of(native_form(action=address)) == '<form method="post"></form>'


def test_names_are_written_as_html_writes_them():
    html = html_of(
        el.label(
            "Size",
            html_for="size",
            tab_index=0,
            class_name=["a", "b"],
            data_kind="big",
            aria_hidden=True,
            aria_expanded=False,
        )
    )

    assert html == (
        '<label for="size" tabindex="0" class="a b" data-kind="big" aria-hidden="true" '
        'aria-expanded="false">Size</label>'
    )


def test_booleans_are_there_or_not():
    assert html_of(el.button("x", disabled=True, auto_focus=False)) == (
        "<button disabled>x</button>"
    )


def test_fields_start_with_their_values():
    assert html_of(el.input(name="q", default_value='"a"')) == (
        '<input name="q" value="&quot;a&quot;">'
    )
    assert html_of(el.input(type="checkbox", value="1", default_checked=True)) == (
        '<input type="checkbox" value="1" checked>'
    )
    assert html_of(el.textarea(default_value="</textarea><b>")) == (
        "<textarea>&lt;/textarea&gt;&lt;b&gt;</textarea>"
    )
    assert (
        html_of(el.select(el.option("A", value="a"), el.option("b"), default_value="b", name="s"))
        == '<select name="s"><option value="a">A</option><option selected>b</option></select>'
    )


def test_event_handlers_are_left_out():
    html = html_of(el.button("Add", on_click=rx.console_log("x"), type="button"))

    assert html == '<button type="button">Add</button>'


def test_drawings_keep_their_attributes():
    drawing = el.svg(el.path(d="M0 0", custom_attrs={"stroke-width": 2}), view_box="0 0 8 8")

    # The parser knows the right case of SVG's names.
    assert (
        html_of(drawing) == '<svg viewbox="0 0 8 8"><path d="M0 0" stroke-width="2"></path></svg>'
    )


def test_numbers_and_nothing():
    assert html_of(el.p(3, 4.0, None, True, "")) == "<p>34true</p>"


def test_text_of_people_is_sanitised():
    html = html_of(raw_html('<p onclick="x()">Hi<script>alert(1)</script><b>you</b></p>'))

    assert html == "<div><p>Hi<b>you</b></p></div>"


def test_a_var_in_a_first_paint_is_said():
    with pytest.raises(NotHtml, match="a Var came into the first paint"):
        html_of(el.p(rx.Var("surprise")))


def test_scripts_have_no_place():
    with pytest.raises(NotHtml, match="script"):
        html_of(el.script("alert(1)"))


def test_elements_made_outside_a_request_are_written_too():
    with html_rendering(on=False):
        made = rx.el.div(rx.el.label("x", html_for="a", data_n=1), class_name="b")

    assert html_of(made) == '<div class="b"><label for="a" data-n="1">x</label></div>'


def test_helpers_choose_by_their_arguments():
    assert html_of(el.ul(each(["a", "b"], lambda item, i: el.li(i, item)))) == (
        "<ul><li>0a</li><li>1b</li></ul>"
    )
    assert html_of(when(False, lambda: 1 / 0, lambda: el.b("no"))) == "<b>no</b>"
    assert html_of(el.p(when(None, lambda: 1 / 0))) == "<p></p>"
    assert choose("b", {"a": "x", "b": lambda: "y"}, default="z") == "y"
    assert join("/p/", "mug", None, separator="") == "/p/mug"
    assert text_of(True) == "true"


def test_forms_post_before_the_page_is_live():
    html = html_of(form(el.button("Go"), action="/cart", on_submit=rx.console_log("x")))

    assert html == '<form action="/cart" method="post"><button>Go</button></form>'


def test_live_rendering_of_the_same_helpers_is_reactive():
    class ListState(rx.State):
        names: list[str] = []  # noqa: RUF012 Reflex copies it for each tab
        chosen: str = ""

    with html_rendering(on=False):
        listed = str(
            each(ListState.names, lambda n: el.p(n, each(ListState.names, lambda n: el.b(n, n))))
        )
        shown = str(when(ListState.chosen == "a", lambda: el.b("yes"), lambda: el.i("no")))
        address = str(link("x", href=join("/p/", ListState.chosen)))

    assert "n_0" in listed
    assert "n_1" in listed
    assert '"b"' in shown
    assert '"i"' in shown
    assert "ShopLink" in address or "ReactRouterLink" in address
