"""The three rooms of the catalogue, as links above each of them."""

from __future__ import annotations

import reflex as rx

from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, link

PRODUCTS = "/admin/catalog"
CATEGORIES = "/admin/catalog/categories"
ATTRIBUTES = "/admin/catalog/attributes"


def catalog_tabs(current: str) -> rx.Component:
    """Links to products, categories and attributes; `current` is the address of this one."""
    rooms = (
        (t("Products"), PRODUCTS),
        (t("Categories"), CATEGORIES),
        (t("Attributes"), ATTRIBUTES),
    )
    return el.nav(
        *(_tab(label, href, is_current=href == current) for label, href in rooms),
        aria_label=t("Rooms of the catalogue"),
        class_name="mb-6 flex flex-wrap gap-x-6 gap-y-1 border-b border-line",
    )


def _tab(label: object, href: str, *, is_current: bool) -> rx.Component:
    tone = "border-accent text-text" if is_current else "border-transparent text-muted"
    return link(
        label,
        href=href,
        aria_current="page" if is_current else None,
        class_name=f"-mb-px border-b-2 py-2 font-medium hover:text-text {tone}",
    )
