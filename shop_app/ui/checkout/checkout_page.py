"""The look of the checkout: the form with its summary, and what shows when there is none."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.checkout.checkout_choices import delivery, hold, payment, review
from shop_app.ui.checkout.checkout_fields import address, contact
from shop_app.ui.checkout.checkout_view import NO_ERRORS, NO_TROUBLE
from shop_app.ui.components.buttons import button, button_link, text_link
from shop_app.ui.components.feedback import alert, empty_state, skeleton
from shop_app.ui.components.fields import hidden
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import choose, el, form, join, when


def content(
    page: Any,
    *,
    errors: Any = NO_ERRORS,
    trouble: Any = NO_TROUBLE,
    problem: Any = "",
    paying: Any = False,
    hold_is_over: Any = False,
    is_demo: Any = False,
    signed_in: Any = False,
    on: Any = None,
) -> rx.Component:
    """The page; `on` is the state whose handlers listen, none in a first paint."""

    def filled() -> rx.Component:
        return _form(
            page,
            errors=errors,
            trouble=trouble,
            paying=paying,
            hold_is_over=hold_is_over,
            is_demo=is_demo,
            signed_in=signed_in,
            on=on,
        )

    return el.div(
        el.h1(t("Checkout"), class_name="display text-3xl md:text-4xl", tab_index=-1),
        alert(problem, class_name="empty:hidden"),
        choose(
            page.status,
            {
                "open": filled,
                "paying": filled,
                "placed": lambda: _placed(page),
                "ended": _ended,
                "blocked": _blocked,
            },
            _nothing,
        ),
        class_name="wrap grid gap-5 py-8 md:py-12",
    )


def _form(
    page: Any,
    *,
    errors: Any,
    trouble: Any,
    paying: Any,
    hold_is_over: Any,
    is_demo: Any,
    signed_in: Any,
    on: Any,
) -> rx.Component:
    def handler(name: str) -> Any:
        return getattr(on, name) if on is not None else None

    return form(
        hidden("checkout_id", page.checkout_id),
        hidden("total_seen", page.total_minor),
        hidden("credit_seen", page.credit_minor),
        el.div(
            hold(
                page,
                is_over=hold_is_over,
                on_end=handler("end_hold"),
                on_renew=handler("renew"),
            ),
            contact(page, errors, signed_in=signed_in, on_leave=handler("leave")),
            address(
                page,
                errors,
                on_leave=handler("leave"),
                on_country=handler("choose_country"),
                on_saved=handler("choose_address"),
                turn=on.address_turn if on is not None else 0,
            ),
            delivery(page, errors, on_choice=handler("choose_delivery")),
            payment(
                page,
                errors,
                is_demo=is_demo,
                on_choice=handler("choose_payment"),
                on_credit=handler("choose_credit"),
            ),
            class_name="grid content-start gap-5 lg:col-start-1",
        ),
        el.div(
            review(page),
            class_name="lg:col-start-2 lg:row-span-2 lg:row-start-1",
        ),
        el.div(
            _trouble(trouble),
            button(
                icon("lock", size=18),
                when(
                    page.credit_covers_all,
                    lambda: el.span(t("Pay {amount} by store credit", amount=page.credit_text)),
                    lambda: el.span(t("Pay {amount}", amount=page.rest_text)),
                ),
                type="submit",
                wide=True,
                busy=paying,
                class_name="min-h-14 text-lg",
            ),
            el.p(
                t("By paying you order these goods from the sellers that are named above."),
                class_name="text-center text-sm text-muted",
            ),
            class_name="grid gap-3 lg:col-start-1",
        ),
        action="/checkout",
        on_submit=handler("pay"),
        no_validate=True,
        class_name="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-x-10",
    )


def _trouble(trouble: Any) -> rx.Component:
    return el.div(
        when(
            trouble.text,
            lambda: el.div(
                icon("alert"),
                el.div(
                    el.p(trouble.text),
                    when(
                        trouble.now_text,
                        lambda: el.p(
                            t("Before: {amount}.", amount=trouble.before_text),
                            " ",
                            el.strong(t("Now: {amount}.", amount=trouble.now_text)),
                        ),
                    ),
                    when(
                        trouble.is_about_cart,
                        lambda: el.p(text_link(t("Change your cart"), href="/cart")),
                    ),
                    class_name="grid gap-1",
                ),
                class_name="alert",
            ),
        ),
        role="alert",
    )


def _placed(page: Any) -> rx.Component:
    return empty_state(
        title=t("Your order is placed"),
        text=t("This checkout has become order {number}.", number=page.order_number),
        action=el.div(
            button_link(t("See the order"), href=join("/orders/", page.order_number)),
            button_link(t("Go on shopping"), href="/", kind="secondary"),
            class_name="flex flex-wrap justify-center gap-3",
        ),
    )


def _ended() -> rx.Component:
    return empty_state(
        title=t("This checkout has ended"),
        text=t("Your cart is kept. Start again from it."),
        action=button_link(t("To the cart"), href="/cart"),
    )


def _blocked() -> rx.Component:
    return empty_state(
        title=t("Your cart needs a look first"),
        text=t("Something in it cannot be bought as it stands. The cart shows what it is."),
        action=button_link(t("To the cart"), href="/cart"),
    )


def _nothing() -> rx.Component:
    return empty_state(
        title=t("There is nothing to pay"),
        text=t("Put something in your cart, then come back."),
        action=button_link(t("Start shopping"), href="/"),
    )


def waiting() -> rx.Component:
    """A checkout that is on its way."""
    return el.div(
        el.h1(t("Checkout"), class_name="display text-3xl md:text-4xl"),
        el.div(
            el.div(
                skeleton("h-40 rounded-card"),
                skeleton("h-96 rounded-card"),
                class_name="grid gap-5",
            ),
            skeleton("h-80 rounded-card"),
            class_name="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-x-10",
        ),
        class_name="wrap grid gap-5 py-8 md:py-12",
    )
