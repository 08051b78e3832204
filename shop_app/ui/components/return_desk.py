"""A return on the desk of its seller or of staff: what came, what to decide, what goes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx

from shop_app.ui.components.buttons import button
from shop_app.ui.components.feedback import alert
from shop_app.ui.components.fields import text_area
from shop_app.ui.components.returns import (
    CONDITIONS,
    condition_words,
    return_lines,
    return_money,
    return_photos,
    return_status,
    return_timeline,
)
from shop_app.ui.components.surfaces import disclosure
from shop_app.ui.i18n import t
from shop_app.ui.rendering import each, el, form, join, link, when


@dataclass(frozen=True, slots=True)
class DeskActions:
    """The handlers of a desk; `close` is staff's alone."""

    approve: Any
    reject: Any
    receive: Any
    refund: Any
    close: Any = None


def return_desk(
    view: Any, actions: DeskActions, *, order_href: Any, problem: Any = "", notice: Any = ""
) -> rx.Component:
    """The page's content."""
    return el.div(
        alert(problem, class_name="empty:hidden"),
        alert(notice, tone="success", class_name="empty:hidden"),
        when(
            view.number,
            lambda: el.div(
                el.div(
                    _facts(view, order_href),
                    _decide(view, actions),
                    _receive(view, actions),
                    _pay(view, actions),
                    el.section(
                        el.h2(t("What comes back"), class_name="text-lg font-semibold"),
                        return_lines(view.lines),
                        when(
                            view.words,
                            lambda: el.blockquote(
                                view.words,
                                class_name="whitespace-pre-line break-words border-s-2 "
                                "border-line-strong ps-3",
                            ),
                        ),
                        return_photos(view.photos),
                        class_name="panel grid gap-4",
                    ),
                    class_name="grid min-w-0 content-start gap-5",
                ),
                el.div(
                    el.section(
                        el.h2(t("Money"), class_name="text-lg font-semibold"),
                        return_money(view),
                        when(
                            view.reference,
                            lambda: el.p(
                                t("Provider's reference"),
                                " ",
                                el.span(view.reference, class_name="figures break-all"),
                                class_name="text-sm text-muted",
                            ),
                        ),
                        class_name="panel grid gap-3",
                    ),
                    el.section(
                        el.h2(t("What has happened"), class_name="text-lg font-semibold"),
                        return_timeline(view.timeline),
                        class_name="panel grid gap-3",
                    ),
                    class_name="grid content-start gap-5",
                ),
                class_name="grid gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]",
            ),
        ),
        class_name="grid gap-5",
    )


def _facts(view: Any, order_href: Any) -> rx.Component:
    return el.div(
        return_status(view.status),
        el.p(
            t("Order"),
            " ",
            link(view.order_number, href=order_href, class_name="textlink figures"),
            class_name="text-muted",
        ),
        el.p(view.customer_name, class_name="text-muted"),
        el.p(t("Asked {moment} UTC", moment=view.asked_text), class_name="text-muted"),
        class_name="flex flex-wrap items-center gap-x-4 gap-y-1",
    )


def _decide(view: Any, actions: DeskActions) -> rx.Component:
    return el.div(
        when(
            view.can_approve,
            lambda: el.section(
                el.h2(t("May it come back?"), class_name="text-lg font-semibold"),
                form(
                    text_area(
                        label=t("Where to send it and how"),
                        name="instructions",
                        hint=t("The shopper reads this and the number of the return."),
                        default_value=view.suggestion,
                        rows="4",
                        max_length=2000,
                        required=True,
                    ),
                    button(t("Approve return"), type="submit", class_name="justify-self-start"),
                    action="",
                    on_submit=actions.approve,
                    class_name="grid gap-3",
                ),
                when(
                    view.can_reject,
                    lambda: disclosure(
                        t("Reject it instead"),
                        _reason_form(t("Reject return"), actions.reject),
                    ),
                ),
                class_name="panel grid gap-4",
            ),
        ),
        when(
            view.can_close,
            lambda: disclosure(
                t("It never came: end the return"),
                _reason_form(t("Close return"), actions.close),
                class_name="panel",
            ),
        )
        if actions.close is not None
        else el.span(class_name="hidden"),
        class_name="grid gap-5 empty:hidden",
    )


def _reason_form(label: Any, handler: Any) -> rx.Component:
    return form(
        text_area(
            label=t("Reason, read by the shopper"),
            name="reason",
            rows="3",
            max_length=2000,
            required=True,
        ),
        button(label, type="submit", kind="danger", class_name="justify-self-start"),
        action="",
        on_submit=handler,
        class_name="grid gap-3",
    )


def _receive(view: Any, actions: DeskActions) -> rx.Component:
    return when(
        view.can_receive,
        lambda: el.section(
            el.h2(t("Has the parcel come?"), class_name="text-lg font-semibold"),
            form(
                el.ul(each(view.lines, _arrival), role="list", class_name="grid gap-5"),
                button(t("Mark as received"), type="submit", class_name="justify-self-start"),
                action="",
                on_submit=actions.receive,
                class_name="grid gap-5",
            ),
            class_name="panel grid gap-4",
        ),
    )


def _arrival(line: Any) -> rx.Component:
    return el.li(
        el.p(
            el.span(line.title, class_name="font-medium"),
            " ",
            el.span(line.variant_title, class_name="text-muted"),
        ),
        el.div(
            _number(t("Came back"), "accepted-", line, line.quantity, value=line.quantity),
            _labelled(
                t("Condition"),
                join("condition-", line.line_no),
                lambda name: el.select(
                    *[el.option(condition_words(code), value=code) for code in CONDITIONS],
                    id=name,
                    name=name,
                    class_name="field-input",
                ),
            ),
            _number(t("For sale again"), "restocked-", line, line.quantity, value=line.quantity),
            when(
                line.may_keep,
                lambda: _number(t("Keep back, %"), "keep-", line, 100, value=0),
            ),
            class_name="grid grid-cols-2 gap-4 lg:grid-cols-4",
        ),
        el.p(
            t("Damaged and faulty pieces are written off, whatever is said here."),
            when(
                line.may_keep,
                lambda: el.span(
                    " ",
                    t("For wear you may keep up to 30% of used things, all of damaged ones."),
                ),
            ),
            class_name="text-sm text-muted",
        ),
        class_name="grid gap-3 border-b border-line pb-5 last:border-0 last:pb-0",
    )


def _number(label: Any, prefix: str, line: Any, most: Any, *, value: Any) -> rx.Component:
    return _labelled(
        label,
        join(prefix, line.line_no),
        lambda name: el.input(
            type="number",
            id=name,
            name=name,
            default_value=value,
            min="0",
            max=most,
            input_mode="numeric",
            required=True,
            class_name="field-input figures",
        ),
    )


def _labelled(label: Any, name: Any, control: Any) -> rx.Component:
    return el.div(
        el.label(label, html_for=name, class_name="field-label"),
        control(name),
        class_name="min-w-0",
    )


def _pay(view: Any, actions: DeskActions) -> rx.Component:
    return when(
        view.can_refund,
        lambda: el.section(
            el.h2(t("Give the money back"), class_name="text-lg font-semibold"),
            el.p(
                when(
                    view.can_receive,
                    t("The goods have not come yet. Nothing is put on a shelf."),
                    t("It goes back the way the shopper paid. This cannot be undone."),
                ),
                class_name="text-muted",
            ),
            button(
                t("Refund {amount}", amount=view.refund_text),
                on_click=actions.refund,
                class_name="justify-self-start",
            ),
            class_name="panel grid gap-3",
        ),
    )
