"""The parts of an order: what comes from whom, what happened, what it cost, where it goes."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.checkout.summary import delivery_cost, figure, figures, summary, total
from shop_app.ui.components.buttons import button, button_link
from shop_app.ui.components.cancelling import pieces_to_cancel
from shop_app.ui.components.feedback import badge
from shop_app.ui.components.fields import hidden
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.icons import icon
from shop_app.ui.components.surfaces import disclosure, timeline
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, join, link, native_form, when


def part_status(status: Any) -> rx.Component:
    """Where one seller's part stands, in words."""
    return choose(
        status,
        {
            "placed": lambda: badge(t("Placed"), tone="success"),
            "preparing": lambda: badge(t("Being packed"), tone="success"),
            "partly_shipped": lambda: badge(t("Partly on its way"), tone="success"),
            "shipped": lambda: badge(t("On its way"), tone="success"),
            "delivered": lambda: badge(t("Delivered"), tone="success"),
            "cancelled": lambda: badge(t("Cancelled"), tone="danger"),
        },
        lambda: badge(t("Waiting for payment"), tone="warning"),
    )


def part(seller: Any) -> rx.Component:
    """What one seller sends: status, promise, tracking, lines."""
    return el.section(
        el.div(
            el.h2(
                t("From {seller}", seller=seller.seller_name),
                class_name="text-lg font-semibold",
            ),
            part_status(seller.status),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        el.div(
            icon("truck", class_name="mt-0.5 text-muted"),
            el.div(
                when(
                    seller.promised_to_text,
                    lambda: el.p(
                        t(
                            "Arrives {first} – {last}",
                            first=seller.promised_from_text,
                            last=seller.promised_to_text,
                        ),
                        class_name="font-medium",
                    ),
                ),
                el.p(seller.delivery_name, class_name="text-sm text-muted"),
                when(
                    seller.parcels,
                    lambda: el.span(class_name="hidden"),
                    lambda: when(
                        seller.tracking,
                        lambda: el.p(
                            t("Tracking number"),
                            " ",
                            el.span(seller.tracking, class_name="select-all font-medium figures"),
                            class_name="text-sm",
                        ),
                    ),
                ),
            ),
            class_name="flex gap-3 border-y border-line py-3",
        ),
        when(
            seller.parcels,
            lambda: el.ul(
                each(seller.parcels, parcel),
                aria_label=t("Parcels"),
                role="list",
                class_name="grid gap-3",
            ),
        ),
        el.ul(each(seller.lines, line), class_name="grid gap-4", role="list"),
        aria_label=seller.seller_name,
        class_name="panel grid gap-4",
    )


def parcel(box: Any) -> rx.Component:
    """A parcel: where it is, what is in it, where the carrier tells more."""
    return el.li(
        el.div(
            el.h3(t("Parcel {n}", n=box.position), class_name="font-medium"),
            when(
                box.status == "delivered",
                lambda: el.span(
                    t("Delivered {moment} UTC", moment=box.delivered_text),
                    class_name="text-sm text-success",
                ),
                lambda: el.span(
                    t("Sent {moment} UTC", moment=box.sent_text), class_name="text-sm text-muted"
                ),
            ),
            class_name="flex flex-wrap items-baseline justify-between gap-x-3",
        ),
        el.p(
            el.span(box.carrier),
            " ",
            when(
                box.tracking_url,
                lambda: el.a(
                    t("Track parcel {number}", number=box.tracking_number),
                    href=box.tracking_url,
                    target="_blank",
                    rel="noopener noreferrer",
                    class_name="textlink break-all font-medium",
                ),
                lambda: el.span(box.tracking_number, class_name="select-all break-all figures"),
            ),
            class_name="text-sm",
        ),
        el.ul(
            each(
                box.lines,
                lambda piece: el.li(
                    el.span(piece.quantity, " × ", class_name="figures"), piece.title
                ),
            ),
            class_name="text-sm text-muted",
        ),
        class_name="grid gap-1 rounded-field bg-sunk px-4 py-3",
    )


def line(item: Any) -> rx.Component:
    """A thing that was bought, as it was then."""
    return el.li(
        line_picture(item.image, size=80),
        el.div(
            when(
                item.href,
                lambda: link(item.title, href=item.href, class_name="font-medium hover:underline"),
                lambda: el.span(item.title, class_name="font-medium"),
            ),
            el.p(item.variant_title, class_name="text-sm text-muted"),
            el.p(item.quantity, " × ", item.unit_text, class_name="figures text-sm text-muted"),
            when(
                item.cancelled,
                lambda: el.p(
                    nt("{n} piece cancelled", "{n} pieces cancelled", n=item.cancelled),
                    class_name="text-sm text-danger",
                ),
            ),
            class_name="min-w-0 grow",
        ),
        el.p(item.total_text, class_name="figures font-medium"),
        class_name="flex items-start gap-4",
    )


def happened(steps: Any) -> rx.Component:
    """The list of what happened."""
    return el.section(
        el.h2(t("What has happened"), class_name="display text-2xl"),
        timeline(steps, _step, label=t("Timeline")),
        class_name="panel grid content-start gap-4",
    )


def _step(step: Any) -> rx.Component:
    return el.div(
        el.p(
            choose(
                step.kind,
                {
                    "placed": lambda: el.span(t("Order placed and paid")),
                    "preparing": lambda: el.span(
                        t("{seller} is packing your parcel", seller=step.seller_name)
                    ),
                    "partly_shipped": lambda: el.span(
                        t("{seller} has sent a part of your order", seller=step.seller_name)
                    ),
                    "parcel_delivered": lambda: el.span(
                        t(
                            "Parcel {n} of {seller} has arrived",
                            n=step.note,
                            seller=step.seller_name,
                        )
                    ),
                    "cancelled": lambda: when(
                        step.seller_name,
                        lambda: el.span(
                            t("What {seller} was to send was cancelled", seller=step.seller_name)
                        ),
                        lambda: el.span(t("Order cancelled")),
                    ),
                    "pieces_cancelled": lambda: el.span(
                        t("Items of {seller} were cancelled", seller=step.seller_name)
                    ),
                    "shipped": lambda: el.span(
                        t("{seller} has sent your parcel", seller=step.seller_name)
                    ),
                    "delivered": lambda: el.span(
                        t("The parcel of {seller} has arrived", seller=step.seller_name)
                    ),
                    "refunded": lambda: el.span(t("The money was given back")),
                    "credited": lambda: el.span(t("Store credit was given for it")),
                },
                lambda: el.span(t("Order cancelled")),
            ),
            class_name="font-medium",
        ),
        when(
            step.kind == "pieces_cancelled",
            lambda: el.p(step.note, class_name="break-words text-sm"),
        ),
        el.time(step.moment_text, " UTC", date_time=step.moment, class_name="text-sm text-muted"),
    )


def costs(order: Any) -> rx.Component:
    """What it cost, where it goes, how it was paid."""
    return summary(
        figures(
            figure(nt("{n} item", "{n} items", n=order.count), order.items_text),
            when(
                order.discount_minor,
                lambda: figure(t("Discount"), join("−", order.discount_text)),
            ),
            figure(t("Delivery"), delivery_cost(order.delivery_minor, order.delivery_text)),
            when(
                order.tax_included,
                lambda: el.span(class_name="hidden"),
                lambda: figure(t("Tax"), order.tax_text),
            ),
            total(
                t("Total"),
                order.total_text,
                note=when(
                    order.tax_included,
                    lambda: el.span(t("{amount} tax included", amount=order.tax_text)),
                    lambda: el.span(t("All taxes are in it")),
                ),
            ),
            when(
                order.by_credit_text,
                lambda: figure(t("Paid by store credit"), order.by_credit_text),
            ),
            when(
                order.by_method_text,
                lambda: figure(t("Paid by card"), order.by_method_text),
            ),
            when(
                order.refunded_text,
                lambda: figure(t("Given back"), order.refunded_text),
            ),
            when(
                order.credited_text,
                lambda: figure(t("Of it as store credit"), order.credited_text),
            ),
        ),
        el.div(
            el.h3(t("Delivered to"), class_name="font-semibold"),
            el.address(
                each(order.address_lines, _address_line),
                class_name="mt-1 not-italic text-muted",
            ),
        ),
        el.div(
            el.h3(t("E-mail address"), class_name="font-semibold"),
            el.p(order.email, class_name="mt-1 break-all text-muted"),
        ),
        sticky=False,
    )


def _address_line(text: Any) -> rx.Component:
    return el.span(text, class_name="block")


def cancelling(view: Any) -> rx.Component:
    """Before anything is sent the order can be cancelled; it is asked once more."""
    return el.section(
        when(
            view.is_cancelling,
            lambda: el.div(
                el.p(
                    t(
                        "Cancel all of order {number}? You get {amount} back, the way you paid.",
                        number=view.order.number,
                        amount=view.order.total_text,
                    ),
                    class_name="font-medium",
                ),
                native_form(
                    hidden("key", view.key),
                    button(t("Yes, cancel the order"), type="submit", kind="danger"),
                    button_link(t("Keep the order"), href=view.address, kind="secondary"),
                    action=join("/orders/", view.order.number, "/cancel"),
                    class_name="flex flex-wrap gap-3",
                ),
                class_name="panel grid gap-3",
            ),
            lambda: native_form(
                hidden("cancel", "1"),
                when(view.key, lambda: hidden("key", view.key)),
                button(t("Cancel order"), type="submit", kind="secondary", small=True),
                el.p(
                    t("Possible until the first parcel is sent."),
                    class_name="text-sm text-muted",
                ),
                action=join("/orders/", view.order.number),
                method="get",
                class_name="flex flex-wrap items-center gap-3",
            ),
        ),
        aria_label=t("Cancel"),
    )


def cancelling_items(view: Any) -> rx.Component:
    """Before they are sent, single items can be cancelled, or some of their pieces."""
    return disclosure(
        t("Cancel single items"),
        native_form(
            hidden("key", view.key),
            each(
                view.order.parts,
                lambda part: when(part.left, lambda: pieces_to_cancel(part.lines)),
            ),
            el.div(
                button(t("Cancel these items"), type="submit", kind="danger", small=True),
                el.p(
                    t("You get back what you paid for them, with their share of the delivery."),
                    class_name="text-sm text-muted",
                ),
                class_name="flex flex-wrap items-center gap-x-4 gap-y-2",
            ),
            action=join("/orders/", view.order.number, "/cancel-items"),
            class_name="grid gap-4 pt-3",
        ),
    )


def papers(view: Any) -> rx.Component:
    """The invoice, and the same things once more."""
    return el.div(
        native_form(
            when(view.key, lambda: hidden("key", view.key)),
            button(t("Buy again"), type="submit", kind="secondary", small=True),
            action=join("/orders/", view.order.number, "/again"),
        ),
        when(
            view.invoice_href,
            lambda: link(
                icon("download", size=16),
                t("Invoice"),
                href=view.invoice_href,
                reload=True,
                target="_blank",
                class_name="btn btn-quiet btn-small",
            ),
        ),
        class_name="flex flex-wrap items-center gap-3",
    )


def returning(view: Any) -> rx.Component:
    """What has arrived can be returned, or its return be looked at."""
    return native_form(
        when(view.key, lambda: hidden("key", view.key)),
        button(t("Return items"), type="submit", kind="secondary", small=True),
        el.p(
            t("Something is not right? Send it back, or see where a return stands."),
            class_name="text-sm text-muted",
        ),
        action=join("/orders/", view.order.number, "/return"),
        method="get",
        class_name="flex flex-wrap items-center gap-3",
    )
