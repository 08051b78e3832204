"""The parts of the page of returns: what may come back, and the returns that are there already."""

from __future__ import annotations

from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.fields import (
    error_text,
    hidden,
    radio_card,
    radio_group,
    text_area,
)
from shop_app.ui.components.goods import line_picture
from shop_app.ui.components.returns import (
    REASONS,
    next_step,
    reason_words,
    return_lines,
    return_money,
    return_photos,
    return_status,
    return_timeline,
)
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.i18n import nt, t
from shop_app.ui.rendering import choose, each, el, is_html, join, native_form, when


def asking(view: Any) -> rx.Component:
    """The form: what comes back, how many, why; in words and pictures."""
    return when(
        view.can_ask,
        lambda: native_form(
            hidden("request_key", view.request_key),
            when(view.key, lambda: hidden("key", view.key)),
            each(view.parts, _part),
            el.section(
                text_area(
                    label=t("Anything the seller should know"),
                    name="words",
                    hint=t("Optional, at most 1,000 characters."),
                    default_value=view.words,
                    rows="3",
                    max_length=1000,
                ),
                el.div(
                    el.label(t("Photos"), html_for="photo", class_name="field-label"),
                    el.input(
                        type="file",
                        id="photo",
                        name="photo",
                        multiple=True,
                        accept="image/jpeg,image/png,image/webp",
                        aria_describedby="photo-hint photo-error",
                        class_name="field-input py-2",
                    ),
                    el.p(
                        t("Optional. Up to 5 pictures of at most 8 MB, for the seller and us."),
                        id="photo-hint",
                        class_name="field-hint",
                    ),
                    error_text(view.photo_error, id="photo-error"),
                ),
                class_name="panel grid gap-5",
            ),
            when(view.can_have_credit, lambda: _back_to(view)),
            el.p(
                t(
                    "After a change of mind delivery is not given back; for faults and mistakes it "
                    "is. Without another choice you get the money back the way you paid."
                ),
                class_name="text-sm text-muted",
            ),
            button(t("Send return request"), type="submit", class_name="justify-self-start"),
            action=join("/orders/", view.order_number, "/return"),
            enc_type="multipart/form-data",
            class_name="grid gap-5",
        ),
        lambda: el.div(each(view.parts, _closed), class_name="grid gap-3"),
    )


def _back_to(view: Any) -> rx.Component:
    """Where the money goes back to, for who has an account."""
    return el.section(
        el.h2(t("Where your money goes"), class_name="mb-3 text-lg font-semibold"),
        radio_group(
            radio_card(
                name="refund_to",
                value="method",
                title=t("Back to the way I paid"),
                detail=t("Your bank may need some days to show it."),
                checked=view.wants_method,
            ),
            radio_card(
                name="refund_to",
                value="credit",
                title=t("As store credit"),
                detail=t(
                    "There at once when the seller gives the money back, for your next order."
                ),
                checked=view.wants_credit,
            ),
            label=t("Where your money goes"),
        ),
        class_name="panel",
    )


def _part(part: Any) -> rx.Component:
    return when(
        part.why_not,
        lambda: _closed(part),
        lambda: el.section(
            el.div(
                el.h2(
                    t("From {seller}", seller=part.seller_name), class_name="text-lg font-semibold"
                ),
                el.p(t("Return until {day}", day=part.until_text), class_name="text-sm text-muted"),
                class_name="flex flex-wrap items-baseline justify-between gap-x-4",
            ),
            el.ul(
                # Made anew when a tick comes back from a refusal: a box keeps its first default.
                each(part.lines, _line, key=lambda line: join(line.line_no, line.is_chosen)),
                role="list",
                class_name="grid gap-4",
            ),
            aria_label=part.seller_name,
            class_name="panel grid gap-4",
        ),
    )


def _closed(part: Any) -> rx.Component:
    """Why nothing of a part can come back."""
    return el.p(
        el.strong(part.seller_name, ": "),
        choose(
            part.why_not,
            {
                "not_delivered": t("This parcel has not arrived yet."),
                "cancelled": t("This part of the order was cancelled."),
                "too_late": t("Returns were possible until {day}.", day=part.until_text),
                "all_returned": t("All of it is returned already."),
            },
            t("This parcel has not arrived yet."),
        ),
        class_name="panel text-muted",
    )


def _line(line: Any) -> rx.Component:
    return el.li(
        el.label(
            el.input(
                type="checkbox",
                name=join("line-", line.line_no),
                value="1",
                default_checked=line.is_chosen,
                aria_label=t("Return {title}", title=line.title),
                class_name="tick mt-5",
            ),
            line_picture(line.image, size=64),
            el.span(
                el.span(line.title, class_name="block font-medium"),
                el.span(line.variant_title, class_name="block text-sm text-muted"),
                el.span(
                    nt("{n} piece", "{n} pieces", n=line.left),
                    " · ",
                    line.unit_text,
                    class_name="figures block text-sm text-muted",
                ),
                class_name="min-w-0 grow",
            ),
            class_name="flex cursor-pointer items-start gap-4",
        ),
        el.div(
            el.div(
                _labelled(
                    t("How many"),
                    join("quantity-", line.line_no),
                    lambda name: el.input(
                        type="number",
                        id=name,
                        name=name,
                        default_value=line.quantity,
                        min="1",
                        max=line.left,
                        input_mode="numeric",
                        class_name="field-input figures",
                    ),
                ),
                _labelled(
                    t("Why"),
                    join("reason-", line.line_no),
                    lambda name: el.select(
                        el.option(t("Choose a reason"), value=""),
                        *[
                            el.option(reason_words(reason), value=reason, **_picked(line, reason))
                            for reason in REASONS
                        ],
                        id=name,
                        name=name,
                        **({} if is_html() else {"default_value": line.reason}),
                        class_name="field-input",
                    ),
                ),
                class_name="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]",
            ),
            _labelled(
                t("What is wrong with it"),
                join("words-", line.line_no),
                lambda name: el.input(
                    id=name,
                    name=name,
                    default_value=line.words,
                    max_length=1000,
                    auto_complete="off",
                    class_name="field-input",
                ),
            ),
            class_name="hidden gap-4 group-has-checked:grid sm:ms-9",
        ),
        error_text(line.error, id=join("error-", line.line_no)),
        class_name="group grid gap-3 border-b border-line pb-4 last:border-0 last:pb-0",
    )


def _picked(line: Any, reason: str) -> dict[str, Any]:
    """What marks the chosen option where a select has no default of its own."""
    return {"selected": line.reason == reason} if is_html() else {}


def _labelled(label: Any, name: Any, control: Any) -> rx.Component:
    return el.div(el.label(label, html_for=name, class_name="field-label"), control(name))


def existing(view: Any, key: Any, order_number: Any) -> rx.Component:
    """A return that is there already: what to do next, what comes back, what happened."""
    return el.section(
        el.div(
            el.h2(
                t("Return {number}", number=view.number),
                class_name="text-lg font-semibold",
            ),
            return_status(view.status),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        next_step(view),
        return_lines(view.lines),
        when(view.words, lambda: el.p(view.words, class_name="whitespace-pre-line break-words")),
        return_photos(view.photos),
        return_money(view),
        disclosure(t("What has happened"), return_timeline(view.timeline)),
        when(
            view.can_cancel,
            lambda: native_form(
                hidden("key", key),
                hidden("order", order_number),
                button(t("Cancel return"), type="submit", kind="secondary", small=True),
                action=join("/returns/", view.number, "/cancel"),
            ),
        ),
        aria_label=join(view.number),
        class_name="panel grid gap-4",
    )
