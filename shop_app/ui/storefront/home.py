"""The front door: departments, what people buy, what is new, collections."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import Response

from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.storefront import queries as storefront
from shop_app.storefront.views import HomePage
from shop_app.ui.components.buttons import button_link
from shop_app.ui.components.feedback import alert, skeleton, skeleton_grid
from shop_app.ui.components.goods import shelf
from shop_app.ui.components.icons import icon
from shop_app.ui.first_paint.document import Head, page_response, whole
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import choose, each, el, link, when
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.identity import locale_of, region_of, region_of_request, told
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.storefront.personal import PersonalState, home_rows

# The scene "home" of shop_app/pictures as pixels: its SVG would be drawn before the first paint.
HERO = "/pictures/home.webp"


class HomeState(rx.State):
    """The front door of a region."""

    view: HomePage = HomePage()
    ready: bool = False
    problem: str = ""

    @rx.event
    async def load(self):
        """What the region's front door shows now."""
        try:
            self.view = await in_reading(
                storefront.home_page, region=await region_of(self), locale=locale_of(self)
            )
            self.problem = ""
        except ShopError as error:
            self.problem = told(self, error)
        self.ready = True
        return PersonalState.show_home


def content(view: Any, *, problem: Any = "") -> rx.Component:
    """The front door."""
    return el.div(
        hero(),
        el.div(alert(problem), class_name="wrap empty:hidden"),
        el.div(
            departments(view.departments),
            each(
                view.shelves,
                lambda row: el.div(shelf(shelf_name(row.code), row.cards, href=row.href)),
            ),
            home_rows(),
            when(view.collections, lambda: collections(view.collections)),
            promises(),
            class_name="wrap grid gap-14 py-12",
        ),
    )


def hero() -> rx.Component:
    """One picture, one sentence, one way in."""
    return el.section(
        el.div(
            el.div(
                el.h1(
                    t("Good things, from the people who make and know them"),
                    tab_index=-1,
                    class_name="display text-4xl md:text-6xl",
                ),
                el.p(
                    t("Many independent sellers, one cart, and a promise on every parcel."),
                    class_name="max-w-md text-lg text-muted",
                ),
                el.div(
                    button_link(t("See what is new"), href="/search?sort=newest"),
                    button_link(t("On sale"), href="/search?sale=1", kind="secondary"),
                    class_name="flex flex-wrap gap-3",
                ),
                class_name="grid content-center justify-items-start gap-5 py-10 md:py-16",
            ),
            el.img(
                src=HERO,
                alt="",
                custom_attrs={
                    "width": "1280",
                    "height": "720",
                    "decoding": "async",
                    "fetchpriority": "high",
                },
                class_name="hidden h-full max-h-[28rem] w-full object-contain md:block",
            ),
            class_name="wrap grid gap-8 md:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]",
        ),
        aria_label=t("Welcome"),
        class_name="border-b border-line bg-sunk",
    )


def departments(items: Any) -> rx.Component:
    """The departments with their pictures."""
    return el.section(
        el.h2(t("Departments"), class_name="display mb-4 text-2xl md:text-3xl"),
        el.ul(
            each(
                items,
                lambda item: el.li(
                    link(
                        el.img(
                            src=item.image,
                            alt="",
                            loading="lazy",
                            custom_attrs={"width": "320", "height": "200"},
                            class_name="aspect-[8/5] w-full object-cover",
                        ),
                        el.span(
                            el.span(item.name, class_name="text-sm font-semibold leading-tight"),
                            el.span(item.count_text, class_name="text-sm text-muted figures"),
                            class_name="flex justify-between gap-2 px-3 py-2.5",
                        ),
                        href=item.href,
                        aria_label=item.name,
                        class_name="block overflow-hidden rounded-card border border-line "
                        "bg-surface hover:border-line-strong",
                    )
                ),
            ),
            class_name="grid grid-cols-2 gap-3 md:gap-4 lg:grid-cols-7",
        ),
        aria_label=t("Departments"),
    )


def shelf_name(code: Any) -> Any:
    """The words for a shelf."""
    return choose(
        code,
        {
            "trending": t("Trending now"),
            "new": t("New this month"),
            "sale": t("On sale"),
            "rated": t("Best rated"),
        },
        t("For you"),
    )


def collections(items: Any) -> rx.Component:
    """Sets put together by hand or by rule."""
    return el.section(
        el.h2(t("Collections"), class_name="display mb-4 text-2xl md:text-3xl"),
        el.ul(
            each(
                items,
                lambda item: el.li(
                    link(
                        el.span(item.name, class_name="display text-xl"),
                        icon("chevron-right", class_name="rtl:rotate-180"),
                        href=item.href,
                        class_name="panel flex items-center justify-between gap-3 "
                        "hover:border-line-strong",
                    )
                ),
            ),
            class_name="grid gap-3 sm:grid-cols-2 lg:grid-cols-3",
        ),
        aria_label=t("Collections"),
        class_name="later",
    )


def promises() -> rx.Component:
    """What holds for every order."""
    kept = (
        (
            "truck",
            t("Dates you can plan with"),
            t("Each parcel says when it arrives before you pay."),
        ),
        ("box", t("Stock that is true"), t("What you check out is held for you while you pay.")),
        ("return", t("Easy to send back"), t("Thirty days with most sellers, from your account.")),
    )
    return el.section(
        el.ul(
            *[
                el.li(
                    icon(sign, size=26, class_name="text-accent-text"),
                    el.div(
                        el.p(title, class_name="font-semibold"),
                        el.p(text, class_name="text-sm text-muted"),
                    ),
                    class_name="flex gap-4",
                )
                for sign, title, text in kept
            ],
            class_name="grid gap-6 border-t border-line pt-10 md:grid-cols-3",
        ),
        aria_label=t("What we promise"),
        class_name="later",
    )


def home_skeleton() -> rx.Component:
    """The front door while it is on its way."""
    return el.div(
        hero(),
        el.div(
            skeleton("h-8 w-48"), skeleton_grid(8, wide=True), class_name="wrap grid gap-6 py-12"
        ),
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        HomeState.ready,
        lambda: content(HomeState.view, problem=HomeState.problem),
        skeleton=home_skeleton,
    )


async def first_paint(request: Request) -> Response:
    """The HTML of the front door."""
    region = await region_of_request(request)
    view = await in_reading(storefront.home_page, region=region, locale=current_locale())
    shell = await shell_of(request)
    return page_response(
        request,
        head=Head(
            title=t("Stoa: many shops under one roof"),
            description=t("Compare offers of many sellers, with true stock and all costs shown."),
            canonical="/",
            json_ld=[
                {
                    "@context": "https://schema.org",
                    "@type": "WebSite",
                    "name": "Stoa",
                    "url": whole("/"),
                    "potentialAction": {
                        "@type": "SearchAction",
                        "target": whole("/search?q={search_term_string}"),
                        "query-input": "required name=search_term_string",
                    },
                }
            ],
        ),
        body=lambda: storefront_layout(content(view), shell=shell),
        seed=lambda: {HomeState: {"view": view, "ready": True}, **shell_seed(shell)},
        cache_key=("home", region.code) if view.version else None,
        cache_version=view.version or None,
    )
