"""The form of a new sale, and what it would do before it is begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import select_field, text_field
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, form, when

Errors = Callable[[str], Any]


def sale_section(state: Any, *, address: str, with_seller: bool) -> rx.Component:
    """A new sale: first it is looked at, then it begins."""

    def error(name: str) -> Any:
        return when(state.error_field == name, state.form_problem, "")

    return el.section(
        el.h2(t("New sale"), class_name="display mb-1 text-2xl"),
        el.p(
            t("Prices fall by their share from the first day to the end of the last one, UTC."),
            class_name="mb-4 text-sm text-muted",
        ),
        alert(state.form_problem, class_name="empty:hidden mb-4"),
        form(
            text_field(
                label=t("Name"), name="name", max_length=80, required=True, error=error("name")
            ),
            text_field(
                label=t("Percent off"),
                name="percent",
                input_mode="numeric",
                max_length=2,
                required=True,
                error=error("percent"),
            ),
            text_field(
                label=t("First day"),
                name="starts",
                type="date",
                hint=t("Left empty it begins now."),
                error=error("starts"),
            ),
            text_field(
                label=t("Last day"), name="ends", type="date", required=True, error=error("ends")
            ),
            select_field(
                label=t("Category"),
                name="category",
                choices=state.places,
                error=error("category"),
            ),
            text_field(
                label=t("Seller's address name"),
                name="seller",
                max_length=100,
                hint=t("Left empty the sale is of all sellers. They receive the sale price."),
                error=error("seller"),
            )
            if with_seller
            else el.span(class_name="hidden"),
            el.div(button(t("Look ahead"), kind="secondary", type="submit")),
            action=address,
            on_submit=state.look,
            key=state.opened,
            class_name="grid max-w-3xl items-start gap-4 sm:grid-cols-2",
        ),
        when(state.ahead.is_shown, lambda: _ahead(state)),
        aria_label=t("New sale"),
        class_name="panel",
    )


def _ahead(state: Any) -> rx.Component:
    view = state.ahead
    return el.div(
        el.p(view.text, class_name="font-semibold"),
        when(view.left_text, lambda: el.p(view.left_text, class_name="text-sm text-muted")),
        when(
            view.examples,
            lambda: data_table(
                caption=t("What sells best, before and after"),
                head=[(t("Product"), False), (t("Now"), True), (t("In the sale"), True)],
                rows=view.examples,
                row=lambda one: el.tr(
                    el.td(one.title),
                    el.td(one.before, class_name="number"),
                    el.td(one.after, class_name="number"),
                ),
            ),
        ),
        when(
            view.can_begin,
            lambda: el.div(button(t("Make the sale"), on_click=state.make)),
        ),
        role="status",
        class_name="mt-6 grid gap-4 border-t border-line pt-5",
    )
