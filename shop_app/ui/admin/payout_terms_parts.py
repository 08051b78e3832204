"""What the page of payout terms shows: the usual terms, the exceptions, a form for either."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.admin.payout_terms_views import weekday_words
from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import error_text, text_field
from shop_app.ui.components.surfaces import data_table
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, when

ADDRESS = "/admin/payouts/terms"


def _error(state: Any, name: Any) -> Any:
    return when(state.error_field == name, state.problem, "")


def usual_section(state: Any) -> rx.Component:
    """The terms of every seller that has none of its own."""
    return el.section(
        el.h2(t("Usual terms"), class_name="display mb-1 text-2xl"),
        el.p(
            t(
                "They hold for every seller without an exception, at once: for money that is held "
                "already too."
            ),
            class_name="mb-4 max-w-prose text-sm text-muted",
        ),
        when(
            state.may_change,
            lambda: _form(
                state,
                state.usual_form,
                "usual",
                on_submit=state.save_usual,
                label=t("Save the usual terms"),
            ),
            lambda: _in_words(state.usual),
        ),
        aria_label=t("Usual terms"),
        class_name="panel",
    )


def _in_words(line: Any) -> rx.Component:
    return el.dl(
        *[
            el.div(
                el.dt(label, class_name="text-sm text-muted"),
                el.dd(value, class_name="figures font-medium"),
            )
            for label, value in (
                (t("Held"), line.hold),
                (t("Reserve"), line.reserve),
                (t("Runs are due on"), line.weekday),
                (t("Paid from"), line.minimums),
            )
        ],
        class_name="grid gap-4 sm:grid-cols-2 xl:grid-cols-4",
    )


def exceptions_section(state: Any) -> rx.Component:
    """Sellers with terms of their own."""
    own = state.own_form
    return el.section(
        el.h2(t("Exceptions"), class_name="display mb-1 text-2xl"),
        el.p(
            t("A seller with an exception is paid by it alone: nothing of the usual terms."),
            class_name="mb-4 max-w-prose text-sm text-muted",
        ),
        when(
            state.exceptions,
            lambda: _table(state),
            lambda: el.p(t("No seller has terms of its own."), class_name="text-muted"),
        ),
        when(
            state.may_change,
            lambda: el.div(
                el.h3(
                    when(own.slug, join(t("Change"), " ", own.name), t("Add an exception")),
                    class_name="mb-4 font-semibold",
                ),
                _form(
                    state,
                    own,
                    "own",
                    on_submit=state.save_own,
                    label=t("Save the exception"),
                    first=when(own.slug == "", lambda: _seller(state)),
                    last=when(
                        own.slug,
                        lambda: button(
                            t("Add another instead"), kind="quiet", on_click=state.open("")
                        ),
                    ),
                ),
                class_name="mt-6 border-t border-line pt-5",
            ),
        ),
        aria_label=t("Exceptions"),
        class_name="panel",
    )


def _table(state: Any) -> rx.Component:
    return data_table(
        caption=t("Sellers with terms of their own"),
        head=[
            (t("Seller"), False),
            (t("Held"), False),
            (t("Reserve"), True),
            (t("Runs are due on"), False),
            (t("Paid from"), True),
            ("", False),
        ],
        rows=state.exceptions,
        row=lambda line: el.tr(
            el.td(line.name),
            el.td(line.hold, class_name="whitespace-nowrap"),
            el.td(line.reserve, class_name="number"),
            el.td(line.weekday),
            el.td(line.minimums, class_name="number min-w-40"),
            el.td(
                when(
                    state.may_change,
                    lambda: el.div(
                        button(
                            t("Change"),
                            kind="quiet",
                            small=True,
                            on_click=state.open(line.slug),
                            aria_label=t("Change the terms of {name}", name=line.name),
                        ),
                        button(
                            t("Back to usual"),
                            kind="quiet",
                            small=True,
                            on_click=state.drop(line.slug, line.version),
                            aria_label=t("Usual terms for {name} again", name=line.name),
                        ),
                        class_name="flex justify-end whitespace-nowrap",
                    ),
                )
            ),
        ),
    )


def _seller(state: Any) -> rx.Component:
    return text_field(
        label=t("Seller's address name"),
        name="own_slug",
        hint=t("As in the address of its shop front."),
        error=_error(state, "own_slug"),
        required=True,
        class_name="sm:col-span-2",
    )


def _form(
    state: Any, given: Any, part: str, *, on_submit: Any, label: Any, first: Any = None,
    last: Any = None,
) -> rx.Component:  # fmt: skip
    return form(
        *([first] if first is not None else []),
        text_field(
            label=t("Days that money is held after delivery"),
            name=f"{part}_hold_days",
            default_value=given.hold_days,
            error=_error(state, f"{part}_hold_days"),
            input_mode="numeric",
            required=True,
        ),
        text_field(
            label=t("Reserve, percent of what is available"),
            name=f"{part}_reserve",
            default_value=given.reserve,
            error=_error(state, f"{part}_reserve"),
            input_mode="decimal",
            required=True,
        ),
        el.div(
            el.label(t("Runs are due on"), html_for=f"{part}_weekday", class_name="field-label"),
            el.select(
                *[el.option(words, value=day) for day, words in weekday_words().items()],
                id=f"{part}_weekday",
                name=f"{part}_weekday",
                default_value=given.weekday,
                class_name="field-input",
            ),
            error_text(_error(state, f"{part}_weekday"), id=f"{part}_weekday-error"),
        ),
        el.fieldset(
            el.legend(t("The least that is paid"), class_name="field-label"),
            el.div(
                each(given.minimums, lambda one: _minimum(state, one)),
                class_name="grid gap-3 sm:grid-cols-3 lg:grid-cols-5",
            ),
            class_name="sm:col-span-2",
        ),
        el.div(
            button(label, type="submit"),
            *([last] if last is not None else []),
            class_name="flex flex-wrap gap-3 sm:col-span-2",
        ),
        action=ADDRESS,
        on_submit=on_submit,
        key=join(part, "-", given.slug, "-", given.opened),
        class_name="grid max-w-3xl gap-4 sm:grid-cols-2",
    )


def _minimum(state: Any, one: Any) -> rx.Component:
    return el.div(
        el.label(one.currency, html_for=one.field, class_name="mb-1 block text-sm text-muted"),
        el.input(
            id=one.field,
            name=one.field,
            default_value=one.text,
            input_mode="decimal",
            aria_label=t("Least amount in {currency}", currency=one.currency),
            class_name="field-input figures",
        ),
        error_text(_error(state, one.field), id=join(one.field, "-error")),
    )
