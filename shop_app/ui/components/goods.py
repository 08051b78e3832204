"""How goods are shown: price, rating, stock, cards, grids, shelves."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, is_html, link, when

FIRST_ROW = 4
PRICE_SIZES = {
    "small": "font-semibold figures",
    "medium": "text-lg font-semibold figures",
    "large": "display text-4xl",
}


def price(
    text: Any, *, was: Any = "", percent: Any = 0, minor: Any = None, size: str = "medium"
) -> rx.Component:
    """A price; on sale in the accent, with the price before it struck and the saving said."""
    amount = PRICE_SIZES[size]
    return el.div(
        when(
            was,
            lambda: el.span(
                el.span(t("Now"), class_name="sr-only"),
                " ",
                text,
                class_name=f"{amount} text-accent-text",
            ),
            lambda: el.span(text, class_name=amount),
        ),
        when(
            was,
            lambda: el.span(
                el.span(t("was"), class_name="sr-only"),
                " ",
                el.s(was),
                class_name="text-sm text-muted figures",
            ),
        ),
        when(percent, lambda: el.span("−", percent, "%", class_name="badge badge-accent")),
        data_price_minor=minor,
        class_name="flex flex-wrap items-baseline gap-x-2 gap-y-1",
    )


def rating(value_text: Any, count: Any, *, href: Any = None) -> rx.Component:
    """A star, the average and how many gave it."""
    inside = (
        icon("star", size=16, fill="currentColor", class_name="text-star"),
        el.span(value_text, class_name="font-medium figures"),
        el.span("(", count, ")", class_name="text-muted figures", aria_hidden="true"),
        el.span(
            t("out of 5 stars,"),
            " ",
            nt("{n} rating", "{n} ratings", n=count),
            class_name="sr-only",
        ),
    )
    classes = "inline-flex items-center gap-1 text-sm"
    return (
        el.a(*inside, href=href, class_name=classes)
        if href
        else el.span(*inside, class_name=classes)
    )


def stock_words(status: Any, left: Any) -> Any:
    """The words for a stock status: "In stock", "Only 3 left", "Out of stock"."""
    return choose(
        status,
        {
            "low": lambda: el.span(
                nt("Only {n} left", "Only {n} left", n=left), class_name="text-warning"
            ),
            "out": lambda: el.span(t("Out of stock"), class_name="text-danger"),
        },
        lambda: el.span(t("In stock"), class_name="text-success"),
    )


def stock_status(status: Any, left: Any) -> rx.Component:
    """The stock as a status that is announced when it changes."""
    return el.p(stock_words(status, left), role="status", class_name="font-semibold")


def product_card(card: Any, *, is_seen_first: bool = False) -> rx.Component:
    """A product in a list: one link, named by the product."""
    picture = {"width": "400", "height": "400"}
    at_once = {**picture, "fetchpriority": "high"} if is_seen_first else picture
    return el.article(
        link(
            el.div(
                el.img(
                    src=card.image,
                    alt="",
                    loading="eager" if is_seen_first else "lazy",
                    custom_attrs=at_once,
                ),
                when(
                    card.hover_image,
                    lambda: el.img(
                        src=card.hover_image, alt="", loading="lazy", custom_attrs=picture
                    ),
                ),
                when(
                    card.sale_percent,
                    lambda: el.span(
                        "−",
                        card.sale_percent,
                        "%",
                        class_name="badge absolute start-2 top-2 bg-accent text-on-accent",
                    ),
                ),
                class_name="card-picture",
            ),
            el.h3(card.title, class_name="card-title mt-2.5"),
            href=card.href,
            aria_label=card.title,
            class_name="block rounded-card",
        ),
        *_heart(card),
        el.div(
            price(card.price_text, was=card.was_price_text, minor=card.price_minor, size="medium"),
            when(card.rating_count, lambda: rating(card.rating_text, card.rating_count)),
            when(
                card.stock_status != "in",
                lambda: el.p(
                    stock_words(card.stock_status, card.stock_left),
                    class_name="text-sm font-medium",
                ),
            ),
            el.p(card.seller_name, class_name="truncate text-sm text-muted"),
            swatches(card.swatches),
            class_name="grid content-start gap-1",
        ),
        class_name="card",
    )


def _heart(card: Any) -> tuple[rx.Component, ...]:
    """Once the page is live a heart keeps the product; before that it could not answer."""
    if is_html():
        return ()
    from shop_app.ui.shell.wishes import heart

    return (heart(card.product_id, card.title),)


def swatches(colours: Any) -> rx.Component:
    """The colours that a product comes in."""
    return el.ul(
        each(
            colours,
            lambda colour: el.li(
                el.span(colour.name, class_name="sr-only"),
                class_name="swatch",
                style={"backgroundColor": colour.hex},
                title=colour.name,
            ),
        ),
        class_name="flex gap-1.5",
    )


def product_grid(cards: Any, *, wide: bool = False) -> rx.Component:
    """Cards in a grid; `wide` where no filters stand beside it."""

    def item(card: Any, index: Any) -> rx.Component:
        # A lazy picture waits for the layout: those of the first row are fetched while the page is
        # read. (Once the page is live they are there.)
        return el.li(product_card(card, is_seen_first=is_html() and index < FIRST_ROW))

    return el.ul(
        each(cards, item),
        class_name="grid-cards grid-cards-wide" if wide else "grid-cards",
    )


def shelf(title: Any, cards: Any, *, href: Any = "", id: str = "") -> rx.Component:  # noqa: A002
    """A row of cards under a heading, scrolled sideways."""
    return el.section(
        el.div(
            el.h2(title, class_name="display text-2xl md:text-3xl", id=id or None),
            when(
                href,
                lambda: link(t("See all"), href=href, class_name="textlink text-sm font-medium"),
            ),
            class_name="mb-4 flex items-baseline justify-between gap-4",
        ),
        el.ul(
            each(cards, lambda card: el.li(product_card(card))),
            class_name="row-cards",
            tab_index=0,
            aria_label=title,
            role="list",
        ),
        aria_label=title,
        class_name="later",
    )


def line_picture(src: Any, *, alt: Any = "", size: int = 96) -> rx.Component:
    """The small picture of a cart or order line."""
    return el.img(
        src=src,
        alt=alt,
        loading="lazy",
        custom_attrs={"width": str(size), "height": str(size)},
        class_name="aspect-square flex-none rounded-field bg-sunk object-cover",
    )


def cart_name(count: Any) -> Any:
    """The name of the link to the cart."""
    return nt("Cart, {n} item", "Cart, {n} items", n=count)


def yes_or_no(label: Any) -> Any:
    """The words for the values of a yes-or-no attribute; any other value as it is."""
    return choose(label, {"yes": t("Yes"), "no": t("No")}, label)
