"""The parts of a product page: options, the buying box, other sellers, specs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import badge
from shop_app.ui.components.fields import hidden, quantity_field
from shop_app.ui.components.goods import price, stock_status, stock_words, yes_or_no
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, form, is_html, join, link, raw_html, when
from shop_app.ui.shell.basket import BasketState
from shop_app.ui.shell.wishes import wish_button


def option_groups(groups: Any) -> rx.Component:
    """What variants differ in; each choice is the address of its variant."""
    return el.div(each(groups, option_group), class_name="grid gap-4 empty:hidden")


def option_group(group: Any) -> rx.Component:
    """A radiogroup named by its option."""
    return el.div(
        el.p(
            el.span(group.name, class_name="font-semibold"),
            " ",
            el.span(group.selected, class_name="text-muted"),
            class_name="mb-2",
        ),
        el.div(
            each(group.choices, option_choice),
            role="radiogroup",
            aria_label=group.name,
            class_name="flex flex-wrap gap-2",
        ),
    )


def option_choice(choice: Any) -> rx.Component:
    """A value; one that cannot be bought now is marked and still leads to its page."""
    return link(
        when(
            choice.hex,
            lambda: el.span(
                class_name="swatch h-5 w-5",
                style={"backgroundColor": choice.hex},
                aria_hidden="true",
            ),
        ),
        choice.value,
        when(
            choice.available,
            lambda: el.span(class_name="hidden"),
            lambda: el.span(t("not available now"), class_name="sr-only"),
        ),
        href=choice.href,
        role="radio",
        replace=True,
        aria_checked=when(choice.selected, "true", "false"),
        data_available=when(choice.available, "true", "false"),
        class_name="option",
    )


def buying_box(view: Any) -> rx.Component:
    """The best offer: price, stock, delivery, quantity, and the button."""
    best = view.best
    return el.section(
        el.div(
            price(
                best.price.text,
                was=best.price.was_text,
                percent=best.price.sale_percent,
                minor=best.price.minor,
                size="large",
            ),
            el.p(
                when(
                    view.tax_included,
                    lambda: el.span(t("Tax included.")),
                    lambda: el.span(t("Tax is added at checkout.")),
                ),
                class_name="text-sm text-muted",
            ),
        ),
        stock_status(best.stock_status, best.stock_left),
        delivery(best),
        when(
            best.stock_status == "out",
            lambda: button(t("Out of stock"), disabled=True, wide=True, kind="secondary"),
            lambda: add_form(best.offer_id),
        ),
        el.div(class_name="min-h-11") if is_html() else wish_button(view.product_id),
        seller_line(view),
        aria_label=t("Buy"),
        class_name="panel grid gap-4",
    )


def add_form(offer_id: Any, *, compact: bool = False) -> rx.Component:
    """Quantity and "Add to cart": posts before the takeover, fills the drawer after it."""
    quantity = (
        hidden("quantity", "1")
        if compact
        else quantity_field(label=t("Quantity"), value="1", id="quantity")
    )
    return form(
        hidden("offer_id", offer_id),
        quantity,
        button(t("Add to cart"), type="submit", class_name="grow", small=compact),
        action="/cart/lines",
        on_submit=BasketState.add,
        class_name="flex flex-wrap items-center gap-3",
    )


def delivery(offer: Any) -> rx.Component:
    """When it comes and what that costs, before the cart."""
    return el.section(
        icon("truck", class_name="mt-0.5 text-muted"),
        el.div(
            el.p(
                t(
                    "Arrives {first} – {last}",
                    first=offer.arrives_from_text,
                    last=offer.arrives_to_text,
                ),
                class_name="font-medium",
            ),
            el.p(
                when(
                    offer.delivery_minor,
                    lambda: el.span(t("Delivery {amount}", amount=offer.delivery_text)),
                    lambda: el.span(t("Free delivery")),
                ),
                class_name="text-sm text-muted",
            ),
        ),
        aria_label=t("Delivery"),
        role="region",
        class_name="flex gap-3",
    )


def seller_line(view: Any) -> rx.Component:
    """Who sells it, and how to send it back."""
    return el.div(
        el.p(
            t("Sold by"),
            " ",
            link(
                view.best.seller_name,
                href=join("/s/", view.best.seller_slug),
                class_name="textlink font-medium",
            ),
        ),
        el.p(
            icon("return", size=18, class_name="text-muted"),
            nt("Return within {n} day", "Return within {n} days", n=view.return_days),
            class_name="flex items-center gap-2",
        ),
        el.p(
            icon("lock", size=18, class_name="text-muted"),
            t("Paid securely; we never see your card"),
            class_name="flex items-center gap-2",
        ),
        class_name="grid gap-1.5 border-t border-line pt-4 text-sm",
    )


def other_sellers(view: Any) -> rx.Component:
    """The other offers for this variant, by what they cost in all."""
    return el.section(
        el.h2(t("Other sellers"), class_name="display text-2xl"),
        el.ul(each(view.other_offers, _other_offer), class_name="mt-3 grid gap-3"),
        aria_label=t("Other sellers"),
    )


def _other_offer(offer: Any) -> rx.Component:
    return el.li(
        el.div(
            el.div(
                price(offer.price.text, was=offer.price.was_text, minor=offer.price.minor),
                condition_badge(offer.condition),
                class_name="flex flex-wrap items-center gap-2",
            ),
            el.p(
                link(
                    offer.seller_name,
                    href=join("/s/", offer.seller_slug),
                    class_name="textlink",
                ),
                " · ",
                t("{amount} with delivery", amount=offer.total_text),
                class_name="text-sm text-muted",
            ),
            el.p(stock_words(offer.stock_status, offer.stock_left), class_name="text-sm"),
            class_name="grid gap-1",
        ),
        when(
            offer.stock_status == "out",
            lambda: el.span(class_name="hidden"),
            lambda: add_form(offer.offer_id, compact=True),
        ),
        class_name="panel flex flex-wrap items-center justify-between gap-3 p-4",
    )


def condition_badge(condition: Any) -> rx.Component:
    """New is not said; anything else is."""
    return choose(
        condition,
        {
            "refurbished": lambda: badge(t("Refurbished"), tone="warning"),
            "used": lambda: badge(t("Used"), tone="warning"),
        },
        lambda: el.span(class_name="hidden"),
    )


def about(view: Any) -> rx.Component:
    """The description, its highlights and the specs."""
    return el.div(
        el.section(
            el.h2(t("About this product"), class_name="display text-2xl"),
            el.ul(
                each(view.highlights, _highlight),
                class_name="prose mt-3 list-disc ps-5 empty:hidden",
            ),
            raw_html(view.description_html, class_name="prose mt-3"),
        ),
        el.section(
            el.h2(t("Specifications"), class_name="display text-2xl"),
            el.dl(
                each(
                    view.specifications,
                    lambda row: el.div(
                        el.dt(row.name, class_name="text-muted"),
                        el.dd(
                            yes_or_no(row.value),
                            class_name="font-medium",
                        ),
                        class_name="grid grid-cols-2 gap-4 border-b border-line py-2",
                    ),
                ),
                class_name="mt-3 text-[0.9375rem]",
            ),
        ),
        class_name="later grid gap-10 lg:grid-cols-2",
    )


def _highlight(line: Any) -> rx.Component:
    return el.li(line)
