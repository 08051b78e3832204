"""Returns as shoppers, sellers and staff see them: status, reasons, things, money, history."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.feedback import badge
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.surfaces import timeline
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, when

STATUSES = ("requested", "approved", "received", "refunded", "closed", "rejected", "cancelled")
REASONS = ("change_of_mind", "faulty", "damaged", "wrong_item", "not_as_described")
CONDITIONS = ("as_new", "used", "damaged", "faulty")
TONES = {
    "requested": "warning",
    "approved": "accent",
    "received": "accent",
    "refunded": "success",
    "closed": "success",
    "rejected": "danger",
    "cancelled": "",
}


def status_words(status: Any) -> Any:
    """Where a return stands, in words."""
    return choose(
        status,
        {
            "requested": t("Waiting for an answer"),
            "approved": t("Approved, to be sent"),
            "received": t("Received"),
            "refunded": t("Refund on its way"),
            "closed": t("Finished"),
            "rejected": t("Rejected"),
            "cancelled": t("Cancelled"),
        },
        status,
    )


def return_status(status: Any) -> rx.Component:
    """The status in its tone."""
    return choose(
        status,
        {code: lambda code=code: badge(status_words(code), tone=TONES[code]) for code in STATUSES},
        lambda: badge(status),
    )


def reason_words(reason: Any) -> Any:
    """Why a thing comes back, in words."""
    return choose(
        reason,
        {
            "change_of_mind": t("I changed my mind"),
            "faulty": t("It does not work as it should"),
            "damaged": t("It arrived damaged"),
            "wrong_item": t("It is not what I ordered"),
            "not_as_described": t("It is not as described"),
        },
        reason,
    )


def condition_words(condition: Any) -> Any:
    """How a thing came back, in words."""
    return choose(
        condition,
        {
            "as_new": t("As new"),
            "used": t("Used"),
            "damaged": t("Damaged"),
            "faulty": t("Faulty"),
        },
        "",
    )


def return_lines(lines: Any) -> rx.Component:
    """The things that come back, each with its reason and what came of it."""
    return el.ul(each(lines, _line), class_name="grid gap-4", role="list")


def _line(line: Any) -> rx.Component:
    return el.li(
        line_picture(line.image, size=64),
        el.div(
            el.p(line.title, class_name="font-medium"),
            el.p(line.variant_title, class_name="text-sm text-muted"),
            el.p(
                nt("{n} piece", "{n} pieces", n=line.quantity),
                " · ",
                reason_words(line.reason),
                class_name="text-sm text-muted",
            ),
            when(
                line.words,
                lambda: el.p(line.words, class_name="whitespace-pre-line break-words text-sm"),
            ),
            when(
                line.condition,
                lambda: el.p(
                    nt("{n} came back", "{n} came back", n=line.accepted),
                    " · ",
                    condition_words(line.condition),
                    class_name="text-sm text-muted",
                ),
            ),
            class_name="grid min-w-0 grow gap-0.5",
        ),
        el.p(line.refund_text, class_name="figures font-medium"),
        class_name="flex items-start gap-4",
    )


def return_photos(photos: Any) -> rx.Component:
    """The pictures that were sent along; each opens in full."""
    return el.ul(
        each(
            photos,
            lambda photo, index: el.li(
                el.a(
                    el.img(
                        src=photo.small_href,
                        alt=t("Photo {n}", n=index + 1),
                        loading="lazy",
                        custom_attrs={"width": "96", "height": "96"},
                        class_name="size-24 rounded-field border border-line object-cover",
                    ),
                    href=photo.href,
                    target="_blank",
                    rel="noopener",
                    class_name="block",
                )
            ),
        ),
        aria_label=t("Photos"),
        role="list",
        class_name="flex flex-wrap gap-3 empty:hidden",
    )


def return_money(view: Any) -> rx.Component:
    """What goes back and how it is made up."""
    return el.dl(
        _figure(t("Goods"), view.goods_text),
        when(view.delivery_text, lambda: _figure(t("Delivery"), view.delivery_text)),
        when(
            view.kept_text,
            lambda: _figure(t("Kept back by the return rules"), el.span("−", view.kept_text)),
        ),
        el.div(
            el.dt(when(view.is_given, t("Given back"), t("Refund")), class_name="font-semibold"),
            el.dd(view.refund_text, class_name="figures text-lg font-semibold"),
            class_name="flex items-baseline justify-between gap-4 border-t border-line pt-2",
        ),
        when(view.to_credit, lambda: _figure(t("Goes to"), t("Store credit"))),
        class_name="grid gap-1",
    )


def _figure(label: Any, amount: Any) -> rx.Component:
    return el.div(
        el.dt(label, class_name="text-muted"),
        el.dd(amount, class_name="figures"),
        class_name="flex justify-between gap-4",
    )


def return_timeline(steps: Any) -> rx.Component:
    """What happened with the return, in order."""
    return timeline(steps, _step, label=t("Timeline"))


def _step(step: Any) -> rx.Component:
    return el.div(
        el.p(
            choose(
                step.status,
                {
                    "requested": lambda: el.span(t("Return asked for")),
                    "approved": lambda: el.span(t("Return approved")),
                    "rejected": lambda: el.span(t("Return rejected")),
                    "received": lambda: el.span(t("The parcel came back")),
                    "refunded": lambda: el.span(t("Refund sent on its way")),
                    "cancelled": lambda: el.span(t("Return cancelled by the shopper")),
                },
                lambda: el.span(t("Return finished")),
            ),
            class_name="font-medium",
        ),
        when(
            step.note,
            lambda: el.p(step.note, class_name="whitespace-pre-line break-words text-sm"),
        ),
        el.time(step.moment_text, " UTC", date_time=step.moment, class_name="text-sm text-muted"),
        class_name="grid gap-0.5",
    )


def next_step(view: Any) -> rx.Component:
    """What the shopper does or waits for now."""
    return choose(
        view.status,
        {
            "requested": lambda: el.p(
                t("{seller} looks at your request and answers here.", seller=view.seller_name)
            ),
            "approved": lambda: el.div(
                el.p(t("Send the parcel now."), class_name="font-semibold"),
                el.p(t("Write this number on the parcel, large and clear:"), class_name="text-sm"),
                el.p(
                    view.number,
                    class_name="figures select-all rounded-field border border-dashed "
                    "border-line-strong bg-raised px-4 py-3 text-center text-2xl font-semibold",
                ),
                el.p(view.instructions, class_name="whitespace-pre-line break-words"),
                class_name="grid gap-2",
            ),
            "rejected": lambda: el.div(
                el.p(
                    t("{seller} does not take this back:", seller=view.seller_name),
                    class_name="font-semibold",
                ),
                el.p(view.decision, class_name="whitespace-pre-line break-words"),
                class_name="grid gap-1",
            ),
            "received": lambda: el.p(
                t("Your parcel is with {seller}. Next comes the refund.", seller=view.seller_name)
            ),
            "refunded": lambda: el.p(
                t("{amount} goes back the way you paid.", amount=view.refund_text)
            ),
            "closed": lambda: when(
                view.is_given,
                lambda: when(
                    view.to_credit,
                    lambda: el.p(
                        t("{amount} was given back as store credit.", amount=view.refund_text)
                    ),
                    lambda: el.p(
                        t("{amount} was given back the way you paid.", amount=view.refund_text)
                    ),
                ),
                lambda: el.p(
                    t("This return is finished without a refund."),
                    " ",
                    view.decision,
                    class_name="break-words",
                ),
            ),
        },
        lambda: el.p(t("You cancelled this return.")),
    )
