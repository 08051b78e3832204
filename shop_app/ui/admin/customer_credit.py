"""A customer's store credit for staff: what there is, what moved it, granting and taking."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.credit import balances_shown, movements_list
from shop_app.ui.components.fields import select_field, text_field
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, form, join, when


def credit_panel(view: Any, *, on_change: Any) -> rx.Component:
    """Balances and movements; the form for who may give money back."""
    return el.section(
        el.h2(t("Store credit"), class_name="display text-2xl"),
        when(
            view.credit,
            lambda: balances_shown(view.credit),
            lambda: el.p(t("No store credit."), class_name="text-muted"),
        ),
        when(
            view.credit_rows,
            lambda: movements_list(view.credit_rows, orders="/admin/orders/"),
        ),
        when(
            view.may_credit,
            lambda: disclosure(t("Give or take store credit"), _form(view, on_change)),
        ),
        aria_label=t("Store credit"),
        class_name="panel grid grid-cols-[minmax(0,1fr)] gap-4",
    )


def _form(view: Any, on_change: Any) -> rx.Component:
    return form(
        select_field(
            label=t("What to do"),
            name="act",
            choices=view.credit_acts,
            option=lambda act: el.option(act.name, value=act.code),
        ),
        text_field(
            label=t("Amount"),
            name="amount",
            input_mode="decimal",
            autocomplete="off",
            required=True,
        ),
        select_field(
            label=t("Currency"),
            name="currency",
            choices=view.currencies,
            option=lambda code: el.option(code, value=code),
        ),
        text_field(
            label=t("Reason of the credit"),
            name="reason",
            hint=t("The customer reads it, and the audit log keeps it."),
            autocomplete="off",
            max_length=300,
            required=True,
            class_name="sm:col-span-3",
        ),
        el.div(button(t("Save the credit"), type="submit", small=True), class_name="sm:col-span-3"),
        action="",
        on_submit=on_change,
        # Made anew after each act, so that nothing is sent twice by accident.
        key=join("credit-", view.key, "-", view.credit_version),
        class_name="grid max-w-3xl items-start gap-4 pt-2 "
        "sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_8rem]",
    )
