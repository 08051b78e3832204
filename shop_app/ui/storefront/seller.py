"""A seller's shop front, at /s/{slug}."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import in_reading
from shop_app.storefront import queries as storefront
from shop_app.ui.components.goods import rating
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, page_response, whole
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import current_locale, nt, t
from shop_app.ui.rendering import el, when
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.storefront.list_state import ListState, list_of_request
from shop_app.ui.storefront.listing import list_content, list_skeleton


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        ListState.ready,
        lambda: list_content(
            ListState.view, problem=ListState.problem, head=introduction(ListState.seller)
        ),
        skeleton=list_skeleton,
    )


def introduction(seller: Any) -> rx.Component:
    """Who sells here."""
    return el.div(
        el.div(
            icon("store", size=32),
            class_name="grid h-16 w-16 flex-none place-items-center rounded-full bg-accent-soft "
            "text-accent-text",
        ),
        el.div(
            el.h1(seller.name, tab_index=-1, class_name="display text-3xl md:text-4xl"),
            el.p(seller.city, ", ", seller.country, class_name="text-muted"),
            el.p(seller.description, class_name="mt-2 max-w-prose"),
            el.div(
                when(seller.rating_count, lambda: rating(seller.rating_text, seller.rating_count)),
                el.span(
                    nt(
                        "Returns within {n} day",
                        "Returns within {n} days",
                        n=seller.return_days,
                    )
                ),
                el.span(t("Selling here since {date}", date=seller.since_text)),
                class_name="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted",
            ),
            when(
                seller.return_policy,
                lambda: el.details(
                    el.summary(t("Return policy"), class_name="textlink cursor-pointer text-sm"),
                    el.p(
                        seller.return_policy,
                        class_name="mt-2 max-w-prose whitespace-pre-line text-sm text-muted",
                    ),
                    class_name="mt-3",
                ),
            ),
        ),
        class_name="panel flex flex-col gap-5 sm:flex-row",
    )


async def first_paint(request: Request) -> Response:
    """The HTML of the shop front."""
    slug = request.path_params["slug"]
    seller = await in_reading(storefront.seller_page, slug, locale=current_locale())
    view, _ = await list_of_request(request, "seller")
    if seller is None or view is None:
        return await not_found_response(request)
    shell = await shell_of(request)
    return page_response(
        request,
        head=Head(
            title=f"{seller.name} · Stoa",
            description=seller.description[:160],
            canonical=f"/s/{slug}",
            json_ld=[
                {
                    "@context": "https://schema.org",
                    "@type": "Store",
                    "name": seller.name,
                    "url": whole(f"/s/{slug}"),
                    "address": {
                        "@type": "PostalAddress",
                        "addressLocality": seller.city,
                        "addressCountry": seller.country,
                    },
                }
            ],
        ),
        body=lambda: storefront_layout(list_content(view, head=introduction(seller)), shell=shell),
        seed=lambda: {
            ListState: {"view": view, "seller": seller, "ready": True},
            **shell_seed(shell),
        },
    )
