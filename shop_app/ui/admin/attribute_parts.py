"""What the page of one attribute is made of: its form, merging and removing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from shop_app.ui.admin.attribute_merge import merge_question
from shop_app.ui.admin.catalog_tabs import ATTRIBUTES as ADDRESS
from shop_app.ui.admin.catalog_tabs import catalog_tabs
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import checkbox, select_field, text_area, text_field
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, form, join, link, when

Errors = Callable[[str], Any]


def content(state: Any) -> rx.Component:
    """The form, beside it what else can be done."""

    def error(name: str) -> Any:
        return when(state.error_field == name, state.problem, "")

    return el.div(
        catalog_tabs(ADDRESS),
        el.div(
            alert(when(state.error_field == "", state.problem, ""), class_name="empty:hidden"),
            alert(state.notice, tone="success", class_name="empty:hidden"),
            link(t("All attributes"), href=ADDRESS, class_name="textlink justify-self-start"),
            when(
                state.is_found,
                lambda: el.div(
                    _form(state, error),
                    when(state.view.is_there, lambda: _ends(state, error)),
                    class_name="grid grid-cols-[minmax(0,1fr)] items-start gap-6 "
                    "xl:grid-cols-[minmax(0,1fr)_24rem]",
                ),
            ),
            class_name="grid grid-cols-[minmax(0,1fr)] gap-6",
        ),
        merge_question(state),
    )


def _form(state: Any, error: Errors) -> rx.Component:
    given = state.view
    return el.section(
        when(given.is_there, lambda: _fixed(given)),
        form(
            text_field(
                label=t("Name"),
                name="name",
                default_value=given.name,
                max_length=60,
                required=True,
                hint=t("Shoppers read it beside the values and above the filter."),
                error=error("name"),
            ),
            when(given.is_new, lambda: _code_and_kind(given, error)),
            when(
                given.has_unit,
                lambda: text_field(
                    label=t("Unit"),
                    name="unit",
                    default_value=given.unit,
                    max_length=20,
                    hint=t("Of numbers, such as cm or W. It stands behind each value."),
                    error=error("unit"),
                ),
            ),
            when(
                given.has_choices,
                lambda: text_area(
                    label=t("Values"),
                    name="choices",
                    default_value=given.choices,
                    rows=6,
                    hint=t(
                        "Of a list: one on each line. "
                        "Of a name: brand, category, product or seller."
                    ),
                    error=error("choices"),
                ),
            ),
            el.div(
                checkbox(
                    label=t("Lists can be filtered by it"),
                    name="filterable",
                    default_checked=given.filterable,
                ),
                el.p(
                    t(
                        "A category shows it when a fifth of its products have it "
                        "and their values differ."
                    ),
                    class_name="text-sm text-muted",
                ),
            ),
            button(t("Save"), type="submit", class_name="justify-self-start"),
            action=ADDRESS,
            on_submit=state.save,
            key=join(given.code, "-", given.seen),
            class_name="grid gap-4",
        ),
        aria_label=t("Attribute"),
        class_name="panel min-w-0",
    )


def _fixed(given: Any) -> rx.Component:
    return el.dl(
        _fact(t("Code"), given.code),
        _fact(t("Kind"), given.kind_text),
        _fact(t("In use"), given.used_text),
        class_name="mb-6 flex flex-wrap gap-x-10 gap-y-3",
    )


def _fact(name: Any, value: Any) -> rx.Component:
    return el.div(el.dt(name, class_name="text-sm text-muted"), el.dd(value))


def _code_and_kind(given: Any, error: Errors) -> rx.Component:
    return el.div(
        text_field(
            label=t("Code"),
            name="code",
            max_length=60,
            required=True,
            hint=t("Files and addresses call it so, for good: seat_height."),
            error=error("code"),
        ),
        select_field(
            label=t("Kind"),
            name="kind",
            choices=given.kinds,
            hint=t("It stays as it is chosen now."),
            error=error("kind"),
        ),
        class_name="grid gap-4 md:grid-cols-2",
    )


def _ends(state: Any, error: Errors) -> rx.Component:
    given = state.view
    return el.div(
        el.section(
            el.h2(t("Merge into another"), class_name="display mb-2 text-2xl"),
            el.p(
                t(
                    "All its values move to the other, which must be of its kind and unit; "
                    "this one is gone. Products that have both keep the other's value."
                ),
                class_name="mb-4 text-muted",
            ),
            form(
                select_field(
                    label=t("Other attribute"),
                    name="into",
                    choices=given.others,
                    error=error("into"),
                ),
                button(
                    t("Merge"), kind="secondary", type="submit", class_name="justify-self-start"
                ),
                action=ADDRESS,
                on_submit=state.look,
                key=join(given.code, "-", given.seen),
                class_name="grid gap-4",
            ),
            aria_label=t("Merge into another"),
            class_name="panel",
        ),
        el.section(
            el.h2(t("Remove the attribute"), class_name="display mb-2 text-2xl"),
            when(
                given.is_used,
                lambda: el.p(
                    given.used_text,
                    ". ",
                    t("Only one that nobody uses can be removed."),
                    class_name="text-muted",
                ),
                lambda: form(
                    button(t("Remove"), kind="danger", type="submit"),
                    action=ADDRESS,
                    on_submit=state.remove,
                ),
            ),
            aria_label=t("Remove the attribute"),
            class_name="panel",
        ),
        class_name="grid gap-6",
    )
