"""The form by which a dashboard or report is asked: period, comparison, time zone, currency."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from shop_app.ui.components.table_views import Choice
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, when

__all__ = ["PeriodView", "period_form"]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """What the form shows; all of it stands in the page's address."""

    address: str = ""
    words: str = ""  # the days that are shown
    compared_words: str = ""
    period: str = ""
    is_custom: bool = False
    first: str = ""
    last: str = ""
    compare: bool = False
    zone: str = ""
    currency: str = ""
    periods: list[Choice] = field(default_factory=list)
    zones: list[Choice] = field(default_factory=list)
    currencies: list[Choice] = field(default_factory=list)
    as_of: str = ""


def period_form(view: Any, *, on_apply: Any, has_currency: bool = True) -> rx.Component:
    """The form of a PeriodView. A choice of period shows at once; dates are sent by the button."""
    return el.div(
        form(
            el.input(type="hidden", name="address", value=view.address),
            _choice(t("Period"), "period", view.period, view.periods, class_name="w-44"),
            when(view.is_custom, lambda: _date(t("From"), "from", view.first)),
            when(view.is_custom, lambda: _date(t("Until"), "to", view.last)),
            _choice(t("Time zone"), "zone", view.zone, view.zones, class_name="w-44"),
            _choice(t("Currency"), "currency", view.currency, view.currencies, class_name="w-28")
            if has_currency
            else el.span(class_name="hidden"),
            el.label(
                el.input(
                    type="checkbox",
                    name="compare",
                    value="1",
                    default_checked=view.compare,
                    data_autosubmit="1",
                    class_name="tick",
                ),
                el.span(t("Compare to previous period")),
                class_name="flex min-h-11 items-center gap-3 text-sm",
            ),
            el.button(t("Apply"), type="submit", class_name="btn btn-secondary btn-small mb-1"),
            action=view.address,
            method="get",
            on_submit=on_apply,
            key=join(view.period, view.first, view.last, view.zone, view.currency, view.compare),
            class_name="flex flex-wrap items-end gap-3",
        ),
        el.p(
            el.span(view.words, class_name="font-medium text-text"),
            when(view.compared_words, lambda: el.span(" ", view.compared_words)),
            el.span(" · ", aria_hidden="true"),
            el.span(t("as of {moment}", moment=view.as_of)),
            class_name="text-sm text-muted",
        ),
        class_name="grid gap-2",
    )


def _choice(label: Any, name: str, value: Any, choices: Any, *, class_name: str) -> rx.Component:
    return el.div(
        el.label(label, html_for=f"asked-{name}", class_name="field-label text-sm"),
        el.select(
            each(choices, lambda choice: el.option(choice.label, value=choice.value)),
            name=name,
            id=f"asked-{name}",
            default_value=value,
            data_autosubmit="1",
            class_name="field-input",
        ),
        class_name=class_name,
    )


def _date(label: Any, name: str, value: Any) -> rx.Component:
    return el.div(
        el.label(label, html_for=f"asked-{name}", class_name="field-label text-sm"),
        el.input(
            type="date",
            name=name,
            id=f"asked-{name}",
            default_value=value,
            class_name="field-input",
        ),
        class_name="w-40",
    )
