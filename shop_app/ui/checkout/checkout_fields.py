"""The fields of the checkout: contact and address. Each is saved and checked when it is left."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.fields import (
    checkbox,
    radio_card,
    radio_group,
    select_field,
    text_field,
)
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, is_html, join, when


def step(title: Any, *content: Any) -> rx.Component:
    """One part of the form under its heading."""
    return el.section(
        el.h2(title, class_name="display text-2xl"),
        *content,
        aria_label=title,
        class_name="panel grid gap-4",
    )


def contact(page: Any, errors: Any, *, signed_in: Any, on_leave: Any) -> rx.Component:
    """Who buys."""
    return step(
        t("Contact"),
        text_field(
            label=t("Email"),
            name="email",
            type="email",
            autocomplete="email",
            input_mode="email",
            default_value=page.email,
            error=errors.email,
            hint=t("With it you find your order again, and the seller can reach you."),
            on_blur=_leaving(on_leave, "email"),
        ),
        when(
            signed_in,
            lambda: el.span(class_name="hidden"),
            lambda: el.p(
                t("Have an account?"),
                " ",
                el.a(t("Sign in"), href="/login?next=/checkout", class_name="textlink"),
                " ",
                t("or go on as a guest."),
                class_name="text-sm text-muted",
            ),
        ),
    )


def address(
    page: Any,
    errors: Any,
    *,
    on_leave: Any,
    on_country: Any,
    on_saved: Any = None,
    turn: Any = 0,
) -> rx.Component:
    """Where the parcels go: an address of the book, or the fields for another one.

    `turn` counts choices, so that the fields are made anew with what was chosen.
    """
    return step(
        t("Delivery address"),
        el.div(
            when(page.saved, lambda: _book(page, errors, on_saved)),
            el.div(
                *_typed(page, errors, on_leave, on_country),
                when(
                    page.may_keep_address,
                    lambda: checkbox(
                        label=t("Save this address in your account"), name="keep_address", value="1"
                    ),
                ),
                key=join("address-", turn),
                # The browser shows the fields by itself once "Another address" is chosen.
                class_name=when(
                    page.saved, "hidden gap-4 group-has-[#another-address:checked]:grid",
                    "grid gap-4",
                ),
            ),
            class_name="group grid gap-4",
        ),
    )  # fmt: skip


def _book(page: Any, errors: Any, on_saved: Any) -> rx.Component:
    def listening(key: Any) -> dict[str, Any]:
        return {} if is_html() or on_saved is None else {"on_change": on_saved(key)}

    return radio_group(
        each(
            page.saved,
            lambda one: radio_card(
                name="saved_address",
                value=one.key,
                title=one.name,
                detail=one.lines,
                aside=when(one.is_default, t("Default"), ""),
                checked=one.selected,
                **listening(one.key),
            ),
        ),
        radio_card(
            name="saved_address",
            value="new",
            id="another-address",
            title=t("Another address"),
            checked=page.address_choice == "new",
            **listening("new"),
        ),
        label=t("Saved addresses"),
        error=errors.saved_address,
        error_id="saved_address-error",
    )


def _typed(page: Any, errors: Any, on_leave: Any, on_country: Any) -> list[rx.Component]:

    def line(label: Any, name: str, autocomplete: str, **more: Any) -> rx.Component:
        return text_field(
            label=label,
            name=name,
            autocomplete=f"shipping {autocomplete}",
            default_value=getattr(page.address, name),
            error=getattr(errors, name),
            on_blur=_leaving(on_leave, name),
            **more,
        )

    return [
        _country(page, errors, on_country),
        line(t("Full name"), "name", "name", auto_capitalize="words"),
        line(t("Address"), "line1", "address-line1"),
        line(t("Apartment, suite (optional)"), "line2", "address-line2"),
        el.div(
            line(
                t("Postal code"),
                "postal_code",
                "postal-code",
                class_name="sm:col-span-2",
                auto_capitalize="characters",
            ),
            line(t("City"), "city", "address-level2", class_name="sm:col-span-3"),
            class_name="grid gap-4 sm:grid-cols-5",
        ),
        when(
            page.address.country == "US",
            lambda: line(t("State"), "region", "address-level1"),
        ),
        line(
            t("Phone"),
            "phone",
            "tel",
            type="tel",
            input_mode="tel",
            hint=t("Optional. The courier may call you about your parcel."),
        ),
    ]


def _country(page: Any, errors: Any, on_country: Any) -> rx.Component:
    chosen: dict[str, Any] = {} if is_html() else {"default_value": page.address.country}
    return select_field(
        label=t("Country"),
        name="country",
        autocomplete="shipping country",
        choices=page.countries,
        option=lambda choice: el.option(
            choice.name,
            value=choice.code,
            **({"selected": choice.selected} if is_html() else {}),
        ),
        error=errors.country,
        hint=t("To deliver to another region, change the country and currency of the shop."),
        on_change=on_country,
        **chosen,
    )


def _leaving(on_leave: Any, name: str) -> Any:
    return None if is_html() or on_leave is None else on_leave(name)
