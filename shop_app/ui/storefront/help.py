"""What people ask: delivery, returns, paying, privacy, accessibility, at /help."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.ui.first_paint.document import Head, page_response
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.layout import storefront_layout


def content() -> rx.Component:
    """Short answers, one section a question."""
    return el.div(
        el.h1(t("Help"), tab_index=-1, class_name="display text-4xl"),
        section(
            "about",
            t("How Stoa works"),
            t(
                "Stoa is one shop made of many sellers. You fill one cart and check out once; "
                "each seller ships their part, and you follow all of it on one page."
            ),
        ),
        section(
            "delivery",
            t("Delivery"),
            t(
                "The product page shows when your parcel arrives and what delivery costs, before "
                "you put anything in the cart. At checkout you choose how each seller delivers."
            ),
        ),
        section(
            "stock",
            t("Held for you"),
            t(
                "From checkout on, what you buy is held for you while you fill in the form; a "
                "clock shows how long. When it runs out nothing is lost: we hold the goods again "
                "if they are still there."
            ),
        ),
        section(
            "paying",
            t("Paying"),
            t(
                "You pay in the currency of the country you chose. Your card is handled by the "
                "payment provider; its number never reaches our servers. A declined payment keeps "
                "your cart, so that you can try another way."
            ),
        ),
        section(
            "returns",
            t("Returns"),
            t(
                "Each product page says within how many days you can send it back. The seller's "
                "name stands on your order."
            ),
        ),
        section(
            "accessibility",
            t("Accessibility"),
            t(
                "Every page works by keyboard and with a screen reader, in light and dark, at any "
                "size of text. We test each page against WCAG 2.2 AA."
            ),
        ),
        section(
            "privacy",
            t("Privacy"),
            t(
                "We keep what your orders need and nothing more. One cookie remembers your "
                "session, one your country and one your language. None follows you elsewhere."
            ),
        ),
        class_name="wrap grid max-w-3xl gap-8 py-10",
    )


def section(name: str, title: Any, text: Any) -> rx.Component:
    """A question and its answer."""
    return el.section(
        el.h2(title, class_name="display text-2xl", id=name),
        el.p(text, class_name="prose mt-2"),
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(True, content)


async def first_paint(request: Request) -> Response:
    """The HTML."""
    shell = await shell_of(request)
    return page_response(
        request,
        head=Head(
            title=t("Help · Stoa"),
            description=t("Delivery, returns, paying, privacy and accessibility at Stoa."),
            canonical="/help",
        ),
        body=lambda: storefront_layout(content(), shell=shell),
        seed=lambda: shell_seed(shell),
    )
