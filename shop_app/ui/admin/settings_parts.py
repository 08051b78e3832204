"""What the settings show: regions, tax rates, ways to deliver, each with its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import badge
from shop_app.ui.components.fields import hidden, select_field, text_field
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, form, join, when

ADDRESS = "/admin/settings"
Errors = Callable[[str], Any]
_FORM = "mt-5 grid max-w-3xl gap-4 sm:grid-cols-2"


def _panel(title: Any, note: Any, *content: Any) -> rx.Component:
    return el.section(
        el.h2(title, class_name="display mb-1 text-2xl"),
        el.p(note, class_name="mb-4 text-sm text-muted"),
        *content,
        class_name="panel",
    )


def _change(name: Any, on_click: Any) -> rx.Component:
    return button(
        t("Change"),
        kind="quiet",
        small=True,
        type="button",
        on_click=on_click,
        aria_label=t("Change {name}", name=name),
    )


def region_section(state: Any, error: Errors) -> rx.Component:
    """Where the shop sells, and in what money."""
    return _panel(
        t("Regions"),
        t("Countries that share a currency. A change holds for shoppers within a minute."),
        data_table(
            caption=t("Regions in the order in which people see them"),
            head=[
                (t("Region"), False),
                (t("Currency"), False),
                (t("Countries"), False),
                (t("Tax"), False),
                ("", False),
            ],
            rows=state.view.regions,
            row=lambda row: el.tr(
                el.td(row.name, el.span(" ", row.code, class_name="text-muted")),
                el.td(row.currency),
                el.td(row.countries, class_name="min-w-40 break-words"),
                el.td(row.tax_text, class_name="whitespace-nowrap"),
                el.td(_change(row.name, state.open_region(row.code))),
            ),
        ),
        _region_form(state, error),
    )


def _region_form(state: Any, error: Errors) -> rx.Component:
    given = state.region
    return form(
        el.h3(
            when(given.is_there, join(t("Change"), " ", given.name), t("Add a region")),
            class_name="font-semibold sm:col-span-2",
        ),
        _code_fields(given, error),
        text_field(
            label=t("Name"),
            name="region_name",
            error=error("region_name"),
            default_value=given.name,
            required=True,
        ),
        text_field(
            label=t("Countries"),
            name="region_countries",
            error=error("region_countries"),
            hint=t("Codes with commas between, such as NL, DE, FR."),
            default_value=given.countries,
            required=True,
        ),
        text_field(
            label=t("Usual country"),
            name="region_default_country",
            error=error("region_default_country"),
            default_value=given.default_country,
            required=True,
            max_length=2,
        ),
        select_field(
            label=t("Tax"),
            name="region_tax",
            choices=[("included", t("In the price")), ("on_top", t("On top"))],
            option=lambda choice: el.option(choice[1], value=choice[0]),
            default_value=given.tax,
            error=error("region_tax"),
        ),
        text_field(
            label=t("How numbers are shown"),
            name="region_locale",
            error=error("region_locale"),
            hint=t("A locale such as en or de-DE."),
            default_value=given.locale,
        ),
        text_field(
            label=t("Place in the list"),
            name="region_position",
            error=error("region_position"),
            default_value=given.position,
            input_mode="numeric",
        ),
        el.div(
            button(t("Save the region"), type="submit"),
            when(
                given.is_there,
                lambda: button(
                    t("Add another instead"),
                    kind="quiet",
                    type="button",
                    on_click=state.open_region(""),
                ),
            ),
            class_name="flex flex-wrap gap-3 sm:col-span-2",
        ),
        action=ADDRESS,
        on_submit=state.save_region,
        key=join("region-", given.code, "-", given.opened),
        class_name=_FORM,
    )


def _code_fields(given: Any, error: Errors) -> rx.Component:
    return when(
        given.is_there,
        lambda: el.p(
            hidden("region_code", given.code),
            hidden("region_currency", given.currency),
            t("Code and currency stay: prices and orders hang on them."),
            class_name="text-sm text-muted sm:col-span-2",
        ),
        lambda: el.div(
            text_field(
                label=t("Code"),
                name="region_code",
                error=error("region_code"),
                hint=t("Short and for good, such as EU."),
                required=True,
                max_length=12,
            ),
            text_field(
                label=t("Currency"),
                name="region_currency",
                error=error("region_currency"),
                hint=t("Three letters, such as EUR."),
                required=True,
                max_length=3,
            ),
            class_name="grid gap-4 sm:col-span-2 sm:grid-cols-2",
        ),
    )


def tax_section(state: Any, error: Errors) -> rx.Component:
    """What is added or contained, from when on."""
    return _panel(
        t("Tax"),
        t("A rate holds from its day until the next one. What was sold before keeps its own."),
        data_table(
            caption=t("Tax rates by country"),
            head=[
                (t("Country"), False),
                (t("Class"), False),
                (t("Rate"), True),
                (t("From"), False),
                (t("Standing"), False),
            ],
            rows=state.view.rates,
            row=lambda rate: el.tr(
                el.td(rate.country),
                el.td(rate.tax_class),
                el.td(rate.percent, class_name="number"),
                el.td(rate.since, class_name="whitespace-nowrap"),
                el.td(badge(rate.standing)),
            ),
        ),
        form(
            el.h3(t("Set a rate"), class_name="font-semibold sm:col-span-2"),
            text_field(
                label=t("Country of the rate"),
                name="tax_country",
                error=error("tax_country"),
                hint=t("A code such as NL."),
                required=True,
                max_length=2,
            ),
            text_field(
                label=t("Class"),
                name="tax_class",
                error=error("tax_class"),
                default_value="standard",
                required=True,
            ),
            text_field(
                label=t("Percent"),
                name="tax_percent",
                error=error("tax_percent"),
                required=True,
                input_mode="decimal",
            ),
            text_field(
                label=t("Valid from"),
                name="tax_from",
                error=error("tax_from"),
                type="date",
                hint=t("Today when left empty."),
            ),
            el.div(button(t("Set the rate"), type="submit"), class_name="sm:col-span-2"),
            action=ADDRESS,
            on_submit=state.save_rate,
            class_name=_FORM,
        ),
    )


def delivery_section(state: Any, error: Errors) -> rx.Component:
    """How parcels travel where a seller has no ways of its own."""
    return _panel(
        t("Delivery"),
        t("These hold for sellers without delivery options of their own."),
        data_table(
            caption=t("The platform’s ways to deliver"),
            head=[
                (t("Region"), False),
                (t("Name"), False),
                (t("Price"), True),
                (t("Free from"), True),
                (t("Time"), False),
                ("", False),
            ],
            rows=state.view.ways,
            row=lambda way: el.tr(
                el.td(way.region),
                el.td(way.name),
                el.td(way.price, class_name="number"),
                el.td(way.free_from, class_name="number"),
                el.td(way.days, class_name="whitespace-nowrap"),
                el.td(
                    _change(way.name, state.open_way(way.key)),
                    button(
                        t("Stop offering"),
                        kind="quiet",
                        small=True,
                        type="button",
                        on_click=state.drop_way(way.key),
                        aria_label=t("Stop offering {name}", name=way.name),
                    ),
                    class_name="whitespace-nowrap",
                ),
            ),
        ),
        _way_form(state, error),
    )


def _way_form(state: Any, error: Errors) -> rx.Component:
    given = state.way
    names = [
        ("name", t("Name of the way"), given.name, True),
        ("price", t("Price"), given.price, True),
        ("free_from", t("Free from (may stay empty)"), given.free_from, False),
        ("days_min", t("Shortest time in working days"), given.days_min, True),
        ("days_max", t("Longest time in working days"), given.days_max, True),
    ]
    return form(
        el.h3(
            when(given.key != "", join(t("Change"), " ", given.name), t("Add a way to deliver")),
            class_name="font-semibold sm:col-span-2",
        ),
        when(
            given.key != "",
            lambda: hidden("way_id", given.key),
            lambda: select_field(
                label=t("Region"),
                name="way_region",
                choices=state.view.regions,
                option=lambda row: el.option(join(row.name, " · ", row.currency), value=row.code),
                error=error("way_region"),
            ),
        ),
        *[
            text_field(
                label=label,
                name=f"way_{name}",
                error=error(f"way_{name}"),
                default_value=value,
                required=needed,
            )
            for name, label, value, needed in names
        ],
        el.div(
            button(t("Save the way to deliver"), type="submit"),
            class_name="flex flex-wrap gap-3 sm:col-span-2",
        ),
        action=ADDRESS,
        on_submit=state.save_way,
        key=join("way-", given.key, "-", given.opened),
        class_name=_FORM,
    )
