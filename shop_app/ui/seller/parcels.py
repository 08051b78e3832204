"""Parcels of a seller's part: the form that sends one, and those that have left."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.orders.carriers import CARRIERS
from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import badge
from shop_app.ui.components.fields import text_field
from shop_app.ui.components.goods import line_picture
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import each, el, form, join, when


def sending_form(view: Any, *, on_send: Any) -> rx.Component:
    """What goes into the next parcel, with whom; all that is left, unless somebody says fewer."""
    return form(
        el.fieldset(
            el.legend(t("What goes into this parcel"), class_name="mb-2 font-medium"),
            el.ul(each(view.lines, _to_send), role="list", class_name="grid gap-3"),
        ),
        el.div(
            text_field(
                label=t("Carrier"),
                name="carrier",
                list="carriers",
                autocomplete="off",
                max_length=60,
            ),
            text_field(
                label=t("Tracking number"),
                name="tracking",
                hint=t("Optional. The shopper sees it on the order's page."),
                autocomplete="off",
                max_length=100,
            ),
            text_field(
                label=t("Tracking link"),
                name="tracking_url",
                hint=t("Only if we do not know the carrier."),
                type="url",
                autocomplete="off",
                max_length=500,
            ),
            class_name="grid gap-3 md:grid-cols-3",
        ),
        el.datalist(*[el.option(value=name) for name in CARRIERS], id="carriers"),
        el.div(
            button(t("Mark as sent"), type="submit"),
            el.p(
                t("Less than all of it? Lower the numbers, and send the rest later."),
                class_name="text-sm text-muted",
            ),
            class_name="flex flex-wrap items-center gap-x-4 gap-y-2",
        ),
        action="",
        on_submit=on_send,
        key=join(view.number, "-", view.left),
        class_name="grid gap-4",
    )


def _to_send(line: Any) -> rx.Component:
    return when(
        line.left,
        lambda: el.li(
            line_picture(line.image, size=48),
            el.div(
                el.p(line.title, class_name="font-medium"),
                el.p(line.variant_title, " · ", line.sku, class_name="text-sm text-muted"),
                class_name="min-w-0 grow",
            ),
            el.label(
                el.input(
                    type="number",
                    name=join("pieces-", line.line_no),
                    default_value=line.left,
                    min="0",
                    max=line.left,
                    input_mode="numeric",
                    aria_label=t("Pieces of {title}", title=line.title),
                    class_name="field-input figures w-20 text-center",
                ),
                el.span(t("of {n}", n=line.left), class_name="text-sm text-muted"),
                class_name="flex items-center gap-2 whitespace-nowrap",
            ),
            class_name="flex flex-wrap items-center gap-3 border-b border-line pb-3 last:border-0",
        ),
    )


def parcel_list(parcels: Any, *, on_arrived: Any) -> rx.Component:
    """The parcels that have left."""
    return el.section(
        el.h2(t("Parcels"), class_name="text-lg font-semibold"),
        el.ul(
            each(parcels, lambda parcel: _parcel(parcel, on_arrived)),
            role="list",
            aria_label=t("Parcels"),
            class_name="grid gap-4",
        ),
        class_name="panel grid gap-3",
    )


def _parcel(parcel: Any, on_arrived: Any) -> rx.Component:
    return el.li(
        el.div(
            el.h3(t("Parcel {n}", n=parcel.position), class_name="font-semibold"),
            when(
                parcel.status == "delivered",
                lambda: badge(t("Delivered"), tone="success"),
                lambda: badge(t("On its way"), tone="accent"),
            ),
            el.span(nt("{n} piece", "{n} pieces", n=parcel.count), class_name="text-sm text-muted"),
            class_name="flex flex-wrap items-center gap-3",
        ),
        tracking_words(parcel),
        el.p(
            t("Sent {moment} UTC", moment=parcel.sent_text),
            when(
                parcel.delivered_text,
                lambda: el.span(t(", delivered {moment} UTC", moment=parcel.delivered_text)),
            ),
            class_name="text-sm text-muted",
        ),
        parcel_contents(parcel),
        when(
            parcel.status == "sent",
            lambda: el.div(
                button(
                    t("Mark parcel {n} as delivered", n=parcel.position),
                    kind="secondary",
                    small=True,
                    on_click=on_arrived(parcel.position),
                )
            ),
        ),
        class_name="grid gap-2 border-b border-line pb-4 last:border-0 last:pb-0",
    )


def parcel_contents(parcel: Any) -> rx.Component:
    """What is in a parcel."""
    return el.ul(
        each(
            parcel.lines,
            lambda line: el.li(
                el.span(line.quantity, " × ", class_name="figures"), line.title, " ", line.sku
            ),
        ),
        class_name="text-sm",
    )


def tracking_words(parcel: Any) -> rx.Component:
    """Carrier and number, as a link to the carrier's page where there is one."""
    return el.p(
        el.span(parcel.carrier),
        " ",
        when(
            parcel.tracking_url,
            lambda: el.a(
                when(parcel.tracking_number, parcel.tracking_number, t("Track the parcel")),
                href=parcel.tracking_url,
                target="_blank",
                rel="noopener noreferrer",
                class_name="textlink figures break-all font-medium",
            ),
            lambda: el.span(parcel.tracking_number, class_name="figures select-all break-all"),
        ),
        class_name="empty:hidden",
    )
