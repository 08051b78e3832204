"""The page of one product, at /p/{slug}; `?sku=` picks the variant."""

from __future__ import annotations

from typing import Any

import reflex as rx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shop_app.core.db import in_reading
from shop_app.core.errors import ShopError
from shop_app.core.money import Money
from shop_app.storefront import queries as storefront
from shop_app.storefront.views import ProductPage
from shop_app.ui.components.feedback import alert, skeleton
from shop_app.ui.components.goods import price, rating, shelf
from shop_app.ui.components.navigation import breadcrumbs
from shop_app.ui.first_paint.document import Head, page_response, whole
from shop_app.ui.first_paint.routes import not_found_response
from shop_app.ui.i18n import current_locale, t
from shop_app.ui.rendering import el, link, when
from shop_app.ui.shell.frame import shell_of, shell_seed, storefront_live
from shop_app.ui.shell.identity import (
    locale_of,
    named_in_address,
    region_of,
    region_of_request,
    told,
)
from shop_app.ui.shell.layout import storefront_layout
from shop_app.ui.storefront import product_parts as parts
from shop_app.ui.storefront.category import breadcrumb_ld
from shop_app.ui.storefront.gallery import gallery
from shop_app.ui.storefront.opinions import reviews
from shop_app.ui.storefront.opinions_state import OpinionsState
from shop_app.ui.storefront.personal import PersonalState, product_rows


class ProductState(rx.State):
    """The product that is shown."""

    view: ProductPage = ProductPage()
    ready: bool = False
    problem: str = ""

    @rx.event
    async def load(self):
        """The product of the address."""
        address = self.router.url
        slug = named_in_address(self)
        if self.ready and self.view.slug != slug:
            self.ready = False
            yield
        try:
            found = await in_reading(
                storefront.product_page,
                slug,
                sku=address.query_parameters.get("sku"),
                region=await region_of(self),
                locale=locale_of(self),
            )
        except ShopError as error:
            self.problem, self.ready = told(self, error), True
            return
        if not isinstance(found, ProductPage):
            yield rx.redirect(f"/p/{found.slug}" if found else "/404", replace=True)
            return
        self.view, self.problem, self.ready = found, "", True
        yield [
            OpinionsState.show(found.product_id),
            PersonalState.show_product(found.product_id),
        ]


def content(view: Any, *, problem: Any = "") -> rx.Component:
    """The product page."""
    return el.div(
        breadcrumbs(view.crumbs),
        when(problem, lambda: alert(problem)),
        el.div(
            gallery(view.pictures),
            el.div(
                _title(view),
                parts.option_groups(view.options),
                when(
                    view.best,
                    lambda: parts.buying_box(view),
                    lambda: el.p(
                        t("Nobody sells this in your region at the moment."), class_name="panel"
                    ),
                ),
                class_name="grid content-start gap-5",
            ),
            class_name="grid gap-8 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] lg:gap-12",
        ),
        when(view.other_offers, lambda: parts.other_sellers(view)),
        parts.about(view),
        reviews(view),
        when(view.related, lambda: shelf(t("Related products"), view.related)),
        product_rows(view),
        when(view.best, lambda: _sticky_bar(view)),
        class_name="wrap grid gap-10 pb-24 pt-6 md:gap-14 md:pb-6",
    )


def _title(view: Any) -> rx.Component:
    return el.div(
        when(
            view.brand,
            lambda: link(
                view.brand,
                href=view.brand_href,
                class_name="text-sm font-medium text-muted underline",
            ),
        ),
        el.h1(view.title, tab_index=-1, class_name="display text-3xl md:text-4xl"),
        when(
            view.rating_count,
            lambda: rating(view.rating_text, view.rating_count, href="#reviews"),
        ),
        el.p(view.summary, class_name="max-w-prose text-muted"),
        class_name="grid justify-items-start gap-2",
    )


def _sticky_bar(view: Any) -> rx.Component:
    """On phones the price and the button stay in reach."""
    return when(
        view.best.stock_status != "out",
        lambda: el.div(
            price(view.best.price.text, was=view.best.price.was_text),
            parts.add_form(view.best.offer_id, compact=True),
            class_name="fixed inset-x-0 bottom-0 z-40 flex items-center justify-between gap-4 "
            "border-t border-line bg-surface px-4 py-2.5 shadow-lift md:hidden",
        ),
    )


def product_skeleton() -> rx.Component:
    """A product that is on its way."""
    return el.div(
        el.h1(t("Loading the product"), class_name="sr-only"),
        el.div(
            skeleton("aspect-square rounded-card"),
            el.div(
                skeleton("h-10 w-3/4"),
                skeleton("h-5 w-1/3"),
                skeleton("h-12 w-1/2"),
                skeleton("h-64"),
                class_name="grid content-start gap-5",
            ),
            class_name="grid gap-8 lg:grid-cols-2 lg:gap-12",
        ),
        class_name="wrap py-12",
    )


def page() -> rx.Component:
    """The live page."""
    return storefront_live(
        ProductState.ready,
        lambda: content(ProductState.view, problem=ProductState.problem),
        skeleton=product_skeleton,
    )


async def first_paint(request: Request) -> Response:
    """The HTML: 404 for what is not there, 301 for what has moved."""
    slug, sku = request.path_params["slug"], request.query_params.get("sku")
    region = await region_of_request(request)
    view = await in_reading(
        storefront.product_page, slug, sku=sku, region=region, locale=current_locale()
    )
    if view is None:
        return await not_found_response(request)
    if not isinstance(view, ProductPage):
        return RedirectResponse(f"/p/{view.slug}", 301)
    shell = await shell_of(request)
    return page_response(
        request,
        head=_head(view),
        body=lambda: storefront_layout(content(view), shell=shell),
        seed=lambda: {ProductState: {"view": view, "ready": True}, **shell_seed(shell)},
        cache_key=("product", slug, sku, region.code) if view.version else None,
        cache_version=view.version or None,
    )


def _head(view: ProductPage) -> Head:
    picture = view.pictures[0].url if view.pictures else ""
    return Head(
        title=f"{view.title} · Stoa",
        description=view.summary[:160],
        canonical=f"/p/{view.slug}",
        image=picture,
        kind="product",
        json_ld=[
            breadcrumb_ld(view.crumbs, view.title, f"/p/{view.slug}"),
            product_ld(view),
        ],
    )


def product_ld(view: ProductPage) -> dict[str, Any]:
    """The product as schema.org says it, with its offers and ratings."""
    block: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": view.title,
        "description": view.summary,
        "sku": view.sku,
        "image": [whole(picture.url) for picture in view.pictures],
        "brand": {"@type": "Brand", "name": view.brand},
        "offers": [
            {
                "@type": "Offer",
                "url": whole(f"/p/{view.slug}?sku={view.sku}"),
                "price": str(Money(offer.price.minor, offer.price.currency).decimal),
                "priceCurrency": offer.price.currency,
                "availability": "https://schema.org/"
                + ("OutOfStock" if offer.stock_status == "out" else "InStock"),
                "seller": {"@type": "Organization", "name": offer.seller_name},
            }
            for offer in [*([view.best] if view.best else []), *view.other_offers]
        ],
    }
    if view.barcode:
        block["gtin13"] = view.barcode
    if view.rating_count:
        block["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": round(view.rating, 2),
            "reviewCount": view.rating_count,
        }
    return block
