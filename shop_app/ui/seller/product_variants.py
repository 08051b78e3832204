"""The variants of a listing: what differs, and a line for each with its prices and stock."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import error_text
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, when


def error_of(state: Any, field: str) -> Any:
    """The refusal of this field, or nothing."""
    return when(state.error_field == field, state.error, "")


def options(state: Any) -> rx.Component:
    """What the variants differ in."""

    def row(option: Any) -> rx.Component:
        name, values = join("option_", option.number), join("values_", option.number)
        return el.div(
            el.div(
                el.label(
                    t("Option {number}", number=option.number),
                    html_for=name,
                    class_name="field-label",
                ),
                el.input(
                    id=name,
                    name=name,
                    default_value=option.name,
                    placeholder=t("Colour"),
                    max_length=60,
                    class_name="field-input",
                ),
            ),
            el.div(
                el.label(
                    t("Values of option {number}", number=option.number),
                    html_for=values,
                    class_name="field-label",
                ),
                el.input(
                    id=values,
                    name=values,
                    default_value=option.value_list,
                    placeholder=t("Olive, Sand, Ink"),
                    max_length=5000,
                    class_name="field-input",
                ),
            ),
            class_name="grid gap-3 sm:grid-cols-[12rem_minmax(0,1fr)]",
        )

    return form(
        el.h2(t("Options"), class_name="text-lg font-semibold"),
        el.p(
            t("What people choose between. Values stand between commas."),
            class_name="text-sm text-muted",
        ),
        each(state.options, row, key=lambda option: option.number),
        error_text(error_of(state, "options"), id="options-error"),
        button(
            t("Make variants"), type="submit", kind="secondary", class_name="justify-self-start"
        ),
        action="",
        on_submit=state.make_variants,
        class_name="panel grid gap-4",
    )


def matrix(state: Any) -> rx.Component:
    """A line for each variant."""

    def head(label: Any, number: bool = False) -> rx.Component:
        return el.th(label, scope="col", class_name="number" if number else "")

    return el.section(
        el.h2(t("Variants and prices"), class_name="text-lg font-semibold", id="variants"),
        when(state.variants.length() > 1, lambda: _for_all(state)),
        error_text(error_of(state, "variants"), id="variants-error"),
        el.div(
            el.table(
                el.caption(t("One row for each variant"), class_name="sr-only"),
                el.thead(
                    el.tr(
                        head(t("Sold")),
                        head(t("Variant")),
                        head(t("SKU")),
                        each(
                            state.currencies,
                            lambda code: head(t("Price {currency}", currency=code)),
                        ),
                        head(t("First stock")),
                        head(t("Barcode")),
                        head(t("Weight in g")),
                    )
                ),
                el.tbody(
                    each(
                        state.variants,
                        lambda item: _variant(state, item),
                        key=lambda item: item.key,
                    )
                ),
                class_name="table table-list",
            ),
            class_name="overflow-x-auto",
            tab_index=0,
            role="region",
            aria_labelledby="variants",
        ),
        class_name="panel grid grid-cols-[minmax(0,1fr)] gap-4",
    )


def _for_all(state: Any) -> rx.Component:
    return form(
        el.div(
            el.label(
                t("For all variants"), html_for="all-column", class_name="field-label text-sm"
            ),
            el.select(
                each(
                    state.currencies,
                    lambda code: el.option(
                        t("Price {currency}", currency=code), value=join("price:", code)
                    ),
                ),
                el.option(t("First stock"), value="stock"),
                el.option(t("Weight in g"), value="weight"),
                name="column",
                id="all-column",
                class_name="field-input w-auto",
            ),
        ),
        el.input(
            name="value",
            aria_label=t("Value for all variants"),
            input_mode="decimal",
            max_length=20,
            class_name="field-input w-32",
        ),
        button(t("Set for all"), type="submit", kind="secondary"),
        action="",
        on_submit=state.price_all,
        class_name="flex flex-wrap items-end gap-3",
    )


def _variant(state: Any, item: Any) -> rx.Component:
    def cell(column: str, value: Any, label: Any, width: str, **props: Any) -> rx.Component:
        return el.input(
            default_value=value,
            key=join(item.key, column, value),
            aria_label=label,
            on_blur=lambda text: state.set_cell(item.key, column, text),
            max_length=64,
            class_name=f"field-input {width}",
            **props,
        )

    def price(entry: Any) -> rx.Component:
        return el.td(
            el.input(
                default_value=entry.text,
                key=join(item.key, entry.currency, entry.text),
                aria_label=t(
                    "Price of {variant} in {currency}", variant=item.label, currency=entry.currency
                ),
                input_mode="decimal",
                on_blur=lambda text: state.set_cell(item.key, join("price:", entry.currency), text),
                max_length=20,
                class_name="field-input figures w-28",
            ),
            el.span(entry.receives, class_name="mt-1 block max-w-28 text-xs text-muted"),
        )

    return el.tr(
        el.td(
            el.input(
                type="checkbox",
                default_checked=item.on,
                on_change=lambda on: state.switch(item.key, on),
                aria_label=t("Sell {variant}", variant=item.label),
                class_name="tick mt-2",
            )
        ),
        el.td(item.label, class_name="pt-5 font-medium"),
        el.td(cell("sku", item.sku, t("SKU of {variant}", variant=item.label), "w-36")),
        each(item.prices, price),
        el.td(
            when(
                item.is_live,
                lambda: el.a(
                    t("In stock list"),
                    href=join("/seller/stock?q=", item.sku),
                    class_name="textlink inline-flex min-h-11 items-center text-sm",
                ),
                lambda: cell(
                    "stock",
                    item.stock,
                    t("First stock of {variant}", variant=item.label),
                    "figures w-24",
                    input_mode="numeric",
                ),
            )
        ),
        el.td(cell("barcode", item.barcode, t("Barcode of {variant}", variant=item.label), "w-40")),
        el.td(
            cell(
                "weight",
                item.weight,
                t("Weight of {variant} in grams", variant=item.label),
                "figures w-24",
                input_mode="numeric",
            )
        ),
    )
