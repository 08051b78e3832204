"""Fields: a label above, a hint or an error in words below, tied together for everybody."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import icon_button
from shop_app.ui.components.icons import icon
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, is_html, when


def error_text(error: Any, *, id: Any) -> rx.Component:  # noqa: A002 HTML's own word
    """The error of a field: nothing while there is none."""
    return el.div(
        when(
            error,
            lambda: el.p(icon("alert", size=18), el.span(error), class_name="field-error"),
        ),
        role="alert",
        id=id,
    )


def _around(
    control: rx.Component, *, label: Any, name: str, error: Any, hint: Any, class_name: str
) -> rx.Component:
    return el.div(
        el.label(label, html_for=name, class_name="field-label"),
        control,
        when(hint, lambda: el.p(hint, id=f"{name}-hint", class_name="field-hint")),
        error_text(error, id=f"{name}-error"),
        class_name=class_name,
    )


def _tied(name: str, error: Any, hint: Any) -> dict[str, Any]:
    hinted = isinstance(hint, rx.Var) or bool(hint)
    return {
        "id": name,
        "name": name,
        "aria_invalid": when(error, "true", "false"),
        "aria_describedby": f"{name}-hint {name}-error" if hinted else f"{name}-error",
        "class_name": "field-input",
    }


def text_field(
    *,
    label: Any,
    name: str,
    error: Any = "",
    hint: Any = "",
    type: str = "text",  # noqa: A002 HTML's own word
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A field of one line. `autocomplete`, `input_mode`, `default_value`, `on_blur` … pass on."""
    if "autocomplete" in props:
        props["auto_complete"] = props.pop("autocomplete")
    control = el.input(type=type, **_tied(name, error, hint), **props)
    return _around(control, label=label, name=name, error=error, hint=hint, class_name=class_name)


def select_field(
    *,
    label: Any,
    name: str,
    choices: Any,
    option: Any = lambda choice: el.option(choice.label, value=choice.value),
    error: Any = "",
    hint: Any = "",
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A combobox of choices with a value and a label; of others `option` makes an `el.option`."""
    if "autocomplete" in props:
        props["auto_complete"] = props.pop("autocomplete")
    control = el.select(each(choices, option), **_tied(name, error, hint), **props)
    return _around(control, label=label, name=name, error=error, hint=hint, class_name=class_name)


def text_area(
    *, label: Any, name: str, error: Any = "", hint: Any = "", class_name: str = "", **props: Any
) -> rx.Component:
    """A field of several lines."""
    control = el.textarea(**_tied(name, error, hint), **props)
    return _around(control, label=label, name=name, error=error, hint=hint, class_name=class_name)


def checkbox(*, label: Any, name: str, class_name: str = "", **props: Any) -> rx.Component:
    """A box to tick with its words beside it."""
    return el.label(
        el.input(type="checkbox", name=name, class_name="tick", **props),
        el.span(label),
        class_name=f"flex min-h-11 items-center gap-3 {class_name}",
    )


def radio_group(*choices: rx.Component, label: Any, error: Any = "", **props: Any) -> rx.Component:
    """A named group of choices, usually `radio_card`s."""
    return el.div(
        *choices,
        error_text(error, id=props.pop("error_id", None)),
        role="radiogroup",
        aria_label=label,
        class_name=f"grid gap-2 {props.pop('class_name', '')}",
        **props,
    )


def radio_card(
    *,
    name: Any,
    value: Any,
    title: Any,
    detail: Any = "",
    aside: Any = "",
    checked: Any = False,
    **props: Any,
) -> rx.Component:
    """A choice as a card: its title, a line below, a figure at the end. Named by its title."""
    return el.label(
        el.input(
            type="radio",
            name=name,
            value=value,
            aria_label=title,
            class_name="tick mt-0.5",
            # Live, the choice is the browser's own: it does not wait for an answer to show it.
            **({"checked": checked} if is_html() else {"default_checked": checked}),
            **props,
        ),
        el.span(
            el.span(title, class_name="block font-medium"),
            when(detail, lambda: el.span(detail, class_name="block text-sm text-muted")),
            class_name="grow",
        ),
        when(aside, lambda: el.span(aside, class_name="figures font-medium")),
        class_name="choice",
    )


def quantity_field(
    *,
    label: Any,
    value: Any,
    name: str = "quantity",
    id: Any = None,  # noqa: A002
    **props: Any,
) -> rx.Component:
    """A spinbutton between − and +; the buttons step the field (assets/js/ui.js)."""
    return el.div(
        icon_button("minus", label=t("One less"), size=18, data_step="-1"),
        el.input(
            type="number",
            name=name,
            id=id,
            default_value=value,
            min="1",
            max="999",
            input_mode="numeric",
            aria_label=label,
            class_name="figures h-11 w-12 bg-transparent text-center",
            **props,
        ),
        icon_button("plus", label=t("One more"), size=18, data_step="1"),
        data_stepper="1",
        class_name="inline-flex w-max items-center rounded-field border border-line-strong "
        "bg-raised",
    )


def hidden(name: str, value: Any) -> rx.Component:
    """A value that goes with a form."""
    return el.input(type="hidden", name=name, value=value, read_only=True)
