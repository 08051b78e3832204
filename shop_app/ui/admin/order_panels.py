"""The panels of an order's page for staff."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.cancelling import cancel_form
from shop_app.ui.components.feedback import badge
from shop_app.ui.components.fields import hidden
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, form, join, link, when


def status_badge(status: Any) -> rx.Component:
    """Where an order or a part of it stands."""
    return choose(
        status,
        {
            "pending": lambda: badge(t("Waiting for payment"), tone="warning"),
            "placed": lambda: badge(t("Placed"), tone="accent"),
            "preparing": lambda: badge(t("Being packed"), tone="warning"),
            "partly_shipped": lambda: badge(t("Partly sent"), tone="warning"),
            "shipped": lambda: badge(t("Sent"), tone="success"),
            "delivered": lambda: badge(t("Delivered"), tone="success"),
            "failed": lambda: badge(t("Not paid"), tone="danger"),
        },
        lambda: badge(t("Cancelled"), tone="danger"),
    )


def heading(view: Any, *, on_cancel: Any) -> rx.Component:
    """Where the order stands, who bought, and cancelling all of it while that can be done."""
    return el.section(
        el.div(
            status_badge(view.status),
            el.p(t("Placed {moment} UTC", moment=view.placed_text), class_name="text-muted"),
            el.a(view.email, href=join("mailto:", view.email), class_name="textlink break-all"),
            when(view.is_guest, lambda: badge(t("Guest"))),
            class_name="flex flex-wrap items-center gap-x-4 gap-y-1",
        ),
        when(
            view.can_cancel,
            lambda: disclosure(
                t("Cancel the order"),
                _cancel_form("", t("Cancel the whole order"), view.number, on_cancel),
            ),
        ),
        aria_label=t("Order"),
        class_name="grid gap-2",
    )


def _cancel_form(part: Any, label: Any, key: Any, on_cancel: Any) -> rx.Component:
    return form(
        hidden("part", part),
        _field(t("Reason of cancelling"), name="reason", key=join("reason-cancel-", key)),
        el.p(t("What was paid for it goes back."), class_name="text-sm text-muted"),
        el.div(button(label, type="submit", kind="danger", small=True)),
        action="",
        on_submit=on_cancel,
        class_name="grid gap-3 pt-2",
    )


def part_panel(
    part: Any, *, on_cancel: Any, on_cancel_pieces: Any, on_refund: Any, on_deliver: Any
) -> rx.Component:
    """One seller's part: lines, parcels, and what may be done with it now."""
    return el.section(
        el.div(
            el.h2(
                link(part.seller_name, href=part.seller_href, class_name="hover:underline"),
                class_name="text-lg font-semibold",
            ),
            status_badge(part.status),
            el.span(part.number, class_name="figures text-sm text-muted"),
            class_name="flex flex-wrap items-center gap-3",
        ),
        el.p(
            part.delivery_name,
            when(
                part.promised_text,
                lambda: el.span(", ", t("promised by {day}", day=part.promised_text)),
            ),
            class_name="text-sm text-muted",
        ),
        el.ul(each(part.lines, _line), role="list", class_name="grid gap-3"),
        when(part.parcels, lambda: _parcels(part)),
        el.dl(
            _figure(t("Goods"), part.items_text),
            _figure(t("Delivery"), part.delivery_text),
            _figure(t("Total"), part.total_text),
            _figure(t("Commission"), part.commission_text),
            _figure(t("Given back"), part.refunded_text),
            class_name="grid gap-x-6 gap-y-1 border-t border-line pt-3 text-sm sm:grid-cols-2",
        ),
        when(
            part.can_deliver,
            lambda: el.div(
                button(
                    t("Mark as delivered"),
                    kind="secondary",
                    small=True,
                    on_click=on_deliver(part.number),
                )
            ),
        ),
        when(part.can_refund, lambda: _refund_form(part, on_refund)),
        when(
            part.can_cancel_items,
            lambda: disclosure(
                t("Cancel single items"),
                cancel_form(part.lines, key=part.number, on_cancel=on_cancel_pieces),
            ),
        ),
        when(
            part.can_cancel,
            lambda: disclosure(
                t("Cancel this part"),
                _cancel_form(part.number, t("Cancel this part only"), part.number, on_cancel),
            ),
        ),
        aria_label=part.seller_name,
        class_name="panel grid grid-cols-[minmax(0,1fr)] gap-3",
    )


def _refund_form(part: Any, on_refund: Any) -> rx.Component:
    return disclosure(
        t("Give money back"),
        form(
            hidden("part", part.number),
            el.div(
                _field(
                    t("Amount"),
                    name="amount",
                    key=join("amount-", part.number),
                    input_mode="decimal",
                    placeholder=part.left,
                ),
                _field(
                    t("Reason of the refund"),
                    name="reason",
                    key=join("reason-refund-", part.number),
                ),
                class_name="grid gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]",
            ),
            el.p(t("At most {amount}", amount=part.left), class_name="text-sm text-muted"),
            when(part.can_credit, lambda: _destination(part)),
            el.div(button(t("Give it back"), type="submit", kind="danger", small=True)),
            action="",
            on_submit=on_refund,
            key=join(part.number, "-", part.left),
            class_name="grid gap-3 pt-2",
        ),
    )


def _destination(part: Any) -> rx.Component:
    """Where a refund goes, for a shopper who has an account."""
    key = join("to-", part.number)
    return el.div(
        el.label(t("Goes back"), html_for=key, class_name="field-label"),
        el.select(
            el.option(t("The way it was paid"), value="method"),
            el.option(t("As store credit"), value="credit"),
            id=key,
            name="to",
            class_name="field-input sm:w-72",
        ),
    )


def _field(label: Any, *, name: str, key: Any, **props: Any) -> rx.Component:
    """A field whose name comes more than once on the page; `key` is its own id."""
    return el.div(
        el.label(label, html_for=key, class_name="field-label"),
        el.input(
            name=name,
            id=key,
            required=True,
            max_length=500,
            auto_complete="off",
            class_name="field-input",
            **props,
        ),
    )


def _line(line: Any) -> rx.Component:
    return el.li(
        line_picture(line.image, size=48),
        el.div(
            el.p(
                link(line.title, href=line.href, class_name="hover:underline"),
                class_name="font-medium",
            ),
            el.p(line.variant_title, " · ", line.sku, class_name="text-sm text-muted"),
            class_name="min-w-0 grow",
        ),
        el.div(
            el.p(line.quantity, " × ", line.unit_text, class_name="figures whitespace-nowrap"),
            when(
                line.sent,
                lambda: el.p(t("{n} sent", n=line.sent), class_name="text-sm text-muted"),
            ),
            when(
                line.cancelled,
                lambda: el.p(
                    t("{n} cancelled", n=line.cancelled), class_name="text-sm text-danger"
                ),
            ),
            class_name="text-end",
        ),
        class_name="flex items-start gap-3",
    )


def _parcels(part: Any) -> rx.Component:
    return el.ul(
        each(
            part.parcels,
            lambda parcel: el.li(
                el.span(t("Parcel {n}", n=parcel.position), class_name="font-medium"),
                when(
                    parcel.status == "delivered",
                    lambda: badge(t("Delivered"), tone="success"),
                    lambda: badge(t("On its way"), tone="accent"),
                ),
                el.span(nt("{n} piece", "{n} pieces", n=parcel.count), class_name="text-muted"),
                el.span(parcel.carrier),
                when(
                    parcel.tracking_url,
                    lambda: el.a(
                        parcel.tracking_number,
                        href=parcel.tracking_url,
                        target="_blank",
                        rel="noopener noreferrer",
                        class_name="textlink figures break-all",
                    ),
                    lambda: el.span(parcel.tracking_number, class_name="figures break-all"),
                ),
                el.span(parcel.sent_text, class_name="text-muted"),
                class_name="flex flex-wrap items-center gap-x-3 gap-y-1",
            ),
        ),
        role="list",
        aria_label=t("Parcels"),
        class_name="grid gap-2 rounded-field bg-sunk px-4 py-3 text-sm",
    )


def _figure(label: Any, amount: Any) -> rx.Component:
    return el.div(
        el.dt(label, class_name="text-muted"),
        el.dd(amount, class_name="figures"),
        class_name="flex justify-between gap-4",
    )


def money_panel(view: Any) -> rx.Component:
    """What was paid, given back, owed, and what the house keeps; each payment below."""
    return el.section(
        el.h2(t("Money"), class_name="text-lg font-semibold"),
        el.dl(
            _figure(t("Goods"), view.items_text),
            _figure(t("Delivery"), view.delivery_text),
            _figure(t("Tax"), view.tax_text),
            _figure(t("Total"), view.total_text),
            _figure(t("Paid"), view.paid_text),
            _figure(t("Given back"), view.refunded_text),
            _figure(t("Still owed"), view.owed_text),
            _figure(t("Commission"), view.commission_text),
            class_name="grid gap-1",
        ),
        el.ul(
            each(
                view.payments,
                lambda payment: el.li(
                    el.p(
                        _payment_status(payment.status),
                        " ",
                        el.span(payment.amount_text, class_name="figures"),
                        class_name="font-medium",
                    ),
                    el.p(payment.method, " · ", payment.moment_text, class_name="text-muted"),
                    when(
                        payment.credit_text,
                        lambda: el.p(
                            t("and {amount} by store credit", amount=payment.credit_text),
                            class_name="figures",
                        ),
                    ),
                    when(
                        payment.credited_text,
                        lambda: el.p(
                            t("{amount} went back as store credit", amount=payment.credited_text),
                            class_name="figures",
                        ),
                    ),
                    el.p(payment.reference, class_name="figures break-all text-muted"),
                    el.p(payment.failure, class_name="text-danger empty:hidden"),
                    class_name="border-t border-line pt-2 text-sm",
                ),
            ),
            role="list",
            aria_label=t("Payments"),
            class_name="grid gap-2",
        ),
        aria_label=t("Money"),
        class_name="panel grid gap-3",
    )


def _payment_status(status: Any) -> rx.Component:
    return choose(
        status,
        {
            "captured": lambda: el.span(t("Paid")),
            "refunded": lambda: el.span(t("Given back")),
            "started": lambda: el.span(t("Begun")),
            "challenged": lambda: el.span(t("Waits for the shopper's bank")),
            "voided": lambda: el.span(t("Voided")),
        },
        lambda: el.span(t("Declined")),
    )


def address_panel(view: Any) -> rx.Component:
    """Where it goes."""
    return el.section(
        el.h2(t("Delivered to"), class_name="text-lg font-semibold"),
        el.address(
            each(view.address_lines, lambda line: el.span(line, class_name="block")),
            el.span(view.phone, class_name="block empty:hidden"),
            class_name="not-italic",
        ),
        class_name="panel grid gap-2",
    )
