"""Components: both renderings of each, their names for assistive technology, their directions."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import reflex as rx

from shop_app.search.views import Chip, Crumb, PageLink, ProductCard, Swatch
from shop_app.ui.components import buttons, feedback, fields, goods, navigation, surfaces
from shop_app.ui.components.icons import PATHS, icon
from shop_app.ui.first_paint.writer import html_of
from shop_app.ui.rendering import el, html_rendering

UI = Path(__file__).parents[2] / "shop_app" / "ui"
CARD = ProductCard(
    product_id="1",
    slug="mug",
    title="Mug <for> two",
    href="/p/mug",
    image="/media/art/mug/sage-ceramic-0-1.svg",
    hover_image="/media/art/mug/sage-ceramic-1-1.svg",
    seller_name="Kettle & Co",
    price_minor=1999,
    price_text="€19.99",
    was_price_text="€24.99",
    sale_percent=20,
    rating_text="4.6",
    rating_count=123,
    stock_status="low",
    stock_left=3,
    swatches=[Swatch("Sage", "#9aa583")],
)


GIVEN: dict[str, Any] = {
    "card": CARD,
    "cards": [CARD],
    "crumbs": [Crumb("Kitchen", "/c/kitchen")],
    "chips": [Chip("Acme", "/search")],
    "pages": [PageLink("1", "", current=True), PageLink("2", "?page=2")],
    "words": ["Paid"],
    "text": "Saved.",
    "count": 3,
    "open": True,
}
TYPES: dict[str, Any] = {
    "cards": list[ProductCard],
    "crumbs": list[Crumb],
    "chips": list[Chip],
    "pages": list[PageLink],
    "words": list[str],
}
# The same names as Vars, which only the browser knows.
LIVE = SimpleNamespace(
    **{
        name: rx.Var(f"given.{name}", _var_type=TYPES.get(name, type(value))).guess_type()
        for name, value in GIVEN.items()
    }
)

PARTS = {
    "button": lambda v: buttons.button(v.text, busy=v.open),
    "button_link": lambda v: buttons.button_link(v.text, href="/cart"),
    "icon_button": lambda v: buttons.icon_button("heart", label=v.text),
    "text_link": lambda v: buttons.text_link(v.text, href="/help"),
    "alert": lambda v: feedback.alert(v.text),
    "badge": lambda v: feedback.badge(v.text, tone="success"),
    "empty_state": lambda v: feedback.empty_state(title=v.text, text=v.text),
    "error_state": lambda v: feedback.error_state(title=v.text, text=v.text),
    "toast": lambda v: feedback.toast(v.text),
    "figure_tile": lambda v: feedback.figure_tile("Sales", v.text, detail=v.text, href="/x"),
    "skeleton_grid": lambda _: feedback.skeleton_grid(2),
    "text_field": lambda v: fields.text_field(label="Email", name="email", error=v.text),
    "text_area": lambda v: fields.text_area(label="Note", name="note", hint=v.text),
    "select_field": lambda v: fields.select_field(
        label="Word", name="word", choices=v.words, option=lambda w: el.option(w, value=w)
    ),
    "checkbox": lambda v: fields.checkbox(label=v.text, name="same"),
    "radio_group": lambda v: fields.radio_group(
        fields.radio_card(name="d", value="a", title=v.text, detail=v.text, checked=v.open),
        label="Delivery",
    ),
    "quantity_field": lambda v: fields.quantity_field(label="Quantity", value=v.count),
    "price": lambda v: goods.price(v.card.price_text, was=v.card.was_price_text, percent=v.count),
    "rating": lambda v: goods.rating(v.card.rating_text, v.card.rating_count),
    "stock_status": lambda v: goods.stock_status(v.card.stock_status, v.card.stock_left),
    "product_card": lambda v: goods.product_card(v.card),
    "product_grid": lambda v: goods.product_grid(v.cards),
    "shelf": lambda v: goods.shelf(v.text, v.cards, href="/search"),
    "breadcrumbs": lambda v: navigation.breadcrumbs(v.crumbs),
    "pagination": lambda v: navigation.pagination(v.pages, previous="", following="?page=2"),
    "chips": lambda v: navigation.chips(
        v.chips, words=lambda chip: chip.label, clear_href="/search"
    ),
    "side_item": lambda v: navigation.side_item(v.text, href="/seller", sign="home", count=v.count),
    "drawer": lambda v: surfaces.drawer(title="Cart", is_open=v.open),
    "dialog": lambda v: surfaces.dialog(title="Delete", is_open=v.open),
    "disclosure": lambda v: surfaces.disclosure(v.text, v.text),
    "data_table": lambda v: surfaces.data_table(
        caption="Orders", head=[("Order", False)], rows=v.words, row=lambda w: el.tr(el.td(w))
    ),
    "timeline": lambda v: surfaces.timeline(v.words, el.p, label="Timeline"),
    "countdown": lambda v: surfaces.countdown(v.text, label="Held for you"),
}


def shown(part: str, **changed: object) -> str:
    with html_rendering():
        return html_of(PARTS[part](SimpleNamespace(**{**GIVEN, **changed})))


@pytest.mark.parametrize("part", sorted(PARTS))
def test_each_component_is_written_as_html_and_compiles_as_a_live_one(part):
    assert "<" in shown(part)
    live = str(PARTS[part](LIVE))
    assert live.startswith("jsx(")


def test_a_card_is_one_link_named_by_its_product():
    html = shown("product_card")
    assert html.count("<a ") == 1
    assert 'aria-label="Mug &lt;for&gt; two"' in html
    assert 'href="/p/mug"' in html


def test_a_card_says_price_before_price_saving_and_stock():
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", shown("product_card")))
    assert "Now €19.99was €24.99" in text
    assert "−20%" in text
    assert "Only 3 left" in text


@pytest.mark.parametrize(
    ("status", "words"), [("in", "In stock"), ("low", "Only 3 left"), ("out", "Out of stock")]
)
def test_stock_is_said_in_words_in_a_status(status, words):
    with html_rendering():
        html = html_of(goods.stock_status(status, 3))
    assert 'role="status"' in html
    assert words in html


def test_a_field_is_tied_to_its_label_its_hint_and_its_error():
    with html_rendering():
        html = html_of(
            fields.text_field(
                label="Email", name="email", hint="For the receipt.", error="Missing."
            )
        )
    assert '<label for="email" class="field-label">Email</label>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="email-hint email-error"' in html
    assert re.search(r'<div (?=[^>]*role="alert")(?=[^>]*id="email-error")', html)


def test_a_field_without_error_has_an_empty_alert_that_can_speak_later():
    html = shown("text_field", text="")
    assert re.search(r'<div [^>]*role="alert"[^>]*></div>', html)


def test_quantity_is_a_spinbutton_between_two_named_buttons():
    html = shown("quantity_field")
    assert re.search(r'<input (?=[^>]*type="number")(?=[^>]*aria-label="Quantity")', html)
    assert 'aria-label="One less"' in html
    assert 'aria-label="One more"' in html


def test_a_toast_waits_in_a_polite_status_and_is_empty_without_words():
    assert "Saved." in shown("toast")
    assert re.fullmatch(r'<div (?=[^>]*role="status")(?=[^>]*aria-live="polite")[^>]*></div>',
                        shown("toast", text=""))  # fmt: skip


def test_an_error_is_announced_and_its_icon_is_not():
    html = shown("error_state")
    assert html.startswith('<div role="alert"')
    assert html.count('aria-hidden="true"') == 1


def test_a_price_without_a_sale_has_no_word_about_before():
    with html_rendering():
        html = html_of(goods.price("€19.99"))
    assert "was" not in html
    assert "<s>" not in html


def test_the_page_that_is_shown_is_marked_and_no_link():
    html = shown("pagination")
    assert '<span aria-current="page"' in html
    assert html.count("<a ") == 2  # page 2, and next


@pytest.mark.parametrize("name", sorted(PATHS))
def test_icons_carry_no_styles_and_no_name(name):
    with html_rendering():
        html = html_of(icon(name))
    assert "style=" not in html
    assert 'aria-hidden="true"' in html


def test_layout_knows_start_and_end_but_not_left_and_right():
    sided = re.compile(
        r"""(?<=["'\s:])-?(?:m[lr]|p[lr]|left|right|border-[lr]|rounded-[lr]|text-(?:left|right)"""
        r"""|float-(?:left|right)|scroll-[mp][lr])(?:-[\w./\[\]]+)?(?=["'\s])"""
    )
    found = [
        f"{path.relative_to(UI)}: {hit.group()}"
        for path in UI.rglob("*.py")
        for classes in re.findall(r"class_name=\(?\s*f?((?:\"[^\"]*\"\s*f?)+)", path.read_text())
        for hit in sided.finditer(classes)
    ]
    assert found == []


def test_components_import_no_state():
    importing = [
        path.name
        for path in (UI / "components").glob("*.py")
        if re.search(
            r"^from shop_app\.ui\.(?!components|i18n|rendering)", path.read_text(), re.MULTILINE
        )
    ]
    assert importing == []
