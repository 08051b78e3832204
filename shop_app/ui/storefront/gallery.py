"""The pictures of a product: a strip to swipe, thumbnails beside, the whole picture on demand.

All are lazy: an eager drawing is drawn before the first paint, and name and price wait for it.
"""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el


def gallery(pictures: Any) -> rx.Component:
    """The gallery; a thumbnail brings its picture into view (assets/js/ui.js)."""
    return el.div(
        el.ul(
            each(pictures, _thumb),
            class_name="order-2 flex gap-2 overflow-x-auto p-1 md:order-1 md:w-20 md:flex-none "
            "md:flex-col",
        ),
        el.div(
            el.ul(
                each(pictures, _picture),
                class_name="gallery rounded-card",
                tab_index=0,
                role="list",
                aria_label=t("Pictures"),
            ),
            class_name="order-1 min-w-0 grow md:order-2",
        ),
        data_gallery="1",
        class_name="flex flex-col gap-3 md:flex-row",
    )


def _picture(picture: Any) -> rx.Component:
    return el.li(
        el.a(
            el.img(
                src=picture.url,
                alt=picture.alt,
                loading="lazy",
                custom_attrs={"width": "800", "height": "800"},
                class_name="aspect-square w-full rounded-card bg-sunk object-cover",
            ),
            href=picture.url,
            target="_blank",
            rel="noopener",
            aria_label=t("Open the picture in full size"),
            class_name="block cursor-zoom-in",
        )
    )


def _thumb(picture: Any, index: Any) -> rx.Component:
    return el.li(
        el.a(
            el.img(
                src=picture.url,
                alt="",
                loading="lazy",
                custom_attrs={"width": "72", "height": "72"},
                class_name="size-18 rounded-field bg-sunk object-cover",
            ),
            href=picture.url,
            data_picture=index,
            aria_label=t("Show picture {n}", n=index + 1),
            class_name="block w-16 rounded-field border border-line p-0.5 hover:border-line-strong "
            "aria-[current=true]:border-accent md:w-full",
        ),
        class_name="flex-none",
    )
