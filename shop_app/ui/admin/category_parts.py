"""What the page of categories is made of: the tree, and the form of one category."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from shop_app.ui.admin.catalog_tabs import CATEGORIES
from shop_app.ui.components.buttons import button, icon_button
from shop_app.ui.components.feedback import badge
from shop_app.ui.components.fields import checkbox, error_text, text_area, text_field
from shop_app.ui.components.surfaces import data_table, disclosure
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, link, when

Errors = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category as a line of the tree; `trail` names it with all above it."""

    slug: str = ""
    name: str = ""
    trail: str = ""
    indent: str = ""
    is_hidden: bool = False
    products_text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class CategoryForm:
    """The category whose form is open; `products` lie in itself, not below it."""

    slug: str = ""
    name: str = ""
    parent: str = ""
    description: str = ""
    is_hidden: bool = False
    is_there: bool = False
    version: int = 0
    products: int = 0
    opened: int = 0


def tree_section(state: Any) -> rx.Component:
    """Every category with what lies in it."""
    return el.section(
        data_table(
            caption=t("Categories in the order in which people see them"),
            head=[
                (t("Category"), False),
                (t("Products on the shelves"), True),
                (t("Order"), False),
                ("", False),
            ],
            rows=state.lines,
            row=lambda line: _line(line, state),
        ),
        aria_label=t("Tree of categories"),
        class_name="panel min-w-0",
    )


def _line(line: Any, state: Any) -> rx.Component:
    return el.tr(
        el.td(
            el.div(
                el.span(line.name, class_name="font-medium"),
                when(line.is_hidden, lambda: badge(t("Hidden"))),
                el.span("/c/", line.slug, class_name="block w-full text-sm text-muted"),
                style={"paddingInlineStart": line.indent},
                class_name="flex flex-wrap items-center gap-x-2",
            )
        ),
        el.td(link(line.products_text, href=line.href, class_name="textlink"), class_name="number"),
        el.td(
            icon_button(
                "chevron-up",
                label=t("Move {name} up", name=line.name),
                size=18,
                on_click=state.shift(line.slug, False),
            ),
            icon_button(
                "chevron-down",
                label=t("Move {name} down", name=line.name),
                size=18,
                on_click=state.shift(line.slug, True),
            ),
            class_name="whitespace-nowrap",
        ),
        el.td(
            button(
                t("Change"),
                kind="quiet",
                small=True,
                on_click=state.open(line.slug),
                aria_label=t("Change {name}", name=line.trail),
            )
        ),
        key=line.slug,
    )


def form_section(state: Any, error: Errors) -> rx.Component:
    """The form of a new category, or of the one that is open, with its removal below."""
    given = state.form
    return el.section(
        el.h2(
            when(given.is_there, t("Change {name}", name=given.name), t("Add a category")),
            class_name="display mb-4 text-2xl",
        ),
        form(
            text_field(
                label=t("Name"),
                name="name",
                default_value=given.name,
                max_length=80,
                required=True,
                error=error("name"),
            ),
            text_field(
                label=t("Address"),
                name="slug",
                default_value=given.slug,
                max_length=60,
                hint=t("After /c/. Left empty it is made from the name; old addresses go on."),
                error=error("slug"),
            ),
            _place(t("Lies in"), "parent", given.parent, t("Nothing: a department"), state, error),
            text_area(
                label=t("Description"),
                name="description",
                default_value=given.description,
                max_length=1000,
                hint=t("Shoppers and search engines read it at the top of the page."),
                error=error("description"),
            ),
            when(
                given.is_there,
                lambda: checkbox(
                    label=t("Hidden: in no menu and without a page"),
                    name="is_hidden",
                    default_checked=given.is_hidden,
                ),
            ),
            el.div(
                button(t("Save"), type="submit"),
                when(
                    given.is_there,
                    lambda: button(t("Add another instead"), kind="quiet", on_click=state.open("")),
                ),
                class_name="flex flex-wrap gap-3",
            ),
            action=CATEGORIES,
            on_submit=state.save,
            key=given.opened,
            class_name="grid gap-4",
        ),
        when(given.is_there, lambda: _bringing(state, error)),
        when(given.is_there, lambda: _removal(state, error)),
        aria_label=t("Category"),
        class_name="panel xl:sticky xl:top-6 xl:max-h-[calc(100dvh-3rem)] xl:overflow-y-auto",
    )


def _bringing(state: Any, error: Errors) -> rx.Component:
    return disclosure(
        t("Bring products here"),
        form(
            text_area(
                label=t("Products"),
                name="products",
                rows=4,
                required=True,
                hint=t("SKUs, or what stands after /p/ in their addresses, one on each line."),
                error=error("products"),
            ),
            button(t("Bring them"), kind="secondary", type="submit"),
            action=CATEGORIES,
            on_submit=state.bring,
            key=state.form.opened,
            class_name="grid gap-4",
        ),
        class_name="mt-6",
    )


def _removal(state: Any, error: Errors) -> rx.Component:
    return disclosure(
        t("Remove the category"),
        form(
            _place(
                t("Its products move to"), "move_to", "", t("Nowhere: it has none"), state, error
            ),
            button(t("Remove"), kind="danger", type="submit"),
            action=CATEGORIES,
            on_submit=state.remove,
            key=state.form.opened,
            class_name="grid gap-4",
        ),
    )


def _place(
    label: Any, name: str, chosen: Any, nowhere: Any, state: Any, error: Errors
) -> rx.Component:
    return el.div(
        el.label(label, html_for=f"category-{name}", class_name="field-label"),
        el.select(
            el.option(nowhere, value=""),
            each(state.places, lambda place: el.option(place.label, value=place.value)),
            name=name,
            id=f"category-{name}",
            aria_describedby=f"category-{name}-error",
            default_value=chosen,
            class_name="field-input",
        ),
        error_text(error(name), id=f"category-{name}-error"),
    )
