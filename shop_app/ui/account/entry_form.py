"""The look that the forms to sign in and to register share."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button, text_link
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import hidden
from shop_app.ui.i18n import t
from shop_app.ui.rendering import el, native_form, when
from shop_app.ui.shell.layout import auth_layout

DEMO_PASSWORD = "demo-shop"  # noqa: S105 said to everybody, in demo data only


def entry_form(
    *fields: rx.Component,
    view: Any,
    shell: Any,
    title: Any,
    lead: Any,
    action: str,
    submit: Any,
    other_question: Any,
    other_label: Any,
    other_address: Any,
    below: Any = None,
) -> rx.Component:
    """A narrow page with one form, which the browser itself posts to `action`."""
    return auth_layout(
        el.div(
            el.div(
                el.h1(title, class_name="display text-3xl md:text-4xl", tab_index=-1),
                el.p(lead, class_name="text-muted"),
                class_name="grid gap-2",
            ),
            native_form(
                alert(view.form_error, class_name="empty:hidden"),
                *fields,
                hidden("next", view.there),
                button(submit, type="submit", wide=True, class_name="mt-1"),
                action=action,
                no_validate=True,
                class_name="grid gap-5",
            ),
            below if below is not None else el.span(class_name="hidden"),
            el.p(
                other_question,
                " ",
                text_link(other_label, href=other_address),
                class_name="text-muted",
            ),
            when(view.is_demo, demo_accounts),
            class_name="grid gap-6",
        ),
        shell=shell,
    )


def demo_accounts() -> rx.Component:
    """Who can be tried in a shop with demo data."""
    return el.aside(
        el.p(t("This is a demo shop. Try one of its accounts:"), class_name="font-medium"),
        el.dl(
            *_demo_account(t("Shopper"), "shopper@demo.test"),
            *_demo_account(t("Seller"), "seller@demo.test"),
            *_demo_account(t("Staff"), "admin@demo.test"),
            *_demo_account(t("Password for all"), DEMO_PASSWORD),
            class_name="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm",
        ),
        aria_label=t("Demo accounts"),
        class_name="grid gap-2 rounded-card border border-dashed border-line-strong p-4",
    )


def _demo_account(who: Any, word: str) -> tuple[rx.Component, rx.Component]:
    return (
        el.dt(who, class_name="text-muted"),
        el.dd(word, class_name="select-all break-all font-medium"),
    )
