"""The choices of the checkout: how each seller delivers, how to pay; and the hold on the goods."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.checkout.form import DELIVERY
from shop_app.ui.checkout.cart_parts import change_said
from shop_app.ui.checkout.checkout_fields import step
from shop_app.ui.checkout.summary import delivery_cost, figure, figures, summary, total
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import (
    checkbox,
    error_text,
    hidden,
    radio_card,
    radio_group,
)
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.icons import icon
from shop_app.ui.components.surfaces import countdown
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el, is_html, join, when


def delivery(page: Any, errors: Any, *, on_choice: Any) -> rx.Component:
    """A radiogroup for each seller: days and cost."""
    return step(
        t("Delivery"),
        each(page.groups, lambda group: _seller(group, on_choice)),
        el.div(error_text(errors.delivery, id="delivery-error"), class_name="-mt-4 has-[p]:mt-0"),
    )


def _seller(group: Any, on_choice: Any) -> rx.Component:
    def choice(way: Any) -> rx.Component:
        chosen = {} if is_html() else {"on_change": on_choice(group.seller_id, way.code)}
        return radio_card(
            name=join(DELIVERY, group.seller_id),
            value=way.code,
            title=way.name,
            detail=t("Arrives {first} – {last}", first=way.first_day_text, last=way.last_day_text),
            aside=delivery_cost(way.price_minor, way.price_text),
            checked=way.selected,
            **chosen,
        )

    return el.div(
        el.p(
            t("From {seller}", seller=group.seller_name),
            class_name="mb-2 text-[0.9375rem] font-medium",
        ),
        when(
            group.choices,
            lambda: radio_group(
                each(group.choices, choice),
                label=t("Delivery for {seller}", seller=group.seller_name),
            ),
            lambda: alert(t("This seller does not deliver to your region.")),
        ),
    )


def payment(
    page: Any, errors: Any, *, is_demo: Any, on_choice: Any, on_credit: Any
) -> rx.Component:
    """How to pay: store credit where the shopper has some, and the rest."""

    def choice(method: Any) -> rx.Component:
        chosen = {} if is_html() else {"on_change": on_choice(method.code)}
        return radio_card(
            name="payment_method",
            value=method.code,
            title=method.name,
            checked=method.selected,
            **chosen,
        )

    return step(
        t("Payment"),
        when(page.credit_left_minor, lambda: _credit(page, on_credit)),
        when(
            page.credit_covers_all,
            lambda: el.p(t("Your store credit covers all of it. Nothing else is asked for.")),
            lambda: radio_group(
                each(page.payment_methods, choice),
                label=t("Payment method"),
                error=errors.payment_method,
                error_id="payment_method-error",
            ),
        ),
        when(
            is_demo,
            lambda: el.p(
                icon("info", size=18),
                t("This is a demo shop: no money moves and no card is asked for."),
                class_name="flex items-center gap-2 text-sm text-muted",
            ),
        ),
    )


def _credit(page: Any, on_credit: Any) -> rx.Component:
    """The box that uses store credit, with what is paid beside it."""
    chosen = {} if is_html() else {"on_change": on_credit}
    return el.div(
        hidden("credit_offered", "1"),
        checkbox(
            label=t("Use your store credit ({amount})", amount=page.credit_left_text),
            name="use_credit",
            value="1",
            default_checked=page.uses_credit,
            **chosen,
        ),
        el.p(
            when(
                page.rest_is_left,
                lambda: el.span(
                    t(
                        "Store credit pays {credit}, so {rest} is left to pay.",
                        credit=page.credit_text,
                        rest=page.rest_text,
                    )
                ),
            ),
            role="status",
            class_name="ms-8 pb-1 text-sm text-muted empty:hidden",
        ),
        class_name="grid gap-1 rounded-field bg-sunk px-4 py-2",
    )


def hold(page: Any, *, is_over: Any, on_end: Any, on_renew: Any) -> rx.Component:
    """How long the goods are held, and what happens then."""
    return el.div(
        when(
            is_over,
            lambda: el.div(
                icon("clock"),
                el.p(
                    t(
                        "The time is over, so others may buy these goods now. Nothing that you "
                        "typed is lost."
                    ),
                    class_name="grow",
                ),
                button(t("Hold them again"), kind="secondary", small=True, on_click=on_renew),
                role="alert",
                class_name="alert alert-warning flex-wrap items-center",
            ),
            lambda: el.div(
                icon("clock"),
                el.p(
                    t("Held for you"),
                    " ",
                    countdown(page.held_until, label=t("Held for you")),
                    ". ",
                    t("After that others may buy these goods; your cart and form stay."),
                    # Beside the countdown, which presses it at zero (assets/js/ui.js).
                    el.button(
                        type="button",
                        data_at_zero="1",
                        tab_index=-1,
                        aria_hidden="true",
                        class_name="hidden",
                        **({} if is_html() else {"on_click": on_end}),
                    ),
                ),
                class_name="alert alert-info",
            ),
        ),
    )


def review(page: Any) -> rx.Component:
    """What is bought and all that it costs."""
    return summary(
        el.ul(
            each(page.groups, lambda group: each(group.lines, _line)),
            class_name="grid max-h-96 gap-4 overflow-y-auto",
            tab_index=0,
            aria_label=t("Goods"),
            role="list",
        ),
        figures(
            figure(nt("{n} item", "{n} items", n=page.count), page.items_text),
            figure(t("Delivery"), delivery_cost(page.delivery_minor, page.delivery_text)),
            when(
                page.tax_included,
                lambda: el.span(class_name="hidden"),
                lambda: figure(t("Tax"), page.tax_text),
            ),
            total(
                t("Total"),
                page.total_text,
                note=when(
                    page.tax_included,
                    lambda: el.span(t("{amount} tax included", amount=page.tax_text)),
                    lambda: el.span(t("All taxes are in it")),
                ),
            ),
            when(
                page.uses_credit,
                lambda: figure(t("Store credit"), join("−", page.credit_text)),
            ),
            when(
                page.uses_credit,
                lambda: figure(t("Left to pay"), el.strong(page.rest_text)),
            ),
        ),
    )


def _line(line: Any) -> rx.Component:
    return el.li(
        line_picture(line.image, size=64),
        el.div(
            el.p(line.title, class_name="line-clamp-2 font-medium"),
            el.p(line.variant_title, class_name="truncate text-sm text-muted"),
            el.p(line.quantity, " × ", line.price.text, class_name="figures text-sm text-muted"),
            el.div(each(line.changes, change_said), class_name="grid gap-1 empty:hidden"),
            class_name="min-w-0 grow",
        ),
        el.p(line.total_text, class_name="figures font-medium"),
        class_name="flex items-start gap-3",
    )
