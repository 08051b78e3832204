"""What a list is asked for: search, filters, columns, and keeping it as a view."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, link, when


def asking(view: Any, on_apply: Any) -> rx.Component:
    """Search, filters and columns; a plain form that leads to the list's address."""
    return form(
        el.input(type="hidden", name="address", value=view.address),
        el.input(type="hidden", name="sort", value=view.sort),
        el.div(
            el.div(
                el.label(
                    view.search_label, html_for="list-search", class_name="field-label text-sm"
                ),
                el.input(
                    type="search",
                    name="q",
                    id="list-search",
                    default_value=view.search,
                    max_length=100,
                    class_name="field-input",
                ),
                class_name="min-w-56 grow",
            ),
            when(view.filters, lambda: _filters(view)),
            class_name="flex flex-wrap items-end gap-3",
        ),
        el.div(
            el.button(t("Apply"), type="submit", class_name="btn btn-secondary btn-small"),
            link(t("Clear"), href=view.clear_href, class_name="textlink text-sm"),
            _columns(view),
            class_name="flex flex-wrap items-center gap-4",
        ),
        action=view.address,
        method="get",
        on_submit=on_apply,
        role="search",
        key=join(view.address, "?", view.query),
        class_name="grid gap-3",
    )


def _filters(view: Any) -> rx.Component:
    return el.details(
        el.summary(
            icon("filter", size=16),
            t("Filters"),
            class_name="btn btn-secondary btn-small lg:hidden",
        ),
        el.div(
            each(view.filters, _filter), class_name="flex flex-wrap items-end gap-3 max-lg:pt-3"
        ),
        open=view.narrowed,
        data_fold_on_phone="1",
        class_name="max-lg:w-full",
    )


def _filter(item: Any) -> rx.Component:
    name = join("filter-", item.name)
    return el.div(
        el.label(item.label, html_for=name, class_name="field-label text-sm"),
        when(
            item.kind == "choice",
            lambda: el.select(
                each(
                    item.choices,
                    lambda choice: el.option(choice.label, value=choice.value),
                ),
                name=item.name,
                id=name,
                default_value=item.value,
                class_name="field-input",
            ),
            lambda: el.input(
                type=item.kind,
                name=item.name,
                id=name,
                default_value=item.value,
                class_name="field-input",
            ),
        ),
    )


def _columns(view: Any) -> rx.Component:
    return el.details(
        el.summary(t("Columns"), class_name="textlink cursor-pointer text-sm"),
        el.fieldset(
            el.legend(t("Columns"), class_name="sr-only"),
            each(
                view.columns,
                lambda column: el.label(
                    el.input(
                        type="checkbox",
                        name=join("col_", column.value),
                        value="1",
                        default_checked=column.chosen,
                        class_name="tick",
                    ),
                    column.label,
                    class_name="flex min-h-9 items-center gap-2 text-sm",
                ),
            ),
            class_name="mt-2 flex flex-wrap gap-x-4",
        ),
    )


def save_form(view: Any, on_save: Any) -> rx.Component:
    """What is asked for now is kept under a name."""
    return el.details(
        el.summary(t("Save this view"), class_name="btn btn-quiet btn-small cursor-pointer"),
        form(
            el.input(type="hidden", name="query", value=view.query),
            el.input(
                name="name",
                required=True,
                max_length=40,
                aria_label=t("Name of the view"),
                placeholder=t("Name of the view"),
                class_name="field-input",
            ),
            el.button(t("Save"), type="submit", class_name="btn btn-secondary btn-small"),
            action=view.address,
            on_submit=on_save,
            reset_on_submit=True,
            class_name="mt-2 flex items-center gap-2",
        ),
    )
